package dev.pullcord.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.web.RunningService.Reply;
import dev.pullcord.wire.SampleEvents;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Nothing that is sent is our fault: there is no input that makes a 500. */
class AnyInputIT {
    private static RunningService service;

    @BeforeContainer
    static void start() throws IOException {
        service = new RunningService(Files.createTempDirectory("any-input"));
    }

    @AfterContainer
    static void stop() throws IOException {
        service.close();
    }

    private static void isAnswered(String contentType, byte[] body) {
        Reply reply = service.send(service.events(contentType)
                .POST(BodyPublishers.ofByteArray(body))
                .build());

        assertThat(reply.status()).as("%s", reply.response().body()).isIn(202, 400, 404, 413, 429);
        if (reply.status() != 202) {
            assertThat(reply.problem()).isNotEqualTo("none");
        }
    }

    @Property(tries = 150)
    void anyBytes(@ForAll byte[] body, @ForAll("types") String type) {
        isAnswered(type, body);
    }

    @Property(tries = 300)
    void anyChangeOfAnEvent(
            @ForAll("sorts") String sort,
            @ForAll("json") String value,
            @ForAll int place,
            @ForAll("types") String type) {
        ObjectNode event = SampleEvents.all().get(sort).deepCopy();
        List<ObjectNode> objects = new ArrayList<>();
        objectsOf(event, objects);
        ObjectNode changed = objects.get(Math.floorMod(place, objects.size()));
        List<String> names = new ArrayList<>();
        changed.fieldNames().forEachRemaining(names::add);
        names.add("new");
        changed.set(names.get(Math.floorMod(place / 31, names.size())), SampleEvents.json(value));

        isAnswered(type, event.toString().getBytes(StandardCharsets.UTF_8));
        isAnswered(type, ("[" + event + "]").getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 100)
    void anyHeaders(@ForAll("headers") String id, @ForAll("headers") String eventType, @ForAll("json") String body) {
        Reply reply = service.send(service.events("application/json")
                .header("ce-specversion", "1.0")
                .header("ce-id", id)
                .header("ce-source", id)
                .header("ce-type", eventType)
                .POST(BodyPublishers.ofString(body))
                .build());

        assertThat(reply.status()).isIn(202, 400, 404, 429);
    }

    private static void objectsOf(JsonNode node, List<ObjectNode> objects) {
        if (node instanceof ObjectNode object) {
            objects.add(object);
        }
        node.forEach(child -> objectsOf(child, objects));
    }

    @Provide
    Arbitrary<String> types() {
        return Arbitraries.of("application/cloudevents+json", "application/cloudevents-batch+json", "application/json");
    }

    @Provide
    Arbitrary<String> sorts() {
        return Arbitraries.of(SampleEvents.all().keySet());
    }

    @Provide
    Arbitrary<String> headers() {
        return Arbitraries.oneOf(
                Arbitraries.strings()
                        .withCharRange(' ', '~')
                        .ofMinLength(1)
                        .ofMaxLength(20)
                        .map(s -> "x" + s.strip()),
                Arbitraries.of(
                        "%00",
                        "%ff", "%", "\"", "\"\\", "dev.pullcord.report.panic.v1", "dev.pullcord.report.flagged.v1"));
    }

    @Provide
    Arbitrary<String> json() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "null",
                        "true",
                        "0",
                        "-1",
                        "1.5",
                        "1e400",
                        "99999999999999999999",
                        "\"\"",
                        "\"\\u0000\"",
                        "\"\\udfff\"",
                        "[]",
                        "{}",
                        "[null]",
                        "{\"id\":null}",
                        "{\"id\":{\"id\":1}}",
                        "\"9999-01-01T00:00:00Z\"",
                        "{\"\":\"\"}",
                        "{\"a/b~c\":[{}]}"),
                Arbitraries.strings()
                        .ofMaxLength(300)
                        .map(s -> SampleEvents.JSON.getNodeFactory().textNode(s).toString()));
    }
}
