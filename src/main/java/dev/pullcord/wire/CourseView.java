package dev.pullcord.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.audit.AuditEntry;
import dev.pullcord.review.Case;
import dev.pullcord.review.Decision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What became of a case so far, read from its timeline: who looked, and who was turned to when nobody did. */
final class CourseView {
    private static final Set<String> LOOKS = Set.of("case_viewed", "reports_viewed", "case_claimed");

    private CourseView() {}

    /** What is marked on a case. */
    static void marks(Case c, ObjectNode node) {
        c.marks().snoozedUntil().ifPresent(until -> node.put("snoozedUntil", CaseView.time(until)));
        c.marks().movedTo().ifPresent(into -> node.put("movedTo", into));
        c.marks().assignedTo().ifPresent(to -> node.put("assignedTo", to));
    }

    /** How a decision came about, and what the account is told of why. */
    static void decision(Decision d, ObjectNode node) {
        Decision.Course course = d.course();
        course.supersedes().ifPresent(before -> node.put("supersedes", before));
        course.cause().ifPresent(cause -> node.put("cause", cause.word()));
        course.alone().ifPresent(why -> node.put("alone", why));
        course.lookAgainBy().ifPresent(by -> node.put("lookAgainBy", CaseView.time(by)));
        d.statement().ifPresent(said -> {
            ObjectNode statement = node.putObject("statement")
                    .put("facts", said.facts())
                    .put("ground", said.ground().word());
            said.law().ifPresent(law -> statement.put("law", law));
            ArrayNode territories = statement.putArray("territories");
            said.territories().forEach(territories::add);
            statement.put("automatedDetection", said.automatedDetection()).put("automatedDecision", false);
        });
    }

    /** @param timeline oldest first */
    static void course(List<AuditEntry> timeline, ObjectNode node) {
        lookedAtBy(timeline, node);
        escalation(timeline, node);
    }

    /** Each person once, who looked last at the end. */
    private static void lookedAtBy(List<AuditEntry> timeline, ObjectNode node) {
        Map<String, ObjectNode> byPerson = new LinkedHashMap<>();
        for (AuditEntry entry : timeline) {
            if (LOOKS.contains(entry.draft().verb())) {
                String who = entry.draft().actor();
                int looks = Optional.ofNullable(byPerson.remove(who))
                        .map(known -> known.path("looks").asInt())
                        .orElse(0);
                byPerson.put(
                        who,
                        node.objectNode()
                                .put("moderator", who)
                                .put("role", entry.draft().role())
                                .put("at", CaseView.time(entry.draft().at()))
                                .put("looks", looks + 1));
            }
        }
        ArrayNode looked = node.putArray("lookedAtBy");
        byPerson.values().forEach(looked::add);
    }

    /** The last step that a missed deadline led to, and who took the case after it, or answered its proposal: so it is acknowledged. */
    private static void escalation(List<AuditEntry> timeline, ObjectNode node) {
        ObjectNode last = null;
        for (AuditEntry entry : timeline) {
            Map<String, String> detail = entry.draft().detail();
            switch (entry.draft().verb()) {
                case "deadline_missed" ->
                    last = node.objectNode()
                            .put("turnedTo", detail.getOrDefault("turnedTo", ""))
                            .put("step", Integer.parseInt(detail.getOrDefault("round", "1")))
                            .put("at", CaseView.time(entry.draft().at()))
                            .put("next", detail.getOrDefault("next", ""));
                case "case_claimed", "case_decided", "proposal_refused", "proposal_withdrawn" -> {
                    if (last != null && !last.has("acknowledgedBy")) {
                        last.put("acknowledgedBy", entry.draft().actor())
                                .put(
                                        "acknowledgedAt",
                                        CaseView.time(entry.draft().at()));
                    }
                }
                default -> {} // says nothing of it
            }
        }
        if (last != null) {
            node.set("escalation", last);
        }
    }
}
