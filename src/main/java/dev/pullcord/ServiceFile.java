package dev.pullcord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** {@code <data>/service.json}: where the running service of this data directory is reached. There while it runs. */
final class ServiceFile {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path path;

    ServiceFile(Path data) {
        this.path = data.resolve("service.json");
    }

    /** @param settings what it runs with, as it may be shown to anybody */
    void write(URI baseUrl, URI managementUrl, Map<String, String> settings) {
        try {
            Path fresh = Files.createTempFile(path.toAbsolutePath().getParent(), "service", ".tmp");
            JSON.writeValue(
                    fresh.toFile(),
                    JSON.createObjectNode()
                            .put("pid", ProcessHandle.current().pid())
                            .put("baseUrl", baseUrl.toString())
                            .put("managementUrl", managementUrl.toString())
                            .set("settings", JSON.valueToTree(new TreeMap<>(settings))));
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path, e);
        }
    }

    /** The service's address; empty when none of this directory runs. */
    Optional<URI> baseUrl() {
        return address("baseUrl");
    }

    /** Where its health and meters are; empty as above. */
    Optional<URI> managementUrl() {
        return address("managementUrl");
    }

    /** What it runs with; empty as above, and of a service from before it said so. */
    Optional<Map<String, String>> settings() {
        return read().map(said -> said.path("settings"))
                .filter(JsonNode::isObject)
                .map(settings -> {
                    Map<String, String> all = new TreeMap<>();
                    settings.properties()
                            .forEach(one -> all.put(one.getKey(), one.getValue().asText()));
                    return all;
                });
    }

    /** The files that it writes to, where its outputs are files and the system tells; its log is in one of them. */
    List<Path> outputs() {
        return read().stream()
                .flatMap(said -> Stream.of("1", "2")
                        .map(fd -> Path.of("/proc", said.path("pid").asText(), "fd", fd)))
                .filter(Files::isRegularFile)
                .toList();
    }

    private Optional<URI> address(String field) {
        try {
            return read().map(said -> URI.create(said.path(field).asText()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<JsonNode> read() {
        try {
            JsonNode said = JSON.readTree(Files.readAllBytes(path));
            return Optional.of(said)
                    .filter(its -> ProcessHandle.of(its.path("pid").asLong()).isPresent());
        } catch (IOException e) {
            return Optional.empty(); // none runs, or it is just being written: the settings say where it will be
        }
    }

    void remove() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + path, e);
        }
    }
}
