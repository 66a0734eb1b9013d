package dev.pullcord.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.pullcord.acceptance.Desk;
import dev.pullcord.acceptance.Events;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Decisions that are contested, heard at the console. */
@Timeout(120)
@Execution(ExecutionMode.SAME_THREAD) // a browser is its thread's
class ConsoleAppealIT {
    @RegisterExtension
    static final Stage stage = Stage.cleared();

    /** A reporter wants something else found: what, is said with the grant, and without it nothing can be granted. */
    @Test
    void aReportersAppealIsGrantedWithWhatItWasInstead() {
        String receipt = stage.http()
                .postEvents(
                        stage.service.credentials().platformKey(),
                        List.of(Events.flag("flag-appeal", "acc-told", "acc-contested", "harassment")))
                .json()
                .path("receipts")
                .path(0)
                .path("receipt")
                .asText();
        Desk moderator = stage.as("moderator");
        await().atMost(Duration.ofSeconds(20)).until(() -> moderator.cases().size() == 1);
        Desk.Held held = moderator.claimNext().orElseThrow();
        moderator.decide(held.caseId(), held.token(), "no_violation", "", List.of());
        int filed = stage.http()
                .post(
                        "/v1/appeals",
                        stage.service.credentials().platformKey(),
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("receipt", receipt)
                                .put("text", "He did it again."))
                .status();
        assertThat(filed).isEqualTo(201);
        ConsoleDesk desk = stage.enters("senior");
        desk.press("g", "e");
        assertThat(desk.heading("A reporter contests a decision")).isVisible();
        Locator overturn = desk.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Overturn it"));

        desk.page.getByLabel("Your answer").fill("We looked again: you were right.");
        assertThat(overturn).hasAttribute("aria-disabled", "true");
        desk.page.getByLabel("What was it?").selectOption("violation");
        desk.page.getByLabel("Which rule?").selectOption("harassment");
        desk.page.getByLabel("Warn").check();
        assertThat(Browser.violations(desk.page)).isEmpty();
        overturn.press("Enter");

        assertThat(desk.news()).hasText("Overturned. What was done is being taken back.");
        assertThat(desk.page.getByText("No appeal waits.")).isVisible();
        assertThat(stage.as("lead").look(held.caseId()).path("decisions").toString())
                .contains("\"outcome\":\"violation\"", "\"type\":\"warn\"");
    }
}
