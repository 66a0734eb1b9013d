package dev.pullcord.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.Partition;
import dev.pullcord.review.ReviewQueue.Waiting;
import dev.pullcord.risk.Story;
import dev.pullcord.wire.PolicyCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaneOrderTest {
    private static final Instant NOW = Story.START;
    private final LaneOrder order = new LaneOrder(PolicyCodec.defaults().triage());

    @Test
    void theFirstLanesGoBeforeAllOthersHoweverLateThoseAre() {
        List<Waiting> heads = List.of(
                waiting("minor-overdue", "minors", -3600),
                waiting("corroborated", "corroborated", 500),
                waiting("life", "threat-to-life", 200),
                waiting("panic-late", "panic", 100),
                waiting("panic-soon", "panic", 5));

        assertThat(order.order(heads, 0))
                .extracting(Waiting::caseId)
                .containsExactly("panic-soon", "panic-late", "life", "corroborated", "minor-overdue");
    }

    @Test
    void ofTheOtherLanesWhatIsDueFirstGoesFirst() {
        List<Waiting> heads = List.of(
                waiting("minor-late", "minors", 900),
                waiting("coerced", "coercion", 600),
                waiting("minor-overdue", "minors", -60),
                waiting("blackmail", "sextortion", 30),
                waiting("unknown", "of-an-older-policy", -1000));

        assertThat(order.order(heads, 0))
                .extracting(Waiting::caseId)
                .containsExactly("minor-overdue", "blackmail", "coerced", "minor-late", "unknown");
    }

    /** On a desk that is days behind with quarrels all of those are overdue. */
    @Test
    void whatTheLastLaneTookComesAfterAllOthersHoweverLateItIs() {
        List<Waiting> heads = List.of(
                waiting("quarrel-of-last-week", "general", -600_000),
                waiting("minor", "minors", 900),
                waiting("coerced", "coercion", 1800));

        assertThat(order.order(heads, 0))
                .extracting(Waiting::caseId)
                .containsExactly("minor", "coerced", "quarrel-of-last-week");
    }

    @Test
    void aCrowdInOneLaneDoesNotKeepBackASingleCaseOfAnother() {
        List<Waiting> heads = new ArrayList<>(List.of(waiting("coerced", "coercion", 600)));
        for (int i = 0; i < 50; i++) {
            heads.add(waiting("minor-" + i, "minors", 601 + i));
        }

        assertThat(order.order(heads, 0).get(0).caseId()).isEqualTo("coerced");
    }

    @Test
    void everyFifthClaimGoesByDeadlineAlone() {
        List<Waiting> heads = List.of(waiting("panic", "panic", 100), waiting("overdue", "general", -60));

        List<String> firsts = new ArrayList<>();
        for (long ticket = 0; ticket < 10; ticket++) {
            firsts.add(order.order(heads, ticket).get(0).caseId());
        }

        assertThat(firsts)
                .containsExactly(
                        "panic", "panic", "panic", "panic", "overdue", "panic", "panic", "panic", "panic", "overdue");
    }

    @Test
    void theLowestLaneIsServedThoughPanicsNeverEnd() {
        List<Waiting> queue = new ArrayList<>();
        queue.add(waiting("patient", "general", Duration.ofHours(3).toSeconds()));
        long ticket = 0;
        Instant now = NOW;
        while (queue.stream().anyMatch(w -> w.caseId().equals("patient"))) {
            now = now.plusSeconds(30); // two panics come for each claim: the desk never catches up
            queue.add(new Waiting("p" + ticket + "a", partition(), "panic", now.plusSeconds(120)));
            queue.add(new Waiting("p" + ticket + "b", partition(), "panic", now.plusSeconds(120)));
            queue.remove(order.order(queue, ticket++).get(0));
            assertThat(ticket).isLessThan(2_000);
        }

        // Every fifth claim clears the earliest deadline; ten panics come meanwhile. So the wait has an end, however
        // hopeless the desk.
        assertThat(now).isAfter(NOW.plus(Duration.ofHours(3)));
    }

    private static Waiting waiting(String id, String queue, long seconds) {
        return new Waiting(id, partition(), queue, NOW.plusSeconds(seconds));
    }

    private static Partition partition() {
        return new Partition("acme", 0);
    }
}
