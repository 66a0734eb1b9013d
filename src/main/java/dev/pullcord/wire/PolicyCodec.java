package dev.pullcord.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.pullcord.review.PolicyPack;
import dev.pullcord.risk.BrokenRule;
import dev.pullcord.risk.ForbiddenInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads policy packs. Nothing is guessed or filled in: a key that is missing, unknown or twice there, a word that is on
 * no list and a number that makes no sense each end the reading, with a message that names the key, its line, the value and
 * the rule.
 *
 * <p>A file is a whole policy, or names with {@code base} the version that it changes. Then it is merged onto that one
 * (RFC 7396: maps are merged, everything else is replaced, null removes), and what comes out is judged as if it had been
 * written so.
 */
public final class PolicyCodec {
    /** The packs that come with the service, by the name of their file. */
    public static final List<String> PACKS = List.of("default", "eu-report-only", "us");

    private static final Pattern KEYED = Pattern.compile("([A-Za-z_.\\[\\]0-9-]+): (.*)", Pattern.DOTALL);
    private static final JsonMapper SORTED = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .build();
    private static final YAMLMapper MAPPER = PolicyWords.mapper();
    private static final Map<String, PolicyDocument> SHIPPED = shipped();

    private PolicyCodec() {}

    /** The pack that comes with the service. */
    public static PolicyPack defaults() {
        return pack("default").pack();
    }

    /**
     * One of {@link #PACKS}.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    public static PolicyDocument pack(String name) {
        PolicyDocument found = SHIPPED.get(name);
        if (found == null) {
            throw new IllegalArgumentException("policy.pack: '" + name + "' is none of " + PACKS);
        }
        return found;
    }

    /** The pack of this version that comes with the service. */
    public static Optional<PolicyDocument> shipped(String version) {
        return SHIPPED.values().stream()
                .filter(p -> p.version().equals(version))
                .findFirst();
    }

    private static Map<String, PolicyDocument> shipped() {
        Map<String, PolicyDocument> packs = new LinkedHashMap<>();
        for (String name : PACKS) {
            try (InputStream in = PolicyCodec.class.getResourceAsStream("/policies/" + name + ".yaml")) {
                if (in == null) {
                    throw new IllegalStateException("policies/" + name + ".yaml is not on the class path");
                }
                packs.put(
                        name,
                        document(
                                new String(in.readAllBytes(), StandardCharsets.UTF_8),
                                version -> packs.values().stream()
                                        .filter(p -> p.version().equals(version))
                                        .findFirst()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return packs;
    }

    /**
     * Reads a pack that builds on nothing, or on one that comes with the service.
     *
     * @throws BadPolicy naming all that will not do
     */
    public static PolicyPack read(String yaml) {
        return document(yaml, PolicyCodec::shipped).pack();
    }

    /** The version that a file builds on; empty when it is whole. */
    public static Optional<String> base(String yaml) {
        return Optional.of(PolicyText.read(yaml).tree().path("base"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue);
    }

    /**
     * Reads a pack.
     *
     * @param bases finds what a file may build on, by its version
     * @throws BadPolicy naming all that will not do
     */
    public static PolicyDocument document(String yaml, Function<String, Optional<PolicyDocument>> bases) {
        PolicyText text = PolicyText.read(yaml);
        return judged(whole((ObjectNode) text.tree(), text, bases), text);
    }

    /**
     * Reads what was kept, by this version or an older one.
     *
     * @throws BadPolicy if this build cannot take it
     */
    public static PolicyDocument stored(String whole) {
        PolicyText text = PolicyText.read(whole); // JSON is YAML
        PolicyAdditions.fill(
                text.tree(), PolicyText.read(pack("default").whole()).tree());
        return judged(text.tree(), text);
    }

    private static JsonNode whole(
            ObjectNode written, PolicyText text, Function<String, Optional<PolicyDocument>> bases) {
        JsonNode base = written.path("base");
        if (base.isMissingNode()) {
            return written;
        }
        Optional<PolicyDocument> found = base.isTextual() ? bases.apply(base.textValue()) : Optional.empty();
        if (found.isEmpty()) {
            throw new BadPolicy(List.of(new BadPolicy.Fault(
                    "unknown-base", "base", text.line("base"), "'" + base.asText() + "' is no version there is")));
        }
        if (!written.hasNonNull("version")) {
            throw new BadPolicy(List.of(new BadPolicy.Fault("schema", "version", 1, "is missing")));
        }
        ObjectNode merged = (ObjectNode) PolicyText.read(found.get().whole()).tree();
        merge(merged, written);
        merged.remove("base");
        return merged;
    }

    private static void merge(ObjectNode onto, ObjectNode patch) {
        patch.properties().forEach(field -> {
            JsonNode there = onto.get(field.getKey());
            if (field.getValue().isNull()) {
                onto.remove(field.getKey());
            } else if (field.getValue() instanceof ObjectNode inner) {
                ObjectNode into = there instanceof ObjectNode map ? map : onto.objectNode();
                merge(into, inner);
                onto.set(field.getKey(), into);
            } else {
                onto.set(field.getKey(), field.getValue());
            }
        });
    }

    private static PolicyDocument judged(JsonNode whole, PolicyText text) {
        List<BadPolicy.Fault> faults = new ArrayList<>();
        PolicyPack pack = null;
        try {
            pack = MAPPER.treeToValue(PolicyAdditions.complete(whole), PolicyPack.class);
        } catch (JsonProcessingException e) {
            faults.add(fault(e, text));
        }
        faults.addAll(WorthTables.faults(whole, text));
        for (BadPolicy.Fault more : PolicySchema.faults(whole, text)) {
            if (faults.stream().noneMatch(f -> f.key().equals(more.key()))) {
                faults.add(more);
            }
        }
        if (!faults.isEmpty()) {
            throw new BadPolicy(faults);
        }
        String kept = sorted(whole);
        return new PolicyDocument(pack, kept, digest(kept));
    }

    private static BadPolicy.Fault fault(JsonProcessingException e, PolicyText text) {
        String key = e instanceof JsonMappingException mapping ? at(mapping) : "";
        String rule = "schema";
        String detail = said(e.getOriginalMessage());
        IllegalArgumentException ours = ours(e);
        if (ours != null) {
            Matcher keyed = KEYED.matcher(ours.getMessage());
            boolean named =
                    keyed.matches() && !(ours instanceof BrokenRule b && b.key().isEmpty());
            key = named ? keyed.group(1) : key;
            detail = named ? keyed.group(2) : ours.getMessage();
            rule = ours instanceof BrokenRule broken ? broken.rule() : "bounds";
            detail = detail.replace(" (rule " + rule + ")", "");
        } else if (e instanceof UnrecognizedPropertyException unknown) {
            detail = "is no key of a policy";
            rule = ForbiddenInput.is(unknown.getPropertyName()) ? "forbidden-input" : rule;
        } else if (e instanceof InvalidFormatException || detail.startsWith("'")) {
            String word = detail.replaceFirst("^'([^']*)'.*", "$1");
            rule = ForbiddenInput.is(word) ? "forbidden-input" : rule;
        }
        return new BadPolicy.Fault(rule, key, text.line(key), detail);
    }

    /** What a record of ours refused; null when it was not one of ours. */
    private static IllegalArgumentException ours(Throwable e) {
        Throwable at = e;
        while (at != null && !(at instanceof IllegalArgumentException)) {
            at = at.getCause();
        }
        return (IllegalArgumentException) at;
    }

    private static String sorted(JsonNode whole) {
        try {
            return SORTED.writeValueAsString(SORTED.treeToValue(whole, Object.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write a policy", e);
        }
    }

    static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String at(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.length() == 0 ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }

    private static String said(String message) {
        return message.startsWith("Missing creator property")
                        || message.startsWith("Null value for creator property")
                        || message.startsWith("Cannot map `null`")
                ? "is missing"
                : message.lines().findFirst().orElse("cannot be read");
    }
}
