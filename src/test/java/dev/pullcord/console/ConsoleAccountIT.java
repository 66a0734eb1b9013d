package dev.pullcord.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.pullcord.acceptance.Desk;
import dev.pullcord.acceptance.Events;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** How an account's risk went, as its page shows it. */
@Timeout(120)
@Execution(ExecutionMode.SAME_THREAD) // a browser is its thread's
class ConsoleAccountIT {
    @RegisterExtension
    static final Stage stage = Stage.cleared();

    private static JsonNode account() {
        return stage.http().get("/v1/accounts/acc-course", stage.token("lead")).json();
    }

    private static void reported(int turns) {
        stage.tell(Events.flag("f" + turns, "acc-r" + turns, "acc-course", "grooming"));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> account().path("course").size() == turns);
    }

    @Test
    void howARiskWentIsDrawnWithATableBesideAlsoBetweenDecisions() throws Exception {
        reported(1);
        reported(2);
        Desk lead = stage.as("lead");
        String caseId = account().path("openCase").asText();
        String claim = lead.claim(caseId).json().at("/claim/token").asText();
        assertThat(lead.decide(caseId, claim, "insufficient", "", List.of()).status())
                .isEqualTo(201);

        ConsoleDesk screen = stage.enters("lead");
        Page page = screen.page;
        screen.go(stage.service, "accounts/acc-course");
        assertThat(screen.heading("Risk over time")).isVisible();
        assertThat(page.locator(".plot canvas")).isVisible();
        Locator section = page.locator("section[aria-labelledby=risk-course]");
        section.locator("summary").press("Enter");
        Locator rows = section.locator("tbody tr");
        assertThat(rows).hasCount(4);
        assertThat(rows.nth(0)).containsText("it changed");
        assertThat(rows.nth(1)).containsText("it changed");
        assertThat(rows.nth(2)).containsText("a case was decided");
        assertThat(rows.nth(2).getByRole(AriaRole.LINK)).hasText(caseId);
        assertThat(rows.nth(3)).containsText("now");
        assertThat(Browser.violations(page)).isEmpty();

        JsonNode course = account().path("course");
        assertThat(course.get(0).path("before").asDouble())
                .isLessThan(course.get(0).path("after").asDouble());
        assertThat(course.get(1).path("before").asDouble())
                .isCloseTo(course.get(0).path("after").asDouble(), org.assertj.core.data.Offset.offset(0.01));
        Download taken = page.waitForDownload(
                () -> page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Risk over time"))
                        .press("Enter"));
        assertThat(Files.readAllLines(taken.path())).hasSize(5).anyMatch(line -> line.endsWith(",changed"));
        assertThat(stage.browser.complaints()).isEmpty();
    }
}
