package dev.pullcord.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A policy file as a tree that knows its lines. Plain YAML: one document, no key twice, no anchors and aliases, so that
 * what is read is what stands there.
 *
 * @param tree the document
 * @param lines the line of each key
 */
record PolicyText(JsonNode tree, Map<String, Integer> lines) {
    private static final int MOST_BYTES = 256 * 1024;
    private static final int DEEPEST = 20;
    private static final YAMLFactory FACTORY = new YAMLFactory();
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** @throws BadPolicy if it is not such a document */
    static PolicyText read(String yaml) {
        if (yaml.length() > MOST_BYTES) {
            throw fault("", 0, "is longer than " + MOST_BYTES + " characters");
        }
        Map<String, Integer> lines = new HashMap<>();
        try (YAMLParser parser = FACTORY.createParser(yaml)) {
            if (parser.nextToken() == null || parser.currentToken() == JsonToken.VALUE_NULL) {
                throw fault("", 1, "is empty");
            }
            JsonNode tree = node(parser, "", lines, 0);
            if (!tree.isObject()) {
                throw fault("", 1, "is no map of keys");
            }
            if (parser.nextToken() != null) {
                throw fault("", line(parser), "a second document follows");
            }
            return new PolicyText(tree, lines);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw fault(
                    "",
                    line,
                    "is no YAML: " + e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The line of a key, or of the nearest one around it; 0 when the file has none of them. */
    int line(String key) {
        String at = key;
        while (!at.isEmpty()) {
            Integer line = lines.get(at);
            if (line != null) {
                return line;
            }
            at = at.substring(0, Math.max(0, Math.max(at.lastIndexOf('.'), at.lastIndexOf('['))));
        }
        return 0;
    }

    private static JsonNode node(YAMLParser parser, String key, Map<String, Integer> lines, int depth)
            throws IOException {
        if (parser.isCurrentAlias() || parser.getObjectId() != null) {
            throw fault(key, line(parser), "anchors and aliases are not taken");
        }
        if (depth > DEEPEST) {
            throw fault(key, line(parser), "is nested too deeply");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, key, lines, depth);
            case START_ARRAY -> array(parser, key, lines, depth);
            case VALUE_TRUE, VALUE_FALSE -> JSON.booleanNode(parser.getBooleanValue());
            case VALUE_NULL -> JSON.nullNode();
            case VALUE_NUMBER_INT -> whole(parser);
            case VALUE_NUMBER_FLOAT -> decimal(parser, key);
            default -> JSON.textNode(parser.getText());
        };
    }

    /** In the narrowest type, so that a number equals itself however it was read. */
    private static JsonNode whole(YAMLParser parser) throws IOException {
        BigInteger value = parser.getBigIntegerValue();
        return value.bitLength() < 32
                ? JSON.numberNode(value.intValue())
                : value.bitLength() < 64 ? JSON.numberNode(value.longValue()) : JSON.numberNode(value);
    }

    private static JsonNode decimal(YAMLParser parser, String key) throws IOException {
        try {
            BigDecimal value = parser.getDecimalValue();
            if (Math.abs(value.scale()) > 400) {
                throw fault(key, line(parser), "is no number that makes sense here");
            }
            return JSON.numberNode(value.stripTrailingZeros());
        } catch (JsonProcessingException | NumberFormatException e) {
            throw fault(key, line(parser), "Malformed numeric value '" + parser.getText() + "'");
        }
    }

    private static ObjectNode object(YAMLParser parser, String key, Map<String, Integer> lines, int depth)
            throws IOException {
        ObjectNode object = JSON.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            String at = key.isEmpty() ? name : key + "." + name;
            lines.putIfAbsent(at, line(parser));
            if (object.has(name)) {
                throw fault(key, line(parser), "Duplicate field '" + name + "'");
            }
            parser.nextToken();
            object.set(name, node(parser, at, lines, depth + 1));
        }
        return object;
    }

    private static ArrayNode array(YAMLParser parser, String key, Map<String, Integer> lines, int depth)
            throws IOException {
        ArrayNode array = JSON.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            String at = key + "[" + array.size() + "]";
            lines.putIfAbsent(at, line(parser));
            array.add(node(parser, at, lines, depth + 1));
        }
        return array;
    }

    private static int line(YAMLParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }

    private static BadPolicy fault(String key, int line, String detail) {
        return new BadPolicy(List.of(new BadPolicy.Fault("schema", key, line, detail)));
    }
}
