package dev.pullcord.plugin;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Why somebody reports: a closed list, so that a reason means the same on every platform. The word on the wire is
 * {@link #code()}; a platform's own words are mapped to these by its configuration.
 */
public enum Reason {
    CHILD_SAFETY(Group.MINORS),
    GROOMING(Group.MINORS),
    SEXTORTION(Group.COERCION),
    TRAFFICKING(Group.COERCION),
    SEXUAL_EXPLOITATION(Group.COERCION),
    COVERT_RECORDING(Group.COERCION),
    NON_CONSENSUAL_IMAGERY(Group.COERCION),
    THREAT_TO_LIFE(Group.LIFE),
    SELF_HARM(Group.LIFE),
    VIOLENCE(Group.LIFE),
    HARASSMENT(Group.ABUSE),
    HATE(Group.ABUSE),
    SEXUAL_CONTENT(Group.ABUSE),
    DECEPTIVE_RECRUITMENT(Group.DECEPTION),
    IMPERSONATION(Group.DECEPTION),
    ROMANCE_DECEPTION(Group.DECEPTION),
    SUSPECTED_ADULT_POSING_AS_CHILD(Group.MINORS),
    ADVERTISING_SEXUAL_SERVICES(Group.COERCION),
    OFF_PLATFORM_PAYMENT(Group.DECEPTION),
    FRAUD_SPAM(Group.DECEPTION),
    OTHER(Group.ABUSE);

    /** Reasons that share a prior and a reporter's reliability: who is right about spam need not be about grooming. */
    public enum Group {
        MINORS,
        COERCION,
        LIFE,
        ABUSE,
        DECEPTION
    }

    private static final Map<String, Reason> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Reason::code, Function.identity()));

    private final Group group;

    Reason(Group group) {
        this.group = group;
    }

    /** The word on the wire, for example {@code child_safety}. */
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    public Group group() {
        return group;
    }

    /** The reason of this code; empty when the list has none. */
    public static Optional<Reason> ofCode(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }
}
