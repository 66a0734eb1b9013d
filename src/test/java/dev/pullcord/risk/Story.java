package dev.pullcord.risk;

import dev.pullcord.intake.Body;
import dev.pullcord.intake.Correction;
import dev.pullcord.intake.Event;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Meeting;
import dev.pullcord.intake.MeetingEvent;
import dev.pullcord.intake.Observation;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Party;
import dev.pullcord.intake.Report;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells what happens to one subject, event by event. Time moves by {@link #after}. */
public final class Story {
    public static final Instant START = Instant.parse("2026-11-01T12:00:00Z");
    public static final Subject ANNA = Subject.account("anna");

    private final Subject subject;
    private Instant now = START;
    private long next = 1;
    private Optional<String> caseId = Optional.empty();

    public Story(Subject subject) {
        this.subject = subject;
    }

    public static Story ofAnna() {
        return new Story(ANNA);
    }

    public Story after(Duration time) {
        now = now.plus(time);
        return this;
    }

    public Story at(Instant time) {
        now = time;
        return this;
    }

    public Instant now() {
        return now;
    }

    /** The panics that follow joined this case on arrival. */
    public Story inCase(String id) {
        caseId = Optional.of(id);
        return this;
    }

    public LoggedEvent flag(String reporter, Reason reason) {
        return log(report(Report.Kind.FLAG, reporter, Optional.of(reason), false, false, false));
    }

    public LoggedEvent panic(String reporter) {
        return log(report(Report.Kind.PANIC, reporter, Optional.empty(), false, false, false));
    }

    public static Report report(
            Report.Kind kind, String reporter, Optional<Reason> reason, boolean danger, boolean minor, boolean drill) {
        return new Report(
                kind,
                Optional.of(new Meeting("call-1", Optional.empty(), Optional.empty(), Optional.empty())),
                reporter.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                new Party(Optional.of(reporter), Optional.empty(), Optional.empty(), Optional.empty())),
                Optional.empty(),
                reason,
                danger,
                minor,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                drill);
    }

    public LoggedEvent withdrawal(LoggedEvent of) {
        return correction(Correction.Kind.WITHDRAWN, of);
    }

    public LoggedEvent details(LoggedEvent of) {
        return correction(Correction.Kind.DETAILS_ADDED, of);
    }

    private LoggedEvent correction(Correction.Kind kind, LoggedEvent of) {
        return log(
                new Correction(kind, Optional.of("r"), Optional.empty(), Optional.empty()),
                now,
                Optional.of(of.logId()));
    }

    public LoggedEvent payment(String payee, long minor, String currency) {
        return observed(
                Observation.Kind.PAYMENT,
                Optional.of(payee),
                Optional.of(new Observation.Amount(minor, currency)),
                Map.of());
    }

    public LoggedEvent blockedBy(String blocker) {
        return observed(Observation.Kind.BLOCKED, Optional.of(blocker), Optional.empty(), Map.of());
    }

    public LoggedEvent asks(String whom, Map<String, Object> attributes) {
        return observed(Observation.Kind.CONTACT_REQUESTED, Optional.of(whom), Optional.empty(), attributes);
    }

    public LoggedEvent sanctioned() {
        return observed(
                Observation.Kind.ACCOUNT_SANCTIONED,
                Optional.empty(),
                Optional.empty(),
                Map.of("measure", "suspended"));
    }

    public LoggedEvent network(String kind) {
        return observed(Observation.Kind.NETWORK_SEEN, Optional.empty(), Optional.empty(), Map.of("class", kind));
    }

    /** Comes out of a call alone with somebody when that one is named. */
    public LoggedEvent attended(String meeting, String other, Duration length, Map<String, Object> more) {
        Map<String, Object> attributes = new HashMap<>(more);
        attributes.putIfAbsent("people", 2L);
        attributes.put("seconds", length.toSeconds());
        return log(new Observation(
                subject.id(),
                Observation.Kind.MEETING_ATTENDED,
                Optional.of(new Meeting(meeting, Optional.empty(), Optional.empty(), Optional.empty())),
                other.isEmpty() ? Optional.empty() : Optional.of(other),
                Optional.empty(),
                attributes));
    }

    /** Somebody else does something that has to do with this account: the other side of what was observed. */
    public LoggedEvent by(String other, Observation.Kind kind, Optional<Observation.Amount> amount) {
        return log(new Observation(other, kind, Optional.empty(), Optional.of(subject.id()), amount, Map.of()));
    }

    public LoggedEvent paidBy(String payer, long minor, String currency) {
        return by(payer, Observation.Kind.PAYMENT, Optional.of(new Observation.Amount(minor, currency)));
    }

    public LoggedEvent harvests(String whom, long count) {
        return observed(Observation.Kind.CONTACTS_VIEWED, Optional.of(whom), Optional.empty(), Map.of("count", count));
    }

    public LoggedEvent links(String whom, String domainClass) {
        return observed(
                Observation.Kind.LINK_SHARED, Optional.of(whom), Optional.empty(), Map.of("domainClass", domainClass));
    }

    public LoggedEvent matched(String bank) {
        return observed(
                Observation.Kind.HASH_MATCHED,
                Optional.empty(),
                Optional.empty(),
                Map.of("bank", bank, "evidenceId", "e-1"));
    }

    public LoggedEvent classified(String label, double score) {
        return observed(
                Observation.Kind.CLASSIFIER_SCORED,
                Optional.empty(),
                Optional.empty(),
                Map.of("classifier", "c-1", "label", label, "score", score));
    }

    public LoggedEvent sends(long recipients, double similarity) {
        return observed(
                Observation.Kind.MESSAGE_BURST,
                Optional.empty(),
                Optional.empty(),
                Map.of("recipients", recipients, "similarity", similarity, "windowSeconds", 600L));
    }

    public LoggedEvent says(String ageBefore, String ageNow) {
        return observed(
                Observation.Kind.PROFILE_CHANGED,
                Optional.empty(),
                Optional.empty(),
                Map.of("field", "age", "ageBandBefore", ageBefore, "ageBandAfter", ageNow));
    }

    /** What people concluded from a flag that this account raised. */
    public LoggedEvent judged(Reason.Group group, String conclusion, String before, String flagged) {
        return judged(group, conclusion, before, flagged, SignalInput.digest("who judges", flagged)); // as it is told
    }

    /** The same, by this moderator. */
    public LoggedEvent judged(Reason.Group group, String conclusion, String before, String flagged, String decider) {
        return judged(group, conclusion, before, flagged, decider, decider);
    }

    /** The same, where another one concluded what was before. */
    public LoggedEvent judged(
            Reason.Group group,
            String conclusion,
            String before,
            String flagged,
            String decider,
            String deciderBefore) {
        Map<String, Object> attributes = new HashMap<>(Map.of(
                "group",
                group.name().toLowerCase(java.util.Locale.ROOT),
                "conclusion",
                conclusion,
                "decider",
                decider));
        if (!before.isEmpty()) {
            attributes.put("before", before);
            attributes.put("deciderBefore", deciderBefore);
        }
        return observed(Observation.Kind.FLAG_JUDGED, Optional.of(flagged), Optional.empty(), attributes);
    }

    public LoggedEvent device(String hash) {
        return observed(Observation.Kind.DEVICE_SEEN, Optional.empty(), Optional.empty(), Map.of("deviceHash", hash));
    }

    public LoggedEvent network(String kind, String hash) {
        return observed(
                Observation.Kind.NETWORK_SEEN,
                Optional.empty(),
                Optional.empty(),
                Map.of("class", kind, "networkHash", hash));
    }

    /** A flag with others there. */
    public LoggedEvent flag(String reporter, Reason reason, List<String> exposed) {
        return flag(reporter, reason, exposed, "call-1");
    }

    /** The same, from this meeting. */
    public LoggedEvent flag(String reporter, Reason reason, List<String> exposed, String meeting) {
        Report plain = report(Report.Kind.FLAG, reporter, Optional.of(reason), false, false, false);
        return log(new Report(
                plain.kind(),
                Optional.of(new Meeting(meeting, Optional.empty(), Optional.empty(), Optional.empty())),
                plain.reporter(),
                plain.subject(),
                plain.reason(),
                false,
                false,
                plain.text(),
                plain.language(),
                exposed,
                plain.evidence(),
                false));
    }

    public LoggedEvent created() {
        return observed(Observation.Kind.ACCOUNT_CREATED, Optional.empty(), Optional.empty(), Map.of());
    }

    public LoggedEvent device() {
        return observed(
                Observation.Kind.DEVICE_SEEN,
                Optional.empty(),
                Optional.empty(),
                Map.of("deviceHash", "2f9a77c1d0b34e5f8a6c"));
    }

    public LoggedEvent observed(
            Observation.Kind kind,
            Optional<String> counterparty,
            Optional<Observation.Amount> amount,
            Map<String, Object> attributes) {
        return log(new Observation(subject.id(), kind, Optional.empty(), counterparty, amount, attributes));
    }

    public LoggedEvent meetingStarted() {
        return log(new MeetingEvent(
                MeetingEvent.Kind.STARTED,
                new Meeting("call-1", Optional.empty(), Optional.empty(), Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    }

    public LoggedEvent log(Body body) {
        return log(body, now, Optional.empty());
    }

    /** Received now, and said to have happened at some other time. */
    public LoggedEvent log(Body body, Instant happened, Optional<String> concerns) {
        long seq = next++;
        boolean panic = body instanceof Report report && report.isPanic();
        return new LoggedEvent(
                new Partition("acme", 0),
                now.toEpochMilli() + "-" + seq,
                now,
                "receipt-" + seq,
                subject,
                panic ? caseId : Optional.empty(),
                concerns,
                new Event("e" + seq, "/acme", happened, body, "{}"));
    }

    /** The same event, {@code time} later. */
    public static LoggedEvent later(LoggedEvent event, Duration time) {
        return new LoggedEvent(
                event.partition(),
                event.logId(),
                event.receivedAt().plus(time),
                event.receipt(),
                event.subject(),
                event.caseId(),
                event.concerns(),
                new Event(
                        event.event().id(),
                        event.event().source(),
                        event.event().time().plus(time),
                        event.event().body(),
                        event.event().document()));
    }
}
