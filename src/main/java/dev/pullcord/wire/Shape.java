package dev.pullcord.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/** Which fields a schema knows, at every depth: what is beyond them is moved out of the way and kept. */
final class Shape {
    private static final Shape ANYTHING = new Shape(null, null);

    private final Map<String, Shape> fields;
    private final Shape items;

    private Shape(Map<String, Shape> fields, Shape items) {
        this.fields = fields;
        this.items = items;
    }

    static Shape of(Contract contract, JsonNode schema) {
        JsonNode node = contract.resolved(schema);
        if (node.has("items")) {
            Shape items = of(contract, node.path("items"));
            return items == ANYTHING ? ANYTHING : new Shape(null, items);
        }
        if (!"object".equals(node.path("type").asText())) {
            return ANYTHING;
        }
        Map<String, Shape> fields = new HashMap<>();
        node.path("properties").properties().forEach(field -> {
            boolean ext = field.getKey().equals("ext");
            fields.put(field.getKey(), ext ? ANYTHING : of(contract, field.getValue()));
        });
        return new Shape(fields, null);
    }

    /** Takes every unknown field out of a value; answers them in their places, or nothing when there was none. */
    Optional<ObjectNode> takeUnknown(JsonNode value) {
        if (fields != null && value instanceof ObjectNode object) {
            return fromFields(object);
        }
        if (items != null && value.isArray()) {
            return fromItems(value);
        }
        return Optional.empty();
    }

    private Optional<ObjectNode> fromFields(ObjectNode object) {
        ObjectNode taken = null;
        for (Iterator<Map.Entry<String, JsonNode>> each = object.properties().iterator(); each.hasNext(); ) {
            Map.Entry<String, JsonNode> field = each.next();
            Shape shape = fields.get(field.getKey());
            JsonNode unknown = shape == null
                    ? field.getValue()
                    : shape.takeUnknown(field.getValue()).orElse(null);
            if (unknown != null) {
                taken = taken == null ? JsonNodeFactory.instance.objectNode() : taken;
                taken.set(field.getKey(), unknown);
            }
            if (shape == null) {
                each.remove();
            }
        }
        return Optional.ofNullable(taken);
    }

    private Optional<ObjectNode> fromItems(JsonNode array) {
        ObjectNode taken = null;
        for (int i = 0; i < array.size(); i++) {
            Optional<ObjectNode> unknown = items.takeUnknown(array.get(i));
            if (unknown.isPresent()) {
                taken = taken == null ? JsonNodeFactory.instance.objectNode() : taken;
                taken.set(Integer.toString(i), unknown.get());
            }
        }
        return Optional.ofNullable(taken);
    }
}
