package dev.pullcord.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.review.Policies;
import dev.pullcord.review.ShadowNote;
import dev.pullcord.review.Shadows;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Policies as they are shown. */
public final class PolicyView {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private PolicyView() {}

    /**
     * One version, without its content.
     *
     * @param inForce the version in force
     */
    public static ObjectNode item(Policies.Stored stored, Policies.Standing standing, String inForce, Instant now) {
        ObjectNode node = JSON.objectNode()
                .put("version", stored.version())
                .put("digest", stored.digest())
                .put("active", stored.version().equals(inForce))
                .put(
                        "shadow",
                        standing.shadow().filter(stored.version()::equals).isPresent());
        if (!stored.addedAt().equals(Instant.EPOCH)) { // else it came with the service
            node.put("addedBy", stored.addedBy()).put("addedAt", CaseView.time(stored.addedAt()));
        }
        if (standing.active().filter(stored.version()::equals).isPresent()) {
            standing.activatedAt().ifPresent(at -> node.put("activatedAt", CaseView.time(at)));
            standing.activatedBy().ifPresent(by -> node.put("activatedBy", by));
        }
        standing.proposal(stored.version(), now)
                .ifPresent(p ->
                        node.putObject("proposal").put("by", p.by()).put("expiresAt", CaseView.time(p.expiresAt())));
        return node;
    }

    /** All of it, what it builds on merged in. */
    public static JsonNode whole(Policies.Stored stored) {
        return StoredJson.read(stored.whole(), JsonNode.class);
    }

    /** What changes from one version to another, key by key; what only one of them has is absent from the other side. */
    public static ArrayNode diff(Policies.Stored before, Policies.Stored after) {
        Map<String, JsonNode> from = leaves(whole(before));
        Map<String, JsonNode> to = leaves(whole(after));
        TreeSet<String> keys = new TreeSet<>(from.keySet());
        keys.addAll(to.keySet());
        ArrayNode changes = JSON.arrayNode();
        for (String key : keys) {
            Optional<JsonNode> old = Optional.ofNullable(from.get(key));
            Optional<JsonNode> now = Optional.ofNullable(to.get(key));
            if (!old.equals(now)) {
                ObjectNode change = changes.addObject().put("key", key);
                old.ifPresent(value -> change.set("before", value));
                now.ifPresent(value -> change.set("after", value));
            }
        }
        return changes;
    }

    private static Map<String, JsonNode> leaves(JsonNode tree) {
        Map<String, JsonNode> leaves = new TreeMap<>();
        collect("", tree, leaves);
        return leaves;
    }

    private static void collect(String key, JsonNode node, Map<String, JsonNode> leaves) {
        if (node.isObject() && !node.isEmpty()) {
            node.properties()
                    .forEach(field -> collect(
                            key.isEmpty() ? field.getKey() : key + "." + field.getKey(), field.getValue(), leaves));
        } else if (node.isArray() && !node.isEmpty()) {
            for (int i = 0; i < node.size(); i++) {
                collect(key + "[" + i + "]", node.get(i), leaves);
            }
        } else {
            leaves.put(key, node);
        }
    }

    /** What a version would have done otherwise, while it ran beside the one in force. */
    public static ObjectNode shadow(String version, String against, Shadows.Report report) {
        ObjectNode node =
                JsonNodeFactory.instance.objectNode().put("version", version).put("against", against);
        report.since().ifPresent(at -> node.put("since", CaseView.time(at)));
        ObjectNode counts = node.putObject("counts");
        for (ShadowNote.Difference each : ShadowNote.Difference.values()) {
            counts.put(each.word(), report.counts().getOrDefault(each, 0L));
        }
        ArrayNode examples = node.putArray("examples");
        for (ShadowNote each : report.examples()) {
            ObjectNode one = examples.addObject()
                    .put("difference", each.difference().word())
                    .put("at", CaseView.time(each.at()));
            each.caseId().ifPresent(id -> one.put("case", id));
            each.is().ifPresent(stand -> one.set("is", stand(stand)));
            each.would().ifPresent(stand -> one.set("would", stand(stand)));
        }
        return node;
    }

    private static ObjectNode stand(ShadowNote.Stand stand) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("lane", stand.lane())
                .put("deadline", CaseView.time(stand.deadline()));
    }
}
