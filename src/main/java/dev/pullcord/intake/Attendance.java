package dev.pullcord.intake;

import dev.pullcord.intake.Rosters.Member;
import dev.pullcord.intake.Rosters.Roster;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a meeting's event says of the accounts that were in it: two were alone with each other, or somebody pressed panic
 * and named nobody while they were there. It is told to these accounts as observations of their own, so that what is known
 * of an account comes from its own log alone, and the log folded again makes the same of it. Pure.
 */
public final class Attendance {
    /** In a larger meeting, having been there says nothing of anybody. */
    static final int MOST_PEOPLE = 50;

    private Attendance() {}

    /** Whether this event can say anything of those in its meeting. */
    public static boolean tells(LoggedEvent logged) {
        if (logged.subject().kind() != Subject.Kind.MEETING) {
            return false;
        }
        return logged.event().body() instanceof MeetingEvent change
                ? change.kind() == MeetingEvent.Kind.LEFT
                        || change.kind() == MeetingEvent.Kind.REMOVED
                        || change.kind() == MeetingEvent.Kind.ENDED
                : logged.event().body() instanceof Report report && report.isPanic() && !report.drill();
    }

    /**
     * What an event says of accounts, each at most once.
     *
     * @param roster of its meeting, with the event brought in
     */
    public static List<Observation> of(Roster roster, LoggedEvent logged) {
        if (!tells(logged)) {
            return List.of();
        }
        Instant at = logged.event().time();
        return logged.event().body() instanceof MeetingEvent change
                ? gone(roster, change, at)
                : near(roster, (Report) logged.event().body(), at);
    }

    private static List<Observation> gone(Roster roster, MeetingEvent change, Instant at) {
        List<Observation> told = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        for (Member member : roster.members()) {
            boolean goes = change.kind() == MeetingEvent.Kind.ENDED
                    ? member.leftAt().isEmpty()
                    : change.participant().filter(p -> is(p, member)).isPresent();
            boolean since = member.joinedAt().filter(at::isBefore).isEmpty(); // else back again already
            if (goes && since && member.accountId().filter(seen::add).isPresent()) {
                alone(roster, change.meeting(), member, at).ifPresent(told::add);
            }
        }
        return told;
    }

    private static boolean is(Party party, Member member) {
        return party.participantId()
                .or(party::accountId)
                .filter(member.participantId()::equals)
                .isPresent();
    }

    /** The call of somebody who was alone with one other account; empty for all other meetings. */
    private static Optional<Observation> alone(Roster roster, Meeting meeting, Member member, Instant until) {
        String account = member.accountId().orElseThrow();
        Instant since = member.joinedAt().orElse(until);
        Set<String> others = new TreeSet<>();
        for (Member other : roster.members()) {
            boolean met = other.joinedAt().filter(until::isBefore).isEmpty()
                    && other.leftAt().filter(since::isAfter).isEmpty();
            if (met && other.accountId().filter(account::equals).isEmpty()) {
                others.add(other.accountId().map(a -> "a" + a).orElse("p" + other.participantId()));
            }
        }
        Optional<String> only =
                others.size() == 1 ? Optional.of(others.iterator().next()) : Optional.empty();
        return only.filter(o -> o.startsWith("a"))
                .map(o -> observed(
                        account,
                        meeting,
                        Optional.of(o.substring(1)),
                        Map.of(
                                "people",
                                2L,
                                "seconds",
                                Duration.between(since, until).toSeconds())));
    }

    private static List<Observation> near(Roster roster, Report panic, Instant at) {
        Set<String> there = new TreeSet<>();
        for (Member member : roster.members()) {
            boolean present = member.joinedAt().filter(at::isBefore).isEmpty()
                    && member.leftAt().filter(at::isAfter).isEmpty();
            boolean pressed = panic.reporter()
                    .filter(r ->
                            (r.accountId().isPresent() && r.accountId().equals(member.accountId())) || is(r, member))
                    .isPresent();
            if (present && !pressed) {
                member.accountId().ifPresent(there::add);
            }
        }
        panic.reporter().flatMap(Party::accountId).ifPresent(there::remove);
        if (panic.subject().isPresent() || panic.meeting().isEmpty() || there.size() >= MOST_PEOPLE) {
            return List.of();
        }
        return there.stream()
                .map(account -> observed(
                        account,
                        panic.meeting().get(),
                        Optional.empty(),
                        Map.of("people", (long) there.size() + 1, "panics", 1L)))
                .toList();
    }

    private static Observation observed(
            String account, Meeting meeting, Optional<String> counterparty, Map<String, Object> attributes) {
        return new Observation(
                account,
                Observation.Kind.MEETING_ATTENDED,
                Optional.of(new Meeting(meeting.id(), Optional.empty(), Optional.empty(), Optional.empty())),
                counterparty,
                Optional.empty(),
                new TreeMap<>(attributes));
    }
}
