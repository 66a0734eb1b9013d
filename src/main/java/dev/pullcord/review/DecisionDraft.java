package dev.pullcord.review;

import dev.pullcord.intake.Rosters;
import dev.pullcord.intake.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A decision as it was asked for, made whole or refused. Pure. */
sealed interface DecisionDraft {
    /** The shortest time an action can be ordered for: less is over before the platform has heard of it. */
    Duration SHORTEST = Duration.ofSeconds(1);

    /** The longest time an action can be ordered for: a century; what has no end is ordered without a duration. */
    Duration LONGEST = Duration.ofDays(36_525);

    /**
     * It can be written.
     *
     * @param decision what is to be written
     * @param takesTwo whether a second person must agree first
     */
    record Whole(Decision decision, boolean takesTwo) implements DecisionDraft {}

    /** It says something that cannot be; {@code pointer} names the field, as in a JSON pointer. */
    record Fault(String pointer, String detail) implements DecisionDraft {}

    /**
     * What becomes of this request.
     *
     * @param roster of the case's meeting, if it is known
     */
    static DecisionDraft of(
            Case c,
            Moderator moderator,
            Desk.Request request,
            Optional<Rosters.Roster> roster,
            PolicyTree tree,
            String policyVersion,
            Instant now) {
        boolean violation = request.outcome() == Outcome.VIOLATION;
        if (violation && request.policy().isEmpty()) {
            return new Fault("/policy", "a violation names the policy it breaks");
        }
        if (!violation && request.policy().isPresent()) {
            return new Fault("/policy", "only a violation names a policy");
        }
        if (request.policy().filter(code -> tree.find(code).isEmpty()).isPresent()) {
            return new Fault("/policy", "is no code of the active policy");
        }
        Optional<String[]> said = request.statement().flatMap(Statement::fault);
        if (said.isPresent()) {
            return new Fault(said.get()[0], said.get()[1]);
        }
        String id = c.id() + ".d" + (c.decisionCount() + 1);
        List<ActionOrder> orders = new ArrayList<>();
        for (int i = 0; i < request.actions().size(); i++) {
            Desk.Wish wish = request.actions().get(i);
            String pointer = "/actions/" + i;
            if (!violation && !ActionTargets.takesBack(wish.type())) {
                return new Fault(
                        pointer + "/type", "is for a violation: without one, actions only take back earlier ones");
            }
            ActionTargets.Filling filling = ActionTargets.fill(wish.type(), wish.target(), c, roster);
            if (filling instanceof ActionTargets.Filling.Fault fault) {
                return new Fault(pointer + fault.field(), fault.detail());
            }
            if (wish.duration()
                    .filter(d -> d.compareTo(SHORTEST) < 0 || d.compareTo(LONGEST) > 0)
                    .isPresent()) {
                return new Fault(
                        pointer + "/duration",
                        "is outside PT1S and P36525D: from a second to a century; what has no end has no duration");
            }
            orders.add(new ActionOrder(
                    id + ".a" + (i + 1),
                    wish.type(),
                    ((ActionTargets.Filling.Filled) filling).target(),
                    wish.duration()));
        }
        Optional<Integer> clash = ActionTargets.clash(orders);
        if (clash.isPresent()) {
            return new Fault("/actions/" + clash.get(), "repeats an action before it, or takes it back");
        }
        Decision decision = new Decision(
                id,
                c.id(),
                request.outcome(),
                request.policy(),
                request.reason(),
                Plan.steps(orders, id),
                request.notifyReporter(),
                request.suppressNotice(),
                moderator.id(),
                now,
                policyVersion,
                Optional.empty(),
                request.statement(),
                Decision.Course.USUAL,
                strike(c, request, tree, id, now));
        boolean foreign = orders.stream().anyMatch(order -> ActionTargets.foreign(order, c, roster));
        return new Whole(decision, foreign || tree.takesTwo(orders, c.risk()));
    }

    /** A rehearsal counts nothing, nor does a meeting's case: a strike is an account's, and lies where that does. */
    private static Optional<Strike> strike(
            Case c, Desk.Request request, PolicyTree tree, String decisionId, Instant now) {
        return c.drill() || c.subject().kind() != Subject.Kind.ACCOUNT
                ? Optional.empty()
                : request.policy()
                        .flatMap(tree::find)
                        .flatMap(code -> tree.strikes().strike(code, decisionId, now));
    }
}
