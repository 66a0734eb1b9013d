package dev.pullcord.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
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
import java.util.Optional;

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

    private static final int MAX_NAME = 40_000; // Jackson reads no more than 50 000 back
    private static final int CUT_NAME = 1000;

    private static final JsonFactory JSON = factory().build();

    /** Reads on over what careless senders write, to read as much as there is. */
    private static final JsonFactory LENIENT = factory()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .enable(JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS)
            .enable(JsonReadFeature.ALLOW_MISSING_VALUES)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();

    /** Without limits of its own: the body has one, and a limit here would refuse where a fault is to be told. */
    private static JsonFactoryBuilder factory() {
        return new JsonFactoryBuilder()
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION) // what was sent stays out of messages
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(Integer.MAX_VALUE)
                        .maxNumberLength(Integer.MAX_VALUE)
                        .maxStringLength(Integer.MAX_VALUE)
                        .maxNameLength(Integer.MAX_VALUE)
                        .build());
    }

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
     * @param raw where there are faults, the value's own text as it was sent
     */
    public record Value(JsonNode node, List<Fault> faults, Optional<String> raw) {
        public Value(JsonNode node, List<Fault> faults) {
            this(node, faults, Optional.empty());
        }
    }

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
        return reading(text, parser -> value(parser, text));
    }

    /** Reads an array as its elements, each with faults of its own; any other value as a list of one. */
    public static List<Value> readEach(String text) throws Unreadable {
        return reading(text, parser -> {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                return List.of(value(parser, text));
            }
            List<Value> values = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                values.add(value(parser, text));
            }
            return values;
        });
    }

    /**
     * What can be read of a text that is no JSON: all up to where it breaks. Of an array each element, the one that it
     * breaks in with a fault; of objects that stand one behind the other each; of any other value that value. And one more
     * that stands for the rest.
     */
    public static List<Value> salvage(String text) {
        List<Value> values = new ArrayList<>();
        try (JsonParser parser = LENIENT.createParser(text)) {
            boolean array = parser.nextToken() == JsonToken.START_ARRAY;
            for (boolean more = !array || parser.nextToken() != JsonToken.END_ARRAY; more; ) {
                Tree tree = new Tree(parser, true);
                JsonNode node = parser.currentToken() == null ? NODES.nullNode() : tree.node(0);
                boolean whole = tree.faults.isEmpty();
                values.add(new Value(node, tree.faults, whole ? Optional.empty() : Optional.of(text)));
                more = !tree.broken
                        && (array
                                ? parser.nextToken() != JsonToken.END_ARRAY
                                : parser.nextToken() == JsonToken.START_OBJECT);
            }
        } catch (IOException broken) {
            // what was read before stands
        }
        values.add(new Value(
                NODES.nullNode(), List.of(new Fault("", "is not JSON from somewhere on: the rest was not read"))));
        return values;
    }

    /** Decodes UTF-8, every byte of it; a byte order mark is left off. */
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
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
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

    private static Value value(JsonParser parser, String text) throws IOException {
        int from = (int) parser.currentTokenLocation().getCharOffset();
        Tree tree = new Tree(parser, false);
        JsonNode node = tree.node(0);
        return tree.faults.isEmpty()
                ? new Value(node, tree.faults)
                : new Value(node, tree.faults, Optional.of(text.substring(from, (int)
                        parser.currentLocation().getCharOffset())));
    }

    /** One walk over one value. The path is kept as steps and only written out when there is a fault to place. */
    private static final class Tree {
        private final JsonParser parser;
        private final boolean lenient;
        private final List<Object> path = new ArrayList<>();
        private List<Fault> faults = List.of();
        private boolean broken;

        /** @param lenient whether to keep what was read up to where it breaks */
        Tree(JsonParser parser, boolean lenient) {
            this.parser = parser;
            this.lenient = lenient;
        }

        JsonNode node(int depth) throws IOException {
            try {
                return read(depth);
            } catch (JsonProcessingException e) {
                breakOff(e);
                return NODES.nullNode();
            }
        }

        /** The next token; null where it breaks. */
        private JsonToken next() throws IOException {
            try {
                return broken ? null : parser.nextToken();
            } catch (JsonProcessingException e) {
                breakOff(e);
                return null;
            }
        }

        private void breakOff(JsonProcessingException e) throws JsonProcessingException {
            if (!lenient) {
                throw e;
            }
            broken = true;
            fault("is not JSON");
        }

        private JsonNode read(int depth) throws IOException {
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
            for (JsonToken at = next(); at != null && at != JsonToken.END_OBJECT; at = next()) {
                path.add(parser.currentName());
                String name = name();
                JsonNode node = next() == null ? NODES.nullNode() : node(depth + 1);
                if (object.has(name) || nulls.contains(name)) {
                    fault("stands there twice");
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
            for (JsonToken at = next(); at != null && at != JsonToken.END_ARRAY; at = next()) {
                path.add(array.size());
                array.add(node(depth + 1));
                path.remove(path.size() - 1);
            }
            return array;
        }

        private String name() throws IOException {
            String name = clean(parser.currentName());
            if (name.length() > MAX_NAME) {
                path.set(path.size() - 1, name.substring(0, CUT_NAME));
                fault("a name longer than " + MAX_NAME + " characters");
                return clean(name.substring(0, CUT_NAME));
            }
            return name;
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
