package dev.pullcord.wire;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.pullcord.evidence.Directory;
import dev.pullcord.evidence.HelpResource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the directory of help, and writes its entries as the contract's JSON. */
public final class DirectoryCodec {
    private static final YAMLMapper YAML =
            YAMLMapper.builder().addModule(new Jdk8Module()).build();

    private DirectoryCodec() {}

    /** The directory that this build carries. */
    public static Directory load() {
        try (InputStream in = DirectoryCodec.class.getResourceAsStream("/directory/help.yaml")) {
            return new Directory(entries(YAML.readTree(in)));
        } catch (IOException e) {
            throw new UncheckedIOException("directory/help.yaml cannot be read", e);
        }
    }

    /**
     * The same, with what an operator says in a file of his own: his entry stands in the place of ours of the same id.
     *
     * @param own need not be there
     * @throws IllegalArgumentException if it cannot be read, or an entry is none; the message says which
     */
    public static Directory load(Path own) {
        if (!Files.exists(own)) {
            return load();
        }
        try (InputStream in = Files.newInputStream(own)) {
            return load().with(entries(YAML.readTree(in)));
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            throw new IllegalArgumentException(own.getFileName() + ": " + e.getMessage(), e);
        }
    }

    private static List<HelpResource> entries(JsonNode all) {
        List<HelpResource> entries = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (JsonNode node : all) {
            HelpResource entry = entry(node);
            if (!ids.add(entry.id())) {
                throw new IllegalStateException("directory: " + entry.id() + " is there twice");
            }
            entries.add(entry);
        }
        return entries;
    }

    private static HelpResource entry(JsonNode node) {
        return new HelpResource(
                node.required("id").asText(),
                YAML.convertValue(node.path("countries"), new TypeReference<Optional<Set<String>>>() {})
                        .orElse(Set.of()),
                node.required("title").asText(),
                text(node, "audience"),
                text(node, "web"),
                text(node, "text"),
                text(node, "whatsapp"),
                text(node, "email"),
                text(node, "phone"),
                node.required("readOn").asText(),
                node.required("source").asText());
    }

    private static Optional<String> text(JsonNode node, String field) {
        return node.hasNonNull(field) ? Optional.of(node.get(field).asText()) : Optional.empty();
    }

    /** An entry as it is told to whoever looks, in his language: one that may have changed since says so. */
    public static ObjectNode json(HelpResource resource, Optional<String> language, Instant now) {
        ObjectNode node = json(resource, language);
        return resource.isStale(now) ? node.put("stale", true) : node;
    }

    /**
     * An entry as it is told to whoever pressed, the ways that make no sound first.
     *
     * @param language BCP 47, of what stands in the entry in our own words; none: English
     */
    public static ObjectNode json(HelpResource resource, Optional<String> language) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("id", resource.id())
                .put("title", HelpWords.in(language, resource.title()));
        resource.audience().ifPresent(audience -> node.put("audience", HelpWords.in(language, audience)));
        resource.web().ifPresent(web -> node.put("web", web));
        resource.text().ifPresent(text -> node.put("text", text));
        resource.whatsapp().ifPresent(whatsapp -> node.put("whatsapp", whatsapp));
        resource.email().ifPresent(email -> node.put("email", email));
        resource.phone().ifPresent(phone -> node.put("phone", phone));
        return node.put("readOn", resource.readOn());
    }
}
