package dev.pullcord.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.acceptance.Desk;
import dev.pullcord.acceptance.Events;
import dev.pullcord.acceptance.PullcordHttp;
import dev.pullcord.acceptance.PullcordHttp.Reply;
import dev.pullcord.acceptance.Receiver;
import dev.pullcord.acceptance.ServiceProcess;
import dev.pullcord.wire.DemoCredentials;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nothing of one platform is there for another's people or key, whatever ids they come by: by every call there is. */
@Timeout(240)
class OtherPlatformIT {
    /** Made by who holds a secret address or by a browser's session, and about nobody's id. */
    private static final Set<String> BY_OTHER_MEANS =
            Set.of("/v1/sign-in", "/v1/invitations", "/setup", "/signin", "/openapi.yaml");

    private static final List<String> ABOUT_ACCOUNTS = List.of("/v1/accounts/{id}");

    @TempDir
    Path folder;

    private PullcordHttp http;
    private DemoCredentials demo;

    /** What a path's {@code {…}} stands for, by its name, or for {@code {id}} by how the path begins; the longest beginning counts. */
    private final Map<String, String> ids = new LinkedHashMap<>();

    @Test
    void nothingOfOnePlatformIsThereForAnother() {
        try (Receiver receiver = new Receiver();
                ServiceProcess service = ServiceProcess.demo(folder.resolve("data"), Map.of(), receiver.url())) {
            http = new PullcordHttp(service.baseUrl());
            demo = service.credentials();
            service.run("platform", "add", "other");
            String key = last(service.run("platform", "key", "other").output());
            service.run("people", "add", "Olga", "--role", "admin", "--platform", "other");
            String olga = last(service.run("people", "token", "Olga", "--platform", "other")
                    .output());
            String olgasId = http.get("/v1/me", olga).json().path("id").asText();
            fill();
            Map<String, String> before = states();

            int tried = 0;
            for (Call call : calls()) {
                tried += call.path().contains("{") ? 1 : 0;
                assertNothingOf(call, olga);
                assertNothingOf(call, key);
            }

            assertThat(tried).as("calls about an id").isGreaterThan(60);
            assertThat(states()).as("untouched").isEqualTo(before);
            assertThat(http.get("/v1/audit/export", lead()).text())
                    .contains(ids.get("/v1/cases"))
                    .doesNotContain(olgasId);
        }
    }

    private record Call(String method, String path, boolean body, String id) {
        boolean about(List<String> beginnings) {
            return beginnings.stream().anyMatch(path::startsWith);
        }
    }

    private static List<Call> calls() {
        List<Call> calls = new ArrayList<>();
        JsonNode paths = RunningService.CONTRACT.document().path("paths");
        paths.properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    JsonNode operation = method.getValue();
                    String id = operation.path("operationId").asText();
                    boolean other = BY_OTHER_MEANS.stream().anyMatch(path.getKey()::startsWith);
                    boolean endless = id.equals("listenLive"); // see LiveIT
                    if (!id.isEmpty() && !other && !endless) {
                        String verb = method.getKey().toUpperCase(Locale.ROOT);
                        calls.add(new Call(verb, path.getKey(), operation.has("requestBody"), id));
                    }
                }));
        calls.sort(Comparator.comparing(
                call -> !call.path().startsWith("/v1/audit"))); // before what she asks is on her record
        return calls;
    }

    private void assertNothingOf(Call call, String credentials) {
        if (call.path().startsWith("/v1/receipts") || call.path().startsWith("/v1/connectors/")) {
            return; // whoever has a receipt may read it; a connector's events are let in by their own signature
        }
        String path = filled(call.path());
        String body = call.body() ? body(call.id()) : "";
        Reply reply = http.call(
                call.method(),
                path,
                Optional.of(credentials),
                call.body() ? Optional.of(read(body)) : Optional.empty());
        String what = call.id() + ": " + reply.status() + " " + reply.text();
        assertThat(reply.status()).as(what).isLessThan(500);
        boolean named = call.path().contains("{") && !call.about(ABOUT_ACCOUNTS);
        if (named) {
            assertThat(reply.status()).as(what).isIn(403, 404);
        }
        if (reply.status() == 403) {
            assertThat(reply.problem())
                    .as(what)
                    .isEqualTo("forbidden"); // by role or kind of credentials, before any look
        }
        Predicate<String> told = secret -> !path.contains(secret) && !body.contains(secret);
        secrets()
                .filter(told)
                .forEach(secret -> assertThat(reply.text()).as(call.id()).doesNotContain(secret));
    }

    /** Ids that nobody guesses, and who is spoken of. */
    private Stream<String> secrets() {
        Stream<String> given = ids.values().stream().distinct().filter(id -> id.length() > 9);
        return Stream.concat(given, Stream.of("acc-1", "acc-2", "rita"));
    }

    /** Every kind of thing that has an id, on the demo's platform. */
    private void fill() {
        Desk moderator = new Desk(http, demo.tokens().get("moderator"));
        http.postEvents(demo.platformKey(), List.of(Events.flag("e-1", "rita", "acc-1", "grooming")));
        Desk.Held first =
                await().until(moderator::claimNext, Optional::isPresent).orElseThrow();
        String c = first.caseId();
        moderator.decide(c, first.token(), "violation", "grooming", List.of("warn"));
        ids.put("/v1/cases", c);
        ids.put("{caseId}", c);
        ids.put("/v1/accounts", "acc-1");
        ids.put("/v1/decisions", c + ".d1");
        ids.put("/v1/actions", c + ".d1.a1");
        ids.put("/v1/notices", c + ".n1");
        ids.put("{evidenceId}", "1");
        ids.put("{measure}", "warning");
        make("/v1/filings", lead(), json().put("case", c).put("authority", "ncmec"));
        make(
                "/v1/appeals",
                demo.platformKey(),
                json().put("decisionId", c + ".d1").put("text", "not me"));
        make("/v1/holds", lead(), read(SampleBodies.of("placeHold")));
        ids.put("{release}", made("/v1/cases/" + c + "/releases", lead(), read(SampleBodies.of("proposeRelease"))));
        made("/v1/quality/gold", lead(), read(body("markGold")));
        ids.put("/v1/quality/gold", c);
        ids.put("/v1/quality/reviews", c + ".d1.r1");
        ids.put("{v}", "mine");
        made("/v1/policies", lead(), read(SampleBodies.of("addPolicy")));
        ids.put("/v1/policies/{v}/backtests", made("/v1/policies/mine/backtests", lead(), json()));
        ids.put("{tokenId}", made("/v1/me/tokens", lead(), read(SampleBodies.of("addToken"))));
        ids.put("{passkeyId}", "none");
        ids.put(
                "/v1/platform/keys",
                http.get("/v1/platform", lead()).json().at("/keys/0/id").asText());
        make("/v1/platform/signing-secrets", demo.tokens().get("admin"), json());
        ids.put("{name}", http.get("/v1/me", lead()).json().path("id").asText());

        http.postEvents(demo.platformKey(), List.of(Events.flag("e-2", "rita", "acc-2", "harassment")));
        Desk.Held second =
                await().until(moderator::claimNext, Optional::isPresent).orElseThrow();
        moderator.release(second.caseId(), second.token());
        ObjectNode bulk = json().put("why", "one quarrel");
        bulk.putArray("cases").add(second.caseId());
        bulk.putObject("decision").put("outcome", "no_violation").put("reason", "x");
        make("/v1/bulks", demo.tokens().get("senior"), bulk);
    }

    private void make(String list, String token, JsonNode body) {
        ids.put(list, made(list, token, body));
    }

    private String made(String list, String token, JsonNode body) {
        Reply reply = http.post(list, token, body);
        assertThat(reply.status()).as(list + ": " + reply.text()).isBetween(201, 202);
        return reply.json().path("id").asText();
    }

    /** The path, about what is on the demo's platform. */
    private String filled(String path) {
        String about = ids.keySet().stream()
                .filter(path::startsWith)
                .reduce((one, two) -> one.length() > two.length() ? one : two)
                .map(ids::get)
                .orElse("{id}");
        String whole = path.replace("{id}", about);
        for (Map.Entry<String, String> each : ids.entrySet()) {
            whole = each.getKey().startsWith("{") ? whole.replace(each.getKey(), each.getValue()) : whole;
        }
        assertThat(whole).as("an id for it").doesNotContain("{");
        return whole;
    }

    /** As the contract's samples have it, about the demo platform's case. */
    private String body(String operation) {
        String c = ids.get("/v1/cases");
        return SampleBodies.of(operation)
                .replace(FilledDesk.CASE_CLOSED, c)
                .replace(FilledDesk.CASE, c)
                .replace("version: mine", "version: theirs")
                .replace("id-lead", ids.getOrDefault("{name}", "id-lead"));
    }

    /** What became of each case, so far as its people see. */
    private Map<String, String> states() {
        Map<String, String> states = new LinkedHashMap<>();
        http.list("/v1/cases", lead())
                .forEach(c -> states.put(c.path("id").asText(), c.path("state").asText() + c.path("version")));
        for (String list : List.of("/v1/filings", "/v1/holds", "/v1/appeals", "/v1/people", "/v1/policies")) {
            states.put(list, http.get(list, lead()).text());
        }
        return states;
    }

    private String lead() {
        return demo.tokens().get("lead");
    }

    private static ObjectNode json() {
        return PullcordHttp.JSON.createObjectNode();
    }

    private static JsonNode read(String json) {
        try {
            return PullcordHttp.JSON.readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String last(String output) {
        return output.strip().lines().reduce((a, b) -> b).orElseThrow().strip();
    }
}
