package dev.pullcord.enforcement;

import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.plugin.ActionResult;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.StandingChange;
import dev.pullcord.review.StandingChange.Right;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The actions that are on their way. They enter it with their decision, in one step; nothing here drops one. */
public interface Outbox {
    /** Up to {@code max} actions that are due, the longest due first. */
    CompletionStage<List<Action>> due(Partition partition, Instant now, int max);

    /**
     * Begins a try, unless somebody else has, or steps ahead of it in its plan hold it.
     *
     * @param retryAt when it is due again should this try never be recorded
     * @param patience for how long they may
     * @return the action with its try counted; empty when it is not its turn
     */
    CompletionStage<Optional<Action>> begin(
            Partition partition, Action action, Instant now, Instant retryAt, Patience patience);

    /** The same, with the usual patience. */
    default CompletionStage<Optional<Action>> begin(Partition partition, Action action, Instant now, Instant retryAt) {
        return begin(partition, action, now, retryAt, Patience.DEFAULT);
    }

    /**
     * Records what a try came to, with its audit entry in the case's timeline. Changes nothing if the action has been
     * answered meanwhile or a later try was begun.
     *
     * @param begun the action as {@link #begin} answered it
     * @param state {@code PENDING} with a retry time, {@code ANSWERED} or {@code FAILED}
     * @param status the answer's word
     * @param detail what the platform said, at most 500 characters
     * @param retryAt when to try again
     * @param lookAt when to look whether it took effect, see {@link Watches}
     */
    CompletionStage<Void> record(
            Partition partition,
            Action begun,
            Action.State state,
            String status,
            String detail,
            Optional<Instant> retryAt,
            Optional<Instant> lookAt,
            Instant now);

    /** The same of an action that nobody looks at again. */
    default CompletionStage<Void> record(
            Partition partition,
            Action begun,
            Action.State state,
            String status,
            String detail,
            Optional<Instant> retryAt,
            Instant now) {
        return record(partition, begun, state, status, detail, retryAt, Optional.empty(), now);
    }

    /** The actions of a case, in the order of their ids. */
    CompletionStage<List<Action>> ofCase(Platform platform, String caseId);

    /**
     * Actions of a platform in one state, oldest first.
     *
     * @param cursor where the page before ended
     */
    CompletionStage<Page> inState(Platform platform, Action.State state, Optional<String> cursor, int limit);

    /**
     * One page.
     *
     * @param items the actions
     * @param next where the next page starts; absent on the last
     */
    record Page(List<Action> items, Optional<String> next) {}

    /** How many of a platform were given up. */
    CompletionStage<Long> countFailed(Platform platform);

    /**
     * How many of a platform are due later than this only: what its connector does not do now, if all that is under way, or waits for a
     * step ahead of it, is due before.
     */
    CompletionStage<Long> countDueAfter(Platform platform, Instant time);

    CompletionStage<Optional<Action>> find(Platform platform, String actionId);

    /** Makes a failed action due at once; false when it is not failed. */
    CompletionStage<Boolean> retry(Platform platform, String actionId, Moderator by, Instant now);

    /** How a failed action is settled by hand. */
    enum Settled {
        /** somebody did it otherwise */
        DONE(ActionResult.Status.DONE),
        /** nothing is there any more to do it to */
        TARGET_GONE(ActionResult.Status.TARGET_GONE);

        private final ActionResult.Status status;

        Settled(ActionResult.Status status) {
            this.status = status;
        }

        /** As a platform would have answered. */
        public ActionResult.Status status() {
            return status;
        }
    }

    /**
     * Ends a failed action by hand; false when it is not failed. From then on it counts as what a platform answered so.
     *
     * @param reason in the words of who says so
     * @param lookAt when to look whether it took effect, see {@link Watches}
     */
    CompletionStage<Boolean> settle(
            Platform platform,
            String actionId,
            Settled as,
            Moderator by,
            String reason,
            Optional<Instant> lookAt,
            Instant now);

    /** What taking a settlement back came to. */
    enum Unsettled {
        /** it is given up again, as it was before */
        PARKED,
        /** nobody settled it by hand */
        NOT_SETTLED,
        /** another decision counts, or another order has followed: they stand on it */
        SUPERSEDED
    }

    /**
     * Takes back a settlement by hand that was given in error.
     *
     * @param reason in the words of who says so
     */
    CompletionStage<Unsettled> unsettle(Platform platform, String actionId, Moderator by, String reason, Instant now);

    /**
     * Says whether an account has a right, as of a decision. An older decision never overrules a newer one, nor does a case
     * that gives back what it took give back what another took. A case that never took it and gives it back overrules all
     * before it.
     *
     * @param caseId the decision's case
     */
    CompletionStage<Void> setStanding(Platform platform, String caseId, StandingChange change, Instant decidedAt);

    /** Whether an account has this right now. */
    CompletionStage<Standing> standing(Platform platform, Right right, String account, Instant now);

    /** Whether an account may join now. */
    default CompletionStage<Standing> standing(Platform platform, String account, Instant now) {
        return standing(platform, Right.JOINING, account, now);
    }

    /**
     * Whether an account has a right.
     *
     * @param suspended whether it has not
     * @param until when that ends; absent when it is not, or ends with nothing but a decision
     */
    record Standing(boolean suspended, Optional<Instant> until) {}
}
