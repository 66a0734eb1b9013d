package dev.pullcord.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.pullcord.evidence.Recipient;
import dev.pullcord.evidence.Recipients;
import dev.pullcord.plugin.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the directory of recipients. */
public final class AuthorityCodec {
    private static final YAMLMapper YAML = new YAMLMapper();

    private AuthorityCodec() {}

    /** The directory that this build carries. */
    public static Recipients load() {
        try (InputStream in = AuthorityCodec.class.getResourceAsStream("/directory/authorities.yaml")) {
            List<Recipient> entries = new ArrayList<>();
            for (JsonNode node : YAML.readTree(in)) {
                entries.add(entry(node));
            }
            if (entries.stream().map(Recipient::id).distinct().count() < entries.size()) {
                throw new IllegalStateException("authorities: an id is there twice");
            }
            return new Recipients(entries);
        } catch (IOException e) {
            throw new UncheckedIOException("directory/authorities.yaml cannot be read", e);
        }
    }

    private static Recipient entry(JsonNode node) {
        return new Recipient(
                node.required("id").asText(),
                node.required("title").asText(),
                Recipient.Reach.valueOf(node.required("reach").asText().toUpperCase(Locale.ROOT)),
                reasons(node, "always"),
                reasons(node, "withMinor"),
                Duration.parse(node.required("clock").asText()),
                Optional.ofNullable(node.path("web").textValue()),
                new Recipient.Where(
                        word(Recipient.Role.class, node, "role", "statutory"),
                        word(Recipient.Takes.class, node, "takes", "minors"),
                        places(node),
                        Optional.ofNullable(node.path("unless").textValue()),
                        node.path("fallback").asBoolean(false)),
                new Recipient.Notes(
                        Optional.ofNullable(node.path("phone").textValue()),
                        Optional.ofNullable(node.path("caution").textValue()),
                        Optional.ofNullable(node.path("doubt").textValue())),
                LocalDate.parse(node.required("readOn").asText()),
                node.required("source").asText());
    }

    private static <E extends Enum<E>> E word(Class<E> type, JsonNode node, String field, String otherwise) {
        return Enum.valueOf(type, node.path(field).asText(otherwise).toUpperCase(Locale.ROOT));
    }

    private static Set<String> places(JsonNode node) {
        Set<String> places = new TreeSet<>();
        for (JsonNode place : node.path("places")) {
            if (!place.asText().matches("[A-Z]{2}")) {
                throw new IllegalStateException("authorities." + node.path("id").asText() + ".places: '"
                        + place.asText() + "' is no country's code");
            }
            places.add(place.asText());
        }
        return places;
    }

    private static Set<Reason> reasons(JsonNode node, String field) {
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        for (JsonNode code : node.path(field)) {
            reasons.add(Reason.ofCode(code.asText())
                    .orElseThrow(() -> new IllegalStateException(
                            "authorities." + node.path("id").asText() + "." + field + ": there is no reason '"
                                    + code.asText() + "'")));
        }
        return reasons;
    }
}
