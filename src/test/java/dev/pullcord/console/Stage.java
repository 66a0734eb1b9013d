package dev.pullcord.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import dev.pullcord.acceptance.Desk;
import dev.pullcord.acceptance.Events;
import dev.pullcord.acceptance.PullcordHttp;
import dev.pullcord.acceptance.Receiver;
import dev.pullcord.acceptance.ServiceProcess;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One service, one browser and one platform's receiver for all tests of a class: to start them takes longer than most tests do.
 * Each test has contexts of its own in the browser, accounts of its own, and begins with nothing waiting. Belongs to the thread
 * that made it, so its class runs in one.
 */
final class Stage implements AutoCloseable {
    private static final List<String> ALL = List.of("moderator", "senior", "lead", "admin");

    final Receiver receiver;
    final ServiceProcess service;
    final Browser browser;

    private Stage(Receiver receiver, ServiceProcess service, Browser browser) {
        this.receiver = receiver;
        this.service = service;
        this.browser = browser;
    }

    /** Set up below this folder, with these settings; skips the class where there is no browser. */
    static Stage in(Path folder, Map<String, String> settings) {
        Browser.need();
        Receiver receiver = new Receiver();
        ServiceProcess service = ServiceProcess.demo(folder.resolve("data"), settings, receiver.url())
                .keepPort();
        return new Stage(receiver, service, new Browser());
    }

    /** Somebody of this role, come in by a link of his own. */
    ConsoleDesk enters(String role) {
        return enters(role, browser.person());
    }

    ConsoleDesk enters(String role, Page page) {
        return enters(role, page, service.baseUrl());
    }

    /** The same, at an address that leads there. */
    ConsoleDesk enters(String role, Page page, URI at) {
        String link = http().post(
                        "/v1/people/" + role + "/links",
                        service.credentials().tokens().get("admin"),
                        JsonNodeFactory.instance.objectNode())
                .json()
                .path("link")
                .asText();
        return ConsoleDesk.signedIn(page, at.resolve(URI.create(link).getPath()).toString());
    }

    /** The same person without a browser. */
    Desk as(String role) {
        return new Desk(http(), service.credentials().tokens().get(role));
    }

    String token(String role) {
        return service.credentials().tokens().get(role);
    }

    PullcordHttp http() {
        return new PullcordHttp(service.baseUrl());
    }

    /** One person complains about this account, in words. */
    void flag(String id, String account) {
        ObjectNode flag = Events.flag(id, "acc-reporter-" + id, account, "harassment");
        flag.withObject("/data").put("text", "He would not let me leave.");
        tell(flag);
    }

    void tell(JsonNode... events) {
        assertThat(http().postEvents(service.credentials().platformKey(), List.of(events))
                        .status())
                .isEqualTo(202);
    }

    /** Has everybody leave, and decides what still waits or is held: the next test begins with nothing. */
    void clear() {
        browser.forget();
        for (String role : ALL) {
            Desk desk = as(role);
            for (Optional<Desk.Held> held = desk.claimNext(); held.isPresent(); held = desk.claimNext()) {
                desk.decide(held.get().caseId(), held.get().token(), "insufficient", "", List.of());
            }
        }
    }

    @Override
    public void close() {
        browser.close();
        service.close();
        receiver.close();
    }
}
