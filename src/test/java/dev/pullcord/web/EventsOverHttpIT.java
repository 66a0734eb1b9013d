package dev.pullcord.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.intake.Report;
import dev.pullcord.intake.Subject;
import dev.pullcord.web.RunningService.Reply;
import dev.pullcord.wire.SampleEvents;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventsOverHttpIT {
    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";

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

    @Test
    void aStructuredEventIsTakenAndItsReceiptTold() {
        Reply reply = service.post(STRUCTURED + "; charset=utf-8", flag("f").toString());

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.json())
                .isEqualTo(SampleEvents.json(
                        "{\"accepted\":1,\"duplicates\":0,\"rejected\":[],\"receipts\":[{\"id\":\"f\",\"receipt\":\""
                                + service.log.events.get(0).receipt() + "\"}]}"));
        assertThat(service.log.subjects).containsEntry("f", Subject.account("a-sub"));
        assertThat(service.counted("pullcord.intake.events", "kind", "flag", "outcome", "accepted"))
                .isEqualTo(1);
        assertThat(reply.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(reply.header("cache-control")).isEqualTo("no-store");
    }

    @Test
    void everyWayOfSendingGivesTheSameEvent() throws Exception {
        ObjectNode flag = flag("x");
        HttpRequest.Builder binary = service.events("application/json")
                .header("ce-specversion", "1.0")
                .header("CE-ID", "binary%20%C3%A9")
                .header("ce-source", "\"//acme/\\\"eu\"")
                .header("ce-type", flag.path("type").asText())
                .header("ce-traceparent", "100%");
        String base64 =
                Base64.getEncoder().encodeToString(flag.path("data").toString().getBytes(StandardCharsets.UTF_8));
        ObjectNode inBase64 = flag("base64").put("data_base64", base64);
        inBase64.remove("data");

        assertThat(service.post(STRUCTURED, flag("structured").toString()).status())
                .isEqualTo(202);
        assertThat(service.post(BATCH, "[" + flag("batch") + "]").status()).isEqualTo(202);
        assertThat(service.post("application/json", " " + flag("plain")).status())
                .isEqualTo(202);
        assertThat(service.post("application/json", "\n[" + flag("list") + "]").status())
                .isEqualTo(202);
        assertThat(service.post(STRUCTURED, inBase64.toString()).status()).isEqualTo(202);
        assertThat(service.send(binary.POST(BodyPublishers.ofString(
                                        flag.path("data").toString()))
                                .build())
                        .status())
                .isEqualTo(202);

        assertThat(service.log.events)
                .extracting(e -> e.event().id())
                .containsExactly("structured", "batch", "plain", "list", "base64", "binary é");
        assertThat(service.log.events)
                .extracting(e -> e.event().body())
                .hasSize(6)
                .containsOnly(service.log.events.get(0).event().body());
        assertThat(service.log.events.get(5).event().source()).isEqualTo("//acme/\"eu");
        assertThat(SampleEvents.json(service.log.events.get(5).event().document())
                        .path("traceparent")
                        .asText())
                .isEqualTo("100%");
    }

    @Test
    void eachEventOfABatchGetsItsOwnAnswer() {
        service.post(STRUCTURED, flag("known").toString());

        Reply reply = service.postBatch(
                flag("a"), bad("b"), flag("known"), SampleEvents.json("7"), event("meeting.started", "m"), panic("p"));

        assertThat(reply.status()).isEqualTo(202);
        JsonNode json = reply.json();
        assertThat(json.path("accepted").asInt()).isEqualTo(3);
        assertThat(json.path("duplicates").asInt()).isEqualTo(1);
        assertThat(json.at("/rejected/0/index").asInt()).isEqualTo(1);
        assertThat(json.at("/rejected/0/id").asText()).isEqualTo("b");
        assertThat(json.at("/rejected/0/problem/type").asText()).isEqualTo("/problems/invalid-event");
        assertThat(json.at("/rejected/0/problem/pointer").asText()).isEqualTo("/data/reason");
        assertThat(json.at("/rejected/1/index").asInt()).isEqualTo(3);
        assertThat(json.at("/rejected/1/id").isNull()).isTrue();
        assertThat(json.path("receipts")).extracting(r -> r.path("id").asText()).containsExactly("a", "known", "p");
        assertThat(json.path("support").isArray()).isTrue();
    }

    @Test
    void oneBadEventDoesNotSpoilItsBatchWhateverIsWrongInIt() {
        String twice = flag("twice").toString().replace("\"drill\":true", "\"drill\":true,\"drill\":true");
        String nul = flag("nul").toString().replace("Homework", "a\\u0000b");
        String half = flag("half").toString().replace("Homework", "\\ud800");
        String deep = flag("deep").toString().replace("\"drill\":true", "\"x\":" + "[".repeat(99) + "]".repeat(99));
        String huge = flag("huge").toString().replace("\"bytes\":12", "\"bytes\":1e999");

        Reply reply = service.post(
                BATCH,
                "["
                        + String.join(
                                ",", twice, nul, half, deep, huge, flag("good").toString()) + "]");

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.json().path("accepted").asInt()).isEqualTo(1);
        assertThat(reply.json().path("rejected"))
                .extracting(r -> r.path("id").asText())
                .containsExactly("twice", "nul", "half", "deep", "huge");
        assertThat(reply.json().path("rejected"))
                .allMatch(r -> r.at("/problem/pointer").asText().startsWith("/data/"));
    }

    @Test
    void aSingleBadEventIsAnsweredWithItsProblem() {
        Reply reply = service.post(STRUCTURED, bad("b").toString());

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.problem()).isEqualTo("invalid-event");
        assertThat(reply.json().path("pointer").asText()).isEqualTo("/data/reason");
        assertThat(service.counted("pullcord.intake.events", "kind", "flag", "outcome", "rejected"))
                .isEqualTo(1);
        assertThat(service.counted("pullcord.intake.rejected", "why", "reason")).isEqualTo(1);
    }

    @Test
    void allThatIsWrongWithAnEventIsAnswered() {
        ObjectNode event = bad("b");
        ((ObjectNode) event.path("data")).put("text", 7);

        Reply reply = service.post(STRUCTURED, event.toString());

        assertThat(reply.json().path("errors"))
                .extracting(error -> error.path("pointer").asText())
                .containsExactlyInAnyOrder("/data/reason", "/data/text")
                .startsWith(reply.json().path("pointer").asText());
        assertThat(reply.json().path("errors"))
                .allSatisfy(error -> assertThat(error.path("detail").asText()).isNotBlank());
    }

    @Test
    void aBatchOfWhichNothingWasTakenIsAProblemThatSaysWhy() {
        Reply reply = service.postBatch(bad("a"), bad("b"));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.problem()).isEqualTo("nothing-accepted");
        assertThat(reply.json().path("rejected")).hasSize(2);
        assertThat(service.post(BATCH, "[]").status()).isEqualTo(202);
    }

    @Test
    void fiveHundredEventsAreTakenAndOneMoreIsNot() {
        JsonNode[] events = IntStream.range(0, 501)
                .mapToObj(i -> event("meeting.started", "m-" + i))
                .toArray(JsonNode[]::new);

        Reply tooMany = service.postBatch(events);
        assertThat(tooMany.status()).isEqualTo(413);
        assertThat(tooMany.problem()).isEqualTo("too-many-events");
        assertThat(tooMany.json().path("detail").asText()).contains("500");
        assertThat(service.log.accepted).isZero();

        assertThat(service.postBatch(Arrays.copyOf(events, 500))
                        .json()
                        .path("accepted")
                        .asInt())
                .isEqualTo(500);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBodyThatIsTooLargeIsSaidToBe(boolean chunked) {
        byte[] body = new byte[2 * 1024 * 1024];
        Arrays.fill(body, (byte) ' ');

        Reply reply = service.send(service.events(STRUCTURED)
                .POST(
                        chunked
                                ? BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body))
                                : BodyPublishers.ofByteArray(body))
                .build());

        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.problem()).isEqualTo("too-large");
        assertThat(service.post(STRUCTURED, flag("after").toString()).status()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/cloudevents", "multipart/form-data", ""})
    void anotherContentTypeIsNotTaken(String type) {
        HttpRequest.Builder request = service.request("/v1/events")
                .header("Authorization", "Bearer " + RunningService.KEY)
                .POST(BodyPublishers.ofString(flag("f").toString()));
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }

        Reply reply = service.send(request.build());

        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.problem()).isEqualTo("unsupported-media-type");
    }

    @Test
    void aBodyCompressedByOtherThanGzipIsNotTaken() {
        Reply reply = service.send(service.events(STRUCTURED)
                .header("Content-Encoding", "br")
                .POST(BodyPublishers.ofByteArray(new byte[] {31, -117, 8}))
                .build());

        assertThat(reply.status()).isEqualTo(415);
    }

    @Test
    void brokenJsonIsToldWithItsPlace() {
        Reply reply = service.post(STRUCTURED, "{\n  \"secret\": tru}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.problem()).isEqualTo("malformed");
        assertThat(reply.json().path("detail").asText())
                .contains("line 2", "column")
                .doesNotContain("secret", "tru");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "[", "{\"a\":1}x", "nul", "[{},", "{\"a\":01}", "\"open"})
    void whatIsNoJsonIsMalformed(String body) {
        for (String type : new String[] {STRUCTURED, BATCH, "application/json"}) {
            assertThat(service.post(type, body).problem()).isEqualTo("malformed");
        }
    }

    @Test
    void whatIsNotUtf8IsMalformed() {
        byte[] body = flag("f").toString().getBytes(StandardCharsets.ISO_8859_1); // has an ö

        Reply reply = service.send(service.events(STRUCTURED)
                .POST(BodyPublishers.ofByteArray(body))
                .build());

        assertThat(reply.problem()).isEqualTo("malformed");
        assertThat(reply.json().path("detail").asText()).contains("UTF-8 at byte");
    }

    @Test
    void aPanicIsTakenWhateverIsWrongWithItsFields() {
        Reply reply = service.post(
                STRUCTURED,
                "{\"type\":\"" + Report.PANIC + "\",\"time\":\"0001-01-01T00:00:00Z\",\"data\":{\"meeting\":\"m-9\","
                        + "\"reporter\":7,\"reason\":[],\"text\":\"\\ud800help\"}}");

        assertThat(reply.status()).isEqualTo(202);
        assertThat(service.log.events.get(0).subject()).isEqualTo(Subject.meeting("m-9"));
        assertThat(((Report) service.log.events.get(0).event().body()).text()).contains("\uFFFDhelp");
        assertThat(reply.json().at("/receipts/0/id").asText()).startsWith("sha256-");
    }

    @Test
    void aPanicThatNamesNothingIsTheOneThatIsRefused() {
        Reply reply = service.post(
                STRUCTURED, SampleEvents.event("report.panic", "{}").toString());

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("pointer").asText()).isEqualTo("/data/meeting");
    }

    @Test
    void aCorrectionOfAnUnknownReportMayBeTriedAgain() {
        ObjectNode correction = SampleEvents.event("report.withdrawn", "{\"eventId\":\"never\"}");

        Reply reply = service.post(STRUCTURED, correction.toString());

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.problem()).isEqualTo("unknown-report");
        assertThat(reply.json().path("retryAfter").asInt()).isEqualTo(1);
        assertThat(reply.json().path("pointer").asText()).isEqualTo("/data/eventId");
    }

    @Test
    void headersThatNameAnAttributeTwiceAreRefused() {
        Reply reply = service.send(service.events("application/json")
                .header("ce-specversion", "1.0")
                .header("ce-id", "one")
                .header("ce-id", "two")
                .header("ce-source", "//acme")
                .header("ce-type", Report.FLAGGED)
                .POST(BodyPublishers.ofString(flag("f").path("data").toString()))
                .build());

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("pointer").asText()).isEqualTo("/id");
    }
}
