package dev.pullcord.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.Subject;
import dev.pullcord.review.Events;
import dev.pullcord.wire.PolicyCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeskRunTest {
    private static final Instant START = Instant.parse("2026-11-02T18:00:00Z");
    private static final Instant PRESSED = START.plus(Duration.ofMinutes(3));
    private static final DeskPlan ONE = new DeskPlan(1, Duration.ofHours(2), 0, 0);
    private static final long SEED = 1;

    /** A quarrel is flagged; three minutes later, while the only one who is there looks into it, somebody presses panic. */
    private static DeskRecord evening(Ranker ranker, Truth truth, Evening evening) {
        return DeskRun.play(evening, Duration.ofHours(4), truth, ranker, ONE, SEED);
    }

    private static final Evening EVENING = new Evening(
            0,
            START,
            List.of(
                    new Happening("e1", START, Events.flag("e1", "mallory").body(), Cause.QUARREL),
                    new Happening(
                            "e2",
                            PRESSED,
                            Events.panic("e2", Subject.account("trudy")).body(),
                            Cause.THREAT)),
            Map.of("trudy", Harm.THREAT));

    private static DeskCase of(String account, DeskRecord record) {
        return record.cases().stream()
                .filter(c -> c.subject().equals(Subject.account(account)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whoIsBusyWithAQuarrelPutsItBackForAPanicAndLosesWhatHeDidAboutIt() {
        Truth truth = new Truth(EVENING);
        Duration quarrel =
                Handling.of(ONE, SEED, Subject.account("mallory"), 1, truth).takes();
        Duration panic =
                Handling.of(ONE, SEED, Subject.account("trudy"), 1, truth).takes();
        assertThat(quarrel).as("he is busy when it comes").isGreaterThan(Duration.ofMinutes(10));

        DeskRecord record = evening(new Ours(PolicyCodec.defaults(), false), truth, EVENING);

        Instant looked = PRESSED.plus(DeskRun.PUTTING_DOWN);
        assertThat(of("trudy", record).lookedAt()).contains(looked);
        assertThat(of("mallory", record).lookedAt()).as("the first look").contains(START);
        assertThat(of("mallory", record).decidedAt())
                .contains(looked.plus(panic).plus(quarrel));
    }

    @Test
    void underOrdersThatKnowNoSettingAsideItWaits() {
        Truth truth = new Truth(EVENING);
        Duration quarrel =
                Handling.of(ONE, SEED, Subject.account("mallory"), 1, truth).takes();

        List.<Ranker>of(new Baselines.Fifo(), new Ours(PolicyCodec.defaults(), true), new Oracle(truth))
                .forEach(ranker -> assertThat(
                                of("trudy", evening(ranker, truth, EVENING)).lookedAt())
                        .as(ranker.name())
                        .contains(START.plus(quarrel)));
    }
}
