package dev.pullcord.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A platform whose tokens are made by keys of its own hands us their public halves, and changes them. */
@Timeout(300)
class TokenKeysIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path dir;

    private ServiceProcess service;

    @Test
    void keysAreEnteredTurnedAndEndedWhileTheServiceRuns() throws Exception {
        ECKey first = key("first");
        ECKey second = key("second");
        try (Receiver receiver = new Receiver();
                ServiceProcess running = ServiceProcess.demo(dir.resolve("data"), Map.of(), receiver.url())) {
            service = running;
            assertThat(flag(first)).isEqualTo(401);
            assertThat(enter(first.toPublicJWK()).output()).isEqualTo("keys     first");
            soon(first, 202);
            enter(first.toPublicJWK(), second.toPublicJWK());
            soon(second, 202);
            assertThat(flag(first)).isEqualTo(202);
            enter(second.toPublicJWK());
            soon(first, 401);
            assertThat(flag(second)).isEqualTo(202);

            ServiceProcess.Finished secret = enter(first);
            assertThat(secret.exitCode()).as("a private key is not taken").isEqualTo(1);
            assertThat(secret.errors())
                    .contains("private")
                    .doesNotContain(first.getD().toString());
            assertThat(enter(new ECKeyGenerator(Curve.P_384)
                                    .keyID("p")
                                    .generate()
                                    .toPublicJWK())
                            .errors())
                    .contains("P-256");
            assertThat(service.run("nonsense", words()).errors()).contains("JWKS");
            assertThat(flag(second)).as("what was refused changed nothing").isEqualTo(202);
        }
    }

    private static ECKey key(String name) throws Exception {
        return new ECKeyGenerator(Curve.P_256).keyID(name).generate();
    }

    private List<String> words() {
        return List.of("platform", "token-keys", service.credentials().platform());
    }

    private ServiceProcess.Finished enter(JWK... keys) {
        return service.run(new JWKSet(List.of(keys)).toString(false), words());
    }

    private void soon(ECKey key, int status) {
        await().atMost(Duration.ofSeconds(30)).until(() -> flag(key) == status);
    }

    private int flag(ECKey key) throws Exception {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
                new JWTClaimsSet.Builder()
                        .issuer(service.credentials().platform())
                        .subject("acc-her")
                        .claim("meeting", "room-hers")
                        .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                        .build());
        jwt.sign(new ECDSASigner(key));
        String event = """
            {"specversion":"1.0","id":"%s","source":"/p","type":"dev.pullcord.report.panic.v1","data":{"drill":true}}
            """.formatted(UUID.randomUUID());
        URI events = service.baseUrl().resolve("/v1/events");
        return HTTP.send(
                        HttpRequest.newBuilder(events)
                                .header("authorization", "Bearer " + jwt.serialize())
                                .header("content-type", "application/cloudevents+json")
                                .POST(HttpRequest.BodyPublishers.ofString(event))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
