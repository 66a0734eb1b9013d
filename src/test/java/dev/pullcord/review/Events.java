package dev.pullcord.review;

import dev.pullcord.intake.Body;
import dev.pullcord.intake.Correction;
import dev.pullcord.intake.Event;
import dev.pullcord.intake.Meeting;
import dev.pullcord.intake.MeetingEvent;
import dev.pullcord.intake.Observation;
import dev.pullcord.intake.Party;
import dev.pullcord.intake.Report;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.Reason;
import dev.pullcord.wire.EventCodec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Events as a platform would send them, told in a word or two. */
public final class Events {
    public static final String SOURCE = "//tandem.example/calls";
    public static final Instant T0 = Instant.parse("2026-11-01T12:00:00Z");

    private Events() {}

    public static Event flag(String id, String account, Reason reason) {
        return event(id, report(Report.Kind.FLAG, Optional.of(account(account)), Optional.of(reason), "call-1"));
    }

    public static Event flag(String id, String account) {
        return flag(id, account, Reason.HARASSMENT);
    }

    /** A flag that only the meeting's roster can bring to an account. */
    public static Event flagOfParticipant(String id, String meeting, String participant) {
        Party subject = new Party(Optional.empty(), Optional.of(participant), Optional.empty(), Optional.empty());
        return event(id, report(Report.Kind.FLAG, Optional.of(subject), Optional.of(Reason.HARASSMENT), meeting));
    }

    /** A panic about this subject: for a meeting, one that names nobody. */
    public static Event panic(String id, Subject subject) {
        return subject.kind() == Subject.Kind.ACCOUNT
                ? event(id, report(Report.Kind.PANIC, Optional.of(account(subject.id())), Optional.empty(), "call-1"))
                : event(id, report(Report.Kind.PANIC, Optional.empty(), Optional.empty(), subject.id()));
    }

    public static Event withdrawal(String id, String receipt) {
        return event(
                id,
                new Correction(
                        Correction.Kind.WITHDRAWN, Optional.of(receipt), Optional.empty(), Optional.of("my mistake")));
    }

    public static Event joined(String id, String meeting, String account) {
        return inMeeting(id, MeetingEvent.Kind.JOINED, meeting, Optional.of(account));
    }

    public static Event inMeeting(String id, MeetingEvent.Kind kind, String meeting, Optional<String> account) {
        return inMeeting(id, kind, meeting, account, T0);
    }

    public static Event inMeeting(
            String id, MeetingEvent.Kind kind, String meeting, Optional<String> account, Instant at) {
        return EventCodec.event(
                id,
                SOURCE,
                at,
                new MeetingEvent(
                        kind,
                        meeting(meeting),
                        account.map(a -> new Party(
                                Optional.of(a), Optional.of("p-" + a), Optional.empty(), Optional.of("guest"))),
                        Optional.empty(),
                        Optional.empty()));
    }

    public static Event blocked(String id, String account, String by) {
        return event(
                id,
                new Observation(
                        account,
                        Observation.Kind.BLOCKED,
                        Optional.empty(),
                        Optional.of(by),
                        Optional.empty(),
                        Map.of()));
    }

    public static Event device(String id, String account, String hash) {
        return observed(id, account, Observation.Kind.DEVICE_SEEN, Map.of("deviceHash", hash));
    }

    public static Event observed(String id, String account, Observation.Kind kind, Map<String, Object> attributes) {
        return event(
                id, new Observation(account, kind, Optional.empty(), Optional.empty(), Optional.empty(), attributes));
    }

    public static Event event(String id, Body body) {
        return EventCodec.event(id, SOURCE, T0, body);
    }

    private static Report report(Report.Kind kind, Optional<Party> subject, Optional<Reason> reason, String meetingId) {
        return new Report(
                kind,
                Optional.of(meeting(meetingId)),
                Optional.of(account("rita")),
                subject,
                reason,
                false,
                false,
                Optional.of("zwei Wörter"),
                Optional.empty(),
                List.of(),
                List.of(),
                false);
    }

    private static Party account(String id) {
        return new Party(Optional.of(id), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Meeting meeting(String id) {
        return new Meeting(id, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
