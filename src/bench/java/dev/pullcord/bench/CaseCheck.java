package dev.pullcord.bench;

import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Platform;
import dev.pullcord.redis.CaseSeal;
import dev.pullcord.redis.EmbeddedRedis;
import dev.pullcord.redis.RedisLink;
import dev.pullcord.redis.RedisSettings;
import dev.pullcord.redis.RedisStore;
import dev.pullcord.redis.Seal;
import dev.pullcord.review.Case;
import dev.pullcord.review.ReviewQueue;
import dev.pullcord.wire.EventCodec;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Reads the store of a running service through its ports, and says what is not as it must be: every accepted report is
 * in exactly one case, and every case waits in its queue.
 */
final class CaseCheck {
    private static final ReviewQueue.Filter ALL = new ReviewQueue.Filter(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    private static final int PAGE = 200;
    private static final int MOST_REPORTS = 100_000;

    private CaseCheck() {}

    /** Adds to {@code accepted} what is wrong. Answers how many cases there are. */
    static int run(Path data, Accepted accepted, Clock clock) {
        RedisSettings usual = RedisSettings.embedded(data);
        RedisSettings settings = new RedisSettings(
                usual.url(),
                usual.cluster(),
                usual.user(),
                usual.password(),
                usual.caFile(),
                usual.dataDir(),
                usual.serverBinary(),
                usual.fsync(),
                Duration.ofSeconds(60),
                1 << 20,
                1);
        try (EmbeddedRedis redis = EmbeddedRedis.attachOrStart(settings, EmbeddedRedis.Watcher.none());
                RedisLink link = RedisLink.open(settings, redis.endpoint());
                CaseSeal cases = Patient.cases(data)) {
            RedisStore store = RedisStore.on(
                    link,
                    "pullcord",
                    Duration.ofDays(7),
                    EventCodec::decode,
                    Seal.of(data.resolve("seal.json")),
                    cases,
                    clock,
                    kind -> {});
            return run(store, accepted, clock);
        }
    }

    private static int run(RedisStore store, Accepted accepted, Clock clock) {
        Platform platform = await(store.platforms().find(ServiceChild.PLATFORM)).orElseThrow();
        Set<String> missing = new HashSet<>(accepted.receipts());
        Set<String> queues = new TreeSet<>();
        int cases = 0;
        long reports = 0;
        Optional<String> cursor = Optional.empty();
        do {
            ReviewQueue.Page page = await(store.queue().search(platform, ALL, cursor, PAGE));
            List<CompletableFuture<List<LoggedEvent>>> reads = new ArrayList<>();
            for (Case one : page.items()) {
                cases++;
                reports += one.reportCount();
                queues.add(one.placement().queue());
                reads.add(store.queue()
                        .reports(platform, one.id(), 0, MOST_REPORTS)
                        .toCompletableFuture());
            }
            for (CompletableFuture<List<LoggedEvent>> read : reads) {
                for (LoggedEvent report : read.join()) {
                    if (!missing.remove(report.receipt())) {
                        accepted.fault(
                                accepted.receipts().contains(report.receipt())
                                        ? "a report is in two cases, or twice in one"
                                        : "a case holds a report that was never accepted");
                    }
                }
            }
            cursor = page.next();
        } while (cursor.isPresent());
        if (!missing.isEmpty()) {
            accepted.fault(missing.size() + " of " + accepted.count() + " accepted reports are in no case");
        }
        if (reports != accepted.count()) {
            accepted.fault("the cases count " + reports + " reports, accepted were " + accepted.count());
        }
        long queued = await(store.queue().standings(platform, List.copyOf(queues), clock.instant())).stream()
                .mapToLong(ReviewQueue.Standing::queued)
                .sum();
        if (queued != cases) {
            accepted.fault("of " + cases + " cases " + queued + " wait in a queue");
        }
        return cases;
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
