package dev.pullcord.wire;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.intake.Body;
import dev.pullcord.intake.Correction;
import dev.pullcord.intake.EvidenceRef;
import dev.pullcord.intake.Meeting;
import dev.pullcord.intake.MeetingEvent;
import dev.pullcord.intake.Observation;
import dev.pullcord.intake.Party;
import dev.pullcord.intake.Report;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Writes events as a platform does: CloudEvents 1.0, structured, in the contract's words. Safe for several threads. */
public final class EventWriter {
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** Keys in order, so that the same event is the same text on every machine. */
    private final ObjectMapper json = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    /** One event as JSON text. */
    public String write(String id, String source, Instant time, Body body) {
        ObjectNode event = json.createObjectNode();
        event.put("specversion", "1.0");
        event.put("id", id);
        event.put("source", source);
        event.put("type", body.type());
        event.put("time", MILLIS.format(time));
        event.put("datacontenttype", "application/json");
        ObjectNode data = event.putObject("data");
        if (body instanceof Report report) {
            write(data, report);
        } else if (body instanceof Correction correction) {
            put(data, "receipt", correction.receipt());
            put(data, "eventId", correction.eventId());
            put(data, "text", correction.text());
        } else if (body instanceof MeetingEvent meetingEvent) {
            write(data, meetingEvent);
        } else if (body instanceof Observation observation) {
            write(data, observation);
        }
        return event.toString();
    }

    private static void write(ObjectNode data, Report report) {
        report.meeting().ifPresent(m -> write(data.putObject("meeting"), m));
        report.reporter().ifPresent(p -> write(data.putObject("reporter"), p));
        report.subject().ifPresent(p -> write(data.putObject("subject"), p));
        report.reason().ifPresent(r -> data.put("reason", r.code()));
        putIfTrue(data, "immediateDanger", report.immediateDanger());
        putIfTrue(data, "minorInvolved", report.minorInvolved());
        putIfTrue(data, "drill", report.drill());
        put(data, "text", report.text());
        put(data, "language", report.language());
        if (!report.exposed().isEmpty()) {
            report.exposed().forEach(data.putArray("exposed")::add);
        }
        if (!report.evidence().isEmpty()) {
            ArrayNode evidence = data.putArray("evidence");
            report.evidence().forEach(e -> write(evidence.addObject(), e));
        }
    }

    private static void write(ObjectNode node, EvidenceRef evidence) {
        node.put("id", evidence.id());
        node.put("kind", evidence.kind());
        put(node, "sha256", evidence.sha256());
        evidence.bytes().ifPresent(bytes -> node.put("bytes", bytes));
        put(node, "mime", evidence.mime());
        put(node, "capturedAt", evidence.capturedAt().map(MILLIS::format));
        put(node, "capturedBy", evidence.capturedBy());
        put(node, "href", evidence.href());
    }

    private static void write(ObjectNode data, MeetingEvent event) {
        write(data.putObject("meeting"), event.meeting());
        event.participant().ifPresent(p -> {
            ObjectNode participant = data.putObject("participant");
            write(participant, p);
            put(participant, "ageBand", event.ageBand());
        });
        put(data, "actionId", event.actionId());
    }

    private void write(ObjectNode data, Observation observation) {
        data.put("account", observation.account());
        data.put("kind", observation.kind().code());
        observation.meeting().ifPresent(m -> write(data.putObject("meeting"), m));
        put(data, "counterparty", observation.counterparty());
        observation
                .amount()
                .ifPresent(a -> data.putObject("amount").put("minor", a.minor()).put("currency", a.currency()));
        if (!observation.attributes().isEmpty()) {
            data.set("attributes", json.valueToTree(observation.attributes()));
        }
    }

    private static void write(ObjectNode node, Meeting meeting) {
        node.put("id", meeting.id());
        put(node, "instanceId", meeting.instanceId());
        put(node, "title", meeting.title());
        meeting.endToEndEncrypted().ifPresent(e -> node.put("e2ee", e));
    }

    private static void write(ObjectNode node, Party party) {
        put(node, "accountId", party.accountId());
        put(node, "participantId", party.participantId());
        put(node, "displayName", party.displayName());
        put(node, "role", party.role());
    }

    private static void put(ObjectNode node, String field, Optional<String> value) {
        value.ifPresent(v -> node.put(field, v));
    }

    private static void putIfTrue(ObjectNode node, String field, boolean value) {
        if (value) {
            node.put(field, true);
        }
    }
}
