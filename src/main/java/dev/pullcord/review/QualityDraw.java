package dev.pullcord.review;

import dev.pullcord.audit.AuditEntry;
import dev.pullcord.audit.AuditLog;
import dev.pullcord.audit.ChainId;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Draws decisions for a second look. They are read from the partition's own audit chain, so that none is missed whatever
 * crashed, and a decision needs no further key; whether one is drawn follows from its id under the platform's secret: the
 * same at every try, and nobody at the desk can tell. Thread-safe.
 */
public final class QualityDraw {
    private static final int AT_A_TIME = 200;
    private static final int ENTRIES = 100; // of a timeline, for whether the case was of the audit sample
    private static final Set<String> DECIDED = Set.of("case_decided", "glass_broken", "decision_corrected");

    private final AuditLog audit;
    private final ReviewQueue queue;
    private final Reviews reviews;
    private final ActivePolicies active;
    private final Clock clock;

    public QualityDraw(AuditLog audit, ReviewQueue queue, Reviews reviews, ActivePolicies active, Clock clock) {
        this.audit = audit;
        this.queue = queue;
        this.reviews = reviews;
        this.active = active;
        this.clock = clock;
    }

    /** Looks at what was decided since; answers whether there may be more. */
    public CompletionStage<Boolean> step(Platform platform, Partition partition) {
        ChainId desk = new ChainId(partition.platform(), partition.number(), ChainId.Hand.DESK);
        return reviews.drawnTo(partition)
                .thenCompose(from -> audit.read(desk, from + 1, AT_A_TIME).thenCompose(entries -> {
                    if (entries.isEmpty()) {
                        return CompletableFuture.completedFuture(false);
                    }
                    List<CompletableFuture<Optional<Review>>> drawn = entries.stream()
                            .map(entry -> draw(platform, partition, entry).toCompletableFuture())
                            .toList();
                    long to = entries.get(entries.size() - 1).seq();
                    return CompletableFuture.allOf(drawn.toArray(CompletableFuture[]::new))
                            .thenCompose(all -> {
                                List<Review> kept = new ArrayList<>();
                                drawn.forEach(one -> one.join().ifPresent(kept::add));
                                return reviews.draw(partition, from, to, kept);
                            })
                            .thenApply(done -> entries.size() == AT_A_TIME);
                }));
    }

    private CompletionStage<Optional<Review>> draw(Platform platform, Partition partition, AuditEntry entry) {
        QualityPolicy policy = active.of(platform.id()).quality();
        Instant now = clock.instant();
        String decisionId = entry.draft().detail().get("decision");
        boolean old = entry.draft().at().plus(policy.expires()).isBefore(now);
        if (!DECIDED.contains(entry.draft().verb()) || decisionId == null || old) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        double number = Review.draw(platform, decisionId);
        if (number >= policy.chance(1, true)) { // most: nothing need be read for them
            return CompletableFuture.completedFuture(Optional.empty());
        }
        String caseId = CaseId.caseOf(decisionId);
        return queue.find(platform, caseId)
                .thenCombine(
                        queue.decisions(platform, caseId),
                        (found, decisions) -> found.filter(c -> !c.drill())
                                .flatMap(c -> decisions.stream()
                                        .filter(d -> d.id().equals(decisionId))
                                        .findFirst()
                                        .map(d -> Review.drawn(Review.id(platform, partition, decisionId), c, d, now))
                                        .map(review -> new Candidate(c, review))))
                .thenCombine(
                        queue.timeline(platform, caseId, ENTRIES),
                        (candidate, timeline) -> candidate
                                .filter(one ->
                                        number < policy.chance(one.c().risk().probability(), sampled(timeline)))
                                .map(Candidate::review))
                .exceptionallyCompose(failure -> Damaged.is(failure)
                        ? CompletableFuture.completedFuture(Optional.empty())
                        : CompletableFuture.failedFuture(failure));
    }

    private record Candidate(Case c, Review review) {}

    private static boolean sampled(List<AuditEntry> timeline) {
        return timeline.stream()
                .anyMatch(entry -> "sample".equals(entry.draft().detail().get("cause")));
    }
}
