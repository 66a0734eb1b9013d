package dev.pullcord.redis;

import dev.pullcord.evidence.Archive;
import dev.pullcord.evidence.KeptCase;
import dev.pullcord.intake.Partition;
import dev.pullcord.redis.ColdKeys.Where;
import io.lettuce.core.SetArgs;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.ObjLongConsumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts closed cases away into an {@link Archive}, and back.
 *
 * <p>What can lie in which, and what counts:
 *
 * <pre>
 * Redis  archive
 * yes    no       the usual; also a case that came back and is being forgotten
 * yes    yes      Redis counts. Put away and not yet taken out (a crash), changed meanwhile (it stays), or come back
 * no     yes      the archive counts
 * no     no       there is none. Never so between two steps: the archive has it on disk before Redis lets it go, and lets it go
 *                 only when Redis has it on disk again
 * </pre>
 *
 * So no step has to be undone, whichever was the last before a crash. Thread-safe.
 */
public final class ColdCases {
    private static final Logger LOG = LoggerFactory.getLogger(ColdCases.class);
    private static final int MOST_VALUES = 5_000; // of one case: what a script moves at once holds Redis up
    private static final int CASES_ASKED = 100;
    private static final String DIGESTS = "digests";
    private static final String IDENTITY = "identity";

    private enum Read {
        READ
    }

    private enum Leave {
        LEFT,
        MOVED
    }

    private enum Back {
        BACK,
        THERE,
        GONE
    }

    private final Keys keys;
    private final ColdKeys parts;
    private final Archive archive;
    private final ColdSeal seal;
    private final Duration untilOnDisk;
    private final ReadyCommands ready;
    private final RedisClusterAsyncCommands<String, String> bare;
    private final UnaryOperator<String> opened;
    private final Script readCase;
    private final Script leaveCase;
    private final Script bringBack;
    private volatile ObjLongConsumer<String> told = (what, many) -> {};

    /**
     * @param link whose commands are as they are made: nothing is brought back before
     * @param untilOnDisk when Redis is sure to have on disk what it acknowledged
     * @param alone whether this process is the one that puts cases away
     */
    ColdCases(RedisLink link, Keys keys, Archive archive, ColdSeal seal, Duration untilOnDisk, boolean alone) {
        this.keys = keys;
        this.parts = new ColdKeys(keys);
        this.archive = archive;
        this.seal = seal;
        this.untilOnDisk = untilOnDisk;
        this.bare = link.commands();
        this.opened = link::opened;
        this.readCase = new Script(link, "read_case");
        this.leaveCase = new Script(link, "leave_case");
        this.bringBack = new Script(link, "bring_back");
        this.ready = new ReadyCommands(bare, parts, this::back, alone ? Duration.ofMinutes(10) : Duration.ofSeconds(1));
    }

    /** The key for digests that this archive was made with; another seal's is found out here. */
    static CompletionStage<ColdSeal> seal(Archive archive, Seal seal, CaseSeal cases) {
        return archive.remembered(DIGESTS, ColdSeal.newKey(seal)).thenApply(key -> new ColdSeal(seal, cases, key));
    }

    RedisClusterAsyncCommands<String, String> commands() {
        return ready.commands();
    }

    /** From now on this is told how many went {@code out}, came {@code back}, or {@code failed}. */
    public void toldBy(ObjLongConsumer<String> meter) {
        told = meter;
    }

    /**
     * Puts these away; answers how many went. One that changed since it was read, that is too large, or that is under a claim not yet
     * forgotten stays.
     */
    CompletionStage<Integer> putAway(List<KeptCase> cases) {
        List<Where> all = cases.stream()
                .map(kept -> new Where(kept.partition(), kept.id()))
                .toList();
        return watched(ready.whileNobodyAsks(
                all,
                () -> RedisReviewQueue.all(cases.stream().map(this::read).toList())
                        .thenCompose(read -> {
                            List<Going> going =
                                    read.stream().flatMap(Optional::stream).toList();
                            return going.isEmpty()
                                    ? CompletableFuture.completedFuture(0)
                                    : archive.keep(going.stream()
                                                    .map(Going::kept)
                                                    .toList())
                                            .thenCompose(kept -> leave(going));
                        })));
    }

    /** A case as it was read, and what it was then. */
    private record Going(Where where, List<String> digests, Archive.Kept kept) {}

    private CompletableFuture<Optional<Going>> read(KeptCase kept) {
        Where where = new Where(kept.partition(), kept.id());
        return readCase.run(parts.of(where), List.of())
                .thenApply(reply -> {
                    Script.word(Read.class, reply.get(0));
                    List<String> digests = new ArrayList<>();
                    ColdCase cold = cold(reply, digests);
                    return movable(kept, cold)
                            ? Optional.of(new Going(where, digests, sealed(where, kept, cold)))
                            : Optional.<Going>empty();
                })
                .toCompletableFuture();
    }

    private static ColdCase cold(List<String> reply, List<String> digests) {
        List<ColdCase.Part> read = new ArrayList<>();
        int at = 1;
        while (at < reply.size()) {
            int many = Integer.parseInt(reply.get(at + 2));
            digests.add(reply.get(at + 1));
            read.add(new ColdCase.Part(
                    reply.get(at),
                    reply.subList(at + 3, at + 3 + many).stream()
                            .map(value -> value.substring(1))
                            .toList()));
            at += 3 + many;
        }
        return new ColdCase(ColdCase.LAYOUT, read);
    }

    private static boolean movable(KeptCase kept, ColdCase cold) {
        return cold.parts().stream().allMatch(ColdCase.Part::movable)
                && cold.size() <= MOST_VALUES
                && Long.toString(kept.version()).equals(cold.hash(ColdKeys.CASE).get("version"));
    }

    private Archive.Kept sealed(Where where, KeptCase kept, ColdCase cold) {
        return new Archive.Kept(
                new Archive.Place(where.partition(), where.caseId(), openedAt(cold)),
                kept.endedAt(),
                kept.violation(),
                kept.account()
                        .map(account -> seal.digest(where.partition().platform(), account))
                        .orElse(""),
                seal.close(where, cold));
    }

    private static Instant openedAt(ColdCase cold) {
        return Instant.ofEpochMilli(Long.parseLong(cold.hash(ColdKeys.CASE).get("opened_at_ms")));
    }

    private CompletionStage<Integer> leave(List<Going> going) {
        return RedisReviewQueue.all(going.stream()
                        .map(one -> leave(one).toCompletableFuture())
                        .toList())
                .thenApply(left -> {
                    int many = (int) left.stream().filter(gone -> gone).count();
                    told.accept("out", many);
                    return many;
                });
    }

    private CompletionStage<Boolean> leave(Going one) {
        List<String> all = new ArrayList<>(List.of(keys.cases(one.where().partition())));
        all.addAll(parts.of(one.where()));
        List<String> args = new ArrayList<>(List.of(one.where().caseId()));
        args.addAll(one.digests());
        return leaveCase.run(all, args).thenApply(reply -> Script.word(Leave.class, reply.get(0)) == Leave.LEFT);
    }

    /** Writes a case back, if it was put away; another that is there already counts. */
    private CompletionStage<Void> back(Where where) {
        String platform = where.partition().platform();
        return watched(archive.has(platform, where.caseId())
                .thenCompose(has -> has
                        ? archive.find(platform, where.caseId())
                                .thenCompose(found -> found.flatMap(kept -> seal.open(where, kept.bytes()))
                                        .map(cold -> write(where, cold))
                                        .orElseGet(() -> CompletableFuture.completedFuture(null)))
                        : CompletableFuture.completedFuture(null)));
    }

    private CompletionStage<Void> write(Where where, ColdCase cold) {
        List<String> all = new ArrayList<>(List.of(keys.cases(where.partition()), keys.forgetting(where.partition())));
        all.addAll(parts.of(where).subList(0, cold.parts().size()));
        List<String> args = new ArrayList<>(List.of(where.caseId(), CaseFields.millis(openedAt(cold))));
        args.addAll(cold.args());
        return bringBack.run(all, args).thenAccept(reply -> {
            if (Script.word(Back.class, reply.get(0)) == Back.BACK) {
                told.accept("back", 1);
            }
        });
    }

    /** Brings back cases whose time may have come, and removes what the archive had of them; answers how many. */
    CompletionStage<Integer> bringBack(Partition partition, boolean violation, Instant endedBefore, int max) {
        return archive.ended(partition, violation, endedBefore, max)
                .thenCompose(ids -> RedisReviewQueue.all(ids.stream()
                                .map(id -> back(new Where(partition, id)).toCompletableFuture())
                                .toList())
                        .thenCompose(back -> removed(partition, ids))
                        .thenApply(removed -> ids.size()));
    }

    /** Removes what the archive has of a case that is in Redis. */
    CompletionStage<Void> dropped(Partition partition, String caseId) {
        return archive.has(partition.platform(), caseId)
                .thenCompose(
                        has -> has ? removed(partition, List.of(caseId)) : CompletableFuture.completedFuture(null));
    }

    private CompletionStage<Void> removed(Partition partition, Collection<String> caseIds) {
        if (caseIds.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        Executor onceOnDisk = untilOnDisk.isZero()
                ? Runnable::run
                : CompletableFuture.delayedExecutor(untilOnDisk.toMillis(), TimeUnit.MILLISECONDS);
        return watched(CompletableFuture.runAsync(() -> {}, onceOnDisk)
                .thenCompose(onDisk -> archive.remove(partition.platform(), caseIds)));
    }

    /** The next cases that were put away, newest first; some may be in Redis, too. */
    CompletionStage<List<Archive.Place>> newest(
            String platform, Optional<String> account, Instant openedBefore, String idBefore, int max) {
        return archive.newest(
                platform, account.map(whose -> seal.digest(platform, whose)), openedBefore, idBefore, max);
    }

    /** A case as it was put away, without bringing it back; empty if it was not, or its key was destroyed. */
    CompletionStage<Optional<ColdCase>> peek(Partition partition, String caseId) {
        return watched(archive.find(partition.platform(), caseId)
                .thenApply(found -> found.flatMap(kept -> seal.open(new Where(partition, caseId), kept.bytes()))));
    }

    /** The case of an account that this report is in, if it was put away: looked for among the newest. */
    CompletionStage<Optional<String>> caseOf(Partition partition, String account, String logId) {
        return newest(partition.platform(), Optional.of(account), Instant.ofEpochMilli(Long.MAX_VALUE), "", CASES_ASKED)
                .thenCompose(places -> RedisReviewQueue.all(places.stream()
                        .map(place -> peek(partition, place.caseId())
                                .thenApply(found -> found.filter(cold -> cold.list(ColdKeys.REPORTS, id -> id)
                                                .contains(logId))
                                        .map(cold -> place.caseId()))
                                .toCompletableFuture())
                        .toList()))
                .thenApply(found -> found.stream().flatMap(Optional::stream).findFirst());
    }

    /** So much of a list of a case, wherever that is, without bringing it back. */
    CompletionStage<List<String>> list(Partition partition, String caseId, int part, long from, long to) {
        String key = parts.of(new Where(partition, caseId)).get(part);
        CompletionStage<List<String>> here = bare.lrange(key, from, to);
        return here.thenCompose(found -> found.isEmpty()
                ? peek(partition, caseId)
                        .thenCompose(old -> old.isPresent()
                                ? CompletableFuture.completedFuture(old.get().list(part, opened).stream()
                                        .skip(from)
                                        .limit(to - from + 1)
                                        .toList())
                                : bare.lrange(key, from, to)) // it came back between the two looks, or there is none
                : CompletableFuture.completedFuture(found));
    }

    CompletionStage<List<Archive.Kept>> each(Partition partition, String afterId, int max) {
        return archive.each(partition, afterId, max);
    }

    Optional<ColdCase> opened(Archive.Kept kept) {
        return seal.open(new Where(kept.place().partition(), kept.place().caseId()), kept.bytes());
    }

    /** Whether this archive is the one that this Redis puts cases away into; where Redis has none yet, it is from now on. */
    CompletionStage<Boolean> belong() {
        byte[] fresh = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
        return archive.remembered(IDENTITY, fresh)
                .thenApply(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .thenCompose(mine -> bare.set(keys.archive(), mine, SetArgs.Builder.nx())
                        .thenCompose(set -> bare.get(keys.archive()))
                        .thenApply(mine::equals));
    }

    /** What went wrong is counted once, here, and handed on. */
    private <T> CompletionStage<T> watched(CompletionStage<T> stage) {
        return stage.whenComplete((result, failure) -> {
            if (failure != null) {
                told.accept("failed", 1);
                LOG.debug("the archive, or Redis beside it, failed", failure);
            }
        });
    }
}
