package dev.pullcord.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * That what is known of an account shall be erased: what was erased, and what was not and why. It stays open, and is tried again, until
 * nothing is left that could not be erased. Immutable.
 *
 * @param account whom
 * @param askedBy the moderator who took the wish
 * @param askedAt when
 * @param reason in his words
 * @param erased what is gone
 * @param kept what is not, as it was met last
 * @param place how far the log was swept for it, in a pass that is under way
 * @param lookedAt when the last pass ended
 * @param nextAt when it is tried again; absent when all is done
 * @param version grows with every step
 */
public record Erasure(
        String account,
        String askedBy,
        Instant askedAt,
        String reason,
        Erased erased,
        List<Kept> kept,
        Optional<String> place,
        Optional<Instant> lookedAt,
        Optional<Instant> nextAt,
        long version) {
    public Erasure {
        kept = List.copyOf(kept);
    }

    /**
     * What is gone.
     *
     * @param cases how many cases
     * @param events how many events of the log that were no reports
     */
    public record Erased(long cases, long events) {
        Erased plus(long moreCases, long moreEvents) {
            return new Erased(cases + moreCases, events + moreEvents);
        }
    }

    /**
     * What is not.
     *
     * @param what {@code account} for all of it, {@code case}, or {@code observed} for what was seen of it and what that added up to
     * @param caseId which case
     * @param why {@code held} by a legal hold, {@code kept} by law until a time, {@code cases} that are still there, or what the case
     *     waits for: {@code open}, {@code filing}, {@code action}, {@code reports}
     * @param until when that ends, where it is known
     */
    public record Kept(String what, Optional<String> caseId, String why, Optional<Instant> until) {}

    static Erasure asked(String account, String by, Instant at, String reason) {
        return new Erasure(
                account,
                by,
                at,
                reason,
                new Erased(0, 0),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(at),
                1);
    }

    Erasure after(
            Erased now, List<Kept> left, Optional<String> swept, Optional<Instant> looked, Optional<Instant> next) {
        return new Erasure(account, askedBy, askedAt, reason, now, left, swept, looked, next, version + 1);
    }
}
