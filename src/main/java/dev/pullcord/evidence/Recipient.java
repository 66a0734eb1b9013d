package dev.pullcord.evidence;

import dev.pullcord.plugin.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
        LocalDate readOn,
        String source) {

    /** How a recipient is reached. */
    public enum Reach {
        /** by calls */
        API
    }

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
