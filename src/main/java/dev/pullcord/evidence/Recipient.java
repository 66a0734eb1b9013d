package dev.pullcord.evidence;

import dev.pullcord.plugin.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Somewhere a platform files, as dated data: what it says was true when it was read, and must be read again.
 *
 * @param id stable, for example {@code ncmec}
 * @param title what it is called
 * @param reach how it is reached
 * @param always what a violation found for one of these reasons must be filed for
 * @param withMinor what it must be filed for when a minor is involved
 * @param clock by when, from the conclusion on, it should have gone
 * @param web where people find it
 * @param where which cases it is for
 * @param notes what people should know of it
 * @param readOn when the entry was last held against its source
 * @param source where that was
 */
public record Recipient(
        String id,
        String title,
        Reach reach,
        Set<Reason> always,
        Set<Reason> withMinor,
        Duration clock,
        Optional<String> web,
        Where where,
        Notes notes,
        LocalDate readOn,
        String source) {

    /** How a recipient is reached. */
    public enum Reach {
        /** by calls */
        API,
        /** by a person, who takes it there and writes down what it is known by */
        PORTAL
    }

    /** Why something goes there. */
    public enum Role {
        /** the law of where the platform is established, or of where somebody is, sends it there */
        STATUTORY,
        POLICE,
        HOTLINE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whose harm it takes. */
    public enum Takes {
        MINORS,
        ADULTS,
        ALL;

        boolean takes(boolean adults) {
            return this == ALL || (this == ADULTS) == adults;
        }
    }

    /**
     * Which cases it is for.
     *
     * @param places ISO 3166 codes; none for everywhere
     * @param unless not where this one has it
     * @param fallback only where nobody else is for the place
     */
    public record Where(Role role, Takes takes, Set<String> places, Optional<String> unless, boolean fallback) {
        public Where {
            places = Set.copyOf(places);
        }

        boolean holds(String place) {
            return places.isEmpty() || places.contains(place);
        }
    }

    /**
     * What people should know of it.
     *
     * @param phone where it can be called
     * @param caution why it is never suggested by itself
     * @param doubt what nobody has read
     */
    public record Notes(Optional<String> phone, Optional<String> caution, Optional<String> doubt) {}

    /** Whether it was held against its source long ago; as long as of where help is to be had. */
    public boolean isStale(Instant now) {
        return readOn.atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .plus(HelpResource.FRESH)
                .isBefore(now);
    }

    public Recipient {
        always = Set.copyOf(always);
        withMinor = Set.copyOf(withMinor);
        if (clock.isNegative() || clock.isZero()) {
            throw new IllegalArgumentException("authorities." + id + ".clock: " + clock + " is not positive");
        }
    }

    /** Whether what a person found must go to it. Adults' harm goes other ways. */
    public boolean mustHave(Reason found, boolean minorInvolved) {
        return always.contains(found) || (minorInvolved && withMinor.contains(found));
    }
}
