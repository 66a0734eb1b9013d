package dev.pullcord.review;

import dev.pullcord.intake.Rosters;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Target;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whom each action can be about. What a moderator leaves out is filled from the case and its meeting's roster, where that
 * is certain: somebody named otherwise is never taken for the case's account. Pure.
 */
public final class ActionTargets {
    /** What an action must name. */
    private enum About {
        /** somebody in a meeting */
        PARTICIPANT,
        /** somebody, in a meeting or not */
        PERSON,
        /** a meeting as a whole */
        MEETING,
        /** an account, in whatever meeting */
        ACCOUNT,
        /** whatever the case is about */
        ANYTHING,
        /** nothing: no decision orders it */
        NOTHING
    }

    private static final Set<ActionType> OF_TRACKS = EnumSet.of(
            ActionType.MUTE_AUDIO,
            ActionType.MUTE_VIDEO,
            ActionType.STOP_SCREENSHARE,
            ActionType.REVOKE_PUBLISH,
            ActionType.RESTORE_PUBLISH);

    private ActionTargets() {}

    private static About about(ActionType type) {
        return switch (type) {
            case MUTE_AUDIO,
                    MUTE_VIDEO,
                    STOP_SCREENSHARE,
                    REVOKE_PUBLISH,
                    RESTORE_PUBLISH,
                    REMOVE_PARTICIPANT,
                    BLOCK_REJOIN,
                    UNBLOCK_REJOIN -> About.PARTICIPANT;
            case WARN -> About.PERSON;
            case LOCK_MEETING, END_MEETING, START_RECORDING, STOP_RECORDING -> About.MEETING;
            case SUSPEND_ACCOUNT, REINSTATE_ACCOUNT, HOLD_PAYOUT, RELEASE_PAYOUT -> About.ACCOUNT;
            case PRESERVE_EVIDENCE -> About.ANYTHING;
            case REQUEST_DETAILS -> About.NOTHING;
        };
    }

    /** What came of filling a target. */
    sealed interface Filling {
        record Filled(Target target) implements Filling {}

        /** It cannot be: {@code field} is a JSON pointer from the action on, {@code detail} goes on from it. */
        record Fault(String field, String detail) implements Filling {}
    }

    /**
     * The whole target of an action.
     *
     * @param wished as much of it as was given
     * @param roster of the case's meeting, if it is known
     */
    static Filling fill(ActionType type, Optional<Target> wished, Case c, Optional<Rosters.Roster> roster) {
        About about = about(type);
        if (about == About.NOTHING) {
            return new Filling.Fault("/type", "is ordered by a filing, not by a decision");
        }
        if (!OF_TRACKS.contains(type)
                && wished.filter(t -> !t.trackIds().isEmpty()).isPresent()) {
            return new Filling.Fault("/target/trackIds", "mean nothing to " + type.code());
        }
        return about == About.MEETING ? meeting(type, wished, c) : person(about, wished, c, roster);
    }

    private static Filling meeting(ActionType type, Optional<Target> wished, Case c) {
        if (wished.flatMap(Target::accountId).isPresent()) {
            return new Filling.Fault("/target/accountId", "means nothing to " + type.code() + ", which is about all");
        }
        if (wished.flatMap(Target::participantId).isPresent()) {
            return new Filling.Fault(
                    "/target/participantId", "means nothing to " + type.code() + ", which is about all");
        }
        Optional<String> meeting = wished.flatMap(Target::meeting).or(c::meeting);
        return meeting.isEmpty()
                ? new Filling.Fault("/target/meeting", "is needed: the case is from no meeting")
                : new Filling.Filled(new Target(meeting, Optional.empty(), Optional.empty(), List.of()));
    }

    private static Filling person(About about, Optional<Target> wished, Case c, Optional<Rosters.Roster> roster) {
        Optional<String> meeting = wished.flatMap(Target::meeting).or(c::meeting);
        Optional<Rosters.Roster> there =
                roster.filter(r -> meeting.filter(r.meetingId()::equals).isPresent());
        Optional<String> participant = wished.flatMap(Target::participantId);
        Optional<String> account = wished.flatMap(Target::accountId)
                .or(() -> participant.isPresent() ? participant.flatMap(p -> accountOf(there, p)) : c.account());
        Optional<String> found = participant.or(() -> account.flatMap(a -> participantOf(there, a)));
        Optional<String> behind = participant.flatMap(p -> accountOf(there, p));
        if (behind.isPresent() && !behind.equals(account)) {
            return new Filling.Fault("/target/participantId", "is somebody else's in that meeting than accountId says");
        }
        boolean nobody = account.isEmpty() && found.isEmpty();
        if (about == About.ACCOUNT && account.isEmpty()) {
            return new Filling.Fault("/target/accountId", "is needed: the case does not say which account");
        }
        if (about == About.PARTICIPANT && nobody) {
            return new Filling.Fault("/target/accountId", "is needed, or participantId: the case names nobody");
        }
        if (about == About.PARTICIPANT && meeting.isEmpty()) {
            return new Filling.Fault("/target/meeting", "is needed: the case is from no meeting");
        }
        if (about == About.PERSON && (nobody || (account.isEmpty() && meeting.isEmpty()))) {
            return new Filling.Fault("/target/accountId", "is needed: the case does not say which account");
        }
        if (nobody && meeting.isEmpty()) {
            return new Filling.Fault("/target", "is needed: the case names neither account nor meeting");
        }
        List<String> tracks = wished.map(Target::trackIds).orElse(List.of());
        return new Filling.Filled(new Target(meeting, found, account, tracks));
    }

    /**
     * Whether an order is about somebody, or a meeting, that the case does not name: its own account and meeting, and who
     * was in it, are the case's. Within that meeting whoever is named is the case's, too, for a roster may be late.
     *
     * @param roster of the case's meeting, if it is known
     */
    static boolean foreign(ActionOrder order, Case c, Optional<Rosters.Roster> roster) {
        About about = about(order.type());
        Optional<String> account = order.target().accountId();
        boolean meetings = order.target().meeting().equals(c.meeting());
        boolean accounts = account.isPresent()
                && (account.equals(c.account())
                        || roster.stream()
                                .flatMap(r -> r.members().stream())
                                .anyMatch(m -> m.accountId().equals(account)));
        return switch (about) {
            case MEETING, PARTICIPANT -> !meetings;
            case ACCOUNT -> !accounts;
            case PERSON, ANYTHING -> account.isPresent() ? !accounts : !meetings;
            case NOTHING -> false;
        };
    }

    /** Whether it only takes back what an earlier decision ordered. */
    public static boolean takesBack(ActionType type) {
        return measure(type) != type;
    }

    private static Optional<String> accountOf(Optional<Rosters.Roster> roster, String participant) {
        return roster.stream()
                .flatMap(r -> r.members().stream())
                .filter(m -> m.participantId().equals(participant))
                .findFirst()
                .flatMap(Rosters.Member::accountId);
    }

    /** The participant an account is there as, if it is there as one only. */
    private static Optional<String> participantOf(Optional<Rosters.Roster> roster, String account) {
        List<String> ids = roster.stream()
                .flatMap(r -> r.members().stream())
                .filter(m -> m.accountId().filter(account::equals).isPresent())
                .filter(m -> m.leftAt().isEmpty())
                .map(Rosters.Member::participantId)
                .distinct()
                .toList();
        return ids.size() == 1 ? Optional.of(ids.get(0)) : Optional.empty();
    }

    /** The place of the first order that repeats or takes back an earlier one of the same decision; empty if none does. */
    static Optional<Integer> clash(List<ActionOrder> orders) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < orders.size(); i++) {
            for (String said : sayings(orders.get(i))) {
                if (!seen.add(said)) {
                    return Optional.of(i);
                }
            }
        }
        return Optional.empty();
    }

    /** The measure that an order is or takes back, and of whom. */
    static String saying(ActionOrder order) {
        List<String> said = sayings(order);
        return said.get(said.size() - 1);
    }

    /** What an order says, so that it can be said once only: the measure it is or takes back, and of whom. */
    private static List<String> sayings(ActionOrder order) {
        Target t = order.target();
        String who = t.accountId().orElse("")
                + '\0'
                + t.participantId().orElse("")
                + '\0'
                + t.meeting().orElse("")
                + '\0'
                + t.trackIds();
        ActionType measure = measure(order.type());
        List<String> said = new ArrayList<>(List.of(measure.code() + '\0' + who));
        if (about(order.type()) == About.ACCOUNT) {
            t.accountId().ifPresent(account -> said.add(measure.code() + '\0' + account));
        }
        return said;
    }

    /** The measure that an action is, or takes back. */
    private static ActionType measure(ActionType type) {
        return switch (type) {
            case REINSTATE_ACCOUNT -> ActionType.SUSPEND_ACCOUNT;
            case RELEASE_PAYOUT -> ActionType.HOLD_PAYOUT;
            case UNBLOCK_REJOIN -> ActionType.BLOCK_REJOIN;
            case RESTORE_PUBLISH -> ActionType.REVOKE_PUBLISH;
            case STOP_RECORDING -> ActionType.START_RECORDING;
            default -> type;
        };
    }
}
