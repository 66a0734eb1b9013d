package dev.pullcord.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.Report;
import dev.pullcord.intake.Rosters;
import dev.pullcord.intake.Urgency;
import dev.pullcord.plugin.Reason;
import dev.pullcord.risk.Contribution;
import dev.pullcord.risk.Family;
import dev.pullcord.risk.Risk;
import dev.pullcord.risk.Story;
import dev.pullcord.wire.PolicyCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TriageTest {
    private static final Instant NOW = Story.START;
    private final PolicyPack pack = PolicyCodec.defaults();
    private final Triage triage = new Triage(pack.triage(), pack.version());

    @ParameterizedTest
    @CsvSource({
        // reason, panic, danger, minor, live → lane, queue, precedence, seconds
        ",                true,  false, false, true,  panic_live,     panic,          0, 120",
        "grooming,        true,  true,  true,  true,  panic_live,     panic,          0, 120",
        ",                true,  false, false, false, threat_to_life, threat-to-life, 1, 300",
        "fraud_spam,      false, true,  false, false, threat_to_life, threat-to-life, 1, 300",
        "threat_to_life,  false, false, false, false, threat_to_life, threat-to-life, 1, 300",
        "self_harm,       false, false, false, true,  threat_to_life, threat-to-life, 1, 150",
        "sextortion,      false, false, true,  false, minor_involved, minors,         3, 900",
        "harassment,      false, false, true,  true,  minor_involved, minors,         3, 450",
        "sextortion,      false, false, false, false, sextortion,     sextortion,     4, 1800",
        "trafficking,     false, false, false, false, coercion,       coercion,       5, 1800",
        "covert_recording, false, false, false, true, coercion,       coercion,       5, 900",
        "deceptive_recruitment, false, false, false, false, coercion, coercion,       5, 1800",
        "fraud_spam,      false, false, false, false, other,          general,        6, 86400",
        "violence,        false, false, false, false, other,          general,        6, 86400",
        ",                false, false, false, true,  other,          general,        6, 43200",
    })
    void eachKindOfHarmHasItsLane(
            String reason,
            boolean panic,
            boolean danger,
            boolean minor,
            boolean live,
            String lane,
            String queue,
            int precedence,
            long seconds) {
        CaseFacts facts =
                new CaseFacts(Optional.ofNullable(reason).flatMap(Reason::ofCode), panic, danger, minor, false);

        Placement placement = triage.place(facts, Risk.NONE, NOW, live, 1);

        assertThat(placement).isEqualTo(new Placement(queue, lane, precedence, 1, NOW.plusSeconds(seconds)));
    }

    @Property(tries = 300)
    void higherRiskNeverMeansMoreTimeAndNeverLessThanTheMinimum(
            @ForAll @DoubleRange(min = 0, max = 1) double p, @ForAll @DoubleRange(min = 0, max = 1) double q) {
        for (Reason reason : Reason.values()) {
            for (boolean live : new boolean[] {true, false}) {
                CaseFacts facts =
                        CaseFacts.of(Story.report(Report.Kind.FLAG, "r", Optional.of(reason), false, false, false));
                Placement lower = triage.place(facts, risk(Math.min(p, q)), NOW, live, 1);
                Placement higher = triage.place(facts, risk(Math.max(p, q)), NOW, live, 1);
                Duration minimum = pack.triage().lanes().get(lower.precedence()).minimum();
                assertThat(higher.deadline()).isBeforeOrEqualTo(lower.deadline());
                assertThat(higher.deadline()).isAfterOrEqualTo(NOW.plus(minimum));
            }
        }
    }

    @Test
    void certainRiskLeavesAQuarterOfTheClock() {
        CaseFacts facts =
                CaseFacts.of(Story.report(Report.Kind.FLAG, "r", Optional.of(Reason.HATE), false, false, false));

        assertThat(triage.place(facts, risk(1), NOW, false, 1).deadline()).isEqualTo(NOW.plus(Duration.ofHours(6)));
    }

    @Test
    void aPanicIsTakenToBeLiveUnlessItsMeetingIsKnownToHaveEnded() {
        Report panic = Story.report(Report.Kind.PANIC, "r", Optional.empty(), false, false, false);

        assertThat(triage.forPanic(panic, Optional.empty(), NOW))
                .isEqualTo(new Urgency("panic", "panic_live", 0, NOW.plusSeconds(120), "default-2026-11-01"));
        assertThat(triage.forPanic(panic, Optional.of(roster(Optional.empty())), NOW)
                        .lane())
                .isEqualTo("panic_live");
        assertThat(triage.forPanic(panic, Optional.of(roster(Optional.of(NOW))), NOW))
                .isEqualTo(
                        new Urgency("threat-to-life", "threat_to_life", 1, NOW.plusSeconds(300), "default-2026-11-01"));
    }

    @Test
    void theGraverReasonIsTheOneThePolicyNamesFirst() {
        Optional<Reason> spam = Optional.of(Reason.FRAUD_SPAM);
        Optional<Reason> grooming = Optional.of(Reason.GROOMING);

        assertThat(triage.graver(spam, grooming)).isEqualTo(grooming);
        assertThat(triage.graver(grooming, spam)).isEqualTo(grooming);
        assertThat(triage.graver(Optional.empty(), spam)).isEqualTo(spam);
        assertThat(triage.graver(Optional.empty(), Optional.empty())).isEmpty();
    }

    @Test
    void whatIsSaidAndSeenAlikeGoesBeforeWhatIsOnlySaid() {
        CaseFacts flagged =
                CaseFacts.of(Story.report(Report.Kind.FLAG, "r", Optional.of(Reason.GROOMING), false, false, false));

        assertThat(lane(flagged, 0.3, Family.CONTACT, 0.6, 1)).isEqualTo("corroborated");
        assertThat(lane(flagged, 0.3, Family.CONTACT, 0.4, 1)).isEqualTo("minor_involved");
        assertThat(lane(flagged, 0.3, Family.NETWORK, 0.6, 1)).isEqualTo("minor_involved");
        assertThat(lane(flagged, 0.3, Family.VOICE, 0.6, 1)).isEqualTo("minor_involved");
        assertThat(lane(flagged, 0.1, Family.CONTACT, 0.6, 1)).isEqualTo("minor_involved");
        assertThat(lane(CaseFacts.UNREPORTED, 0.3, Family.CONTACT, 0.6, 0))
                .as("two kinds of behaviour, before anybody says so")
                .isEqualTo("coercion");
    }

    private String lane(CaseFacts facts, double probability, Family family, double counts, int reports) {
        Contribution seen = new Contribution("X-1", family, counts, counts, 1, NOW, "", "");
        return triage.place(facts, new Risk(0, 0, probability, List.of(seen)), NOW, false, reports)
                .lane();
    }

    private static Rosters.Roster roster(Optional<Instant> endedAt) {
        return new Rosters.Roster("call-1", Optional.empty(), Optional.empty(), endedAt, List.of());
    }

    private static Risk risk(double probability) {
        return new Risk(0, 0, probability, List.of());
    }
}
