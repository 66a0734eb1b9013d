package dev.pullcord.review;

import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Rosters;
import dev.pullcord.review.Supersessions.Instead;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Decisions that take another's place: undone by who made them, within a minute; corrected later, or after a second look, by
 * somebody else. The first decision stays as it was written. Thread-safe.
 */
public final class Superseding {
    /** For how long one can take back a decision of one's own. */
    public static final Duration UNDO_WITHIN = Duration.ofMinutes(1);

    private static final int TRIES = 20;

    private final ReviewQueue queue;
    private final Supersessions supersessions;
    private final Measures measures;
    private final Rosters rosters;
    private final Impartiality impartiality;
    private final ActivePolicies active;
    private final Consumer<Partition> decided;
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
        this.measures = measures;
        this.rosters = rosters;
        this.active = active;
        this.decided = decided;
        this.clock = clock;
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

        /** He agrees, and nothing is changed. */
        record Agreed(Decision decision) implements Reply {}

        /** It says something that cannot be; {@code pointer} names the field, as in a JSON pointer. */
        record Invalid(String pointer, String detail) implements Reply {}

        /** Nobody looks at his own decision, and nobody but who made it undoes it. */
        record NotHis(String detail) implements Reply {}

        /** He knows somebody in the case. */
        record Conflict() implements Reply {}

        /** It is over a minute old. */
        record TooLate() implements Reply {}

        /** Another decision counts by now, or nobody waits for a second look. */
        record Moved() implements Reply {}

        record Unknown() implements Reply {}
    }

    /** Takes back one's own last decision, and the case is back in its queue. */
    public CompletionStage<Reply> undo(
            Platform platform, Moderator moderator, String decisionId, String reason, Optional<String> repeatKey) {
        return last(platform, decisionId, repeatKey, (c, last) -> {
            if (!last.decidedBy().equals(moderator.id())) {
                return done(new Reply.NotHis("Only who made it undoes it; somebody else corrects it."));
            }
            if (last.approvedBy().isPresent()) {
                return done(new Reply.NotHis("Two people made it: neither undoes it alone."));
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
            return write(platform, c, moderator, last, draft, Decision.Cause.UNDO, CaseState.Move.UNDO, repeatKey, 1);
        });
    }

    /** Decides anew what somebody else had decided alone. */
    public CompletionStage<Reply> correct(
            Platform platform, Moderator moderator, String decisionId, Desk.Request request) {
        return last(platform, decisionId, request.repeatKey(), (c, last) -> {
            if (last.decidedBy().equals(moderator.id())) {
                return done(new Reply.NotHis("Nobody looks at his own decision: somebody else corrects it."));
            }
            if (last.approvedBy().isPresent()) {
                return done(new Reply.NotHis("Two people made it: an appeal takes it back, not one person."));
            }
            return impartial(
                    platform,
                    moderator,
                    c,
                    () -> draft(
                            platform,
                            c,
                            moderator,
                            request,
                            draft -> write(
                                    platform,
                                    c,
                                    moderator,
                                    last,
                                    draft,
                                    Decision.Cause.CORRECTION,
                                    CaseState.Move.CORRECT,
                                    request.repeatKey(),
                                    1)));
        });
    }

    private CompletionStage<Reply> impartial(
            Platform platform, Moderator who, Case c, Supplier<CompletionStage<Reply>> then) {
        return impartiality
                .knows(platform, who, c)
                .thenCompose(knows -> knows ? done(new Reply.Conflict()) : then.get());
    }

    /** A decision as it is asked for, with nothing in it that takes two people but what takes back. */
    CompletionStage<Reply> draft(
            Platform platform,
            Case c,
            Moderator moderator,
            Desk.Request request,
            Function<Decision, CompletionStage<Reply>> then) {
        PolicyPack pack = active.of(platform.id());
        return c.meeting()
                .map(meeting -> rosters.find(platform, meeting).exceptionally(away -> Optional.<Rosters.Roster>empty()))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()))
                .thenCompose(roster -> {
                    DecisionDraft draft = DecisionDraft.of(
                            c, moderator, request, roster, pack.tree(), pack.version(), clock.instant());
                    if (draft instanceof DecisionDraft.Fault fault) {
                        return done(new Reply.Invalid(fault.pointer(), fault.detail()));
                    }
                    DecisionDraft.Whole whole = (DecisionDraft.Whole) draft;
                    boolean harsher = whole.decision().actions().stream()
                            .anyMatch(order -> !ActionTargets.takesBack(order.type()));
                    return harsher && whole.takesTwo()
                            ? done(new Reply.Invalid("/actions", "take two people: they are for a case of their own"))
                            : then.apply(whole.decision());
                });
    }

    /** Looks at what one person decided alone: agrees, or takes it back. Never who made it. */
    public CompletionStage<Reply> lookAgain(
            Platform platform, Moderator moderator, String decisionId, boolean agree, String reason) {
        return looking(platform, moderator, decisionId, agree, reason)
                .thenCompose(reply -> reply instanceof Reply.Moved
                        ? queue.decisions(platform, CaseId.caseOf(decisionId))
                                .thenCompose(all -> moot(platform, moderator, decisionId, reason, all))
                        : done(reply));
    }

    /** One whose place was taken by a process that died before it was off the list. */
    private CompletionStage<Reply> moot(
            Platform platform, Moderator moderator, String decisionId, String reason, List<Decision> all) {
        return all.get(all.size() - 1).id().equals(decisionId)
                ? done(new Reply.Moved())
                : supersessions
                        .lookedAgain(
                                CaseId.partition(platform.id(), platform.partitions(), decisionId)
                                        .orElseThrow(),
                                decisionId,
                                moderator,
                                "second_look_moot",
                                reason,
                                clock.instant())
                        .thenApply(gone -> new Reply.Moved());
    }

    private CompletionStage<Reply> looking(
            Platform platform, Moderator moderator, String decisionId, boolean agree, String reason) {
        return last(platform, decisionId, Optional.empty(), (c, last) -> {
            if (last.course().alone().isEmpty()) {
                return done(new Reply.Moved());
            }
            if (last.decidedBy().equals(moderator.id())) {
                return done(new Reply.NotHis("The second look is somebody else's."));
            }
            return impartial(
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
                    .lookedAgain(c.partition(), decisionId, moderator, "second_look_agreed", reason, now)
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
        return write(
                platform,
                c,
                moderator,
                last,
                draft,
                Decision.Cause.SECOND_LOOK,
                CaseState.Move.CORRECT,
                Optional.empty(),
                1);
    }

    /** Writes it, with all that takes back what the case's decisions led to. */
    CompletionStage<Reply> write(
            Platform platform,
            Case c,
            Moderator by,
            Decision last,
            Decision draft,
            Decision.Cause cause,
            CaseState.Move move,
            Optional<String> repeatKey,
            int attempt) {
        return measures.ofCase(platform, c.id()).thenCompose(all -> {
            Instant now = clock.instant();
            Reversal reversal = Reversal.of(all, draft.actions(), draft.id(), c.account(), now);
            Decision decision = draft.with(Decision.Course.instead(last.id(), cause), reversal.orders());
            boolean judges = last.outcome().flagsWereRight().isPresent()
                    || decision.outcome().flagsWereRight().isPresent();
            Instead instead = new Instead(
                    decision, reversal, move, verb(cause), judges, Ruling.reasonCode(c, decision), repeatKey);
            return supersessions.supersede(platform, c, by, instead, now).thenCompose(reply -> switch (reply) {
                case SUPERSEDED -> {
                    decided.accept(c.partition());
                    yield lookedAt(c, last, by, cause, decision.reason())
                            .thenCompose(done -> after(platform, c, decision, reversal.remains()));
                }
                case REPEATED -> repeated(platform, c);
                case STALE ->
                    attempt < TRIES
                            ? write(platform, c, by, last, draft, cause, move, repeatKey, attempt + 1)
                            : done(new Reply.Moved());
                case MOVED -> done(new Reply.Moved());
                case UNKNOWN -> done(new Reply.Unknown());
            });
        });
    }

    /** Nobody need look again at what does not count any more. What a crash leaves on the list goes with the next look. */
    private CompletionStage<Boolean> lookedAt(Case c, Decision last, Moderator by, Decision.Cause cause, String words) {
        if (last.course().alone().isEmpty()) {
            return CompletableFuture.completedFuture(false);
        }
        String verb = cause == Decision.Cause.SECOND_LOOK ? "second_look_refused" : "second_look_moot";
        return supersessions
                .lookedAgain(c.partition(), last.id(), by, verb, words, clock.instant())
                .exceptionally(later -> false);
    }

    private static String verb(Decision.Cause cause) {
        return switch (cause) {
            case UNDO -> "decision_undone";
            case CORRECTION -> "decision_corrected";
            case SECOND_LOOK, APPEAL -> "decision_overturned";
        };
    }

    private CompletionStage<Reply> after(Platform platform, Case c, Decision decision, List<ActionOrder> remains) {
        return queue.find(platform, c.id()).thenApply(after -> new Reply.Done(decision, after.orElse(c), remains));
    }

    /** The call that wrote it, asked again after its answer got lost. */
    private CompletionStage<Reply> repeatedBy(Platform platform, Case c, String repeatKey) {
        return supersessions
                .wroteLast(c, repeatKey)
                .thenCompose(wrote -> wrote ? repeated(platform, c) : done(new Reply.Moved()));
    }

    private CompletionStage<Reply> repeated(Platform platform, Case c) {
        return queue.decisions(platform, c.id())
                .thenCompose(all -> after(platform, c, all.get(all.size() - 1), List.of()));
    }

    /** With the case and its last decision, if that is this one, or this call had its answer before. */
    CompletionStage<Reply> last(
            Platform platform,
            String decisionId,
            Optional<String> repeatKey,
            BiFunction<Case, Decision, CompletionStage<Reply>> then) {
        String caseId = CaseId.caseOf(decisionId);
        return queue.find(platform, caseId)
                .thenCompose(found -> queue.decisions(platform, caseId).thenCompose(all -> {
                    Optional<Decision> named =
                            all.stream().filter(d -> d.id().equals(decisionId)).findFirst();
                    if (found.isEmpty() || named.isEmpty()) {
                        return done(new Reply.Unknown());
                    }
                    Decision last = all.get(all.size() - 1);
                    if (last.id().equals(decisionId)) {
                        return then.apply(found.get(), last);
                    }
                    boolean asked =
                            repeatKey.isPresent() && last.course().supersedes().equals(Optional.of(decisionId));
                    return asked ? repeatedBy(platform, found.get(), repeatKey.get()) : done(new Reply.Moved());
                }));
    }

    private static CompletionStage<Reply> done(Reply reply) {
        return CompletableFuture.completedFuture(reply);
    }
}
