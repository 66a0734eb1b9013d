package dev.pullcord.review;

import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Rosters;
import dev.pullcord.review.Superseding.Reply;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Decisions decided anew by somebody else: alone what one person had decided and what only takes back, by proposal to a second person
 * what two had decided, or what takes two. Until that one agrees the first decision counts. Thread-safe.
 */
final class Correcting {
    private static final String NOT_HIS =
            "Nobody looks at his own decision, nor at what took its place: somebody else corrects it.";

    private final ReviewQueue queue;
    private final Supersessions supersessions;
    private final Rosters rosters;
    private final Impartiality impartiality;
    private final ActivePolicies active;
    private final Rewriting rewriting;
    private final Clock clock;

    Correcting(
            ReviewQueue queue,
            Supersessions supersessions,
            Rosters rosters,
            Impartiality impartiality,
            ActivePolicies active,
            Rewriting rewriting,
            Clock clock) {
        this.queue = queue;
        this.supersessions = supersessions;
        this.rosters = rosters;
        this.impartiality = impartiality;
        this.active = active;
        this.rewriting = rewriting;
        this.clock = clock;
    }

    /** Decides anew what others had decided; where two had, or where what it orders takes two, by proposal to a second person. */
    CompletionStage<Reply> correct(Platform platform, Moderator moderator, String decisionId, Desk.Request request) {
        return rewriting.last(
                platform,
                decisionId,
                request.repeatKey(),
                (c, last) -> queue.decisions(platform, c.id())
                        .thenCompose(all -> Superseding.agreedAlone(queue, platform, last)
                                .thenCompose(looked -> last.hadPart(moderator, all)
                                                || looked.equals(Optional.of(moderator.id()))
                                        ? done(new Reply.NotHis(NOT_HIS))
                                        : impartially(platform, c, last, looked.isPresent(), moderator, request))));
    }

    /** @param looked whether somebody agreed to it by a second look: then two decided it */
    private CompletionStage<Reply> impartially(
            Platform platform, Case c, Decision last, boolean looked, Moderator moderator, Desk.Request request) {
        return Superseding.impartial(
                impartiality,
                platform,
                moderator,
                c,
                () -> draft(platform, c, moderator, request, draft -> {
                    if (same(last, draft.decision()) && sameWords(last, draft.decision())) {
                        return done(new Reply.Invalid("/outcome", "is what was decided: this changes nothing"));
                    }
                    if (looked || last.approvedBy().isPresent() || twoFor(draft)) {
                        return propose(platform, c, moderator, last, draft.decision(), request.repeatKey());
                    }
                    return waits(c)
                            ? done(new Reply.Waits())
                            : correct(
                                    platform,
                                    c,
                                    moderator,
                                    last,
                                    draft.decision(),
                                    request.repeatKey(),
                                    Optional.empty());
                }));
    }

    private boolean waits(Case c) {
        return c.proposal()
                .filter(proposal -> proposal.expiresAt().isAfter(clock.instant()))
                .isPresent();
    }

    private CompletionStage<Reply> correct(
            Platform platform,
            Case c,
            Moderator by,
            Decision last,
            Decision draft,
            Optional<String> repeatKey,
            Optional<Supersessions.Agreement> agreed) {
        return rewriting.write(
                platform,
                c,
                by,
                last,
                draft,
                new Rewriting.Way(Decision.Cause.CORRECTION, CaseState.Move.CORRECT, repeatKey, agreed));
    }

    private CompletionStage<Reply> propose(
            Platform platform, Case c, Moderator moderator, Decision last, Decision draft, Optional<String> repeatKey) {
        Instant now = clock.instant();
        Decision correction =
                draft.with(Decision.Course.instead(last.id(), Decision.Cause.CORRECTION), draft.actions());
        Proposal proposal = new Proposal(
                correction,
                Ruling.reasonCode(c, correction),
                Desk.token(),
                now,
                now.plus(active.of(platform.id()).tree().approvalExpires()));
        return supersessions
                .propose(c, moderator, proposal, repeatKey, now)
                .thenCompose(proposing -> switch (proposing) {
                    case PROPOSED -> done(new Reply.Proposed(proposal, false));
                    case REPEATED ->
                        queue.find(platform, c.id())
                                .thenApply(again -> again.flatMap(Case::proposal)
                                        .<Reply>map(known -> new Reply.Proposed(known, true))
                                        .orElseGet(Reply.Moved::new));
                    case WAITS -> done(new Reply.Waits());
                    case MOVED -> done(new Reply.Moved());
                    case UNKNOWN -> done(new Reply.Unknown());
                });
    }

    /** The second person agrees to a correction, and it takes the decision's place. */
    CompletionStage<Reply> agree(Platform platform, Moderator second, Case c, Proposal correction, String reason) {
        Decision draft = correction.agreed(second, clock.instant());
        String corrected = draft.course().supersedes().orElseThrow();
        return rewriting.last(
                platform,
                corrected,
                Optional.empty(),
                (now, last) -> correct(
                        platform,
                        now,
                        second,
                        last,
                        draft,
                        Optional.empty(),
                        Optional.of(new Supersessions.Agreement(correction, reason))));
    }

    /** Whether something in it takes two people and is more than taking back. */
    static boolean twoFor(DecisionDraft.Whole draft) {
        return draft.takesTwo() && more(draft.decision().actions());
    }

    /** Whether something of it is more than taking back. */
    static boolean more(List<ActionOrder> orders) {
        return orders.stream().anyMatch(order -> !ActionTargets.takesBack(order.type()));
    }

    /** Whether the two say the same of the case and order the same. */
    static boolean same(Decision last, Decision draft) {
        return last.outcome() == draft.outcome()
                && last.policy().equals(draft.policy())
                && orders(last).equals(orders(draft))
                && draft.actions().stream().noneMatch(order -> ActionTargets.takesBack(order.type()));
    }

    /** Whether it finds more against the account, or does more to it, than the other did. */
    static boolean harsher(Decision last, Decision draft) {
        boolean graver = draft.strike()
                .filter(now -> last.strike()
                        .filter(before -> before.count() >= now.count()
                                && before.severity().compareTo(now.severity()) >= 0)
                        .isEmpty())
                .isPresent();
        return (draft.outcome() == Outcome.VIOLATION && last.outcome() != Outcome.VIOLATION)
                || graver
                || draft.actions().stream()
                        .filter(order -> !ActionTargets.takesBack(order.type()))
                        .anyMatch(order -> last.actions().stream().noneMatch(before -> covers(before, order)));
    }

    /** Whether the one does at least what the other would. */
    private static boolean covers(ActionOrder before, ActionOrder order) {
        return Reversal.measure(before).equals(Reversal.measure(order))
                && before.type() == order.type()
                && before.duration()
                        .map(time -> order.duration()
                                .filter(less -> less.compareTo(time) <= 0)
                                .isPresent())
                        .orElse(true);
    }

    private static boolean sameWords(Decision last, Decision draft) {
        return last.statement().equals(draft.statement())
                && last.suppressNotice().equals(draft.suppressNotice())
                && last.notifyReporter() == draft.notifyReporter();
    }

    /** What it ordered, but for what was to take back what came before it. */
    private static Set<String> orders(Decision decision) {
        return decision.actions().stream()
                .filter(order -> !ActionTargets.takesBack(order.type()))
                .map(order -> Reversal.measure(order)
                        + order.duration().map(Object::toString).orElse(""))
                .collect(Collectors.toSet());
    }

    /** A decision as it is asked for, of a case that is decided. */
    CompletionStage<Reply> draft(
            Platform platform,
            Case c,
            Moderator moderator,
            Desk.Request request,
            Function<DecisionDraft.Whole, CompletionStage<Reply>> then) {
        PolicyPack pack = active.of(platform.id());
        return c.meeting()
                .map(meeting -> rosters.find(platform, meeting).exceptionally(away -> Optional.<Rosters.Roster>empty()))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()))
                .thenCompose(roster -> {
                    DecisionDraft draft = DecisionDraft.of(
                            c, moderator, request, roster, pack.tree(), pack.version(), clock.instant());
                    return draft instanceof DecisionDraft.Fault fault
                            ? done(new Reply.Invalid(fault.pointer(), fault.detail()))
                            : then.apply((DecisionDraft.Whole) draft);
                });
    }

    private static CompletionStage<Reply> done(Reply reply) {
        return CompletableFuture.completedFuture(reply);
    }
}
