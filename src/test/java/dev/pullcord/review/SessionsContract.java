package dev.pullcord.review;

import static dev.pullcord.review.Ground.now;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.review.Sessions.Session;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every keeper of sign-ins does. */
public abstract class SessionsContract {
    private static final Instant T0 = Events.T0;
    private static final Duration IDLE = Duration.ofMinutes(30);
    private static final Session SESSION = new Session("m-1", "link", 3, T0, T0.plus(Duration.ofHours(2)));

    /** With none in it. */
    protected abstract Sessions sessions();

    @Test
    void aSessionIsFoundByItsDigestAsItBegan() {
        now(sessions().begin("d1", SESSION, IDLE));

        assertThat(now(sessions().use("d1", T0.plusSeconds(1), IDLE))).contains(SESSION);
        assertThat(now(sessions().use("d2", T0, IDLE))).isEmpty();
    }

    @Test
    void aSessionThatIsUsedLivesOnAndOneThatIsIdleIsOver() {
        now(sessions().begin("d1", SESSION, IDLE));

        assertThat(now(sessions().use("d1", T0.plus(IDLE).minusMillis(1), IDLE)))
                .isPresent();
        assertThat(now(sessions().use("d1", T0.plus(IDLE).plusSeconds(60), IDLE)))
                .isPresent();
        assertThat(now(sessions().use("d1", T0.plus(IDLE.multipliedBy(2)).plusSeconds(60), IDLE)))
                .isEmpty();
        assertThat(now(sessions().use("d1", T0.plus(IDLE).plusSeconds(61), IDLE)))
                .as("what is over stays so")
                .isEmpty();
    }

    @Test
    void aSessionIsOverInTheEndHoweverBusy() {
        now(sessions().begin("d1", SESSION, IDLE));
        for (int minutes = 20; minutes < 120; minutes += 20) {
            assertThat(now(sessions().use("d1", T0.plus(Duration.ofMinutes(minutes)), IDLE)))
                    .isPresent();
        }

        assertThat(now(sessions().use("d1", SESSION.expiresAt(), IDLE))).isEmpty();
    }

    @Test
    void anEndedSessionIsOver() {
        now(sessions().begin("d1", SESSION, IDLE));
        now(sessions().begin("d2", SESSION, IDLE));

        now(sessions().end("d1"));
        now(sessions().end("d1"));

        assertThat(now(sessions().use("d1", T0, IDLE))).isEmpty();
        assertThat(now(sessions().use("d2", T0, IDLE))).isPresent();
    }
}
