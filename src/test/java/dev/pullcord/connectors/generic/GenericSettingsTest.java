package dev.pullcord.connectors.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenericSettingsTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00.123Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/actions",
                "ftp://example.org/",
                "file:///etc/passwd",
                "http://example.org/",
                "https:///x",
                "https://user@example.org/",
                "https://user:pass@example.org/",
                "https://example.org/#x",
                "https://exa mple.org/",
                "https://example.org:99999999/",
                "gopher://example.org"
            })
    void aBadCallbackIsRefusedByItsKey(String url) {
        assertThatThrownBy(() -> Callback.of(Map.of("callback", url)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("callback: ");
    }

    @Test
    void plainHttpMustBeAllowedByHand() {
        assertThat(Callback.of(Map.of("callback", "https://example.org/x?y=z")).privateAllowed())
                .isFalse();
        assertThat(Callback.of(Map.of("callback", "http://example.org/", "allowHttp", "true"))
                        .privateAllowed())
                .isFalse();
        assertThat(Callback.of(Map.of("callback", "http://127.0.0.1:1/", "allowPrivate", "true"))
                        .privateAllowed())
                .isTrue();
        assertThatThrownBy(() -> Callback.of(Map.of("callback", "https://example.org/", "allowPrivate", "yes")))
                .hasMessage("allowPrivate: must be true or false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_", "whsec_%%%", "whsec_c2hvcnQ="})
    void aBadSecretIsRefusedAndNotQuoted(String secret) {
        assertThatThrownBy(() -> new Signature(secret))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("secret: ")
                .satisfies(
                        e -> assertThat(e.getMessage()).doesNotContain("MfKQ").doesNotContain("c2hv"));
    }

    /** The example of the Standard Webhooks specification. */
    @Test
    void signsTheExampleOfTheSpecification() {
        Signature signature = new Signature("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        assertThat(signature.headers(
                        "msg_p5jXN8AQM9LWM0D4loKWxJek", Instant.ofEpochSecond(1614265330), "{\"test\": 2432232314}"))
                .containsEntry("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek")
                .containsEntry("webhook-timestamp", "1614265330")
                .containsEntry("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void severalSecretsGiveSeveralSignatures() {
        String another = "whsec_" + Base64.getEncoder().encodeToString(new byte[64]);
        Signature signature = new Signature(" " + another + "\n whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw ");

        assertThat(signature.headers("m", NOW, "{}").get("webhook-signature").split(" ", -1))
                .hasSize(2)
                .allSatisfy(s -> assertThat(s).startsWith("v1,"));
    }

    @Test
    void timesHaveMillisecondsAndAreUtc() {
        assertThat(Times.write(Instant.parse("2026-11-01T12:00:00Z"))).isEqualTo("2026-11-01T12:00:00.000Z");
        assertThat(Times.write(NOW)).isEqualTo("2026-11-01T12:00:00.123Z");
    }

    @Test
    void aRetryAfterIsSecondsOrADate() {
        assertThat(Times.wait("120", NOW)).contains(Duration.ofMinutes(2));
        assertThat(Times.wait("Sun, 01 Nov 2026 12:01:00 GMT", NOW)).contains(Duration.ofMillis(59_877));
        assertThat(Times.wait("Sun, 01 Nov 2026 11:00:00 GMT", NOW)).isEmpty();
        for (String nonsense : new String[] {"", "-1", "soon", "1e9", "99999999999999999999", "1.5"}) {
            assertThat(Times.wait(nonsense, NOW)).isEmpty();
        }
    }
}
