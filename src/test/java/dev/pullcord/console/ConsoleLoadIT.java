package dev.pullcord.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What it takes to open the console: how much comes over the wire, how often, and what is not asked for again. */
@Timeout(120)
@Execution(ExecutionMode.SAME_THREAD) // a browser is its thread's
class ConsoleLoadIT {
    private static final int FIRST_LOAD_BYTES = 300_000;
    private static final int REQUESTS = 20;

    @RegisterExtension
    static final Stage stage = Stage.cleared();

    private static long number(Page page, String expression) {
        return ((Number) page.evaluate(expression)).longValue();
    }

    private static final String BYTES =
            "performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation')).reduce((all, each) => all + each.transferSize, 0)";
    private static final String FILES =
            "performance.getEntriesByType('resource').filter((each) => each.name.includes('/console/') && !each.name.endsWith('.svg'))";

    @Test
    void aCaseThatIsOpenedFirstIsSmallInFewFilesAndComesFromTheBrowserTheNextTime() {
        stage.flag("flag-load", "acc-load");
        ConsoleDesk desk = stage.enters("moderator").next();
        Page page = desk.page;
        String at = page.url();
        page.context().newCDPSession(page).send("Network.clearBrowserCache");

        page.navigate(at);
        assertThat(desk.heading("Decide")).isVisible();

        assertThat(number(page, BYTES)).isLessThan(FIRST_LOAD_BYTES / 2);
        assertThat(number(page, "performance.getEntriesByType('resource').length"))
                .isLessThan(REQUESTS);

        page.navigate(at);
        assertThat(desk.heading("Decide")).isVisible();

        assertThat(number(page, FILES + ".length")).isPositive();
        assertThat(number(page, FILES + ".reduce((all, each) => all + each.transferSize, 0)"))
                .isZero();
    }

    @Test
    void whatAPageBeginsWithIsAskedForOnce() {
        stage.flag("flag-once", "acc-once");
        ConsoleDesk desk = stage.enters("moderator").next();
        String at = desk.page.url();
        desk.page.navigate("about:blank"); // what the page before asks for at the news of its claim is its own
        List<String> asked = new ArrayList<>();
        desk.page.onRequest(request -> asked.add(request.url().replaceAll("^.*(/v1/|/console/)", "$1")));

        desk.page.navigate(at);
        assertThat(desk.heading("Decide")).isVisible();

        String theCase = desk.page.url().replaceAll("^.*/console/", "/v1/");
        assertThat(asked).containsOnlyOnce("/v1/session", "/v1/me", theCase);
    }

    @Test
    void whoIsNotSignedInIsLedToWhereHeDoes() {
        Page page = stage.browser.person();

        page.navigate(stage.service.baseUrl() + "/console/desk");

        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sign in")))
                .isVisible();
    }
}
