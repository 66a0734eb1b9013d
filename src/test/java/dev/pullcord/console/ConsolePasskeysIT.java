package dev.pullcord.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Passkeys by the console's own form and the page to sign in on: the whole ceremony, with an authenticator that Chromium plays. */
@Timeout(120)
@Execution(ExecutionMode.SAME_THREAD) // a browser is its thread's
class ConsolePasskeysIT {
    @RegisterExtension
    static final Stage stage = Stage.with(Map.of(), Stage.Between.LEAVE);

    /** By a name: an address in numbers has no passkeys. */
    private static URI here() {
        return URI.create("http://localhost:" + stage.service.baseUrl().getPort());
    }

    private static Locator button(Page at, String name) {
        return at.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    /** What came from outside stands isolated in its sentence. */
    private static Locator remover(Page at, String name) {
        return at.getByRole(
                AriaRole.BUTTON,
                new Page.GetByRoleOptions().setName(Pattern.compile("^Remove the passkey \\W?" + name + "\\W?$")));
    }

    private static ConsoleDesk enters(String role, Page page, URI at) {
        ConsoleDesk desk = stage.enters(role, page, at);
        desk.press("g", "m");
        assertThat(desk.heading("Me")).isFocused();
        return desk;
    }

    /** Names one and makes it, as somebody does who has no mouse. */
    private static void make(ConsoleDesk desk, String name) {
        desk.page.getByLabel("What to call it").focus();
        desk.page.keyboard().type(name);
        desk.press("Enter");
    }

    private static void leave(ConsoleDesk desk) {
        button(desk.page, "Sign out").press("Enter");
        desk.page.waitForURL("**/signin");
    }

    private static Locator signIn(Page page, URI at) {
        page.navigate(at + "/signin");
        button(page, "Sign in with a passkey").press("Enter");
        return page.locator("#message");
    }

    @Test
    void aPasskeyIsMadeByTheFormAndSignsIn() {
        Page page = stage.browser.person();
        ConsoleDesk desk = enters("moderator", page, here());
        VirtualKey laptop = new VirtualKey(page);
        assertThat(page.getByText("None yet.")).isVisible();

        make(desk, "grey laptop");
        assertThat(desk.news()).hasText("The passkey is kept.");
        assertThat(remover(page, "grey laptop")).isVisible();
        assertThat(Browser.violations(page)).isEmpty();
        make(desk, "again"); // one authenticator has one of each person's
        assertThat(desk.alert()).hasText("No passkey was made.");
        assertThat(page.getByText("again")).hasCount(0);
        assertThat(laptop.keeps()).isEqualTo(1);
        leave(desk);

        laptop.finger(false);
        assertThat(signIn(page, here())).hasText("No passkey was used.");
        laptop.finger(true);
        signIn(page, here());
        page.waitForURL("**/console/**");
        assertThat(desk.line()).hasText("live");
        assertThat(page.evaluate("async () => (await (await fetch('/v1/session')).json()).way"))
                .isEqualTo("passkey");
        assertThat(stage.browser.complaints()).isEmpty();
    }

    @Test
    void aPasskeyThatWasRemovedLetsNobodyIn() {
        Page page = stage.browser.person();
        ConsoleDesk desk = enters("senior", page, here());
        VirtualKey laptop = new VirtualKey(page);
        make(desk, "lost phone");
        assertThat(desk.news()).hasText("The passkey is kept.");
        remover(page, "lost phone").press("Enter");
        assertThat(desk.news()).hasText("It lets nobody in any more.");
        leave(desk);

        assertThat(laptop.keeps()).isEqualTo(1); // who has the phone has it still
        assertThat(signIn(page, here())).hasText("Something of what was shown is not right, or was used before.");
        assertThat(page.evaluate("async () => (await fetch('/v1/me')).status")).isEqualTo(401);
        assertThat(stage.http()
                        .get("/v1/audit?verb=sign_in_refused", stage.token("lead"))
                        .json()
                        .path("items"))
                .isNotEmpty();
    }

    /** The page of somebody in between, on the same host: the browser would show the passkey, and signs where it was shown. */
    @Test
    void whoeverStandsBetweenIsNotSignedInByAPasskeyShownToHim() {
        try (CutLine between = new CutLine(stage.service.baseUrl())) {
            Page page = stage.browser.person();
            ConsoleDesk desk = enters("lead", page, here());
            new VirtualKey(page);
            make(desk, "desk");
            assertThat(desk.news()).hasText("The passkey is kept.");
            leave(desk);

            assertThat(signIn(page, between.byName()))
                    .hasText("Something of what was shown is not right, or was used before.");
            assertThat(page.evaluate("async () => (await fetch('/v1/me')).status"))
                    .isEqualTo(401);
            signIn(page, here()); // it is the place that is wrong, not the passkey
            page.waitForURL("**/console/**");
        }
    }

    @Test
    void noneIsKeptThatWasMadeElsewhere() {
        try (CutLine between = new CutLine(stage.service.baseUrl())) {
            Page page = stage.browser.person();
            ConsoleDesk desk = enters("auditor", page, between.byName());
            new VirtualKey(page);
            make(desk, "from afar");
            assertThat(desk.alert()).containsText("Answers no challenge of ours, or was used before.");
            desk.page.reload();
            assertThat(page.getByText("None yet.")).isVisible();
        }
    }

    @Test
    void anAddressInNumbersSaysThatItHasNone() {
        Page page = stage.browser.person();
        enters("admin", page, URI.create("http://127.0.0.1:" + here().getPort()));
        assertThat(page.getByText("Passkeys are not to be had here")).isVisible();
        page.navigate("http://127.0.0.1:" + here().getPort() + "/signin");
        assertThat(page.locator("#password")).isVisible();
        assertThat(page.locator("#passkey")).isHidden();
    }
}
