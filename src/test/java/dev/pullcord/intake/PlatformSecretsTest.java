package dev.pullcord.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.audit.AuditEntry;
import dev.pullcord.audit.ChainId;
import dev.pullcord.intake.PlatformSecrets.Reply;
import dev.pullcord.review.InMemoryStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class PlatformSecretsTest {
    private static final Instant T0 = Instant.parse("2026-11-26T10:00:00Z");
    private static final String FIRST = "whsec_Zmlyc3Q=";
    private static final String SECOND = "whsec_c2Vjb25k";
    private static final String THIRD = "whsec_dGhpcmQ=";
    private static final Platform ACME =
            new Platform("acme", 4, "receipts", "generic", Optional.of("https://acme.example/cb"), Optional.of(FIRST));

    private final InMemoryPlatforms platforms = new InMemoryPlatforms();
    private final InMemoryStore audit = new InMemoryStore();
    private final PlatformSecrets secrets = new PlatformSecrets(platforms, audit, Clock.fixed(T0, ZoneOffset.UTC));
    private final PlatformSecrets.Hand hand = new PlatformSecrets.Hand(ACME, "mod-ada", "admin");

    private static <T> T now(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private Optional<String> signsWith() {
        return now(platforms.find("acme")).flatMap(Platform::callbackSecret);
    }

    private List<AuditEntry> written() {
        return now(audit.read(new ChainId("acme", 0, ChainId.Hand.ADMIN), 1, 10));
    }

    @Test
    void theOldOneSignsBesideTheNextUntilItIsEnded() {
        now(platforms.add(ACME));

        assertThat(now(secrets.next(hand, SECOND))).isEqualTo(Reply.DONE);
        assertThat(signsWith()).contains(SECOND + " " + FIRST);

        assertThat(now(secrets.next(hand, THIRD))).isEqualTo(Reply.TWO_SIGN); // the platform may know the first only
        assertThat(signsWith()).contains(SECOND + " " + FIRST);

        assertThat(now(secrets.endOld(hand, "all know it"))).isEqualTo(Reply.DONE);
        assertThat(now(secrets.endOld(hand, "again"))).isEqualTo(Reply.DONE);
        assertThat(signsWith()).contains(SECOND);

        assertThat(written())
                .extracting(entry -> entry.draft().verb())
                .containsExactly("callback_secret_added", "callback_secret_ended");
        assertThat(written())
                .noneSatisfy(
                        entry -> assertThat(entry.draft().detail().toString()).containsAnyOf(FIRST, SECOND));
    }

    @Test
    void nothingSignsWhatGoesNowhere() {
        now(platforms.add(ACME.withCallback(Optional.empty(), Optional.empty())));

        assertThat(now(secrets.next(hand, SECOND))).isEqualTo(Reply.NO_CALLBACK);
        assertThat(written()).isEmpty();
    }

    @Test
    void aCallbackWithoutASecretGetsItsFirst() {
        now(platforms.add(ACME.withCallback(ACME.callbackUrl(), Optional.empty())));

        assertThat(now(secrets.next(hand, SECOND))).isEqualTo(Reply.DONE);
        assertThat(signsWith()).contains(SECOND);
    }

    @Test
    void aSigningSecretIsMadeAndEndedByItsName() {
        now(platforms.add(ACME));
        String id = now(secrets.add(hand, FIRST));
        now(secrets.add(hand, SECOND));

        assertThat(now(secrets.end(hand, id, "it was in a log"))).isEqualTo(Reply.DONE);
        assertThat(now(secrets.end(hand, id, "again"))).isEqualTo(Reply.UNKNOWN);
        assertThat(now(platforms.signingSecrets("acme"))).containsExactly(SECOND);
        assertThat(written())
                .extracting(entry -> entry.draft().verb())
                .containsExactly("signing_secret_added", "signing_secret_added", "signing_secret_revoked");
    }

    @Test
    void theLastWayInStays() {
        now(platforms.add(ACME));
        String id = now(secrets.add(hand, FIRST));
        now(platforms.addSigningSecret("acme", "{\"kty\":\"EC\"}")); // makes participants' tokens, and signs no events
        now(platforms.addKey(new Platforms.Key(
                "0".repeat(64), "acme", Set.of(Platforms.Scope.STANDING_READ), T0, Optional.empty())));

        assertThat(now(secrets.end(hand, id, "x"))).isEqualTo(Reply.LAST);

        now(platforms.addKey(
                new Platforms.Key("1".repeat(64), "acme", Set.of(Platforms.Scope.EVENTS_WRITE), T0, Optional.empty())));
        assertThat(now(secrets.end(hand, id, "x"))).isEqualTo(Reply.DONE);
    }
}
