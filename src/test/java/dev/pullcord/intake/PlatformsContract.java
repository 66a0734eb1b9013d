package dev.pullcord.intake;

import static dev.pullcord.review.Ground.now;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.review.Events;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every register of platforms does. */
public abstract class PlatformsContract {
    private static final Instant T0 = Events.T0;
    private static final Platform TANDEM =
            new Platform("tandem", 16, "c2VjcmV0", "generic", Optional.empty(), Optional.of("whsec_b25l"));
    private static final Platform DUET =
            new Platform("duet", 4, "b3RoZXI=", "livekit", Optional.of("https://duet.example/cb"), Optional.empty());

    /** With none in it. */
    protected abstract Platforms platforms();

    @Test
    void whatWasAddedIsFoundAsItWas() {
        assertThat(now(platforms().add(TANDEM))).isTrue();
        assertThat(now(platforms().add(DUET))).isTrue();

        assertThat(now(platforms().find("tandem"))).contains(TANDEM);
        assertThat(now(platforms().find("nobody"))).isEmpty();
        assertThat(now(platforms().all())).containsExactly(DUET, TANDEM);
    }

    @Test
    void anIdIsTakenOnce() {
        now(platforms().add(TANDEM));

        assertThat(now(platforms()
                        .add(new Platform("tandem", 8, "eA==", "generic", Optional.empty(), Optional.empty()))))
                .isFalse();
        assertThat(now(platforms().find("tandem"))).contains(TANDEM);
    }

    /** With another number of partitions, or another secret, everything it has would be out of reach. */
    @Test
    void aSwapChangesConnectorAndCallbackAndNothingThatIsFixed() {
        now(platforms().add(TANDEM));

        assertThat(now(platforms()
                        .swap(
                                TANDEM,
                                new Platform(
                                        "tandem",
                                        8,
                                        "eA==",
                                        "janus",
                                        Optional.of("https://tandem.example/cb"),
                                        Optional.of("whsec_dHdv")))))
                .isTrue();

        assertThat(now(platforms().find("tandem")))
                .contains(new Platform(
                        "tandem",
                        16,
                        "c2VjcmV0",
                        "janus",
                        Optional.of("https://tandem.example/cb"),
                        Optional.of("whsec_dHdv")));
    }

    /** Two who make the next secret at once: the second would end the one that the first has just given away. */
    @Test
    void aCallbacksSecretGivesWayOnlyToWhoeverSawIt() {
        Platform called = TANDEM.withCallback(Optional.of("https://tandem.example/cb"), Optional.of("whsec_b25l"));
        now(platforms().add(called));

        assertThat(now(platforms().swapCallbackSecret("tandem", Optional.of("whsec_b25l"), "whsec_dHdv whsec_b25l")))
                .isTrue();
        assertThat(now(platforms().swapCallbackSecret("tandem", Optional.of("whsec_b25l"), "whsec_dHJl whsec_b25l")))
                .isFalse();
        assertThat(now(platforms().swapCallbackSecret("duet", Optional.empty(), "whsec_dHJl")))
                .isFalse();

        assertThat(now(platforms().find("tandem")))
                .contains(called.withCallback(called.callbackUrl(), Optional.of("whsec_dHdv whsec_b25l")));
        assertThat(now(platforms().find("duet"))).isEmpty();
    }

    /** One at the shell and one in the console: what the first has given away is not undone by what the second read before. */
    @Test
    void whatWasChangedSinceItWasReadStaysAsItIs() {
        Platform read = TANDEM.withCallback(Optional.of("https://tandem.example/cb"), Optional.of("whsec_b25l"));
        now(platforms().add(read));
        now(platforms().swapCallbackSecret("tandem", Optional.of("whsec_b25l"), "whsec_dHdv whsec_b25l"));

        assertThat(now(platforms().swap(read, read.withCallback(read.callbackUrl(), Optional.of("whsec_dHJl")))))
                .isFalse();

        assertThat(now(platforms().find("tandem")).orElseThrow().callbackSecret())
                .contains("whsec_dHdv whsec_b25l");
    }

    @Test
    void aSwapOfNobodyMakesNobody() {
        assertThat(now(platforms().swap(DUET, DUET))).isFalse();
        assertThat(now(platforms().all())).isEmpty();
    }

    @Test
    void aKeyIsGoodUntilItIsRevokedAndTheFirstRevocationCounts() {
        Platforms.Key key = key("d1", Optional.empty());
        now(platforms().addKey(key));
        now(platforms().addKey(key("d2", Optional.empty())));
        assertThat(now(platforms().findKey("d1"))).contains(key);

        now(platforms().revokeKey("d1", T0.plusSeconds(5)));
        now(platforms().revokeKey("d1", T0.plusSeconds(9)));
        now(platforms().revokeKey("d9", T0));

        assertThat(now(platforms().findKey("d1"))).contains(key("d1", Optional.of(T0.plusSeconds(5))));
        assertThat(now(platforms().findKey("d2")).orElseThrow().revokedAt()).isEmpty();
        assertThat(now(platforms().findKey("d9"))).isEmpty();
        assertThat(now(platforms().keys()))
                .contains(key("d1", Optional.of(T0.plusSeconds(5))), key("d2", Optional.empty()));
    }

    @Test
    void severalSigningSecretsAreGoodWhileTheyAreChanged() {
        now(platforms().addSigningSecret("tandem", "whsec_b25l"));
        now(platforms().addSigningSecret("tandem", "whsec_dHdv"));
        now(platforms().addSigningSecret("duet", "whsec_dHJl"));
        assertThat(now(platforms().signingSecrets("tandem"))).containsExactlyInAnyOrder("whsec_b25l", "whsec_dHdv");

        now(platforms().removeSigningSecret("tandem", "whsec_b25l"));
        now(platforms().removeSigningSecret("tandem", "whsec_dHJl"));

        assertThat(now(platforms().signingSecrets("tandem"))).containsExactly("whsec_dHdv");
        assertThat(now(platforms().signingSecrets("duet"))).containsExactly("whsec_dHJl");
    }

    @Test
    void aSignedMessagesNameStandsForWhatFirstCameUnderIt() {
        Duration kept = Duration.ofMinutes(10);

        assertThat(now(platforms().standsFor("tandem", "msg-1", "one", kept))).isTrue();
        assertThat(now(platforms().standsFor("tandem", "msg-1", "one", kept))).isTrue();
        assertThat(now(platforms().standsFor("tandem", "msg-1", "two", kept))).isFalse();
        assertThat(now(platforms().standsFor("tandem", "msg-2", "two", kept))).isTrue();
        assertThat(now(platforms().standsFor("duet", "msg-1", "two", kept))).isTrue();
    }

    private static Platforms.Key key(String digest, Optional<Instant> revokedAt) {
        return new Platforms.Key(digest, "tandem", Set.of(Platforms.Scope.EVENTS_WRITE), T0, revokedAt);
    }
}
