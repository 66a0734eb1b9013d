package dev.pullcord.redis;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.ChainId;
import dev.pullcord.evidence.Erasure;
import dev.pullcord.evidence.Erasures;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Subject;
import dev.pullcord.wire.StoredJson;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Wishes to be erased, on Redis, sealed: that somebody asked is nobody's business either. */
public final class RedisErasures implements Erasures {
    private static final Duration KEPT = Duration.ofDays(400); // once it is done: somebody may ask what became of it

    private enum Change {
        WRITTEN,
        MOVED
    }

    private final RedisLink link;
    private final Keys keys;
    private final AuditedScript audited;
    private final Seal seal;
    private final Script changeErasure;

    RedisErasures(RedisLink link, Keys keys, AuditedScript audited, Seal seal) {
        this.link = link;
        this.keys = keys;
        this.audited = audited;
        this.seal = seal;
        this.changeErasure = new Script(link, "change_erasure");
    }

    @Override
    public CompletionStage<Boolean> write(
            Platform platform, Erasure next, Optional<AuditDraft> audit, boolean byPeople) {
        Partition partition = Subject.account(next.account()).partition(platform);
        String digest = Keys.digest(next.account());
        ChainId chain = byPeople ? RedisReviewQueue.desk(partition) : RedisRecords.chain(partition);
        List<String> its = List.of(keys.erasure(partition, digest), keys.erasing(partition));
        List<String> args = List.of(
                Long.toString(next.version() - 1),
                Long.toString(next.version()),
                seal.close(StoredJson.write(next), platform.id()),
                digest,
                next.nextAt().map(CaseFields::millis).orElse(""),
                Long.toString(KEPT.toMillis()));
        CompletionStage<String> word = audit.isPresent()
                ? audited.run(changeErasure, "written", chain, audit.get(), its, args)
                        .thenApply(AuditedScript.Reply::word)
                : audited.runUnaudited(changeErasure, chain, "none", its, args).thenApply(words -> words.get(0));
        return word.thenApply(reply -> Script.word(Change.class, reply) == Change.WRITTEN);
    }

    @Override
    public CompletionStage<Optional<Erasure>> find(Platform platform, String account) {
        return find(platform, Subject.account(account).partition(platform), Keys.digest(account));
    }

    private CompletionStage<Optional<Erasure>> find(Platform platform, Partition partition, String digest) {
        return link.commands()
                .hget(keys.erasure(partition, digest), "erasure")
                .thenApply(stored -> Optional.ofNullable(stored)
                        .map(text -> StoredJson.read(seal.open(text, platform.id()), Erasure.class)));
    }

    @Override
    public CompletionStage<List<Erasure>> due(Platform platform, Partition partition, Instant now, int max) {
        return link.commands()
                .zrangebyscore(
                        keys.erasing(partition),
                        Range.create(Double.NEGATIVE_INFINITY, (double) now.toEpochMilli()),
                        Limit.from(max))
                .thenCompose(digests -> RedisReviewQueue.all(digests.stream()
                        .map(digest -> find(platform, partition, digest).toCompletableFuture())
                        .toList()))
                .thenApply(found -> found.stream().flatMap(Optional::stream).toList());
    }
}
