package dev.pullcord.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pullcord.intake.Correction;
import dev.pullcord.intake.Event;
import dev.pullcord.intake.Observation;
import dev.pullcord.intake.Report;
import dev.pullcord.wire.EventReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What meters call an event, and why it was rejected: words of closed lists, whatever was sent. */
final class EventWords {
    private static final Map<String, String> KINDS = new LinkedHashMap<>(); // by how the type begins
    private static final Map<String, String> FIELDS =
            new LinkedHashMap<>(); // by how the pointer begins; the first counts

    static {
        KINDS.put("dev.pullcord.report.flagged.", "flag");
        KINDS.put("dev.pullcord.report.", "correction");
        KINDS.put("dev.pullcord.signal.", "signal");
        KINDS.put("dev.pullcord.meeting.", "meeting");
        KINDS.put("dev.pullcord.participant.", "meeting");
        KINDS.put("dev.pullcord.media.", "meeting");
        KINDS.put("dev.pullcord.action.", "meeting");
        FIELDS.put("/data/reason", "reason");
        FIELDS.put("/data/subject", "subject");
        FIELDS.put("/data/account", "subject");
        FIELDS.put("/data/reporter", "reporter");
        FIELDS.put("/data/meeting", "meeting");
        FIELDS.put("/data/evidence", "evidence");
        FIELDS.put("/data", "data");
        FIELDS.put("/time", "time");
        FIELDS.put("/", "envelope");
    }

    private EventWords() {}

    static String kind(Event event) {
        if (event.body() instanceof Report report) {
            return report.isPanic() ? "panic" : "flag";
        }
        if (event.body() instanceof Observation) {
            return "signal";
        }
        return event.body() instanceof Correction ? "correction" : "meeting";
    }

    /** Of one that could not be read, by what it says it is; {@code unknown} where it says nothing that is known. */
    static String kind(JsonNode envelope) {
        if (EventReader.isPanic(envelope)) {
            return "panic";
        }
        return first(KINDS, envelope.path("type").asText()).orElse("unknown");
    }

    /** What was wrong with it: the field, as far as that is one of ours, else what kind of problem it was. */
    static String why(Problem problem) {
        return why(problem.word(), problem.pointer().orElse(""));
    }

    static String why(String problem, String pointer) {
        return switch (problem) {
            case "unknown-type", "unknown-report" -> problem.replace('-', '_');
            case "forbidden" -> "not_allowed";
            case "too-many-events" -> "too_many";
            default -> first(FIELDS, pointer).orElse("unreadable");
        };
    }

    private static Optional<String> first(Map<String, String> words, String of) {
        return words.entrySet().stream()
                .filter(word -> of.startsWith(word.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
