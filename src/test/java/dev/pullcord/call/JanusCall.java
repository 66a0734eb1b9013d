package dev.pullcord.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import dev.pullcord.acceptance.Desk;
import dev.pullcord.acceptance.PullcordHttp;
import dev.pullcord.acceptance.Receiver;
import dev.pullcord.acceptance.ServiceProcess;
import dev.pullcord.console.Browser;
import dev.pullcord.console.ConsoleDesk;
import dev.pullcord.wire.DemoCredentials;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * A real call with the cord in it, from the press to the empty tile: Chromium, Janus, the service and its Redis, all on one
 * machine. Run by {@link JanusCallIT} where no network can be reached. Says what it measured, a line each.
 */
public final class JanusCall {
    private static final String ALICE = "acc-alice";
    private static final String MALLORY = "acc-mallory";
    private static final String PASSWORD = "password-of-events";

    private JanusCall() {}

    /**
     * Plays it, and ends the process.
     *
     * @param arguments the address that media goes on; a folder
     */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]);
        try (CallHost host = new CallHost();
                Receiver receiver = new Receiver();
                ServiceProcess service = ServiceProcess.demo(
                        folder.resolve("data"),
                        Map.of("PULLCORD_INTAKE_BROWSER_ORIGINS", host.origin()),
                        receiver.url());
                Browser browser = new Browser(
                        "--use-fake-device-for-media-stream",
                        "--use-fake-ui-for-media-stream",
                        "--autoplay-policy=no-user-gesture-required",
                        "--disable-features=WebRtcHideLocalIpsWithMdns",
                        "--mute-audio")) {
            DemoCredentials credentials = service.credentials();
            String events = service.baseUrl() + "/v1/connectors/janus/events?platform=" + credentials.platform();
            try (Janus janus =
                    new Janus(folder.resolve("janus"), arguments[0], java.net.URI.create(events), PASSWORD)) {
                connect(service, credentials.platform(), janus);
                host.open(
                        janus,
                        service.baseUrl(),
                        credentials.platform(),
                        credentials.callback().secret());
                new Story(host, service, browser).tell();
            }
        }
        System.out.println("RESULT PASS");
        System.exit(0); // whatever a library left running
    }

    private static void connect(ServiceProcess service, String platform, Janus janus) {
        ServiceProcess.Finished connected = service.run(
                """
                adminUrl = %s
                adminSecret = %s
                adminKey = %s
                roomSecret = %s
                joinTokenKey = %s
                account = id
                eventUser = janus
                eventPassword = %s
                """.formatted(
                                janus.admin(),
                                Janus.ADMIN_SECRET,
                                Janus.ADMIN_KEY,
                                CallHost.ROOM_SECRET,
                                CallHost.TOKEN_KEY,
                                PASSWORD),
                List.of("platform", "connect", platform, "janus"));
        System.out.println(connected.output());
        assertThat(connected.exitCode()).as(connected.errors()).isZero();
        assertThat(connected.output()).contains("state    up").contains("can      remove_participant");
    }

    /** Two people in a call, one of whom needs help, and who helps. */
    private static final class Story {
        private final CallHost host;
        private final ServiceProcess service;
        private final Browser browser;
        private final Desk desk;

        Story(CallHost host, ServiceProcess service, Browser browser) {
            this.host = host;
            this.service = service;
            this.browser = browser;
            this.desk = new Desk(
                    new PullcordHttp(service.baseUrl()),
                    service.credentials().tokens().get("senior"));
        }

        void tell() throws Exception {
            Page alice = join(ALICE);
            Page mallory = join(MALLORY);
            until("alice sees mallory", () -> frames(alice, MALLORY) > 10);
            until("mallory sees alice", () -> frames(mallory, ALICE) > 10);
            ConsoleDesk open = ConsoleDesk.signedIn(browser.person(), service, "moderator");
            until("nothing waits", () -> open.page.getByText("Nothing waits.").isVisible());

            Watched afterHarmless = new Watched(mallory);
            press(alice, false);
            String harmless = afterHarmless.second();
            Watched afterPanic = new Watched(mallory);
            long pressed = System.nanoTime();
            press(alice, true);
            until(
                    "the case is on an open desk",
                    () -> open.page.getByText("One case waits.").isVisible());
            say("press -> desk", pressed);
            assertThat(afterPanic.second())
                    .as("what mallory's page shows and asks for")
                    .isEqualTo(harmless);

            Desk.Held ofMeeting = desk.claimNext().orElseThrow();
            JsonNode seen = desk.look(ofMeeting.caseId());
            assertThat(seen.path("subject").path("kind").asText()).isEqualTo("meeting");
            assertThat(seen.path("live").asBoolean()).isTrue();
            assertThat(seen.toString()).contains(MALLORY).doesNotContain("key-of-join", "private_id");
            assertThat(desk.offerAttribution(ofMeeting.caseId(), ofMeeting.token(), MALLORY)
                            .orElseThrow()
                            .status())
                    .isEqualTo(201);

            Desk.Held held = desk.claimNext().orElseThrow(); // the account's case now
            long decided = System.nanoTime();
            PullcordHttp.Reply reply = desk.decide(
                    held.caseId(),
                    held.token(),
                    "violation",
                    "sextortion",
                    List.of("block_rejoin", "remove_participant"));
            assertThat(reply.status()).as(reply.text()).isEqualTo(201);
            until("mallory is removed", () -> "removed".equals(mallory.evaluate("call.state")));
            until(
                    "alice's tile of him is gone",
                    () -> alice.locator("video#tile-" + MALLORY).count() == 0);
            say("decision -> gone", decided);
            assertThat(framesWithin(mallory, ALICE))
                    .as("frames the removed still receives")
                    .isZero();

            Page again = browser.person();
            again.navigate(host.page(MALLORY + "-again"));
            until("he is refused when he comes back", () -> "refused".equals(again.evaluate("globalThis.call?.state")));
            assertThat(again.evaluate("call.code")).isEqualTo(433);
            until("both actions are done", () -> statuses(held.caseId()).equals(List.of("done", "done")));
            until(
                    "the roster says who is left",
                    () -> desk.look(held.caseId()).toString().contains("\"leftAt\""));

            press(alice, true);
            until("a second case waits", () -> desk.claimNext().isPresent());
            Desk.Held second = desk.claimNext().orElseThrow();
            long ending = System.nanoTime();
            assertThat(desk.decide(second.caseId(), second.token(), "violation", "sextortion", List.of("end_meeting"))
                            .status())
                    .isEqualTo(201);
            until("the meeting is ended", () -> "ended".equals(alice.evaluate("call.state")));
            say("decision -> ended", ending);
            until(
                    "the service knows",
                    () -> !desk.look(second.caseId()).path("live").asBoolean());
            assertThat(service.log()).doesNotContain(MALLORY, ALICE, CallHost.TOKEN_KEY, PASSWORD);
            assertThat(browser.complaints()).isEmpty();
        }

        private Page join(String account) throws Exception {
            Page page = browser.person();
            page.navigate(host.page(account));
            until(account + " joined", () -> "joined".equals(page.evaluate("globalThis.call?.state")));
            return page;
        }

        /** What somebody's page shows and asks for from now on. */
        private static final class Watched {
            private final Page page;
            private final String before;
            private final StringBuilder asked = new StringBuilder();

            Watched(Page page) {
                this.page = page;
                this.before = page.content();
                page.onRequest(
                        request -> asked.append(request.method()).append(' ').append(request.url()));
            }

            /** All that came until a second from now; the page itself must be as it was. */
            String second() {
                page.waitForTimeout(1000); // there is nothing to wait for: nothing must come
                assertThat(page.content()).isEqualTo(before);
                return asked + "|" + page.locator("audio").count();
            }
        }

        private static void press(Page presser, boolean panic) {
            if (panic) {
                presser.keyboard().press("Control+Shift+L");
            } else {
                presser.locator("pullcord-button").click();
            }
        }

        private static long frames(Page page, String of) {
            return ((Number) page.evaluate("who => frames(who)", of)).longValue();
        }

        private static long framesWithin(Page page, String of) {
            page.waitForTimeout(500); // what was on its way
            long before = frames(page, of);
            page.waitForTimeout(1000);
            return frames(page, of) - before;
        }

        private List<String> statuses(String caseId) {
            return desk.look(caseId).path("actions").findValuesAsText("status");
        }
    }

    private static void until(String what, Callable<Boolean> holds) {
        await(what)
                .atMost(Duration.ofSeconds(25))
                .pollInSameThread()
                .pollInterval(Duration.ofMillis(10))
                .until(holds);
        System.out.println("seen     " + what);
    }

    private static void say(String what, long since) {
        System.out.println("measured " + what + ": " + (System.nanoTime() - since) / 1_000_000 + " ms");
    }
}
