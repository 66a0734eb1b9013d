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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One service, one browser and one platform's receiver for all tests of a class: to start them takes longer than most tests do.
 * Each test has contexts of its own in the browser and accounts of its own. Belongs to the thread that made it, so its class
 * runs in one. A class where there is no browser is skipped.
 */
final class Stage implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
    private static final List<String> ALL = List.of("moderator", "senior", "lead", "admin");

    private final Map<String, String> settings;
    private final Between between;
    private Path folder;

    Receiver receiver;
    ServiceProcess service;
    Browser browser;

    private Stage(Map<String, String> settings, Between between) {
        this.settings = settings;
        this.between = between;
    }

    /** What a test leaves to the next. */
    enum Between {
        /** Nothing: everybody leaves, and what waits or is held is decided. */
        CLEAR,
        /** What it did; but everybody leaves. */
        LEAVE,
        /** All of it, whoever sits there included. */
        STAY
    }

    /** As the demo is, with these settings besides. */
    static Stage with(Map<String, String> settings, Between between) {
        return new Stage(settings, between);
    }

    /** As the demo is; each test begins with nothing waiting. */
    static Stage cleared() {
        return with(Map.of(), Between.CLEAR);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        Browser.need();
        folder = Files.createTempDirectory("pullcord-stage");
        receiver = new Receiver();
        service = ServiceProcess.demo(folder.resolve("data"), settings, receiver.url())
                .keepPort();
        browser = new Browser();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        switch (between) {
            case CLEAR -> clear();
            case LEAVE -> browser.forget();
            case STAY -> {}
        }
    }

    /** Also after a beginning that failed half-way. */
    @Override
    public void afterAll(ExtensionContext context) {
        if (browser != null) {
            browser.close();
        }
        if (service != null) {
            service.close();
        }
        if (receiver != null) {
            receiver.close();
        }
        if (folder != null) {
            delete(folder);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    private void clear() {
        browser.forget();
        for (String role : ALL) {
            Desk desk = as(role);
            for (Optional<Desk.Held> held = desk.claimNext(); held.isPresent(); held = desk.claimNext()) {
                desk.decide(held.get().caseId(), held.get().token(), "insufficient", "", List.of());
            }
        }
    }
}
