package dev.pullcord.review;

import java.time.Duration;

/**
 * How long what is known is kept, and when it must be gone. Two clocks that know nothing of each other: the duty to keep wins where
 * they meet.
 *
 * @param violation cases in which a violation was found, from their last decision on
 * @param other all other cases, from their last decision on
 * @param filed cases of which an authority was told, from when it had the filing
 * @param observed what platforms said they saw that is no report, and what it added up to, from when it came
 */
public record RetentionPolicy(Term violation, Term other, Term filed, Duration observed) {
    private static final Duration LEAST = Duration.ofDays(30);
    private static final Duration MOST = Duration.ofDays(3_653); // ten years

    public RetentionPolicy {
        check("violation", violation);
        check("other", other);
        check("filed", filed);
        within("observed", observed, LEAST);
    }

    /**
     * Two clocks.
     *
     * @param keep not deleted before
     * @param deleteBy gone by then, unless something holds it
     */
    public record Term(Duration keep, Duration deleteBy) {}

    /** A decision can be contested for half a year: until then it, and what it rests on, must be there. */
    private static void check(String name, Term term) {
        within(name + ".keep", term.keep(), Appeal.WINDOW);
        within(name + ".deleteBy", term.deleteBy(), term.keep().plusDays(1));
    }

    private static void within(String key, Duration value, Duration least) {
        if (value.compareTo(least) < 0 || value.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("retention." + key + ": " + value.toDays() + " d is outside "
                    + least.toDays() + " … " + MOST.toDays() + " d");
        }
    }

    /** No case is due sooner than this after it was opened. */
    public Duration soonest() {
        return violation.deleteBy().compareTo(other.deleteBy()) < 0 ? violation.deleteBy() : other.deleteBy();
    }
}
