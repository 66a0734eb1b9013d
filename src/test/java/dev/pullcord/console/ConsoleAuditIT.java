package dev.pullcord.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.pullcord.acceptance.Receiver;
import dev.pullcord.acceptance.ServiceProcess;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The pages on which leads see what was looked at, and how far two looks agree. */
@Timeout(180)
class ConsoleAuditIT {
    @TempDir
    Path folder;

    private final Receiver receiver = new Receiver();
    private ServiceProcess service;
    private Browser browser;

    @BeforeEach
    void start() {
        Browser.need();
        service = ServiceProcess.demo(folder.resolve("data"), Map.of(), receiver.url());
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
    void aLeadFindsHisOwnSearchInTheAuditAndTheFiguresOfTheDesk() {
        ConsoleDesk desk = ConsoleDesk.signedIn(browser.person(), service, "lead");
        desk.press("g", "c");
        assertThat(desk.heading("Search")).isVisible();
        desk.press("g", "l");
        assertThat(desk.heading("Audit")).isVisible();

        desk.page.locator("#audit-verb").fill("cases searched");
        desk.page
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Find"))
                .press("Enter");
        assertThat(desk.page.getByText("audit searched")).hasCount(0);
        assertThat(desk.page.locator("main tbody tr").first()).containsText("cases searched");

        desk.press("Escape");
        desk.go(service, "reviews");
        assertThat(desk.page.locator("main")).containsText("Of the desk as a whole");
        assertThat(desk.page.getByRole(
                        AriaRole.ROW, new Page.GetByRoleOptions().setName(Pattern.compile("Decisions 0"))))
                .isVisible();
        desk.page
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Give me one"))
                .press("Enter");
        assertThat(desk.page.locator("main")).containsText("There is none for you now.");
    }
}
