package dev.pullcord.redis;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.ChainId;
import dev.pullcord.evidence.KeptCase;
import dev.pullcord.evidence.LegalHold.Target;
import dev.pullcord.evidence.Records;
import dev.pullcord.evidence.Round;
import dev.pullcord.intake.Links;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.StandingChange.Right;
import dev.pullcord.wire.StoredJson;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** What is kept, on Redis, as far as it can be forgotten. */
public final class RedisRecords implements Records {
    private enum Forget {
        FORGOTTEN,
        HELD,
        MOVED,
        GONE
    }

    private final RedisLink link;
    private final Keys keys;
    private final AuditedScript audited;
    private final KeptCases cases;
    private final Stretches stretches;
    private final Shredder shredder;
    private final CaseKeys caseKeys;
    private final Clock clock;
    private final Leaving leaving;
    private final CasesByTime byTime;
    private final Script forgetCase;

    RedisRecords(
            RedisLink link,
            Keys keys,
            AuditedScript audited,
            KeptCases cases,
            Stretches stretches,
            Shredder shredder,
            CaseKeys caseKeys,
            Clock clock) {
        this.link = link;
        this.keys = keys;
        this.audited = audited;
        this.cases = cases;
        this.stretches = stretches;
        this.shredder = shredder;
        this.caseKeys = caseKeys;
        this.clock = clock;
        this.byTime = new CasesByTime(link, keys);
        this.leaving = new Leaving(link, keys, cases);
        this.forgetCase = new Script(link, "forget_case");
    }

    @Override
    public CompletionStage<Page> cases(
            Platform platform, Partition partition, Optional<String> after, Instant openedBefore, int max) {
        long from = after.map(cursor -> Long.parseLong(cursor.substring(0, cursor.indexOf(' '))))
                .orElse(0L);
        String last =
                after.map(cursor -> cursor.substring(cursor.indexOf(' ') + 1)).orElse("");
        return byTime.next(partition, from, last, openedBefore.toEpochMilli(), max)
                .thenCompose(found -> {
                    List<CompletableFuture<Optional<KeptCase>>> reads = found.stream()
                            .map(id -> cases.find(platform, partition, id.getValue(), clock.instant())
                                    .thenApply(whole -> {
                                        if (link.cold().isPresent()) {
                                            whole.ifPresent(leaving::read);
                                        }
                                        return whole.map(KeptCases.Found::kept);
                                    })
                                    .toCompletableFuture())
                            .toList();
                    Optional<String> next = found.size() < max
                            ? Optional.empty()
                            : Optional.of((long) found.get(max - 1).getScore() + " "
                                    + found.get(max - 1).getValue());
                    return RedisReviewQueue.all(reads)
                            .thenApply(all -> new Page(
                                    all.stream().flatMap(Optional::stream).toList(), next));
                });
    }

    @Override
    public CompletionStage<Optional<KeptCase>> find(Platform platform, Partition partition, String caseId) {
        return cases.find(platform, partition, caseId, clock.instant())
                .thenApply(found -> found.map(KeptCases.Found::kept));
    }

    @Override
    public CompletionStage<Forgot> forget(Platform platform, KeptCase kept, Instant now, AuditDraft audit) {
        return cases.find(platform, kept.partition(), kept.id(), now)
                .thenCompose(found -> found.isEmpty() || found.get().kept().version() != kept.version()
                        ? CompletableFuture.completedFuture(Forgot.MOVED)
                        : stretches
                                .takenOver(platform, found.get().whole())
                                .thenCompose(gone -> neverAgain(kept))
                                .thenCompose(gone -> forget(found.get(), now, audit)));
    }

    /** What the archive has of it would count again once Redis has none. */
    private CompletionStage<Void> neverAgain(KeptCase kept) {
        return link.cold()
                .map(cold -> cold.dropped(kept.partition(), kept.id()))
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    private CompletionStage<Forgot> forget(KeptCases.Found found, Instant now, AuditDraft audit) {
        Partition partition = found.kept().partition();
        String id = found.kept().id();
        Removal removal = new Removal(10); // the first of its own keys
        removal.out("ZREM", keys.turns(partition), id);
        removal.out("ZREM", keys.paged(partition), id);
        removal.out("HDEL", keys.gold(partition), id);
        found.decisions().forEach(decision -> removal.out("ZREM", keys.alone(partition), decision));
        found.actions().forEach(action -> removal.out("ZREM", keys.failed(partition), action));
        found.notices().forEach(notice -> {
            removal.out("ZREM", keys.notifying(partition), notice);
            removal.out("ZREM", keys.unnotified(partition), notice);
        });
        found.filings().forEach(filing -> removal.out("ZREM", keys.filings(partition), filing));
        found.reviews().forEach(review -> {
            removal.out("HDEL", keys.reviews(partition), review);
            removal.out("ZREM", keys.reviewsWaiting(partition), review);
            removal.out("ZREM", keys.reviewsAnswered(partition), review);
        });
        found.kept().account().ifPresent(account -> {
            removal.out("HDEL", keys.strikes(partition, account), id);
            found.standing()
                    .forEach(field -> removal.out("HDEL", keys.standing(partition, Right.JOINING, account), field));
            found.payouts()
                    .forEach(field -> removal.out("HDEL", keys.standing(partition, Right.PAYOUT, account), field));
        });
        int deletedFrom = removal.next();
        removal.delete(keys.decisions(partition, id));
        removal.delete(keys.actions(partition, id));
        removal.delete(keys.caseAppeals(partition, id));
        removal.delete(keys.notices(partition, id));
        removal.delete(keys.spent(partition, id));
        removal.delete(keys.releases(partition, id));
        List<String> all = new ArrayList<>(List.of(
                keys.reviewCase(partition, id),
                keys.filings(partition, id),
                keys.held(partition, Target.ofCase(id)),
                keys.held(partition, found.kept().account().map(Target::account).orElse(Target.ofCase(id))),
                keys.forgetting(partition),
                keys.cases(partition),
                keys.doomed(partition)));
        all.addAll(removal.keys);
        List<String> args = new ArrayList<>(List.of(
                Long.toString(found.kept().version()),
                Integer.toString(found.filingFields()),
                CaseFields.millis(now),
                Integer.toString(deletedFrom)));
        args.addAll(removal.args);
        return audited.run(forgetCase, "forgotten", chain(partition), audit, all, args)
                .thenApply(reply -> switch (Script.word(Forget.class, reply.word())) {
                    case FORGOTTEN -> {
                        caseKeys.forget(partition, id);
                        yield Forgot.FORGOTTEN;
                    }
                    case HELD -> Forgot.HELD;
                    case MOVED -> Forgot.MOVED;
                    case GONE -> Forgot.GONE;
                });
    }

    /** What a case is taken out of, and what is deleted with it, as the script counts its keys. */
    private static final class Removal {
        private final int first;
        private final List<String> keys = new ArrayList<>();
        private final List<String> args = new ArrayList<>();

        Removal(int first) {
            this.first = first;
        }

        void out(String command, String key, String member) {
            int known = keys.indexOf(key);
            if (known < 0) {
                known = keys.size();
                keys.add(key);
            }
            args.addAll(List.of(command, Integer.toString(first + known), member));
        }

        int next() {
            return first + keys.size();
        }

        void delete(String key) {
            keys.add(key);
        }
    }

    @Override
    public CompletionStage<Integer> putAway(Platform platform, List<KeptCase> these) {
        if (link.cold().isEmpty()) {
            return CompletableFuture.completedFuture(0);
        }
        return RedisReviewQueue.all(these.stream()
                        .map(kept -> leaving.mayGo(platform, kept, clock.instant())
                                .thenApply(may -> may ? Optional.of(kept) : Optional.<KeptCase>empty())
                                .toCompletableFuture())
                        .toList())
                .thenCompose(found -> link.cold()
                        .orElseThrow()
                        .putAway(found.stream().flatMap(Optional::stream).toList()));
    }

    @Override
    public CompletionStage<Integer> bringBack(Partition partition, boolean violation, Instant endedBefore, int max) {
        return link.cold()
                .map(cold -> cold.bringBack(partition, violation, endedBefore, max))
                .orElseGet(() -> CompletableFuture.completedFuture(0));
    }

    /** Whether the archive is the one that has cases of this Redis; where it has none yet, it is from now on. */
    public CompletionStage<Boolean> archiveIsHere() {
        return link.cold()
                .map(ColdCases::belong)
                .orElseGet(() -> link.commands().get(keys.archive()).thenApply(none -> none == null));
    }

    /** Whether the keys that this data was sealed with can be read; where there was no data before, they can from now on. */
    public CompletionStage<Boolean> keysAreHere() {
        return caseKeys.areHere();
    }

    @Override
    public CompletionStage<List<String>> begun(Partition partition, int max) {
        return shredder.runAll(partition) // what a crash left, too
                .thenCompose(done -> link.commands().zrange(keys.forgetting(partition), 0, max - 1L));
    }

    @Override
    public CompletionStage<Boolean> goOn(Platform platform, Partition partition, String caseId, AuditDraft proof) {
        return stretches
                .next(platform, partition, caseId)
                .thenCompose(more ->
                        more ? CompletableFuture.completedFuture(false) : stretches.end(partition, caseId, proof));
    }

    @Override
    public CompletionStage<Swept> sweep(Partition partition, String afterLogId, Instant before, int max) {
        return stretches.sweep(partition, afterLogId, before, max);
    }

    @Override
    public CompletionStage<Swept> sweepOf(Partition partition, Subject subject, String afterLogId, int max) {
        return stretches.sweepOf(partition, subject, afterLogId, max);
    }

    @Override
    public CompletionStage<Void> unlink(Platform platform, Subject subject) {
        Partition home = subject.partition(platform);
        return RedisReviewQueue.all(Arrays.stream(Links.Kind.values())
                        .map(kind -> link.commands()
                                .zrange(keys.ties(home, kind, subject.id()), 0, -1)
                                .thenCompose(digests -> RedisReviewQueue.all(digests.stream()
                                        .map(digest -> keys.tied(Links.partition(platform, digest), kind, digest))
                                        .flatMap(tied -> Stream.of(tied, keys.since(tied)))
                                        .map(key -> link.commands()
                                                .zrem(key, subject.id())
                                                .toCompletableFuture())
                                        .toList()))
                                .toCompletableFuture())
                        .toList())
                .thenAccept(gone -> {});
    }

    @Override
    public CompletionStage<Void> drop(Partition partition, Subject subject) {
        return stretches.drop(partition, subject);
    }

    @Override
    public CompletionStage<Optional<Round>> round(Partition partition) {
        return link.commands()
                .get(keys.retention(partition))
                .thenApply(json -> Optional.ofNullable(json).map(known -> StoredJson.read(known, Round.class)));
    }

    @Override
    public CompletionStage<Void> remember(Partition partition, Round round) {
        return link.commands()
                .set(keys.retention(partition), StoredJson.write(round))
                .thenAccept(ok -> {});
    }

    @Override
    public CompletionStage<Totals> totals(Partition partition) {
        return link.commands()
                .hgetall(keys.forgotten(partition))
                .thenApply(hash -> new Totals(
                        count(hash, "cases"), count(hash, "reports"), count(hash, "events"), count(hash, "subjects")));
    }

    private static long count(Map<String, String> hash, String field) {
        return Long.parseLong(hash.getOrDefault(field, "0"));
    }

    static ChainId chain(Partition partition) {
        return new ChainId(partition.platform(), partition.number(), ChainId.Hand.CLOCK);
    }
}
