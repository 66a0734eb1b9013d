package dev.pullcord.review;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What an ordered action says about joining, whether or not the platform can be reached.
 *
 * @param account about whom
 * @param suspended whether it may not join
 * @param until when that ends; absent when not by itself
 */
public record StandingChange(String account, boolean suspended, Optional<Instant> until) {
    private static final Duration LONGEST_TERM = Duration.ofDays(36_525); // a century: what lasts longer has no end

    /** What this order says, once it is decided; empty when it says nothing. */
    public static Optional<StandingChange> of(ActionOrder order, Instant decidedAt) {
        Optional<String> account = order.target().accountId();
        return switch (order.type()) {
            case SUSPEND_ACCOUNT ->
                account.map(a -> new StandingChange(
                        a,
                        true,
                        order.duration()
                                .filter(d -> d.compareTo(LONGEST_TERM) < 0)
                                .map(decidedAt::plus)));
            case REINSTATE_ACCOUNT -> account.map(a -> new StandingChange(a, false, Optional.empty()));
            default -> Optional.empty();
        };
    }
}
