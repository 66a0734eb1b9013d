package dev.pullcord.wire;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.pullcord.simulation.WorldPlan;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Collectors;

/** Reads a world's parameters from YAML. */
public final class WorldCodec {
    private static final ObjectMapper YAML = JsonMapper.builder(new YAMLFactory())
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    private WorldCodec() {}

    /**
     * Reads a plan.
     *
     * @param yaml not closed here
     * @throws IllegalArgumentException when it is not a world; the message names the parameter
     * @throws IOException when it cannot be read
     */
    public static WorldPlan read(InputStream yaml) throws IOException {
        try {
            JsonNode tree = YAML.readTree(yaml.readAllBytes());
            if (tree instanceof ObjectNode world && !world.has("phrases")) {
                world.set("phrases", phrases());
            }
            return YAML.treeToValue(tree, WorldPlan.class);
        } catch (JsonMappingException e) {
            String path = e.getPath().stream()
                    .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                    .collect(Collectors.joining("."));
            // a check of the plan's own names its parameter by itself
            String what =
                    e.getCause() instanceof IllegalArgumentException ours ? ours.getMessage() : path + ": " + said(e);
            throw new IllegalArgumentException("world: " + what, e);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw new IllegalArgumentException(
                    "world: is no YAML"
                            + (at == null ? "" : ", line " + at.getLineNr() + ", column " + at.getColumnNr()),
                    e);
        }
    }

    /** In words of ours: the parser's name classes that nobody who writes a world has heard of. */
    private static String said(JsonMappingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "there is no such parameter; there are "
                    + unknown.getKnownPropertyIds().stream()
                            .map(Object::toString)
                            .sorted()
                            .toList();
        }
        if (e instanceof InvalidFormatException wrong) {
            return "'" + wrong.getValue() + "' is none that can stand here";
        }
        return e instanceof MismatchedInputException
                ? "is missing, or of another kind than can stand here"
                : "cannot be read";
    }

    /** For a world that has none of its own. */
    private static JsonNode phrases() throws IOException {
        try (InputStream yaml = WorldCodec.class.getResourceAsStream("/worlds/phrases.yaml")) {
            return YAML.readTree(yaml).get("phrases");
        }
    }

    /** A world that comes with the service, for example {@code demo}. */
    public static WorldPlan readOwn(String name) throws IOException {
        try (InputStream yaml = WorldCodec.class.getResourceAsStream("/worlds/" + name + ".yaml")) {
            if (yaml == null) {
                throw new IllegalArgumentException("world: there is none of the name '" + name + "'");
            }
            return read(yaml);
        }
    }
}
