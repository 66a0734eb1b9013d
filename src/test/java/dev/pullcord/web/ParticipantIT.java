package dev.pullcord.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.pullcord.intake.Event;
import dev.pullcord.intake.Report;
import dev.pullcord.web.RunningService.Books;
import dev.pullcord.web.RunningService.Reply;
import dev.pullcord.wire.SampleEvents;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reports straight from a participant's browser, by a token that his platform made for him. */
class ParticipantIT {
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

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("acme")
                .subject("acc-her")
                .claim("pid", "p-her")
                .claim("meeting", "room-hers")
                .expirationTime(Date.from(Instant.now().plusSeconds(1800)));
    }

    private static String token(String secret, JWSAlgorithm algorithm, JWTClaimsSet.Builder claims) {
        try {
            SignedJWT jwt = new SignedJWT(new JWSHeader(algorithm), claims.build());
            jwt.sign(new MACSigner(secret.getBytes(StandardCharsets.UTF_8)));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String token(UnaryOperator<JWTClaimsSet.Builder> change) {
        return token(RunningService.SECRET, JWSAlgorithm.HS256, change.apply(claims()));
    }

    private Reply post(String token, JsonNode... events) {
        return service.send(service.request("/v1/events")
                .header("Content-Type", "application/cloudevents-batch+json")
                .header("Authorization", "Bearer " + token)
                .header("Origin", RunningService.ORIGIN)
                .POST(BodyPublishers.ofString(List.of(events).toString()))
                .build());
    }

    private static ObjectNode event(String sort, String id) {
        ObjectNode event = SampleEvents.all().get(sort).deepCopy().put("id", id);
        event.remove("time");
        return event;
    }

    @Test
    void whoReportsAndWhereIsTheTokensToSay() {
        ObjectNode flag = event("report.flagged", "f");
        flag.withObject("/data").putArray("exposed").add("acc-victim");
        ObjectNode panic = event("report.panic", "p");
        panic.remove("data");

        Reply reply = post(token(c -> c), flag, panic);

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.json().path("accepted").asInt()).isEqualTo(2);
        assertThat(reply.header("access-control-allow-origin")).isEqualTo(RunningService.ORIGIN);
        assertThat(service.log.events).hasSize(2).allSatisfy(logged -> {
            Event event = logged.event();
            Report report = (Report) event.body();
            assertThat(event.source()).startsWith("/participants/").doesNotContain("acc-her");
            assertThat(report.meeting().orElseThrow().id()).isEqualTo("room-hers");
            assertThat(report.reporter().orElseThrow().accountId()).contains("acc-her");
            assertThat(report.reporter().orElseThrow().participantId()).contains("p-her");
            assertThat(report.exposed()).isEmpty();
            assertThat(report.evidence()).isEmpty();
        });
    }

    @Test
    void onlyReportsAndWhatIsAddedToThemComeFromABrowser() {
        Reply reply = post(
                token(c -> c),
                event("signal.observed payment", "s"),
                event("participant.removed", "m"),
                event("report.flagged", "f"));

        assertThat(reply.json().path("accepted").asInt()).isEqualTo(1);
        assertThat(reply.json().at("/rejected/0/problem/type").asText()).isEqualTo("/problems/forbidden");
        assertThat(reply.json().at("/rejected/1/problem/type").asText()).isEqualTo("/problems/forbidden");
    }

    @Test
    void aParticipantHasAShareOfHisOwnAndPanicsAsHePleases() {
        for (int i = 0; i < 2; i++) {
            assertThat(post(token(c -> c), event("report.flagged", "f" + i)).status())
                    .isEqualTo(202);
        }
        assertThat(post(token(c -> c), event("report.flagged", "over")).problem())
                .isEqualTo("nothing-accepted");
        assertThat(post(token(c -> c.subject("another")), event("report.flagged", "his"))
                        .status())
                .isEqualTo(202);
        for (int i = 0; i < 20; i++) {
            assertThat(post(token(c -> c), event("report.panic", "p" + i)).status())
                    .isEqualTo(202);
        }
    }

    /** A panic is written and a harmless press is not. */
    @Test
    void whoHasAClockCannotTellWhatWasPressed() {
        long began = System.nanoTime();
        Reply harmless = post(token(c -> c));
        Duration took = Duration.ofNanos(System.nanoTime() - began);

        assertThat(harmless.status()).isEqualTo(202);
        assertThat(took).isGreaterThanOrEqualTo(Duration.ofMillis(100));
        assertThat(ParticipantEvents.hold(Duration.ofMillis(6))).isEqualTo(Duration.ofMillis(94));
        assertThat(ParticipantEvents.hold(Duration.ofMillis(30))).isEqualTo(Duration.ofMillis(70));
        assertThat(ParticipantEvents.hold(Duration.ofMillis(100))).isEqualTo(Duration.ofMillis(100));
        assertThat(ParticipantEvents.hold(Duration.ofMillis(-3)))
                .as("a clock set back")
                .isLessThan(Duration.ofMillis(101));
    }

    @Test
    void aPanicGetsInByItsTokenWhileTheStoreIsAway() {
        service.learn();
        service.books = Books.FAILING;

        assertThat(post(token(c -> c), event("report.panic", "p")).status()).isEqualTo(202);
    }

    @Test
    void whatWasNotMadeByThePlatformForNowIsRefused() {
        Instant now = Instant.now();
        List<String> bad = List.of(
                "eyJ",
                "eyJhbGciOiJIUzI1NiJ9.e30.",
                new PlainJWT(claims().build()).serialize(),
                token("whsec_somebody-elses-secret-of-many-letters", JWSAlgorithm.HS256, claims()),
                token(RunningService.SECRET.repeat(2), JWSAlgorithm.HS512, claims()),
                token(c -> c.issuer("nobody")),
                token(c -> c.issuer(null)),
                token(c -> c.subject(null)),
                token(c -> c.claim("meeting", null)),
                token(c -> c.claim("meeting", List.of("a", "b"))),
                token(c -> c.subject("x".repeat(257))),
                token(c -> c.expirationTime(null)),
                token(c -> c.expirationTime(Date.from(now.plus(Duration.ofHours(2))))),
                token(c -> c.notBeforeTime(Date.from(now.plus(Duration.ofMinutes(20))))));

        bad.forEach(token -> assertThat(post(token, event("report.panic", "p")).problem())
                .as(token)
                .isEqualTo("bad-token"));
        assertThat(post(token(c -> c.expirationTime(Date.from(now.minusSeconds(90)))), event("report.panic", "p"))
                        .problem())
                .isEqualTo("token-expired");
        assertThat(service.log.accepted).isZero();
    }

    private static String byKey(ECKey key, String named, UnaryOperator<JWTClaimsSet.Builder> change) {
        try {
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(named).build(),
                    change.apply(claims()).build());
            jwt.sign(new ECDSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aPlatformsOwnKeyMakesTokensWhosePublicHalfIsAllThatWeHave() throws JOSEException {
        ECKey ours = TokenKey.OURS;
        assertThat(post(byKey(ours, ours.getKeyID(), c -> c), event("report.flagged", "f"))
                        .status())
                .isEqualTo(202);
        assertThat(post(byKey(ours, null, c -> c), event("report.flagged", "g")).status())
                .isEqualTo(202);
        assertThat(service.log.events)
                .first()
                .satisfies(logged -> assertThat(((Report) logged.event().body())
                                .reporter()
                                .orElseThrow()
                                .accountId())
                        .contains("acc-her"));
        service.books = Books.FAILING;
        assertThat(post(byKey(ours, null, c -> c), event("report.panic", "p")).status())
                .as("also while the store is away")
                .isEqualTo(202);
    }

    @Test
    void aTokenOfAnotherKeyOrOfThePublicHalfAsASecretIsRefused() throws JOSEException {
        ECKey ours = TokenKey.OURS;
        ECKey other = new ECKeyGenerator(Curve.P_256).keyID(ours.getKeyID()).generate();
        List<String> bad = List.of(
                byKey(other, ours.getKeyID(), c -> c),
                byKey(ours, "another", c -> c),
                byKey(ours, null, c -> c.issuer("nobody")),
                byKey(ours, null, c -> c.expirationTime(Date.from(Instant.now().plus(Duration.ofHours(2))))),
                token(ours.toPublicJWK().toJSONString(), JWSAlgorithm.HS256, claims()));

        bad.forEach(token -> assertThat(post(token, event("report.panic", "p")).problem())
                .as(token)
                .isEqualTo("bad-token"));
        assertThat(service.log.accepted).isZero();
    }

    private static String joinToken(String secret, UnaryOperator<JWTClaimsSet.Builder> change) {
        return token(
                secret,
                JWSAlgorithm.HS256,
                change.apply(new JWTClaimsSet.Builder()
                        .issuer(MoodyNatives.KEY)
                        .subject("acc-her")
                        .claim("video", Map.of("roomJoin", true, "room", "room-hers", "canPublish", true))
                        .expirationTime(Date.from(Instant.now().plus(Duration.ofHours(6))))));
    }

    /** As LiveKit's own SDKs make them: with six hours, and without a word about us. */
    @Test
    void whoeverIsInACallReportsByTheTokenThatHeJoinedWith() {
        Reply reply = post(joinToken(MoodyNatives.SECRET, c -> c), event("report.flagged", "f"));

        assertThat(reply.status()).isEqualTo(202);
        assertThat(service.log.events).singleElement().satisfies(logged -> {
            Report report = (Report) logged.event().body();
            assertThat(report.meeting().orElseThrow().id()).isEqualTo("room-hers");
            assertThat(report.reporter().orElseThrow().accountId()).contains("acc-her");
            assertThat(report.reporter().orElseThrow().participantId()).contains("acc-her");
        });
        service.books = Books.FAILING;
        assertThat(post(joinToken(MoodyNatives.SECRET, c -> c), event("report.panic", "p"))
                        .status())
                .as("also while the store is away")
                .isEqualTo(202);
    }

    @Test
    void aTokenThatLetsNobodyJoinReportsNothing() {
        Instant now = Instant.now();
        List<String> bad = List.of(
                joinToken("another-secret-of-thirty-two-bytes", c -> c),
                joinToken(MoodyNatives.SECRET, c -> c.issuer("APIofNobody")),
                joinToken(MoodyNatives.SECRET, c -> c.subject(null)),
                joinToken(MoodyNatives.SECRET, c -> c.subject("x".repeat(257))),
                joinToken(MoodyNatives.SECRET, c -> c.claim("video", Map.of("roomAdmin", true, "room", "room-hers"))),
                joinToken(MoodyNatives.SECRET, c -> c.claim("video", Map.of("roomJoin", true))),
                joinToken(MoodyNatives.SECRET, c -> c.claim("video", null).claim("sha256", "a webhook's")),
                joinToken(MoodyNatives.SECRET, c -> c.expirationTime(null)),
                joinToken(MoodyNatives.SECRET, c -> c.notBeforeTime(Date.from(now.plus(Duration.ofMinutes(20))))),
                joinToken(MoodyNatives.SECRET, c -> c.expirationTime(Date.from(now.plus(Duration.ofHours(26))))));

        bad.forEach(token -> assertThat(post(token, event("report.panic", "p")).problem())
                .as(token)
                .isEqualTo("bad-token"));
        assertThat(post(
                                joinToken(
                                        MoodyNatives.SECRET,
                                        c -> c.expirationTime(Date.from(now.minus(Duration.ofMinutes(5))))),
                                event("report.panic", "p"))
                        .problem())
                .isEqualTo("token-expired");
        assertThat(service.log.accepted).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/standing?account=a", "/v1/me", "/v1/queues"})
    void suchATokenOpensNothingElse(String path) {
        Reply reply = service.send(service.request(path)
                .header("Authorization", "Bearer " + token(c -> c))
                .GET()
                .build());

        assertThat(reply.status()).isEqualTo(401);
    }

    @Test
    void aPageOfThePlatformMayAskAndAnotherIsShownNothing() {
        Reply ours = preflight(RunningService.ORIGIN, "/v1/events");
        Reply other = preflight("https://elsewhere.example", "/v1/events");
        Reply elsewhere = preflight(RunningService.ORIGIN, "/v1/claims");

        assertThat(ours.status()).isEqualTo(204);
        assertThat(ours.header("access-control-allow-origin")).isEqualTo(RunningService.ORIGIN);
        assertThat(ours.header("access-control-allow-headers")).contains("authorization");
        assertThat(ours.header("vary")).isEqualTo("Origin");
        assertThat(other.header("access-control-allow-origin")).isEmpty();
        assertThat(elsewhere.header("access-control-allow-origin")).isEmpty();
    }

    private Reply preflight(String origin, String path) {
        return service.send(service.request(path)
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .build());
    }
}
