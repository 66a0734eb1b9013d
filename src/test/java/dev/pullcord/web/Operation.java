package dev.pullcord.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pullcord.web.RunningService.Reply;
import dev.pullcord.wire.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An operation as {@code openapi.yaml} writes it.
 *
 * @param id its operationId
 * @param method in capitals
 * @param path with its parameters in braces
 * @param node all that is written of it
 */
record Operation(String id, String method, String path, JsonNode node) {
    static Operation operation(String id) {
        return operations().stream().filter(o -> o.id().equals(id)).findFirst().orElseThrow();
    }

    static List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        RunningService.CONTRACT
                .document()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    String id = method.getValue().path("operationId").asText("listenLive");
                    if (!id.equals("listenLive")) { // which never ends by itself: see LiveIT
                        operations.add(new Operation(
                                method.getValue().path("operationId").asText(),
                                method.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                method.getValue()));
                    }
                }));
        return operations;
    }

    /** The answer's status, content type and body are among those written for it. */
    static void holdsTo(Operation operation, Reply reply) {
        String status = Integer.toString(reply.status());
        JsonNode responses = operation.node().path("responses");
        assertThat(responses.has(status))
                .as("%s answers %s", operation.id(), status)
                .isTrue();
        JsonNode content =
                RunningService.CONTRACT.resolved(responses.path(status)).path("content");
        if (content.isMissingNode()) {
            assertThat(reply.response().body()).isEmpty();
            return;
        }
        String type = reply.header("content-type").split(";", 2)[0];
        assertThat(content.has(type))
                .as("%s answers %s as %s", operation.id(), status, type)
                .isTrue();
        if (type.endsWith("json") && !type.endsWith("ndjson")) { // lines are shown in AuditOverHttpIT
            String at = pointer(operation, status) + "/content" + Refusal.step(type) + "/schema";
            assertThat(RunningService.CONTRACT.check(at).refusal(reply.json(), "broken"))
                    .as("%s %s %s", operation.id(), status, reply.response().body())
                    .isEmpty();
        }
    }

    private static String pointer(Operation operation, String status) {
        String at = "/paths" + Refusal.step(operation.path()) + "/"
                + operation.method().toLowerCase(Locale.ROOT) + "/responses/" + status;
        JsonNode ref = RunningService.CONTRACT.document().at(at).path("$ref");
        return ref.isTextual() ? ref.textValue().substring(1) : at;
    }
}
