package dev.pullcord.console;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.pullcord.Main;
import dev.pullcord.acceptance.Events;
import dev.pullcord.acceptance.PullcordHttp;
import dev.pullcord.acceptance.Receiver;
import dev.pullcord.acceptance.ServiceProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * What a person at the console waits for, in a real Chromium at the real service: from a press in a call's page to the desk, from a
 * decision to what the platform did, and a desk behind which ten thousand cases wait, on a processor that is slowed down.
 */
@Command(
        name = "console",
        description = "Measure the console in a browser: press to desk, decision to done, ten thousand waiting.",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        sortOptions = false)
public final class ConsoleBench implements Callable<Integer> {
    private static final int BATCH = 500;
    private static final int FOLD_PATIENCE_S = 300;
    private static final int QUIET_MS = 3000; // what is asked of a page meanwhile takes of its processor, too

    /** Tells when the desk's line said that so many wait, and when a decision's first step was answered: by the wall clock. */
    private static final String WATCH = """
            () => {
              window.waits = [];
              window.done = 0;
              const look = () => {
                const said = document.querySelector('main .row [role=status]')?.textContent ?? '';
                const many = /^One/.test(said) ? 1 : Number((/[\\d,]+/.exec(said)?.[0] ?? '0').replaceAll(',', ''));
                if (many && !window.waits[many]) window.waits[many] = Date.now();
                if (!window.done && document.querySelector('.steps .chip.good')) window.done = Date.now();
              };
              new MutationObserver(() => requestAnimationFrame(look)).observe(document.body, {childList: true, subtree: true, characterData: true});
              look();
            }
            """;

    /** When the desk could be worked with, how much of the time before nothing else could run, and how long keys took since. */
    private static final String INTERACTIVE = """
            window.ready = 0; window.shown = 0; window.blocked = 0; window.keys = []; window.frames = [];
            new PerformanceObserver((list) => list.getEntries().forEach((each) => { window.blocked += Math.max(0, each.duration - 50); })).observe({type: 'longtask', buffered: true});
            new PerformanceObserver((list) => list.getEntries().forEach((each) => { if (each.name === 'keydown') window.keys.push(each.duration); }))
              .observe({type: 'event', durationThreshold: 16, buffered: true});
            const watch = new MutationObserver(() => {
              if (!window.shown && document.querySelector('main table tbody tr')) window.shown = performance.now();
              if (!window.ready && document.querySelector('main button.main') && document.querySelector('main table, main .case-facts section')) {
                window.ready = -1;
                requestAnimationFrame(() => setTimeout(() => { window.ready = performance.now(); watch.disconnect(); }));
              }
            });
            watch.observe(document, {childList: true, subtree: true});
            """;

    private static final String FRAMES = """
            () => { window.frames = []; window.counting = true; let last = performance.now();
              const next = (at) => { window.frames.push(at - last); last = at; if (window.counting) requestAnimationFrame(next); };
              requestAnimationFrame(next); }
            """;

    @Option(names = "--presses", paramLabel = "N", description = "measured (${DEFAULT-VALUE})")
    int presses = 100;

    @Option(names = "--decisions", paramLabel = "N", description = "measured (${DEFAULT-VALUE})")
    int decisions = 100;

    @Option(names = "--waiting", paramLabel = "N", description = "cases behind the desk (${DEFAULT-VALUE})")
    int waiting = 10_000;

    @Option(
            names = "--slow",
            paramLabel = "N",
            description = "times slower the browser's processor is (${DEFAULT-VALUE})")
    int slow = 4;

    @Spec
    private CommandSpec spec;

    private PrintWriter out;
    private ServiceProcess service;
    private PullcordHttp http;

    @Override
    public Integer call() throws Exception {
        out = spec.commandLine().getOut();
        System.setProperty("basedir", sources().toString()); // where the page of a call has its scripts
        Path folder = Files.createTempDirectory("pullcord-console-bench-");
        try (CordPage calls = new CordPage();
                Receiver receiver = new Receiver();
                ServiceProcess running = ServiceProcess.demo(
                        folder.resolve("data"),
                        Map.of(
                                "PULLCORD_INTAKE_BROWSER_ORIGINS",
                                calls.origin(),
                                "PULLCORD_INTAKE_EVENTS_PER_SECOND",
                                "100000"),
                        receiver.url());
                Browser browser = new Browser()) {
            service = running;
            http = new PullcordHttp(service.baseUrl());
            calls.use(
                    service.baseUrl().toString(),
                    service.credentials().platform(),
                    service.credentials().callback().secret());
            ConsoleDesk desk = ConsoleDesk.signedIn(browser.person(), service, "moderator");
            say("%-58s %8s %8s %8s", "milliseconds", "p50", "p99", "n");
            desk.page.evaluate(WATCH);
            decide(desk);
            press(browser, calls, desk);
            many(browser);
            browser.complaints().forEach(complaint -> say("COMPLAINT: %s", complaint));
            return browser.complaints().isEmpty() ? 0 : 1;
        } finally {
            delete(folder);
        }
    }

    /** What the service kept, once it has ended. */
    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }

    /** The folder of the sources that this was built from: builds stand below it. */
    private static Path sources() throws URISyntaxException {
        Path built = Path.of(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        for (Path at = built; at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("plugin-api").resolve("web"))) {
                return at.resolve("src");
            }
        }
        throw new IllegalStateException("this needs the sources that it was built from");
    }

    /** From the key that asks for help, in a call's page, to the line on a desk that somebody has open. */
    private void press(Browser browser, CordPage calls, ConsoleDesk desk) {
        Histogram took = new Histogram(3);
        desk.page.evaluate("() => { window.waits = []; }");
        Page call = browser.person();
        for (int i = 1; i <= presses; i++) {
            call.navigate(calls.url("", "room-" + i));
            until(call, "globalThis.ready && document.querySelector('#flag').dataset.spoken");
            call.evaluate("document.addEventListener('keydown', (e) => { globalThis.at ??= Date.now(); }, true)");
            call.keyboard().press("Control+Shift+L");
            until(desk.page, "window.waits[" + i + "]");
            took.recordValue(Math.max(1, number(desk.page, "window.waits[" + i + "]") - number(call, "globalThis.at")));
        }
        call.context().close();
        row("panic pressed -> visible on an open desk", took);
    }

    /** From the key that sends a decision to the first answer of the platform on the same page. */
    private void decide(ConsoleDesk desk) {
        Histogram took = new Histogram(3);
        for (int i = 1; i <= decisions; i++) {
            http.postEvents(
                    service.credentials().platformKey(),
                    List.of(Events.flag("decide-" + i, "acc-r-" + i, "acc-decide-" + i, "harassment")));
            desk.next();
            desk.page.evaluate(
                    "() => { window.done = 0; window.at = 0; addEventListener('keydown', (e) => { if (e.key === 'Enter') window.at ||= Date.now(); }, true); }");
            desk.press("1").press("m", "w").why("Seen.").press("Control+Enter");
            until(desk.page, "window.done");
            took.recordValue(Math.max(1, number(desk.page, "window.done") - number(desk.page, "window.at")));
            desk.press("Escape");
            desk.page.locator("h1").focus();
            desk.press("g", "d");
            desk.heading("Desk").waitFor();
        }
        row("decided -> shown as done", took);
    }

    private void many(Browser browser) throws Exception {
        fill();
        Page page = browser.person();
        page.addInitScript(INTERACTIVE);
        ConsoleDesk desk = ConsoleDesk.signedIn(page, service, "senior");
        CDPSession chrome = page.context().newCDPSession(page);
        JsonObject rate = new JsonObject();
        rate.addProperty("rate", slow);
        chrome.send("Emulation.setCPUThrottlingRate", rate);
        String someCase = http.get(
                        "/v1/cases?state=queued&limit=1",
                        service.credentials().tokens().get("lead"))
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asText();
        for (String path : List.of("desk", "cases/" + someCase, "cases?state=queued", "insights?window=P1D")) {
            first(browser, path);
        }
        Histogram ready = new Histogram(3);
        for (int i = 0; i < 10; i++) { // as on any day: what is kept is asked for again
            desk.go(service, "desk");
            page.waitForTimeout(QUIET_MS);
            until(page, "window.ready > 0");
            ready.recordValue(Math.max(1, number(page, "window.ready")));
        }
        row(
                String.format(Locale.ROOT, "desk, %,d waiting, %d times slower: until it can be worked", waiting, slow),
                ready);
        live(page, desk);
    }

    /** Somebody who was never here: nothing is kept by his browser. */
    private void first(Browser browser, String path) {
        ConsoleDesk desk = ConsoleDesk.signedIn(browser.person(), link("lead"));
        Page page = desk.page;
        page.addInitScript(INTERACTIVE);
        CDPSession chrome = page.context().newCDPSession(page);
        chrome.send("Network.clearBrowserCache");
        JsonObject rate = new JsonObject();
        rate.addProperty("rate", slow);
        chrome.send("Emulation.setCPUThrottlingRate", rate);
        boolean worked = !path.contains("?");
        desk.go(service, path);
        page.waitForTimeout(QUIET_MS);
        String done = worked ? "window.ready" : "window.shown";
        until(page, done + " > 0");
        long bytes = number(
                page,
                "performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation')).reduce((all, each) => all + each.transferSize, 0)");
        say(
                "first load of %-20s %,8d kB over the wire, shown after %,d ms, blocked %,d ms",
                path, bytes / 1000, number(page, done), number(page, "window.blocked"));
        page.context().close();
    }

    /** Reports keep coming while somebody types. */
    private void live(Page page, ConsoleDesk desk) throws InterruptedException {
        page.evaluate(FRAMES);
        page.evaluate("() => { window.keys = []; window.blocked = 0; }");
        Thread reports = new Thread(() -> {
            for (int i = 0; i < 200 && !Thread.currentThread().isInterrupted(); i++) {
                http.postEvents(
                        service.credentials().platformKey(),
                        List.of(Events.flag("live-" + i, "acc-r-" + i, "acc-live-" + i, "harassment")));
            }
        });
        reports.start();
        for (int i = 0; i < 40; i++) {
            desk.press("?");
            desk.page.getByRole(AriaRole.DIALOG).waitFor();
            desk.press("Escape");
            desk.page.locator("dialog").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
        }
        reports.interrupt();
        reports.join();
        page.evaluate("window.counting = false");
        Histogram keys = histogram(page, "window.keys");
        row("a key's effect while reports come (16 ms is the least told)", keys);
        Histogram frames = histogram(page, "window.frames");
        say(
                "%-58s %7d%% of %d frames were longer than 50 ms; blocked %,d ms",
                "smoothness meanwhile",
                Math.round(100.0
                        * IntStream.range(51, 100_000)
                                .mapToLong(frames::getCountAtValue)
                                .sum()
                        / Math.max(1, frames.getTotalCount())),
                frames.getTotalCount(),
                number(page, "window.blocked"));
    }

    private void fill() {
        for (int from = 0; from < waiting; from += BATCH) {
            List<ObjectNode> batch = new ArrayList<>();
            for (int i = from; i < Math.min(waiting, from + BATCH); i++) {
                batch.add(Events.flag("fill-" + i, "acc-r-" + i % 997, "acc-fill-" + i, "harassment"));
            }
            http.postEvents(service.credentials().platformKey(), batch);
        }
        await().pollInterval(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(FOLD_PATIENCE_S))
                .until(() -> queued() >= waiting);
        say("%,d cases wait", queued());
    }

    private int queued() {
        int sum = 0;
        for (var queue : http.get("/v1/queues", service.credentials().tokens().get("lead"))
                .json()
                .path("queues")) {
            sum += queue.path("queued").asInt();
        }
        return sum;
    }

    private String link(String role) {
        return service.baseUrl()
                + http.post(
                                "/v1/people/" + role + "/links",
                                service.credentials().tokens().get("admin"),
                                JsonNodeFactory.instance.objectNode())
                        .json()
                        .path("link")
                        .asText();
    }

    private static Histogram histogram(Page page, String list) {
        Histogram all = new Histogram(3);
        ((List<?>) page.evaluate(list)).forEach(each -> all.recordValue(Math.max(1, ((Number) each).longValue())));
        return all;
    }

    private static long number(Page page, String expression) {
        return ((Number) page.evaluate(expression)).longValue();
    }

    /** Playwright's own way to wait needs what the pages' policies forbid. */
    private static void until(Page page, String holds) {
        long end = System.nanoTime() + 60_000_000_000L;
        while (!Boolean.TRUE.equals(page.evaluate("!!(" + holds + ")"))) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("never: " + holds + " at " + page.url());
            }
            page.waitForTimeout(20);
        }
    }

    private void row(String name, Histogram took) {
        say(
                "%-58s %8d %8d %8d",
                name, took.getValueAtPercentile(50), took.getValueAtPercentile(99), took.getTotalCount());
    }

    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }
}
