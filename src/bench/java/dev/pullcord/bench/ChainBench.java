package dev.pullcord.bench;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.ChainId;
import dev.pullcord.intake.Event;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Subject;
import dev.pullcord.redis.CaseSeal;
import dev.pullcord.redis.EmbeddedRedis;
import dev.pullcord.redis.Fsync;
import dev.pullcord.redis.RedisLink;
import dev.pullcord.redis.RedisSettings;
import dev.pullcord.redis.RedisStore;
import dev.pullcord.redis.Seal;
import dev.pullcord.review.CaseFold;
import dev.pullcord.review.CaseId;
import dev.pullcord.wire.EventCodec;
import dev.pullcord.wire.PolicyCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * How many entries a second one audit chain takes, and how many flags, each of an account of its own, one partition's fold
 * makes cases of: {@code ChainBench ENTRIES FSYNC ROUNDS}. Each round is printed; the first one warms up.
 */
public final class ChainBench {
    private static final int AT_ONCE = 256; // as many as a fold takes at a time

    private final RedisStore store;
    private final CaseFold fold = CaseFold.of(PolicyCodec.defaults());
    private final Clock clock = Clock.systemUTC();
    private final SecureRandom random = new SecureRandom();

    private ChainBench(RedisStore store) {
        this.store = store;
    }

    public static void main(String[] args) throws IOException {
        System.setProperty("pullcord.log.level", "WARN");
        int entries = Integer.parseInt(args[0]);
        Fsync fsync = Fsync.valueOf(args[1].toUpperCase(Locale.ROOT));
        int rounds = Integer.parseInt(args[2]);
        Path folder = Files.createTempDirectory("pullcord-chain-");
        RedisSettings settings = Patient.redis(folder, fsync);
        try (EmbeddedRedis redis = EmbeddedRedis.start(settings, EmbeddedRedis.Watcher.none());
                RedisLink link = RedisLink.open(settings, redis.endpoint());
                CaseSeal cases = Patient.cases(folder)) {
            ChainBench bench = new ChainBench(RedisStore.on(
                    link,
                    "bench",
                    Duration.ofDays(7),
                    EventCodec::decode,
                    Seal.of(folder.resolve("seal.json")),
                    cases,
                    Clock.systemUTC(),
                    damaged -> {}));
            for (int round = 0; round < rounds; round++) {
                double appended = bench.append("chain" + round, entries);
                double folded = bench.fold("fold" + round, entries);
                System.out.println(String.format(
                        Locale.ROOT,
                        "fsync %s, round %d: %.0f entries/s on one chain, %.0f cases/s opened by one partition's fold",
                        args[1],
                        round,
                        appended,
                        folded));
            }
        }
    }

    private double append(String platform, int entries) {
        ChainId chain = new ChainId(platform, 0, ChainId.Hand.FOLD);
        Instant begun = clock.instant();
        for (int done = 0; done < entries; done += AT_ONCE) {
            List<CompletableFuture<?>> some = new ArrayList<>();
            for (int i = done; i < Math.min(entries, done + AT_ONCE); i++) {
                AuditDraft draft = AuditDraft.byService(
                        begun, "case_opened", "c000-1", Map.of("lane", "other", "n", Integer.toString(i)));
                some.add(store.audit().append(chain, draft).toCompletableFuture());
            }
            CompletableFuture.allOf(some.toArray(CompletableFuture[]::new)).join();
        }
        return perSecond(entries, begun);
    }

    private double fold(String name, int flags) {
        Platform platform =
                new Platform(name, 1, "c2VjcmV0LXNlY3JldA==", "generic", Optional.empty(), Optional.empty());
        Partition partition = new Partition(name, 0);
        List<CompletableFuture<?>> accepted = new ArrayList<>();
        for (int i = 0; i < flags; i++) {
            String account = "account-" + i;
            Event event = EventCodec.decode(flag(i, account));
            accepted.add(store.log()
                    .accept(platform, event, Subject.account(account), Optional.empty(), clock.instant())
                    .toCompletableFuture());
        }
        CompletableFuture.allOf(accepted.toArray(CompletableFuture[]::new)).join();
        Instant begun = clock.instant();
        String cursor = "0-0";
        for (int done = 0; done < flags; done += AT_ONCE) {
            List<LoggedEvent> batch = store.log()
                    .read(partition, cursor, AT_ONCE)
                    .toCompletableFuture()
                    .join();
            CompletableFuture.allOf(batch.stream()
                            .map(event -> opened(partition, event))
                            .toArray(CompletableFuture[]::new))
                    .join();
            cursor = batch.get(batch.size() - 1).logId();
            store.log().advance(partition, cursor).toCompletableFuture().join();
        }
        return perSecond(flags, begun);
    }

    private CompletableFuture<Void> opened(Partition partition, LoggedEvent event) {
        return store.casework()
                .load(partition, List.of(event.subject()))
                .thenCompose(files -> store.casework()
                        .apply(
                                partition,
                                fold.fold(
                                        files.get(0),
                                        List.of(event),
                                        Optional.of(false),
                                        clock.instant(),
                                        () -> CaseId.create(partition, random))))
                .thenAccept(applied -> {
                    if (!applied) {
                        throw new IllegalStateException("an account of its own was written by somebody else");
                    }
                })
                .toCompletableFuture();
    }

    private double perSecond(int many, Instant since) {
        return many * 1e9 / Duration.between(since, clock.instant()).toNanos();
    }

    private static String flag(int i, String account) {
        return "{\"specversion\":\"1.0\",\"id\":\"e-" + i + "\",\"source\":\"/invented/bench\",\"type\":"
                + "\"dev.pullcord.report.flagged.v1\",\"time\":\"2026-09-01T00:00:00Z\",\"data\":{\"meeting\":{\"id\":\"m-"
                + i
                + "\"},\"reporter\":{\"accountId\":\"r-" + i + "\"},\"subject\":{\"accountId\":\"" + account
                + "\"},\"reason\":\"harassment\"}}";
    }
}
