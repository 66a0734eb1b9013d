package dev.pullcord.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.ChainId;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What happens, as it happens: heard by all, once for all, and by whoever was cut off, too. */
@Timeout(60)
class LiveIT {
    @TempDir
    Path dir;

    private RunningService service;

    @BeforeEach
    void start() throws IOException {
        service = new RunningService(dir);
        FilledDesk.fill(service);
    }

    @AfterEach
    void stop() throws IOException {
        if (service != null) {
            service.close();
        }
    }

    @Test
    void whoListensHearsWhatHappensAndHowTheQueuesStand() {
        Ear ear = listen(Optional.empty());
        ear.hears("event: hello");

        write("case_opened", "c003-1", "service");
        write("reports_joined", "c003-1", "service");

        ear.hears("\"id\":\"c003-1\"");
        ear.hears("\"reports_joined\"");
        ear.hears("event: queues");
        assertThat(ear.lines).anyMatch(line -> line.contains("\"name\":\"general\""));
    }

    /** Else a page that looks again at each change would never come to rest. */
    @Test
    void aLookIsNoChange() {
        Ear ear = listen(Optional.empty());
        ear.hears("event: hello");

        write("case_viewed", "c003-2", "id-moderator");
        write("case_claimed", "c003-3", "id-moderator");

        ear.hears("c003-3");
        assertThat(ear.lines).noneMatch(line -> line.contains("c003-2"));
    }

    @Test
    void whoWasCutOffHearsWhatHeMissedAndNothingElse() {
        Ear first = listen(Optional.empty());
        write("case_opened", "c003-4", "service");
        first.hears("c003-4");
        String place = first.lastId();
        first.close();

        write("case_claimed", "c003-5", "id-moderator");
        write("case_decided", "c003-5", "id-moderator");
        Ear again = listen(Optional.of(place));

        again.hears("c003-5");
        again.hears("case_decided");
        assertThat(again.lines).noneMatch(line -> line.contains("c003-4")).contains("event: hello");
    }

    @Test
    void whoIsAheadOfTheStoreOrTooFarBehindOrMadeItUpIsToldToLookAnew() {
        String chains = ".".repeat(5 * RunningService.ACME.partitions() - 1);

        for (int i = 0; i < 2_100; i++) {
            write("note_added", "c003-6", "id-moderator");
        }

        listen(Optional.of("zzz" + chains)).hears("event: reset"); // of a store that has lost entries since
        listen(Optional.of("no place of ours")).hears("event: reset");
        listen(Optional.of(chains)).hears("event: reset");
    }

    @Test
    void nobodyListensUnknown() throws Exception {
        HttpResponse<String> refused =
                service.http.send(service.request("/v1/live").build(), HttpResponse.BodyHandlers.ofString());
        HttpResponse<String> platform = service.http.send(
                service.request("/v1/live")
                        .header("Authorization", "Bearer " + RunningService.KEY)
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(platform.statusCode()).isEqualTo(403);
    }

    @Test
    void aServiceThatStopsLetsItsListenersGo() throws IOException {
        Ear ear = listen(Optional.empty());
        ear.hears("event: hello");

        service.close();
        service = null;

        await().atMost(Duration.ofSeconds(10)).until(() -> ear.over);
    }

    private void write(String verb, String caseId, String actor) {
        ChainId chain = new ChainId(RunningService.ACME.id(), 3, ChainId.Hand.DESK);
        AuditDraft draft = new AuditDraft(
                Instant.parse("2026-11-02T09:00:00Z"),
                actor,
                "moderator",
                verb,
                Optional.of(caseId),
                new TreeMap<>(Map.of()));
        service.audit.append(chain, draft).toCompletableFuture().join();
    }

    @Test
    void aRightThatIsTakenAwayEndsTheStream() {
        Ear ear = listen(Optional.empty());
        ear.hears("event: hello");
        service.send(service.request("/v1/people/id-moderator")
                .header("Authorization", "Bearer pat_admin")
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"disabled\":true}"))
                .build());

        await().atMost(Duration.ofSeconds(30)).until(() -> ear.over);
    }

    private Ear listen(Optional<String> lastEventId) {
        HttpRequest.Builder request = service.request("/v1/live").header("Authorization", "Bearer pat_moderator");
        lastEventId.ifPresent(id -> request.header("Last-Event-ID", id));
        return new Ear(request.build());
    }

    /** One that listens. */
    private final class Ear {
        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final Stream<String> stream;
        private volatile boolean over;

        Ear(HttpRequest request) {
            try {
                HttpResponse<Stream<String>> answer = service.http
                        .sendAsync(request, HttpResponse.BodyHandlers.ofLines())
                        .get(15, TimeUnit.SECONDS);
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.headers().firstValue("content-type")).contains("text/event-stream");
                stream = answer.body();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            Thread reader = new Thread(this::read, "ear");
            reader.setDaemon(true);
            reader.start();
        }

        private void read() {
            try {
                stream.forEach(lines::add);
            } catch (RuntimeException cut) {
                // so it is over
            }
            over = true;
        }

        void hears(String what) {
            await().atMost(Duration.ofSeconds(15))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> lines.stream().anyMatch(line -> line.contains(what)));
        }

        String lastId() {
            return lines.stream()
                    .filter(line -> line.startsWith("id: "))
                    .reduce((before, last) -> last)
                    .map(line -> line.substring(4))
                    .orElseThrow();
        }

        void close() {
            stream.close();
        }
    }
}
