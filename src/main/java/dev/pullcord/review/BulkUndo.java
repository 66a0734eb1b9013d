package dev.pullcord.review;

import dev.pullcord.intake.Platform;
import dev.pullcord.review.Bulk.Became;
import dev.pullcord.review.Bulk.Item;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What becomes of a bulk's cases when it is taken back: what was decided, and what was put before a second person. Thread-safe. */
final class BulkUndo {
    private final ReviewQueue queue;
    private final Superseding superseding;
    private final Clock clock;

    BulkUndo(ReviewQueue queue, Superseding superseding, Clock clock) {
        this.queue = queue;
        this.superseding = superseding;
        this.clock = clock;
    }

    /** The same item where there is nothing to take back. */
    CompletionStage<Item> undo(Platform platform, Moderator by, Bulk bulk, Item item, String reason) {
        return switch (item.became()) {
            case OPEN, NOT_DONE, UNDONE -> CompletableFuture.completedFuture(item);
            case DECIDED -> decided(platform, by, bulk, item, item.decisionId().orElseThrow(), reason);
            case PROPOSED -> proposed(platform, by, bulk, item, reason);
        };
    }

    private CompletionStage<Item> decided(
            Platform platform, Moderator by, Bulk bulk, Item item, String decisionId, String reason) {
        return superseding
                .undo(platform, by, decisionId, reason, Optional.of(BulkStep.key(bulk) + "undo"))
                .thenApply(reply -> reply instanceof Superseding.Reply.Done
                        ? item.now(Became.UNDONE, Optional.of(decisionId), "")
                        : item.now(Became.DECIDED, Optional.of(decisionId), why(reply)));
    }

    /** It waits still, or was agreed to meanwhile; refused or run out, nothing of it is left. */
    private CompletionStage<Item> proposed(Platform platform, Moderator by, Bulk bulk, Item item, String reason) {
        return queue.find(platform, item.caseId()).thenCompose(found -> {
            Optional<Proposal> waits = found.flatMap(Case::proposal).filter(p -> BulkStanding.isOf(bulk, p.decision()));
            if (waits.isPresent()) {
                return waits.get().by().equals(by.id())
                        ? queue.refuse(platform, found.get(), by, waits.get(), reason, clock.instant())
                                .thenApply(reply -> reply == ReviewQueue.HolderReply.DONE
                                        ? item.now(Became.UNDONE, Optional.empty(), "")
                                        : item)
                        : CompletableFuture.completedFuture(
                                item.now(Became.PROPOSED, Optional.empty(), "own-decision"));
            }
            return queue.decisions(platform, item.caseId())
                    .thenCompose(all -> all.stream()
                            .filter(decision -> BulkStanding.isOf(bulk, decision))
                            .reduce((earlier, later) -> later)
                            .map(decision -> decided(platform, by, bulk, item, decision.id(), reason))
                            .orElseGet(() -> CompletableFuture.completedFuture(item)));
        });
    }

    private static String why(Superseding.Reply reply) {
        if (reply instanceof Superseding.Reply.TooLate) {
            return "too-late";
        }
        return reply instanceof Superseding.Reply.NotHis ? "own-decision" : "superseded";
    }
}
