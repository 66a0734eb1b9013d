package dev.pullcord.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pullcord.web.RunningService.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing in at a real OpenID Connect provider that runs in this process. */
class ProviderIT {
    private static final String ISSUER = "desk";
    private static final String CLIENT = "pullcord";
    private static final String LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout";

    @TempDir
    Path dir;

    private final MockOAuth2Server provider = new MockOAuth2Server();
    private RunningService service;

    @BeforeEach
    void start() throws IOException {
        provider.start();
        service = new RunningService(
                dir,
                Optional.of(new WebServer.Oidc(
                        provider.issuerUrl(ISSUER).toString(),
                        CLIENT,
                        "client-secret",
                        "openid profile",
                        "groups",
                        Map.of("desk", "moderator", "desk-leads", "lead"),
                        Optional.of("pullcord-api"),
                        Optional.empty())));
    }

    @AfterEach
    void stop() throws IOException {
        service.close();
        provider.shutdown();
    }

    /** A browser that went to the provider and came back: its cookies, and the last answer. */
    private record Trip(String bound, Reply back) {
        String session() {
            return back.response().headers().allValues("set-cookie").stream()
                    .filter(c -> c.startsWith("pullcord-session"))
                    .map(c -> c.split(";", 2)[0])
                    .findFirst()
                    .orElse("");
        }
    }

    private URI authorize(String subject, List<String> groups, Reply begun) {
        provider.enqueueCallback(new DefaultOAuth2TokenCallback(
                ISSUER,
                subject,
                "JWT",
                List.of(CLIENT),
                Map.of("groups", groups, "name", "Nia " + subject, "sid", "provider-session-" + subject),
                600));
        return URI.create(begun.header("location"));
    }

    private Reply begin() {
        return service.send(service.request("/v1/sign-in/oidc").build());
    }

    private static URI comeBack(URI there) {
        try {
            HttpResponse<Void> answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(there).build(), HttpResponse.BodyHandlers.discarding());
            return URI.create(answer.headers().firstValue("location").orElseThrow());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Trip signIn(String subject, String... groups) {
        Reply begun = begin();
        String bound = begun.header("set-cookie").split(";", 2)[0];
        URI back = comeBack(authorize(subject, List.of(groups), begun));
        return new Trip(bound, land(back, bound));
    }

    private Reply land(URI back, String bound) {
        return service.send(service.request(back.getRawPath() + "?" + back.getRawQuery())
                .header("Cookie", bound)
                .build());
    }

    private Reply get(String path, String cookie) {
        return service.send(service.request(path).header("Cookie", cookie).build());
    }

    @Test
    void whoComesFromTheProviderIsEnteredInTheRoleOfHisGroups() {
        Trip trip = signIn("s-1", "desk", "canteen", "desk-leads");

        assertThat(trip.back().status()).isEqualTo(200);
        assertThat(trip.back().response().body()).contains("http-equiv=\"refresh\"");
        JsonNode session = get("/v1/session", trip.session()).json();
        assertThat(session.at("/person/name").asText()).isEqualTo("Nia s-1");
        assertThat(session.at("/person/role").asText()).isEqualTo("lead");
        assertThat(session.path("way").asText()).isEqualTo("oidc");
    }

    @Test
    void theRoleFollowsTheGroupsAtTheNextSignIn() {
        Trip before = signIn("s-1", "desk-leads");
        String id = get("/v1/me", before.session()).json().path("id").asText();

        Trip after = signIn("s-1", "desk");
        service.moveClock(LookUps.FRESH);

        assertThat(get("/v1/me", after.session()).json().path("role").asText()).isEqualTo("moderator");
        assertThat(get("/v1/me", after.session()).json().path("id").asText()).isEqualTo(id);
        assertThat(get("/v1/me", before.session()).problem()).isEqualTo("session-over");
    }

    @Test
    void whoIsInNoGroupOrDisabledIsNotLetIn() {
        Trip stranger = signIn("s-1", "canteen");
        assertThat(stranger.back().status()).isEqualTo(303);
        assertThat(stranger.back().header("location")).isEqualTo("/signin?refused");
        assertThat(stranger.session()).isEmpty();

        String id =
                get("/v1/me", signIn("s-2", "desk").session()).json().path("id").asText();
        service.people.change(id, person -> person.disabled(service.now()));
        assertThat(signIn("s-2", "desk").session()).isEmpty();
    }

    @Test
    void anAnswerIsGoodOnceAndInTheBrowserThatAskedForIt() {
        Reply begun = begin();
        String bound = begun.header("set-cookie").split(";", 2)[0];
        URI back = comeBack(authorize("s-1", List.of("desk"), begun));

        assertThat(land(back, "pullcord-oidc=another").status()).isEqualTo(303);
        assertThat(land(back, bound).status()).as("the ticket was taken").isEqualTo(303);

        Reply again = begin();
        String boundAgain = again.header("set-cookie").split(";", 2)[0];
        URI backAgain = comeBack(authorize("s-1", List.of("desk"), again));
        assertThat(land(backAgain, boundAgain).status()).isEqualTo(200);
        assertThat(land(backAgain, boundAgain).status()).isEqualTo(303);
    }

    @Test
    void theFirstRequestCarriesPkceStateAndNonce() {
        String location = begin().header("location");

        assertThat(location)
                .contains("code_challenge_method=S256", "code_challenge=", "state=", "nonce=", "response_type=code");
    }

    private Reply logout(Map<String, Object> claims) {
        String token = provider.anyToken(provider.issuerUrl(ISSUER), claims).serialize();
        return service.send(service.request("/v1/sign-in/oidc/logout")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("logout_token=" + URLEncoder.encode(token, StandardCharsets.UTF_8)))
                .build());
    }

    @Test
    void theProviderSignsSomebodyOut() {
        Trip bySession = signIn("s-1", "desk");
        Trip bySubject = signIn("s-2", "desk");

        Reply one = logout(Map.of(
                "aud", CLIENT, "sid", "provider-session-s-1", "events", Map.of(LOGOUT_EVENT, Map.of()), "jti", "1"));
        Reply two = logout(Map.of("aud", CLIENT, "sub", "s-2", "events", Map.of(LOGOUT_EVENT, Map.of()), "jti", "2"));
        service.moveClock(LookUps.FRESH);

        assertThat(one.response().body()).isEmpty();
        assertThat(one.status()).isEqualTo(200);
        assertThat(two.status()).isEqualTo(200);
        assertThat(get("/v1/me", bySession.session()).problem()).isEqualTo("session-over");
        assertThat(get("/v1/me", bySubject.session()).problem()).isEqualTo("session-over");
    }

    @Test
    void whatIsNoLogoutTokenSignsNobodyOut() {
        Trip trip = signIn("s-1", "desk");

        assertThat(logout(Map.of("aud", CLIENT, "sub", "s-1")).status()).isEqualTo(400);
        assertThat(logout(Map.of("aud", "other", "sub", "s-1", "events", Map.of(LOGOUT_EVENT, Map.of())))
                        .status())
                .isEqualTo(400);
        service.moveClock(LookUps.FRESH);
        assertThat(get("/v1/me", trip.session()).status()).isEqualTo(200);
    }

    private Reply byToken(String subject, String audience, String issuer) {
        String token = provider.issueToken(
                        issuer,
                        CLIENT,
                        new DefaultOAuth2TokenCallback(issuer, subject, "JWT", List.of(audience), Map.of(), 600))
                .serialize();
        return service.send(service.request("/v1/me")
                .header("Authorization", "Bearer " + token)
                .build());
    }

    @Test
    void anAccessTokenSpeaksForWhoHasSignedInBefore() {
        assertThat(byToken("s-1", "pullcord-api", ISSUER).status())
                .as("never here")
                .isEqualTo(401);
        signIn("s-1", "desk");
        service.moveClock(LookUps.FRESH);

        assertThat(byToken("s-1", "pullcord-api", ISSUER).json().path("name").asText())
                .isEqualTo("Nia s-1");
        assertThat(byToken("s-1", CLIENT, ISSUER).status()).as("an ID token").isEqualTo(401);
        assertThat(byToken("s-1", "pullcord-api", "another").status())
                .as("another issuer")
                .isEqualTo(401);
    }

    @Test
    void aProviderThatIsAwaySendsBackToThePage() {
        provider.shutdown();

        Reply begun = begin();

        assertThat(begun.status()).isEqualTo(303);
        assertThat(begun.header("location")).isEqualTo("/signin?refused");
    }
}
