package dev.pullcord.review;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.AuditEntry;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Rosters;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Decisions that take another's place: undone by who made them, within a minute; corrected later, or after a second look, by
 * somebody else. The first decision stays as it was written. Thread-safe.
 */
public final class Superseding {
    /** For how long one can take back a decision of one's own. */
    public static final Duration UNDO_WITHIN = Duration.ofMinutes(1);

    private static final int TIMELINE_READ = 2000;
    private static final String ANOTHERS_LOOK =
            "The second look is somebody else's, who had no part in what was decided.";

    private final ReviewQueue queue;
    private final Supersessions supersessions;
    private final Impartiality impartiality;
    private final Rewriting rewriting;
    private final Correcting correcting;
    private final ActivePolicies active;
    private final Clock clock;

    /** @param decided is told where a decision was just written, so that its actions leave at once */
    public Superseding(
            ReviewQueue queue,
            Supersessions supersessions,
            Measures measures,
            Rosters rosters,
            Impartiality impartiality,
            ActivePolicies active,
            Consumer<Partition> decided,
            Clock clock) {
        this.impartiality = impartiality;
        this.queue = queue;
        this.supersessions = supersessions;
        this.active = active;
        this.clock = clock;
        this.rewriting = new Rewriting(queue, supersessions, measures, decided, clock);
        this.correcting = new Correcting(queue, supersessions, rosters, impartiality, active, rewriting, clock);
    }

    /** What it came to. */
    public sealed interface Reply {
        /**
         * It is written.
         *
         * @param decision the one that counts from now on
         * @param after the case
         * @param remains what was done and cannot be taken back
         */
        record Done(Decision decision, Case after, List<ActionOrder> remains) implements Reply {}

        /** It waits for a second person; the decision counts until that one agrees. */
        record Proposed(Proposal proposal, boolean repeated) implements Reply {}

        /** Another correction of it waits for a second person. */
        record Waits() implements Reply {}

        /** He agrees, or says of what was undone that it was wrong to do alone: nothing is changed. */
        record Agreed(Decision decision) implements Reply {}

        /** It says something that cannot be; {@code pointer} names the field, as in a JSON pointer. */
        record Invalid(String pointer, String detail) implements Reply {}

        /** Nobody looks at his own decision, and nobody but who made it, or agreed to it, undoes it. */
        record NotHis(String detail) implements Reply {}

        /** It took another decision's place: undone, nothing would be decided, neither the one nor the other. */
        record Corrects() implements Reply {}

        /** He knows somebody in the case. */
        record Conflict() implements Reply {}

        /** It is over a minute old. */
        record TooLate() implements Reply {}

        /** Another decision counts by now, or nobody waits for a second look. */
        record Moved() implements Reply {}

        record Unknown() implements Reply {}
    }

    /** Takes back one's own last decision, or the one that one agreed to, and the case is back in its queue. */
    public CompletionStage<Reply> undo(
            Platform platform, Moderator moderator, String decisionId, String reason, Optional<String> repeatKey) {
        // Undone is undone: who asks again, for his answer was lost, is told so.
        Predicate<Decision> asksAgain =
                instead -> instead.undid() && instead.decidedBy().equals(moderator.id());
        return rewriting.last(platform, decisionId, repeatKey, asksAgain, (c, last) -> {
            if (!last.hadPart(moderator)) {
                return done(new Reply.NotHis("Only who made it undoes it; somebody else corrects it."));
            }
            if (last.course().supersedes().isPresent() && !c.state().open()) {
                return done(new Reply.Corrects());
            }
            Instant now = clock.instant();
            if (now.isAfter(last.decidedAt().plus(UNDO_WITHIN))) {
                return done(new Reply.TooLate());
            }
            Decision draft = new Decision(
                    c.id() + ".d" + (c.decisionCount() + 1),
                    c.id(),
                    Outcome.INSUFFICIENT,
                    Optional.empty(),
                    reason,
                    List.of(),
                    false,
                    Optional.empty(),
                    moderator.id(),
                    now,
                    active.of(platform.id()).version(),
                    Optional.empty());
            return rewriting.write(
                    platform,
                    c,
                    moderator,
                    last,
                    draft,
                    new Rewriting.Way(Decision.Cause.UNDO, CaseState.Move.UNDO, repeatKey, Optional.empty()));
        });
    }

    /** Decides anew what others had decided; where two had, or where what it orders takes two, by proposal to a second person. */
    public CompletionStage<Reply> correct(
            Platform platform, Moderator moderator, String decisionId, Desk.Request request) {
        return correcting.correct(platform, moderator, decisionId, request);
    }

    /**
     * What would become of a case's last decision if another were written in its place now.
     *
     * @param takesTwo whether a second person would be asked
     * @param takesBack what would be sent to take back what was done, or holds at once where a suspension was not sent yet
     * @param withdraws what was not sent yet, or is under way, and would go no further
     * @param remains what was done and cannot be taken back
     */
    public record Foreseen(
            boolean takesTwo, List<ActionOrder> takesBack, List<ActionOrder> withdraws, List<ActionOrder> remains) {}

    /**
     * See {@link Foreseen}; empty while there is no decision whose place this one could take. Writes nothing.
     *
     * @param takesTwo whether what it orders does
     */
    public CompletionStage<Optional<Foreseen>> foresee(Platform platform, Case c, Decision instead, boolean takesTwo) {
        return c.state().open() || c.decisionCount() == 0
                ? CompletableFuture.completedFuture(Optional.empty())
                : rewriting.foresee(platform, c, instead, takesTwo).thenApply(Optional::of);
    }

    Correcting correcting() {
        return correcting;
    }

    Rewriting rewriting() {
        return rewriting;
    }

    /** Looks at what one person decided alone: agrees, or takes it back. Never who made it. */
    public CompletionStage<Reply> lookAgain(
            Platform platform, Moderator moderator, String decisionId, boolean agree, String reason) {
        return looking(platform, moderator, decisionId, agree, reason)
                .thenCompose(reply -> reply instanceof Reply.Moved
                        ? queue.decisions(platform, CaseId.caseOf(decisionId))
                                .thenCompose(all -> moot(platform, moderator, decisionId, agree, reason, all))
                        : done(reply));
    }

    /**
     * One that does not count any more. Whoever undid it himself had done it all the same, so somebody still says whether that was right,
     * and nothing is taken back by it. One whose place another took is only left on the list by a process that died.
     */
    private CompletionStage<Reply> moot(
            Platform platform,
            Moderator moderator,
            String decisionId,
            boolean agree,
            String reason,
            List<Decision> all) {
        Optional<Decision> undone = all.stream()
                .filter(decision -> decision.course().supersedes().equals(Optional.of(decisionId)))
                .filter(decision -> decision.course().cause().equals(Optional.of(Decision.Cause.UNDO)))
                .findFirst();
        if (undone.isPresent()) {
            return lookAtUndone(platform, moderator, decisionId, agree, reason, undone.get(), all);
        }
        return all.get(all.size() - 1).id().equals(decisionId)
                ? done(new Reply.Moved())
                : supersessions
                        .lookedAgain(
                                CaseId.partition(platform.id(), platform.partitions(), decisionId)
                                        .orElseThrow(),
                                decisionId,
                                moderator,
                                "second_look_moot",
                                false,
                                reason,
                                clock.instant())
                        .thenApply(gone -> new Reply.Moved());
    }

    private CompletionStage<Reply> lookAtUndone(
            Platform platform,
            Moderator moderator,
            String decisionId,
            boolean agree,
            String reason,
            Decision undo,
            List<Decision> all) {
        Decision made = all.get(all.indexOf(undo) - 1);
        if (made.decidedBy().equals(moderator.id())) {
            return done(new Reply.NotHis(ANOTHERS_LOOK));
        }
        return queue.find(platform, made.caseId())
                .thenCompose(found -> another(
                        platform,
                        moderator,
                        found.orElseThrow(),
                        () -> supersessions
                                .lookedAgain(
                                        found.orElseThrow().partition(),
                                        decisionId,
                                        moderator,
                                        agree ? "second_look_agreed" : "second_look_refused",
                                        false,
                                        reason,
                                        clock.instant())
                                .thenApply(looked -> looked ? new Reply.Agreed(undo) : new Reply.Moved())));
    }

    /** With somebody who knows nobody in the case, and did not work for what one person decided alone. */
    private CompletionStage<Reply> another(
            Platform platform, Moderator who, Case c, Supplier<CompletionStage<Reply>> then) {
        return impartiality
                .workedForGlass(platform, who, c)
                .thenCompose(worked -> worked
                        ? done(new Reply.NotHis(ANOTHERS_LOOK))
                        : impartial(impartiality, platform, who, c, then));
    }

    /** Who agreed, by a second look, to what one person decided alone: the two of them decided it. */
    static CompletionStage<Optional<String>> agreedAlone(ReviewQueue queue, Platform platform, Decision decision) {
        return decision.course().alone().isEmpty()
                ? CompletableFuture.completedFuture(Optional.empty())
                : queue.timeline(platform, decision.caseId(), TIMELINE_READ)
                        .thenApply(entries -> entries.stream()
                                .map(AuditEntry::draft)
                                .filter(draft -> draft.verb().equals("second_look_agreed"))
                                .filter(draft ->
                                        decision.id().equals(draft.detail().get("decision")))
                                .map(AuditDraft::actor)
                                .findFirst());
    }

    static CompletionStage<Reply> impartial(
            Impartiality impartiality,
            Platform platform,
            Moderator who,
            Case c,
            Supplier<CompletionStage<Reply>> then) {
        return impartiality
                .knows(platform, who, c)
                .thenCompose(knows -> knows ? done(new Reply.Conflict()) : then.get());
    }

    private CompletionStage<Reply> looking(
            Platform platform, Moderator moderator, String decisionId, boolean agree, String reason) {
        return rewriting.last(platform, decisionId, Optional.empty(), (c, last) -> {
            if (last.course().alone().isEmpty()) {
                return done(new Reply.Moved());
            }
            if (last.decidedBy().equals(moderator.id())) {
                return done(new Reply.NotHis(ANOTHERS_LOOK));
            }
            return another(
                    platform,
                    moderator,
                    c,
                    () -> waiting(c.partition(), decisionId)
                            .thenCompose(waits -> waits
                                    ? look(platform, moderator, c, last, agree, reason)
                                    : done(new Reply.Moved()))); // somebody has looked, and that was it
        });
    }

    private CompletionStage<Boolean> waiting(Partition partition, String decisionId) {
        return supersessions
                .alone(partition, Integer.MAX_VALUE)
                .thenApply(all -> all.stream().anyMatch(one -> one.decisionId().equals(decisionId)));
    }

    private CompletionStage<Reply> look(
            Platform platform, Moderator moderator, Case c, Decision last, boolean agree, String reason) {
        String decisionId = last.id();
        Instant now = clock.instant();
        if (agree) {
            return supersessions
                    .lookedAgain(c.partition(), decisionId, moderator, "second_look_agreed", true, reason, now)
                    .thenApply(looked -> looked ? new Reply.Agreed(last) : new Reply.Moved());
        }
        Decision draft = new Decision(
                c.id() + ".d" + (c.decisionCount() + 1),
                c.id(),
                Outcome.NO_VIOLATION,
                Optional.empty(),
                reason,
                List.of(),
                false,
                Optional.empty(),
                moderator.id(),
                now,
                active.of(platform.id()).version(),
                Optional.empty());
        return rewriting.write(
                platform,
                c,
                moderator,
                last,
                draft,
                new Rewriting.Way(
                        Decision.Cause.SECOND_LOOK, CaseState.Move.CORRECT, Optional.empty(), Optional.empty()));
    }

    private static CompletionStage<Reply> done(Reply reply) {
        return CompletableFuture.completedFuture(reply);
    }
}
