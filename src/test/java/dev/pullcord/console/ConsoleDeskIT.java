package dev.pullcord.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.pullcord.acceptance.Events;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A moderator's work, by keyboard alone, in a real browser at the real service. */
@Timeout(120)
@Execution(ExecutionMode.SAME_THREAD) // a browser is its thread's
class ConsoleDeskIT {
    private static final LocatorAssertions.IsVisibleOptions SOON =
            new LocatorAssertions.IsVisibleOptions().setTimeout(30_000);

    @RegisterExtension
    static final Stage stage = Stage.cleared();

    @Test
    void aCaseIsTakenDecidedAndSeenDone() {
        int before = stage.receiver.done().size();
        ConsoleDesk desk = stage.enters("moderator");
        assertThat(desk.page.getByText("Nothing waits.")).isVisible();

        stage.flag("flag-1", "acc-told");
        assertThat(desk.page.getByText("One case waits.")).isVisible();
        desk.next();
        assertThat(desk.page.getByText("Their words")).isVisible();
        assertThat(desk.page.locator("blockquote")).not().isVisible();
        desk.press("r");
        assertThat(desk.page.locator("blockquote")).isVisible();

        desk.press("1").press("m", "w").why("Said so himself.").press("Control+Enter");

        assertThat(desk.heading("Decisions")).isVisible();
        assertThat(desk.page.locator(".steps .chip.good")).hasText("answered");
        assertThat(stage.receiver.done()).hasSize(before + 1);
        assertThat(desk.page.evaluate("Object.keys(localStorage).filter(k => k.includes('draft')).length"))
                .isEqualTo(0);
        assertThat(stage.browser.complaints()).isEmpty();
    }

    @Test
    void ofTwoWhoReachForOneCaseOneHasIt() {
        ConsoleDesk one = stage.enters("moderator");
        ConsoleDesk other = stage.enters("senior");
        stage.flag("flag-race", "acc-race");
        assertThat(one.page.getByText("One case waits.")).isVisible();
        assertThat(other.page.getByText("One case waits.")).isVisible();

        one.press("n");
        other.press("n");

        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> {
            int held = held(one) + held(other);
            int empty = empty(one) + empty(other);
            assertThat(List.of(held, empty)).containsExactly(1, 1);
        });
    }

    @Test
    void whoeverIsKilledUnderHisHandsLosesNothing() {
        ConsoleDesk desk = stage.enters("moderator");
        stage.flag("flag-kill", "acc-kill");
        desk.next().press("2").why("Nothing was there.");

        stage.service.kill9();
        desk.press("Control+Enter");
        assertThat(desk.alert()).containsText("cannot be reached");
        assertThat(desk.line()).hasText("not connected");

        stage.service.start();
        assertThat(desk.line()).hasText("live", new LocatorAssertions.HasTextOptions().setTimeout(40_000));
        desk.page.reload(); // as who lost patience does
        assertThat(desk.page.locator("#decide-reason")).hasValue("Nothing was there.");
        desk.press("Control+Enter");

        assertThat(desk.heading("Decisions")).isVisible(SOON);
        assertThat(desk.page.locator("main")).containsText("No rule was broken");
    }

    @Test
    void aLineThatIsGoneForAMinuteIsSaidAndCostsNothing() {
        try (CutLine line = new CutLine(stage.service.baseUrl())) {
            Page page = stage.browser.person();
            page.clock().install();
            ConsoleDesk desk = stage.enters("moderator", page, line.url());
            stage.flag("flag-cut", "acc-cut");
            desk.next().press("2").why("Half a thought.");

            line.silence(); // the browser is told nothing of it
            page.clock().fastForward(60_000);
            assertThat(desk.line()).hasText("not connected");
            line.cut();
            desk.press("Control+Enter");
            assertThat(desk.alert()).containsText("cannot be reached");
            String caseId = page.url().replaceAll(".*/cases/", "");
            stage.http()
                    .post(
                            "/v1/cases/" + caseId + "/notes",
                            stage.token("lead"),
                            JsonNodeFactory.instance.objectNode().put("text", "He called us."));

            line.mend();
            assertThat(desk.line()).hasText("live", new LocatorAssertions.HasTextOptions().setTimeout(40_000));
            assertThat(page.getByText("He called us.")).isVisible(); // what was missed is there
            assertThat(page.locator("#decide-reason")).hasValue("Half a thought.");
            desk.press("Control+Enter");

            assertThat(desk.heading("Decisions")).isVisible(SOON);
            assertThat(page.getByText("No rule was broken").first()).isVisible();
        }
    }

    @Test
    void nobodyAgreesToWhatHeProposedAndAnotherCan() {
        ConsoleDesk lead = stage.enters("lead").atTheDesk(); // he begins with the figures
        stage.flag("flag-two", "acc-two");
        assertThat(lead.page.getByText("One case waits.")).isVisible();
        proposes(lead);
        assertThat(lead.page.locator("main")).containsText("You proposed it: somebody else must answer.");
        assertThat(lead.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Agree")))
                .not()
                .isVisible();
        lead.painted().press("Shift+u"); // the words come first here, too
        assertThat(lead.page.locator("#answer")).isFocused();
        lead.page.keyboard().type("For a week will do. Or not?");
        lead.press("Tab", "Enter");
        assertThat(lead.heading("A decision waits for a second person")).not().isVisible();
        lead.press("g", "d");
        proposes(lead);

        ConsoleDesk senior = stage.enters("senior");
        senior.press("g", "a");
        senior.page
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Harassment"))
                .press("Enter");
        assertThat(senior.heading("A decision waits for a second person")).isVisible();
        senior.painted().press("y"); // the words come first: it leads there
        assertThat(senior.page.locator("#answer")).isFocused();
        senior.page.keyboard().type("Looked at as well.");
        senior.press("Tab", "Enter");

        assertThat(senior.heading("Decisions")).isVisible();
        assertThat(lead.page.getByText("This case changed")).containsText("Decided"); // told, and shown when asked for
        lead.press("Shift+r");
        assertThat(lead.heading("Decisions")).isVisible();
        corrected(senior);
    }

    private static void proposes(ConsoleDesk lead) {
        lead.next().press("1").press("m", "s");
        lead.page.getByLabel("How long").selectOption("");
        assertThat(lead.page.getByText("A second person must agree")).isVisible();
        lead.why("For good.").press("Control+Enter");
        assertThat(lead.heading("A decision waits for a second person")).isVisible();
    }

    /** By somebody who had no part in it; until another agrees it counts. */
    private static void corrected(ConsoleDesk second) {
        ConsoleDesk admin = stage.enters("admin");
        admin.page.navigate(second.page.url());
        assertThat(admin.page.getByText("Two people decided this.")).isVisible();
        admin.painted().press("c");
        assertThat(admin.heading("Correct this decision")).isVisible();
        admin.press("2");
        assertThat(admin.page.locator(".preview")).containsText("is taken back");
        assertThat(admin.page.locator(".preview")).containsText("Reinstate the account");
        assertThat(admin.page.locator(".preview")).not().containsText("Nothing is asked");
        admin.why("It was somebody else.").press("Control+Enter");

        assertThat(admin.news()).containsText("The correction waits for a second person.");
        second.page.reload();
        assertThat(second.page.getByText("It corrects what you decided: somebody else must answer."))
                .isVisible();
        assertThat(second.page.locator("#answer")).not().isVisible();
    }

    @Test
    void everyRoleSeesWhatItMay() {
        Map<String, List<String>> pages = Map.of(
                "moderator", List.of("Desk", "Search", "Reviews", "On call", "Policies", "Me"),
                "senior",
                        List.of(
                                "Desk",
                                "Search",
                                "Second look",
                                "Appeals",
                                "Reviews",
                                "Several at once",
                                "Me",
                                "On call",
                                "Policies"),
                "lead",
                        List.of(
                                "Desk",
                                "Search",
                                "Second look",
                                "Appeals",
                                "Reviews",
                                "Several at once",
                                "Insights",
                                "Filings",
                                "Failed actions",
                                "Me",
                                "Misuse of reporting",
                                "On call",
                                "People",
                                "Connectors",
                                "Platform and keys",
                                "Policies",
                                "Legal holds",
                                "Forgetting",
                                "Exports",
                                "Audit"),
                "auditor",
                        List.of(
                                "Search",
                                "Reviews",
                                "Insights",
                                "Filings",
                                "Me",
                                "Misuse of reporting",
                                "On call",
                                "Connectors",
                                "Platform and keys",
                                "Policies",
                                "Legal holds",
                                "Forgetting",
                                "Exports",
                                "Audit"));
        stage.flag("flag-seen", "acc-seen");
        pages.forEach((role, names) -> {
            ConsoleDesk desk = stage.enters(role);
            assertThat(desk.page.locator("header nav a")).hasText(names.toArray(String[]::new));
            if (!names.contains("People")) { // nor by its address
                desk.go(stage.service, "people");
                assertThat(desk.page.getByText("There is no such page.")).isVisible();
            }
        });
    }

    @Test
    void handedBackItIsNotHisAndMayBeAnothers() {
        ConsoleDesk desk = stage.enters("moderator");
        stage.flag("flag-back", "acc-back");
        desk.next().press("b");
        assertThat(desk.page.locator("#why")).isFocused();
        desk.page.keyboard().type("not my language");
        desk.press("Enter");

        assertThat(desk.heading("Desk")).isVisible();
        assertThat(desk.news()).containsText("Handed back.");
        assertThat(stage.as("senior").claimNext()).isPresent();
    }

    @Test
    void whoOpensACaseThatIsNotHisSaysWhyByKeyboardAndItIsShown() {
        stage.flag("flag-other", "acc-other");
        String caseId = await().atMost(Duration.ofSeconds(30)) // until it is folded
                .until(
                        () -> stage.http()
                                .get("/v1/cases?account=acc-other", stage.token("lead"))
                                .json()
                                .at("/items/0/id")
                                .asText(),
                        id -> !id.isEmpty());
        ConsoleDesk desk = stage.enters("moderator");
        desk.go(stage.service, "cases/" + caseId);

        assertThat(desk.page.locator("#why-reason")).isFocused();
        assertThat(desk.page.locator("body")).not().containsText("acc-other");
        assertThat(Browser.violations(desk.page)).isEmpty();
        desk.press("Escape");
        assertThat(desk.page.locator("#why-reason")).hasCount(0);
        desk.page.locator("main button").press("Enter");
        assertThat(desk.page.locator("#why-reason")).isFocused();
        desk.page.keyboard().type("The same words as in mine.");
        desk.press("Enter");

        assertThat(desk.page.locator(".urgent")).containsText("acc-other");
        assertThat(desk.page.locator(".timeline")).containsText("The same words as in mine.");
        desk.page.reload();
        assertThat(desk.page.locator(".urgent")).containsText("acc-other");
        assertThat(Browser.violations(desk.page)).isEmpty();
    }

    @Test
    void whatWasJustDecidedIsTakenBackByAKey() {
        ConsoleDesk desk = stage.enters("moderator");
        stage.flag("flag-undo", "acc-undo");
        desk.next().press("2").why("Too quick.").press("Control+Enter");
        assertThat(desk.page.getByText("seconds left")).isVisible();

        desk.press("Escape").page.locator("h1").focus();
        desk.press("Shift+z");

        assertThat(desk.news()).containsText("Taken back.");
        assertThat(desk.page.locator(".case-do h2").first()).hasText("Waiting");
    }

    @Test
    void aMeetingsCaseGoesOnAsTheAccountsItIsAbout() {
        stage.tell(
                Events.joined("j1", "mtg-whom", "p-1", "acc-caller"),
                Events.joined("j2", "mtg-whom", "p-2", "acc-whom"),
                Events.panicIn("panic-whom", "acc-caller", "mtg-whom"));
        ConsoleDesk desk = stage.enters("moderator");
        desk.next();
        assertThat(desk.page.getByText("nobody named yet")).isVisible();

        desk.press("i");
        desk.page.locator("#whom").selectOption("acc-whom");
        desk.page.locator("#whom-why").focus();
        desk.page.keyboard().type("He said whom he meant.");
        desk.press("Enter");

        assertThat(desk.page.locator(".urgent")).containsText("acc-whom");
        assertThat(desk.heading("Decide")).isVisible(); // it is his as the first was
    }

    private static int held(ConsoleDesk desk) {
        return desk.heading("Decide").count();
    }

    private static int empty(ConsoleDesk desk) {
        String news = desk.news().textContent();
        return news != null && news.contains("Nothing waits for you now.") ? 1 : 0;
    }
}
