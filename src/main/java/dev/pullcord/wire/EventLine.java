package dev.pullcord.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * As much of one line of a file of CloudEvents as is needed to post it in order; the service judges the rest.
 *
 * @param id the event's id
 * @param source its source
 * @param time when it happened, if it says
 * @param about the account or meeting whose events must keep their order
 * @param concerns the id of the report that a correction is about, when it names that
 * @param report whether it is a flag or a panic
 * @param correction whether it is a correction of one
 */
public record EventLine(
        String id,
        String source,
        Optional<Instant> time,
        Optional<String> about,
        Optional<String> concerns,
        boolean report,
        boolean correction) {
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException when it is no JSON object with id and source; the message says what is wrong
     */
    public static EventLine read(String line) {
        JsonNode event;
        try {
            event = JSON.readValue(line);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("is not JSON: " + e.getOriginalMessage(), e);
        }
        if (event == null || !event.isObject()) {
            throw new IllegalArgumentException("is not a JSON object");
        }
        String id = text(event, "id").orElseThrow(() -> new IllegalArgumentException("has no id"));
        String source = text(event, "source").orElseThrow(() -> new IllegalArgumentException("has no source"));
        String type = text(event, "type").orElse("");
        JsonNode data = event.path("data");
        boolean correction = type.contains(".report.withdrawn.") || type.contains(".report.detailsAdded.");
        return new EventLine(
                id,
                source,
                text(event, "time").flatMap(EventLine::instant),
                about(type, data),
                text(data, "eventId"),
                type.contains(".report.") && !correction,
                correction);
    }

    private static Optional<String> about(String type, JsonNode data) {
        if (type.contains(".signal.")) {
            return text(data, "account").map(a -> "account:" + a);
        }
        if (type.contains(".report.")) {
            Optional<String> account = text(data.path("subject"), "accountId").map(a -> "account:" + a);
            return account.isPresent() ? account : meeting(data);
        }
        return meeting(data);
    }

    private static Optional<String> meeting(JsonNode data) {
        return text(data.path("meeting"), "id").map(m -> "meeting:" + m);
    }

    private static Optional<String> text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isTextual() && !value.asText().isEmpty() ? Optional.of(value.asText()) : Optional.empty();
    }

    private static Optional<Instant> instant(String time) {
        try {
            return Optional.of(OffsetDateTime.parse(time).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty(); // the service will say so
        }
    }
}
