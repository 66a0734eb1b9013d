package dev.pullcord.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.pullcord.console.CordPage.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import dev.pullcord.acceptance.Receiver;
import dev.pullcord.acceptance.ServiceProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The cord in a frame of another origin, and in React: in a real browser, against the real service. */
@Timeout(120)
@Execution(ExecutionMode.SAME_THREAD) // a browser is its thread's
class CordElsewhereIT {
    private static final Path WEB = Path.of(System.getProperty("basedir", "."), "..", "plugin-api", "web");

    @TempDir
    static Path folder;

    private static final Receiver RECEIVER = new Receiver();
    private static final CordPage HOST = new CordPage();
    private static final CordPage FRAME = new CordPage();
    private static final CordPage STRANGER = new CordPage();
    private static ServiceProcess service;
    private static Browser browser;

    @BeforeAll
    static void start() {
        Browser.need();
        service = ServiceProcess.demo(
                folder.resolve("data"),
                Map.of("PULLCORD_INTAKE_BROWSER_ORIGINS", HOST.origin() + "," + FRAME.origin()),
                RECEIVER.url());
        for (CordPage page : List.of(HOST, FRAME, STRANGER)) {
            page.use(
                    service.baseUrl().toString(),
                    service.credentials().platform(),
                    service.credentials().callback().secret());
            page.frames(FRAME.origin());
        }
        FRAME.mayBeFramedBy("https://another.example " + HOST.origin());
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
        List.of(HOST, FRAME, STRANGER).forEach(CordPage::close);
        RECEIVER.close();
    }

    private static Page framed(CordPage host, String more) {
        Page page = browser.person();
        page.navigate(host.url("framed", "room-framed") + more + "&frame=" + FRAME.origin() + "/web/frame.html");
        until(page, "globalThis.seen && seen.ready");
        return page;
    }

    private static Frame frameOf(Page page) {
        return page.frames().stream()
                .filter(frame -> frame.url().startsWith(FRAME.origin()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aFlagInAFrameIsSentByItAndThePageAroundItHearsWhatItHasToDo() {
        Page page = framed(HOST, "&kind=flag");
        page.evaluate("cord.people = [{participantId: 'p-mallory', accountId: 'acc-mallory', name: '<b>Mallory</b>'}]");
        Locator button = frameOf(page).locator("pullcord-button");
        assertThat(button.locator("button").first()).hasText("Layout");
        assertThat(button.getAttribute("onclick")).isNull();
        button.locator("button").first().click();
        until(page, "seen.open.at(-1) === true");
        Locator dialog = button.locator("dialog");
        dialog.getByLabel("<b>Mallory</b>").check();
        dialog.locator("select").selectOption("harassment");
        dialog.locator("button[type=submit]").click();

        until(page, "seen.heard.includes('taken')");
        dialog.locator("button").click();
        until(page, "seen.open.at(-1) === false");
        assertThat(page.evaluate("seen.protect")).isEqualTo(List.of("p-mallory"));
        assertThat(page.evaluate("seen.words.includes('flagged')")).isEqualTo(true);
        assertThat(page.evaluate("seen.tries")).isEqualTo(1);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aPanicInAFrameIsHeldOrAskedForByThePageAroundIt() {
        Page page = framed(HOST, "&kind=panic");
        Locator button = frameOf(page).locator("pullcord-button").locator("button");
        button.click();
        until(page, "seen.pressed === 1");
        button.hover();
        page.mouse().down();
        until(page, "seen.heard.includes('taken')");
        page.mouse().up();
        until(page, "seen.pressed === 2");

        Page other = framed(HOST, "&kind=panic");
        other.evaluate("cord.panic()");
        until(other, "seen.heard.includes('taken')");
        assertThat(other.evaluate("seen.pressed")).isEqualTo(0);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aPanicInAFrameWaitsForATokenThatThePageCannotMakeYet() {
        Page page = framed(HOST, "&kind=panic&fails=2");
        page.evaluate("cord.panic()");

        until(page, "seen.heard.includes('taken')");
        assertThat(page.evaluate("seen.tries")).isEqualTo(3);
    }

    /** It is as well not there yet: who presses then must not have pressed in vain. */
    @Test
    void aPanicWhileTheFrameIsLoadedAnewIsNotLost() {
        Page page = framed(HOST, "&kind=panic");
        page.evaluate(
                "(() => { const frame = document.querySelector('iframe'); frame.src = frame.src; cord.panic(); })()");

        until(page, "seen.heard.includes('taken')");
    }

    @Test
    void aPageThatItDoesNotKnowIsNotAnswered() {
        Page page = framed(STRANGER, "&stranger=1&version=1");
        Frame frame = frameOf(page);
        frame.evaluate("addEventListener('message', () => (globalThis.came = true))");
        page.evaluate(
                "document.querySelector('iframe').contentWindow.postMessage({pullcord: 1, type: 'hello', versions:"
                        + " [1]}, '*', [new MessageChannel().port2])");
        await().pollInSameThread().until(() -> Boolean.TRUE.equals(frame.evaluate("globalThis.came === true")));

        assertThat(page.evaluate("seen.words")).isEqualTo(List.of());
        assertThat(frame.evaluate("document.querySelector('pullcord-button').reporter === null"))
                .isEqualTo(true);
        assertThat(frame.locator("pullcord-button")).isHidden();
    }

    @Test
    void aPageOfALaterVersionIsToldWhichThereAre() {
        Page page = framed(HOST, "&stranger=1&version=2");

        until(page, "seen.words.length");
        assertThat(page.evaluate("seen.words")).isEqualTo(List.of("refused"));
        assertThat(frameOf(page).locator("pullcord-button")).isHidden();
    }

    @Test
    void inReactItIsTheSameElement() {
        assumeThat(NpmReact.isThere()).as("npm has fetched React").isTrue();
        Page page = browser.person();
        page.navigate(HOST.url("react", "room-in-react"));
        until(page, "globalThis.element?.reporter && document.querySelector('#flag').dataset.spoken");
        page.evaluate("setPeople([{participantId: 'p-bob', name: 'Bob'}, {participantId: 'p-eve', name: 'Eve'}])");
        Locator flag = page.locator("#flag");
        assertThat(flag.locator("button").first()).hasText("Tell us");
        flag.locator("button").first().click();
        Locator dialog = flag.locator("dialog");
        dialog.getByLabel("Eve").check();
        assertThat(dialog.locator("option")).hasCount(3);
        dialog.locator("select").selectOption("other");
        dialog.locator("button[type=submit]").click();
        until(page, "seen.heard.includes('taken') && seen.flagged === 1");
        assertThat(page.evaluate("seen.protect")).isEqualTo(List.of("p-eve"));
        dialog.locator("button").click();

        Locator panic = page.locator("pullcord-button").first().locator("button");
        panic.click();
        panic.click();
        until(page, "seen.pressed === 2 && document.querySelector('[data-wide=\"2\"]')");
        page.evaluate("element.panic()");
        until(page, "seen.heard.filter((each) => each === 'taken').length === 2");
        page.evaluate("root.unmount()");
        until(page, "element === null && !document.querySelector('pullcord-button')");
        assertThat(browser.complaints()).isEmpty();
    }

    private static void report(Page page, String who) {
        Locator dialog = page.locator("pullcord-button").locator("dialog");
        assertThat(dialog.getByLabel(who)).isChecked();
        dialog.locator("select").selectOption("harassment");
        dialog.locator("button[type=submit]").click();
    }

    /** Beside a stand-in for the SDK: BigBlueButton itself is nowhere to be had in a test. */
    @Test
    void asAPluginOfBigBlueButtonsItIsInEverybodysMenuAndInTheBar() {
        assumeThat(NpmReact.isThere()).as("npm has fetched React").isTrue();
        Page page = browser.person();
        page.navigate(HOST.url("bbb", "room-bbb"));
        until(page, "globalThis.bbb?.menus.length && bbb.bar.length && customElements.get('pullcord-button')");
        assertThat(page.evaluate("bbb.menus.map((each) => each.label + ' ' + each.userId)"))
                .isEqualTo(List.of("Tell us w_bob"));
        page.evaluate("bbb.users.push({userId: 'w_eve', extId: 'acc-eve', name: 'Eve', bot: false}); again()");
        until(page, "bbb.menus.length === 2");
        assertThat(page.locator("pullcord-button").locator("button.own")).isHidden();

        var flagged = page.waitForRequest("**/v1/events", () -> {
            page.evaluate("bbb.menus[1].onClick()");
            report(page, "Eve");
        });
        assertThat(flagged.postData()).contains("report.flagged", "\"w_eve\"", "\"acc-eve\"");
        var harmless = page.waitForRequest(
                request -> "[]".equals(String.valueOf(request.postData()).strip()),
                () -> page.evaluate("bbb.bar[0].onClick()"));
        var help = page.waitForResponse(CordElsewhereIT::asks, () -> page.evaluate("bbb.bar[0].onClick()"));
        assertThat(help.request().postData()).hasSameSizeAs(harmless.postData());
        assertThat(help.status()).isEqualTo(202);
        assertThat(page.evaluate("bbb.opened")).isEqualTo(2);
        assertThat(browser.complaints()).isEmpty();
    }

    /** Beside a stand-in for external_api.js, made after its documentation: Jitsi's page itself is nowhere to be had in a test. */
    @Test
    void aroundAJitsiMeetItHearsItsMenusAndItsToolbar() {
        Page page = browser.person();
        page.navigate(HOST.url("jitsi", "room-jitsi"));
        until(page, "globalThis.api && document.querySelector('pullcord-button')?.people.length === 1");
        assertThat(page.evaluate("api.options.configOverwrite.customParticipantMenuButtons[0].text"))
                .isEqualTo("Tell us");
        page.evaluate("api.emit('participantMenuButtonClick', {key: 'of-another', participantId: 'ab12'})");
        assertThat(page.locator("pullcord-button").locator("dialog")).hasCount(0);
        page.evaluate("api.emit('participantMenuButtonClick', {key:"
                + " api.options.configOverwrite.customParticipantMenuButtons[0].id, participantId: 'ab12'})");
        report(page, "<i>Eve</i>");
        until(page, "seen.heard.includes('taken')");
        assertThat(page.evaluate("api.commands")).isEqualTo(List.of(List.of("setParticipantVolume", "ab12", 0)));

        String press =
                "api.emit('toolbarButtonClicked', {key: api.options.configOverwrite.customToolbarButtons[0].id})";
        page.evaluate(press);
        page.evaluate("api.emit('toolbarButtonClicked', {key: 'of-another'})");
        var help = page.waitForResponse(CordElsewhereIT::asks, () -> page.evaluate(press));
        assertThat(help.status()).isEqualTo(202);
        assertThat(page.evaluate("seen.pressed")).isEqualTo(2);
        assertThat(browser.complaints()).isEmpty();
    }

    private static boolean asks(Response response) {
        String sent = response.request().postData();
        return sent != null && sent.contains("report.panic");
    }

    @Test
    void whatAPageLoadsForItIsSmall() throws IOException {
        assertThat(packed("frame.html", "frame.css", "frame.js", "reporter.js", "pullcord-button.js", "messages/en.js"))
                .as("the frame")
                .isBetween(4_000, 15_000);
        assertThat(packed("framed.js")).as("the page around it").isBetween(200, 1_500);
        assertThat(packed("react.js")).as("React's wrapper").isBetween(200, 1_500);
    }

    private static int packed(String... files) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            for (String file : files) {
                out.write(Files.readAllBytes(WEB.resolve(file)));
            }
        }
        return packed.size();
    }
}
