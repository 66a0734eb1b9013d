package dev.pullcord.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.pullcord.acceptance.Events;
import dev.pullcord.acceptance.PullcordHttp;
import dev.pullcord.acceptance.Receiver;
import dev.pullcord.acceptance.ServiceProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What whoever pressed can look at: quiet pages that keep nothing. */
@Timeout(180)
class InfoPagesIT {
    @TempDir
    Path folder;

    @Test
    void helpAndANoteAreShownAndNothingIsKept() throws Exception {
        Browser.need();
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(data.resolve("help.yaml"), """
                - {id: gb-childline, countries: [GB], title: Ours instead, web: 'https://help.example', readOn: '2020-01-01', source: us}
                """);
        try (Receiver receiver = new Receiver();
                ServiceProcess service = ServiceProcess.demo(data, Map.of(), receiver.url());
                Browser browser = new Browser()) {
            String receipt = new PullcordHttp(service.baseUrl())
                    .postEvents(
                            service.credentials().platformKey(),
                            List.of(Events.flag("e-1", "acc-rita", "acc-1", "harassment")))
                    .json()
                    .at("/receipts/0/receipt")
                    .asText();
            inOtherLanguages(service);
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                Page page = browser.person(scheme, 320, 640);
                List<String> asked = new ArrayList<>();
                page.onRequest(request -> asked.add(request.url()));
                help(page, service);
                note(page, service, receipt);
                List<String> before = List.copyOf(asked);
                keepsNothing(page);
                assertThat(before)
                        .allMatch(url -> url.startsWith(service.baseUrl().toString()) || url.startsWith("data:"));
            }
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void help(Page page, ServiceProcess service) {
        page.navigate(service.baseUrl() + "/info/");
        assertThat(page).hasTitle("Information");
        assertThat(page.request().head(service.baseUrl() + "/info/").status()).isEqualTo(200);
        assertThat(page.locator("li").first())
                .containsText("Ours instead"); // of the browser's place, by web before phone
        assertThat(page.locator("li").first()).containsText("Not checked for a while");
        page.getByLabel("Where").selectOption("KH");
        assertThat(page.locator("li").first()).containsText("APLE");
        assertThat(page.locator("li").first().locator("a").last()).hasAttribute("href", "tel:092311511");
        page.getByLabel("Where").selectOption("CA");
        assertThat(page.locator("li").first().locator("a").first()).hasAttribute("href", "sms:686868?body=CONNECT");
        page.getByLabel("Where").selectOption("MY");
        assertThat(page.locator("li").first().locator("a").first()).hasAttribute("href", "https://wa.me/60192615999");
        page.getByLabel("Where").selectOption("PH");
        assertThat(page.locator("a[href='mailto:makabata1383@cwc.gov.ph']")).isVisible();
        assertThat(page.locator("a[href='tel:09603779863']")).isVisible();
        page.getByLabel("Where").selectOption("");
        assertThat(page.locator("li").last()).containsText("child helpline in your country");
        assertThat(Browser.violations(page)).isEmpty();
        page.route("**/v1/help*", Route::abort, new Page.RouteOptions().setTimes(1));
        page.navigate(service.baseUrl() + "/info/");
        assertThat(page.locator("li a").first()).hasAttribute("href", "https://childhelplineinternational.org");
        assertThat(page.getByLabel("Where")).isHidden();
    }

    private static void inOtherLanguages(ServiceProcess service) {
        PullcordHttp http = new PullcordHttp(service.baseUrl());
        String lead = service.credentials().tokens().get("lead");
        assertThat(http.get("/v1/help?place=KR&language=ko", lead)
                        .json()
                        .at("/items")
                        .findValuesAsText("title"))
                .contains("디지털 성범죄 상담 전화", "Take It Down");
        assertThat(http.get("/v1/help?language=tl-PH", lead).json().at("/items").findValuesAsText("audience"))
                .contains("wala pang 18");
        assertThat(http.get("/v1/help?language=xx", lead).json().at("/items").findValuesAsText("audience"))
                .contains("under 18");
    }

    private static void note(Page page, ServiceProcess service, String receipt) {
        page.navigate(service.baseUrl() + "/info/note.html");
        assertThat(page).hasTitle("Your note");
        page.getByLabel("Number of the note").fill("A".repeat(24));
        page.getByLabel("Number of the note").press("Enter");
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("no note of this number");
        assertThat(Browser.violations(page)).isEmpty();

        page.navigate("about:blank");
        page.navigate(service.baseUrl() + "/info/note.html#" + receipt);
        assertThat(page.getByLabel("Add something")).isVisible();
        assertThat(page.url()).doesNotContain(receipt);
        assertThat(page.getByRole(AriaRole.STATUS)).not().isEmpty();
        assertThat(page.locator("main")).not().containsText("acc-1");
        page.getByLabel("Add something").fill("half written");
        page.evaluate("location.hash = '" + "B".repeat(24) + "'"); // another link in the same tab
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("no note of this number");
        assertThat(page.url()).doesNotContain("BBB");
        page.evaluate("location.hash = '" + receipt + "'");
        assertThat(page.getByLabel("Add something")).hasValue("");
        page.getByLabel("Add something").fill("It went on in the next call.");
        page.getByLabel("How you may be reached").selectOption("by_receipt");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Send"))
                .press("Enter");
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("It has arrived.");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Take it back"))
                .press("Enter");
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("It is taken back.");
        assertThat(Browser.violations(page)).isEmpty();
    }

    private static void keepsNothing(Page page) {
        assertThat(page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length"))
                .isEqualTo(0);
        BrowserContext context = page.context();
        assertThat(context.cookies()).isEmpty();
        page.route(
                "https://www.wikipedia.org/**",
                route -> route.fulfill(new Route.FulfillOptions().setBody("somewhere else")));
        for (int i = 0; i < 3; i++) {
            page.keyboard().press("Escape"); // by chance
        }
        page.keyboard().press("Shift");
        page.keyboard().press("A");
        page.keyboard().press("Shift");
        page.keyboard().press("Shift");
        assertThat(page.locator("h1")).isVisible();
        page.keyboard().press("Shift");
        assertThat(page.locator("body")).hasText("somewhere else");
        page.close();
    }
}
