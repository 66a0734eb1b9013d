package dev.pullcord.bench;

import dev.pullcord.redis.EmbeddedRedis;
import dev.pullcord.redis.Fsync;
import dev.pullcord.redis.RedisLink;
import dev.pullcord.redis.RedisSettings;
import dev.pullcord.redis.Script;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The raw limit of Redis: the very script that accepts an event, from one pipelined connection like the service's, on a
 * redis-server like the service's.
 */
final class BareRedis implements AutoCloseable {
    private static final int PARTITIONS = 16;

    private final EmbeddedRedis redis;
    private final RedisLink link;
    private final Script accept;
    private final AtomicLong number = new AtomicLong();

    BareRedis(Path data, Fsync fsync) {
        RedisSettings settings = Patient.redis(data, fsync);
        redis = EmbeddedRedis.start(settings, EmbeddedRedis.Watcher.none());
        link = RedisLink.open(settings, redis.endpoint());
        accept = new Script(link, "accept_event");
    }

    /** Its version, as it says itself. */
    String version() {
        return link.commands()
                .info("server")
                .toCompletableFuture()
                .join()
                .lines()
                .filter(line -> line.startsWith("redis_version:"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }

    /**
     * Runs the script for as long, always with {@code depth} calls under way.
     *
     * @return events a second
     */
    double run(Letters letters, int depth, Duration time) {
        long start = System.nanoTime();
        long deadline = start + time.toNanos();
        Run run = new Run(letters, deadline, depth);
        for (int i = 0; i < depth; i++) {
            run.again();
        }
        try {
            run.ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        if (run.failure.get() != null) {
            throw new IllegalStateException("Redis failed", run.failure.get());
        }
        return run.done.get() / ((System.nanoTime() - start) / 1e9);
    }

    private final class Run {
        private final Letters letters;
        private final long deadline;
        private final AtomicInteger running;
        private final AtomicLong done = new AtomicLong();
        private final AtomicReference<Throwable> failure = new AtomicReference<>();
        private final CountDownLatch ended = new CountDownLatch(1);

        Run(Letters letters, long deadline, int depth) {
            this.letters = letters;
            this.deadline = deadline;
            this.running = new AtomicInteger(depth);
        }

        void again() {
            long n = number.incrementAndGet();
            String tag = String.format(Locale.ROOT, "bench:{bench:%d}:", n % PARTITIONS);
            String receipt = String.format(Locale.ROOT, "%03d-%032d", n % PARTITIONS, n);
            accept.run(
                            List.of(tag + "event:" + receipt, tag + "log", tag + "added:none"),
                            List.of(
                                    "0",
                                    Long.toString(System.currentTimeMillis()),
                                    receipt,
                                    "account",
                                    "acc-s" + n % 20_000,
                                    "",
                                    letters.flag()))
                    .whenComplete((words, failed) -> {
                        Optional.ofNullable(failed).ifPresent(failure::set);
                        done.incrementAndGet();
                        if (failed == null && System.nanoTime() < deadline) {
                            again();
                        } else if (running.decrementAndGet() == 0) {
                            ended.countDown();
                        }
                    });
        }
    }

    @Override
    public void close() {
        link.close();
        redis.close();
    }
}
