package dev.pullcord.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.intake.Body;
import dev.pullcord.intake.Correction;
import dev.pullcord.intake.Event;
import dev.pullcord.intake.EvidenceRef;
import dev.pullcord.intake.Meeting;
import dev.pullcord.intake.MeetingEvent;
import dev.pullcord.intake.Observation;
import dev.pullcord.intake.Party;
import dev.pullcord.intake.Report;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An event as the document that the log keeps: a CloudEvent 1.0 in its structured JSON form, one line, times in UTC
 * with milliseconds, what the sender added beyond the schema under {@code data.ext}. What comes from outside is read by
 * {@link EventReader} first, which writes such documents; here they are trusted. Pure, safe on any thread.
 */
public final class EventCodec {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final ObjectReader READER = MAPPER.readerFor(JsonNode.class);

    private EventCodec() {}

    /**
     * Reads a document back.
     *
     * @throws IllegalArgumentException if this is none that was written here
     */
    public static Event decode(String document) {
        try {
            JsonNode event = READER.readValue(document);
            String type = event.path("type").asText();
            return new Event(
                    event.path("id").asText(),
                    event.path("source").asText(),
                    Instant.parse(event.path("time").asText()),
                    EventBodies.of(type, event.path("data"))
                            .orElseThrow(() -> new IllegalArgumentException("event: its type is not known")),
                    document);
        } catch (JsonProcessingException e) {
            e.clearLocation(); // what was sent stays out of logs
            throw new IllegalArgumentException("event: its document is no JSON", e);
        }
    }

    /** What its sender said that no field is for, or that fitted none; empty for nothing. */
    static Optional<ObjectNode> ext(Event event) {
        if (!event.document().contains("\"ext\"")) {
            return Optional.empty(); // most have none, and a case may show hundreds
        }
        try {
            return Optional.of(READER.<JsonNode>readValue(event.document()).at("/data/ext"))
                    .filter(ObjectNode.class::isInstance)
                    .map(ObjectNode.class::cast);
        } catch (JsonProcessingException e) {
            return Optional.empty(); // cannot be: it was read to get here
        }
    }

    /** The document of an event as it stands. */
    public static String encode(Event event) {
        return event.document();
    }

    /** An event made here, with the document that says it. */
    public static Event event(String id, String source, Instant time, Body body) {
        return new Event(id, source, time, body, document(id, source, time, body.type(), data(body), List.of()));
    }

    /** Writes a document; {@code attributes} are the CloudEvent's other attributes. */
    static String document(
            String id,
            String source,
            Instant time,
            String type,
            ObjectNode data,
            List<java.util.Map.Entry<String, JsonNode>> attributes) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("specversion", "1.0")
                .put("id", id)
                .put("source", source)
                .put("type", type)
                .put("time", time(time));
        attributes.forEach(attribute -> event.set(attribute.getKey(), attribute.getValue()));
        event.put("datacontenttype", "application/json").set("data", data);
        return event.toString();
    }

    /** RFC 3339 in UTC, always with milliseconds. */
    static String time(Instant time) {
        String text = time.truncatedTo(ChronoUnit.MILLIS).toString();
        return text.length() == "2026-11-02T09:00:00Z".length() ? text.replace("Z", ".000Z") : text;
    }

    private static ObjectNode data(Body body) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        if (body instanceof Report report) {
            report(report, data);
        } else if (body instanceof Correction correction) {
            put(data, "receipt", correction.receipt());
            put(data, "eventId", correction.eventId());
            put(data, "text", correction.text());
        } else if (body instanceof MeetingEvent event) {
            data.set("meeting", meeting(event.meeting()));
            event.participant().ifPresent(party -> put(data.putObject("participant"), party));
            event.ageBand().ifPresent(band -> data.withObject("/participant").put("ageBand", band));
            put(data, "actionId", event.actionId());
        } else if (body instanceof Observation observation) {
            observation(observation, data);
        }
        return data;
    }

    private static void report(Report report, ObjectNode data) {
        report.meeting().ifPresent(meeting -> data.set("meeting", meeting(meeting)));
        report.reporter().ifPresent(party -> put(data.putObject("reporter"), party));
        report.subject().ifPresent(party -> put(data.putObject("subject"), party));
        report.reason().ifPresent(reason -> data.put("reason", reason.code()));
        putIfTrue(data, "immediateDanger", report.immediateDanger());
        putIfTrue(data, "minorInvolved", report.minorInvolved());
        put(data, "text", report.text());
        put(data, "language", report.language());
        if (!report.exposed().isEmpty()) {
            report.exposed().forEach(data.withArray("exposed")::add);
        }
        report.evidence().forEach(evidence -> data.withArray("evidence").add(evidence(evidence)));
        putIfTrue(data, "drill", report.drill());
    }

    private static void observation(Observation observation, ObjectNode data) {
        data.put("account", observation.account())
                .put("kind", observation.kind().code());
        observation.meeting().ifPresent(meeting -> data.set("meeting", meeting(meeting)));
        put(data, "counterparty", observation.counterparty());
        observation
                .amount()
                .ifPresent(amount ->
                        data.putObject("amount").put("minor", amount.minor()).put("currency", amount.currency()));
        if (!observation.attributes().isEmpty()) {
            ObjectNode attributes = data.putObject("attributes");
            new TreeMap<>(observation.attributes()).forEach((name, value) -> attributes.set(name, scalar(value)));
        }
    }

    private static JsonNode scalar(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** A meeting as the contract shows it. */
    public static ObjectNode meeting(Meeting meeting) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("id", meeting.id());
        put(node, "instanceId", meeting.instanceId());
        put(node, "title", meeting.title());
        meeting.endToEndEncrypted().ifPresent(e2ee -> node.put("e2ee", e2ee));
        return node;
    }

    /** A party as the contract shows it. */
    public static ObjectNode party(Party party) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        put(node, party);
        return node;
    }

    /** A reference to evidence as the contract shows it. */
    public static ObjectNode evidence(EvidenceRef evidence) {
        ObjectNode node =
                JsonNodeFactory.instance.objectNode().put("id", evidence.id()).put("kind", evidence.kind());
        put(node, "sha256", evidence.sha256());
        evidence.bytes().ifPresent(bytes -> node.put("bytes", bytes));
        put(node, "mime", evidence.mime());
        put(node, "capturedAt", evidence.capturedAt().map(EventCodec::time));
        put(node, "capturedBy", evidence.capturedBy());
        put(node, "href", evidence.href());
        return node;
    }

    private static void put(ObjectNode node, Party party) {
        put(node, "accountId", party.accountId());
        put(node, "participantId", party.participantId());
        put(node, "displayName", party.displayName());
        put(node, "role", party.role());
    }

    private static void put(ObjectNode node, String name, Optional<String> value) {
        value.ifPresent(text -> node.put(name, text));
    }

    private static void putIfTrue(ObjectNode node, String name, boolean value) {
        if (value) {
            node.put(name, true);
        }
    }
}
