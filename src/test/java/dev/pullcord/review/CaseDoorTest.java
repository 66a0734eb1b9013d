package dev.pullcord.review;

import static dev.pullcord.review.Ground.now;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.flow.TestClock;
import dev.pullcord.review.CaseDoor.Reply;
import dev.pullcord.review.LookPolicy.OtherCases;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who opens which case, and what he says before. */
class CaseDoorTest {
    private static final Instant T0 = Events.T0;
    private static final Moderator MOE = person("moe", Role.MODERATOR);
    private static final Moderator MIA = person("mia", Role.MODERATOR);

    private final Ground ground = InMemoryStore.ground(4);
    private final TestClock clock = new TestClock(T0);
    private OtherCases others = OtherCases.REASON;
    private final CaseDoor door = new CaseDoor(ground.queue(), platform -> pack(), clock);

    @Test
    void whatIsNotHisAModeratorOpensWithAReasonOrNotAtAll() {
        Case c = flagged("e1", "mallory");

        assertThat(ask(MOE, c)).isEqualTo(Reply.REASON_NEEDED);
        others = OtherCases.REFUSED;
        assertThat(ask(MOE, c)).isEqualTo(Reply.NOT_HIS);
        assertThat(now(door.say(ground.platform(), MOE, c, "the same words as in mine")))
                .isEmpty();
        others = OtherCases.FREE;
        assertThat(ask(MOE, c)).isEqualTo(Reply.OPEN);
    }

    @Test
    void aReasonIsInTheCaseAndGoodForAShift() {
        Case c = flagged("e1", "mallory");

        now(door.say(ground.platform(), MOE, c, "the same words as in mine"));

        assertThat(now(ground.queue().timeline(ground.platform(), c.id(), 10)))
                .extracting(entry -> entry.draft())
                .anyMatch(entry -> entry.actor().equals("moe")
                        && entry.verb().equals("case_looked_into")
                        && entry.detail().get("reason").equals("the same words as in mine"));
        assertThat(ask(MOE, c)).isEqualTo(Reply.OPEN);
        assertThat(ask(MIA, c)).as("somebody else's reason").isEqualTo(Reply.REASON_NEEDED);
        others = OtherCases.REFUSED;
        assertThat(ask(MOE, c)).as("policy has changed since").isEqualTo(Reply.NOT_HIS);
        others = OtherCases.REASON;
        clock.move(CaseDoor.GIVEN);
        assertThat(ask(MOE, c)).as("another shift").isEqualTo(Reply.REASON_NEEDED);
    }

    @Test
    void whoIsMoreThanAModeratorIsAskedNothing() {
        Case c = flagged("e1", "mallory");
        others = OtherCases.REFUSED;

        for (Role role : Role.values()) {
            assertThat(ask(person("x", role), c))
                    .as(role.word())
                    .isEqualTo(role == Role.MODERATOR ? Reply.NOT_HIS : Reply.OPEN);
        }
    }

    @Test
    void whatHeHoldsAndOnceHeldIsHis() {
        others = OtherCases.REFUSED;
        Case c = flagged("e1", "mallory");

        claim(MOE, c);

        assertThat(ask(MOE, again(c))).isEqualTo(Reply.OPEN);
        assertThat(ask(MIA, again(c))).isEqualTo(Reply.NOT_HIS);
        now(ground.queue().release(ground.platform(), c.id(), MOE, "token-moe", "lunch", T0));
        assertThat(again(c).claim()).isEmpty();
        assertThat(ask(MOE, again(c))).as("he looks what became of it").isEqualTo(Reply.OPEN);
    }

    /** The history of the account that he is at is his business; with the case it ends. */
    @Test
    void otherCasesOfTheAccountThatHeIsAtAreHis() {
        others = OtherCases.REFUSED;
        Case earlier = flagged("e1", "mallory");
        ground.decide(again(earlier), T0);
        Case others = flagged("e2", "oscar");
        Case present = flagged("e3", "mallory");
        assertThat(present.id()).isNotEqualTo(earlier.id());
        assertThat(ask(MOE, again(earlier))).isEqualTo(Reply.NOT_HIS);

        claim(MOE, present);

        assertThat(ask(MOE, again(earlier))).isEqualTo(Reply.OPEN);
        assertThat(ask(MOE, again(others))).isEqualTo(Reply.NOT_HIS);
        clock.move(Duration.ofMinutes(1));
        assertThat(ask(MOE, again(earlier))).as("his claim is over").isEqualTo(Reply.NOT_HIS);
    }

    private Case flagged(String event, String account) {
        return ground.flagged(event, account, T0);
    }

    private Case again(Case c) {
        return now(ground.queue().find(ground.platform(), c.id())).orElseThrow();
    }

    private void claim(Moderator who, Case c) {
        String token = "token-" + who.id();
        Optional<ReviewQueue.Intent> before = now(ground.queue().intent(who, ground.platform()));
        now(ground.queue().intend(who, ground.platform(), before, Optional.of(new ReviewQueue.Intent(c.id(), token))));
        now(ground.queue().claim(ground.platform(), c.id(), who, token, T0, T0.plusSeconds(60)));
    }

    private Reply ask(Moderator who, Case c) {
        return now(door.ask(ground.platform(), who, c));
    }

    private static Moderator person(String id, Role role) {
        return new Moderator(id, "tandem", id, role);
    }

    private PolicyPack pack() {
        PolicyPack shipped = Ground.PACK;
        return new PolicyPack(
                shipped.version(),
                shipped.risk(),
                shipped.triage(),
                shipped.tree(),
                shipped.escalation(),
                shipped.care(),
                shipped.quality(),
                shipped.reporters(),
                shipped.plans(),
                shipped.retention(),
                new LookPolicy(others));
    }
}
