package dev.pullcord.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.acceptance.PullcordHttp.Reply;
import dev.pullcord.authorities.FakeNcmec;
import dev.pullcord.authorities.FakeNcmec.Mishap;
import dev.pullcord.authorities.FakeNcmec.State;
import dev.pullcord.wire.DemoCredentials;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From a report to the authority: drafted by the decision, confirmed by a second person, and there once though the service is killed. */
@Timeout(240)
class FilingsIT {
    private static final int FILINGS = 3;
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private PullcordHttp http;
    private DemoCredentials credentials;

    @Test
    void whatADecisionFoundIsThereOnceThoughTheServiceIsKilledAtEveryStep() throws Exception {
        Map<String, String> settings = Map.of(
                "PULLCORD_FOLD_PARTITION_LEASE", "1s",
                "PULLCORD_DISPATCH_ATTEMPT_TIMEOUT", "1s",
                "PULLCORD_DISPATCH_FIRST_DELAY", "100ms");
        try (FakeNcmec ncmec = new FakeNcmec("tandem-esp", "not-a-secret");
                Receiver receiver = new Receiver();
                ServiceProcess service = ServiceProcess.demo(folder.resolve("data"), settings, receiver.url())) {
            http = new PullcordHttp(service.baseUrl());
            credentials = service.credentials();
            enterAccount(service, ncmec);
            found();
            List<JsonNode> drafts = await().atMost(SOON)
                    .until(() -> http.list("/v1/filings?state=draft", lead()), all -> all.size() == FILINGS);
            refusesWhatItMust(drafts.get(0));
            for (int i = 0; i < FILINGS; i++) {
                ncmec.next(Mishap.HANG_AFTER, 0);
            }
            for (JsonNode draft : drafts) {
                letGo(draft.path("id").asText());
            }

            await().atMost(SOON).until(() -> ncmec.calls().size() >= FILINGS);
            service.kill9(); // opened there, and nobody knows here
            for (int i = 0; i < FILINGS; i++) {
                ncmec.next(Mishap.HANG_AFTER, 0); // opened again
                ncmec.next(Mishap.CUT_BEFORE, 0);
            }
            service.start();
            http = new PullcordHttp(service.baseUrl());
            await().atMost(SOON).until(() -> ncmec.count(State.FINISHED) > 0);
            service.kill9(); // finished there, perhaps, and not written down here, perhaps
            service.start();
            http = new PullcordHttp(service.baseUrl());

            await().atMost(SOON)
                    .until(() -> http.list("/v1/filings?state=receipted", lead()), all -> all.size() == FILINGS);
            assertThat(ncmec.count(State.FINISHED)).isEqualTo(FILINGS);
            for (JsonNode filing : http.list("/v1/filings?state=receipted", lead())) {
                long number = filing.path("receipt").asLong();
                assertThat(ncmec.reports()).containsEntry(number, State.FINISHED);
                assertThat(filing.path("environment").asText()).isEqualTo("test");
                assertThat(ncmec.document(number)).contains("<incidentType>Online Enticement");
            }
            assertThat(service.log())
                    .contains("Request-ID")
                    .doesNotContain("not-a-secret")
                    .doesNotContain("acc-bad");
            service.stop();
            ServiceProcess.Finished verified = service.run("audit", "verify");
            assertThat(verified.exitCode()).as(verified.toString()).isZero();
        }
    }

    private void enterAccount(ServiceProcess service, FakeNcmec ncmec) {
        ServiceProcess.Finished entered = service.run(
                "not-a-secret\n",
                List.of(
                        "platform",
                        "authority",
                        credentials.platform(),
                        "--environment",
                        "test",
                        "--user",
                        "tandem-esp",
                        "--service",
                        "Tandem",
                        "--email",
                        "trust@tandem.example",
                        "--url",
                        ncmec.base().toString()));
        assertThat(entered.exitCode()).as(entered.toString()).isZero();
        assertThat(entered.output()).contains("test").doesNotContain("not-a-secret");
    }

    /** Each in a case of its own, decided by a moderator. */
    private void found() {
        Desk moderator = new Desk(http, credentials.tokens().get("moderator"));
        for (int i = 0; i < FILINGS; i++) {
            assertThat(http.postEvents(
                                    credentials.platformKey(),
                                    List.of(Events.flag("bad-" + i, "acc-r" + i, "acc-bad-" + i, "grooming")))
                            .status())
                    .isEqualTo(202);
            Desk.Held held = await().atMost(SOON)
                    .until(moderator::claimNext, Optional::isPresent)
                    .orElseThrow();
            assertThat(moderator
                            .decide(held.caseId(), held.token(), "violation", "grooming", List.of("warn"))
                            .status())
                    .isEqualTo(201);
        }
    }

    private void refusesWhatItMust(JsonNode draft) {
        String path = "/v1/filings/" + draft.path("id").asText();
        ObjectNode confirm = object().put("version", 1).put("reason", "seen");
        assertThat(http.post(path + "/confirm", credentials.tokens().get("moderator"), confirm)
                        .status())
                .isEqualTo(403);
        assertThat(http.post(path + "/submit", lead(), object()).problem()).isEqualTo("wrong-state");
        assertThat(http.post(
                                path + "/confirm",
                                lead(),
                                object().put("version", 7).put("reason", "x"))
                        .problem())
                .isEqualTo("superseded");
        ObjectNode again = object().put("case", draft.path("case").asText()).put("authority", "ncmec");
        Reply known = http.post("/v1/filings", lead(), again);
        assertThat(known.status()).as(known.text()).isEqualTo(200);
        assertThat(known.json().path("id")).isEqualTo(draft.path("id"));
        Reply preview = http.post(path + "/submit", lead(), object().put("dryRun", true));
        assertThat(preview.json().path("document").asText()).contains("<chatImIncident>");
        assertThat(preview.json().path("state").asText()).isEqualTo("draft");
        ObjectNode own = object().put("version", 1);
        own.set("particulars", known.json().path("particulars"));
        Reply revised = http.put(path, lead(), own);
        assertThat(revised.status()).as(revised.text()).isEqualTo(200);
        assertThat(http.post(
                                path + "/confirm",
                                lead(),
                                object().put("version", 2).put("reason", "mine"))
                        .problem())
                .isEqualTo("own-decision");
    }

    /** By an admin, who had no part in any of them. */
    private void letGo(String id) {
        String admin = credentials.tokens().get("admin");
        long version =
                http.get("/v1/filings/" + id, admin).json().path("version").asLong();
        Reply confirmed = http.post(
                "/v1/filings/" + id + "/confirm",
                admin,
                object().put("version", version).put("reason", "seen"));
        assertThat(confirmed.status()).as(confirmed.text()).isEqualTo(200);
        Reply submitted = http.post("/v1/filings/" + id + "/submit", lead(), object());
        assertThat(submitted.status()).as(submitted.text()).isEqualTo(200);
    }

    private String lead() {
        return credentials.tokens().get("lead");
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
