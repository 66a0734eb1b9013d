package dev.pullcord.plugin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that happened, told to Pullcord. Immutable. Every event has an id of its own, made here unless it is given;
 * sending the same event again never counts twice, and two events never share an id.
 *
 * @param id 1 … 256 bytes of UTF-8, unique among the platform's events
 * @param type what sort
 * @param time when it happened; absent: when it is sent
 * @param data what the contract lays down for this type, as plain JDK values
 */
public record SafetyEvent(String id, Type type, Optional<Instant> time, Map<String, Object> data) {
    /** The longest text of a reporter, in UTF-16 units. */
    public static final int LONGEST_TEXT = 2000;

    /** The largest event that the service takes, in bytes of JSON. */
    public static final int LARGEST = (1 << 20) - 2; // a body of 1 MiB, less the brackets of a batch of one

    private static final int DEEPEST = 60; // levels within data; with the envelope's, what JSON is written to

    /** What sort of event. The word on the wire is {@link #code()}. */
    public enum Type {
        REPORT_FLAGGED("report.flagged"),
        REPORT_PANIC("report.panic"),
        REPORT_WITHDRAWN("report.withdrawn"),
        REPORT_DETAILS_ADDED("report.detailsAdded"),
        MEETING_STARTED("meeting.started"),
        MEETING_ENDED("meeting.ended"),
        PARTICIPANT_JOINED("participant.joined"),
        PARTICIPANT_LEFT("participant.left"),
        PARTICIPANT_REMOVED("participant.removed"),
        MEDIA_PUBLISHED("media.published"),
        MEDIA_UNPUBLISHED("media.unpublished"),
        MEDIA_MUTED("media.muted"),
        ACTION_CONFIRMED("action.confirmed"),
        SIGNAL_OBSERVED("signal.observed");

        private final String code;

        Type(String word) {
            code = "dev.pullcord." + word + ".v1";
        }

        /** The word on the wire, for example {@code dev.pullcord.report.panic.v1}. */
        public String code() {
            return code;
        }
    }

    public SafetyEvent {
        Field.id("event.id", id);
        data = frozen(data, 0);
    }

    /** Somebody complains about somebody. */
    public static SafetyEvent flag(Meeting meeting, Party reporter, Party subject, Reason reason) {
        return of(Type.REPORT_FLAGGED)
                .with("meeting", meeting.json())
                .with("reporter", reporter.json())
                .with("subject", subject.json())
                .with("reason", reason.code());
    }

    /** Somebody in this meeting asks for help now. Nothing else needs to be known. */
    public static SafetyEvent panic(Meeting meeting) {
        return of(Type.REPORT_PANIC).with("meeting", meeting.json());
    }

    /** He asks for help now, in this meeting. */
    public static SafetyEvent panic(Meeting meeting, Party reporter) {
        return panic(meeting).with("reporter", reporter.json());
    }

    /** He asks for help now; in which meeting is not known. */
    public static SafetyEvent panic(Party reporter) {
        return of(Type.REPORT_PANIC).with("reporter", reporter.json());
    }

    /** A report is taken back by who made it. This closes nothing: a person still looks. */
    public static SafetyEvent withdrawn(String reportsEventId) {
        return of(Type.REPORT_WITHDRAWN).with("eventId", Field.id("eventId", reportsEventId));
    }

    /** Who made a report has more to say. */
    public static SafetyEvent detailsAdded(String reportsEventId, String text) {
        return of(Type.REPORT_DETAILS_ADDED)
                .with("eventId", Field.id("eventId", reportsEventId))
                .text(text);
    }

    /** A meeting changed: {@code MEETING_STARTED} or {@code MEETING_ENDED}. */
    public static SafetyEvent meeting(Type type, Meeting meeting) {
        return of(type).with("meeting", meeting.json());
    }

    /** A participant came, went or changed: {@code PARTICIPANT_…} or {@code MEDIA_…}; names the participant. */
    public static SafetyEvent participant(Type type, Meeting meeting, Party participant) {
        if (participant.participantId().isEmpty()) {
            throw new IllegalArgumentException("participant.participantId: is missing");
        }
        return meeting(type, meeting).with("participant", participant.json());
    }

    /**
     * Something about an account that may mean something. What each kind needs stands in the contract; what is missing is
     * told by the service.
     *
     * @param kind for example {@code payment}
     */
    public static SafetyEvent signal(String kind, String account, Map<String, ?> attributes) {
        return of(Type.SIGNAL_OBSERVED)
                .with("account", Field.id("account", account))
                .with("kind", Field.word("kind", kind))
                .with("attributes", attributes);
    }

    private static SafetyEvent of(Type type) {
        return new SafetyEvent(UUID.randomUUID().toString(), type, Optional.empty(), Map.of());
    }

    /** The same with another id: where the platform has one of its own, retries across its own crashes count once. */
    public SafetyEvent withId(String own) {
        return new SafetyEvent(own, type, time, data);
    }

    /** The same, having happened then. */
    public SafetyEvent at(Instant when) {
        return new SafetyEvent(id, type, Optional.of(when), data);
    }

    /** The same with what the reporter wrote; at most {@link #LONGEST_TEXT}. */
    public SafetyEvent text(String words) {
        return with("text", Field.atMost("text", words, LONGEST_TEXT));
    }

    /** The same report: the reporter says that somebody is in danger now. */
    public SafetyEvent immediateDanger() {
        return with("immediateDanger", true);
    }

    /** The same report: somebody in it is, or seems, under age. */
    public SafetyEvent minorInvolved() {
        return with("minorInvolved", true);
    }

    /**
     * The same report, its text in this language.
     *
     * @param tag of BCP 47, for example {@code fil}
     */
    public SafetyEvent language(String tag) {
        return with("language", Field.word("language", tag));
    }

    /** The same report: these accounts were there and could see it, whether they said anything or not. */
    public SafetyEvent exposed(List<String> accounts) {
        accounts.forEach(account -> Field.id("exposed", account));
        return with("exposed", accounts);
    }

    /** The same report, with what there is to see of it. It stays where it is: Pullcord keeps where, never what. */
    public SafetyEvent evidence(List<Evidence> shown) {
        return with("evidence", shown.stream().map(Evidence::json).toList());
    }

    /** The same, as a trial that is to alarm nobody outside. */
    public SafetyEvent drill() {
        return with("drill", true);
    }

    /** The same with this field of {@code data} as well, or another value of it. */
    public SafetyEvent with(String field, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(data);
        more.put(field, value);
        return new SafetyEvent(id, type, time, more);
    }

    /** Whether somebody asks for help now. */
    public boolean isPanic() {
        return type == Type.REPORT_PANIC;
    }

    Map<String, Object> json(String source, Instant sent) {
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("specversion", "1.0");
        envelope.put("id", id);
        envelope.put("source", source);
        envelope.put("type", type.code());
        // To the millisecond as the contract has it; ISO_INSTANT leaves zeros out, which is as good RFC 3339.
        envelope.put(
                "time",
                time.orElse(sent)
                        .truncatedTo(java.time.temporal.ChronoUnit.MILLIS)
                        .toString());
        envelope.put("data", data);
        return envelope;
    }

    private static Map<String, Object> frozen(Map<?, ?> map, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("event.data: lies deeper than " + DEEPEST);
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (!(key instanceof String name)) {
                throw new IllegalArgumentException("event.data: a field's name is no string");
            }
            copy.put(name, frozen(value, depth + 1));
        });
        return Collections.unmodifiableMap(copy);
    }

    private static Object frozen(Object value, int depth) {
        if (value instanceof Map<?, ?> map) {
            return frozen(map, depth);
        }
        if (value instanceof List<?> list) {
            if (depth > DEEPEST) {
                throw new IllegalArgumentException("event.data: lies deeper than " + DEEPEST);
            }
            List<Object> copy = new ArrayList<>(list.size());
            list.forEach(each -> copy.add(frozen(each, depth + 1)));
            return Collections.unmodifiableList(copy);
        }
        if (value == null || value instanceof String || value instanceof Boolean || PlainJson.isNumber(value)) {
            return value;
        }
        throw new IllegalArgumentException(
                "event.data: holds a " + value.getClass().getSimpleName()
                        + "; only maps, lists, strings, numbers and booleans go over the wire");
    }

    @Override
    public String toString() {
        return "SafetyEvent[" + type + "]"; // ids and what people wrote stay out of logs
    }
}
