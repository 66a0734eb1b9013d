package dev.pullcord.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.Meters;
import dev.pullcord.enforcement.Enforcer;
import dev.pullcord.enforcement.Notices;
import dev.pullcord.enforcement.Outbox;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Platforms;
import dev.pullcord.review.PolicyPack;
import dev.pullcord.review.ReviewQueue;
import dev.pullcord.review.SecondLooks;
import dev.pullcord.review.Supersessions;
import dev.pullcord.wire.PolicyCodec;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What the gauges say that are counted in Redis; that the counts are right is shown with the ports that count. */
class CountsTest {
    private static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Meters meters = new Meters(registry);
    private final TestClock clock = new TestClock(T0);
    private PolicyPack policy = PolicyCodec.pack("us").pack();
    private List<Platform> platforms = List.of(platform("main"));
    private final Counts counts = counts();

    @Test
    void aLanesCasesAreCountedWithHowSoonItHasThemLookedAt() {
        step();

        assertThat(registry.scrape())
                .contains(
                        cases("panic_live", "minutes", "overdue", 3),
                        cases("minor_involved", "hour", "queued", 7),
                        cases("intimate_images", "day", "claimed", 2),
                        cases("other", "day", "queued", 7),
                        oldest("intimate_images", "day", 90));
    }

    /** It would stand for ever, and page people. */
    @Test
    void aLaneThatThePolicyHasNoMoreIsZero() {
        step();

        policy = PolicyCodec.pack("default").pack();
        step();

        assertThat(registry.scrape())
                .contains(
                        cases("intimate_images", "day", "queued", 0),
                        cases("intimate_images", "day", "claimed", 0),
                        cases("intimate_images", "day", "overdue", 0),
                        oldest("intimate_images", "day", 0))
                .contains(cases("panic_live", "minutes", "overdue", 3), oldest("other", "day", 90));
    }

    /** From the first count on, so that what happens next is an increase; and a case of a lane that is gone has its pace. */
    @Test
    void whatCountsOfAPlatformBeginsWithItsFirstCount() {
        assertThat(registry.scrape()).doesNotContain("platform=\"main\"");

        step();

        assertThat(registry.scrape())
                .contains(
                        "pullcord_cases_opened_total{lane=\"intimate_images\",platform=\"main\"} 0.0",
                        "pullcord_case_first_look_seconds_count{pace=\"minutes\",platform=\"main\"} 0")
                .doesNotContain("pace=\"days\",platform=\"main\"");

        policy = PolicyCodec.pack("default").pack();
        step();
        meters.of("main").firstLook("intimate_images", Duration.ofMinutes(7));

        assertThat(registry.scrape())
                .contains("pullcord_case_first_look_seconds_count{pace=\"day\",platform=\"main\"} 1");
    }

    /** What waits on the others must be seen all the same, and that it is not of now all over. */
    @Test
    void aPlatformThatCannotBeCountedKeepsNoOtherFromIt() {
        platforms = List.of(platform("broken"), platform("main"));

        assertThat(counts().step().failed()).isTrue();

        assertThat(registry.scrape())
                .contains(cases("panic_live", "minutes", "overdue", 3))
                .doesNotContain("pullcord_counted_at_seconds ");

        platforms = List.of(platform("main"));
        assertThat(counts().step().succeeded()).isTrue();
        assertThat(registry.scrape()).contains("pullcord_counted_at_seconds ");
    }

    private void step() {
        assertThat(counts.step().succeeded()).isTrue();
    }

    private static String cases(String lane, String pace, String state, int many) {
        return "pullcord_queue_cases{lane=\"" + lane + "\",pace=\"" + pace + "\",platform=\"main\",state=\"" + state
                + "\"} " + many + ".0\n";
    }

    private static String oldest(String lane, String pace, int seconds) {
        return "pullcord_queue_oldest_age_seconds{lane=\"" + lane + "\",pace=\"" + pace + "\",platform=\"main\"} "
                + seconds + ".0\n";
    }

    private static Platform platform(String id) {
        return new Platform(id, 1, "c2VjcmV0", Platform.GENERIC, Optional.empty(), Optional.empty());
    }

    private Counts counts() {
        ReviewQueue queue = answering(ReviewQueue.class, arguments -> standings(arguments));
        Outbox outbox = answering(Outbox.class, arguments -> 0L);
        Notices notices = answering(Notices.class, arguments -> 0L);
        Supersessions none = answering(Supersessions.class, arguments -> List.of());
        Stores stores = new Stores(
                answering(Platforms.class, arguments -> platforms),
                null,
                null,
                null,
                null,
                null,
                queue,
                null,
                null,
                null,
                null,
                null,
                outbox,
                null,
                null,
                null,
                null,
                notices,
                null,
                none,
                null,
                null,
                null,
                null,
                null,
                null);
        return new Counts(
                stores,
                id -> policy,
                new SecondLooks(none, clock),
                new Enforcer(Duration::ofSeconds, Enforcer.Limits.DEFAULT),
                clock,
                meters);
    }

    /** In every queue that is asked for the same; or how many proposals wait. */
    @SuppressWarnings("unchecked")
    private Object standings(Object[] arguments) {
        if (arguments.length == 1) {
            return 0L;
        }
        if (arguments[0].equals(platform("broken"))) {
            throw new IllegalStateException("its Redis is slow");
        }
        return ((List<String>) arguments[1])
                .stream()
                        .map(name -> new ReviewQueue.Standing(
                                name, 7, 2, 3, Optional.empty(), Optional.of(T0.minusSeconds(90))))
                        .toList();
    }

    private static <T> T answering(Class<T> port, Function<Object[], Object> answer) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(),
                new Class<?>[] {port},
                (proxy, method, arguments) ->
                        CompletableFuture.completedFuture(null).thenApply(go -> answer.apply(arguments))));
    }
}
