package dev.pullcord.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.pullcord.acceptance.ServiceProcess;
import java.util.regex.Pattern;

/** Somebody at the console, who uses nothing but the keyboard. */
public final class ConsoleDesk {
    public final Page page;

    private ConsoleDesk(Page page) {
        this.page = page;
    }

    /** Comes in by the role's sign-in link, which is good once. */
    public static ConsoleDesk signedIn(Page page, ServiceProcess service, String role) {
        return signedIn(page, service.credentials().links().get(role));
    }

    /** Comes in by a link that is good once. */
    static ConsoleDesk signedIn(Page page, String link) {
        page.navigate(link);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Sign in")))
                .press("Enter");
        page.waitForURL("**/console/**");
        ConsoleDesk desk = new ConsoleDesk(page);
        assertThat(desk.line()).hasText("live");
        return desk;
    }

    Locator line() {
        return page.locator("header .state");
    }

    Locator heading(String name) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name));
    }

    Locator news() {
        return page.locator(".news");
    }

    Locator alert() {
        return page.getByRole(AriaRole.ALERT);
    }

    /** Presses these keys, one after the other. */
    ConsoleDesk press(String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
        }
        return this;
    }

    /** Waits until what is shown can be worked: keys are bound after the page was painted. */
    ConsoleDesk painted() {
        page.evaluate(
                "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))");
        return this;
    }

    /** Goes where cases are taken; a lead begins elsewhere. */
    ConsoleDesk atTheDesk() {
        press("g", "d");
        assertThat(heading("Desk")).isFocused();
        return this;
    }

    /** Asks for the next case, once one waits, and waits until it can be decided. */
    ConsoleDesk next() {
        assertThat(page.getByText(Pattern.compile("cases? waits?\\.$"))).isVisible();
        press("n");
        assertThat(heading("Decide")).isVisible();
        return this;
    }

    /** Writes why. */
    ConsoleDesk why(String words) {
        press("d");
        page.keyboard().type(words);
        return this;
    }

    ConsoleDesk go(ServiceProcess service, String path) {
        page.navigate(service.baseUrl() + "/console/" + path);
        return this;
    }
}
