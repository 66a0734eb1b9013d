package dev.pullcord.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.pullcord.acceptance.Desk;
import dev.pullcord.acceptance.Events;
import dev.pullcord.acceptance.PullcordHttp;
import dev.pullcord.acceptance.Receiver;
import dev.pullcord.acceptance.ServiceProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A moderator's work, by keyboard alone, in a real browser at the real service. */
@Timeout(180)
class ConsoleDeskIT {
    private static final LocatorAssertions.IsVisibleOptions SOON =
            new LocatorAssertions.IsVisibleOptions().setTimeout(30_000);

    @TempDir
    Path folder;

    private final Receiver receiver = new Receiver();
    private ServiceProcess service;
    private Browser browser;

    @BeforeEach
    void start() {
        Browser.need();
        service = ServiceProcess.demo(folder.resolve("data"), Map.of(), receiver.url())
                .keepPort();
        browser = new Browser();
    }

    @AfterEach
    void close() {
        if (service != null) {
            browser.close();
            service.close();
        }
        receiver.close();
    }

    @Test
    void aCaseIsTakenDecidedAndSeenDone() {
        ConsoleDesk desk = ConsoleDesk.signedIn(browser.person(), service, "moderator");
        assertThat(desk.page.getByText("Nothing waits.")).isVisible();

        flag("flag-1", "acc-told");
        assertThat(desk.page.getByText("One case waits.")).isVisible();
        desk.next();
        assertThat(desk.page.getByText("Their words")).isVisible();
        assertThat(desk.page.locator("blockquote")).not().isVisible();
        desk.press("r");
        assertThat(desk.page.locator("blockquote")).isVisible();

        desk.press("1").press("m", "w").why("Said so himself.").press("Control+Enter");

        assertThat(desk.heading("Decisions")).isVisible();
        assertThat(desk.page.locator(".steps .chip.good")).hasText("answered");
        assertThat(receiver.done()).hasSize(1);
        assertThat(desk.page.evaluate("Object.keys(localStorage).filter(k => k.includes('draft')).length"))
                .isEqualTo(0);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void ofTwoWhoReachForOneCaseOneHasIt() {
        ConsoleDesk one = ConsoleDesk.signedIn(browser.person(), service, "moderator");
        ConsoleDesk other = ConsoleDesk.signedIn(browser.person(), service, "senior");
        flag("flag-race", "acc-race");
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
        ConsoleDesk desk = ConsoleDesk.signedIn(browser.person(), service, "moderator");
        flag("flag-kill", "acc-kill");
        desk.next().press("2").why("Nothing was there.");

        service.kill9();
        desk.press("Control+Enter");
        assertThat(desk.alert()).containsText("cannot be reached");
        assertThat(desk.line()).hasText("not connected");

        service.start();
        assertThat(desk.line()).hasText("live", new LocatorAssertions.HasTextOptions().setTimeout(40_000));
        desk.page.reload(); // as who lost patience does
        assertThat(desk.page.locator("#decide-reason")).hasValue("Nothing was there.");
        desk.press("Control+Enter");

        assertThat(desk.heading("Decisions")).isVisible(SOON);
        assertThat(desk.page.locator("main")).containsText("No rule was broken");
    }

    @Test
    void nobodyAgreesToWhatHeProposedAndAnotherCan() {
        ConsoleDesk lead = ConsoleDesk.signedIn(browser.person(), service, "lead");
        flag("flag-two", "acc-two");
        assertThat(lead.page.getByText("One case waits.")).isVisible();
        lead.next().press("1").press("m", "s");
        lead.page.getByLabel("How long").selectOption("");
        assertThat(lead.page.getByText("A second person must agree")).isVisible();
        lead.why("For good.").press("Control+Enter");

        assertThat(lead.heading("A decision waits for a second person")).isVisible();
        assertThat(lead.page.locator("main")).containsText("You proposed it: somebody else must answer.");
        assertThat(lead.page.locator("#answer")).not().isVisible();

        ConsoleDesk senior = ConsoleDesk.signedIn(browser.person(), service, "senior");
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
                                "Audit"));
        flag("flag-seen", "acc-seen");
        pages.forEach((role, names) -> {
            ConsoleDesk desk = ConsoleDesk.signedIn(browser.person(), service, role);
            assertThat(desk.page.locator("header nav a")).hasText(names.toArray(String[]::new));
        });
    }

    @Test
    void handedBackItIsNotHisAndMayBeAnothers() {
        ConsoleDesk desk = ConsoleDesk.signedIn(browser.person(), service, "moderator");
        flag("flag-back", "acc-back");
        desk.next().press("b");
        assertThat(desk.page.locator("#why")).isFocused();
        desk.page.keyboard().type("not my language");
        desk.press("Enter");

        assertThat(desk.heading("Desk")).isVisible();
        assertThat(desk.news()).containsText("Handed back.");
        Desk another = new Desk(http(), service.credentials().tokens().get("senior"));
        assertThat(another.claimNext()).isPresent();
    }

    @Test
    void whatWasJustDecidedIsTakenBackByAKey() {
        ConsoleDesk desk = ConsoleDesk.signedIn(browser.person(), service, "moderator");
        flag("flag-undo", "acc-undo");
        desk.next().press("2").why("Too quick.").press("Control+Enter");
        assertThat(desk.page.getByText("seconds left")).isVisible();

        desk.press("Escape").page.locator("h1").focus();
        desk.press("Shift+z");

        assertThat(desk.news()).containsText("Taken back.");
        assertThat(desk.page.locator(".case-do h2").first()).hasText("Waiting");
    }

    @Test
    void aMeetingsCaseGoesOnAsTheAccountsItIsAbout() {
        http().postEvents(
                        service.credentials().platformKey(),
                        List.of(
                                Events.joined("j1", "mtg-whom", "p-1", "acc-caller"),
                                Events.joined("j2", "mtg-whom", "p-2", "acc-whom"),
                                Events.panicIn("panic-whom", "acc-caller", "mtg-whom")));
        ConsoleDesk desk = ConsoleDesk.signedIn(browser.person(), service, "moderator");
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

    private PullcordHttp http() {
        return new PullcordHttp(service.baseUrl());
    }

    private static ObjectNode told(String id, String account) {
        ObjectNode flag = Events.flag(id, "acc-reporter-" + id, account, "harassment");
        flag.withObject("/data").put("text", "He would not let me leave.");
        return flag;
    }

    private void flag(String id, String account) {
        http().postEvents(service.credentials().platformKey(), List.of(told(id, account)));
    }
}
