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
import dev.pullcord.acceptance.ServiceProcess;
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

/**
 * The pages of who leads: figures, filings, several at once, on call, misuse, keys; by keyboard, at one service and in one browser.
 */
@Timeout(120)
@Execution(ExecutionMode.SAME_THREAD) // a browser is its thread's
class ConsoleLeadIT {
    @RegisterExtension
    static final Stage stage = Stage.with(Map.of(), Stage.Between.STAY);

    private static ServiceProcess service;
    private static Desk lead;
    private static ConsoleDesk screen;

    @BeforeAll
    static void start() {
        service = stage.service;
        PullcordHttp http = stage.http();
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
        screen = stage.enters("lead");
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
        screen.page
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("NCMEC"))
                .first()
                .press("Enter");
        assertThat(screen.page.getByText("somebody else must confirm it")).isVisible();
        assertThat(button(screen, "Confirm")).hasCount(0);
        String address = screen.page.url().replaceAll(".*/console/", "");

        ConsoleDesk other = stage.enters("admin");
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
    void whatHasNoInterfaceIsTakenThereByHand() {
        screen.go(service, "filings?case=" + caseOf("acc-filed"));
        screen.page.locator("#to-victimPlace").fill("au");
        screen.page.locator("#to-danger").selectOption("true");
        button(screen, "Show who").press("Enter");
        Locator there = screen.page.locator("li", new Page.LocatorOptions().setHasText("Counter Child Exploitation"));
        assertThat(there).containsText("the victim is there");
        org.assertj.core.api.Assertions.assertThat(Browser.violations(screen.page))
                .isEmpty();
        there.getByRole(AriaRole.BUTTON).press("Enter");
        assertThat(screen.heading("Exploitation")).isFocused();
        String address = screen.page.url().replaceAll(".*/console/", "");

        ConsoleDesk other = stage.enters("admin");
        other.go(service, address);
        other.page.locator("#filing-why").fill("I read it, and it is so.");
        button(other, "Confirm").press("Enter");
        button(other, "Let it go").press("Enter");
        assertThat(other.page.getByText("Take it there by hand")).isVisible();
        button(other, "Show what would be sent").press("Enter");
        assertThat(other.page.locator("pre").first()).containsText("Account: acc-filed");
        org.assertj.core.api.Assertions.assertThat(Browser.violations(other.page))
                .isEmpty();
        assertThat(other.page.locator("main")).containsText("You are there with it");
        screen.go(service, address);
        assertThat(screen.page.locator("main")).containsText("Somebody is there with it");
        assertThat(screen.page.locator("#hand-reference")).hasCount(0);
        org.assertj.core.api.Assertions.assertThat(Browser.violations(screen.page))
                .isEmpty();
        other.page.locator("#hand-reference").fill("AFP 1");
        other.page.locator("#hand-proof").fill("The portal's letter, in the folder of the case.");
        button(other, "It is filed there").press("Enter");

        assertThat(other.page.locator(".way .here")).containsText("Received there");
        assertThat(other.page.locator("main")).containsText("AFP 1");
        screen.page.getByText("It was filed there once more").press("Enter");
        screen.page.locator("#hand-reference").fill("AFP 2");
        screen.page.locator("#hand-proof").fill("A second letter came.");
        org.assertj.core.api.Assertions.assertThat(Browser.violations(screen.page))
                .isEmpty();
        button(screen, "Once more, as another reference").press("Enter");
        assertThat(screen.page.locator("#filed").locator("..")).containsText("AFP 2");
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
        ConsoleDesk senior = stage.enters("senior");
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

    @Test
    void aKeyIsShownOnceBehindASecondPressAndEnded() {
        ConsoleDesk admin = stage.enters("admin");
        admin.go(service, "platform");
        button(admin, "Make a key").press("Enter");
        assertThat(admin.page.getByText("The key is made.")).isVisible();
        assertThat(admin.page.locator(".secret-value")).hasCount(0); // nobody's eyes are on it by chance
        button(admin, "Show it").press("Enter");
        String key = admin.page.locator(".secret-value").textContent();
        assertThat(key).startsWith("pk_");
        assertThat(stage.http()
                        .postEvents(key, List.of(Events.flag("by-new-key", "rob", "acc-new-key", "other")))
                        .status())
                .isEqualTo(202);
        button(admin, "I have put it away").press("Enter");
        assertThat(admin.page.getByText(key)).hasCount(0);

        button(admin, "End the key").first().press("Enter"); // the newest stands first
        admin.page.locator("td input").fill("It was in a log.");
        button(admin, "End it").last().press("Enter");
        assertThat(admin.news()).containsText("It opens nothing any more.");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> stage.http()
                                .postEvents(key, List.of(Events.flag("late", "rob", "acc-late", "other")))
                                .status()
                        == 401);
        admin.page.context().close();
    }

    @Test
    void aPolicyIsJudgedByItsLinesWhileItIsWritten() {
        screen.go(service, "policies");
        button(screen, "Begin from").press("Enter");
        Locator yaml = screen.page.locator("#yaml");
        assertThat(yaml).hasValue(Pattern.compile("base: default-.*", Pattern.DOTALL));
        yaml.fill("version: written-1\nbase: default-2026-11-01\ntree:\n  bulkAlone: many\n");
        screen.page.locator(".faults button").first().press("Enter");
        assertThat(yaml).isFocused();
        assertThat(yaml.evaluate("field => field.value.slice(field.selectionStart, field.selectionEnd)"))
                .isEqualTo("  bulkAlone: many");
        assertThat(button(screen, "Keep this version")).hasAttribute("aria-disabled", "true");

        screen.page.reload(); // what is written is kept meanwhile
        assertThat(yaml).hasValue(Pattern.compile(".*bulkAlone: many\n", Pattern.DOTALL));
        yaml.fill("version: written-1\nbase: default-2026-11-01\ntree:\n  bulkAlone: 4\n");
        assertThat(screen.page.getByText("can be a policy")).isVisible();
        button(screen, "Keep this version").press("Enter");

        assertThat(screen.heading("Version written-1")).isVisible();
        assertThat(screen.page.locator(".beside")).containsText("tree.bulkAlone");
        screen.page.locator("#against").selectOption("us-2026-11-01");
        screen.page.waitForURL("**against=us-2026-11-01");
        assertThat(screen.page.locator(".beside th").nth(1)).hasText("us-2026-11-01");
    }

    @Test
    void aHoldEndsEarlyByTwo() {
        screen.go(service, "holds?account=acc-nothing");
        assertThat(screen.page.locator("#hold-of")).hasValue("acc-nothing");
        screen.page.locator("#hold-authority").fill("Court of Leeds");
        screen.page.locator("#hold-basis").fill("An order");
        screen.page.locator("#hold-until").fill("2031-01-01T10:00");
        screen.page.locator("#hold-reason").fill("Asked for.");
        button(screen, "Place a hold").press("Enter");
        assertThat(screen.heading("Court of Leeds")).isVisible();

        screen.page
                .locator("summary", new Page.LocatorOptions().setHasText("Change it"))
                .press("Enter");
        screen.page.locator("textarea").first().fill("It is over.");
        button(screen, "Propose to end it").press("Enter");
        assertThat(screen.page.getByText("to be ended")).isVisible();
        assertThat(button(screen, "Agree")).hasCount(0); // not by who proposed it

        ConsoleDesk other = stage.enters("admin");
        other.go(service, "holds");
        assertThat(other.heading("Court of Leeds")).isVisible();
        other.page.locator("textarea").first().fill("So it is.");
        button(other, "Agree").first().press("Enter");
        assertThat(other.news()).containsText("The hold is over.");
        assertThat(other.page.locator(".card .chip").first()).hasText("ended");
        other.page.context().close();
    }
}
