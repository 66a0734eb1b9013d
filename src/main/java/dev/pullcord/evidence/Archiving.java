package dev.pullcord.evidence;

import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.ActivePolicies;
import dev.pullcord.review.Rescoring;
import dev.pullcord.review.RetentionPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Puts cases away in which nothing has happened for long. Walks over a partition again and again, a page at a step; where it is is not kept,
 * for what went is not met again. Nothing that is soon to be forgotten goes. One owner for each partition; its steps come one after the
 * other.
 */
public final class Archiving {
    /** A walk begins so long after the one before began. */
    public static final Duration EVERY = Duration.ofHours(1);

    private static final int CASES = 50;

    private final Records records;
    private final ActivePolicies active;
    private final Rescoring rescoring;
    private final Duration after;
    private final Clock clock;
    private Instant begunAt = Instant.MIN;
    private boolean walking;
    private Optional<String> place = Optional.empty();

    /** @param after how long after the last was concluded in it a case goes */
    public Archiving(Records records, ActivePolicies active, Rescoring rescoring, Duration after, Clock clock) {
        this.records = records;
        this.active = active;
        this.rescoring = rescoring;
        this.after = after;
        this.clock = clock;
    }

    /** Does the next small piece of work; answers whether there is more at once. */
    public CompletionStage<Boolean> step(Platform platform, Partition partition) {
        Instant now = clock.instant();
        if (!walking && now.isBefore(begunAt.plus(EVERY))) {
            return CompletableFuture.completedFuture(false);
        }
        // The walk after a change of policy counts cases from the first: none may go before it.
        return rescoring.place(partition).thenCompose(counting -> {
            if (counting.filter(at -> !at.done()).isPresent()) {
                return CompletableFuture.completedFuture(false);
            }
            if (!walking) {
                walking = true;
                begunAt = now;
                place = Optional.empty();
            }
            return page(platform, partition, now);
        });
    }

    private CompletionStage<Boolean> page(Platform platform, Partition partition, Instant now) {
        RetentionPolicy policy = active.of(platform.id()).retention();
        return records.cases(platform, partition, place, now.minus(after), CASES)
                .thenCompose(page -> {
                    List<KeptCase> old = page.cases().stream()
                            .filter(kept -> goes(kept, policy, now))
                            .toList();
                    CompletionStage<Integer> went =
                            old.isEmpty() ? CompletableFuture.completedFuture(0) : records.putAway(platform, old);
                    return went.thenApply(many -> {
                        place = page.next();
                        walking = place.isPresent();
                        return walking;
                    });
                });
    }

    private boolean goes(KeptCase kept, RetentionPolicy policy, Instant now) {
        RetentionPolicy.Term term = kept.violation() ? policy.violation() : policy.other();
        return kept.waits().isEmpty()
                && !kept.endedAt().isAfter(now.minus(after))
                && kept.endedAt().isAfter(KeptCase.due(term, now));
    }
}
