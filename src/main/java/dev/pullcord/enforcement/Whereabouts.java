package dev.pullcord.enforcement;

import dev.pullcord.intake.Party;
import dev.pullcord.intake.Rosters.Member;
import dev.pullcord.intake.Rosters.Roster;
import dev.pullcord.plugin.Target;
import java.util.List;
import java.util.Optional;

/** Whether somebody is in a meeting, as far as the platform told. */
enum Whereabouts {
    THERE,
    GONE,
    /** the platform told nothing of him, or of the meeting */
    UNKNOWN;

    static Whereabouts of(Target target, Optional<Roster> roster) {
        if (roster.isEmpty()) {
            return UNKNOWN;
        }
        if (roster.get().endedAt().isPresent()) {
            return GONE;
        }
        List<Member> his = roster.get().members().stream()
                .filter(m -> same(target, Optional.of(m.participantId()), m.accountId()))
                .toList();
        if (his.isEmpty()) {
            return UNKNOWN;
        }
        return his.stream().anyMatch(m -> m.leftAt().isEmpty()) ? THERE : GONE;
    }

    /** The same, as the participant he is there as now, if he is there as one only: whoever comes back may have another id. */
    static Target now(Target target, Optional<Roster> roster) {
        List<String> there = roster.stream()
                .flatMap(r -> r.members().stream())
                .filter(m -> m.leftAt().isEmpty())
                .filter(m -> same(target, Optional.of(m.participantId()), m.accountId()))
                .map(Member::participantId)
                .toList();
        return there.size() == 1
                ? new Target(target.meeting(), Optional.of(there.get(0)), target.accountId(), target.trackIds())
                : target;
    }

    /** Whether somebody who came is whom an action is about: the account tells, where both name one. */
    static boolean same(Target target, Party party) {
        return same(target, party.participantId(), party.accountId());
    }

    private static boolean same(Target target, Optional<String> participant, Optional<String> account) {
        if (target.accountId().isPresent() && account.isPresent()) {
            return target.accountId().equals(account);
        }
        return target.participantId().isPresent() && target.participantId().equals(participant);
    }
}
