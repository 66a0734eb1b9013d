package dev.pullcord.web;

import static dev.pullcord.web.Operation.holdsTo;
import static dev.pullcord.web.Operation.operation;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pullcord.web.RunningService.Reply;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What the contract says of single calls beyond their shape. */
class DeskCallsIT {
    @TempDir
    static Path dir;

    private static RunningService service;

    @BeforeAll
    static void start() throws IOException {
        service = new RunningService(dir);
        FilledDesk.fill(service);
    }

    @AfterAll
    static void stop() throws IOException {
        service.close();
    }

    private static Reply call(Operation operation, String credentials, String pathId, String query, String body) {
        HttpRequest.Builder request = service.request(operation.path().replace("{id}", pathId) + query);
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

    /** So that it can tell the account; and where it is to tell nothing it is given nothing. */
    @Test
    void aPlatformReadsTheWordsOfItsOwnDecisionsUnlessTheNoticeIsSuppressed() {
        Operation words = operation("getWords");
        String id = SampleCallers.named(words.id(), words.path());

        Reply told = call(words, RunningService.KEY, id, "", "");
        assertThat(told.status()).as(told.response().body()).isEqualTo(200);
        assertThat(told.json().path("noticeSuppressed").asBoolean(true)).isFalse();
        assertThat(told.json().path("decidedBy")).isNotEmpty();
        assertThat(told.json().path("account").path("de").asText()).isNotEmpty();
        holdsTo(words, told);
        assertThat(call(words, RunningService.KEY, "c003-99999999999999999999.d1", "", "")
                        .status())
                .isEqualTo(404);

        Reply suppressed = call(words, RunningService.KEY, FilledDesk.SUPPRESSED, "", "");
        assertThat(suppressed.json().path("noticeSuppressed").asBoolean()).isTrue();
        assertThat(suppressed.json().path("account")).isEmpty();
        holdsTo(words, suppressed);
    }

    /** Left out it is "no violation": to the account what it asked for, to a reporter the opposite. */
    @Test
    void aReportersGrantedAppealSaysWhatIsDecidedInstead() {
        Operation decide = operation("decideAppeal");
        String bare = "{\"outcome\":\"overturn\",\"reason\":\"looked again\"}";

        Reply refused = call(decide, "pat_lead", FilledDesk.CASE + ".d1.p2", "", bare);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("pointer").asText()).isEqualTo("/decision");
        assertThat(call(decide, "pat_lead", FilledDesk.CASE + ".d1.p1", "", bare)
                        .status())
                .isEqualTo(201);
    }

    /** So that who contests a decision hears why it stands. */
    @Test
    void aPlatformReadsWhatBecameOfAnAppeal() {
        Operation read = operation("getAppeal");
        Reply waits = call(read, RunningService.KEY, FilledDesk.CASE + ".d1.p1", "", "");
        assertThat(waits.json().path("state").asText()).isEqualTo("open");
        assertThat(waits.json().has("answer")).isFalse();

        Reply told = call(read, RunningService.KEY, FilledDesk.CASE + ".d1.p2", "", "");
        holdsTo(read, told);
        assertThat(told.json().path("state").asText()).isEqualTo("upheld");
        assertThat(told.json().path("answer").asText()).isEqualTo("You wrote it twice.");
        assertThat(told.response().body()).doesNotContain("id-senior");
        assertThat(call(read, RunningService.KEY, "c003-99999999999999999999.d1.p1", "", "")
                        .status())
                .isEqualTo(404);
    }

    /** It is what the budget is about, whatever way leads there. */
    @Test
    void whoSaidThatHeNeedsToStopLooksAtNoEvidenceEither() {
        String look = "/v1/cases/" + FilledDesk.CASE + "/evidence/ev-1/views";
        assertThat(post("/v1/me/stop", "{}").status()).isEqualTo(204);
        try {
            Reply refused = post(look, SampleBodies.of("viewEvidence"));
            assertThat(refused.status()).as(refused.response().body()).isEqualTo(409);
            assertThat(refused.problem()).isEqualTo("stopped");
        } finally {
            post("/v1/me/resume", "{}");
        }
        assertThat(post(look, SampleBodies.of("viewEvidence")).status()).isEqualTo(200);
    }

    /** Nothing of it is shown before; whoever is more than a moderator is asked nothing. */
    @Test
    void aModeratorSaysWhyBeforeHeOpensSomebodyElsesCase() {
        String other = "/v1/cases/" + FilledDesk.CASE_OF_OTHERS;
        for (Reply refused : List.of(
                call(operation("getCase"), "pat_moderator", FilledDesk.CASE_OF_OTHERS, "", ""),
                call(operation("listReports"), "pat_moderator", FilledDesk.CASE_OF_OTHERS, "", ""),
                post(other + "/decisions/preview", SampleBodies.of("previewDecision")),
                post(other + "/evidence/ev-1/views", SampleBodies.of("viewEvidence")))) {
            assertThat(refused.status()).as(refused.response().body()).isEqualTo(403);
            assertThat(refused.problem()).isEqualTo("reason-needed");
            assertThat(refused.response().body()).doesNotContain("a-other");
        }
        assertThat(call(operation("getCase"), "pat_senior", FilledDesk.CASE_OF_OTHERS, "", "")
                        .status())
                .isEqualTo(200);

        assertThat(post(other + "/looks", SampleBodies.of("lookIntoCase")).status())
                .isEqualTo(201);
    }

    private static Reply post(String path, String body) {
        return service.send(service.request(path)
                .header("Authorization", "Bearer pat_moderator")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    @Test
    void whatIsUpheldTakesNoOtherDecision() {
        Operation hear = operation("decideAppeal");
        String id = SampleCallers.named(hear.id(), hear.path());
        String body =
                "{\"outcome\":\"uphold\",\"reason\":\"it was right\",\"decision\":{\"outcome\":\"no_violation\"}}";

        Reply reply = call(hear, "pat_senior", id, "", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("pointer").asText()).isEqualTo("/decision");
        holdsTo(hear, reply);
    }

    /** As every list: what is behind a page is found by its {@code next}. */
    @TestFactory
    List<DynamicTest> listsThatAreCutSayWhereTheyGoOn() {
        return Stream.of("listAppeals", "listFilings", "listSecondLooks", "listDisagreements")
                .map(id -> DynamicTest.dynamicTest(id, () -> {
                    Operation list = operation(id);
                    String who = "pat_admin";
                    JsonNode whole = call(list, who, "", "", "").json();
                    assertThat(whole.path("next").isNull()).isTrue();
                    assertThat(whole.path("items")).isNotEmpty();

                    JsonNode behind = call(
                                    list,
                                    who,
                                    "",
                                    "?cursor=" + whole.path("items").size(),
                                    "")
                            .json();
                    assertThat(behind.path("items")).isEmpty();
                    if (whole.path("items").size() > 1) {
                        JsonNode first = call(list, who, "", "?limit=1", "").json();
                        assertThat(first.path("items")).hasSize(1);
                        assertThat(first.path("next").asText()).isEqualTo("1");
                    }
                }))
                .toList();
    }
}
