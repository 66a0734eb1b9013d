package dev.pullcord.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.pullcord.acceptance.Events;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A hold on a case, seen from its holder's browser: renewed while he is there, and plain about its end. */
@Timeout(120)
@Execution(ExecutionMode.SAME_THREAD) // a browser is its thread's
class ConsoleClaimIT {
    private static final LocatorAssertions.IsVisibleOptions SOON =
            new LocatorAssertions.IsVisibleOptions().setTimeout(30_000);

    @RegisterExtension
    static final Stage stage =
            Stage.with(Map.of("PULLCORD_CLAIMS_LEASE", "8s", "PULLCORD_CLAIMS_RENEW_EVERY", "3s"), Stage.Between.CLEAR);

    @Test
    void aClaimThatRanOutIsSaidPlainlyAndWhatWasWrittenIsKept() {
        ConsoleDesk desk = stage.enters("moderator");
        stage.flag("flag-lapse", "acc-lapse");
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
        ConsoleDesk desk = stage.enters("moderator");
        stage.flag("flag-renew", "acc-renew");
        Page.WaitForResponseOptions patient = new Page.WaitForResponseOptions().setTimeout(20_000);
        desk.page.waitForResponse(
                response -> response.request().method().equals("PUT") && response.status() == 200, patient, desk::next);

        assertThat(desk.page.locator("main")).containsText("yours, renewed by itself");
    }

    @Test
    void whoeverIsBusyWithAQuarrelIsToldOfAPanicAndSetsItAsideByOneKey() {
        ConsoleDesk desk = stage.enters("moderator");
        stage.flag("flag-aside", "acc-quarrel");
        desk.next().press("2").why("Half a thought");
        stage.tell(Events.panic("panic-aside", "acc-helpless", "acc-threatens"));

        assertThat(desk.alert()).containsText("waits, and goes before this case", longer());
        desk.page.locator("h1").focus();
        desk.page.keyboard().press("Shift+T");

        assertThat(desk.page.locator("main")).containsText("Somebody asked for help", longer());
        assertThat(desk.page.locator("main")).containsText("yours, renewed by itself");
        assertThat(desk.page.getByText("goes before this case")).hasCount(0);
    }

    private static LocatorAssertions.ContainsTextOptions longer() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);
    }
}
