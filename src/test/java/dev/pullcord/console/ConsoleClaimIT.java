package dev.pullcord.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.pullcord.acceptance.Events;
import dev.pullcord.acceptance.PullcordHttp;
import dev.pullcord.acceptance.Receiver;
import dev.pullcord.acceptance.ServiceProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A hold on a case, seen from its holder's browser: renewed while he is there, and plain about its end. */
@Timeout(180)
class ConsoleClaimIT {
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
        service = ServiceProcess.demo(
                folder.resolve("data"),
                Map.of("PULLCORD_CLAIMS_LEASE", "8s", "PULLCORD_CLAIMS_RENEW_EVERY", "3s"),
                receiver.url());
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
    void aClaimThatRanOutIsSaidPlainlyAndWhatWasWrittenIsKept() {
        ConsoleDesk desk = ConsoleDesk.signedIn(browser.person(), service, "moderator");
        flag("flag-lapse", "acc-lapse");
        desk.next().press("2").why("Half a thought");
        Pattern renewals = Pattern.compile("/v1/claims/.*");
        desk.page.route(renewals, Route::abort); // its line is cut, and it cannot renew

        assertThat(desk.alert()).containsText("Your hold on this case has ended", longer());
        assertThat(desk.page.getByText("This case changed")).isVisible(SOON); // the service has taken it back
        desk.page.unroute(renewals);
        desk.page
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Ask for the next case"))
                .press("Enter");

        assertThat(desk.page.locator("#decide-reason")).hasValue("Half a thought");
    }

    @Test
    void aHoldIsRenewedInSilenceWhileSomebodyIsThere() {
        ConsoleDesk desk = ConsoleDesk.signedIn(browser.person(), service, "moderator");
        flag("flag-renew", "acc-renew");
        Page.WaitForResponseOptions patient = new Page.WaitForResponseOptions().setTimeout(20_000);
        desk.page.waitForResponse(
                response -> response.request().method().equals("PUT") && response.status() == 200, patient, desk::next);

        assertThat(desk.page.locator("main")).containsText("yours, renewed by itself");
    }

    private static LocatorAssertions.ContainsTextOptions longer() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);
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
