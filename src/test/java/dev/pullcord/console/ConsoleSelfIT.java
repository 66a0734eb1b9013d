package dev.pullcord.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What everybody sets for himself: what he signs in by, and tokens of his own; by keyboard, at one service and in one browser. */
@Timeout(120)
@Execution(ExecutionMode.SAME_THREAD) // a browser is its thread's
class ConsoleSelfIT {
    @RegisterExtension
    static final Stage stage = Stage.with(Map.of(), Stage.Between.LEAVE);

    private static Locator button(ConsoleDesk at, String name) {
        return at.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private static String code(String secret) throws GeneralSecurityException {
        return new TimeBasedOneTimePasswordGenerator()
                .generateOneTimePasswordString(
                        new SecretKeySpec(new Base32().decode(secret), "HmacSHA1"), Instant.now());
    }

    @Test
    void somebodySetsWhatHeSignsInByAndMakesATokenOfHisOwn() throws Exception {
        ConsoleDesk one = stage.enters("moderator");
        one.press("g", "m");
        button(one, "Set up codes").press("Enter");
        button(one, "Make a secret").press("Enter");
        String secret = one.page.locator(".secret-value").textContent().replace(" ", "");
        one.page.locator("#codes-code").fill(code(secret));
        button(one, "Confirm").press("Enter");
        assertThat(one.news()).hasText("Codes are set up.");
        button(one, "Set a password").press("Enter");
        one.page.locator("#password-new").fill("a long and quiet river");
        button(one, "Keep it").press("Enter");
        assertThat(one.news()).hasText("The password is set.");

        one.page.locator("#token-name").fill("nightly"); // the session is a new one, and goes on
        button(one, "Make a token").press("Enter");
        button(one, "Show it").press("Enter");
        String token = one.page.locator(".secret-value").textContent();
        assertThat(stage.http().get("/v1/me", token).json().path("name").asText())
                .isEqualTo("moderator");
        button(one, "I have put it away").press("Enter");
        one.page
                .locator("tr", new Page.LocatorOptions().setHasText("nightly"))
                .getByRole(AriaRole.BUTTON)
                .press("Enter");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> stage.http().get("/v1/me", token).status() == 401);
    }

    /** In the dark, where a square is easily drawn the wrong way round. */
    @Test
    void aPhonesCameraReadsTheSecretOfCodesAndItIsNowhereAfterwards() throws Exception {
        ConsoleDesk one = stage.enters("auditor", stage.browser.person(ColorScheme.DARK, 390, 844));
        one.go(stage.service, "me");
        button(one, "Set up codes").press("Enter");
        Response answer = one.page.waitForResponse(
                "**/v1/me/totp", () -> button(one, "Make a secret").press("Enter"));
        assertThat(answer.headerValue("cache-control")).isEqualTo("no-store");

        Locator square = one.page.getByRole(
                AriaRole.IMG,
                new Page.GetByRoleOptions().setName("Square for a camera; the same key stands below it as text"));
        assertThat(square).isVisible();
        String seen = Camera.read(square.screenshot()).orElse("");
        String secret = one.page.locator(".secret-value").textContent().replace(" ", "");
        assertThat(seen).isEqualTo("otpauth://totp/Pullcord%3Aauditor?secret=" + secret + "&issuer=Pullcord");
        assertThat(Browser.violations(one.page)).isEmpty();
        assertThat(Browser.pale(one.page)).isEmpty();

        one.page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        button(one, "Copy").press("Enter");
        assertThat(one.news()).hasText("Copied.");
        assertThat(one.page.evaluate("navigator.clipboard.readText()")).isEqualTo(secret);

        one.page.locator("#codes-code").fill(code(secret));
        button(one, "Confirm").press("Enter");
        assertThat(one.news()).hasText("Codes are set up.");
        assertThat(square).hasCount(0);
        assertThat(one.page.content()).doesNotContain(secret);
        assertThat(
                        one.page.evaluate(
                                "JSON.stringify(localStorage) + JSON.stringify(sessionStorage) + JSON.stringify(history.state)"))
                .asString()
                .doesNotContain(secret);
        assertThat(stage.service.log()).doesNotContain(secret);
        assertThat(stage.browser.complaints()).isEmpty();
    }
}
