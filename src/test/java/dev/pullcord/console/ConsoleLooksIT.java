package dev.pullcord.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * How the console stands: for who listens, who zooms, who works in the dark, and against what people write into the fields
 * that it shows. With {@code -Dpullcord.pictures=FOLDER} a
 * picture of each page is kept.
 */
@Timeout(240)
@Execution(ExecutionMode.SAME_THREAD) // a browser is its thread's
class ConsoleLooksIT {
    private static final int[] WIDTHS = {320, 820, 1440}; // the narrowest is 1280 at 400 %

    /** Where pictures of the pages go; none are made unless it is said. */
    private static final Optional<Path> PICTURES =
            Optional.ofNullable(System.getProperty("pullcord.pictures")).map(Path::of);

    @RegisterExtension
    static final Stage stage = Stage.with(Map.of(), Stage.Between.LEAVE);

    private static HostileDesk.Ids ids;

    @BeforeAll
    static void start() {
        ids = HostileDesk.fill(stage);
    }

    /** Every page there is, with all on it unfolded, to who may do most; and what stands there when something is wrong. */
    @Test
    void everyPageAndStateIsForEverybodyInBothThemesAndAtEveryWidth() {
        ConsoleDesk desk = stage.enters("admin");
        Page page = desk.page;
        List<String> faults = new ArrayList<>();
        for (String path : pages()) {
            desk.go(stage.service, path);
            ready(page);
            page.evaluate("document.querySelectorAll('main details').forEach((each) => { each.open = true; })");
            ready(page);
            judge(page, path, faults);
        }
        states(desk, faults);
        assertThat(faults).isEmpty();
        assertThat(page.title()).doesNotContain("taken");
        assertThat(stage.browser.complaints()).isEmpty();
    }

    private static void states(ConsoleDesk desk, List<String> faults) {
        Page page = desk.page;
        desk.go(stage.service, "cases/" + ids.held());
        ready(page);
        desk.painted().press("t"); // takes it, with all that a holder sees
        assertThat(desk.heading("Decide")).isVisible();
        desk.press("1", "m", "x", "m", "s", "r");
        assertThat(page.getByText("What will happen")).isVisible();
        judge(page, "deciding", faults);
        for (String key : List.of("b", "z", "?", "Control+k")) {
            desk.press(key);
            assertThat(page.locator("dialog")).isVisible();
            judge(page, "dialog " + key, faults);
            desk.press("Escape");
            assertThat(page.locator("dialog")).hasCount(0);
        }
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Look at the evidence"))
                .first()
                .press("Enter");
        judge(page, "asked why to look", faults);
        desk.press("Escape");

        page.route(
                "**/v1/filings?*",
                route -> route.fulfill(new Route.FulfillOptions().setStatus(503).setBody("{}")));
        desk.go(stage.service, "filings");
        assertThat(desk.alert()).isVisible();
        judge(page, "refused", faults);
        desk.go(stage.service, "policies");
        page.locator("#yaml").fill("version: x\nbase: default-2026-11-01\ntriage:\n  lanes: 7\n");
        assertThat(page.locator("#yaml-faults li").first()).isVisible();
        judge(page, "a policy with faults", faults);
        page.navigate(stage.service.baseUrl() + "/signin");
        assertThat(page.locator("h1")).isVisible();
        judge(page, "signing in", faults);
        desk.go(stage.service, "nowhere");
        assertThat(page.getByText("There is no such page.")).isVisible();
        judge(page, "no page", faults);
    }

    /** Who has no pointer gets to everything, sees where he is, and is led as one who reads. */
    @Test
    void theKeyboardGetsToAllOfEachPageInTheOrderInWhichItIsRead() {
        ConsoleDesk desk = stage.enters("admin");
        Page page = desk.page;
        List<String> faults = new ArrayList<>();
        for (String path : pages()) {
            desk.go(stage.service, path);
            ready(page);
            KeyboardWalk.through(page).forEach(fault -> faults.add(path + " " + fault));
            assertThat(page.locator("[role=status][aria-live=polite].news")).hasCount(1); // where what happens is said
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void eachDialogTakesTheFocusLeadsThroughAllOfItAndGivesTheFocusBack() {
        ConsoleDesk desk = stage.enters("senior");
        Page page = desk.page;
        desk.next();
        List<String> faults = new ArrayList<>();
        for (String key : List.of("b", "z", "u", "?", "Control+k")) {
            page.locator("h1").focus();
            desk.press(key);
            assertThat(page.locator("dialog")).isVisible();
            KeyboardWalk.throughDialog(page).forEach(fault -> faults.add("dialog " + key + " " + fault));
            desk.press("Escape");
            assertThat(page.locator("dialog")).hasCount(0);
            assertThat(page.locator("h1")).isFocused();
        }
        assertThat(faults).isEmpty();
        desk.press("b");
        page.keyboard().type("For the walk.");
        page.keyboard().press("Enter"); // who comes next finds it waiting
        assertThat(desk.news()).hasText("Handed back.");
    }

    private static void ready(Page page) {
        assertThat(page.locator("main h1")).isVisible();
        assertThat(page.locator("main [role=status]", new Page.LocatorOptions().setHasText("Loading")))
                .hasCount(0);
    }

    /** In the dark nothing but colours differs. */
    private static void judge(Page page, String what, List<String> faults) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        Browser.violations(page).forEach(fault -> faults.add(what + " " + fault));
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        Browser.pale(page).forEach(fault -> faults.add(what + " in the dark " + fault));
        for (int width : WIDTHS) {
            page.setViewportSize(width, 900);
            if ((Boolean) page.evaluate("document.documentElement.scrollWidth > innerWidth + 1")) {
                faults.add(what + " at " + width + " px runs out of the window");
            }
            PICTURES.ifPresent(folder -> picture(page, folder, what, width));
        }
        page.setViewportSize(WIDTHS[0], 900); // and read from the right
        page.evaluate("document.documentElement.dir = 'rtl'");
        if ((Boolean) page.evaluate("document.documentElement.scrollWidth > innerWidth + 1")) {
            faults.add(what + " from right to left runs out of the window");
        }
        page.evaluate("document.documentElement.dir = 'ltr'");
        page.setViewportSize(1280, 900);
    }

    private static void picture(Page page, Path folder, String what, int width) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(folder.resolve(what.replaceAll("[^A-Za-z]+", "-") + "-" + width + "-" + scheme + ".png")));
        }
    }

    /** Who listens is led to where the page begins, can skip what he knows, and hears what becomes of what he does. */
    @Test
    void theFocusGoesWithWhoCannotSeeAndWhatHappensIsSaid() {
        ConsoleDesk desk = stage.enters("senior");
        Page page = desk.page;
        desk.press("g", "m");
        assertThat(desk.heading("Me")).isFocused();
        desk.press("Tab");
        assertThat(page.evaluate("document.querySelector('main').contains(document.activeElement)"))
                .isEqualTo(true);
        desk.press("Shift+Tab");
        page.evaluate("document.body.focus(); document.activeElement.blur()");
        page.reload();
        assertThat(desk.heading("Me")).isFocused();
        for (int i = 0; i < 20 && !"skip".equals(page.evaluate("document.activeElement.className")); i++) {
            desk.press("Shift+Tab");
        }
        assertThat(page.evaluate("document.activeElement.className")).isEqualTo("skip"); // before all else
        desk.press("Enter");
        assertThat(page.evaluate("document.activeElement.id")).isEqualTo("main");

        page.getByLabel("Harassment").check();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Keep this"))
                .press("Enter");
        assertThat(desk.news()).hasText("Kept.");
        assertThat(desk.news()).hasAttribute("aria-live", "polite");
        desk.go(stage.service, "me");
        assertThat(page.getByLabel("Harassment")).isChecked(); // at the service, not in this browser
    }

    @Test
    void dialogsHoldTheFocusAndGiveItBack() {
        ConsoleDesk desk = stage.enters("auditor");
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

    @Test
    void nothingOfTheConsoleComesFromElsewhereAndLittleOfItComesAtAll() {
        Page page = stage.browser.person();
        List<String> hosts = new ArrayList<>();
        page.onRequest(request -> hosts.add(URI.create(request.url()).getAuthority()));
        stage.enters("senior", page);

        Number bytes = (Number) page.evaluate(
                "performance.getEntriesByType('resource').reduce((all, each) => all + each.transferSize, 0)");
        assertThat(hosts).containsOnly(stage.service.baseUrl().getAuthority());
        assertThat(bytes.longValue()).isBetween(20_000L, 300_000L);
    }

    private static List<String> pages() {
        String hostile =
                URLEncoder.encode(HostileDesk.ACCOUNT, StandardCharsets.UTF_8).replace("+", "%20");
        return List.of(
                "desk",
                "cases",
                "cases/" + ids.held(),
                "cases/" + ids.closed(),
                "cases/" + ids.proposed(),
                "accounts/" + hostile,
                "accounts/acc-closed",
                "approvals",
                "appeals",
                "reviews",
                "bulks",
                "bulks/" + ids.bulk(),
                "insights?window=P1D",
                "insights/cases?window=P1D&which=decided",
                "filings",
                "filings/" + ids.filing(),
                "actions",
                "misuse",
                "misuse/rita",
                "oncall",
                "people",
                "connectors",
                "platform",
                "policies",
                "policies/beside-1",
                "holds",
                "retention",
                "exports",
                "audit",
                "me");
    }
}
