package dev.pullcord.evidence;

import dev.pullcord.intake.Partition;
import dev.pullcord.review.RetentionPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What has to be known of a case to say when it is forgotten.
 *
 * @param id the case's id
 * @param partition where it lies
 * @param version as it was read; what was read does not hold for another one
 * @param account whom it is about, if anybody
 * @param endedAt when the last was concluded in it
 * @param violation whether that was a violation
 * @param filedAt when the last authority had the last filing of it
 * @param countsUntil until when it counts against its account: its strike, or a measure that ends
 * @param waits what has still to happen in it
 * @param parts how many there are of each of its parts, for the proof
 */
public record KeptCase(
        String id,
        Partition partition,
        long version,
        Optional<String> account,
        Instant endedAt,
        boolean violation,
        Optional<Instant> filedAt,
        Optional<Instant> countsUntil,
        Set<Waits> waits,
        Map<String, Integer> parts) {
    /** What is under way is done a day before it must be. */
    public static final Duration LEAD = Duration.ofDays(1);

    public KeptCase {
        waits = waits.isEmpty() ? Set.of() : EnumSet.copyOf(waits);
        parts = Map.copyOf(parts);
    }

    /** What has still to happen in a case before its clocks mean anything. */
    public enum Waits {
        /** it is not decided, or its decision is contested */
        OPEN,
        /** a filing is drafted or on its way */
        FILING,
        /** an action is on its way, or is to be taken back when its time is over */
        ACTION,
        /** its reports are on their way to another case, or its reporters' records do not know of it */
        REPORTS;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * When it is forgotten.
     *
     * @param keepUntil not before
     * @param deleteBy not after, unless something holds it or has still to happen
     */
    public record Clocks(Instant keepUntil, Instant deleteBy) {
        /** Whether it goes now. */
        public boolean due(Instant now) {
            return !now.isBefore(keepUntil) && !now.isBefore(deleteBy.minus(LEAD));
        }

        /** Whether it should have gone. */
        public boolean late(Instant now) {
            return now.isAfter(deleteBy) && !now.isBefore(keepUntil);
        }
    }

    /** By this policy. A duty to keep for longer moves the time by which it must be gone; nothing makes a duty shorter. */
    public Clocks clocks(RetentionPolicy policy) {
        RetentionPolicy.Term term = violation ? policy.violation() : policy.other();
        Instant keepUntil = endedAt.plus(term.keep());
        Instant deleteBy = endedAt.plus(term.deleteBy());
        if (filedAt.isPresent()) {
            keepUntil = later(keepUntil, filedAt.get().plus(policy.filed().keep()));
            deleteBy = later(deleteBy, filedAt.get().plus(policy.filed().deleteBy()));
        }
        if (countsUntil.isPresent()) {
            keepUntil = later(keepUntil, countsUntil.get());
        }
        return new Clocks(keepUntil, later(deleteBy, keepUntil));
    }

    /** A case in which the last was concluded then or before is due by this term, unless something else keeps it. */
    static Instant due(RetentionPolicy.Term term, Instant now) {
        return now.minus(term.deleteBy()).plus(LEAD);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
