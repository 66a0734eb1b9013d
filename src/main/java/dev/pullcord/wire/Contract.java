package dev.pullcord.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.format.Format;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The contract: {@code openapi.yaml}, read once, with its schemas compiled. Immutable, safe on any thread.
 *
 * <p>Beyond JSON Schema's own it asserts these formats: {@code date-time} (RFC 3339, that Java can hold), {@code id}
 * (1 … 256 bytes of UTF-8), {@code keyed-hash} and {@code no-raw-id} (see {@link RawIds}), {@code duration-time}
 * (ISO 8601 in days and less, above zero).
 */
public final class Contract {
    /** An id's length at most, in bytes of UTF-8. */
    public static final int MAX_ID_BYTES = 256;

    private static final String BASE = "https://pullcord.dev/openapi.yaml";
    private static final Map<String, String> FORMAT_FAULTS = Map.of(
            "date-time", "is no RFC 3339 time",
            "id", "is not of 1 to 256 bytes of UTF-8",
            "keyed-hash", "is no keyed hash of 16 to 128 characters: raw device ids and addresses are refused",
            "no-raw-id", "holds an address, e-mail, card, account or phone number: these are refused",
            "duration-time", "is no ISO 8601 duration in days or smaller units, above zero");

    private final byte[] yaml;
    private final JsonNode document;
    private final Schema whole;

    private Contract(byte[] yaml, JsonNode document) {
        this.yaml = yaml;
        this.document = document;
        Dialect dialect = Dialect.builder(Dialects.getDraft202012())
                .unknownKeywordFactory((name, context) -> new NonValidationKeyword(name)) // OpenAPI's own
                .formats(List.of(
                        format("date-time", Contract::isTime),
                        format("id", Contract::isId),
                        format("keyed-hash", RawIds::isKeyedHash),
                        format("no-raw-id", text -> !RawIds.holdsRawId(text)),
                        format("duration-time", Contract::isDuration)))
                .build();
        SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                .formatAssertionsEnabled(true)
                .locale(java.util.Locale.ROOT)
                .build();
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                dialect, b -> b.schemaRegistryConfig(config).schemas(Map.of(BASE, document.toString())));
        // Once: the registry reads the document anew for each pointer that it is asked for, and keeps them all.
        this.whole = registry.getSchema(SchemaLocation.of(BASE));
    }

    /** Reads the document that this build carries. */
    public static Contract load() {
        try (InputStream in = Contract.class.getResourceAsStream("/openapi.yaml")) {
            byte[] yaml = in.readAllBytes();
            return new Contract(yaml, new YAMLMapper().readTree(new String(yaml, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("openapi.yaml cannot be read", e);
        }
    }

    /** The document as it is served. */
    public byte[] yaml() {
        return yaml.clone();
    }

    /** The document as a tree; not to be changed. */
    public JsonNode document() {
        return document;
    }

    /** The node a {@code $ref} points to, or the node itself. */
    public JsonNode resolved(JsonNode node) {
        JsonNode ref = node.path("$ref");
        return ref.isTextual() ? resolved(document.at(ref.textValue().substring(1))) : node;
    }

    /** Compiles the schema at a JSON pointer of the document. To be done once, at start. */
    public Check check(String pointer) {
        if (document.at(pointer).isMissingNode()) {
            throw new IllegalArgumentException("openapi.yaml: nothing is at " + pointer);
        }
        Schema schema = whole.getSubSchema(SchemaLocation.Fragment.of(pointer));
        schema.initializeValidators();
        return new Check(schema);
    }

    /** One compiled schema. */
    public static final class Check {
        private final Schema schema;

        private Check(Schema schema) {
            this.schema = schema;
        }

        /** The schema's own node. */
        JsonNode node() {
            return schema.getSchemaNode();
        }

        List<Error> errors(JsonNode value) {
            return schema.validate(value);
        }

        /** What is wrong with this value; empty when nothing is. */
        public Optional<Refusal> refusal(JsonNode value, String word) {
            List<Error> errors = errors(value);
            if (errors.isEmpty()) {
                return Optional.empty();
            }
            Refusal first = inOurWords(errors.get(0), word);
            List<Refusal> others = errors.stream()
                    .skip(1)
                    .limit(Refusal.MOST_FAULTS - 1)
                    .map(error -> inOurWords(error, word))
                    .toList();
            return Optional.of(new Refusal(word, first.pointer(), first.detail(), others));
        }
    }

    /** An error of the validator in our words: where it is, and what, without repeating the value. */
    static Refusal inOurWords(Error error, String word) {
        String property = error.getProperty();
        String pointer = pointer(error) + (property == null ? "" : Refusal.step(property));
        return new Refusal(word, pointer, detail(error));
    }

    static String pointer(Error error) {
        StringBuilder pointer = new StringBuilder();
        for (int i = 0; i < error.getInstanceLocation().getNameCount(); i++) {
            pointer.append(
                    Refusal.step(error.getInstanceLocation().getElement(i).toString()));
        }
        return pointer.toString();
    }

    private static String detail(Error error) {
        return switch (error.getKeyword()) {
            case "required" -> "is missing";
            case "additionalProperties" -> "is not a field of this call";
            case "format" -> FORMAT_FAULTS.getOrDefault(limit(error), "is not of format " + limit(error));
            case "type" -> "is not of type " + limit(error);
            case "enum" -> "is none of " + limit(error);
            case "const" -> "is not " + limit(error);
            case "pattern" ->
                limit(error).endsWith("[\\p{L}\\p{N}]") ? "says nothing" : "does not match " + limit(error);
            case "maxLength" -> "is longer than " + limit(error) + " characters";
            case "minLength" -> "is shorter than " + limit(error) + " characters";
            case "maxItems" -> "has more than " + limit(error) + " items";
            case "minItems" -> "has fewer than " + limit(error) + " items";
            case "minProperties" -> "has fewer than " + limit(error) + " fields";
            case "maximum" -> "is more than " + limit(error);
            case "minimum" -> "is less than " + limit(error);
            default -> "breaks " + error.getKeyword();
        };
    }

    private static String limit(Error error) {
        JsonNode limit = error.getSchemaNode();
        return limit == null ? "the schema" : limit.isTextual() ? limit.textValue() : limit.toString();
    }

    private static Format format(String name, Predicate<String> holds) {
        return new Format() {
            @Override
            public String getName() {
                return name;
            }

            @Override
            public boolean matches(ExecutionContext context, String value) {
                return holds.test(value);
            }
        };
    }

    static boolean isId(String text) {
        int length = text.length();
        if (length == 0 || length > MAX_ID_BYTES) {
            return false;
        }
        // A char takes at most three bytes: only the longer ones have to be counted.
        return length * 3 <= MAX_ID_BYTES || text.getBytes(StandardCharsets.UTF_8).length <= MAX_ID_BYTES;
    }

    private static boolean isTime(String text) {
        return time(text).isPresent();
    }

    /** The time that RFC 3339 text names; empty when it names none. */
    static Optional<Instant> time(String text) {
        if (text.isEmpty() || text.length() > 64 || !Character.isDigit(text.charAt(0))) {
            return Optional.empty(); // Java would also take a year of more than four digits, which has a sign
        }
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean isDuration(String text) {
        try {
            Duration duration = Duration.parse(text);
            return !duration.isNegative() && !duration.isZero() && duration.toDays() <= 36_500;
        } catch (DateTimeException | ArithmeticException e) {
            return false;
        }
    }
}
