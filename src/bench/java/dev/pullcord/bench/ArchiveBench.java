package dev.pullcord.bench;

import static dev.pullcord.review.Ground.now;

import dev.pullcord.archive.SqliteArchive;
import dev.pullcord.evidence.Archiving;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Subject;
import dev.pullcord.redis.EmbeddedRedis;
import dev.pullcord.redis.Fsync;
import dev.pullcord.redis.RedisLink;
import dev.pullcord.redis.RedisSettings;
import dev.pullcord.redis.RedisStore;
import dev.pullcord.redis.Seal;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseId;
import dev.pullcord.review.Ground;
import dev.pullcord.review.ReviewQueue;
import dev.pullcord.wire.EventCodec;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * What old cases cost in Redis and on disk, and how soon one is found. A thousand are made as ever, to see what each leaves in Redis; the
 * rest are copies of one of them with ids and accounts of their own, written in waves and put away wave by wave, as a steady inflow would be.
 */
@Command(
        name = "archive",
        description = "Measure cases that are put away: how many a second, what they take, and how soon one is found.",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true)
final class ArchiveBench implements Callable<Integer> {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration AFTER = Duration.ofDays(200);
    private static final int REAL = 1_000;
    private static final int AT_ONCE = 500;
    private static final int PARTITIONS = 16;
    private static final List<String> LISTS = List.of("reports", "timeline", "decisions");

    @Option(names = "--cases", paramLabel = "N", description = "how many (${DEFAULT-VALUE})")
    int cases = 1_000_000;

    @Option(names = "--wave", paramLabel = "N", description = "so many are in Redis at once (${DEFAULT-VALUE})")
    int wave = 20_000;

    @Option(names = "--fetched", paramLabel = "N", description = "how many are looked for (${DEFAULT-VALUE})")
    int fetched = 2_000;

    @Option(
            names = "--fsync",
            paramLabel = "POLICY",
            description = "of Redis: always, everysec or no (${DEFAULT-VALUE})")
    Fsync fsync = Fsync.ALWAYS;

    @Spec
    private CommandSpec spec;

    private final SecureRandom random = new SecureRandom();
    private RedisLink bare;
    private RedisLink link;
    private RedisStore store;
    private Ground ground;
    private PrintWriter out;

    @Override
    public Integer call() throws IOException {
        out = spec.commandLine().getOut();
        Path folder = Files.createTempDirectory("pullcord-archive-");
        RedisSettings settings = Patient.redis(folder.resolve("data"), fsync);
        try (EmbeddedRedis redis = EmbeddedRedis.start(settings, EmbeddedRedis.Watcher.none());
                RedisLink plain = RedisLink.open(settings, redis.endpoint());
                RedisLink gated = RedisLink.open(settings, redis.endpoint());
                SqliteArchive archive = SqliteArchive.alone(folder.resolve("archive"))) {
            bare = plain;
            link = gated;
            store = RedisStore.on(
                    gated,
                    "bench",
                    Duration.ofDays(7),
                    EventCodec::decode,
                    Seal.of(folder.resolve("seal.json")),
                    Patient.cases(folder),
                    Optional.of(new RedisStore.PutAway(archive, Duration.ZERO, true)),
                    Clock.fixed(START.plus(AFTER), ZoneOffset.UTC),
                    kind -> {});
            Ground small = new Ground(
                    Ground.tandem(PARTITIONS),
                    store.log(),
                    store.casework(),
                    store.queue(),
                    store.handovers(),
                    store.overdue(),
                    store.assignments(),
                    store.attributions(),
                    store.audit());
            ground = small;
            Case model = real();
            copies(model, archive);
            say(
                    "on disk: %d MiB for %d cases, %d bytes each",
                    archive.bytes() >> 20, archive.cases(), archive.bytes() / Math.max(1, archive.cases()));
            fetch();
            return 0;
        } finally {
            Suite.delete(folder);
        }
    }

    private void say(String line, Object... values) {
        out.println(String.format(Locale.ROOT, line, values));
        out.flush();
    }

    /** Cases as they come, a report each; answers one of them, which is still in Redis. */
    private Case real() {
        long empty = memory();
        for (int n = 0; n < REAL; n++) {
            decided("real-" + n);
        }
        long full = memory();
        putAway();
        long left = memory();
        say(
                "a case of one report, as it comes: %d bytes in Redis, of which %d stay when it is put away (log, receipt, audit, account)",
                (full - empty) / REAL, (left - empty) / REAL);
        return decided("model");
    }

    private Case decided(String account) {
        Instant at = START.minusSeconds(1);
        Case open = ground.flagged("e-" + account, account, at);
        ground.decide(open, at);
        now(store.queue().told(open.partition(), new ReviewQueue.Untold(open.id(), at)));
        now(link.commands()
                .del(key(open.partition(), "case:" + open.id() + ":spent"))); // it goes by itself, in two days
        return ground.find(open.id());
    }

    private void copies(Case model, SqliteArchive archive) {
        String from = key(model.partition(), "case:" + model.id());
        Map<String, String> hash = now(bare.commands().hgetall(from));
        Map<String, List<String>> lists = new HashMap<>();
        LISTS.forEach(list -> lists.put(list, now(bare.commands().lrange(from + ":" + list, 0, -1))));
        long before = memory();
        long writing = 0;
        long putting = 0;
        for (int done = 0; done < cases; done += wave) {
            Instant begun = Clock.systemUTC().instant();
            write(model, hash, lists, done, Math.min(cases, done + wave));
            Instant written = Clock.systemUTC().instant();
            long most = memory();
            putAway();
            writing += Duration.between(begun, written).toMillis();
            putting += Duration.between(written, Clock.systemUTC().instant()).toMillis();
            if ((done / wave + 1) % Math.max(1, cases / wave / 10) == 0) {
                say(
                        "%d cases: Redis %d KiB with the last wave in it, %d KiB without; archive %d MiB",
                        done + wave, most >> 10, memory() >> 10, archive.bytes() >> 20);
            }
        }
        say(
                "put away: %.0f cases a second (written before that: %.0f); Redis %d KiB before the first, %d KiB after the last",
                cases * 1e3 / putting, cases * 1e3 / writing, before >> 10, memory() >> 10);
    }

    private void write(Case model, Map<String, String> hash, Map<String, List<String>> lists, int from, int to) {
        RedisClusterAsyncCommands<String, String> redis = bare.commands();
        List<CompletableFuture<?>> under = new ArrayList<>();
        for (int n = from; n < to; n++) {
            String account = "account-" + n;
            Partition partition = Subject.account(account).partition(ground.platform());
            String id = CaseId.create(partition, random);
            Map<String, String> its = new HashMap<>();
            hash.forEach((field, value) -> its.put(
                    field, value.replace(model.id(), id).replace(model.account().orElseThrow(), account)));
            long opened = START.minus(Duration.ofDays(30)).plusMillis(n).toEpochMilli();
            its.put("opened_at_ms", Long.toString(opened));
            String key = key(partition, "case:" + id);
            under.add(redis.hset(key, its).toCompletableFuture());
            LISTS.forEach(list -> under.add(redis.rpush(
                            key + ":" + list,
                            lists.get(list).stream()
                                    .map(value -> value.replace(model.id(), id))
                                    .toArray(String[]::new))
                    .toCompletableFuture()));
            under.add(redis.zadd(key(partition, "cases"), (double) opened, id).toCompletableFuture());
            if (under.size() > AT_ONCE) {
                CompletableFuture.allOf(under.toArray(CompletableFuture[]::new)).join();
                under.clear();
            }
        }
        CompletableFuture.allOf(under.toArray(CompletableFuture[]::new)).join();
    }

    private void putAway() {
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (Partition partition : ground.partitions()) {
            Archiving archiving = new Archiving(
                    store.records(),
                    any -> Ground.PACK,
                    store.rescoring(),
                    AFTER,
                    Clock.fixed(START.plus(AFTER), ZoneOffset.UTC));
            all.add(steps(archiving, partition));
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
    }

    private CompletableFuture<Void> steps(Archiving archiving, Partition partition) {
        return archiving
                .step(ground.platform(), partition)
                .thenCompose(more -> more ? steps(archiving, partition) : CompletableFuture.<Void>completedFuture(null))
                .toCompletableFuture();
    }

    private void fetch() {
        Random drawn = new Random(7);
        Histogram byAccount = new Histogram(3);
        Histogram byId = new Histogram(3);
        Histogram again = new Histogram(3);
        for (int n = 0; n < fetched; n++) {
            ReviewQueue.Filter filter = new ReviewQueue.Filter(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of("account-" + drawn.nextInt(cases)),
                    Optional.empty(),
                    Optional.empty());
            String id = timed(
                    byAccount,
                    () -> now(store.queue().search(ground.platform(), filter, Optional.empty(), 50))
                            .items()
                            .get(0)
                            .id());
            timed(byId, () -> now(store.queue().find(ground.platform(), id)).orElseThrow());
            timed(again, () -> now(store.queue().find(ground.platform(), id)).orElseThrow());
        }
        say("found by account: %s", said(byAccount));
        say("found by id, and brought back: %s", said(byId));
        say("the same again, in Redis: %s", said(again));
    }

    private static <T> T timed(Histogram into, Callable<T> work) {
        long begun = System.nanoTime();
        try {
            return work.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            into.recordValue((System.nanoTime() - begun) / 1_000);
        }
    }

    private static String said(Histogram histogram) {
        return String.format(
                Locale.ROOT,
                "p50 %.2f ms, p99 %.2f ms, most %.2f ms",
                histogram.getValueAtPercentile(50) / 1e3,
                histogram.getValueAtPercentile(99) / 1e3,
                histogram.getMaxValue() / 1e3);
    }

    private long memory() {
        return now(bare.vitals()).memory();
    }

    private static String key(Partition partition, String word) {
        return "bench:{" + partition.platform() + ":" + partition.number() + "}:" + word;
    }
}
