package dev.pullcord.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.pullcord.acceptance.Events;
import dev.pullcord.acceptance.PullcordHttp;
import dev.pullcord.acceptance.Receiver;
import dev.pullcord.acceptance.ServiceProcess;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * How the console stands: for who listens, who zooms, who works in the dark, and against what people write into the fields
 * that it shows. A picture of each page goes to {@code target/console}.
 */
@Timeout(240)
class ConsoleLooksIT {
    /** Script, a turn of direction, a tower of marks, a name without an end, a closing tag. */
    private static final int[] WIDTHS = {320, 820, 1440};

    private static final String HOSTILE =
            "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\"> "
                    + "\u202Eevil\u202C " + "e" + "\u0301".repeat(400) + " " + "W".repeat(300)
                    + " </textarea>{{7*7}}${7*7}";

    @TempDir
    static Path folder;

    private static final Receiver RECEIVER = new Receiver();
    private static ServiceProcess service;

    @BeforeAll
    static void start() {
        service = ServiceProcess.demo(folder.resolve("data"), Map.of(), RECEIVER.url());
        PullcordHttp http = new PullcordHttp(service.baseUrl());
        ObjectNode flag = Events.flag("flag-looks", HOSTILE.substring(0, 60) + "r", "acc-looks", "sextortion");
        ObjectNode data = flag.withObject("/data");
        data.put("text", HOSTILE).put("minorInvolved", true).put("language", "en");
        data.withObject("/meeting").put("title", HOSTILE.substring(0, 200));
        data.withObject("/reporter").put("displayName", HOSTILE.substring(0, 120));
        data.putArray("evidence")
                .addObject()
                .put("id", "ev-1")
                .put("kind", "still")
                .put("capturedBy", "platform")
                .put("href", "https://viewer.example.invalid/ev-1");
        http.postEvents(
                service.credentials().platformKey(),
                List.of(
                        flag,
                        Events.joined("j1", "mtg-acc-looks", "p-1", "acc-looks"),
                        Events.joined("j2", "mtg-acc-looks", "p-2", "acc-other")));
    }

    @AfterAll
    static void close() {
        if (service != null) {
            service.close();
        }
        RECEIVER.close();
    }

    @Test
    void everyPageIsForEverybodyInBothThemesAndAtEveryWidth() throws Exception {
        Path pictures = Files.createDirectories(Path.of("target", "console"));
        List<String> faults = new ArrayList<>();
        try (Browser browser = new Browser()) {
            ConsoleDesk desk = ConsoleDesk.signedIn(browser.person(), service, "lead");
            Page page = desk.page;
            desk.next();
            String caseId = page.url().replaceAll(".*/cases/", "");
            desk.press("1", "m", "x", "m", "s", "r");
            for (String path : pages(caseId)) {
                desk.go(service, path);
                assertThat(page.locator("main h1")).isVisible();
                assertThat(page.locator("main .loading")).hasCount(0);
                for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                    Browser.violations(page).forEach(fault -> faults.add(path + " " + scheme + " " + fault));
                }
                for (int width : WIDTHS) {
                    page.setViewportSize(width, 900);
                    page.screenshot(new Page.ScreenshotOptions()
                            .setFullPage(true)
                            .setPath(pictures.resolve(path.replaceAll("[^a-z]+", "-") + "-" + width + ".png")));
                    if ((Boolean) page.evaluate("document.documentElement.scrollWidth > innerWidth + 1")) {
                        faults.add(path + " at " + width + " px runs out of the window");
                    }
                }
                page.setViewportSize(1280, 900);
            }
            assertThat(faults).isEmpty();
            assertThat(page.title()).doesNotContain("taken");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void dialogsHoldTheFocusAndGiveItBack() {
        try (Browser browser = new Browser()) {
            ConsoleDesk desk = ConsoleDesk.signedIn(browser.person(), service, "auditor");
            Page page = desk.page;
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Keys"))
                    .press("Enter");
            assertThat(page.locator("dialog")).isVisible();
            assertThat(Browser.violations(page)).isEmpty();
            desk.press("Tab", "Tab", "Tab");
            assertThat(page.evaluate("document.querySelector('dialog').contains(document.activeElement)"
                            + " || document.activeElement === document.body"))
                    .isEqualTo(true);
            desk.press("Escape");
            assertThat(page.locator("dialog")).hasCount(0);
            assertThat(page.evaluate("document.activeElement.textContent.includes('Keys')"))
                    .isEqualTo(true);

            desk.press("Control+k");
            page.keyboard().type("policies");
            assertThat(Browser.violations(page)).isEmpty();
            desk.press("Enter");
            assertThat(desk.heading("Policies")).isFocused();
        }
    }

    @Test
    void nothingOfTheConsoleComesFromElsewhereAndLittleOfItComesAtAll() {
        try (Browser browser = new Browser()) {
            Page page = browser.person();
            List<String> hosts = new ArrayList<>();
            page.onRequest(request -> hosts.add(URI.create(request.url()).getAuthority()));
            ConsoleDesk.signedIn(page, service, "senior");

            Number bytes = (Number) page.evaluate(
                    "performance.getEntriesByType('resource').reduce((all, each) => all + each.transferSize, 0)");
            assertThat(hosts).containsOnly(service.baseUrl().getAuthority());
            assertThat(bytes.longValue()).isBetween(20_000L, 300_000L);
        }
    }

    private static List<String> pages(String caseId) {
        return List.of(
                "",
                "cases",
                "cases/" + caseId,
                "accounts/acc-looks",
                "approvals",
                "appeals",
                "people",
                "actions",
                "policies",
                "policies/default-2026-11-01",
                "me");
    }
}
