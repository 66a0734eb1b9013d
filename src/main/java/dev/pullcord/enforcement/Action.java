package dev.pullcord.enforcement;

import dev.pullcord.review.ActionOrder;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * An ordered action on its way.
 *
 * @param order what was ordered, with the id that stays the same over every try
 * @param caseId the case it comes from
 * @param reasonCode told to the platform
 * @param state see {@link State}
 * @param tries how many were begun, in all
 * @param triesBefore how many of them before it was last retried by hand: patience begins anew with that
 * @param createdAt when it was ordered
 * @param nextTryAt when the next try is due; absent when none is
 * @param lastStatus the last answer's word; absent before the first
 * @param lastDetail what the platform said to it, at most 500 characters
 * @param trail what came before it, and what was seen of it
 */
public record Action(
        ActionOrder order,
        String caseId,
        String reasonCode,
        State state,
        int tries,
        int triesBefore,
        Instant createdAt,
        Optional<Instant> nextTryAt,
        Optional<String> lastStatus,
        Optional<String> lastDetail,
        Trail trail) {

    /** One that stands by itself. */
    public Action(
            ActionOrder order,
            String caseId,
            String reasonCode,
            State state,
            int tries,
            int triesBefore,
            Instant createdAt,
            Optional<Instant> nextTryAt,
            Optional<String> lastStatus,
            Optional<String> lastDetail) {
        this(
                order,
                caseId,
                reasonCode,
                state,
                tries,
                triesBefore,
                createdAt,
                nextTryAt,
                lastStatus,
                lastDetail,
                Trail.NONE);
    }

    /** The order in which they were ordered: {@code d1.a2} before {@code d1.a10} before {@code d2.a1}. */
    public static final Comparator<Action> AS_ORDERED = Comparator.comparing(Action::caseId)
            .thenComparing(a -> part(a, 1), Action::compareNumbers)
            .thenComparing(a -> part(a, 2), Action::compareNumbers);

    /** How far it is. */
    public enum State {
        /** waiting for its first or next try */
        PENDING,
        /** a try is under way, or was when the service died: due again when its time is over */
        TRYING,
        /** the platform answered, with whatever {@code lastStatus} says; nothing more is tried */
        ANSWERED,
        /** given up, in sight of a lead */
        FAILED;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** How many tries were begun since it was ordered, or since it was last retried by hand. */
    public int triesInARow() {
        return tries - triesBefore;
    }

    private static String part(Action action, int index) {
        String[] parts = action.order().id().split("\\.", 3);
        return index < parts.length ? parts[index] : "";
    }

    /** Of numbers without leading zeros the longer one is the greater. */
    private static int compareNumbers(String a, String b) {
        return a.length() == b.length() ? a.compareTo(b) : Integer.compare(a.length(), b.length());
    }
}
