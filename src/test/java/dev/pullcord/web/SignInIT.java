package dev.pullcord.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.AuditEntry;
import dev.pullcord.audit.ChainId;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Role;
import dev.pullcord.web.RunningService.Reply;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing in by a password and a code, and what guards it. */
class SignInIT {
    private static final String PASSWORD = "correct horse battery staple";

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

    private Reply signIn(String name, String password, String code) {
        return service.send(service.request("/v1/sign-in/password")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        "{\"name\":\"" + name + "\",\"password\":\"" + password + "\",\"code\":\"" + code + "\"}"))
                .build());
    }

    private String code(String secret) throws InvalidKeyException {
        return new TimeBasedOneTimePasswordGenerator()
                .generateOneTimePasswordString(
                        new SecretKeySpec(new Base32().decode(secret), "HmacSHA1"), service.now());
    }

    /** Sets up both for the moderator; the codes' secret. */
    private String setUp() throws InvalidKeyException {
        SignedIn browser = SignedIn.at(service);
        Reply begun = browser.send("POST", "/v1/me/totp", "{}");
        String secret = begun.json().path("secret").asText();
        assertThat(browser.send("PUT", "/v1/me/totp", "{\"code\":\"" + code(secret) + "\"}")
                        .status())
                .isEqualTo(204);
        assertThat(browser.send("PUT", "/v1/me/password", "{\"password\":\"" + PASSWORD + "\"}")
                        .status())
                .isEqualTo(204);
        service.moveClock(Duration.ofSeconds(90)); // the code that was shown is good no more
        return secret;
    }

    @Test
    void aPasswordAndACodeLetInAndNeitherAlone() throws InvalidKeyException {
        String secret = setUp();

        assertThat(signIn("moderator", PASSWORD, "000000").problem()).isEqualTo("wrong-credentials");
        assertThat(signIn("moderator", "something else", code(secret)).problem())
                .isEqualTo("wrong-credentials");
        Reply in = signIn("moderator", PASSWORD, code(secret));

        assertThat(in.status()).isEqualTo(204);
        JsonNode session = service.send(service.request("/v1/session")
                        .header("Cookie", in.header("set-cookie").split(";", 2)[0])
                        .build())
                .json();
        assertThat(session.path("way").asText()).isEqualTo("password");
        assertThat(session.at("/person/name").asText()).isEqualTo("moderator");
    }

    @Test
    void aCodeIsTakenOnce() throws InvalidKeyException {
        String secret = setUp();
        String code = code(secret);

        assertThat(signIn("moderator", PASSWORD, code).status()).isEqualTo(204);
        assertThat(signIn("moderator", PASSWORD, code).problem()).isEqualTo("wrong-credentials");
    }

    @Test
    void aPasswordWithoutAConfirmedAppOpensNothing() throws InvalidKeyException {
        SignedIn browser = SignedIn.at(service);
        String secret =
                browser.send("POST", "/v1/me/totp", "{}").json().path("secret").asText();
        browser.send("PUT", "/v1/me/password", "{\"password\":\"" + PASSWORD + "\"}");

        assertThat(signIn("moderator", PASSWORD, code(secret)).problem()).isEqualTo("wrong-credentials");
    }

    @Test
    void guessesAreBoundedAndTheRightOneDoesNotGetPast() throws InvalidKeyException {
        String secret = setUp();
        for (int i = 0; i < Guesses.AT_A_NAME; i++) {
            assertThat(signIn("moderator", "guess number " + i, "123456").status())
                    .isEqualTo(401);
        }

        Reply stopped = signIn("moderator", PASSWORD, code(secret));

        assertThat(stopped.status()).isEqualTo(429);
        assertThat(stopped.header("retry-after")).isNotEmpty();
        assertThat(signIn("moderator", PASSWORD, code(secret)).status()).isEqualTo(429);
        assertThat(refused("too-many"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.actor()).isEqualTo("id-moderator"));
        assertThat(signIn("nobody here", "guess", "123456").status()).isEqualTo(401);
        assertThat(refused("unknown"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.toString()).doesNotContain("nobody here"));
    }

    @Test
    void nothingTellsWhoWorksHere() throws InvalidKeyException {
        setUp();
        service.people.add(new Moderator("id-twin", "acme", "twin", Role.LEAD));
        service.people.add(new Moderator("id-twin-2", "acme", "twin", Role.LEAD));

        String known = signIn("moderator", "wrong", "123456").response().body();
        assertThat(signIn("nobody", "wrong", "123456").response().body()).isEqualTo(known);
        assertThat(signIn("twin", "wrong", "123456").response().body()).isEqualTo(known);
    }

    @Test
    void aNewPasswordEndsTheOtherSessionsAndTakesTheOldOneLater() throws InvalidKeyException {
        SignedIn other = SignedIn.at(service);
        setUp();
        assertThat(other.send("GET", "/v1/me").problem()).isEqualTo("session-over");

        SignedIn later = SignedIn.at(service);
        service.moveClock(Duration.ofMinutes(11));
        Reply refused = later.send("PUT", "/v1/me/password", "{\"password\":\"another long one\"}");
        Reply done = later.send(
                "PUT", "/v1/me/password", "{\"password\":\"another long one\",\"current\":\"" + PASSWORD + "\"}");

        assertThat(refused.problem()).isEqualTo("wrong-credentials");
        assertThat(refused.json().path("pointer").asText()).isEqualTo("/current");
        assertThat(done.status()).isEqualTo(204);
    }

    @Test
    void aTokenSetsUpNoWayIn() {
        for (String path : List.of("/v1/me/totp", "/v1/me/passkeys/options")) {
            Reply reply = service.send(service.request(path)
                    .header("Authorization", "Bearer pat_admin")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{}"))
                    .build());
            assertThat(reply.json().path("needs").asText()).isEqualTo("a session of a browser");
        }
    }

    @Test
    void whatIsNoPasskeyOfOursLetsNobodyIn() {
        Reply reply = service.send(service.request("/v1/sign-in/passkey")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"credential\":{\"id\":\"x\",\"type\":\"public-key\"}}"))
                .build());
        SignedIn browser = SignedIn.at(service);

        assertThat(reply.problem()).isEqualTo("wrong-credentials");
        assertThat(browser.send("POST", "/v1/me/passkeys", "{\"name\":\"x\",\"credential\":{}}")
                        .json()
                        .path("pointer")
                        .asText())
                .isEqualTo("/credential");
        assertThat(browser.send("DELETE", "/v1/me/passkeys/none").problem()).isEqualTo("unknown-passkey");
    }

    @Test
    void everyTryIsWrittenDownWithoutWhatWasTried() throws InvalidKeyException {
        String secret = setUp();
        signIn("moderator", "not the right one", "123456");
        signIn("moderator", PASSWORD, code(secret));

        var entries = service.audit
                .read(new ChainId("acme", 0, ChainId.Hand.ADMIN), 1, 100)
                .toCompletableFuture()
                .join();
        assertThat(entries)
                .extracting(e -> e.draft().verb())
                .contains("totp_begun", "totp_confirmed", "password_set", "sign_in_refused")
                .endsWith("signed_in");
        assertThat(entries.toString()).doesNotContain("not the right one", PASSWORD, secret);
    }

    private List<AuditDraft> refused(String why) {
        return service
                .audit
                .read(new ChainId("acme", 0, ChainId.Hand.ADMIN), 1, 100)
                .toCompletableFuture()
                .join()
                .stream()
                .map(AuditEntry::draft)
                .filter(entry -> entry.verb().equals("sign_in_refused"))
                .filter(entry -> why.equals(entry.detail().get("why")))
                .toList();
    }

    @Test
    void thePageRunsNoScriptButItsOwn() {
        Reply page = service.send(service.request("/signin").build());

        assertThat(page.header("content-security-policy"))
                .contains("default-src 'none'", "script-src 'self'")
                .doesNotContain("unsafe");
        assertThat(page.response().body())
                .doesNotContain("<style", "onclick", "style=")
                .contains("lang=\"en\"");
        assertThat(service.send(service.request("/signin/signin.css").build()).header("content-type"))
                .startsWith("text/css");
        assertThat(service.send(service.request("/signin/other.js").build()).status())
                .isEqualTo(400);
        assertThat(service.send(service.request("/v1/sign-in").build())
                        .json()
                        .path("provider")
                        .asBoolean())
                .isFalse();
        assertThat(service.send(service.request("/v1/sign-in/oidc").build()).status())
                .isEqualTo(404);
        assertThat(page.status()).isEqualTo(200);
    }
}
