package dev.pullcord.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.standardwebhooks.Webhook;
import dev.pullcord.intake.RecordingLog.State;
import dev.pullcord.web.RunningService.Books;
import dev.pullcord.web.RunningService.Reply;
import dev.pullcord.wire.SampleEvents;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may send events, how many, and what becomes of them while the store is away. */
class WhoMaySendIT {
    private static final String STRUCTURED = "application/cloudevents+json";

    @TempDir
    Path dir;

    private RunningService service;

    @BeforeEach
    void start() throws IOException {
        service = new RunningService(dir);
    }

    @AfterEach
    void stop() throws IOException {
        service.close();
    }

    private static ObjectNode event(String sort, String id) {
        ObjectNode event = SampleEvents.all().get(sort).deepCopy().put("id", id);
        event.remove("time");
        return event;
    }

    private static ObjectNode flag(String id) {
        return event("report.flagged", id);
    }

    private static ObjectNode panic(String id) {
        return event("report.panic", id);
    }

    private static ObjectNode bad(String id) {
        ObjectNode bad = flag(id);
        ((ObjectNode) bad.path("data")).put("reason", "nonsense");
        return bad;
    }

    @ParameterizedTest
    @CsvSource({
        "'', missing-credentials",
        "Bearer pk_wrong, unknown-key",
        "Bearer pk_revoked, key-revoked",
        "Basic YTpi, unknown-key",
        "Bearer nothing, unknown-key"
    })
    void whoeverIsNotKnownIsNotLetIn(String credentials, String problem) {
        HttpRequest.Builder request = service.request("/v1/events")
                .header("Content-Type", STRUCTURED)
                .POST(BodyPublishers.ofString(panic("p").toString()));
        if (!credentials.isEmpty()) {
            request.header("Authorization", credentials);
        }

        Reply reply = service.send(request.build());

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.problem()).isEqualTo(problem);
        assertThat(reply.header("www-authenticate")).startsWith("Bearer");
        assertThat(service.log.accepted).isZero();
    }

    @Test
    void aModeratorsTokenSendsNoEvents() {
        Reply reply = service.send(service.request("/v1/events")
                .header("Content-Type", STRUCTURED)
                .header("Authorization", "Bearer pat_admin")
                .POST(BodyPublishers.ofString(flag("f").toString()))
                .build());

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.json().path("needs").asText()).contains("platform key");
    }

    private Reply signed(String secret, Instant at, String signedBody, String body, String platform) throws Exception {
        String signature = new Webhook(secret).sign("msg-1", at.getEpochSecond(), signedBody);
        HttpRequest.Builder request = service.request("/v1/events")
                .header("Content-Type", STRUCTURED)
                .header("webhook-id", "msg-1")
                .header("webhook-timestamp", Long.toString(at.getEpochSecond()))
                .header("webhook-signature", "v1,AAAA " + signature)
                .POST(BodyPublishers.ofString(body));
        if (!platform.isEmpty()) {
            request.header("Pullcord-Platform", platform);
        }
        return service.send(request.build());
    }

    @Test
    void aSignatureLetsInWhateverSecretIsInUse() throws Exception {
        String body = flag("f").toString();
        Instant now = Instant.now();

        assertThat(signed(RunningService.SECRET, now, body, body, "acme").status())
                .isEqualTo(202);
        assertThat(signed(RunningService.OLD_SECRET, now, body, body, "").status())
                .isEqualTo(202);
    }

    /** Else who sees one signed event could send another under other names, for as long as it is fresh. */
    @Test
    void aSignedMessageStandsForTheHeadersThatFirstCameWithIt() throws Exception {
        assertThat(binary("first", "dev.pullcord.report.flagged.v1").status()).isEqualTo(202);
        assertThat(binary("first", "dev.pullcord.report.flagged.v1").status()).isEqualTo(202);
        int taken = service.log.accepted;

        assertThat(binary("forged", "dev.pullcord.report.flagged.v1").problem()).isEqualTo("bad-signature");
        assertThat(binary("first", "dev.pullcord.report.panic.v1").problem()).isEqualTo("bad-signature");
        assertThat(service.log.accepted).isEqualTo(taken);
    }

    private Reply binary(String eventId, String type) throws Exception {
        String data = flag("f").path("data").toString();
        Instant now = Instant.now();
        return service.send(service.request("/v1/events")
                .header("Content-Type", "application/json")
                .header("CE-specversion", "1.0")
                .header("ce-id", eventId)
                .header("ce-source", "//acme")
                .header("ce-type", type)
                .header("ce-traceparent", UUID.randomUUID().toString())
                .header("webhook-id", "msg-1")
                .header("webhook-timestamp", Long.toString(now.getEpochSecond()))
                .header(
                        "webhook-signature",
                        new Webhook(RunningService.SECRET).sign("msg-1", now.getEpochSecond(), data))
                .POST(BodyPublishers.ofString(data))
                .build());
    }

    @Test
    void aSignatureThatDoesNotFitIsRefused() throws Exception {
        String body = flag("f").toString();
        Instant now = Instant.now();
        String other = "whsec_" + Base64.getEncoder().encodeToString("another secret".getBytes(StandardCharsets.UTF_8));

        assertThat(signed(other, now, body, body, "acme").problem()).isEqualTo("bad-signature");
        assertThat(signed(RunningService.SECRET, now, body, body + " ", "acme").problem())
                .isEqualTo("bad-signature");
        assertThat(signed(RunningService.SECRET, now.minusSeconds(400), body, body, "acme")
                        .problem())
                .isEqualTo("bad-signature");
        assertThat(signed(RunningService.SECRET, now.plusSeconds(400), body, body, "acme")
                        .problem())
                .isEqualTo("bad-signature");
        assertThat(signed(RunningService.SECRET, now, body, body, "nobody").problem())
                .isEqualTo("bad-signature");
        assertThat(service.log.accepted).isZero();
    }

    @Test
    void flagsHaveARateAndPanicsHaveNone() {
        JsonNode[] signals = IntStream.range(0, 500)
                .mapToObj(i -> event("signal.observed blocked", "s-" + i))
                .toArray(JsonNode[]::new);
        service.postBatch(signals);
        service.postBatch(Arrays.copyOf(signals, 499)); // of RATE there is one left

        Reply partly = service.postBatch(flag("last"), flag("over"), panic("p"), event("meeting.ended", "m"));
        Reply single = service.post(STRUCTURED, flag("over").toString());
        Reply batch = service.postBatch(flag("over"), bad("bad"));
        Reply panic = service.post(STRUCTURED, panic("p2").toString());
        service.moveClock(Duration.ofSeconds(1));
        Reply later = service.post(STRUCTURED, flag("over").toString());

        assertThat(partly.status()).isEqualTo(202);
        assertThat(partly.json().path("accepted").asInt()).isEqualTo(3);
        assertThat(partly.json().at("/rejected/0/problem/type").asText()).isEqualTo("/problems/rate-limited");
        assertThat(single.status()).isEqualTo(429);
        assertThat(single.problem()).isEqualTo("rate-limited");
        assertThat(single.header("retry-after")).isEqualTo("1");
        assertThat(batch.status()).isEqualTo(429);
        assertThat(batch.header("retry-after")).isEqualTo("1");
        assertThat(panic.status()).isEqualTo(202);
        assertThat(later.status()).isEqualTo(202);
    }

    @Test
    void whenTheLogIsAwayAPanicIsKeptAndAFlagMayBeSentAgain() {
        service.log.state = State.FAILING;

        Reply flag = service.post(STRUCTURED, flag("f").toString());
        Reply both = service.postBatch(flag("f"), panic("p"));
        Reply none = service.postBatch(flag("f"), bad("b"));

        assertThat(flag.status()).isEqualTo(503);
        assertThat(flag.problem()).isEqualTo("unavailable");
        assertThat(flag.header("retry-after")).isEqualTo("1");
        assertThat(both.status()).isEqualTo(202);
        assertThat(both.json().path("accepted").asInt()).isEqualTo(1);
        assertThat(both.json().at("/rejected/0/problem/type").asText()).isEqualTo("/problems/unavailable");
        assertThat(both.json().at("/receipts/0/receipt").asText()).hasSize(24);
        assertThat(none.status()).isEqualTo(503);
        assertThat(service.journal.pending()).isEqualTo(1);
        assertThat(service.counted("pullcord.intake.events", "kind", "panic", "outcome", "journaled"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = "OPEN", mode = EnumSource.Mode.EXCLUDE)
    void aKeyThatWasKnownLetsAPanicInWhileEverythingIsAway(Books books) {
        service.post(STRUCTURED, flag("before").toString());
        service.books = books;
        service.log.state = State.HANGING;
        service.moveClock(Duration.ofMinutes(10));
        long began = System.nanoTime();

        Reply reply = service.post(STRUCTURED, panic("p").toString());

        assertThat(reply.status()).isEqualTo(202);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        assertThat(service.journal.pending()).isEqualTo(1);
    }

    /** As after a restart: its platform has not called this node yet. */
    @ParameterizedTest
    @EnumSource(names = "OPEN", mode = EnumSource.Mode.EXCLUDE)
    void aKeyThatWasNeverUsedHereLetsAPanicInToo(Books books) {
        service.learn();
        service.books = books;
        service.log.state = State.HANGING;
        service.moveClock(Duration.ofMinutes(10));

        assertThat(service.post(STRUCTURED, panic("p").toString()).status()).isEqualTo(202);
        assertThat(service.journal.pending()).isEqualTo(1);
    }

    @Test
    void aRevokedKeyStaysRevokedWhileEverythingIsAway() {
        service.send(service.request("/v1/events")
                .header("Content-Type", STRUCTURED)
                .header("Authorization", "Bearer pk_revoked")
                .POST(BodyPublishers.ofString("{}"))
                .build());
        service.books = Books.FAILING;
        service.moveClock(Duration.ofMinutes(10));

        assertThat(service.send(service.request("/v1/events")
                                .header("Content-Type", STRUCTURED)
                                .header("Authorization", "Bearer pk_revoked")
                                .POST(BodyPublishers.ofString(panic("p").toString()))
                                .build())
                        .problem())
                .isEqualTo("key-revoked");
    }

    @Test
    void aKeyThatIsRevokedStopsWorkingWithinSeconds() {
        service.post(STRUCTURED, flag("before").toString());
        service.keys.replaceAll((digest, key) -> new dev.pullcord.intake.Platforms.Key(
                digest, key.platform(), key.scopes(), key.createdAt(), java.util.Optional.of(Instant.EPOCH)));
        service.moveClock(Duration.ofSeconds(2));

        assertThat(service.post(STRUCTURED, flag("after").toString()).problem()).isEqualTo("key-revoked");
    }
}
