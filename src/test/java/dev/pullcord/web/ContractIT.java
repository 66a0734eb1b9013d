package dev.pullcord.web;

import static dev.pullcord.web.Operation.holdsTo;
import static dev.pullcord.web.Operation.operation;
import static dev.pullcord.web.Operation.operations;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.review.PersonalToken;
import dev.pullcord.web.RunningService.Reply;
import dev.pullcord.wire.SampleEvents;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The running service is held to its document: every operation answers what is written there. */
class ContractIT {
    private static final String CASE = FilledDesk.CASE;

    @TempDir
    static Path dir;

    private static RunningService service;

    /** What succeeds only after other calls, or with a provider: shown in {@link SignInIT} and {@link ProviderIT}. */
    private static final Set<String> NEED_MORE = Set.of(
            "confirmTotp",
            "addPasskey",
            "removePasskey",
            "signInByPassword",
            "signInByPasskey",
            "beginProviderSignIn",
            "endProviderSignIn",
            "providerSignedOut",
            "postNativeEvents");

    private static String receipt;

    @BeforeAll
    static void start() throws IOException {
        service = new RunningService(dir);
        FilledDesk.fill(service);
        receipt = service.post("application/cloudevents+json", SampleBodies.of("postEvents"))
                .json()
                .at("/receipts/0/receipt")
                .asText();
    }

    @AfterAll
    static void stop() throws IOException {
        service.close();
    }

    private static String release(String operation) {
        return switch (operation) {
            case "getBundle" -> "r2";
            case "getXarf" -> "r3";
            default -> "r1";
        };
    }

    private static Reply call(Operation operation, String credentials, String pathId, String query, String body) {
        String path = operation
                .path()
                .replaceAll("\\{(caseId|id)}", pathId)
                .replace("{receipt}", receipt)
                .replace("{code}", "good-code")
                .replace("{evidenceId}", "ev-1")
                .replace("{measure}", "m1")
                .replace("{release}", release(operation.id()))
                .replace("{name}", "moderator")
                .replace("{tokenId}", "token-of-mod")
                .replace("{passkeyId}", "none")
                .replace("{file}", "signin.js")
                .replace("{v}", "us-2026-11-01");
        HttpRequest.Builder request = service.request(path + query);
        if (!credentials.isEmpty()) {
            request.header("Authorization", "Bearer " + credentials);
        }
        if (operation.node().has("requestBody")) {
            request.header("Content-Type", "application/json");
            request.method(operation.method(), BodyPublishers.ofString(body));
        } else {
            request.method(operation.method(), BodyPublishers.noBody());
        }
        return service.send(request.build());
    }

    private static boolean ofSession(Operation operation) {
        return operation.node().path("x-session-only").asBoolean(false);
    }

    private static Reply call(Operation operation) {
        if (operation.path().equals("/v1/session") || ofSession(operation)) {
            SignedIn browser = SignedIn.at(service);
            return operation.node().has("requestBody")
                    ? browser.send(operation.method(), operation.path(), SampleBodies.of(operation.id()))
                    : browser.send(operation.method(), operation.path());
        }
        boolean ofPlatform = operation.node().at("/tags/0").asText().equals("events");
        String query = operation.id().equals("getStanding") ? "?account=a-1" : "";
        service.invite();
        service.people.addToken(PersonalToken.whole("token-of-moderator", "id-moderator", Optional.empty()));
        String credentials =
                ofPlatform ? RunningService.KEY : SampleCallers.credentials(operation.id(), operation.path());
        String id = SampleCallers.named(operation.id(), operation.path());
        return call(operation, credentials, id, query, SampleBodies.of(operation.id()));
    }

    @TestFactory
    List<DynamicTest> everyOperationAnswersWhatIsWritten() {
        return operations().stream()
                .filter(operation -> !NEED_MORE.contains(operation.id()))
                .map(operation -> DynamicTest.dynamicTest(operation.id(), () -> {
                    Reply reply = call(operation);

                    assertThat(reply.status()).as(reply.response().body()).isBetween(200, 299);
                    holdsTo(operation, reply);
                }))
                .toList();
    }

    @TestFactory
    List<DynamicTest> everyOperationRefusesAsIsWritten() {
        return operations().stream()
                .filter(operation -> !operation.node().path("security").isEmpty())
                .map(operation -> DynamicTest.dynamicTest(operation.id(), () -> {
                    String query = operation.id().equals("getStanding") ? "?account=a" : "";
                    String body = SampleBodies.of(operation.id());
                    Reply nobody = call(operation, "", CASE, query, body);
                    assertThat(nobody.status()).isEqualTo(401);
                    holdsTo(operation, nobody);

                    boolean ofPlatform = operation.node().at("/tags/0").asText().equals("events");
                    boolean auditorMay =
                            operation.node().path("security").toString().contains("[\"auditor\"]");
                    if (ofPlatform || !operation.id().equals("getWords")) { // these are for both
                        Reply wrong = call(operation, ofPlatform ? "pat_admin" : "pk_valid", CASE, query, body);
                        assertThat(wrong.status()).isEqualTo(403);
                    }
                    Reply auditor = call(operation, "pat_auditor", CASE, query, body);
                    assertThat(auditor.status() == 403).isEqualTo(ofPlatform || !auditorMay || ofSession(operation));
                }))
                .toList();
    }

    @TestFactory
    List<DynamicTest> everyDeskCallRefusesUnknownFields() {
        return operations().stream()
                .filter(operation -> operation.node().at("/requestBody/content").has("application/json")
                        && !ofSession(operation)
                        && !operation.node().path("x-raw-body").asBoolean(false))
                .map(operation -> DynamicTest.dynamicTest(operation.id(), () -> {
                    String body = SampleBodies.of(operation.id())
                            .replaceFirst("}$", ",\"hidden\":1}")
                            .replace("{,", "{");

                    boolean ofPlatform = operation.node().at("/tags/0").asText().equals("events");
                    Reply reply = call(operation, ofPlatform ? RunningService.KEY : "pat_admin", CASE, "", body);

                    assertThat(reply.status()).isEqualTo(400);
                    assertThat(reply.json().path("pointer").asText()).isEqualTo("/hidden");
                    holdsTo(operation, reply);
                }))
                .toList();
    }

    @TestFactory
    List<DynamicTest> whatIsNotThereIsSaidToBeSo() {
        return operations().stream()
                .filter(operation -> operation.path().matches(".*\\{(id|caseId)}.*"))
                .filter(operation -> !operation.path().startsWith("/v1/claims/")) // asked of the stub: always claimed
                .filter(operation -> !operation.path().startsWith("/v1/accounts/")) // any may be one we never heard of
                .map(operation -> DynamicTest.dynamicTest(operation.id(), () -> {
                    boolean ofPlatform = operation.node().at("/tags/0").asText().equals("events");
                    String credentials = ofPlatform ? RunningService.KEY : "pat_admin";
                    Reply reply = call(operation, credentials, "nothing%20here", "", SampleBodies.of(operation.id()));

                    assertThat(reply.status()).isEqualTo(404);
                    holdsTo(operation, reply);
                }))
                .toList();
    }

    @Test
    void aFigureLeadsToItsCasesAndAWindowThatThereIsNotIsNamed() {
        Operation cases = operation("listFigureCases");

        Reply slow = call(cases, "pat_lead", CASE, "?window=P1D&span=decision&atLeastMs=50000&belowMs=60000", "");
        assertThat(slow.json().path("count").asInt()).isEqualTo(1);
        holdsTo(cases, slow);
        Reply failed = call(cases, "pat_lead", CASE, "?action=warn&end=failed", "");
        assertThat(failed.json().path("count").asInt()).isZero();
        Reply done = call(cases, "pat_lead", CASE, "?action=warn&end=done&cause=appeal&signal=USR-1", "");
        assertThat(done.json().at("/items/0/case").asText()).isEqualTo(FilledDesk.CASE_CLOSED);

        Reply never = call(operation("getFigures"), "pat_lead", CASE, "?window=P2D", "");
        assertThat(never.status()).isEqualTo(400);
        assertThat(never.json().path("parameter").asText()).isEqualTo("window");
    }

    @Test
    void nobodyApprovesWhatHeProposed() {
        Operation answer = operation("answerProposal");

        Reply reply = call(answer, "pat_senior", FilledDesk.CASE_OF_SENIOR, "", SampleBodies.of(answer.id()));

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.json().path("type").asText()).endsWith("own-decision");
        holdsTo(answer, reply);
    }

    @Test
    void onlyWhoProposedItTakesItBack() {
        Operation withdraw = operation("withdrawProposal");

        Reply his = call(withdraw, "pat_senior", FilledDesk.CASE_OF_SENIOR, "", SampleBodies.of(withdraw.id()));
        assertThat(his.status()).as(his.response().body()).isEqualTo(200);
        holdsTo(withdraw, his);

        Reply others = call(withdraw, "pat_moderator", FilledDesk.CASE_OF_SENIOR, "", SampleBodies.of(withdraw.id()));
        assertThat(others.status()).isEqualTo(403);
        assertThat(others.json().path("type").asText()).endsWith("not-yours");
        holdsTo(withdraw, others);
    }

    @Test
    void anAccountIsShownAndOneThatNothingIsKnownOfIsNot() {
        Operation get = operation("getAccount");

        Reply known = call(get, "pat_auditor", "a-sub", "", "");
        assertThat(known.status()).as(known.response().body()).isEqualTo(200);
        holdsTo(get, known);
        assertThat(known.json().path("strikes")).isEmpty();
        assertThat(known.json().at("/standing/suspended").isBoolean()).isTrue();

        Reply unknown = call(get, "pat_moderator", "nobody", "", "");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.json().path("type").asText()).endsWith("not-found");
        holdsTo(get, unknown);
    }

    @Test
    void linksComePageByPage() {
        service.share("their-device", "one", "two", "three", "four");
        Operation list = operation("listLinks");

        Reply first = call(list, "pat_moderator", "one", "?limit=2", "");
        assertThat(first.status()).as(first.response().body()).isEqualTo(200);
        holdsTo(list, first);
        Reply second = call(
                list,
                "pat_auditor",
                "one",
                "?limit=2&cursor=" + first.json().path("next").asText(),
                "");
        holdsTo(list, second);

        assertThat(first.json().path("items")).hasSize(2);
        assertThat(first.json().path("more").asInt()).isEqualTo(1);
        assertThat(second.json().path("items"))
                .hasSize(1)
                .doesNotContainAnyElementsOf(first.json().path("items"));
        assertThat(second.json().path("next").isNull()).isTrue();
        assertThat(call(list, "pat_moderator", "one", "?cursor=x", "").status()).isEqualTo(400);
    }

    /** A misspelt filter that is passed over shows what nobody asked for. */
    @Test
    void aParameterThatIsNotKnownIsRefusedByName() {
        Reply reply = call(operation("listLinks"), "pat_moderator", "one", "?limit=2&limt=3", "");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("parameter").asText()).isEqualTo("limt");
        assertThat(reply.json().path("detail").asText()).contains("cursor, limit");
    }

    /** They lie in other partitions than the case. */
    @Test
    void linksThatCannotBeReadKeepNoCaseFromWhoLooksAtIt() {
        Operation getCase = operation("getCase");
        assertThat(call(getCase, "pat_moderator", CASE, "", "")
                        .json()
                        .at("/links/complete")
                        .asBoolean())
                .isTrue();

        service.linksAway = true;
        try {
            Reply reply = call(getCase, "pat_moderator", CASE, "", "");

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.json().at("/links/complete").asBoolean(true)).isFalse();
        } finally {
            service.linksAway = false;
        }
    }

    @Test
    void aClaimsTokenIsForItsHolder() {
        Operation getCase = operation("getCase");

        assertThat(call(getCase, "pat_moderator", CASE, "", "")
                        .json()
                        .at("/claim/token")
                        .asText())
                .isEqualTo("secret-token");
        assertThat(call(getCase, "pat_senior", CASE, "", "")
                        .json()
                        .path("claim")
                        .has("token"))
                .isFalse();
    }

    @Test
    void aParameterThatIsWrongIsNamed() {
        for (Map.Entry<String, String> wrong : Map.of(
                        "limit=0",
                        "limit",
                        "limit=501",
                        "limit",
                        "limit=x",
                        "limit",
                        "state=lost",
                        "state",
                        "reason=none",
                        "reason",
                        "account=" + "x".repeat(257),
                        "account",
                        "queue=%00",
                        "queue")
                .entrySet()) {
            Reply reply = service.send(service.request("/v1/cases?" + wrong.getKey())
                    .header("Authorization", "Bearer pat_moderator")
                    .build());

            assertThat(reply.status()).as(wrong.getKey()).isEqualTo(400);
            assertThat(reply.json().path("parameter").asText()).isEqualTo(wrong.getValue());
        }
    }

    @Test
    void anUnknownPathAndAnUnknownMethodAreProblems() {
        Reply nowhere = service.send(service.request("/v1/nowhere").build());
        Reply wrongMethod =
                service.send(service.request("/v1/claims/" + CASE).GET().build());

        assertThat(nowhere.status()).isEqualTo(404);
        assertThat(nowhere.problem()).isEqualTo("not-found");
        assertThat(wrongMethod.status()).isEqualTo(405);
        assertThat(wrongMethod.problem()).isEqualTo("method-not-allowed");
        assertThat(wrongMethod.header("allow")).contains("DELETE", "OPTIONS", "POST", "PUT");
    }

    @Test
    void headAnswersLikeGetWithoutABodyAndOptionsSaysWhatGoes() {
        Reply head = service.send(service.request("/openapi.yaml")
                .method("HEAD", BodyPublishers.noBody())
                .build());
        Reply options = service.send(service.request("/v1/cases")
                .method("OPTIONS", BodyPublishers.noBody())
                .build());

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("content-type")).isEqualTo("application/yaml");
        assertThat(head.response().body()).isEmpty();
        assertThat(options.status()).isEqualTo(204);
        assertThat(options.header("allow")).isEqualTo("GET, HEAD, OPTIONS");
    }

    @Test
    void standingHasAShortForm() {
        Reply reply = service.send(service.request("/v1/standing?account=a-1")
                .header("Authorization", "Bearer " + RunningService.KEY)
                .header("Accept", "application/json; profile=\"access\"")
                .build());

        assertThat(reply.json()).isEqualTo(SampleEvents.json("{\"access\":false}"));
    }

    @Test
    void aKeyWithoutTheScopeReadsNoStanding() {
        Reply reply = service.send(service.request("/v1/standing?account=a-1")
                .header("Authorization", "Bearer " + RunningService.WRITE_ONLY_KEY)
                .build());

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.json().path("needs").asText()).contains("standing_read");
    }
}
