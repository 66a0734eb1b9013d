package dev.pullcord.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.Error;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Makes a panic fit its schema, whatever is wrong with it, for a panic is never refused over a field. The nearest thing
 * that fits takes the bad value's place — a long text is cut, a long id becomes its digest, a surplus is left off — or
 * else nothing does; the value as it was sent is kept under {@code ext}. Each round of the schema's complaints removes
 * what it complains about, so that it comes to an end. For one panic, on one thread.
 */
final class PanicMender {
    /** What a lone word in their place names. Not the subject: nobody is accused by guessing. */
    static final String OURS = "urn:pullcord:"; // how the sources of our own events begin

    private static final Map<String, String> NAMED_BY = Map.of("/meeting", "id", "/reporter", "accountId");

    private static final int ROUNDS = 8; // a field, its parent, and so on: data is 4 deep

    private final Contract.Check check;
    private final ObjectNode kept = JsonNodeFactory.instance.objectNode();

    PanicMender(Contract.Check check) {
        this.check = check;
    }

    /** The id as it is, or one derived from {@code otherwise}: the same for every try of the same event. */
    String id(ObjectNode envelope, String name, String otherwise) {
        JsonNode node = envelope.path(name);
        if (node.isValueNode() && Contract.isId(node.asText())) {
            return node.asText();
        }
        keep(name, node);
        return digest(node.isValueNode() && !node.asText().isEmpty() ? node.asText() : otherwise);
    }

    /** A source that is the service's own is kept aside: else who knows how its ids are made could use one up before it. */
    String source(ObjectNode envelope) {
        String source = id(envelope, "source", OURS + "unnamed");
        if (!isOurs(source)) {
            return source;
        }
        keep("source", envelope.path("source"));
        return digest(source);
    }

    /** Whether events of this source are the service's own; in any case of letters, as URNs are compared. */
    static boolean isOurs(String source) {
        return source.regionMatches(true, 0, OURS, 0, OURS.length());
    }

    /** The data, mended; an empty one when there is nothing to mend. */
    ObjectNode mend(ObjectNode envelope) {
        ObjectNode data;
        JsonNode sent = envelope.path("data");
        if (unwrapped(sent) instanceof ObjectNode object) {
            if (!sent.isObject()) {
                keep("data", sent.deepCopy());
            }
            data = object;
        } else {
            keep("data", envelope.path("data"));
            data = JsonNodeFactory.instance.objectNode();
        }
        for (int round = 0; round < ROUNDS; round++) {
            List<Error> errors = check.errors(data);
            if (errors.isEmpty()) {
                return data;
            }
            errors.forEach(error -> mend(data, error));
            dropEmptied(data);
        }
        keep("data", data); // nothing known gets here, and if it does, the panic still gets in
        return JsonNodeFactory.instance.objectNode();
    }

    /** What a client means that sends its data as text, or in a list of one. */
    private static JsonNode unwrapped(JsonNode data) {
        JsonNode one = data.isArray() && data.size() == 1 ? data.get(0) : data;
        if (!one.isTextual()) {
            return one;
        }
        try {
            return StrictJson.read(one.asText().getBytes(StandardCharsets.UTF_8))
                    .node();
        } catch (StrictJson.Unreadable e) {
            return one;
        }
    }

    /** Remembers a value as it was sent. */
    void keep(String name, JsonNode value) {
        if (!value.isMissingNode() && !kept.has(name)) {
            kept.set(name, value);
        }
    }

    /** Puts what is remembered under {@code ext}. */
    void writeKept(ObjectNode data) {
        if (!kept.isEmpty()) {
            EventReader.addTo(data, kept);
        }
    }

    private void mend(ObjectNode data, Error error) {
        String pointer = Contract.pointer(error);
        JsonNode value = data.at(pointer);
        if (pointer.isEmpty() || value.isMissingNode() || value.isNull()) {
            return; // gone already with another complaint
        }
        keep(pointer.substring(1).replace('/', '.'), value.deepCopy());
        replace(data, pointer, nearest(pointer, value, error));
    }

    private static JsonNode nearest(String pointer, JsonNode value, Error error) {
        JsonNode limit = error.getSchemaNode();
        return switch (error.getKeyword()) {
            case "maxLength" ->
                TextNode.valueOf(value.asText().substring(0, value.asText().offsetByCodePoints(0, limit.asInt())));
            case "maxItems" -> firstItems(value, limit.asInt());
            case "format" -> {
                boolean longId = "id".equals(limit.asText()) && !value.asText().isEmpty();
                yield longId ? TextNode.valueOf(digest(value.asText())) : null;
            }
            case "type" -> {
                JsonNode only = value.isArray() && value.size() == 1 ? value.get(0) : value;
                if (NAMED_BY.containsKey(pointer) && only.isValueNode()) {
                    yield JsonNodeFactory.instance.objectNode().put(NAMED_BY.get(pointer), only.asText());
                }
                if (NAMED_BY.containsKey(pointer) && only.isObject()) {
                    yield only.deepCopy();
                }
                yield limit.asText().equals("string") && value.isNumber() ? TextNode.valueOf(value.asText()) : null;
            }
            default -> null;
        };
    }

    private static ArrayNode firstItems(JsonNode items, int count) {
        ArrayNode first = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < count; i++) {
            first.add(items.get(i));
        }
        return first;
    }

    /** Puts something in a value's place; null takes it out. */
    private static void replace(ObjectNode data, String pointer, JsonNode with) {
        int last = pointer.lastIndexOf('/');
        JsonNode parent = data.at(pointer.substring(0, last));
        String name = pointer.substring(last + 1).replace("~1", "/").replace("~0", "~");
        if (parent instanceof ObjectNode object) {
            if (with == null) {
                object.remove(name);
            } else {
                object.set(name, with);
            }
        } else if (parent instanceof ArrayNode array) {
            // The other complaints of this round count on the items' places: they close up after it.
            array.set(Integer.parseInt(name), with == null ? array.nullNode() : with);
        }
    }

    private static void dropEmptied(JsonNode node) {
        for (Iterator<JsonNode> each = node.elements(); each.hasNext(); ) {
            JsonNode child = each.next();
            if (child.isNull()) {
                each.remove();
            } else {
                dropEmptied(child);
            }
        }
    }

    private static String digest(String text) {
        try {
            byte[] sha = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + HexFormat.of().formatHex(sha);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
