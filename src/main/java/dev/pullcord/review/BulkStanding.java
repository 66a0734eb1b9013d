package dev.pullcord.review;

import dev.pullcord.intake.Platform;
import dev.pullcord.review.Bulk.Became;
import dev.pullcord.review.Bulk.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What has become of a bulk's cases by now. A bulk keeps what it did itself; what others did since (a second person answered, a proposal
 * ran out, somebody undid or corrected one) is in the case, and is read there. Writes nothing. Thread-safe.
 *
 * <pre>
 *   kept       the case says                                  shown
 *   PROPOSED   its proposal waits                             PROPOSED
 *   PROPOSED   no proposal of the bulk's, and no decision     NOT_DONE, not-agreed
 *   PROPOSED   a decision of the bulk's                       as DECIDED
 *   DECIDED    its decision was undone                        UNDONE
 *   DECIDED    another took its place                         DECIDED, superseded
 *   else                                                      as kept
 * </pre>
 */
final class BulkStanding {
    private final ReviewQueue queue;

    BulkStanding(ReviewQueue queue) {
        this.queue = queue;
    }

    CompletionStage<Bulk> now(Platform platform, Bulk bulk) {
        List<CompletableFuture<Item>> all = new ArrayList<>(); // at once: a hundred at most
        bulk.items().forEach(item -> all.add(now(platform, bulk, item).toCompletableFuture()));
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                .thenApply(every -> all.stream().map(CompletableFuture::join).reduce(bulk, Bulk::with, (a, b) -> b));
    }

    private CompletionStage<Item> now(Platform platform, Bulk bulk, Item item) {
        return switch (item.became()) {
            case OPEN, NOT_DONE, UNDONE -> CompletableFuture.completedFuture(item);
            case DECIDED ->
                queue.decisions(platform, item.caseId())
                        .thenApply(decisions -> decided(item, item.decisionId().orElseThrow(), decisions));
            case PROPOSED ->
                queue.find(platform, item.caseId())
                        .thenCombine(
                                queue.decisions(platform, item.caseId()),
                                (c, decisions) -> proposed(bulk, item, c, decisions));
        };
    }

    private static Item proposed(Bulk bulk, Item item, Optional<Case> c, List<Decision> decisions) {
        if (c.flatMap(Case::proposal).filter(p -> isOf(bulk, p.decision())).isPresent()) {
            return item;
        }
        return decisions.stream()
                .filter(decision -> isOf(bulk, decision))
                .findFirst()
                .map(agreed -> decided(item.now(Became.DECIDED, Optional.of(agreed.id()), ""), agreed.id(), decisions))
                .orElseGet(() -> item.now(Became.NOT_DONE, Optional.empty(), "not-agreed"));
    }

    private static Item decided(Item item, String decisionId, List<Decision> decisions) {
        return decisions.stream()
                .map(Decision::course)
                .filter(course -> course.supersedes().equals(Optional.of(decisionId)))
                .findFirst()
                .flatMap(Decision.Course::cause)
                .map(cause -> cause == Decision.Cause.UNDO
                        ? item.now(Became.UNDONE, Optional.empty(), "")
                        : item.now(Became.DECIDED, Optional.empty(), "superseded"))
                .orElse(item);
    }

    /** Who and why, and since: a bulk's proposals carry no mark of it, and one person proposes once at a time for a case. */
    static boolean isOf(Bulk bulk, Decision decision) {
        return decision.course().supersedes().isEmpty()
                && decision.decidedBy().equals(bulk.by())
                && decision.reason().equals(bulk.request().reason())
                && !decision.decidedAt().isBefore(bulk.at());
    }
}
