package dev.pullcord.console;

import static org.assertj.core.api.Assumptions.assumeThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The system's Chromium, driven. Belongs to the thread that made it. Keeps what pages complain of. */
public final class Browser implements AutoCloseable {
    private static final List<Path> CHROMIUM = List.of(
            Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"), Path.of("/usr/bin/google-chrome"));

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser browser;
    private final List<String> complaints = new ArrayList<>();

    public Browser(String... arguments) {
        PlaywrightAssertions.setDefaultAssertionTimeout(20_000); // a browser beside a service on two busy cores
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(found().orElseThrow(() ->
                                new IllegalStateException("there is no Chromium here: ./pullcord check installs it")))
                        .setArgs(Stream.concat(Stream.of("--no-sandbox"), Stream.of(arguments))
                                .toList()));
    }

    public static Optional<Path> found() {
        return Stream.concat(
                        Stream.ofNullable(System.getenv("PULLCORD_CHROMIUM")).map(Path::of), CHROMIUM.stream())
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Skips what needs a browser where there is none, and `check` could not install it; it says so. */
    public static void need() {
        assumeThat(found()).as("Chromium, which ./pullcord check installs").isPresent();
    }

    /** A person's browser, with nothing kept from anybody else's. */
    public Page person() {
        return person(new com.microsoft.playwright.Browser.NewContextOptions());
    }

    Page person(ColorScheme scheme, int width, int height) {
        return person(new com.microsoft.playwright.Browser.NewContextOptions()
                .setColorScheme(scheme)
                .setViewportSize(width, height));
    }

    private Page person(com.microsoft.playwright.Browser.NewContextOptions options) {
        BrowserContext context = browser.newContext(options.setLocale("en-GB").setTimezoneId("Europe/Berlin"));
        context.setDefaultTimeout(15_000);
        Page page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            // A refusal that the console shows is also a line of the browser's own, and no fault.
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                complaints.add(message.text());
            }
        });
        return page;
    }

    /** What pages complained of: script faults, breaches of the content security policy. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Closes what is open and forgets what pages complained of: the next test is another. */
    void forget() {
        List.copyOf(browser.contexts()).forEach(BrowserContext::close);
        complaints.clear();
    }

    /** What breaks WCAG 2.2 AA on this page as it stands, each rule with the elements that break it. */
    static List<String> violations(Page page) {
        return judged(
                page,
                Map.of(
                        "type",
                        "tag",
                        "values",
                        List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")));
    }

    /** What cannot be read for want of contrast. */
    static List<String> pale(Page page) {
        return judged(page, Map.of("type", "rule", "values", List.of("color-contrast")));
    }

    /** In the page itself: the builder would open another one each time, and these pages have no frames. */
    private static List<String> judged(Page page, Map<String, Object> only) {
        if (!Boolean.TRUE.equals(page.evaluate("'axe' in window"))) {
            page.evaluate(AxeBuilder.getAxeScript());
        }
        List<?> found = (List<?>) page.evaluate(
                "(only) => axe.run(document, {runOnly: only, resultTypes: ['violations']}).then(({violations}) => violations.map((rule) => rule.id"
                        + " + ': ' + rule.nodes.slice(0, 3).map((node) => node.html.slice(0, 400) + ' ' + node.failureSummary).join(' | ')))",
                only);
        return found.stream().map(String::valueOf).toList();
    }

    @Override
    public void close() {
        playwright.close();
    }
}
