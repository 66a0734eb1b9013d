package dev.pullcord.review;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What is kept of somebody at the desk.
 *
 * @param id opaque, unique in the installation; stays when everything else changes
 * @param platform the platform whose cases he sees
 * @param name as colleagues know him, 1 … 100 characters
 * @param role what he may do
 * @param disabledAt since when nothing speaks for him and he is given no work; absent while he may work
 * @param accessVersion grows when his role changes, he is disabled or signed out everywhere: a session begun under another
 *     one is over
 * @param profile what a lead says of his work
 * @param preferences what he wants for himself
 */
public record Person(
        String id,
        String platform,
        String name,
        Role role,
        Optional<Instant> disabledAt,
        long accessVersion,
        Profile profile,
        Preferences preferences) {
    private static final int LONGEST_NAME = 100;

    /** What was kept before there was more to keep has only the first four. */
    public Person {
        Objects.requireNonNull(id, "person: id is missing");
        Objects.requireNonNull(platform, "person: platform is missing");
        Objects.requireNonNull(role, "person: role is missing");
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("person: name has 1 … " + LONGEST_NAME + " characters");
        }
        disabledAt = disabledAt == null ? Optional.empty() : disabledAt;
        profile = profile == null ? Profile.NONE : profile;
        preferences = preferences == null ? Preferences.GENTLE : preferences;
    }

    /** Somebody new. */
    public static Person of(Moderator moderator) {
        return new Person(
                moderator.id(),
                moderator.platform(),
                moderator.name(),
                moderator.role(),
                Optional.empty(),
                0,
                Profile.NONE,
                Preferences.GENTLE);
    }

    /** As whom he acts. */
    public Moderator moderator() {
        return new Moderator(id, platform, name, role);
    }

    public boolean disabled() {
        return disabledAt.isPresent();
    }

    /** In another role, and signed out everywhere; himself if it is the role he has. */
    public Person in(Role other) {
        return other == role
                ? this
                : new Person(id, platform, name, other, disabledAt, accessVersion + 1, profile, preferences);
    }

    /** Signed out everywhere. */
    public Person signedOut() {
        return new Person(id, platform, name, role, disabledAt, accessVersion + 1, profile, preferences);
    }

    /** Let work no more, and signed out everywhere; himself if he was before. */
    public Person disabled(Instant now) {
        return disabled()
                ? this
                : new Person(id, platform, name, role, Optional.of(now), accessVersion + 1, profile, preferences);
    }

    /** Let work again. */
    public Person enabled() {
        return new Person(id, platform, name, role, Optional.empty(), accessVersion, profile, preferences);
    }

    public Person with(Profile other) {
        return new Person(id, platform, name, role, disabledAt, accessVersion, other, preferences);
    }

    public Person with(Preferences other) {
        return new Person(id, platform, name, role, disabledAt, accessVersion, profile, other);
    }
}
