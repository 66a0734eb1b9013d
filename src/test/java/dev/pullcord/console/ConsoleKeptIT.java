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
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What is given out, what is erased and what is forgotten when: each form filled by keyboard, and each page for everybody. */
@Timeout(150)
@Execution(ExecutionMode.SAME_THREAD) // a browser is its thread's
class ConsoleKeptIT {
    @RegisterExtension
    static final Stage stage = Stage.with(Map.of(), Stage.Between.LEAVE);

    private static Desk lead;

    @BeforeAll
    static void start() {
        lead = stage.as("lead");
    }

    private static Locator button(ConsoleDesk at, String name) {
        return at.page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Unfolds it, as somebody does who has no mouse. */
    private static void unfold(ConsoleDesk at, String summary) {
        at.page
                .locator("summary", new Page.LocatorOptions().setHasText(Pattern.compile("^" + summary + "$")))
                .press("Enter");
    }

    /** Writes where the focus is, and goes on to the next field. */
    private static void write(ConsoleDesk at, String label, String words) {
        at.page.getByLabel(label).focus();
        at.page.keyboard().type(words);
    }

    private static String decided(String account) {
        stage.tell(Events.flag("of-" + account, "rob", account, "grooming"));
        JsonNode waits = await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> lead.cases().stream()
                                .filter(c -> c.path("account").asText().equals(account))
                                .findFirst()
                                .orElse(null),
                        found -> found != null);
        String caseId = waits.path("id").asText();
        String claim = lead.claim(caseId).json().at("/claim/token").asText();
        assertThat(lead.decide(caseId, claim, "violation", "grooming", List.of())
                        .status())
                .isEqualTo(201);
        return caseId;
    }

    @Test
    void evidenceIsGivenOutByTwoAndTakenAsASignedBundle() throws Exception {
        String caseId = decided("acc-given");
        ConsoleDesk one = stage.enters("lead");
        one.go(stage.service, "cases/" + caseId);
        unfold(one, "Evidence given out");
        assertThat(one.page.getByText("Nothing was given out.")).isVisible();
        Locator propose = button(one, "Propose to give it out");
        assertThat(propose).hasAttribute("aria-disabled", "true");
        assertThat(propose).hasAttribute("title", "Say to whom, by what law and why.");
        write(one, "To whom", "Court of Leeds");
        one.press("Tab");
        one.page.keyboard().type("4/26");
        one.press("Tab");
        one.page.keyboard().type("An order of the court");
        one.press("Tab");
        one.page.keyboard().type("They asked for it by letter.");
        assertThat(Browser.violations(one.page)).isEmpty();
        one.press("Tab", "Enter");
        assertThat(one.news()).containsText("It waits for a second person.");
        assertThat(one.heading("Court of Leeds")).isVisible();
        assertThat(button(one, "Agree")).hasCount(0); // not by who proposed it
        assertThat(one.page.getByText("They asked for it by letter.").first()).isVisible();
        assertThat(Browser.violations(one.page)).isEmpty();

        ConsoleDesk two = stage.enters("admin");
        two.go(stage.service, "cases/" + caseId);
        unfold(two, "Evidence given out");
        two.page.locator("[id^=release-][id$=-why]").focus();
        two.page.keyboard().type("I read the order.");
        two.press("Tab", "Enter");
        Locator bundle = two.page.locator("a[download][href$='/bundle']");
        assertThat(bundle).isVisible();
        Download taken = two.page.waitForDownload(() -> bundle.press("Enter"));
        assertThat(Files.size(taken.path())).isPositive();
        assertThat(Browser.violations(two.page)).isEmpty();
        assertThat(stage.browser.complaints()).isEmpty();
    }

    @Test
    void anAccountIsErasedAndWhatStaysIsSaidWithWhy() throws IOException {
        String caseId = decided("acc-erased");
        ConsoleDesk one = stage.enters("lead");
        one.go(stage.service, "accounts/acc-erased");
        unfold(one, "Erasing what is known of it");
        assertThat(one.page.getByText("Nobody asked for it.")).isVisible();
        one.page.locator("#erase-why").focus();
        one.page.keyboard().type("He wrote to us on Monday.");
        assertThat(Browser.violations(one.page)).isEmpty();
        one.press("Tab", "Enter");

        assertThat(one.news()).containsText("It is carried out by itself.");
        assertThat(one.page.getByText("He wrote to us on Monday.")).isVisible();
        assertThat(one.page.locator("a[href='/console/cases/" + caseId + "']").last())
                .isVisible(); // kept, and why
        assertThat(Browser.violations(one.page)).isEmpty();
        assertThat(stage.http()
                        .get("/v1/audit?verb=erasure_asked", stage.token("lead"))
                        .json()
                        .path("items"))
                .isNotEmpty();
        Download told = one.page.waitForDownload(
                () -> button(one, "What the account may be told").press("Enter"));
        assertThat(told.suggestedFilename()).isEqualTo("access.json");
        assertThat(Files.readString(told.path()))
                .contains("\"account\": \"acc-erased\"", "\"meetings\"", "\"weighed\"")
                .doesNotContain("\"next\"");

        ConsoleDesk moderator = stage.enters("moderator");
        moderator.go(stage.service, "accounts/acc-erased");
        assertThat(moderator.page.locator("main h1")).isVisible();
        assertThat(moderator.page.locator(
                        "summary", new Page.LocatorOptions().setHasText("Erasing what is known of it")))
                .hasCount(0);
    }

    @Test
    void whatThePublicIsToldIsTakenAwayByKeyboard() throws IOException {
        ConsoleDesk one = stage.enters("lead");
        one.press("g", "x");
        assertThat(one.heading("Exports")).isFocused();
        assertThat(one.page.getByText("What authorities wanted")).isVisible();
        assertThat(Browser.violations(one.page)).isEmpty();

        one.page.locator("#exports-from").fill("2026-01");
        one.page.locator("#exports-to").fill("2025-12");
        assertThat(button(one, "Show these months")).hasAttribute("aria-disabled", "true");
        one.page.locator("#exports-to").fill("2026-03");
        button(one, "Show these months").press("Enter");
        one.page.waitForURL("**/exports?from=2026-01&to=2026-03");
        Download counts = one.page.waitForDownload(
                () -> one.page.getByText("Counts as CSV").press("Enter"));
        assertThat(counts.suggestedFilename()).isEqualTo("transparency-2026-01-2026-03.csv");
        assertThat(Files.readString(counts.path())).startsWith("table,of,kind,detail,figure,value");
        Download statements =
                one.page.waitForDownload(() -> button(one, "Statements as JSON").press("Enter"));
        assertThat(Files.readString(statements.path())).isEqualTo("[]");
        assertThat(one.news()).containsText("Statements taken");

        ConsoleDesk moderator = stage.enters("moderator");
        moderator.go(stage.service, "exports");
        assertThat(moderator.page.getByText("There is no such page.")).isVisible();
    }

    @Test
    void whatIsForgottenWhenIsReadAndLeadsOn() {
        ConsoleDesk one = stage.enters("lead");
        one.press("g", "n");
        assertThat(one.heading("Forgetting")).isFocused();
        Locator terms = one.page.locator("section[aria-labelledby=terms] tbody tr");
        assertThat(terms).hasCount(4);
        assertThat(terms.first().locator("td").first()).hasText(Pattern.compile(".*\\d.*"));
        assertThat(one.page
                        .locator("section[aria-labelledby=directory] tbody tr")
                        .first())
                .isVisible();
        assertThat(Browser.violations(one.page)).isEmpty();

        one.page.locator("a[href='/console/audit?verb=case_forgotten']").press("Enter");
        assertThat(one.heading("Audit")).isFocused();
        assertThat(one.page.locator("#audit-verb")).hasValue(Pattern.compile("case.forgotten"));
        assertThat(stage.browser.complaints()).isEmpty();
    }
}
