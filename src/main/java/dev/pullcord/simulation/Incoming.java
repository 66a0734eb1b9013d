package dev.pullcord.simulation;

import dev.pullcord.intake.Attendance;
import dev.pullcord.intake.Body;
import dev.pullcord.intake.Correction;
import dev.pullcord.intake.Event;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.MeetingEvent;
import dev.pullcord.intake.Observation;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Party;
import dev.pullcord.intake.Report;
import dev.pullcord.intake.Rosters;
import dev.pullcord.intake.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes of what happens the events that a desk's log holds: each under its subject, copied to a second account that it
 * concerns, and told to those who were in a meeting, as the service does it. One evening, one thread.
 */
final class Incoming {
    private static final Partition ANY = new Partition("world", 0);

    private final Map<String, LoggedEvent> reports = new HashMap<>();
    private final Map<String, Map<String, Rosters.Member>> members = new HashMap<>();
    private final Map<String, Boolean> ended = new HashMap<>();
    private int next;

    /** The events of one happening, in their order. */
    List<LoggedEvent> of(Happening happening) {
        List<LoggedEvent> events = new ArrayList<>();
        Body body = happening.body();
        Optional<LoggedEvent> concerned =
                body instanceof Correction correction ? correction.eventId().map(reports::get) : Optional.empty();
        if (body instanceof Correction && concerned.isEmpty()) {
            return events; // its report was never made
        }
        Subject subject = concerned.map(LoggedEvent::subject).orElseGet(() -> subject(body));
        LoggedEvent own = logged(happening.at(), subject, body, concerned.map(LoggedEvent::logId));
        events.add(own);
        if (body instanceof Report) {
            reports.put(happening.id(), own);
        }
        if (body instanceof Observation observation) {
            observation
                    .counterparty()
                    .filter(other -> !other.equals(observation.account()))
                    .ifPresent(other ->
                            events.add(logged(happening.at(), Subject.account(other), body, Optional.empty())));
        }
        if (body instanceof MeetingEvent change) {
            enrol(change, happening.at());
        }
        if (Attendance.tells(own)) {
            Rosters.Roster roster = roster(own.subject().id());
            Attendance.of(roster, own)
                    .forEach(told -> events.add(
                            logged(happening.at(), Subject.account(told.account()), told, Optional.empty())));
        }
        return events;
    }

    /** Whether the meeting of this event goes on. */
    boolean live(LoggedEvent event) {
        return event.event().body() instanceof Report report
                && report.meeting()
                        .filter(m -> !ended.getOrDefault(m.id(), false))
                        .isPresent();
    }

    private LoggedEvent logged(Instant at, Subject subject, Body body, Optional<String> concerns) {
        next++;
        String id = next + "-0";
        return new LoggedEvent(
                ANY, id, at, id, subject, Optional.empty(), concerns, new Event(id, "//world", at, body, ""));
    }

    /** A report that is known to have joined a case of this subject. */
    static LoggedEvent report(Happening happening, Subject subject) {
        return new LoggedEvent(
                ANY,
                happening.id(),
                happening.at(),
                happening.id(),
                subject,
                Optional.empty(),
                Optional.empty(),
                new Event(happening.id(), "//world", happening.at(), happening.body(), ""));
    }

    private static Subject subject(Body body) {
        if (body instanceof Report report) {
            return report.subject()
                    .flatMap(Party::accountId)
                    .map(Subject::account)
                    .orElseGet(
                            () -> Subject.meeting(report.meeting().orElseThrow().id()));
        }
        return body instanceof MeetingEvent change
                ? Subject.meeting(change.meeting().id())
                : Subject.account(((Observation) body).account());
    }

    private void enrol(MeetingEvent change, Instant at) {
        String meeting = change.meeting().id();
        if (change.kind() == MeetingEvent.Kind.ENDED) {
            ended.put(meeting, true);
        }
        change.participant().flatMap(Party::participantId).ifPresent(id -> {
            Map<String, Rosters.Member> there = members.computeIfAbsent(meeting, m -> new LinkedHashMap<>());
            Rosters.Member before = there.get(id);
            Optional<Instant> joined = change.kind() == MeetingEvent.Kind.JOINED
                    ? Optional.of(at)
                    : Optional.ofNullable(before).flatMap(Rosters.Member::joinedAt);
            boolean gone = change.kind() == MeetingEvent.Kind.LEFT || change.kind() == MeetingEvent.Kind.REMOVED;
            there.put(
                    id,
                    new Rosters.Member(
                            id,
                            change.participant().get().accountId(),
                            change.participant().get().role(),
                            joined,
                            gone ? Optional.of(at) : Optional.empty(),
                            change.kind() == MeetingEvent.Kind.REMOVED));
        });
    }

    private Rosters.Roster roster(String meeting) {
        return new Rosters.Roster(
                meeting,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.copyOf(members.getOrDefault(meeting, Map.of()).values()));
    }
}
