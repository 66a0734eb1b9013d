package dev.pullcord.review;

import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** What a second person does: agrees to a decision that takes two, or does not; and who proposed it, takes it back. Thread-safe. */
public final class Approvals {
    private final ReviewQueue queue;
    private final Impartiality impartiality;
    private final Superseding superseding;
    private final Consumer<Partition> decided;
    private final Clock clock;

    /** @param decided is told where a decision was just written, so that its actions leave at once */
    public Approvals(
            ReviewQueue queue,
            Impartiality impartiality,
            Superseding superseding,
            Consumer<Partition> decided,
            Clock clock) {
        this.superseding = superseding;
        this.impartiality = impartiality;
        this.queue = queue;
        this.decided = decided;
        this.clock = clock;
    }

    /** What the second person's answer came to. */
    public sealed interface Answered {
        /**
         * He agreed, and it is written.
         *
         * @param repeated an earlier call had written it
         * @param waited how long since it was proposed; nothing where it is repeated
         */
        record Approved(Decision decision, boolean repeated, Duration waited) implements Answered {}

        /**
         * He did not, so long after it was proposed, and the case waits in its queue, or stays decided as it was.
         *
         * @param withdrawn whether it was he who had proposed it
         */
        record Refused(Duration waited, boolean withdrawn) implements Answered {}

        /** It is his own proposal, he worked for it, or it corrects what he decided. */
        record OwnDecision() implements Answered {}

        /** Somebody else proposed it. */
        record NotHis() implements Answered {}

        /** He knows somebody in the case. */
        record Conflict() implements Answered {}

        /** Nothing of this case waits for an answer: it was answered, or was over. */
        record NothingProposed() implements Answered {}

        record Unknown() implements Answered {}
    }

    /**
     * A second person agrees to what was proposed for a case, or does not. Never the one who proposed it or worked for it, nor who knows
     * somebody in the case.
     *
     * @param reason in his words
     */
    public CompletionStage<Answered> answer(
            Platform platform, Moderator second, String caseId, boolean approve, String reason) {
        return answer(platform, second, caseId, Optional.empty(), approve, reason);
    }

    /** The same, to the proposal of this time only: another may have taken the place of what he saw. */
    public CompletionStage<Answered> answer(
            Platform platform,
            Moderator second,
            String caseId,
            Optional<Instant> proposedAt,
            boolean approve,
            String reason) {
        return queue.find(platform, caseId).thenCompose(found -> {
            if (found.isEmpty()) {
                return done(new Answered.Unknown());
            }
            Case c = found.get();
            if (c.proposal().isEmpty()) {
                return approve ? approvedBefore(platform, c, second) : done(new Answered.NothingProposed());
            }
            Proposal proposal = c.proposal().get();
            if (another(proposal, proposedAt)) {
                return done(new Answered.NothingProposed());
            }
            if (proposal.by().equals(second.id())) {
                return done(new Answered.OwnDecision());
            }
            return party(platform, second, c)
                    .thenCompose(party -> party.map(Approvals::done)
                            .orElseGet(() -> approve
                                    ? approve(platform, c, second, proposal, reason)
                                    : refuse(platform, c, second, proposal, reason)));
        });
    }

    /**
     * Takes back one's own proposal before anybody answered it. Nothing of it was done, so nothing has to be undone.
     *
     * @param proposedAt of the one that is meant; absent: whichever waits
     * @param reason in his words
     */
    public CompletionStage<Answered> withdraw(
            Platform platform, Moderator moderator, String caseId, Optional<Instant> proposedAt, String reason) {
        return queue.find(platform, caseId).thenCompose(found -> {
            if (found.isEmpty()) {
                return done(new Answered.Unknown());
            }
            Optional<Proposal> proposal = found.get().proposal();
            if (proposal.isEmpty() || another(proposal.get(), proposedAt)) {
                return done(new Answered.NothingProposed());
            }
            return proposal.get().by().equals(moderator.id())
                    ? refuse(platform, found.get(), moderator, proposal.get(), reason)
                    : done(new Answered.NotHis());
        });
    }

    /** Whether another one is meant than this. */
    private static boolean another(Proposal proposal, Optional<Instant> proposedAt) {
        Instant since = proposal.proposedAt().truncatedTo(ChronoUnit.MILLIS); // as it is told
        return proposedAt.filter(at -> !at.equals(since)).isPresent();
    }

    /** Why he cannot be the second person; empty if he can. */
    private CompletionStage<Optional<Answered>> party(Platform platform, Moderator second, Case c) {
        return impartiality
                .knows(platform, second, c)
                .thenCompose(knows -> knows
                        ? done(Optional.of(new Answered.Conflict()))
                        : impartiality
                                .workedFor(platform, second, c)
                                .thenCombine(
                                        corrected(platform, second, c),
                                        (worked, his) -> worked || his
                                                ? Optional.of(new Answered.OwnDecision())
                                                : Optional.empty()));
    }

    /** Whether what waits would correct what he himself decided, or agreed to. */
    private CompletionStage<Boolean> corrected(Platform platform, Moderator second, Case c) {
        return c.proposal().filter(Proposal::corrects).isEmpty()
                ? CompletableFuture.completedFuture(false)
                : queue.decisions(platform, c.id()).thenCompose(all -> {
                    Decision last = all.get(all.size() - 1);
                    return Superseding.agreedAlone(queue, platform, last)
                            .thenApply(looked -> last.hadPart(second, all) || looked.equals(Optional.of(second.id())));
                });
    }

    private CompletionStage<Answered> refuse(
            Platform platform, Case c, Moderator by, Proposal proposal, String reason) {
        Instant now = clock.instant();
        return queue.refuse(platform, c, by, proposal, reason, now).thenApply(reply -> switch (reply) {
            case DONE ->
                new Answered.Refused(
                        Duration.between(proposal.proposedAt(), now),
                        proposal.by().equals(by.id()));
            case NOT_HOLDER -> new Answered.NothingProposed();
            case UNKNOWN -> new Answered.Unknown();
        });
    }

    private CompletionStage<Answered> approve(
            Platform platform, Case c, Moderator second, Proposal proposal, String reason) {
        Instant now = clock.instant();
        if (proposal.corrects()) {
            return correct(platform, c, second, proposal, reason, now);
        }
        return queue.approve(platform, c, second, proposal, reason, now).thenCompose(reply -> switch (reply) {
            case DECIDED -> {
                decided.accept(c.partition());
                yield done(new Answered.Approved(
                        proposal.agreed(second, now), false, Duration.between(proposal.proposedAt(), now)));
            }
            case REPEATED, ALREADY_DECIDED, NOT_HOLDER -> approvedBefore(platform, c, second);
            case UNKNOWN -> done(new Answered.Unknown());
        });
    }

    private CompletionStage<Answered> correct(
            Platform platform, Case c, Moderator second, Proposal proposal, String reason, Instant now) {
        if (!now.isBefore(proposal.expiresAt())) {
            return done(new Answered.NothingProposed());
        }
        return superseding
                .correcting()
                .agree(platform, second, c, proposal, reason)
                .thenCompose(reply -> reply instanceof Superseding.Reply.Done done
                        ? done(new Answered.Approved(
                                done.decision(), false, Duration.between(proposal.proposedAt(), now)))
                        : approvedBefore(platform, c, second));
    }

    /** Nothing waits for an answer: perhaps because this very one was given, and did not get through. */
    private CompletionStage<Answered> approvedBefore(Platform platform, Case c, Moderator second) {
        return queue.decisions(platform, c.id())
                .thenApply(all ->
                        all.isEmpty() || !all.get(all.size() - 1).approvedBy().equals(Optional.of(second.id()))
                                ? new Answered.NothingProposed()
                                : new Answered.Approved(all.get(all.size() - 1), true, Duration.ZERO));
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
