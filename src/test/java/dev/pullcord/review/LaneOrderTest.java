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
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** Held, urgent, whether the one is set aside for the other. */
    @ParameterizedTest
    @CsvSource({
        "general,        panic,          true",
        "general,        threat-to-life, true",
        "general,        corroborated,   true",
        "minors,         panic,          true",
        "coercion,       corroborated,   true",
        "general,        minors,         false",
        "general,        coercion,       false",
        "corroborated,   panic,          false",
        "threat-to-life, panic,          false",
        "panic,          panic,          false",
        "general,        of-no-policy,   false"
    })
    void onlyForTheFirstLanesIsACaseOfTheOthersSetAside(String held, String urgent, boolean aside) {
        Placement his = new Placement(held, "any", 1, 1, NOW.plusSeconds(1));

        assertThat(order.setsAside(waiting("urgent", urgent, -60), his, NOW)).isEqualTo(aside);
    }

    @Test
    void whatHasBeenOverdueForAsLongAsItsLanesClockStaysInHand() {
        Placement child = new Placement("minors", "minor_involved", 3, 1, NOW);
        Instant twice = NOW.plus(Duration.ofMinutes(15)); // the clock of minor_involved

        assertThat(order.setsAside(waiting("urgent", "panic", 0), child, twice.minusMillis(1)))
                .isTrue();
        assertThat(order.setsAside(waiting("urgent", "panic", 0), child, twice)).isFalse();
    }

    /** Whoever floods a desk with panics must not shut it to everybody else. */
    @Test
    void ofACrowdOfPanicsEveryFifthClaimGoesOverItAndOfFewerNone() {
        List<Waiting> few = List.of(
                waiting("p1", "panic", 0),
                waiting("p2", "panic", 1),
                waiting("p3", "panic", 2),
                waiting("quarrel", "general", 90_000),
                waiting("minor", "minors", 300),
                waiting("blackmail", "corroborated", 400));
        List<Waiting> crowd = new ArrayList<>(few);
        crowd.add(waiting("p4", "panic", 3));

        assertThat(firsts(few)).containsOnly("p1");
        assertThat(firsts(crowd))
                .containsExactly("p1", "blackmail", "p1", "p1", "p1", "p1", "blackmail", "p1", "p1", "p1");
        assertThat(order.order(crowd, 1))
                .extracting(Waiting::caseId)
                .as("quarrels are not what a crowd is passed over for")
                .containsExactly("blackmail", "minor", "p1", "p2", "p3", "p4", "quarrel");
    }

    private List<String> firsts(List<Waiting> waiting) {
        return LongStream.range(0, 10)
                .mapToObj(ticket -> order.order(waiting, ticket).get(0).caseId())
                .toList();
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
