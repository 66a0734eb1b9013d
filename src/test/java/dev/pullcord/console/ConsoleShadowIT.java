package dev.pullcord.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.pullcord.acceptance.Events;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A policy in shadow, from its switch to the cases that it would have treated otherwise. */
@Timeout(120)
@Execution(ExecutionMode.SAME_THREAD) // a browser is its thread's
class ConsoleShadowIT {
    /** As shipped, but that hate is looked at as soon as sextortion is. */
    private static final String OURS = """
            base: default-2026-11-01
            version: hate-sooner
            triage:
              lanes:
                - {name: panic_live, queue: panic, when: panic && live, clock: 2m, minimum: 2m}
                - {name: threat_to_life, queue: threat-to-life, when: panic || immediateDanger, clock: 5m, minimum: 2m}
                - {name: corroborated, queue: corroborated, when: reportCount > 0 && behaviour >= 0.5, clock: 10m, minimum: 2m}
                - {name: minor_involved, queue: minors, when: minorInvolved, clock: 15m, minimum: 5m}
                - {name: sextortion, queue: sextortion, when: reason == 'sextortion' || reason == 'hate', clock: 30m, minimum: 10m}
                - {name: coercion, queue: coercion, when: group == 'coercion', clock: 2h, minimum: 15m}
                - {name: other, queue: general, when: 'true', clock: 24h, minimum: 1h}
            """;

    @RegisterExtension
    static final Stage stage = Stage.cleared();

    private int told;

    private static Locator button(ConsoleDesk at, String name) {
        return at.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    @Test
    void whatItWouldHaveDoneOtherwiseStandsBesideWhatWasDoneAndLeadsToTheCases() {
        assertThat(stage.http()
                        .post(
                                "/v1/policies",
                                stage.token("lead"),
                                JsonNodeFactory.instance.objectNode().put("yaml", OURS))
                        .status())
                .isEqualTo(201);
        ConsoleDesk lead = stage.enters("lead");
        lead.go(stage.service, "policies/hate-sooner");
        assertThat(lead.heading("What it would have done otherwise")).hasCount(0);
        button(lead, "Run in the shadow").press("Enter");
        assertThat(lead.page.getByText("Nothing has been counted yet.")).isVisible();

        Locator moved =
                lead.page.getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName("put it in another lane"));
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> { // followed within a beat, and what came before is not counted
                            String id = "hate-" + ++told;
                            stage.tell(Events.flag(id, "rob", "acc-" + id, "hate"));
                            return stage.http()
                                            .get("/v1/policies/hate-sooner/shadow", stage.token("lead"))
                                            .json()
                                            .at("/counts/moves")
                                            .asInt()
                                    > 0;
                        });
        stage.tell(Events.flag("quarrel", "rob", "acc-quarrel", "harassment"));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> stage.http()
                                .get("/v1/policies/hate-sooner/shadow", stage.token("lead"))
                                .json()
                                .at("/counts/same")
                                .asInt()
                        == 1);
        JsonNode counts = stage.http()
                .get("/v1/policies/hate-sooner/shadow", stage.token("lead"))
                .json()
                .path("counts");
        assertThat(counts.path("later").asInt()) // both are folded at one moment
                .isEqualTo(counts.path("earlier").asInt())
                .isZero();
        button(lead, "Look again").press("Enter");
        assertThat(moved.first()).isVisible();
        assertThat(lead.page.getByText("done the same")).isVisible();
        assertThat(Browser.violations(lead.page)).isEmpty();

        Locator example = lead.page
                .locator("table.wide tbody tr", new Page.LocatorOptions().setHasText("put it in another lane"))
                .first();
        assertThat(example.locator("td").nth(1)).containsText("Other");
        assertThat(example.locator("td").nth(2)).containsText("Sextortion");
        example.getByRole(AriaRole.LINK).press("Enter");
        assertThat(lead.heading("Hate")).isVisible();
        assertThat(lead.page.url()).contains("/console/cases/");

        ConsoleDesk auditor = stage.enters("auditor"); // sees it, and switches nothing
        auditor.go(stage.service, "policies/hate-sooner");
        assertThat(auditor.page.getByText("put it in another lane").first()).isVisible();
        assertThat(button(auditor, "End the shadow run")).hasCount(0);
        assertThat(stage.browser.complaints()).isEmpty();
    }
}
