package dev.pullcord.intake;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Something that happened in a meeting: it started or ended, somebody came, went or was removed, media changed, or an
 * action was seen to take effect.
 *
 * @param kind what happened
 * @param meeting where
 * @param participant to whom; absent when it is about the meeting as a whole
 * @param ageBand the platform's word on the participant's age, for example {@code minor}
 * @param actionId the action that {@link Kind#ACTION_CONFIRMED} confirms
 */
public record MeetingEvent(
        Kind kind, Meeting meeting, Optional<Party> participant, Optional<String> ageBand, Optional<String> actionId)
        implements Body {

    /** What can happen in a meeting; {@link #type()} is its name on the wire. */
    public enum Kind {
        STARTED("meeting.started"),
        ENDED("meeting.ended"),
        JOINED("participant.joined"),
        LEFT("participant.left"),
        REMOVED("participant.removed"),
        MEDIA_PUBLISHED("media.published"),
        MEDIA_UNPUBLISHED("media.unpublished"),
        MEDIA_MUTED("media.muted"),
        ACTION_CONFIRMED("action.confirmed");

        private static final Map<String, Kind> BY_TYPE =
                Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Kind::type, Function.identity()));

        private final String type;

        Kind(String word) {
            this.type = "dev.pullcord." + word + ".v1";
        }

        public String type() {
            return type;
        }

        public static Optional<Kind> ofType(String type) {
            return Optional.ofNullable(BY_TYPE.get(type));
        }
    }

    @Override
    public String type() {
        return kind.type();
    }
}
