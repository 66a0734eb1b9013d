package dev.pullcord.connectors.bigbluebutton;

import dev.pullcord.plugin.RawRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What bbb-webhooks sent to a callback at {@link #ADDRESS}, of a server whose secret is {@link #SECRET}: Node wrote the forms as it does there,
 * and the checksums beside them, by sha1, sha256, sha384 and sha512.
 */
final class Webhooks {
    static final String ADDRESS = "https://pullcord.example/v1/connectors/bigbluebutton/events?platform=tandem";
    static final String SECRET = "bbb-shared-secret";
    private static final List<String> ALGORITHMS = List.of("sha1", "sha256", "sha384", "sha512");

    private Webhooks() {}

    /** All of them, with their checksums of this kind. */
    static List<RawRequest> by(String algorithm) {
        List<RawRequest> all = new ArrayList<>();
        try {
            List<String> lines = Files.readAllLines(
                    Path.of(System.getProperty("basedir", "."), "test/resources/bigbluebutton/webhooks.txt"));
            for (int i = 0; i < lines.size(); i += 2) {
                String sum = lines.get(i + 1).split(" ", -1)[ALGORITHMS.indexOf(algorithm)];
                all.add(request(ADDRESS + "&checksum=" + sum, lines.get(i)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    static RawRequest request(String address, String form) {
        return new RawRequest(
                "POST",
                URI.create(address),
                Map.of("content-type", List.of("application/x-www-form-urlencoded;charset=UTF-8")),
                ByteBuffer.wrap(form.getBytes(StandardCharsets.UTF_8)),
                "10.0.0.7");
    }
}
