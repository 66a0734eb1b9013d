package dev.pullcord.plugin;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a platform can be asked to do. The word on the wire is {@link #code()}. */
public enum ActionType {
    WARN,
    MUTE_AUDIO,
    MUTE_VIDEO,
    STOP_SCREENSHARE,
    REVOKE_PUBLISH,
    RESTORE_PUBLISH,
    REMOVE_PARTICIPANT,
    BLOCK_REJOIN,
    UNBLOCK_REJOIN,
    LOCK_MEETING,
    END_MEETING,
    SUSPEND_ACCOUNT,
    REINSTATE_ACCOUNT,
    HOLD_PAYOUT,
    RELEASE_PAYOUT,
    START_RECORDING,
    STOP_RECORDING,
    PRESERVE_EVIDENCE,
    REQUEST_DETAILS;

    private static final Map<String, ActionType> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(ActionType::code, Function.identity()));

    /** The word on the wire, for example {@code remove_participant}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The action of this code; empty when there is none. */
    public static Optional<ActionType> ofCode(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }
}
