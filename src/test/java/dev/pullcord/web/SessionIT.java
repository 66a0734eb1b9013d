package dev.pullcord.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.audit.AuditEntry;
import dev.pullcord.audit.ChainId;
import dev.pullcord.review.Role;
import dev.pullcord.web.RunningService.Reply;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a browser is signed in, what its session lets it do, and how that ends. */
class SessionIT {
    @TempDir
    Path dir;

    private RunningService service;

    @BeforeEach
    void start() throws IOException {
        service = new RunningService(dir);
    }

    @AfterEach
    void stop() throws IOException {
        service.close();
    }

    @Test
    void aLinkSignsTheBrowserInByACookieThatScriptsCannotRead() {
        Reply taken = SignedIn.take(service, "good-code");

        assertThat(taken.status()).isEqualTo(303);
        assertThat(taken.header("location")).isEqualTo("/");
        assertThat(taken.header("set-cookie"))
                .startsWith("pullcord-session-" + service.port() + "=")
                .contains("HTTPOnly", "SameSite=Strict", "Path=/")
                .doesNotContain("Secure", "Domain", "Max-Age", "Expires");
        assertThat(SignedIn.take(service, "other-code").status()).isEqualTo(404);
    }

    @Test
    void behindTlsTheCookieIsForTlsOnly() {
        Reply taken = service.send(service.request("/v1/invitations/good-code")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Forwarded-Proto", "https")
                .POST(BodyPublishers.ofString("want=session"))
                .build());

        assertThat(taken.header("set-cookie"))
                .startsWith("__Host-pullcord-session=")
                .contains("Secure");
    }

    @Test
    void whoeverIsSignedInIsKnownToTheDesk() {
        SignedIn browser = SignedIn.at(service);

        Reply me = browser.send("GET", "/v1/me");
        Reply session = browser.send("GET", "/v1/session");

        assertThat(me.json().path("role").asText()).isEqualTo("moderator");
        assertThat(session.json().path("way").asText()).isEqualTo("link");
        assertThat(session.json().at("/person/id").asText()).isEqualTo("id-moderator");
    }

    @Test
    void aWriteWithoutTheTokenOrFromAnotherSiteIsRefused() {
        SignedIn browser = SignedIn.at(service);

        assertThat(browser.send("DELETE", "/v1/session", Optional.empty(), Optional.empty())
                        .problem())
                .isEqualTo("csrf");
        assertThat(browser.send("DELETE", "/v1/session", Optional.of("guess"), Optional.empty())
                        .problem())
                .isEqualTo("csrf");
        for (String site : List.of("cross-site", "same-site")) {
            assertThat(browser.send("DELETE", "/v1/session", Optional.of(browser.csrf()), Optional.of(site))
                            .problem())
                    .as(site)
                    .isEqualTo("csrf");
        }
        assertThat(browser.send("DELETE", "/v1/session", Optional.of(browser.csrf()), Optional.of("same-origin"))
                        .status())
                .isEqualTo(204);
    }

    @Test
    void anotherSiteCannotSignSomebodyIn() {
        Reply taken = service.send(service.request("/v1/invitations/good-code")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "cross-site")
                .POST(BodyPublishers.ofString("want=session"))
                .build());

        assertThat(taken.status()).isEqualTo(403);
        assertThat(taken.header("set-cookie")).isEmpty();
    }

    @Test
    void whoSignsOutIsOutAtOnce() {
        SignedIn browser = SignedIn.at(service);

        Reply out = browser.send("DELETE", "/v1/session");

        assertThat(out.status()).isEqualTo(204);
        assertThat(out.header("set-cookie")).contains("Max-Age=0");
        assertThat(browser.send("GET", "/v1/me").problem()).isEqualTo("session-over");
    }

    @Test
    void anIdleSessionIsOverAndSoIsAnOldOne() {
        SignedIn idle = SignedIn.at(service);
        service.moveClock(Duration.ofMinutes(31));
        assertThat(idle.send("GET", "/v1/me").problem()).isEqualTo("session-over");

        SignedIn busy = SignedIn.at(service);
        for (int i = 0; i < 28; i++) {
            service.moveClock(Duration.ofMinutes(25));
            assertThat(busy.send("GET", "/v1/me").status()).isEqualTo(200);
        }
        service.moveClock(Duration.ofMinutes(25));
        assertThat(busy.send("GET", "/v1/me").problem()).isEqualTo("session-over");
    }

    @Test
    void whenARoleChangesAllSessionsOfThatPersonAreOver() {
        SignedIn browser = SignedIn.at(service);

        service.people.change("id-moderator", person -> person.in(Role.SENIOR));
        service.moveClock(LookUps.FRESH);

        assertThat(browser.send("GET", "/v1/me").problem()).isEqualTo("session-over");
    }

    @Test
    void whatIsNoSessionSaysSo() {
        Reply forged = service.send(service.request("/v1/me")
                .header("Cookie", "pullcord-session-" + service.port() + "=forged")
                .build());
        Reply byToken = service.send(service.request("/v1/session")
                .header("Authorization", "Bearer pat_lead")
                .build());

        assertThat(forged.status()).isEqualTo(401);
        assertThat(forged.problem()).isEqualTo("session-over");
        assertThat(byToken.problem()).isEqualTo("no-session");
    }

    @Test
    void everySignInAndSignOutIsWrittenDown() {
        SignedIn.at(service).send("DELETE", "/v1/session");

        List<AuditEntry> entries = service.audit
                .read(new ChainId("acme", 0, ChainId.Hand.ADMIN), 1, 10)
                .toCompletableFuture()
                .join();
        assertThat(entries).extracting(e -> e.draft().verb()).containsExactly("signed_in", "signed_out");
        assertThat(entries.get(0).draft().actor()).isEqualTo("id-moderator");
        assertThat(entries.get(0).draft().detail()).containsEntry("way", "link");
    }

    @Test
    void theSetupPageChangesNothingAndItsButtonGivesTheToken() {
        Reply page = service.send(service.request("/setup/good-code").build());
        Reply done = service.send(service.request("/v1/invitations/good-code")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.noBody())
                .build());
        Reply gone = service.send(service.request("/v1/invitations/other-code")
                .POST(BodyPublishers.noBody())
                .build());

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.response().body()).contains("<html lang=\"en\"", "<button", "/v1/invitations/good-code");
        assertThat(done.status()).isEqualTo(201);
        assertThat(done.response().body()).contains("pat_");
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.problem()).isEqualTo("unknown-invitation");
    }
}
