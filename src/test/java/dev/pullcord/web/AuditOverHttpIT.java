package dev.pullcord.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pullcord.audit.AuditEntry;
import dev.pullcord.audit.ChainId;
import dev.pullcord.review.ClaimGuard;
import dev.pullcord.review.ReviewQueue;
import dev.pullcord.review.Role;
import dev.pullcord.web.RunningService.Reply;
import dev.pullcord.wire.AuditLines;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looking leaves a trace, and the trace can be searched and taken away. */
class AuditOverHttpIT {
    private static final ChainId ADMIN = new ChainId("acme", 0, ChainId.Hand.ADMIN);
    private static final ChainId LOOKS = new ChainId("acme", 0, ChainId.Hand.LOOK);

    /** What desks and leads read that names no account, no case and no person, or only themselves; or is remembered elsewhere. */
    private static final Set<String> NOTHING_TO_REMEMBER = Set.of(
            "getMe", // himself
            "listTokens",
            "listOutcomes",
            "getSession",
            "getCredentials",
            "listQueues", // numbers
            "listRecipients", // in the case's own timeline, without where the victim is
            "listConnectors",
            "listDirectory", // the installation's, nobody's data
            "getRetention", // numbers, and ids of cases
            "listNotices", // lanes and channels, nobody's data
            "listPolicies",
            "getPolicy",
            "diffPolicy",
            "getBacktest",
            "getShadow", // numbers, and ids of cases
            "listenLive", // ids, and what is looked at then is a look of its own
            "getCase", // in the case's own timeline, before it is answered
            "listReports",
            "getFiling",
            "getBundle", // in the case's own timeline, before it leaves
            "getXarf",
            "tellAccount", // in the chain of the account's partition
            "getAccount", // in the chain of the account's partition
            "listLinks");

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
        service.close();
    }

    private Reply get(String path, String role) {
        return service.send(service.request(path)
                .header("Authorization", "Bearer pat_" + role)
                .build());
    }

    private List<AuditEntry> looks() {
        return service.audit.read(LOOKS, 1, 100).toCompletableFuture().join();
    }

    @Test
    void everyCallThatReadsIsRememberedOrSaysWhyNot() {
        Set<String> silent = new TreeSet<>();
        RunningService.CONTRACT.document().path("paths").properties().forEach(path -> {
            JsonNode get = path.getValue().path("get");
            boolean ofPeople = get.path("security").toString().contains("personalToken");
            if (ofPeople && !get.has("x-remembered")) {
                silent.add(get.path("operationId").asText());
            }
        });

        assertThat(silent).isEqualTo(new TreeSet<>(NOTHING_TO_REMEMBER));
    }

    @Test
    void aSearchIsOnRecordWithWhoAndWhatWasAskedFor() {
        assertThat(get("/v1/cases?account=a-sub&limit=5", "moderator").status()).isEqualTo(200);

        assertThat(looks()).singleElement().satisfies(entry -> {
            assertThat(entry.draft().actor()).isEqualTo("id-moderator");
            assertThat(entry.draft().role()).isEqualTo("moderator");
            assertThat(entry.draft().verb()).isEqualTo("cases_searched");
            assertThat(entry.draft().detail()).containsOnly(java.util.Map.entry("account", "a-sub"));
            assertThat(entry.draft().at()).isEqualTo(service.now());
        });
    }

    /** It shows the case as a decision would be written, to whoever may decide: a look like another. */
    @Test
    void aPreviewOfADecisionIsOnRecord() {
        String path = "/v1/cases/" + FilledDesk.CASE + "/decisions/preview";
        assertThat(post(path, "moderator", SampleBodies.of("previewDecision")).status())
                .isEqualTo(200);

        assertThat(looks()).singleElement().satisfies(entry -> {
            assertThat(entry.draft().verb()).isEqualTo("decision_previewed");
            assertThat(entry.draft().detail()).containsEntry("id", FilledDesk.CASE);
        });
    }

    @Test
    void aPreviewOfABulkIsOnRecordWithItsCases() {
        assertThat(post("/v1/bulks/preview", "senior", SampleBodies.of("previewBulk"))
                        .status())
                .isEqualTo(200);

        assertThat(looks()).singleElement().satisfies(entry -> {
            assertThat(entry.draft().verb()).isEqualTo("bulk_previewed");
            assertThat(entry.draft().detail()).containsEntry("cases", FilledDesk.CASE);
        });
    }

    @Test
    void theSameLookWithinAMinuteIsOneEntryAndAnotherIsNot() {
        get("/v1/cases?account=a-sub", "moderator");
        get("/v1/cases?account=a-sub&limit=7", "moderator");
        assertThat(looks()).hasSize(1);

        get("/v1/cases?account=b", "moderator");
        get("/v1/cases?account=a-sub", "lead");
        assertThat(looks()).hasSize(3);

        service.moveClock(Duration.ofSeconds(61));
        get("/v1/cases?account=a-sub", "moderator");
        assertThat(looks()).hasSize(4);
    }

    @Test
    void whatCannotBeRememberedIsNotShown() {
        service.auditAway = true;
        Reply refused = get("/v1/cases?account=a-sub", "moderator");
        service.auditAway = false;

        assertThat(refused.status()).isEqualTo(503);
        assertThat(get("/v1/cases?account=a-sub", "moderator").status())
                .as("the failed try is not taken for a look")
                .isEqualTo(200);
        assertThat(looks()).hasSize(1);
    }

    /** Not the role alone refuses: so does a rule, and what is too near. */
    @Test
    void whatAPersonIsRefusedByARuleIsOnRecordWithItsCaseAndWhatIsForHisOwnSakeIsNot() {
        String approvals = "/v1/cases/" + FilledDesk.CASE_OF_SENIOR + "/approvals";
        assertThat(post(approvals, "senior", SampleBodies.of("answerProposal")).problem())
                .isEqualTo("own-decision");
        String claims = "/v1/claims/" + FilledDesk.CASE;
        for (ClaimGuard.Bar bar : ClaimGuard.Bar.values()) {
            service.queue.put("claim", args -> new ReviewQueue.ClaimReply.Barred(bar));
            assertThat(post(claims, "lead", "{}").status()).isEqualTo(409);
        }
        service.queue.put("claim", args -> new ReviewQueue.ClaimReply.Needs(Role.LEAD));
        for (int again = 0; again < 2; again++) {
            assertThat(post(claims, "moderator", "{}").problem()).isEqualTo("forbidden");
        }

        assertThat(service.audit.read(ADMIN, 1, 100).toCompletableFuture().join().stream()
                        .map(AuditEntry::draft)
                        .filter(draft -> draft.verb().equals("call_refused"))
                        .map(draft -> draft.actor() + " " + draft.detail()))
                .containsExactly(
                        "id-senior {case=" + FilledDesk.CASE_OF_SENIOR
                                + ", operation=answerProposal, problem=own-decision}",
                        "id-lead {case=" + FilledDesk.CASE + ", operation=claimCase, problem=conflict-of-interest}",
                        "id-moderator {case=" + FilledDesk.CASE
                                + ", needs=the role lead, operation=claimCase, problem=forbidden}");
    }

    private Reply post(String path, String role, String body) {
        return service.send(service.request(path)
                .header("Authorization", "Bearer pat_" + role)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    @Test
    void entriesAreFoundByWhoWhatAndWhen() {
        get("/v1/cases?account=a", "moderator");
        service.moveClock(Duration.ofMinutes(10));
        String later = service.now().toString();
        get("/v1/cases?account=b", "senior");

        JsonNode mine = get("/v1/audit?actor=id-moderator", "auditor").json();
        assertThat(mine.path("items")).hasSize(1);
        assertThat(mine.at("/items/0/detail/account").asText()).isEqualTo("a");
        assertThat(get("/v1/audit?verb=cases_searched&from=" + later, "lead")
                        .json()
                        .path("items"))
                .hasSize(1);
        assertThat(get("/v1/audit?verb=cases_searched&to=" + later, "lead")
                        .json()
                        .path("items"))
                .hasSize(1);
        JsonNode first = get("/v1/audit?verb=cases_searched&limit=1", "lead").json();
        assertThat(first.at("/items/0/actor").asText()).isEqualTo("id-senior");
        JsonNode second = get(
                        "/v1/audit?verb=cases_searched&limit=1&cursor="
                                + first.path("next").asText(),
                        "lead")
                .json();
        assertThat(second.at("/items/0/actor").asText()).isEqualTo("id-moderator");
        assertThat(get("/v1/audit?cursor=1.nobody.0.1", "lead").status()).isEqualTo(400);
        assertThat(get("/v1/audit?cursor=x", "lead").status()).isEqualTo(400);
        assertThat(get("/v1/audit?from=yesterday", "lead").status()).isEqualTo(400);
    }

    @Test
    void theExportIsWholeChainsAndItsEnd() {
        get("/v1/cases?account=a", "moderator");
        get("/v1/cases?account=b", "moderator");

        Reply reply = get("/v1/audit/export", "auditor");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("content-type")).isEqualTo("application/x-ndjson");
        List<String> lines = reply.response().body().lines().toList();
        assertThat(lines).hasSize(4); // two searches, the export itself, the end
        assertThat(AuditLines.entry(lines.get(2)).draft().verb()).isEqualTo("audit_exported");
        assertThat(AuditLines.end(lines.get(3)).heads()).singleElement().satisfies(head -> {
            assertThat(head.chain()).isEqualTo(LOOKS);
            assertThat(head.seq()).isEqualTo(3);
        });
    }
}
