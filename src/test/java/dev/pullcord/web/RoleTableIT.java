package dev.pullcord.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pullcord.audit.AuditEntry;
import dev.pullcord.audit.ChainId;
import dev.pullcord.web.RunningService.Reply;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every call of the contract tried as everybody: who may make it is written here, apart from the document that decides. */
class RoleTableIT {
    private static final Set<String> EVERYBODY = Set.of("moderator", "senior", "lead", "admin", "auditor");
    private static final Map<String, Set<String>> WHO = Map.of(
            "anybody", EVERYBODY,
            "platform", Set.of(),
            "all", EVERYBODY,
            "browser", Set.of(), // a person's token is not enough
            "moderators", Set.of("moderator", "senior", "lead", "admin"),
            "seniors", Set.of("senior", "lead", "admin"),
            "reviewers", Set.of("senior", "lead", "admin", "auditor"),
            "leads", Set.of("lead", "admin"),
            "overseers", Set.of("lead", "admin", "auditor"),
            "admins", Set.of("admin"));

    private static final String TABLE = """
            getDocument          anybody
            listSignInWays       anybody
            signInByPassword     anybody
            beginPasskeySignIn   anybody
            signInByPasskey      anybody
            beginProviderSignIn  anybody
            endProviderSignIn    anybody
            providerSignedOut    anybody
            showSignIn           anybody
            getSignInFile        anybody
            redeemInvitation     anybody
            showSetup            anybody
            getReceipt           anybody
            addDetails           anybody
            withdrawReport       anybody
            postEvents           platform
            getHelp              anybody
            postNativeEvents     anybody
            getStanding          platform
            getMe                all
            setPreferences       all
            listTokens           all
            addToken             all
            revokeToken          all
            getSession           all
            endSession           all
            getCredentials       browser
            setPassword          browser
            beginTotp            browser
            confirmTotp          browser
            addPasskey           browser
            beginPasskey         browser
            removePasskey        browser
            stopWork             moderators
            resumeWork           moderators
            listOutcomes         moderators
            listPeople           overseers
            getPerson            overseers
            listLoad             leads
            changePerson         leads
            addPerson            admins
            invitePerson         admins
            listQueues           all
            claimNext            moderators
            claimCase            moderators
            renewClaim           moderators
            releaseClaim         moderators
            searchCases          all
            getCase              all
            listReports          all
            listLinks            all
            decideCase           moderators
            answerProposal       seniors
            withdrawProposal     moderators
            snoozeCase           moderators
            escalateCase         moderators
            addNote              moderators
            lookIntoCase         moderators
            listActions          all
            retryAction          leads
            settleAction         leads
            unsettleAction       leads
            listNotices          all
            retryNotice          leads
            getOnCall            all
            setOnCall            leads
            listPolicies         all
            addPolicy            leads
            checkPolicy          leads
            getPolicy            all
            diffPolicy           all
            activatePolicy       leads
            shadowPolicy         leads
            getShadow            all
            startBacktest        leads
            getBacktest          all
            listenLive           all
            viewEvidence         moderators
            getAccount           all
            previewDecision      moderators
            getWords             all+platform
            undoDecision         moderators
            correctDecision      seniors
            lookAgain            seniors
            listSecondLooks      reviewers
            fileAppeal           platform
            listConnectors       overseers
            getAppeal            platform
            listAppeals          reviewers
            decideAppeal         seniors
            countAppeals         overseers
            getFigures           overseers
            listFigureCases      overseers
            getCoverage          overseers
            getPlatform          overseers
            addPlatformKey       admins
            revokePlatformKey    admins
            addCallbackSecret    admins
            endCallbackSecret    admins
            addSigningSecret     admins
            revokeSigningSecret  admins
            listDirectory        overseers
            attributeCase        moderators
            assignCase           leads
            handOver             moderators
            listAudit            overseers
            previewBulk          seniors
            listBulks            reviewers
            beginBulk            seniors
            getBulk              reviewers
            answerBulk           seniors
            resumeBulk           seniors
            undoBulk             seniors
            listMisuses          overseers
            getMisuse            reviewers
            proposeMisuse        leads
            answerMisuse         seniors
            takeBackMisuse       leads
            getQuality           overseers
            listDisagreements    overseers
            nextReview           moderators
            returnReview         moderators
            answerReview         moderators
            listGold             leads
            markGold             leads
            unmarkGold           leads
            exportAudit          overseers
            exportStatements     overseers
            exportPeriod         overseers
            listFilings          overseers
            getFiling            leads
            draftFiling          leads
            reviseFiling         leads
            confirmFiling        leads
            submitFiling         leads
            retractFiling        leads
            takeFiling           leads
            giveBackFiling       leads
            receiptFiling        leads
            listRecipients       leads
            listHolds            overseers
            placeHold            leads
            extendHold           leads
            releaseHold          leads
            answerHold           leads
            getRetention         overseers
            askErasure           leads
            getErasure           overseers
            tellAccount          leads
            listReleases         overseers
            proposeRelease       leads
            answerRelease        leads
            getBundle            leads
            getXarf              leads
            """;

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

    private static Map<String, String> table() {
        Map<String, String> table = new LinkedHashMap<>();
        TABLE.lines().map(line -> line.split(" +", 2)).forEach(row -> table.put(row[0], row[1]));
        return table;
    }

    private record Call(String id, String method, String path, boolean body) {}

    private static List<Call> calls() {
        List<Call> calls = new ArrayList<>();
        RunningService.CONTRACT
                .document()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    JsonNode operation = method.getValue();
                    if (operation.has("operationId")) {
                        calls.add(new Call(
                                operation.path("operationId").asText(),
                                method.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                operation.has("requestBody")));
                    }
                }));
        return calls;
    }

    @Test
    void everyCallStandsInTheTableAndNoOther() {
        assertThat(table().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        calls().stream().map(Call::id).toList());
        assertThat(WHO.keySet())
                .containsAll(table().values().stream().map(RoleTableIT::people).toList());
    }

    @TestFactory
    List<DynamicTest> everybodyMayWhatStandsThereAndNothingElse() {
        Map<String, String> table = table();
        return calls().stream()
                .filter(call -> !call.id().equals("listenLive")) // never ends by itself: see LiveIT
                .map(call -> DynamicTest.dynamicTest(call.id(), () -> {
                    String who = table.get(call.id());
                    Set<String> refused = new TreeSet<>();
                    for (String role : EVERYBODY) {
                        Reply reply = call(call, "pat_" + role);
                        if (reply.status() == 403) {
                            refused.add("id-" + role + " " + reply.problem());
                        }
                        boolean forbidden =
                                reply.status() == 403 && reply.problem().equals("forbidden");
                        assertThat(forbidden)
                                .as(
                                        "%s as %s: %s",
                                        call.id(), role, reply.response().body())
                                .isEqualTo(!WHO.get(people(who)).contains(role));
                        assertThat(reply.problem()).isNotIn("missing-credentials", "unknown-key");
                    }
                    assertThat(remembered(call.id())).as("on record").isEqualTo(refused);
                    boolean open = who.equals("anybody");
                    assertThat(call(call, "").problem().equals("missing-credentials"))
                            .as("nobody")
                            .isEqualTo(!open);
                    assertThat(call(call, RunningService.KEY).problem().equals("forbidden"))
                            .as("the platform's key")
                            .isEqualTo(!open && !who.endsWith("platform"));
                }))
                .toList();
    }

    /** Who of the people, where the platform may as well. */
    private static String people(String who) {
        return who.replace("+platform", "");
    }

    /** Who was refused this call, and by what word. */
    private static Set<String> remembered(String operation) {
        return service
                .audit
                .read(new ChainId("acme", 0, ChainId.Hand.ADMIN), 1, 10_000)
                .toCompletableFuture()
                .join()
                .stream()
                .map(AuditEntry::draft)
                .filter(draft -> draft.verb().equals("call_refused")
                        && operation.equals(draft.detail().get("operation")))
                .map(draft -> draft.actor() + " " + draft.detail().get("problem"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** With ids that are nobody's: who may make the call is told before whether there is such a thing. */
    private static Reply call(Call call, String credentials) {
        HttpRequest.Builder request = service.request(
                call.path().replaceAll("\\{(code|v)}", "no-such-one-1").replaceAll("\\{[A-Za-z]+}", "none"));
        if (!credentials.isEmpty()) {
            request.header("Authorization", "Bearer " + credentials);
        }
        if (call.body()) {
            request.header("Content-Type", "application/json")
                    .method(call.method(), BodyPublishers.ofString(SampleBodies.of(call.id())));
        } else {
            request.method(call.method(), BodyPublishers.noBody());
        }
        return service.send(request.build());
    }
}
