package dev.pullcord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.ChainId;
import dev.pullcord.intake.InMemoryPlatforms;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.InMemoryStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ends of the chains leave the house. */
class AnchoringTest {
    private static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path folder;

    private final InMemoryPlatforms platforms = new InMemoryPlatforms();
    private final InMemoryStore log = new InMemoryStore();
    private Instant now = T0;
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    };

    @BeforeEach
    void aPlatformWithTwoEntries() {
        Registrar.await(platforms.add(new Platform(
                "acme", 2, "c2VjcmV0LXNlY3JldC1zZWNyZXQ=", "generic", Optional.empty(), Optional.empty())));
        write("a");
        write("b");
    }

    private void write(String verb) {
        Registrar.await(log.append(
                new ChainId("acme", 1, ChainId.Hand.DESK),
                new AuditDraft(now, "mod-1", "lead", verb, Optional.empty(), new TreeMap<>())));
    }

    private Anchoring anchoring(Optional<Path> file, Optional<URI> url) {
        Optional<Config.Secret> token = url.map(u -> new Config.Secret("sesame"));
        return new Anchoring(
                new AuditConfig(file, url, token, Duration.ofDays(1), Duration.ofDays(1)), platforms, log, clock);
    }

    @Test
    void withoutASinkItIsOffAndSaysSo() {
        Anchoring off = anchoring(Optional.empty(), Optional.empty());

        assertThat(off.state()).isEqualTo("off");
        now = now.plus(Duration.ofDays(9));
        assertThat(off.inTime()).isTrue();
    }

    @Test
    void aFileIsAppendedToAndReadAsAnchors() throws IOException {
        Path file = folder.resolve("anchors.ndjson");
        Anchoring anchoring = anchoring(Optional.of(file), Optional.empty());
        assertThat(anchoring.state()).isEqualTo("never");

        anchoring.anchor();
        now = now.plus(Duration.ofDays(1));
        write("c");
        anchoring.anchor();

        assertThat(AuditHeads.anchors(file)).extracting(a -> a.head().seq()).containsExactly(2L, 3L);
        assertThat(anchoring.state()).isEqualTo("2026-03-02T12:00:00.000Z");
        assertThat(anchoring(Optional.of(file), Optional.empty()).state())
                .as("after a start")
                .isEqualTo("2026-03-02T12:00:00.000Z");
        assertThat(Files.readString(file)).endsWith("\n");
    }

    @Test
    void anAddressIsToldAllEndsAndWhatItRefusesIsNotInTime() throws IOException {
        List<String> told = new ArrayList<>();
        int[] status = {500};
        HttpServer sink = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sink.createContext("/", exchange -> {
            told.add(exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status[0], -1);
            exchange.close();
        });
        sink.start();
        try {
            URI url = URI.create("http://127.0.0.1:" + sink.getAddress().getPort() + "/anchors");
            Anchoring anchoring = anchoring(Optional.empty(), Optional.of(url));

            assertThatThrownBy(anchoring::anchor).hasMessage("audit.anchorUrl answered 500");
            assertThat(anchoring.inTime()).as("at first").isTrue();
            now = now.plus(Duration.ofDays(3));
            assertThat(anchoring.inTime()).isFalse();
            assertThat(anchoring.state()).isEqualTo("never");

            status[0] = 204;
            anchoring.anchor();
            assertThat(anchoring.inTime()).isTrue();
            assertThat(told).hasSize(2);
            Path kept = Files.writeString(folder.resolve("kept"), told.get(1).replace("Bearer sesame ", ""));
            assertThat(told.get(1)).startsWith("Bearer sesame {");
            assertThat(AuditHeads.anchors(kept)).extracting(a -> a.head().seq()).containsExactly(2L);
        } finally {
            sink.stop(0);
        }
    }

    @Test
    void anAnchorInTheDataDirectoryIsRefused() {
        assertThatThrownBy(() -> Config.load(
                        Map.of(),
                        Optional.empty(),
                        Map.of(),
                        Map.of("data", "/srv/pullcord", "audit.anchorFile", "/srv/pullcord/x/../anchors")))
                .hasMessageContaining("audit.anchorFile");
    }
}
