package dev.pullcord.review;

import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Target;
import java.util.List;
import java.util.Optional;

/**
 * What stands in for an action that the platform does not support. How hard each is, is ours to say and no policy's: nothing
 * harsher than what was decided is ever done by itself. Pure.
 */
public final class Fallback {
    private Fallback() {}

    /** How hard it is on people; empty for what stands in for nothing. */
    private static Optional<Integer> harshness(ActionType type) {
        return switch (type) {
            case WARN -> Optional.of(1);
            case MUTE_AUDIO, MUTE_VIDEO, STOP_SCREENSHARE -> Optional.of(2);
            case REVOKE_PUBLISH -> Optional.of(3);
            case REMOVE_PARTICIPANT, BLOCK_REJOIN -> Optional.of(4);
            case LOCK_MEETING -> Optional.of(5); // keeps out who did nothing
            case END_MEETING -> Optional.of(6); // takes from all of them what one did
            case SUSPEND_ACCOUNT, HOLD_PAYOUT -> Optional.of(7); // beyond the meeting
            case RESTORE_PUBLISH,
                    UNBLOCK_REJOIN,
                    REINSTATE_ACCOUNT,
                    RELEASE_PAYOUT,
                    START_RECORDING,
                    STOP_RECORDING,
                    PRESERVE_EVIDENCE,
                    REQUEST_DETAILS -> Optional.empty();
        };
    }

    /** Whether this may stand in for that without a person. */
    public static boolean byItself(ActionType from, ActionType to) {
        return harshness(from).flatMap(f -> harshness(to).map(t -> t <= f)).orElse(false);
    }

    static void check(ActionType from, ActionType to) {
        if (harshness(from).isEmpty() || harshness(to).isEmpty()) {
            throw new IllegalArgumentException(
                    "plans.fallbacks." + from.code() + ": " + to.code() + " cannot stand in for it");
        }
    }

    /** Whom it is about, where the action it stands in for is about this; empty when that names nobody for it. */
    public static Optional<Target> target(ActionType to, Target from) {
        return switch (to) {
            case END_MEETING, LOCK_MEETING ->
                from.meeting().map(m -> new Target(Optional.of(m), Optional.empty(), Optional.empty(), List.of()));
            case SUSPEND_ACCOUNT, HOLD_PAYOUT -> from.accountId().map(Target::account);
            default ->
                from.meeting().isPresent()
                                && (from.participantId().isPresent()
                                        || from.accountId().isPresent())
                        ? Optional.of(new Target(from.meeting(), from.participantId(), from.accountId(), List.of()))
                        : Optional.empty();
        };
    }
}
