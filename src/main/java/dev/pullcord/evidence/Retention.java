package dev.pullcord.evidence;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.Verification;
import dev.pullcord.evidence.KeptCase.Clocks;
import dev.pullcord.evidence.Records.Forgot;
import dev.pullcord.evidence.Records.Totals;
import dev.pullcord.intake.LogIds;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.ActivePolicies;
import dev.pullcord.review.Damaged;
import dev.pullcord.review.RetentionPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Forgets what has had its time. Walks over a partition again and again, a page at a step, and judges everything it meets anew by the
 * policy in force: no list of what is due could go stale, and a changed policy counts from the next walk on. A crash between any two
 * steps costs nothing: what was begun is finished first, and where the walk was is kept. One owner for each partition; thread-safe.
 */
public final class Retention {
    /** A walk begins so long after the one before began. */
    public static final Duration EVERY = Duration.ofHours(1);

    private static final int CASES = 50;
    private static final int EVENTS = 200;
    private static final int BEGUN = 20;

    private final Records records;
    private final ActivePolicies active;
    private final Clock clock;

    public Retention(Records records, ActivePolicies active, Clock clock) {
        this.records = records;
        this.active = active;
        this.clock = clock;
    }

    /**
     * What one step came to.
     *
     * @param more whether there is more to do at once
     * @param round where the walk is now
     * @param cases how many were wholly gone with it
     * @param events how many it took out of the log
     */
    public record Step(boolean more, Optional<Round> round, long cases, long events) {}

    /**
     * How forgetting stands on a platform.
     *
     * @param policy what holds
     * @param startedAt when the oldest of the partitions' last walks began; absent while one had none
     * @param finishedAt when the last of them was through; absent while one is not
     * @param counts what they met
     * @param totals what was ever forgotten
     */
    public record Standing(
            RetentionPolicy policy,
            Optional<Instant> startedAt,
            Optional<Instant> finishedAt,
            Round.Counts counts,
            Totals totals) {}

    /** Does the next small piece of work in this partition. */
    public CompletionStage<Step> step(Platform platform, Partition partition) {
        return records.begun(partition, BEGUN)
                .thenCompose(begun -> begun.isEmpty()
                        ? records.round(partition).thenCompose(round -> walk(platform, partition, round))
                        : finish(platform, partition, begun));
    }

    private CompletionStage<Step> finish(Platform platform, Partition partition, List<String> begun) {
        List<CompletableFuture<Boolean>> all = begun.stream()
                .map(id -> records.goOn(platform, partition, id, proof(id)).toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                .thenApply(done -> new Step(
                        true,
                        Optional.empty(),
                        all.stream().filter(CompletableFuture::join).count(),
                        0));
    }

    private CompletionStage<Step> walk(Platform platform, Partition partition, Optional<Round> before) {
        Instant now = clock.instant();
        if (before.filter(round -> round.finishedAt().isPresent()
                        && now.isBefore(round.startedAt().plus(EVERY)))
                .isPresent()) {
            return CompletableFuture.completedFuture(new Step(false, before, 0, 0));
        }
        Round round = before.filter(known -> known.finishedAt().isEmpty()).orElseGet(() -> Round.begun(now));
        RetentionPolicy policy = active.of(platform.id()).retention();
        return round.phase() == Round.Phase.CASES
                ? cases(platform, partition, round, policy, now)
                : log(partition, round, policy, now);
    }

    private CompletionStage<Step> cases(
            Platform platform, Partition partition, Round round, RetentionPolicy policy, Instant now) {
        if (round.place().isEmpty()) { // first of all, so that this very walk meets them
            return bringBack(partition, policy, now)
                    .thenCompose(more ->
                            more ? remember(partition, round, 0) : page(platform, partition, round, policy, now));
        }
        return page(platform, partition, round, policy, now);
    }

    /** What was put away and may be due is judged where all else is; answers whether there may be more of it. */
    private CompletionStage<Boolean> bringBack(Partition partition, RetentionPolicy policy, Instant now) {
        return records.bringBack(partition, true, KeptCase.due(policy.violation(), now), CASES)
                .thenCombine(
                        records.bringBack(partition, false, KeptCase.due(policy.other(), now), CASES),
                        (violations, others) -> violations == CASES || others == CASES);
    }

    private CompletionStage<Step> page(
            Platform platform, Partition partition, Round round, RetentionPolicy policy, Instant now) {
        Instant openedBefore = now.minus(policy.soonest()).plus(KeptCase.LEAD);
        return records.cases(platform, partition, round.place(), openedBefore, CASES)
                .thenCompose(page -> {
                    CompletionStage<Round.Counts> counts = CompletableFuture.completedFuture(round.counts());
                    for (KeptCase kept : page.cases()) { // one after the other: there is no hurry
                        counts = counts.thenCompose(so -> judge(platform, kept, policy, now, so));
                    }
                    return counts.thenCompose(met -> remember(
                            partition,
                            page.next().isPresent()
                                    ? round.at(Round.Phase.CASES, page.next(), met)
                                    : round.at(Round.Phase.LOG, Optional.empty(), met),
                            0));
                });
    }

    private CompletionStage<Round.Counts> judge(
            Platform platform, KeptCase kept, RetentionPolicy policy, Instant now, Round.Counts counts) {
        Clocks clocks = kept.clocks(policy);
        if (!clocks.due(now)) {
            return CompletableFuture.completedFuture(counts);
        }
        if (!kept.waits().isEmpty()) {
            KeptCase.Waits first = kept.waits().iterator().next();
            return CompletableFuture.completedFuture(
                    first == KeptCase.Waits.OPEN ? counts : counts.waits(kept.id(), first));
        }
        Map<String, String> detail = new TreeMap<>(Map.of(
                "why",
                "retention",
                "policy",
                active.of(platform.id()).version(),
                "keepUntil",
                AuditDraft.time(clocks.keepUntil()),
                "deleteBy",
                AuditDraft.time(clocks.deleteBy())));
        return records.forget(platform, kept, now, begins(kept, now, detail))
                .thenApply(forgot -> count(counts, kept, forgot))
                .exceptionallyCompose(failure -> Damaged.is(failure)
                        ? CompletableFuture.completedFuture(counts.moved())
                        : CompletableFuture.failedFuture(failure));
    }

    private static Round.Counts count(Round.Counts counts, KeptCase kept, Forgot forgot) {
        return switch (forgot) {
            case FORGOTTEN -> counts.forgot();
            case HELD -> counts.holds(kept.id());
            case MOVED -> counts.moved();
            case GONE -> counts;
        };
    }

    private CompletionStage<Step> log(Partition partition, Round round, RetentionPolicy policy, Instant now) {
        return records.sweep(
                        partition,
                        round.place().orElse(LogIds.START),
                        now.minus(policy.observed()).plus(KeptCase.LEAD),
                        EVENTS)
                .thenCompose(swept -> remember(
                        partition,
                        swept.more()
                                ? round.at(Round.Phase.LOG, Optional.of(swept.last()), round.counts())
                                : round.finished(clock.instant()),
                        swept.events()));
    }

    private CompletionStage<Step> remember(Partition partition, Round round, long events) {
        return records.remember(partition, round)
                .thenApply(kept -> new Step(round.finishedAt().isEmpty(), Optional.of(round), 0, events));
    }

    /** The entry with which a case begins to go: why, and what it was. */
    static AuditDraft begins(KeptCase kept, Instant now, Map<String, String> why) {
        Map<String, String> detail = new TreeMap<>(why);
        kept.parts().forEach((part, many) -> detail.put(part, Integer.toString(many)));
        return AuditDraft.byService(now, Verification.FORGETTING, kept.id(), detail);
    }

    /** The entry that is the proof that nothing is left. */
    private AuditDraft proof(String caseId) {
        return AuditDraft.byService(clock.instant(), "case_forgotten", caseId, Map.of());
    }

    /** How forgetting stands, over all partitions. */
    public CompletionStage<Standing> standing(Platform platform) {
        List<CompletableFuture<Optional<Round>>> rounds = new ArrayList<>();
        List<CompletableFuture<Totals>> totals = new ArrayList<>();
        for (int number = 0; number < platform.partitions(); number++) {
            Partition partition = new Partition(platform.id(), number);
            rounds.add(records.round(partition).toCompletableFuture());
            totals.add(records.totals(partition).toCompletableFuture());
        }
        List<CompletableFuture<?>> all = new ArrayList<>(rounds);
        all.addAll(totals);
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                .thenApply(ready -> sum(
                        active.of(platform.id()).retention(),
                        rounds.stream().map(CompletableFuture::join).toList(),
                        totals.stream().map(CompletableFuture::join).toList()));
    }

    private static Standing sum(RetentionPolicy policy, List<Optional<Round>> rounds, List<Totals> totals) {
        boolean every = rounds.stream().allMatch(Optional::isPresent);
        List<Round> known = rounds.stream().flatMap(Optional::stream).toList();
        boolean through =
                every && known.stream().allMatch(round -> round.finishedAt().isPresent());
        return new Standing(
                policy,
                every ? known.stream().map(Round::startedAt).min(Instant::compareTo) : Optional.empty(),
                through
                        ? known.stream()
                                .map(round -> round.finishedAt().orElseThrow())
                                .max(Instant::compareTo)
                        : Optional.empty(),
                known.stream().map(Round::counts).reduce(Round.Counts.NONE, Round.Counts::plus),
                totals.stream().reduce(Totals.NONE, Totals::plus));
    }
}
