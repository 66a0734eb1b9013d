package dev.pullcord.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Target;
import dev.pullcord.review.Desk;
import dev.pullcord.review.Outcome;
import dev.pullcord.review.Statement;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A decision as it is asked for. */
final class DecisionBody {
    private DecisionBody() {}

    /** @param body as the contract has it */
    static Desk.Request request(JsonNode body, Optional<String> repeatKey) {
        return new Desk.Request(
                Outcome.ofWord(body.path("outcome").asText()).orElseThrow(),
                text(body, "policy"),
                body.path("reason").asText(),
                wishes(body),
                body.path("notifyReporter").asBoolean(false),
                text(body, "suppressNotice"),
                repeatKey,
                statement(body.path("statement")),
                text(body, "alone"));
    }

    /** What the field at this pointer says cannot be. */
    static Problem fault(String pointer, String detail) {
        String word = pointer.equals("/policy")
                ? "unknown-policy"
                : pointer.startsWith("/actions") ? "invalid-action" : "invalid-decision";
        return Problem.of(422, word, "This cannot be decided so", detail).at(pointer);
    }

    private static Optional<Statement> statement(JsonNode node) {
        if (!node.isObject()) {
            return Optional.empty();
        }
        List<String> territories = new ArrayList<>();
        node.path("territories").forEach(code -> territories.add(code.asText()));
        return Optional.of(new Statement(
                node.path("facts").asText(),
                Statement.Ground.ofWord(node.path("ground").asText()).orElseThrow(),
                text(node, "law"),
                territories,
                node.path("automatedDetection").asBoolean(false)));
    }

    private static List<Desk.Wish> wishes(JsonNode body) {
        List<Desk.Wish> wishes = new ArrayList<>();
        JsonNode actions = body.path("actions");
        for (int i = 0; i < actions.size(); i++) {
            JsonNode action = actions.get(i);
            wishes.add(new Desk.Wish(
                    ActionType.ofCode(action.path("type").asText()).orElseThrow(),
                    target(action.path("target"), "/actions/" + i + "/target"),
                    duration(action, "/actions/" + i + "/duration")));
        }
        return wishes;
    }

    private static Optional<Target> target(JsonNode node, String pointer) {
        if (!node.isObject()) {
            return Optional.empty();
        }
        List<String> tracks = new ArrayList<>();
        node.path("trackIds").forEach(track -> tracks.add(track.asText()));
        try {
            return Optional.of(
                    new Target(text(node, "meeting"), text(node, "participantId"), text(node, "accountId"), tracks));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(pointer, "It names neither meeting, participant nor account.")
                    .toException();
        }
    }

    private static Optional<Duration> duration(JsonNode action, String pointer) {
        try {
            return text(action, "duration").map(Duration::parse);
        } catch (DateTimeParseException e) {
            throw Problem.invalid(pointer, "It is no ISO 8601 duration, such as PT24H or P7D.")
                    .toException();
        }
    }

    private static Optional<String> text(JsonNode node, String field) {
        return node.hasNonNull(field) ? Optional.of(node.get(field).asText()) : Optional.empty();
    }
}
