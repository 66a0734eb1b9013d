package dev.pullcord.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.pullcord.console.CordPage.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What the button does in a page that is not made for it. No service runs: what would reach one is looked at on its way. */
@Timeout(120)
@Execution(ExecutionMode.SAME_THREAD) // a browser is its thread's
class CordButtonIT {
    private static final CordPage HOST = new CordPage();
    private static final String CHORD = "dispatchEvent(new KeyboardEvent('keydown',"
            + " {key: '%s', code: '%s', ctrlKey: true, shiftKey: true, bubbles: true}))";
    private static Browser browser;
    private final List<String> sent = new ArrayList<>();
    private Page page;

    @BeforeAll
    static void start() {
        Browser.need();
        HOST.use(HOST.origin(), "acme", "whsec_for-nothing-but-a-test-of-a-button");
        browser = new Browser();
    }

    @BeforeEach
    void open() {
        browser.forget();
        page = browser.person();
        page.clock().install();
        page.route("**/v1/events", route -> {
            sent.add(String.valueOf(route.request().postData()));
            route.fulfill(new Route.FulfillOptions().setStatus(202).setBody("{}"));
        });
        page.navigate(HOST.url("", "room"));
        until(page, "globalThis.ready && document.querySelector('#flag').dataset.spoken");
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
        HOST.close();
    }

    private Locator flag() {
        return page.locator("#flag");
    }

    private Request flagged() {
        Locator dialog = flag().locator("dialog");
        dialog.locator("select").selectOption("harassment");
        return page.waitForRequest(
                "**/v1/events", () -> dialog.locator("button[type=submit]").click());
    }

    @Test
    void aChordIsHeardOnAKeyboardThatHasNoSuchLetter() {
        page.evaluate(CHORD.formatted("n", "KeyL")); // Dvorak: this key is another letter
        assertThat(page.evaluate("seen.pressed")).isEqualTo(0);

        Request help = page.waitForRequest("**/v1/events", () -> page.evaluate(CHORD.formatted("Д", "KeyL")));

        assertThat(help.postData()).contains("report.panic");
        assertThat(page.evaluate("seen.pressed")).isEqualTo(1);
        page.evaluate(CHORD.formatted("L", "KeyP"));
        assertThat(page.evaluate("seen.pressed")).isEqualTo(2);
    }

    @Test
    void aKeyThatIsLetGoElsewhereAsksForNothing() {
        Locator panic = page.locator("#panic").locator("button");
        panic.focus();
        page.keyboard().down("Enter");
        page.evaluate("document.querySelector('#flag').shadowRoot.querySelector('button').focus()");
        page.keyboard().up("Enter");
        page.clock().fastForward(5_000);
        panic.click();
        page.waitForCondition(() -> !sent.isEmpty());

        assertThat(sent.remove(0).strip()).isEqualTo("[]"); // the click's own, and nothing before it
        panic.focus();
        page.waitForRequest("**/v1/events", () -> {
            page.keyboard().down("Enter");
            page.clock().fastForward(800);
        });
        page.keyboard().up("Enter");
        page.waitForCondition(() -> !sent.isEmpty());
        assertThat(sent).singleElement().asString().contains("report.panic");
    }

    @Test
    void whoeverIsChosenStaysChosenWhenHeLeaves() {
        page.evaluate("document.querySelector('#flag').ask('p-mallory')");
        page.keyboard().press("Space");
        page.evaluate("document.querySelector('#flag').people = [{participantId: 'p-bob', name: 'Bob'}]");

        assertThat(flagged().postData()).contains("\"p-mallory\"", "\"acc-mallory\"");
        assertThat(page.evaluate("seen.protect")).isEqualTo(List.of("p-mallory"));
    }

    @Test
    void whoeverHasLeftCanStillBeReportedForAWhile() {
        page.evaluate("document.querySelector('#flag').people = [{participantId: 'p-bob', name: 'Bob'}]");
        page.clock().fastForward(20 * 60_000);
        page.evaluate(
                "document.querySelector('#flag').people = [{participantId: 'p-3', accountId: 'acc-bob', name: 'Bob'}]");
        flag().locator("button").first().click();
        assertThat(flag().locator("dialog label:has(input[name=who])"))
                .hasText(new String[] {"Bob", "Bob", "<b>Mallory</b>"});
        flag().locator("dialog").getByLabel("<b>Mallory</b>").check();

        assertThat(flagged().postData()).contains("\"acc-mallory\"");
        flag().locator("dialog button").click();
        page.clock().fastForward(20 * 60_000);
        page.evaluate(
                "document.querySelector('#flag').people = [{participantId: 'p-mallory-2', accountId: 'acc-mallory', name: 'M'}]");
        flag().locator("button").first().click();
        assertThat(flag().locator("dialog label:has(input[name=who])")).hasText(new String[] {"M", "Bob", "Bob"});
    }

    @Test
    void whatAPageSaysOfAllItsElementsDoesNotBlankTheDialog() {
        page.evaluate("""
                const all = new CSSStyleSheet();
                all.replaceSync('* { color: #fff; font: 40px/3 serif; text-indent: 5em; text-transform: uppercase; letter-spacing: 9px;'
                  + ' word-spacing: 9px; text-align: right; white-space: pre }');
                document.adoptedStyleSheets = [all];
                """);
        flag().locator("button").first().click();

        for (String part : List.of("dialog h2", "dialog select", "dialog label.person", "button.own")) {
            assertThat(flag().locator(part).first().evaluate("""
                            (each) => {
                              const s = getComputedStyle(each);
                              return [s.color, s.textIndent, s.textTransform, s.letterSpacing].join(' ');
                            }
                            """))
                    .as(part)
                    .isEqualTo("rgb(27, 27, 31) 0px none normal");
        }
        assertThat(Browser.pale(page)).isEmpty();
        page.evaluate(
                "document.querySelector('#call').style.visibility = 'hidden'"); // a page hides its bar, and this with
        // it
        assertThat(flag().locator("button.own")).isHidden();
    }

    @Test
    void aPagesOwnWordsAreLaidOutAsTheyAreWrittenAndItsLanguageIsFollowed() {
        page.evaluate("document.documentElement.lang = 'he'");
        page.evaluate("document.querySelector('#flag').labels = {report: 'דיווח', who: 'מי'}");
        until(page, "document.querySelector('#flag').dataset.spoken === 'he'");
        flag().locator("button").first().click();
        assertThat(flag().locator("dialog")).hasAttribute("dir", "rtl");
        assertThat(flag().locator("dialog")).hasAttribute("lang", "he");
        assertThat(flag().locator("button.own")).hasAttribute("dir", "rtl");

        page.evaluate("document.documentElement.lang = 'de'; document.querySelector('#flag').labels = {}");
        until(page, "document.querySelector('#flag').dataset.spoken === 'de'");
        assertThat(flag().locator("button.own")).hasText("Melden");
        assertThat(flag().locator("button.own")).hasAttribute("dir", "ltr");
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(1);
    }

    /** Beside stand-ins for the calls' own libraries, by what their documentation says of them. */
    @Test
    void whoeverIsHiddenStaysSoWhenHeShowsSomethingElse() {
        assertThat(page.evaluate("""
                async () => {
                  const { fromLiveKitRoom, fromJanus, fromJitsi } = await import('/web/bridges.js');
                  const heard = {};
                  const on = (name, act) => (heard[name] = act);
                  const track = () => ({ shown: true, setSubscribed(shown) { this.shown = shown; } });
                  const [camera, screen, again, bobs] = [track(), track(), track(), track()];
                  const eve = { identity: 'eve', name: 'Eve', trackPublications: new Map([['1', camera]]) };
                  const room = { remoteParticipants: new Map([['eve', eve]]), localParticipant: { identity: 'me' }, on };
                  fromLiveKitRoom(room).protect('eve');
                  heard.trackPublished(screen, eve);
                  heard.trackSubscribed({}, again, { identity: 'eve' });
                  heard.trackPublished(bobs, { identity: 'bob' });

                  const said = [];
                  const feeds = new Map([[7, { handle: { send: () => said.push('first') } }]]);
                  const janus = fromJanus(1, feeds);
                  janus.protect('7');
                  feeds.set(7, { handle: { send: ({ message }) => said.push(message.request) } });
                  janus.changed();

                  const told = [];
                  fromJitsi({ addListener: on, executeCommand: (...what) => told.push(what.join(' ')) }).protect('ab');
                  heard.participantJoined({ id: 'ab' });
                  heard.participantJoined({ id: 'cd' });
                  return [[camera, screen, again, bobs].map((each) => each.shown).join(), said.join(), told.length].join(' ');
                }
                """)).isEqualTo("false,false,false,true first,pause 2");
    }
}
