package dev.pullcord.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Several cases decided the same way, seen by who decided them. */
@Timeout(120)
@Execution(ExecutionMode.SAME_THREAD) // a browser is its thread's
class ConsoleBulkIT {
    @RegisterExtension
    static final Stage stage = Stage.cleared();

    /** What the second person says of each case stands there while the page is open, and when it is opened again. */
    @Test
    void whatASecondPersonAnswersIsShownOfEachCase() {
        stage.flag("flag-b1", "acc-b1");
        stage.flag("flag-b2", "acc-b2");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> stage.as("lead").cases().size() == 2);
        List<String> cases = stage.as("lead").cases().stream()
                .map(each -> each.path("id").asText())
                .toList();
        ObjectNode bulk = JsonNodeFactory.instance.objectNode().put("why", "one ring");
        cases.forEach(bulk.withArray("/cases")::add);
        ObjectNode decision = bulk.putObject("decision")
                .put("outcome", "violation")
                .put("policy", "harassment")
                .put("reason", "the same words");
        decision.putArray("actions").addObject().put("type", "suspend_account"); // for good: each takes two
        String id = stage.http()
                .post("/v1/bulks", stage.token("senior"), bulk)
                .json()
                .path("id")
                .asText();
        ConsoleDesk desk = stage.enters("senior").go(stage.service, "bulks/" + id);
        assertThat(desk.page.locator("tbody td .chip"))
                .hasText(new String[] {"waits for a second person", "waits for a second person"});

        assertThat(desk.page.getByText("Suspend the account · until taken back"))
                .isVisible(); // whoever is to agree sees to what

        answer(cases.get(0), true);
        answer(cases.get(1), false);

        assertThat(desk.page.locator("tbody td .chip")).hasText(new String[] {"decided", "not decided"});
        assertThat(desk.page.getByText("The second person did not agree")).isVisible();
        assertThat(Browser.violations(desk.page)).isEmpty();
    }

    private static void answer(String caseId, boolean approve) {
        int status = stage.http()
                .post(
                        "/v1/cases/" + caseId + "/approvals",
                        stage.token("lead"),
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("approve", approve)
                                .put("reason", "I looked, too"))
                .status();
        assertThat(status).isBetween(200, 299);
    }
}
