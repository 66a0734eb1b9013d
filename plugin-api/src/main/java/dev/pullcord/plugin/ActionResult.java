package dev.pullcord.plugin;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What became of one try.
 *
 * @param status see {@link Status}
 * @param confirmedBy how sure it is that it took effect
 * @param message what the platform said, in plain words, for the case's timeline; cut to 500 characters. Without
 *     secrets, without what a reporter wrote
 * @param retryable whether trying again may help; matters for {@code FAILED} only
 * @param retryAfter how long the platform asks us to wait before the next try; the service bounds it
 * @param switchOff whether the platform says that it wants to be sent nothing more this way (HTTP 410): the service
 *     then stops, says so, and keeps the action in sight for a person
 * @param took how long the try took
 */
public record ActionResult(
        Status status,
        Confirmation confirmedBy,
        Optional<String> message,
        boolean retryable,
        Optional<Duration> retryAfter,
        boolean switchOff,
        Duration took) {
    /** The longest message kept, in UTF-16 units. */
    public static final int LONGEST_MESSAGE = 500;

    /** What the platform answered. The word on the wire is {@link #code()}. */
    public enum Status {
        /** it is so now */
        DONE,
        /** it was so before */
        ALREADY_DONE,
        /** some of the targets; the message says which not */
        PARTIAL,
        /** the participant or meeting is not there (any more): nothing to act on */
        TARGET_GONE,
        /** this platform cannot do it; trying again will not help */
        UNSUPPORTED,
        /** it can and will not; trying again will not help */
        REFUSED,
        /** it did not happen */
        FAILED,
        /** no answer, or one that cannot be read: it may have happened. Always tried again, under the same id */
        UNKNOWN;

        private static final Map<String, Status> BY_CODE =
                Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Status::code, Function.identity()));

        /** The word on the wire, for example {@code target_gone}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The status of this word; empty when there is none. */
        public static Optional<Status> ofCode(String code) {
            return Optional.ofNullable(BY_CODE.get(code));
        }
    }

    /** How sure it is that the action took effect. */
    public enum Confirmation {
        /** not at all */
        NONE,
        /** the platform said so */
        PLATFORM,
        /** the meeting system's own event showed it */
        EVENT,
        /** a look into the meeting afterwards showed it */
        SNAPSHOT
    }

    public ActionResult {
        message = message.filter(m -> !m.isBlank()).map(ActionResult::cut);
        if (took.isNegative()) {
            throw new IllegalArgumentException("result.took: " + took + " is negative");
        }
        if (retryAfter.isPresent() && retryAfter.get().isNegative()) {
            throw new IllegalArgumentException("result.retryAfter: " + retryAfter.get() + " is negative");
        }
    }

    /** The platform answered with this status: nothing is to be tried again, save after a {@code FAILED}. */
    public static ActionResult answered(Status status, Optional<String> message, Duration took) {
        Confirmation confirmation = switch (status) {
            case DONE, ALREADY_DONE, PARTIAL -> Confirmation.PLATFORM;
            default -> Confirmation.NONE;
        };
        return new ActionResult(status, confirmation, message, status == Status.FAILED, Optional.empty(), false, took);
    }

    /** It did not happen; trying again may help. */
    public static ActionResult failed(String message, Duration took) {
        return answered(Status.FAILED, Optional.of(message), took);
    }

    /** It may have happened. */
    public static ActionResult unknown(String message, Duration took) {
        return new ActionResult(
                Status.UNKNOWN, Confirmation.NONE, Optional.of(message), true, Optional.empty(), false, took);
    }

    /** The same, with the wait the platform asks for. */
    public ActionResult after(Optional<Duration> wait) {
        return new ActionResult(status, confirmedBy, message, retryable, wait, switchOff, took);
    }

    private static String cut(String message) {
        if (message.length() <= LONGEST_MESSAGE) {
            return message;
        }
        int end = LONGEST_MESSAGE - 1; // one is left for the ellipsis
        return message.substring(0, Character.isHighSurrogate(message.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
