package dev.pullcord.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.pullcord.acceptance.Desk;
import dev.pullcord.acceptance.Events;
import dev.pullcord.acceptance.PullcordHttp;
import dev.pullcord.acceptance.Receiver;
import dev.pullcord.acceptance.ServiceProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The pages of who leads: figures, filings, several at once, on call, misuse, keys; by keyboard, at one service and in one browser.
 */
@Timeout(120)
@Execution(ExecutionMode.SAME_THREAD) // a browser is its thread's
class ConsoleLeadIT {
    @TempDir
    static Path folder;

    private static final Receiver RECEIVER = new Receiver();
    private static ServiceProcess service;
    private static Browser browser;
    private static Desk lead;
    private static ConsoleDesk screen;

    @BeforeAll
    static void start() {
        Browser.need();
        service = ServiceProcess.demo(folder.resolve("data"), Map.of(), RECEIVER.url());
        PullcordHttp http = new PullcordHttp(service.baseUrl());
        http.postEvents(
                service.credentials().platformKey(),
                List.of(
                        Events.flag("f1", "rob", "acc-filed", "grooming"),
                        Events.flag("f2", "rita", "acc-nothing", "harassment"),
                        Events.flag("f3", "rob", "acc-one", "hate"),
                        Events.flag("f4", "rob", "acc-two", "hate")));
        lead = new Desk(http, service.credentials().tokens().get("lead"));
        await().atMost(Duration.ofSeconds(20)).until(() -> lead.cases().size() == 4);
        decide("acc-filed", "violation", "grooming");
        decide("acc-nothing", "unfounded_report", "");
        assertThat(http.post(
                                "/v1/filings",
                                service.credentials().tokens().get("lead"),
                                JsonNodeFactory.instance
                                        .objectNode()
                                        .put("case", caseOf("acc-filed"))
                                        .put("authority", "ncmec"))
                        .status())
                .isBetween(200, 201);
        browser = new Browser();
        screen = ConsoleDesk.signedIn(browser.person(), service, "lead");
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
        if (service != null) {
            service.close();
        }
        RECEIVER.close();
    }

    private static String caseOf(String account) {
        return lead.cases().stream()
                .filter(c -> c.path("account").asText().equals(account))
                .map(c -> c.path("id").asText())
                .findFirst()
                .orElseThrow();
    }

    private static void decide(String account, String outcome, String policy) {
        JsonNode claimed = lead.claim(caseOf(account)).json();
        assertThat(lead.decide(
                                caseOf(account),
                                claimed.path("claim").path("token").asText(),
                                outcome,
                                policy,
                                List.of())
                        .status())
                .isEqualTo(201);
    }

    private static Locator button(ConsoleDesk at, String name) {
        return at.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    @Test
    void aNumberLeadsToItsCasesAndATableIsTakenAway() throws Exception {
        screen.go(service, "me");
        assertThat(screen.heading("Me")).isFocused();
        screen.press("g", "i");
        assertThat(screen.heading("Insights")).isFocused();
        Locator grooming = screen.page.locator("tr", new Page.LocatorOptions().setHasText("Grooming"));
        assertThat(grooming.first()).isVisible();
        assertThat(screen.page.locator(".plot canvas").first()).isVisible();

        Download taken = screen.page.waitForDownload(
                () -> screen.page.locator("button[aria-label*='By reason']").press("Enter"));
        assertThat(Files.readAllLines(taken.path())).contains("grooming,1,0,1,0,0,0,0", "harassment,1,0,0,0,1,0,0");

        grooming.first().getByRole(AriaRole.LINK).first().press("Enter");
        assertThat(screen.heading("The cases behind a figure")).isFocused();
        assertThat(screen.page.locator("main [role=status]"))
                .hasText(Pattern.compile("Cases: \\W*1\\W*; shown: \\W*1.*"));
        screen.page.locator("main tbody a").press("Enter");
        screen.page.waitForURL("**/cases/" + caseOf("acc-filed"));
    }

    @Test
    void aFilingIsConfirmedBySomebodyWhoHadNoPartInIt() {
        screen.go(service, "filings");
        screen.page.locator("main tbody a").first().press("Enter");
        assertThat(screen.page.getByText("somebody else must confirm it")).isVisible();
        assertThat(button(screen, "Confirm")).hasCount(0);
        String address = screen.page.url().replaceAll(".*/console/", "");

        ConsoleDesk other = ConsoleDesk.signedIn(browser.person(), service, "admin");
        other.go(service, address);
        other.page.locator("#filing-why").fill("I read it, and it is so.");
        button(other, "Confirm").press("Enter");

        assertThat(other.news()).containsText("Confirmed.");
        assertThat(other.page.locator(".way .here")).containsText("Confirmed");
        button(other, "Show what would be sent").press("Enter");
        assertThat(other.alert()).containsText("The platform has no account there."); // the demo's has none
        other.page.context().close();
    }

    @Test
    void aLeadFindsHisOwnSearchInTheAuditAndTheFiguresOfTheDesk() {
        screen.go(service, "cases");
        assertThat(screen.heading("Search")).isFocused();
        screen.press("g", "l");
        assertThat(screen.heading("Audit")).isVisible();

        screen.page.locator("#audit-verb").fill("cases searched");
        button(screen, "Find").press("Enter");
        assertThat(screen.page.getByText("audit searched")).hasCount(0);
        assertThat(screen.page.locator("main tbody tr").first()).containsText("cases searched");

        screen.go(service, "reviews");
        assertThat(screen.page.locator("main")).containsText("Of the desk as a whole");
        assertThat(screen.page.getByRole(
                        AriaRole.ROW, new Page.GetByRoleOptions().setName(Pattern.compile("Decisions 0"))))
                .isVisible();
    }

    @Test
    void casesThatBelongTogetherAreDecidedTogether() {
        ConsoleDesk senior = ConsoleDesk.signedIn(browser.person(), service, "senior");
        senior.go(service, "cases?state=queued");
        for (String account : List.of("acc-one", "acc-two")) {
            senior.page.locator("[aria-label*='" + caseOf(account) + "']").press("Space");
        }
        senior.page
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Decide these together"))
                .press("Enter");
        senior.page.locator("#bulk-outcome").selectOption("no_violation");
        senior.page.locator("#bulk-reason").fill("One quarrel of one evening.");
        button(senior, "What will happen").press("Enter");
        senior.page.locator("#bulk-why").fill("The same two people.");
        button(senior, "Decide them").press("Enter");

        assertThat(senior.heading("done")).isVisible();
        assertThat(senior.page.locator("main tbody .chip.good")).hasCount(2);
        assertThat(lead.look(caseOf("acc-one")).path("state").asText()).isEqualTo("decided");
        senior.page.context().close();
    }

    @Test
    void aLeadSaysWhoIsOnCall() {
        screen.go(service, "oncall");
        assertThat(screen.heading("On call now: nobody")).isVisible();
        screen.page.locator("#oncall-add").selectOption(new String[] {
            screen.page.locator("#oncall-add option").nth(1).getAttribute("value")
        });
        button(screen, "Keep the schedule").press("Enter");

        assertThat(screen.news()).containsText("The schedule is kept.");
        assertThat(screen.heading("On call now: nobody")).hasCount(0);
    }
}
