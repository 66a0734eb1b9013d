package dev.pullcord.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A passkey set up and used in a real Chromium, whose authenticator is virtual. */
class PasskeyIT {
    @TempDir
    static Path dir;

    private static RunningService service;
    private static Playwright playwright;
    private static Browser browser;

    @BeforeAll
    static void start() throws IOException {
        Optional<Path> chromium = Stream.concat(
                        Stream.ofNullable(System.getenv("PULLCORD_CHROMIUM")).map(Path::of),
                        Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                                .map(Path::of))
                .filter(Files::isExecutable)
                .findFirst();
        assumeThat(chromium).as("Chromium, which ./pullcord check installs").isPresent();
        service = new RunningService(dir);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium.orElseThrow())
                        .setArgs(List.of("--no-sandbox")));
    }

    @AfterAll
    static void stop() throws IOException {
        if (playwright != null) {
            playwright.close();
        }
        if (service != null) {
            service.close();
        }
    }

    /** By a name: there are no passkeys for an address in numbers. */
    private static String at(String path) {
        return "http://localhost:" + service.port() + path;
    }

    private static CDPSession authenticator(Page page) {
        CDPSession devtools = page.context().newCDPSession(page);
        devtools.send("WebAuthn.enable");
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        JsonObject params = new JsonObject();
        params.add("options", options);
        devtools.send("WebAuthn.addVirtualAuthenticator", params);
        return devtools;
    }

    /** What the console does to set a passkey up, in the page of the service. */
    private static final String SET_UP = """
            async () => {
              const bytes = (s) => Uint8Array.from(atob(s.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
              const text = (b) => btoa(String.fromCharCode(...new Uint8Array(b)))
                .replace(/\\+/g, '-').replace(/\\//g, '_').replace(/=+$/, '');
              await fetch('/v1/invitations/good-code', { method: 'POST', redirect: 'manual',
                headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: 'want=session' });
              const { csrfToken } = await (await fetch('/v1/session')).json();
              const call = (method, path, body) => fetch(path, { method, body: body && JSON.stringify(body),
                headers: { 'Content-Type': 'application/json', 'Pullcord-Csrf': csrfToken } });
              const options = await (await call('POST', '/v1/me/passkeys/options', {})).json();
              const made = await navigator.credentials.create({ publicKey: { ...options,
                challenge: bytes(options.challenge), user: { ...options.user, id: bytes(options.user.id) } } });
              const kept = await call('POST', '/v1/me/passkeys', { name: 'laptop', credential: {
                id: made.id, rawId: text(made.rawId), type: made.type, clientExtensionResults: {},
                response: { clientDataJSON: text(made.response.clientDataJSON),
                  attestationObject: text(made.response.attestationObject), transports: ['internal'] } } });
              const out = await call('DELETE', '/v1/session');
              return [kept.status, out.status];
            }""";

    @Test
    void aPasskeyMadeInASessionSignsInFromThePage() {
        service.invite();
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            List<String> complaints = new ArrayList<>();
            page.onPageError(complaints::add);
            page.navigate(at("/signin"));
            CDPSession devtools = authenticator(page);

            assertThat((List<?>) page.evaluate(SET_UP)).hasToString("[201, 204]");
            assertThat(page.evaluate("async () => (await fetch('/v1/me')).status"))
                    .isEqualTo(401);

            page.locator("#passkey button").focus();
            page.keyboard().press("Enter");
            page.waitForResponse(r -> r.url().endsWith("/v1/sign-in/passkey") && r.status() == 204, () -> {});
            page.waitForURL("**/console/**"); // whoever is signed in is at work

            assertThat(page.evaluate("async () => (await (await fetch('/v1/session')).json()).way"))
                    .isEqualTo("passkey");
            assertThat(service.credentials
                            .find("id-moderator")
                            .toCompletableFuture()
                            .join()
                            .passkeys())
                    .singleElement()
                    .matches(key -> key.name().equals("laptop") && key.signCount() > 1);
            assertThat(complaints).isEmpty();
            devtools.detach();
        }
    }

    @Test
    void thePageIsForEverybodyInBothThemes() {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            try (BrowserContext context = browser.newContext(
                    new Browser.NewContextOptions().setColorScheme(scheme).setViewportSize(320, 640))) {
                Page page = context.newPage();
                page.navigate(at("/signin?refused"));
                page.locator("#password").waitFor();

                assertThat(new AxeBuilder(page).analyze().getViolations())
                        .as(scheme.toString())
                        .extracting(rule -> rule.getId())
                        .isEmpty();
                assertThat((Boolean) page.evaluate("() => document.documentElement.scrollWidth <= 320"))
                        .isTrue();
            }
        }
    }
}
