package dev.pullcord.enforcement;

import dev.pullcord.review.NoticeOrder;
import java.time.Instant;
import java.util.Optional;

/**
 * A notice on its way: the same states, patience and end as an {@link Action}'s.
 *
 * @param order who is told of what
 * @param state see {@link Action.State}
 * @param tries how many were begun, in all
 * @param triesBefore how many of them before it was last asked for, or retried by hand: patience begins anew with that
 * @param createdAt when it was last asked for
 * @param nextTryAt when the next try is due; absent when none is
 * @param lastStatus the last answer's word, {@link #NOT_NEEDED} when somebody took the case first; absent before the first
 * @param lastDetail what was said to it, at most 500 characters
 */
public record Notice(
        NoticeOrder order,
        Action.State state,
        int tries,
        int triesBefore,
        Instant createdAt,
        Optional<Instant> nextTryAt,
        Optional<String> lastStatus,
        Optional<String> lastDetail) {
    /** Nobody was told, for nobody needs to know any more. */
    public static final String NOT_NEEDED = "not_needed";

    /** How many tries were begun since it was last asked for. */
    public int triesInARow() {
        return tries - triesBefore;
    }
}
