package dev.pullcord.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.pullcord.console.CordPage.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.BoundingBox;
import dev.pullcord.acceptance.PullcordHttp;
import dev.pullcord.acceptance.Receiver;
import dev.pullcord.acceptance.ServiceProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The cord in a platform's page, in a real browser, against the real service. */
@Timeout(120)
@Execution(ExecutionMode.SAME_THREAD) // a browser is its thread's
class CordIT {
    /** Whatever could be heard or felt. */
    private static final String LISTEN = """
            globalThis.noise = [];
            for (const [proto, name] of [[HTMLMediaElement.prototype, 'play'], [Navigator.prototype, 'vibrate'],
                [BaseAudioContext.prototype, 'createOscillator'], [BaseAudioContext.prototype, 'createBufferSource']]) {
              proto[name] = function () { noise.push(name); };
            }
            """;

    private static final String QUIET = "room-that-is-quiet"; // where no other test presses

    @TempDir
    static Path folder;

    private static final Receiver RECEIVER = new Receiver();
    private static final CordPage HOST = new CordPage();
    private static ServiceProcess service;
    private static Browser browser;

    @BeforeAll
    static void start() {
        Browser.need();
        service = ServiceProcess.demo(
                folder.resolve("data"), Map.of("PULLCORD_INTAKE_BROWSER_ORIGINS", HOST.origin()), RECEIVER.url());
        HOST.use(
                service.baseUrl().toString(),
                service.credentials().platform(),
                service.credentials().callback().secret());
        browser = new Browser();
    }

    @BeforeEach
    void forget() {
        browser.forget();
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
        if (service != null) {
            service.close();
        }
        HOST.close();
        RECEIVER.close();
    }

    private static Page open(Page page, String options) {
        page.navigate(HOST.url(options, "room-of-alice"));
        return loaded(page);
    }

    private static Page loaded(Page page) {
        until(page, "globalThis.ready && document.querySelector('#flag').dataset.spoken");
        return page;
    }

    private static Locator panic(Page page) {
        return page.locator("#panic").locator("button");
    }

    private static boolean isEvents(Response response) {
        return response.url().endsWith("/v1/events")
                && response.request().method().equals("POST");
    }

    /** How many cases there are about this meeting. */
    private static long casesOf(String meeting) {
        JsonNode cases = new PullcordHttp(service.baseUrl())
                .get("/v1/cases?limit=500", service.credentials().tokens().get("lead"))
                .json();
        return StreamSupport.stream(cases.path("items").spliterator(), false)
                .filter(each -> each.at("/subject/id").asText().equals(meeting))
                .count();
    }

    /** What a press does that anybody could see, hear or measure. */
    private record Traces(String before, String after, List<String> requests, Object noise, Object pressed) {}

    private static Traces pressed(Page page, boolean held) {
        page.addInitScript(LISTEN);
        List<String> requests = new ArrayList<>();
        page.navigate(HOST.url("", QUIET));
        loaded(page);
        panic(page).hover();
        String before = looks(page);
        page.onRequest(request -> requests.add(seen(request)));
        Response response;
        if (held) {
            response = page.waitForResponse(CordIT::isEvents, () -> page.mouse().down());
            page.mouse().up();
        } else {
            response = page.waitForResponse(CordIT::isEvents, () -> panic(page).click());
        }
        requests.add(response.status() + " " + response.headers().get("content-length")); // a body is not kept for us
        until(
                page,
                "seen.pressed === 1 && performance.getEntriesByType('resource').some((each) => each.name.endsWith('/v1/events'))");
        return new Traces(before, looks(page), requests, page.evaluate("noise"), page.evaluate("seen.pressed"));
    }

    private static String looks(Page page) {
        return (String) page.evaluate("""
                document.documentElement.outerHTML
                  + [...document.querySelectorAll('pullcord-button')].map((each) => each.shadowRoot.innerHTML).join()
                  + document.activeElement.id + document.title + history.length
                  + JSON.stringify(Object.keys(localStorage)) + JSON.stringify(Object.keys(sessionStorage)) + document.cookie
                """);
    }

    private static String seen(Request request) {
        return request.method() + " " + request.url() + " "
                + new TreeSet<>(request.headers().keySet())
                + (request.postData() == null ? 0 : request.postData().length());
    }

    @Test
    void aPanicCannotBeToldFromAHarmlessPressAndIsOnTheDesk() {
        Traces harmless = pressed(browser.person(), false);
        assertThat(casesOf(QUIET)).isZero();
        Traces help = pressed(browser.person(), true);

        assertThat(casesOf(QUIET)).isEqualTo(1);
        assertThat(help).isEqualTo(harmless);
        assertThat(help.noise()).isEqualTo(List.of());
        assertThat(help.requests()).hasSize(harmless.requests().size()).anyMatch(r -> r.startsWith("202"));
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aChordAndAKeyThatIsHeldAskForHelpAndQuickPressesAreOne() {
        Page page = open(browser.person(), "");
        page.waitForResponse(CordIT::isEvents, () -> page.keyboard().press("Control+Shift+L"));
        page.keyboard().press("Control+Shift+L");
        until(page, "seen.heard.filter((each) => each === 'taken').length === 1");
        assertThat(page.evaluate("seen.pressed")).isEqualTo(2);

        Page other = open(browser.person(), "");
        panic(other).focus();
        other.waitForResponse(CordIT::isEvents, () -> other.keyboard().down("Enter"));
        other.keyboard().up("Enter");
        until(other, "seen.heard.includes('taken') && seen.pressed === 1");
    }

    @Test
    void aFlagIsMadeByKeyboardAndProtectsAtOnce() {
        Page page = open(browser.person(), "");
        page.locator("#flag").locator("button").first().press("Enter");
        Locator dialog = page.locator("#flag").locator("dialog");
        assertThat(dialog).isVisible();
        assertThat(Browser.violations(page)).isEmpty();
        dialog.getByLabel("<b>Mallory</b>").check();
        dialog.locator("select").selectOption("sextortion");
        dialog.locator("textarea").fill("He wants money.");
        dialog.locator("button[type=submit]").press("Enter");

        assertThat(dialog.getByRole(com.microsoft.playwright.options.AriaRole.STATUS))
                .isVisible();
        assertThat(page.evaluate("seen.protect")).isEqualTo(List.of("p-mallory"));
        until(page, "seen.heard.includes('taken')");
        dialog.locator("button").press("Escape");
        assertThat(dialog).hasCount(0);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void itIsForEverybodyAtFourHundredPercentAndFromRightToLeft() {
        Page page = browser.person();
        page.setViewportSize(320, 256); // 1280 by 1024 at 400 %
        open(page, "rtl");
        page.locator("#flag").locator("button").first().click();
        Locator dialog = page.locator("#flag").locator("dialog");
        assertThat(dialog).hasAttribute("dir", "rtl");
        assertThat(dialog.locator("h2")).hasText("إبلاغ");
        assertThat(Browser.violations(page)).isEmpty();
        assertThat(dialog.evaluate("d => d.scrollWidth > d.clientWidth + 1 || d.offsetWidth > innerWidth"))
                .isEqualTo(false);
        for (Locator target : dialog.locator("button, select, label.person").all()) {
            BoundingBox box = target.boundingBox();
            assertThat(Math.min(box.width, box.height)).isGreaterThanOrEqualTo(44);
        }
        dialog.locator("button[type=submit]").scrollIntoViewIfNeeded();
        assertThat(dialog.locator("button[type=submit]")).isInViewport();
    }

    @Test
    void whatIsPressedWithoutANetworkIsSentWhenThereIsOne() {
        Page page = open(browser.person(), "");
        page.evaluate("reporter.harmless()"); // fetches a token, as an earlier press would have
        until(page, "seen.tries === 1");
        page.context().setOffline(true);
        page.evaluate("reporter.panic()");
        page.evaluate("reporter.flag({subject: {participantId: 'p-bob'}, reason: 'harassment'})");
        until(page, "seen.heard.includes('waiting') && reporter.pending === 2");
        page.context().setOffline(false);
        until(page, "reporter.pending === 0");
        assertThat(page.evaluate("seen.heard.filter((each) => each === 'taken').length"))
                .isEqualTo(2);
    }

    /** What this press sends while its token is refused, and how often it is tried without a network. */
    private static List<String> tried(String press) {
        Page page = browser.person();
        List<String> seen = new ArrayList<>();
        page.addInitScript("globalThis.tokenFaults = [() => 'an.old.one', () => 'a.second.one']");
        page.onResponse(each -> {
            if (each.url().contains("/v1/events") || each.url().contains("/token")) {
                seen.add(each.status() + " " + each.url());
            }
        });
        open(page, "");
        page.evaluate(press);
        page.waitForCondition(() -> seen.stream().anyMatch(each -> each.startsWith("202")));

        Page away = open(browser.person(), "");
        List<String> failed = new ArrayList<>();
        away.onRequestFailed(each -> failed.add("failed"));
        until(away, "seen.tries === 1");
        away.context().setOffline(true);
        away.evaluate(press);
        away.waitForCondition(() -> failed.size() >= 2);
        away.waitForResponse(CordIT::isEvents, () -> away.context().setOffline(false));
        return seen;
    }

    @Test
    void bothPressesAreTriedAgainAlikeWithAnOldTokenAndWithoutANetwork() {
        List<String> harmless = tried("reporter.harmless()");

        assertThat(harmless).anyMatch(each -> each.startsWith("401"));
        assertThat(tried("reporter.panic()")).isEqualTo(harmless);
    }

    @Test
    void whatNobodyAnswersIsSentAgain() {
        Page page = browser.person();
        page.clock().install();
        page.addInitScript("globalThis.tokenFaults = [() => new Promise(() => {})]");
        open(page, "");
        page.evaluate("reporter.panic()");
        page.clock().fastForward(9_000); // the page's backend swallowed what asked for a token
        until(page, "seen.heard.includes('taken')");

        List<Request> swallowed = new ArrayList<>();
        page.route("**/v1/events", route -> swallowed.add(route.request()), new Page.RouteOptions().setTimes(2));
        page.clock().fastForward(4_000);
        page.evaluate("reporter.panic()");
        page.waitForCondition(() -> swallowed.size() == 1);
        page.clock().fastForward(9_000);
        page.waitForCondition(() -> swallowed.size() == 2);
        page.clock().fastForward(3_000);
        page.evaluate("dispatchEvent(new Event('online'))"); // it is another network now, and need not be waited for
        until(page, "reporter.pending === 0 && seen.heard.filter((each) => each === 'taken').length === 2");
    }

    @Test
    void aPanicRightBeforeThePageIsLeftArrives() {
        String room = "room-that-is-left";
        Page page = browser.person();
        page.navigate(HOST.url("", room));
        loaded(page);
        until(
                page,
                "seen.tries === 1 && performance.getEntriesByType('resource').some((each) => each.name.includes('/token'))");
        page.evaluate("reporter.panic(); location.replace('about:blank')");

        await().pollInSameThread().until(() -> casesOf(room) == 1);
    }

    @Test
    void leaveToSendIsAskedForOnce() {
        Page page = open(browser.person(), "");
        List<String> asked = new ArrayList<>();
        CDPSession devtools = page.context().newCDPSession(page);
        devtools.send("Network.enable");
        devtools.on(
                "Network.requestWillBeSent",
                event ->
                        asked.add(event.getAsJsonObject("request").get("method").getAsString()));
        page.waitForResponse(CordIT::isEvents, () -> page.evaluate("reporter.harmless()"));
        page.waitForResponse(CordIT::isEvents, () -> page.evaluate("reporter.panic()"));

        assertThat(asked).containsExactlyInAnyOrder("OPTIONS", "POST", "POST"); // told in no order
    }

    @Test
    void aHostilePageBreaksNeitherItsLooksNorItsReports() {
        Page page = open(browser.person(), "hostile");
        assertThat(panic(page)).isVisible();
        assertThat(panic(page).evaluate("b => getComputedStyle(b).backgroundColor"))
                .isEqualTo("rgb(255, 255, 255)");
        page.locator("#flag").locator("button").first().click();
        Locator dialog = page.locator("#flag").locator("dialog");
        dialog.getByLabel("Bob").check();
        dialog.locator("select").selectOption("harassment");
        dialog.locator("button[type=submit]").click();
        until(page, "seen.heard.includes('taken')");
        page.evaluate("document.querySelector('#panic').panic()");
        until(page, "reporter.pending === 0 && seen.heard.at(-1) === 'taken' && !seen.heard.includes('refused')");
    }

    @Test
    void itWeighsLittleAndSpeaksManyLanguages() throws IOException {
        Path web = Path.of(System.getProperty("basedir", "."), "..", "plugin-api", "web");
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            for (String file : List.of("reporter.js", "pullcord-button.js", "messages/en.js")) {
                out.write(Files.readAllBytes(web.resolve(file)));
            }
        }
        assertThat(packed.size()).isBetween(4_000, 15_000);
        String button = Files.readString(web.resolve("pullcord-button.js"), StandardCharsets.UTF_8);
        try (var all = Files.list(web.resolve("messages"))) {
            List<String> languages = all.map(f -> f.getFileName().toString().replace(".js", ""))
                    .filter(language -> !language.equals("en"))
                    .sorted()
                    .toList();
            assertThat(languages).hasSizeGreaterThanOrEqualTo(15);
            assertThat(button).contains("'" + String.join(" ", languages) + "'");
        }
    }
}
