package dev.pullcord.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.wire.DemoCredentials;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is permanent takes two people, and nothing of it is done before. */
@Timeout(120)
class TwoPeopleIT {
    @TempDir
    Path folder;

    private final Receiver receiver = new Receiver();
    private ServiceProcess service;
    private PullcordHttp http;
    private DemoCredentials credentials;

    @BeforeEach
    void start() {
        service = ServiceProcess.demo(folder.resolve("data"), Map.of(), receiver.url());
        http = new PullcordHttp(service.baseUrl());
        credentials = service.credentials();
    }

    @AfterEach
    void close() {
        service.close();
        receiver.close();
    }

    @Test
    void aPermanentSuspensionIsDoneWhenASecondPersonAgrees() {
        Desk.Held held = claimed("acc-two");
        Desk moderator = desk("moderator");

        PullcordHttp.Reply proposed = propose(moderator, held);

        assertThat(proposed.status()).as(proposed.text()).isEqualTo(202);
        assertThat(proposed.json().path("type").asText()).isEqualTo("approval-required");
        assertThat(moderator.look(held.caseId()).path("state").asText()).isEqualTo("awaiting_approval");
        assertThat(standing("acc-two")).isEqualTo("good");
        assertThat(moderator.answer(held.caseId(), true).status()).isEqualTo(403);

        PullcordHttp.Reply approved = desk("senior").answer(held.caseId(), true);

        assertThat(approved.status()).as(approved.text()).isEqualTo(201);
        assertThat(standing("acc-two")).isEqualTo("suspended");
        assertThat(approved.json().path("approvedBy").asText())
                .isNotEmpty()
                .isNotEqualTo(approved.json().path("decidedBy").asText());
        String action = approved.json().path("actions").path(0).path("id").asText();
        await().atMost(Duration.ofSeconds(30)).until(() -> receiver.done().contains(action));
        assertThat(desk("senior").answer(held.caseId(), true).status()).isEqualTo(201); // said again
        assertThat(desk("lead").answer(held.caseId(), true).problem()).isEqualTo("nothing-proposed");
        assertThat(receiver.done()).containsExactly(action);
    }

    @Test
    void nobodyApprovesHisOwnWhateverHisRoleAndARefusalGivesTheCaseBack() {
        Desk.Held held = claimed("acc-own");
        Desk lead = desk("lead");
        assertThat(propose(lead, passedOn(held)).status()).isEqualTo(202);

        assertThat(lead.answer(held.caseId(), true).problem()).isEqualTo("own-decision");
        assertThat(desk("senior").answer(held.caseId(), false).status()).isEqualTo(200);

        assertThat(lead.look(held.caseId()).path("state").asText()).isEqualTo("queued");
        assertThat(lead.look(held.caseId()).path("decisions")).isEmpty();
        assertThat(standing("acc-own")).isEqualTo("good");
    }

    @Test
    void oneOfTheTwoDoesNotUndoIt() {
        Desk.Held first = claimed("acc-undo");
        assertThat(propose(desk("lead"), passedOn(first)).status()).isEqualTo(202);
        assertThat(desk("senior").answer(first.caseId(), true).status()).isEqualTo(201);
        Desk.Held second = passedOn(claimed("acc-undo"));

        PullcordHttp.Reply alone =
                desk("lead").decide(second.caseId(), second.token(), "no_violation", "", List.of("reinstate_account"));

        assertThat(alone.status()).as(alone.text()).isEqualTo(202);
        assertThat(standing("acc-undo")).isEqualTo("suspended");
        assertThat(desk("senior").answer(second.caseId(), true).status()).isEqualTo(201);
        assertThat(standing("acc-undo")).isEqualTo("good");
    }

    @Test
    void aClaimIsNoWarrantAgainstWhomTheCaseDoesNotName() {
        Desk.Held held = claimed("acc-named");
        ObjectNode decision = JsonNodeFactory.instance
                .objectNode()
                .put("token", held.token())
                .put("outcome", "violation")
                .put("policy", "harassment")
                .put("reason", "\u00a0\u200b\u2003"); // blank to the eye
        ObjectNode action = decision.putArray("actions").addObject().put("type", "suspend_account");
        action.put("duration", "P1D").putObject("target").put("accountId", "acc-elsewhere");
        String decide = "/v1/cases/" + held.caseId() + "/decisions";
        String moderator = credentials.tokens().get("moderator");

        PullcordHttp.Reply blank = http.post(decide, moderator, decision);
        PullcordHttp.Reply weighed = http.post(decide, moderator, decision.put("reason", "seen"));

        assertThat(blank.status()).isEqualTo(400);
        assertThat(blank.text()).contains("/reason");
        assertThat(weighed.status()).as(weighed.text()).isEqualTo(202);
        assertThat(standing("acc-elsewhere")).isEqualTo("good");
    }

    /** Two hours are no answer to somebody who calls for help now. */
    @Test
    void aPanicBringsACaseThatWaitsForAnAnswerBackToItsQueue() {
        Desk.Held held = claimed("acc-again");
        assertThat(propose(desk("moderator"), held).status()).isEqualTo(202);

        http.postEvents(credentials.platformKey(), List.of(Events.panic("panic-again", "acc-r", "acc-again")));

        assertThat(desk("moderator").look(held.caseId()).path("state").asText()).isEqualTo("queued");
        assertThat(desk("senior").answer(held.caseId(), true).problem()).isEqualTo("nothing-proposed");
        assertThat(desk("moderator").claimNext().map(Desk.Held::caseId)).contains(held.caseId());
    }

    private Desk.Held claimed(String account) {
        assertThat(http.postEvents(
                                credentials.platformKey(),
                                List.of(Events.flag("flag-" + UUID.randomUUID(), "acc-r", account, "harassment")))
                        .status())
                .isEqualTo(202);
        return await().atMost(Duration.ofSeconds(30))
                .until(desk("moderator")::claimNext, Optional::isPresent)
                .orElseThrow();
    }

    private Desk.Held passedOn(Desk.Held held) {
        assertThat(desk("moderator").release(held.caseId(), held.token()).status())
                .isEqualTo(204);
        String token = desk("lead")
                .claim(held.caseId())
                .json()
                .path("claim")
                .path("token")
                .asText();
        return new Desk.Held(held.caseId(), token, held.claimed());
    }

    private static PullcordHttp.Reply propose(Desk desk, Desk.Held held) {
        return desk.decide(held.caseId(), held.token(), "violation", "harassment", List.of("suspend_account"));
    }

    private String standing(String account) {
        return http.get("/v1/standing?account=" + account, credentials.platformKey())
                .json()
                .path("standing")
                .asText();
    }

    private Desk desk(String role) {
        return new Desk(http, credentials.tokens().get(role));
    }
}
