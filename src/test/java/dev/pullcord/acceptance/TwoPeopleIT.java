package dev.pullcord.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pullcord.wire.DemoCredentials;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        assertThat(desk("moderator").release(held.caseId(), held.token()).status())
                .isEqualTo(204);
        String token =
                lead.claim(held.caseId()).json().path("claim").path("token").asText();
        assertThat(propose(lead, new Desk.Held(held.caseId(), token, held.claimed()))
                        .status())
                .isEqualTo(202);

        assertThat(lead.answer(held.caseId(), true).problem()).isEqualTo("own-decision");
        assertThat(desk("senior").answer(held.caseId(), false).status()).isEqualTo(200);

        assertThat(lead.look(held.caseId()).path("state").asText()).isEqualTo("queued");
        assertThat(lead.look(held.caseId()).path("decisions")).isEmpty();
        assertThat(standing("acc-own")).isEqualTo("good");
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
                                List.of(Events.flag("flag-" + account, "acc-r", account, "harassment")))
                        .status())
                .isEqualTo(202);
        return await().atMost(Duration.ofSeconds(30))
                .until(desk("moderator")::claimNext, Optional::isPresent)
                .orElseThrow();
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
