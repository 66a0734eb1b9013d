package dev.pullcord.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pullcord.intake.Body;
import dev.pullcord.intake.Correction;
import dev.pullcord.intake.EvidenceRef;
import dev.pullcord.intake.Meeting;
import dev.pullcord.intake.MeetingEvent;
import dev.pullcord.intake.Observation;
import dev.pullcord.intake.Party;
import dev.pullcord.intake.Report;
import dev.pullcord.plugin.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An event's data, checked against its schema before, as a record. */
final class EventBodies {
    private EventBodies() {}

    /** The body of this type, or empty when there is no such type. */
    static Optional<Body> of(String type, JsonNode data) {
        return switch (type) {
            case Report.FLAGGED -> Optional.of(report(Report.Kind.FLAG, data));
            case Report.PANIC -> Optional.of(report(Report.Kind.PANIC, data));
            case Correction.WITHDRAWN -> Optional.of(correction(Correction.Kind.WITHDRAWN, data));
            case Correction.DETAILS_ADDED -> Optional.of(correction(Correction.Kind.DETAILS_ADDED, data));
            case Observation.TYPE -> Optional.of(observation(data));
            default -> MeetingEvent.Kind.ofType(type).map(kind -> meetingEvent(kind, data));
        };
    }

    private static Report report(Report.Kind kind, JsonNode data) {
        return new Report(
                kind,
                object(data, "meeting").map(EventBodies::meeting),
                object(data, "reporter").map(EventBodies::party),
                object(data, "subject").map(EventBodies::party),
                text(data, "reason").flatMap(Reason::ofCode),
                data.path("immediateDanger").asBoolean(false),
                data.path("minorInvolved").asBoolean(false),
                text(data, "text"),
                text(data, "language"),
                texts(data.path("exposed")),
                evidence(data.path("evidence")),
                data.path("drill").asBoolean(false));
    }

    private static Correction correction(Correction.Kind kind, JsonNode data) {
        return new Correction(kind, text(data, "receipt"), text(data, "eventId"), text(data, "text"));
    }

    private static MeetingEvent meetingEvent(MeetingEvent.Kind kind, JsonNode data) {
        return new MeetingEvent(
                kind,
                meeting(data.path("meeting")),
                object(data, "participant").map(EventBodies::party),
                text(data.path("participant"), "ageBand"),
                text(data, "actionId"));
    }

    private static Observation observation(JsonNode data) {
        JsonNode attributes = data.path("attributes");
        return new Observation(
                required(data, "account"),
                Observation.Kind.ofCode(required(data, "kind")).orElseThrow(),
                object(data, "meeting")
                        .map(EventBodies::meeting)
                        .or(() -> text(attributes, "meeting")
                                .map(id -> new Meeting(id, Optional.empty(), Optional.empty(), Optional.empty()))),
                text(data, "counterparty"),
                object(data, "amount")
                        .map(a -> new Observation.Amount(a.path("minor").longValue(), required(a, "currency"))),
                attributes(attributes));
    }

    private static Map<String, Object> attributes(JsonNode node) {
        Map<String, Object> attributes = new HashMap<>();
        node.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (value.isTextual()) {
                attributes.put(field.getKey(), value.textValue());
            } else if (value.isBoolean()) {
                attributes.put(field.getKey(), value.booleanValue());
            } else if (value.isIntegralNumber()) {
                attributes.put(field.getKey(), value.longValue());
            } else if (value.isNumber()) {
                attributes.put(field.getKey(), value.doubleValue());
            }
        });
        return attributes;
    }

    private static Meeting meeting(JsonNode node) {
        return new Meeting(
                required(node, "id"),
                text(node, "instanceId"),
                text(node, "title"),
                Optional.of(node.path("e2ee")).filter(JsonNode::isBoolean).map(JsonNode::booleanValue));
    }

    private static Party party(JsonNode node) {
        return new Party(
                text(node, "accountId"), text(node, "participantId"), text(node, "displayName"), text(node, "role"));
    }

    private static List<EvidenceRef> evidence(JsonNode array) {
        if (array.isEmpty()) {
            return List.of();
        }
        List<EvidenceRef> evidence = new ArrayList<>(array.size());
        array.forEach(e -> evidence.add(new EvidenceRef(
                required(e, "id"),
                required(e, "kind"),
                text(e, "sha256"),
                Optional.of(e.path("bytes")).filter(JsonNode::isNumber).map(JsonNode::longValue),
                text(e, "mime"),
                text(e, "capturedAt").map(Instant::parse),
                text(e, "capturedBy"),
                text(e, "href"))));
        return evidence;
    }

    private static List<String> texts(JsonNode array) {
        if (array.isEmpty()) {
            return List.of();
        }
        List<String> texts = new ArrayList<>(array.size());
        array.forEach(node -> texts.add(node.textValue()));
        return texts;
    }

    private static Optional<JsonNode> object(JsonNode node, String name) {
        return Optional.ofNullable(node.get(name)).filter(JsonNode::isObject);
    }

    private static Optional<String> text(JsonNode node, String name) {
        JsonNode value = node.get(name);
        return value == null ? Optional.empty() : Optional.ofNullable(value.textValue());
    }

    private static String required(JsonNode node, String name) {
        String text = node.path(name).textValue();
        if (text == null) {
            throw new IllegalArgumentException("event: " + name + " is missing");
        }
        return text;
    }
}
