package dev.pullcord.enforcement;

import dev.pullcord.plugin.ActionRequest;
import dev.pullcord.plugin.ActionResult;
import dev.pullcord.plugin.ActionResult.Status;
import dev.pullcord.review.ActionTargets;
import dev.pullcord.review.CaseId;
import dev.pullcord.review.Measures.Progress;
import dev.pullcord.review.Reversal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Plans each try of an action and says what its answer means. Pure: no I/O, no clock, nothing remembered.
 *
 * <p>An action ends in one of two ways: answered, with whatever the platform said, or given up in sight of a lead. It is
 * given up after a number of tries and not after a time, so that a night in which this service was down costs it none.
 */
public final class Enforcer {
    private static final Set<String> LEAVES = Set.of(Status.UNSUPPORTED.code(), Status.REFUSED.code());

    /** Of what is not given back, because another decision still keeps it from the account. */
    public static final Ending OUTRANKED = new Ending(
            Action.State.ANSWERED, "withdrawn", "another decision still keeps that from the account", Optional.empty());

    private final IntFunction<Duration> pauses;
    private final Limits limits;

    /** @param pauses how long to wait after try 1, 2, 3 …; may be random, is never asked for a try below 1 */
    public Enforcer(IntFunction<Duration> pauses, Limits limits) {
        this.pauses = pauses;
        this.limits = limits;
    }

    /**
     * How patient enforcement is.
     *
     * @param answerWithin how long the platform has to answer one try
     * @param margin how long after that a try that nobody recorded is begun again: time enough to write the record
     * @param tries how many before an action is given up
     * @param longestWait the longest wait a platform may ask for between two tries
     * @param orderedTries how many fruitless tries of an action hold back the ones ordered after it: a platform that
     *     stumbles over {@code block_rejoin} must not keep {@code remove_participant} waiting for hours
     */
    public record Limits(Duration answerWithin, Duration margin, int tries, Duration longestWait, int orderedTries) {
        /**
         * 10 s for an answer, 5 s margin, 45 tries (about 6 h when pauses double from 1 s to 10 min), waits of at most
         * 10 min, order kept for 3 tries.
         */
        public static final Limits DEFAULT =
                new Limits(Duration.ofSeconds(10), Duration.ofSeconds(5), 45, Duration.ofMinutes(10), 3);

        public Limits {
            positive("answerWithin", answerWithin);
            positive("margin", margin);
            positive("longestWait", longestWait);
            if (tries < 1) {
                throw new IllegalArgumentException("enforcement.tries: " + tries + " is below 1");
            }
            if (orderedTries < 1) {
                throw new IllegalArgumentException("enforcement.orderedTries: " + orderedTries + " is below 1");
            }
        }

        private static void positive(String name, Duration value) {
            if (value.isNegative() || value.isZero()) {
                throw new IllegalArgumentException("enforcement." + name + ": " + value + " is not positive");
            }
        }
    }

    /**
     * The times of one try.
     *
     * @param deadline when the platform's answer must be there
     * @param lapsesAt when the action is due again if nothing was recorded, because this process died
     */
    public record Try(Instant deadline, Instant lapsesAt) {}

    /**
     * What a try came to.
     *
     * @param state {@code PENDING}, {@code ANSWERED} or {@code FAILED}
     * @param status the answer's word
     * @param detail what the platform said
     * @param retryAt when the next try is due; there with {@code PENDING} only
     */
    public record Ending(Action.State state, String status, String detail, Optional<Instant> retryAt) {
        /** As if the platform had answered so. */
        public static Ending byHand(ActionResult.Status status) {
            return new Ending(Action.State.ANSWERED, status.code(), "by_hand", Optional.empty());
        }
    }

    public Try plan(Instant now) {
        Instant deadline = now.plus(limits.answerWithin());
        return new Try(deadline, deadline.plus(limits.margin()));
    }

    /** What the connector is asked. */
    public ActionRequest request(Action begun, Try planned) {
        return new ActionRequest(
                begun.order().id(),
                begun.tries(),
                begun.caseId(),
                CaseId.decisionOf(begun.order().id()),
                begun.order().type(),
                begun.order().target(),
                begun.reasonCode(),
                begun.order().duration(),
                planned.deadline());
    }

    /** What this answer to this try means. */
    public Ending judge(Action begun, ActionResult result, Instant now) {
        return judge(begun.triesInARow(), result, now);
    }

    /** Whether this ending leaves in force what the action was to end, if that ever was: then its case has to be looked into. */
    public static boolean leaves(Action begun, Ending ending) {
        return ActionTargets.takesBack(begun.order().type())
                && ending.state() == Action.State.ANSWERED
                && LEAVES.contains(ending.status());
    }

    /**
     * The same ending, parked where something done goes on by it: somebody is kept from a right, and a person has to see it.
     *
     * @param ofCase all actions of its case
     */
    public static Ending parked(Action begun, Ending ending, List<Action> ofCase) {
        boolean goesOn = ofCase.stream()
                .filter(other -> Action.AS_ORDERED.compare(other, begun) < 0)
                .filter(other -> !ActionTargets.takesBack(other.order().type()))
                .filter(other -> Reversal.measure(other.order()).equals(Reversal.measure(begun.order())))
                .map(other -> OutboxMeasures.measure(other).progress())
                .anyMatch(progress -> progress == Progress.DONE || progress == Progress.UNDER_WAY);
        return goesOn ? new Ending(Action.State.FAILED, ending.status(), ending.detail(), Optional.empty()) : ending;
    }

    /** What this answer to this try of a notice means: the same. */
    public Ending judge(Notice begun, ActionResult result, Instant now) {
        return judge(begun.triesInARow(), result, now);
    }

    /** The ending of a notice that nobody needs any more. */
    public Ending notNeeded(Notice begun) {
        return new Ending(
                Action.State.ANSWERED,
                Notice.NOT_NEEDED,
                begun.order().proposed() ? "it waits for no answer any more" : "somebody took the case",
                Optional.empty());
    }

    private Ending judge(int triesInARow, ActionResult result, Instant now) {
        String said = result.message().orElse("");
        if (result.switchOff()) {
            return ending(Action.State.FAILED, result.status(), said); // in sight: it can be retried once mended
        }
        if (result.status() != Status.FAILED && result.status() != Status.UNKNOWN) {
            return ending(Action.State.ANSWERED, result.status(), said);
        }
        boolean retryable = result.status() == Status.UNKNOWN || result.retryable();
        if (!retryable) {
            return ending(Action.State.FAILED, result.status(), said);
        }
        if (triesInARow >= limits.tries()) {
            return ending(
                    Action.State.FAILED,
                    result.status(),
                    cut("given up after " + triesInARow + " tries" + (said.isEmpty() ? "" : ": " + said)));
        }
        return new Ending(
                Action.State.PENDING,
                result.status().code(),
                said,
                Optional.of(now.plus(pause(triesInARow, result.retryAfter()))));
    }

    /** The ending of an action whose last try was never recorded: whoever made it died, of it perhaps. */
    public Optional<Ending> exhausted(Action begun) {
        return exhausted(begun.triesInARow());
    }

    /** The same of a notice. */
    public Optional<Ending> exhausted(Notice begun) {
        return exhausted(begun.triesInARow());
    }

    private Optional<Ending> exhausted(int triesInARow) {
        return triesInARow > limits.tries()
                ? Optional.of(ending(
                        Action.State.FAILED,
                        Status.UNKNOWN,
                        "given up after " + limits.tries() + " tries, of which the last never ended"))
                : Optional.empty();
    }

    /** The ending of an action that cannot be sent anywhere: given up at once, so that somebody sees it. */
    public Ending unreachable(String why) {
        return ending(Action.State.FAILED, Status.FAILED, cut(why));
    }

    /** How long the steps of a plan wait for each other. */
    public Patience patience() {
        return new Patience(Patience.DEFAULT.step(), Patience.DEFAULT.plan(), limits.orderedTries());
    }

    private Duration pause(int tries, Optional<Duration> wished) {
        Duration own = pauses.apply(Math.max(1, tries));
        Duration asked = wished.orElse(Duration.ZERO);
        Duration bounded = asked.compareTo(limits.longestWait()) > 0 ? limits.longestWait() : asked;
        return own.compareTo(bounded) > 0 ? own : bounded;
    }

    private static Ending ending(Action.State state, Status status, String detail) {
        return new Ending(state, status.code(), detail, Optional.empty());
    }

    private static String cut(String detail) {
        return detail.length() <= ActionResult.LONGEST_MESSAGE
                ? detail
                : detail.substring(0, ActionResult.LONGEST_MESSAGE);
    }
}
