package dev.pullcord.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads JSON that comes from outside, once. What is not JSON is {@link Unreadable}. What is JSON and still no good — a
 * name twice, NUL or half a surrogate pair, a number that fits no long or double, too deep — is a {@link Fault} at its
 * place, and the tree holds the nearest thing that can be kept: so one bad event does not spoil its batch, and a panic
 * is read whatever is wrong with it. A field that is null counts as absent. Pure, safe on any thread.
 */
public final class StrictJson {
    private static final int MAX_DEPTH = 32; // the contract's own documents are 5 deep
    private static final int MAX_INTEGER_TEXT = 20; // a long's digits and its sign
    private static final int MAX_DECIMAL_TEXT = 40;
    private static final int MAX_SCALE = 300; // a double ends at 1e308
    private static final char REPLACEMENT = '\uFFFD';
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION) // what was sent stays out of messages
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(1000).build())
            .build();

    private StrictJson() {}

    /**
     * Something wrong at one place.
     *
     * @param pointer where, from the value's root
     * @param detail what, in one plain sentence
     */
    public record Fault(String pointer, String detail) {}

    /**
     * A value and what is wrong with it.
     *
     * @param node the value, mended where there are faults
     * @param faults what was wrong, in reading order
     */
    public record Value(JsonNode node, List<Fault> faults) {}

    /** It is no JSON at all. The message says where, and never repeats what was sent. */
    public static final class Unreadable extends Exception {
        public Unreadable(String message) {
            super(message);
        }
    }

    /** Reads one value. */
    public static Value read(byte[] utf8) throws Unreadable {
        return read(text(utf8));
    }

    /** Reads one value. */
    public static Value read(String text) throws Unreadable {
        return reading(text, StrictJson::value);
    }

    /** Reads an array as its elements, each with faults of its own; any other value as a list of one. */
    public static List<Value> readEach(String text) throws Unreadable {
        return reading(text, parser -> {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                return List.of(value(parser));
            }
            List<Value> values = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                values.add(value(parser));
            }
            return values;
        });
    }

    /** Decodes UTF-8, every byte of it. */
    public static String text(byte[] utf8) throws Unreadable {
        String text = new String(utf8, StandardCharsets.UTF_8); // fast, and puts U+FFFD where it cannot
        if (text.indexOf(REPLACEMENT) >= 0) {
            CharsetDecoder strict = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
            ByteBuffer in = ByteBuffer.wrap(utf8);
            CoderResult result = strict.decode(in, CharBuffer.allocate(utf8.length + 1), true);
            if (result.isError()) {
                throw new Unreadable("not UTF-8 at byte " + in.position());
            }
        }
        return text;
    }

    private interface Reading<T> {
        T from(JsonParser parser) throws IOException;
    }

    private static <T> T reading(String text, Reading<T> reading) throws Unreadable {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new Unreadable("not JSON: nothing is there");
            }
            T read = reading.from(parser);
            if (parser.nextToken() != null) {
                throw new Unreadable("not JSON: more follows the value at " + place(parser.currentTokenLocation()));
            }
            return read;
        } catch (JsonProcessingException e) {
            throw new Unreadable("not JSON: broken at " + place(e.getLocation()));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    private static String place(JsonLocation at) {
        return at == null ? "an unknown place" : "line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    private static Value value(JsonParser parser) throws IOException {
        Tree tree = new Tree(parser);
        JsonNode node = tree.node(0);
        return new Value(node, tree.faults);
    }

    /** One walk over one value. The path is kept as steps and only written out when there is a fault to place. */
    private static final class Tree {
        private final JsonParser parser;
        private final List<Object> path = new ArrayList<>();
        private List<Fault> faults = List.of();

        Tree(JsonParser parser) {
            this.parser = parser;
        }

        JsonNode node(int depth) throws IOException {
            return switch (parser.currentToken()) {
                case START_OBJECT -> depth < MAX_DEPTH ? object(depth) : tooDeep();
                case START_ARRAY -> depth < MAX_DEPTH ? array(depth) : tooDeep();
                case VALUE_STRING -> NODES.textNode(clean(parser.getText()));
                case VALUE_NUMBER_INT -> integer();
                case VALUE_NUMBER_FLOAT -> decimal();
                case VALUE_TRUE -> NODES.booleanNode(true);
                case VALUE_FALSE -> NODES.booleanNode(false);
                default -> NODES.nullNode();
            };
        }

        private ObjectNode object(int depth) throws IOException {
            ObjectNode object = NODES.objectNode();
            List<String> nulls = List.of();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                path.add(parser.currentName());
                String name = clean(parser.currentName());
                parser.nextToken();
                JsonNode node = node(depth + 1);
                if (object.has(name) || nulls.contains(name)) {
                    fault("the name stands twice");
                } else if (node.isNull()) {
                    nulls = nulls.isEmpty() ? new ArrayList<>() : nulls;
                    if (nulls.size() < 100) { // enough to catch a slip, not to be made slow with
                        nulls.add(name);
                    }
                } else {
                    object.set(name, node);
                }
                path.remove(path.size() - 1);
            }
            return object;
        }

        private ArrayNode array(int depth) throws IOException {
            ArrayNode array = NODES.arrayNode();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                path.add(array.size());
                array.add(node(depth + 1));
                path.remove(path.size() - 1);
            }
            return array;
        }

        private JsonNode tooDeep() throws IOException {
            fault("deeper than " + MAX_DEPTH + " levels");
            parser.skipChildren();
            return NODES.nullNode();
        }

        private JsonNode integer() throws IOException {
            if (parser.getTextLength() <= MAX_INTEGER_TEXT
                    && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
                return NODES.numberNode(parser.getLongValue());
            }
            return badNumber("an integer beyond 64 bits");
        }

        private JsonNode decimal() throws IOException {
            if (parser.getTextLength() <= MAX_DECIMAL_TEXT) {
                BigDecimal number = parser.getDecimalValue();
                if (Math.abs((long) number.precision() - number.scale()) <= MAX_SCALE
                        && Math.abs((long) number.scale()) <= MAX_SCALE) {
                    return NODES.numberNode(number);
                }
            }
            return badNumber("a number beyond a double's reach");
        }

        private JsonNode badNumber(String what) throws IOException {
            fault(what);
            String text = parser.getText();
            return NODES.textNode(text.length() <= MAX_DECIMAL_TEXT ? text : text.substring(0, MAX_DECIMAL_TEXT));
        }

        /** The text itself, or where it holds what UTF-8 or we cannot keep, one with U+FFFD in that place. */
        private String clean(String text) {
            int length = text.length();
            for (int i = 0; i < length; i++) {
                char c = text.charAt(i);
                if (c == 0 || Character.isSurrogate(c)) {
                    if (c != 0
                            && Character.isHighSurrogate(c)
                            && i + 1 < length
                            && Character.isLowSurrogate(text.charAt(i + 1))) {
                        i++;
                    } else {
                        fault(c == 0 ? "holds NUL" : "holds half a surrogate pair");
                        return replaced(text);
                    }
                }
            }
            return text;
        }

        private static String replaced(String text) {
            return text.codePoints()
                    .map(c ->
                            c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) ? REPLACEMENT : c)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
        }

        private void fault(String detail) {
            if (faults.isEmpty()) {
                faults = new ArrayList<>();
            }
            if (faults.size() < 20) {
                StringBuilder pointer = new StringBuilder();
                path.forEach(step -> pointer.append(Refusal.step(replaced(step.toString()))));
                faults.add(new Fault(pointer.toString(), detail));
            }
        }
    }
}
