package dev.pullcord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** {@code <data>/service.json}: where the running service of this data directory is reached. There while it runs. */
final class ServiceFile {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path path;

    ServiceFile(Path data) {
        this.path = data.resolve("service.json");
    }

    void write(URI baseUrl, URI managementUrl) {
        try {
            Path fresh = Files.createTempFile(path.toAbsolutePath().getParent(), "service", ".tmp");
            JSON.writeValue(
                    fresh.toFile(),
                    JSON.createObjectNode()
                            .put("pid", ProcessHandle.current().pid())
                            .put("baseUrl", baseUrl.toString())
                            .put("managementUrl", managementUrl.toString()));
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

    private Optional<URI> address(String field) {
        try {
            JsonNode read = JSON.readTree(Files.readAllBytes(path));
            return ProcessHandle.of(read.path("pid").asLong()).isPresent()
                    ? Optional.of(URI.create(read.path(field).asText()))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
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
