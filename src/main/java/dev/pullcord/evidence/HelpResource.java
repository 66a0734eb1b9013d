package dev.pullcord.evidence;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Somewhere a person can turn to, as dated data: what it says was true when it was read, and must be read again.
 *
 * @param id stable
 * @param countries ISO 3166 codes it is for; empty means the whole world
 * @param title what it is called
 * @param audience whom it is for, for example {@code under 18}
 * @param web address to open
 * @param text number that takes text messages, before it the word to send if there is one: {@code CONNECT to 686868}
 * @param whatsapp number that takes messages there, with its country's code
 * @param email address that is read
 * @param phone numbers to call, as printed, with commas between
 * @param readOn when the entry was last held against its source, ISO date
 * @param source where that was
 */
public record HelpResource(
        String id,
        Set<String> countries,
        String title,
        Optional<String> audience,
        Optional<String> web,
        Optional<String> text,
        Optional<String> whatsapp,
        Optional<String> email,
        Optional<String> phone,
        String readOn,
        String source) {
    /** An entry that nobody has held against its source for so long is named as old. */
    public static final Duration FRESH = Duration.ofDays(180);

    /** Whether it was held against its source long ago. */
    public boolean isStale(Instant now) {
        return LocalDate.parse(readOn)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .plus(FRESH)
                .isBefore(now);
    }

    public HelpResource {
        countries = Set.copyOf(countries);
        if (phone.isEmpty() && !isSilent(List.of(web, text, whatsapp, email))) {
            throw new IllegalArgumentException("directory." + id + ": has none of web, text, whatsapp, email, phone");
        }
    }

    /** Whether it can be reached without a voice: who is overheard cannot call. */
    public boolean isSilent() {
        return isSilent(List.of(web, text, whatsapp, email));
    }

    private static boolean isSilent(List<Optional<String>> ways) {
        return ways.stream().anyMatch(Optional::isPresent);
    }
}
