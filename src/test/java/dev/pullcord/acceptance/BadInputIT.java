package dev.pullcord.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.acceptance.PullcordHttp.Reply;
import dev.pullcord.wire.DemoCredentials;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {
    private static final String ONE = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";

    private final Receiver receiver = new Receiver();
    private ServiceProcess service;
    private PullcordHttp http;
    private DemoCredentials credentials;

    @BeforeAll
    void start(@TempDir Path folder) {
        service = ServiceProcess.demo(folder.resolve("data"), Map.of(), receiver.url());
        http = new PullcordHttp(service.baseUrl());
        credentials = service.credentials();
    }

    @AfterAll
    void stop() {
        service.close();
        receiver.close();
    }

    /** Whole requests: name, content type, body, status, problem, and where it points to. */
    private static Stream<Arguments> requests() {
        return Stream.of(
                whole("broken JSON", ONE, "{\"id\":", 400, "malformed", ""),
                whole("no JSON at all", ONE, "hello", 400, "malformed", ""),
                whole("nothing", ONE, "", 400, "malformed", ""),
                whole("2 MiB", BATCH, "[" + " ".repeat(2 * 1024 * 1024) + "]", 413, "too-large", ""),
                whole("501 events", BATCH, Collections.nCopies(501, flag()).toString(), 413, "too-many-events", ""),
                whole("an object where a batch is said", BATCH, flag().toString(), 400, null, ""),
                whole("another content type", "text/plain", flag().toString(), 415, "unsupported-media-type", ""));
    }

    private static Arguments whole(
            String name, String contentType, String body, int status, String problem, String pointer) {
        return Arguments.of(name, contentType, body, status, problem, pointer);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void aBadRequestIsAnsweredWithAClearProblem(
            String name, String contentType, String body, int status, String problem, String pointer) {
        Reply reply = http.postRaw(credentials.platformKey(), contentType, body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        if (problem != null) {
            assertThat(reply.problem()).isEqualTo(problem);
        }
        assertThat(reply.headers().firstValue("content-type").orElse("")).startsWith("application/problem+json");
        assertThat(reply.json().path("title").asText()).isNotBlank();
        assertThat(reply.json().path("pointer").asText("")).isEqualTo(pointer);
    }

    /** One bad event: name, how it is spoilt, problem, and where it points to. */
    private static Stream<Arguments> events() {
        return Stream.of(
                bad("a number for a reason", e -> data(e).put("reason", 7), "invalid-event", "/data/reason"),
                bad("a reason not on the list", e -> data(e).put("reason", "boredom"), "invalid-event", "/data/reason"),
                bad("text for an object", e -> data(e).put("subject", "acc"), "invalid-event", "/data/subject"),
                bad("no reason", e -> data(e).remove("reason"), "invalid-event", "/data/reason"),
                bad("an id of 257 bytes", e -> e.put("id", "x".repeat(257)), "invalid-event", "/id"),
                bad("an id of 257 bytes in 129 chars", e -> e.put("id", "é".repeat(128) + "x"), "invalid-event", "/id"),
                bad("an empty id", e -> e.put("id", ""), "invalid-event", "/id"),
                bad("a numeric id", e -> e.put("id", 5), "invalid-event", "/id"),
                bad("NUL in a text", e -> data(e).put("text", "a\0b"), "invalid-event", "/data/text"),
                bad("NUL in an id", e -> e.put("id", "a\0b"), "invalid-event", "/id"),
                bad("2001 characters", e -> data(e).put("text", "x".repeat(2001)), "invalid-event", "/data/text"),
                bad("the year 1", e -> e.put("time", "0001-01-01T00:00:00Z"), "invalid-event", "/time"),
                bad("the year 9999", e -> e.put("time", "9999-12-31T23:59:59Z"), "invalid-event", "/time"),
                bad("no time", e -> e.put("time", "yesterday"), "invalid-event", "/time"),
                bad("an unknown type", e -> e.put("type", "dev.pullcord.report.dreamt.v1"), "unknown-type", "/type"),
                bad("another version", e -> e.put("specversion", "0.3"), "invalid-event", "/specversion"));
    }

    private static Arguments bad(String name, Consumer<ObjectNode> spoil, String problem, String pointer) {
        ObjectNode event = flag();
        spoil.accept(event);
        return Arguments.of(name, event, problem, pointer);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("events")
    void aBadEventIsNamedAndTheGoodOnesBesideItAreTaken(String name, JsonNode bad, String problem, String pointer) {
        Reply reply = http.postEvents(credentials.platformKey(), List.of(flag(), bad, flag()));
        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
        assertThat(reply.json().path("accepted").asInt()).isEqualTo(2);
        assertThat(reply.json().path("receipts")).hasSize(2);
        assertThat(reply.json().path("rejected")).singleElement().satisfies(one -> {
            assertThat(one.path("index").asInt()).isEqualTo(1);
            assertThat(one.path("problem").path("type").asText()).endsWith("/" + problem);
            assertThat(one.path("problem").path("pointer").asText()).isEqualTo(pointer);
            assertThat(one.path("problem").path("detail").asText()).isNotBlank();
        });

        Reply alone = http.postEvents(credentials.platformKey(), List.of(bad));
        assertThat(alone.status()).as(alone.text()).isEqualTo(400);
    }

    @Test
    void halfASurrogatePairIsNamedAndTheGoodEventBesideItTaken() {
        String half = flag().toString().replace("\"reason\"", "\"text\":\"\\ud800\",\"reason\"");
        Reply reply = http.postRaw(credentials.platformKey(), BATCH, "[" + half + "," + flag() + "]");
        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
        assertThat(reply.json().path("accepted").asInt()).isEqualTo(1);
        assertThat(reply.json()
                        .path("rejected")
                        .path(0)
                        .path("problem")
                        .path("pointer")
                        .asText())
                .isEqualTo("/data/text");
    }

    @Test
    void whatIsNotUtf8IsRefused() {
        byte[] body = flag().toString().getBytes(StandardCharsets.UTF_8);
        byte[] spoilt = Arrays.copyOf(body, body.length + 1);
        System.arraycopy(body, 10, spoilt, 11, body.length - 10);
        spoilt[10] = (byte) 0xFF;
        Reply reply = http.postRaw(credentials.platformKey(), ONE, spoilt);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.problem()).isEqualTo("malformed");
    }

    @Test
    void aPanicIsTakenWhateverIsWrongWithIt() {
        ObjectNode panic = Events.panicIn(unique(), "acc-r", "mtg-1").put("time", "9999-12-31T23:59:59Z");
        data(panic).put("reason", "boredom").put("text", "a\0b");
        Reply reply = http.postEvents(credentials.platformKey(), List.of(panic));
        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
        assertThat(reply.json().path("accepted").asInt()).isEqualTo(1);
    }

    @Test
    void aWrongKeyIsRefusedWithoutALookAtTheBody() {
        assertThat(http.postRaw("pk_nobody", ONE, "{\"id\":").status()).isEqualTo(401);
        assertThat(http.postRaw(credentials.tokens().get("lead"), ONE, flag().toString())
                        .status())
                .as("a person's token is no platform key")
                .isIn(401, 403);
        assertThat(http.call("POST", "/v1/events", Optional.empty(), Optional.of(flag()))
                        .status())
                .isEqualTo(401);
        assertThat(http.get("/v1/cases", credentials.platformKey()).status())
                .as("a platform key opens no desk")
                .isIn(401, 403);
    }

    @Test
    void aKeyWorksFromWhenItIsMadeUntilItIsRevokedAndTheOthersStayGood() {
        ServiceProcess.Finished made = service.run("platform", "key", credentials.platform());
        assertThat(made.exitCode()).as(made.errors()).isZero();
        String key = made.output();
        assertThat(http.postEvents(key, List.of(flag())).status()).isEqualTo(202);

        ServiceProcess.Finished revoked =
                service.run(key + "\n", List.of("platform", "revoke", credentials.platform()));

        assertThat(revoked.exitCode()).as(revoked.errors()).isZero();
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            Reply reply = http.postEvents(key, List.of(flag()));
            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.problem()).isEqualTo("key-revoked");
        });
        assertThat(http.postEvents(credentials.platformKey(), List.of(flag())).status())
                .isEqualTo(202);
    }

    @Test
    void afterAllOfItTheServiceIsWellAndWhatWasTakenIsClaimable() {
        List<JsonNode> sent = new ArrayList<>();
        for (String body : List.of("{", "[[[[", "\u0000", "[1,2,3]", "{\"a\":".repeat(5000))) {
            assertThat(http.postRaw(credentials.platformKey(), ONE, body).status())
                    .isEqualTo(400);
        }
        String account = "acc-" + unique();
        sent.add(Events.flag(unique(), "acc-r", account, "harassment"));
        assertThat(http.postEvents(credentials.platformKey(), sent).status()).isEqualTo(202);

        String moderator = credentials.tokens().get("moderator");
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        http.list("/v1/cases?account=" + account, moderator).size() == 1);
        assertThat(new PullcordHttp(service.managementUrl())
                        .call("GET", "/health/ready", Optional.empty(), Optional.empty())
                        .status())
                .isEqualTo(200);
        assertThat(service.log()).doesNotContain(credentials.platformKey());
    }

    private static ObjectNode flag() {
        return Events.flag(unique(), "acc-r", "acc-bad-input", "harassment");
    }

    private static ObjectNode data(ObjectNode event) {
        return event.withObject("/data");
    }

    private static String unique() {
        return UUID.randomUUID().toString();
    }
}
