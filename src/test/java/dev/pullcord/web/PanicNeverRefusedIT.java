package dev.pullcord.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pullcord.intake.Report;
import dev.pullcord.intake.Subject;
import dev.pullcord.web.RunningService.Reply;
import dev.pullcord.wire.EventCodec;
import dev.pullcord.wire.SampleEvents;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** House rule 3: a panic is never refused, however it is written. */
class PanicNeverRefusedIT {
    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";
    private static final String START = "{\"specversion\":\"1.0\",\"id\":\"p-1\",\"source\":\"//acme\",\"type\":\""
            + Report.PANIC + "\",\"data\":{\"meeting\":{\"id\":\"m-1\"}";

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

    private static Stream<Arguments> spoilt() {
        return Stream.of(
                Arguments.of(
                        "a thousand and more deep", START + ",\"x\":" + "[".repeat(5000) + "]".repeat(5000) + "}}"),
                Arguments.of("objects a million bytes deep", START + ",\"x\":" + "[".repeat(1_000_000)),
                Arguments.of("a number of 1500 digits", START + ",\"x\":" + "9".repeat(1500) + "}}"),
                Arguments.of("a fraction of 1500 digits", START + ",\"x\":0." + "9".repeat(1500) + "}}"),
                Arguments.of("a name of 60 000 characters", START + ",\"" + "n".repeat(60_000) + "\":1}}"),
                Arguments.of("a text of 900 000 characters", START + ",\"text\":\"" + "t".repeat(900_000) + "\"}}"),
                Arguments.of("half a surrogate pair", START + ",\"text\":\"\\ud800\"}}"),
                Arguments.of("a name twice", START + ",\"text\":\"a\",\"text\":\"b\"}}"),
                Arguments.of("another version of CloudEvents", START.replace("\"1.0\"", "\"0.3\"") + "}}"),
                Arguments.of("no version of its type", START.replace("panic.v1", "panic") + "}}"),
                Arguments.of("a later version of its type", START.replace("panic.v1", "panic.v2") + "}}"),
                Arguments.of("capitals in its type", START.replace("report.panic.v1", "Report.Panic.V1") + "}}"),
                Arguments.of("no id", START.replace("\"id\":\"p-1\",", "") + "}}"),
                Arguments.of("garbage for a time", START.replace("\"id\"", "\"time\":{},\"id\"") + "}}"),
                Arguments.of("a byte order mark", "\uFEFF" + START + "}}"),
                Arguments.of("cut off", START + ",\"text\":\"he is h"),
                Arguments.of("a comma too many", START + ",},}"),
                Arguments.of("a line break in its text", START + ",\"text\":\"a\nb\"}}"),
                Arguments.of("something behind it", START + "}} bye"),
                Arguments.of("a word that is none", START + ",\"drill\":maybe}}"),
                Arguments.of("a batch said to be one", "[" + START + "}}]"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("spoilt")
    void howeverItIsWritten(String what, String body) {
        Reply reply = service.post(STRUCTURED, body);

        assertThat(reply.status()).as(reply.response().body()).isEqualTo(202);
        assertThat(service.log.events).singleElement().satisfies(logged -> {
            assertThat(logged.subject()).isEqualTo(Subject.meeting("m-1"));
            assertThat(EventCodec.decode(logged.event().document())).isEqualTo(logged.event());
        });
        assertThat(service.post(STRUCTURED, body).json().path("duplicates").asInt())
                .isOne();
    }

    private JsonNode ext() {
        return SampleEvents.json(service.log.events.get(0).event().document()).at("/data/ext");
    }

    @Test
    void whatCouldNotBeReadIsKeptByteForByte() {
        String body = START + ",\"text\":\"he is h";

        service.post(STRUCTURED, body);

        assertThat(ext().path("raw").asText()).isEqualTo(body);
    }

    @Test
    void whatIsNoTextIsKeptAsBytes() {
        byte[] body = (START + ",\"text\":\"schön\"}}").getBytes(StandardCharsets.ISO_8859_1);

        Reply reply = service.send(service.events(STRUCTURED)
                .POST(BodyPublishers.ofByteArray(body))
                .build());

        assertThat(reply.status()).as(reply.response().body()).isEqualTo(202);
        assertThat(((Report) service.log.events.get(0).event().body()).text()).contains("sch\uFFFDn");
        String raw = ext().path("raw").asText();
        assertThat(Base64.getDecoder().decode(raw.substring(raw.indexOf(',') + 1)))
                .isEqualTo(body);
    }

    private static Stream<Arguments> otherBytes() {
        String whole = START + ",\"text\":\"help\"}}";
        byte[] marked = ("??" + whole).getBytes(StandardCharsets.US_ASCII);
        marked[0] = (byte) 0xFF;
        marked[1] = (byte) 0xFE;
        return Stream.of(
                Arguments.of("UTF-16 with a mark", whole.getBytes(StandardCharsets.UTF_16)),
                Arguments.of("UTF-16 from the little end", ("\uFEFF" + whole).getBytes(StandardCharsets.UTF_16LE)),
                Arguments.of("UTF-16 without a mark", whole.getBytes(StandardCharsets.UTF_16LE)),
                Arguments.of("UTF-16 from the big end, without a mark", whole.getBytes(StandardCharsets.UTF_16BE)),
                Arguments.of("a mark of UTF-16 before UTF-8", marked),
                Arguments.of("a line before it", ("ok: " + whole).getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("otherBytes")
    void inWhateverBytes(String what, byte[] body) {
        Reply reply = service.send(service.events(STRUCTURED)
                .POST(BodyPublishers.ofByteArray(body))
                .build());

        assertThat(reply.status()).as(reply.response().body()).isEqualTo(202);
        assertThat(service.log.events.get(0).subject()).isEqualTo(Subject.meeting("m-1"));
        assertThat(((Report) service.log.events.get(0).event().body()).text()).contains("help");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/cloudevents", "nonsense", ""})
    void underAnyContentType(String type) {
        var request = service.request("/v1/events")
                .header("Authorization", "Bearer " + RunningService.KEY)
                .POST(BodyPublishers.ofString(START + "}}"));
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }

        assertThat(service.send(request.build()).status()).isEqualTo(202);
    }

    @Test
    void inBinaryModeWithDataThatIsNone() {
        Reply reply = service.send(service.events("application/json")
                .header("ce-specversion", "1.0")
                .header("ce-id", "p-1")
                .header("ce-source", "//acme")
                .header("ce-type", Report.PANIC)
                .POST(BodyPublishers.ofString("{\"meeting\":{\"id\":\"m-1\"},\"text\":"))
                .build());

        assertThat(reply.status()).as(reply.response().body()).isEqualTo(202);
        assertThat(service.log.events.get(0).subject()).isEqualTo(Subject.meeting("m-1"));
    }

    @Test
    void byGzip() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream packing = new GZIPOutputStream(packed)) {
            packing.write((START + "}}").getBytes(StandardCharsets.UTF_8));
        }

        Reply reply = service.send(service.events(STRUCTURED)
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(packed.toByteArray()))
                .build());

        assertThat(reply.status()).as(reply.response().body()).isEqualTo(202);
    }

    @Test
    void whatUnpacksToMoreThanIsTakenIsRefused() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream packing = new GZIPOutputStream(packed)) {
            packing.write(" ".repeat(20_000_000).getBytes(StandardCharsets.UTF_8));
        }

        Reply reply = service.send(service.events(STRUCTURED)
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(packed.toByteArray()))
                .build());

        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.problem()).isEqualTo("too-large");
    }

    @Test
    void inABatchThatIsTooLargeOnlyThePanicIsTaken() {
        String flag = SampleEvents.all().get("report.flagged").toString();
        String body = "[" + String.join(",", Collections.nCopies(600, flag)) + "," + START + "}}]";

        Reply reply = service.post(BATCH, body);

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.json().path("accepted").asInt()).isOne();
        assertThat(reply.json().path("rejected")).hasSize(600);
        assertThat(reply.json().at("/rejected/0/problem/type").asText()).endsWith("too-many-events");
    }

    /** Of two calls for help neither is swallowed. */
    @ParameterizedTest
    @ValueSource(strings = {"\n", "", ",", " ,\r\n"})
    void severalOneBehindTheOther(String between) {
        String one = START + "}}";
        String other = one.replace("\"p-1\"", "\"p-2\"").replace("m-1", "m-2");

        for (String type : List.of("application/x-ndjson", STRUCTURED, BATCH)) {
            Reply reply = service.post(type, one + between + other);

            assertThat(reply.status()).as(reply.response().body()).isEqualTo(202);
            assertThat(reply.json().path("rejected")).isEmpty();
            assertThat(reply.json().path("receipts")).hasSize(2);
        }
        assertThat(service.log.events)
                .extracting(logged -> logged.subject().id())
                .containsExactlyInAnyOrder("m-1", "m-2");
    }

    @Test
    void inABatchThatBreaksOffWhatWasReadIsTakenAndTheRestIsToldOf() {
        String flag = SampleEvents.all().get("report.flagged").toString();

        Reply reply = service.post(BATCH, "[" + START + "}}," + flag + "," + flag.substring(0, flag.length() / 2));

        assertThat(reply.status()).as(reply.response().body()).isEqualTo(202);
        assertThat(reply.json().path("accepted").asInt()).isEqualTo(2);
        assertThat(reply.json().path("rejected")).hasSize(2);
    }

    @Test
    void butAWrongKeyIsRefusedAndWhatNamesNothing() {
        assertThat(service.send(service.request("/v1/events")
                                .header("Authorization", "Bearer pk_nobody")
                                .header("Content-Type", STRUCTURED)
                                .POST(BodyPublishers.ofString(START))
                                .build())
                        .status())
                .isEqualTo(401);
        assertThat(service.post(STRUCTURED, "{\"type\":\"" + Report.PANIC + "\",")
                        .status())
                .isEqualTo(400);
        assertThat(service.log.events).isEmpty();
    }
}
