package dev.pullcord.review;

import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.ReviewQueue.HolderReply;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A moderator says whom a meeting's case is about. Thread-safe. */
public final class Attribution {
    private final ReviewQueue queue;
    private final Attributions attributions;
    private final TakeUp takeUp;
    private final Clock clock;
    private volatile Optional<Desk> desk = Optional.empty();

    /** @param takeUp gives him the account's case, if it waits */
    public Attribution(ReviewQueue queue, Attributions attributions, TakeUp takeUp, Clock clock) {
        this.queue = queue;
        this.attributions = attributions;
        this.takeUp = takeUp;
        this.clock = clock;
    }

    /** From now on the time at a meeting's case counts like that at any other. */
    public Attribution counting(Desk theirs) {
        desk = Optional.of(theirs);
        return this;
    }

    /** What it came to. */
    public sealed interface Reply {
        /**
         * It is done.
         *
         * @param from the meeting's case, which is closed
         * @param into the account's; absent while its partition is away: the reports go there as soon as it is back
         */
        record Done(Case from, Optional<Case> into) implements Reply {}

        /** It says something that cannot be; {@code pointer} names the field, as in a JSON pointer. */
        record Invalid(String pointer, String detail) implements Reply {}

        record NotHolder() implements Reply {}

        record Unknown() implements Reply {}
    }

    /**
     * Ends a meeting's case and carries its reports into the account's, which is his from then on if it waits for somebody.
     * Said again by whoever it may be, it is answered as it stands.
     */
    public CompletionStage<Reply> attribute(
            Platform platform, Moderator moderator, String caseId, String token, String account, String reason) {
        return queue.find(platform, caseId).thenCompose(found -> {
            if (found.isEmpty()) {
                return completed(new Reply.Unknown());
            }
            Case c = found.get();
            if (c.subject().kind() != Subject.Kind.MEETING) {
                return completed(
                        new Reply.Invalid("/account", "is said of a meeting's case only; this is an account's"));
            }
            if (c.state() == CaseState.CLOSED && c.account().equals(Optional.of(account))) {
                return carry(platform, moderator, c);
            }
            if (c.claim().filter(claim -> claim.holder().equals(moderator.id())).isEmpty()) {
                return completed(new Reply.NotHolder());
            }
            return (desk.isEmpty()
                            ? CompletableFuture.<Void>completedFuture(null)
                            : desk.get().worked(platform, moderator, found))
                    .thenCompose(
                            counted -> attributions.attribute(c, moderator, token, account, reason, clock.instant()))
                    .thenCompose(reply -> reply == HolderReply.DONE
                            ? carry(platform, moderator, c)
                            : completed(reply == HolderReply.UNKNOWN ? new Reply.Unknown() : new Reply.NotHolder()));
        });
    }

    /** What cannot be carried now is listed, and carried by the partition's owner. */
    private CompletionStage<Reply> carry(Platform platform, Moderator moderator, Case from) {
        return attributions
                .carryOver(platform, from.id(), clock.instant())
                .exceptionally(away -> Optional.empty())
                .thenCompose(into -> into.map(id -> takeUp.take(platform, moderator, id))
                        .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty())))
                .exceptionally(away -> Optional.empty())
                .thenCompose(into ->
                        queue.find(platform, from.id()).thenApply(after -> new Reply.Done(after.orElse(from), into)));
    }

    private static CompletionStage<Reply> completed(Reply reply) {
        return CompletableFuture.completedFuture(reply);
    }
}
