package dev.pullcord.review;

import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.ActionType;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What an ordered action says about a right of an account's, whether or not the platform can be reached.
 *
 * @param right which
 * @param account about whom
 * @param suspended whether it has not that right
 * @param until when that ends; absent when not by itself
 */
public record StandingChange(Right right, String account, boolean suspended, Optional<Instant> until) {
    private static final Duration LONGEST_TERM = Duration.ofDays(36_525); // a century: what lasts longer has no end

    /** What several cases can keep from one account at the same time, so that one's end must not give it back. */
    public enum Right {
        /** To join meetings. */
        JOINING,
        /** To be paid out. */
        PAYOUT;

        /** The right that this takes or gives back; empty when it is about none. */
        public static Optional<Right> of(ActionType type) {
            return switch (type) {
                case SUSPEND_ACCOUNT, REINSTATE_ACCOUNT -> Optional.of(JOINING);
                case HOLD_PAYOUT, RELEASE_PAYOUT -> Optional.of(PAYOUT);
                default -> Optional.empty();
            };
        }
    }

    /** What this order says, once it is decided; empty when it says nothing. */
    public static Optional<StandingChange> of(ActionOrder order, Instant decidedAt) {
        return Right.of(order.type())
                .flatMap(right -> order.target()
                        .accountId()
                        .map(account -> ActionTargets.takesBack(order.type())
                                ? new StandingChange(right, account, false, Optional.empty())
                                : new StandingChange(
                                        right,
                                        account,
                                        true,
                                        order.duration()
                                                .filter(d -> d.compareTo(LONGEST_TERM) < 0)
                                                .map(decidedAt::plus))));
    }

    /** Whether it says whether this subject may join: what a decision writes in its own step. */
    public boolean joiningOf(Subject subject) {
        return right == Right.JOINING && subject.equals(Subject.account(account));
    }
}
