package dev.pullcord.review;

import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Target;
import dev.pullcord.review.Superseding.Reply;
import dev.pullcord.review.Supersessions.Instead;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Writes a decision in another's place, with what takes back all that the case's decisions led to. Thread-safe. */
final class Rewriting {
    private static final int TRIES = 20;

    private final ReviewQueue queue;
    private final Supersessions supersessions;
    private final Measures measures;
    private final Consumer<Partition> decided;
    private final Clock clock;

    Rewriting(
            ReviewQueue queue,
            Supersessions supersessions,
            Measures measures,
            Consumer<Partition> decided,
            Clock clock) {
        this.queue = queue;
        this.supersessions = supersessions;
        this.measures = measures;
        this.decided = decided;
        this.clock = clock;
    }

    /** How one decision comes to take another's place. */
    record Way(
            Decision.Cause cause,
            CaseState.Move move,
            Optional<String> repeatKey,
            Optional<Supersessions.Agreement> agreed) {}

    /** Writes it, with all that takes back what the case's decisions led to. */
    CompletionStage<Reply> write(Platform platform, Case c, Moderator by, Decision last, Decision draft, Way way) {
        return write(platform, c, by, last, draft, way, 1);
    }

    private CompletionStage<Reply> write(
            Platform platform, Case c, Moderator by, Decision last, Decision draft, Way way, int attempt) {
        return measures.ofCase(platform, c.id()).thenCompose(all -> {
            Instant now = clock.instant();
            Reversal reversal = Reversal.of(all, draft.actions(), draft.id(), c.account(), now);
            Decision decision = draft.with(Decision.Course.instead(last.id(), way.cause()), reversal.orders());
            boolean judges = last.outcome().flagsWereRight().isPresent()
                    || decision.outcome().flagsWereRight().isPresent();
            Instead instead = new Instead(
                    decision,
                    reversal,
                    way.move(),
                    verb(way.cause()),
                    judges,
                    Ruling.reasonCode(c, decision),
                    way.repeatKey(),
                    way.agreed());
            return supersessions.supersede(platform, c, by, instead, now).thenCompose(reply -> switch (reply) {
                case SUPERSEDED -> {
                    decided.accept(c.partition());
                    yield lookedAt(c, last, by, way.cause(), decision.reason())
                            .thenCompose(done -> after(platform, c, decision, reversal.remains()));
                }
                case REPEATED -> repeated(platform, c);
                case STALE ->
                    attempt < TRIES ? write(platform, c, by, last, draft, way, attempt + 1) : done(new Reply.Moved());
                case MOVED -> done(new Reply.Moved());
                case UNKNOWN -> done(new Reply.Unknown());
            });
        });
    }

    /** See {@link Superseding#foresee}. */
    CompletionStage<Superseding.Foreseen> foresee(Platform platform, Case c, Decision instead, boolean takesTwo) {
        return measures.ofCase(platform, c.id()).thenCombine(queue.decisions(platform, c.id()), (all, decisions) -> {
            List<ActionOrder> own = instead.actions();
            Reversal reversal = Reversal.of(all, own, instead.id(), c.account(), clock.instant());
            int back = reversal.orders().size() - own.size(); // those come first
            Stream<ActionOrder> unsent = reversal.reinstated().stream()
                    .distinct()
                    .filter(account -> suspends(reversal.withdrawn().stream().map(Measures.Measure::order), account))
                    .filter(account -> !suspends(own.stream(), account))
                    .map(account -> new ActionOrder(
                            instead.id(), ActionType.REINSTATE_ACCOUNT, Target.account(account), Optional.empty()));
            boolean two =
                    decisions.get(decisions.size() - 1).approvedBy().isPresent() || (takesTwo && Correcting.more(own));
            return new Superseding.Foreseen(
                    two,
                    Stream.concat(reversal.orders().stream().limit(back), unsent)
                            .toList(),
                    reversal.withdrawn().stream().map(Measures.Measure::order).toList(),
                    reversal.remains());
        });
    }

    private static boolean suspends(Stream<ActionOrder> orders, String account) {
        return orders.anyMatch(order -> order.type() == ActionType.SUSPEND_ACCOUNT
                && order.target().accountId().equals(Optional.of(account)));
    }

    /** Nobody need look again at what does not count any more. What a crash leaves on the list goes with the next look. */
    private CompletionStage<Boolean> lookedAt(Case c, Decision last, Moderator by, Decision.Cause cause, String words) {
        if (last.course().alone().isEmpty() || cause == Decision.Cause.UNDO) {
            return CompletableFuture.completedFuture(
                    false); // that one took two all the same is looked at, undone or not
        }
        String verb = cause == Decision.Cause.SECOND_LOOK ? "second_look_refused" : "second_look_moot";
        return supersessions
                .lookedAgain(c.partition(), last.id(), by, verb, false, words, clock.instant())
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
        return last(platform, decisionId, repeatKey, instead -> false, then);
    }

    /** @param asksAgain whether this call asks for what is written in its place already */
    CompletionStage<Reply> last(
            Platform platform,
            String decisionId,
            Optional<String> repeatKey,
            Predicate<Decision> asksAgain,
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
                    boolean inItsPlace = last.course().supersedes().equals(Optional.of(decisionId));
                    if (inItsPlace && asksAgain.test(last)) {
                        return repeated(platform, found.get());
                    }
                    return inItsPlace && repeatKey.isPresent()
                            ? repeatedBy(platform, found.get(), repeatKey.get())
                            : done(new Reply.Moved());
                }));
    }

    private static CompletionStage<Reply> done(Reply reply) {
        return CompletableFuture.completedFuture(reply);
    }
}
