package dev.pullcord.review;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What is kept of a token that speaks for somebody.
 *
 * @param digest SHA-256 of the token, hex
 * @param personId for whom
 * @param name what it is for, in his words; empty for one that came from a link or the shell
 * @param scopes what it may be used for, within what he may do
 * @param createdAt when it was made; absent for one of before this was kept
 * @param expiresAt from when it is good for nothing; absent: never
 */
public record PersonalToken(
        String digest,
        String personId,
        String name,
        Set<Scope> scopes,
        Optional<Instant> createdAt,
        Optional<Instant> expiresAt) {
    /** What a token may be used for. To read is part of each. */
    public enum Scope {
        /** whatever changes nothing */
        READ,
        /** the work on cases */
        DESK,
        /** policies and backtests */
        POLICIES,
        /** people, and one's own ways in */
        PEOPLE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Scope> ofWord(String word) {
            return Arrays.stream(values()).filter(s -> s.word().equals(word)).findFirst();
        }
    }

    private static final int ID_LENGTH = 12;

    public PersonalToken {
        name = name == null ? "" : name;
        scopes = scopes == null || scopes.isEmpty() ? Set.of(Scope.values()) : Set.copyOf(EnumSet.copyOf(scopes));
        createdAt = createdAt == null ? Optional.empty() : createdAt;
        expiresAt = expiresAt == null ? Optional.empty() : expiresAt;
    }

    /** One that may do all he may, for ever. */
    public static PersonalToken whole(String digest, String personId, Optional<Instant> createdAt) {
        return new PersonalToken(digest, personId, "", Set.of(), createdAt, Optional.empty());
    }

    /** Enough of the digest to tell which is meant, and nothing to come in with. */
    public String id() {
        return digest.substring(0, Math.min(ID_LENGTH, digest.length()));
    }

    public boolean expired(Instant now) {
        return expiresAt.filter(end -> !end.isAfter(now)).isPresent();
    }
}
