package dev.pullcord;

import dev.pullcord.audit.Anchors;
import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.AuditLog;
import dev.pullcord.audit.ChainId;
import dev.pullcord.audit.Verification;
import dev.pullcord.intake.Platforms;
import dev.pullcord.wire.StoredJson;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the ends of all audit chains, once a day, to sinks of the operator's that whoever runs the store cannot rewrite.
 * What fails is tried again at the next beat, and {@code /health/ready} says how long ago it last went well. Each node does so
 * for itself: told twice is no harm. Safe on any thread; anchors from one at a time.
 */
final class Anchoring {
    private static final Logger LOG = LoggerFactory.getLogger(Anchoring.class);
    private static final Duration BEAT = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final AuditConfig config;
    private final Platforms platforms;
    private final AuditLog log;
    private final Clock clock;
    private final Instant began;
    private final HttpClient http;
    private volatile Optional<Instant> last;

    Anchoring(AuditConfig config, Platforms platforms, AuditLog log, Clock clock) {
        this.config = config;
        this.platforms = platforms;
        this.log = log;
        this.clock = clock;
        this.began = clock.instant();
        this.http = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        // Whether the url's receiver was told lately is not known after a start: it is told at once.
        this.last = config.anchorUrl().isPresent()
                ? Optional.empty()
                : config.anchorFile().flatMap(Anchoring::lastIn);
    }

    private boolean off() {
        return config.anchorFile().isEmpty() && config.anchorUrl().isEmpty();
    }

    /** Begins to anchor when it is due. */
    void start(Vertx vertx) {
        if (off()) {
            return;
        }
        beat(vertx);
        vertx.setPeriodic(BEAT.toMillis(), tick -> beat(vertx));
    }

    private void beat(Vertx vertx) {
        if (last.filter(then -> then.plus(config.anchorEvery()).isAfter(clock.instant()))
                .isPresent()) {
            return;
        }
        Future<Void> told = vertx.executeBlocking(() -> {
            anchor();
            return null;
        });
        told.onFailure(e -> LOG.warn("the ends of the audit chains could not be anchored: {}", e.toString()));
    }

    /** Tells every sink now. Blocks. Fails unless all took it. */
    synchronized void anchor() {
        Instant now = clock.instant();
        List<Verification.Head> heads = ends(platforms, log);
        config.anchorFile().ifPresent(file -> new AuditHeads(file).keep(heads, now));
        config.anchorUrl().ifPresent(url -> post(HttpRequest.newBuilder(url), lines(heads, now)));
        last = Optional.of(now);
    }

    /** Where every chain of every platform ends now. Blocks. */
    static List<Verification.Head> ends(Platforms platforms, AuditLog log) {
        List<Verification.Head> heads = new ArrayList<>();
        Registrar.await(platforms.all()).stream()
                .flatMap(p -> Verification.chains(p.id(), p.partitions()).stream())
                .forEach(chain -> end(log, chain).ifPresent(heads::add));
        return heads;
    }

    private static Optional<Verification.Head> end(AuditLog log, ChainId chain) {
        long last = Registrar.await(log.written(chain));
        return last == 0
                ? Optional.empty()
                : Registrar.await(log.read(chain, last, 1)).stream()
                        .map(entry -> new Verification.Head(chain, entry.seq(), entry.hash()))
                        .findFirst();
    }

    private static String lines(List<Verification.Head> heads, Instant now) {
        StringBuilder lines = new StringBuilder();
        heads.forEach(head ->
                lines.append(StoredJson.write(new Anchors.Anchor(now, head))).append('\n'));
        return lines.toString();
    }

    private void post(HttpRequest.Builder request, String lines) {
        request.timeout(PATIENCE).header("Content-Type", "application/x-ndjson");
        config.anchorToken().ifPresent(token -> request.header("Authorization", "Bearer " + token.value()));
        try {
            int status = http.send(
                            request.POST(HttpRequest.BodyPublishers.ofString(lines))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status / 100 != 2) {
                throw new Failed("audit.anchorUrl answered " + status);
            }
        } catch (IOException e) {
            throw new Failed("audit.anchorUrl: " + e.getClass().getSimpleName(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failed("audit.anchorUrl: interrupted", e);
        }
    }

    private static Optional<Instant> lastIn(Path file) {
        return Files.exists(file)
                ? AuditHeads.anchors(file).stream().map(Anchors.Anchor::at).max(Instant::compareTo)
                : Optional.empty();
    }

    /** Whether nothing is to be anchored, or it was in time. */
    boolean inTime() {
        Duration patience = config.anchorEvery().multipliedBy(2);
        return off() || last.orElse(began).plus(patience).isAfter(clock.instant());
    }

    /** In words: {@code off}, {@code never}, or when it last went well. */
    String state() {
        return off() ? "off" : last.map(AuditDraft::time).orElse("never");
    }
}
