package dev.pullcord.intake;

import dev.pullcord.intake.Rosters.Member;
import dev.pullcord.intake.Rosters.Roster;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether somebody whom a report names was in its meeting, as far as the platform told. What is not known speaks neither for a
 * report nor against it, and no report is refused for any of it: a token says who reports, a roster may have missed who came.
 */
public enum Presence {
    /** He was there when it was reported, or shortly before. */
    THERE,
    /** Who was there is known, and he is not among them. */
    NOT_THERE,
    /** Nothing is known of that meeting, or not who it is. */
    UNKNOWN;

    /** Who has just left is reported of by those who stayed, and events come late. */
    static final Duration SHORTLY = Duration.ofMinutes(5);

    /** Beyond so many the roster itself leaves people out. */
    private static final int MOST_KEPT = 1_000;

    /**
     * Of one party of a report.
     *
     * @param roster of the report's meeting, if it is known
     * @param party whom the report names
     * @param at when it was reported
     */
    public static Presence of(Optional<Roster> roster, Party party, Instant at) {
        if (roster.isEmpty() || roster.get().members().isEmpty()) {
            return UNKNOWN;
        }
        boolean nameless = false;
        for (Member member : roster.get().members()) {
            nameless |= member.accountId().isEmpty();
            if (is(member, party) && wasThere(member, at)) {
                return THERE;
            }
        }
        boolean mayBeMissed = roster.get().members().size() >= MOST_KEPT
                || (nameless && party.participantId().isEmpty());
        return mayBeMissed ? UNKNOWN : NOT_THERE;
    }

    private static boolean is(Member member, Party party) {
        return party.participantId().filter(member.participantId()::equals).isPresent()
                || (party.accountId().isPresent() && party.accountId().equals(member.accountId()));
    }

    private static boolean wasThere(Member member, Instant at) {
        return member.joinedAt().filter(at.plus(SHORTLY)::isBefore).isEmpty()
                && member.leftAt().filter(at.minus(SHORTLY)::isAfter).isEmpty();
    }

    /** The word for it, everywhere outside. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
