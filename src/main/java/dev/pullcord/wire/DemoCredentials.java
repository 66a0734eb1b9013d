package dev.pullcord.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the demo leaves for whoever wants to speak with it: {@code <data>/demo/credentials.json}, for its owner only.
 *
 * @param baseUrl the service
 * @param managementUrl its metrics and health
 * @param platform the invented platform's id
 * @param platformKey its key
 * @param tokens a personal token for each role, by the role's word
 * @param links a page to sign in by for each role, good once
 * @param moderators more moderators
 * @param callback where actions go, and the secret that signs them
 */
@JsonIgnoreProperties(ignoreUnknown = true) // a later version may say more
public record DemoCredentials(
        URI baseUrl,
        URI managementUrl,
        String platform,
        String platformKey,
        Map<String, String> tokens,
        Map<String, String> links,
        List<Moderator> moderators,
        Callback callback) {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final ObjectWriter PRETTY = JSON.writerWithDefaultPrettyPrinter();

    /**
     * One moderator.
     *
     * @param name as shown
     * @param token personal
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Moderator(String name, String token) {
        @Override
        public String toString() {
            return "Moderator[" + name + "]";
        }
    }

    /**
     * Where actions go.
     *
     * @param url the receiver
     * @param secret Standard Webhooks secret
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Callback(URI url, String secret) {
        @Override
        public String toString() {
            return "Callback[" + url + "]";
        }
    }

    /** Where they lie below a data directory. */
    public static Path below(Path data) {
        return data.resolve("demo").resolve("credentials.json");
    }

    /** Reads them. */
    public static DemoCredentials read(Path file) throws IOException {
        return JSON.readValue(file.toFile(), DemoCredentials.class);
    }

    /** Writes them for the owner's eyes only; a reader sees the old ones or the new ones, never half of them. */
    public void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Path half = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(half);
        try (SeekableByteChannel out = Files.newByteChannel(
                half,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            PRETTY.writeValue(Channels.newOutputStream(out), this);
        }
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public String toString() {
        return "DemoCredentials[" + baseUrl + "]"; // keys and tokens stay out of logs
    }
}
