package dev.pullcord.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.Correction;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseState;
import dev.pullcord.web.RunningService.Reply;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reporter learns and says by his receipt. */
class ReceiptsOverHttpIT {
    @TempDir
    Path dir;

    private RunningService service;
    private String receipt;

    @BeforeEach
    void reported() throws IOException {
        service = new RunningService(dir);
        FilledDesk.fill(service);
        receipt = service.post("application/cloudevents+json", SampleBodies.of("postEvents"))
                .json()
                .at("/receipts/0/receipt")
                .asText();
    }

    @AfterEach
    void stop() throws IOException {
        service.close();
    }

    private Reply status(String query) {
        return service.send(service.request("/v1/receipts/" + receipt + query).build());
    }

    private Reply post(String of, String what, String body) {
        return service.send(service.request("/v1/receipts/" + of + what)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "k1")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private void theCaseIs(CaseState state) {
        Case c = FilledDesk.inState(state);
        service.queue.put("find", args -> Optional.of(c));
    }

    @Test
    void aReportGoesFromReceivedToLookedAtToAnswered() {
        theCaseIs(CaseState.QUEUED);
        assertThat(status("").json().path("status").asText()).isEqualTo("received");
        theCaseIs(CaseState.CLAIMED);
        assertThat(status("").json().path("status").asText()).isEqualTo("looked_at");
        theCaseIs(CaseState.DECIDED);
        assertThat(status("").json().path("status").asText()).isEqualTo("answered");
    }

    /** The sample's reason is of a group that policy holds unsafe. */
    @Test
    void anOutcomeThatIsNotSafeToTellIsNotTold() {
        theCaseIs(CaseState.DECIDED);

        Reply told = status("");

        assertThat(told.json().has("acted")).isFalse();
        assertThat(told.response().body()).doesNotContain("violation", "a-sub", "id-");
    }

    @Test
    void theTextComesInTheAskedLanguageOrTheNearest() {
        theCaseIs(CaseState.QUEUED);

        assertThat(status("?language=de-AT").json().path("text").asText()).startsWith("Danke.");
        assertThat(status("?language=fr").json().path("language").asText()).isEqualTo("fr");
        assertThat(status("?language=xx").json().path("language").asText()).isEqualTo("en");
        assertThat(status("?language=0").status()).isEqualTo(400);
    }

    @Test
    void whatHeAddsIsInTheLogOnceWithHisWish() {
        String body = "{\"text\":\"it went on\",\"contact\":{\"how\":\"not_at_all\",\"note\":\"not in the evening\"}}";

        assertThat(post(receipt, "/details", body).status()).isEqualTo(202);

        assertThat(service.log.events)
                .filteredOn(e -> e.event().body() instanceof Correction)
                .singleElement()
                .satisfies(e -> {
                    assertThat(((Correction) e.event().body()).text()).contains("it went on");
                    assertThat(e.event().document()).contains("\"contact\":{\"how\":\"not_at_all\"");
                    assertThat(e.event().id()).doesNotContain(receipt).startsWith("details:");
                });
        assertThat(post(receipt, "/details", "{}").status()).isEqualTo(400);
        assertThat(post(receipt, "/details", "{\"contact\":{\"how\":\"phone\",\"note\":\"+49 170 1234567\"}}")
                        .status())
                .as("no number is taken")
                .isEqualTo(400);
    }

    @Test
    void aWithdrawalClosesNothing() {
        theCaseIs(CaseState.QUEUED);

        assertThat(post(receipt, "/withdraw", "{}").status()).isEqualTo(202);

        assertThat(status("").json().path("status").asText()).isEqualTo("received");
        assertThat(service.log.events)
                .filteredOn(e -> e.event().body() instanceof Correction c && c.kind() == Correction.Kind.WITHDRAWN)
                .hasSize(1);
    }

    /** Whoever does not hold one learns nothing by asking. */
    @Test
    void aReceiptThatNobodyHoldsIsAnsweredTheSameWhateverIsAsked() {
        String other = "AAMIKxd3bwyJZzLtHhUrYSE4";

        Reply status = service.send(service.request("/v1/receipts/" + other).build());
        assertThat(status.status()).isEqualTo(404);
        assertThat(post(other, "/withdraw", "{}").response().body())
                .isEqualTo(status.response().body());
        assertThat(post(other, "/details", "{\"text\":\"x\"}").response().body())
                .isEqualTo(status.response().body());
    }

    @Test
    void oneReceiptIsAskedForAFewTimesASecondAtMost() {
        theCaseIs(CaseState.QUEUED);
        for (int i = 0; i < 5; i++) {
            assertThat(status("").status()).isEqualTo(200);
        }

        assertThat(status("").problem()).isEqualTo("rate-limited");
        assertThat(service.send(service.request("/v1/receipts/AAMIKxd3bwyJZzLtHhUrYSE4")
                                .build())
                        .status())
                .as("another is not held up")
                .isEqualTo(404);
    }
}
