package dev.pullcord.review;

import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** What a second person does: agrees to a decision that takes two, or does not. Thread-safe. */
public final class Approvals {
    private final ReviewQueue queue;
    private final Consumer<Partition> decided;
    private final Clock clock;

    /** @param decided is told where a decision was just written, so that its actions leave at once */
    public Approvals(ReviewQueue queue, Consumer<Partition> decided, Clock clock) {
        this.queue = queue;
        this.decided = decided;
        this.clock = clock;
    }

    /** What the second person's answer came to. */
    public sealed interface Answered {
        /** He agreed, and it is written; {@code repeated} when an earlier call had written it. */
        record Approved(Decision decision, boolean repeated) implements Answered {}

        /** He did not, and the case waits in its queue. */
        record Refused() implements Answered {}

        /** It is his own proposal. */
        record OwnDecision() implements Answered {}

        /** Nothing of this case waits for an answer: it was answered, or was over. */
        record NothingProposed() implements Answered {}

        record Unknown() implements Answered {}
    }

    /**
     * A second person agrees to what was proposed for a case, or does not. Never the one who proposed it.
     *
     * @param reason in his words
     */
    public CompletionStage<Answered> answer(
            Platform platform, Moderator second, String caseId, boolean approve, String reason) {
        return queue.find(platform, caseId).thenCompose(found -> {
            if (found.isEmpty()) {
                return done(new Answered.Unknown());
            }
            Case c = found.get();
            if (c.proposal().isEmpty()) {
                return approve ? approvedBefore(platform, c, second) : done(new Answered.NothingProposed());
            }
            Proposal proposal = c.proposal().get();
            if (proposal.by().equals(second.id())) {
                return done(new Answered.OwnDecision());
            }
            return approve
                    ? approve(platform, c, second, proposal, reason)
                    : queue.refuse(platform, c, second, proposal, reason, clock.instant())
                            .thenApply(reply -> switch (reply) {
                                case DONE -> new Answered.Refused();
                                case NOT_HOLDER -> new Answered.NothingProposed();
                                case UNKNOWN -> new Answered.Unknown();
                            });
        });
    }

    private CompletionStage<Answered> approve(
            Platform platform, Case c, Moderator second, Proposal proposal, String reason) {
        Instant now = clock.instant();
        return queue.approve(platform, c, second, proposal, reason, now).thenCompose(reply -> switch (reply) {
            case DECIDED -> {
                decided.accept(c.partition());
                yield done(new Answered.Approved(proposal.agreed(second, now), false));
            }
            case REPEATED, ALREADY_DECIDED, NOT_HOLDER -> approvedBefore(platform, c, second);
            case UNKNOWN -> done(new Answered.Unknown());
        });
    }

    /** Nothing waits for an answer: perhaps because this very one was given, and did not get through. */
    private CompletionStage<Answered> approvedBefore(Platform platform, Case c, Moderator second) {
        return queue.decisions(platform, c.id())
                .thenApply(all ->
                        all.isEmpty() || !all.get(all.size() - 1).approvedBy().equals(Optional.of(second.id()))
                                ? new Answered.NothingProposed()
                                : new Answered.Approved(all.get(all.size() - 1), true));
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
