package dev.pullcord.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pullcord.review.RepeatedCalls.Given;
import dev.pullcord.review.RepeatedCalls.Standing;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What remembers desk writes. */
public abstract class RepeatedCallsContract {
    private static final Moderator ANN = Ground.moderator("ann");
    private static final Given ANSWER = new Given("digest", 201, "{\"a\":1}");

    /** One that remembers nothing yet. */
    protected abstract RepeatedCalls calls(Duration madeIn);

    private RepeatedCalls calls;

    @BeforeEach
    void begin() {
        calls = calls(Duration.ofMinutes(1));
    }

    private static Standing begin(RepeatedCalls calls, String maker) {
        return Ground.now(calls.begin(ANN, "call", maker, "digest"));
    }

    @Test
    void oneOfManyTriesMakesACall() {
        List<Standing> standings =
                IntStream.range(0, 32).mapToObj(n -> calls.begin(ANN, "call", "try-" + n, "digest")).toList().stream()
                        .map(Ground::now)
                        .toList();

        assertThat(standings).filteredOn(Standing.Yours.class::isInstance).hasSize(1);
        assertThat(standings)
                .filteredOn(s -> !(s instanceof Standing.Yours))
                .containsOnly(new Standing.UnderWay("digest"));
    }

    @Test
    void anAnswerIsGivenAgainAndTheFirstStays() {
        begin(calls, "one");
        Ground.now(calls.keep(ANN, "call", ANSWER));
        Ground.now(calls.keep(ANN, "call", new Given("other", 500, "")));

        assertThat(begin(calls, "two")).isEqualTo(new Standing.Answered(ANSWER));
    }

    @Test
    void callsAreTheirCallersOwn() {
        begin(calls, "one");

        assertThat(Ground.now(calls.begin(Ground.moderator("bob"), "call", "two", "digest")))
                .isEqualTo(new Standing.Yours());
        assertThat(Ground.now(calls.begin(ANN, "another", "three", "digest"))).isEqualTo(new Standing.Yours());
    }

    @Test
    void whatCameToNothingIsAnybodysAtOnceButOnlyByItsMaker() {
        begin(calls, "one");
        Ground.now(calls.release(ANN, "call", "two"));
        assertThat(begin(calls, "two")).isEqualTo(new Standing.UnderWay("digest"));

        Ground.now(calls.release(ANN, "call", "one"));

        assertThat(begin(calls, "two")).isEqualTo(new Standing.Yours());
    }

    @Test
    void whatWasAnsweredIsNotReleased() {
        begin(calls, "one");
        Ground.now(calls.keep(ANN, "call", ANSWER));

        Ground.now(calls.release(ANN, "call", "one"));

        assertThat(begin(calls, "two")).isEqualTo(new Standing.Answered(ANSWER));
    }

    @Test
    void whoDiesAtACallLocksItNotForLong() {
        RepeatedCalls hasty = calls(Duration.ofMillis(100));
        begin(hasty, "one");

        await().atMost(Duration.ofSeconds(10)).until(() -> begin(hasty, "two") instanceof Standing.Yours);
    }
}
