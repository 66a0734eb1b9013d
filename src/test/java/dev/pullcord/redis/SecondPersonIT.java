package dev.pullcord.redis;

import static dev.pullcord.review.Events.T0;
import static dev.pullcord.review.Ground.now;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.InMemoryRosters;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.review.Approvals;
import dev.pullcord.review.Approvals.Answered;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseState;
import dev.pullcord.review.Desk;
import dev.pullcord.review.Ground;
import dev.pullcord.review.Handover;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Outcome;
import dev.pullcord.review.Profile;
import dev.pullcord.review.Role;
import dev.pullcord.review.Stakes;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who cannot be the second person besides the first, on a real Redis. */
class SecondPersonIT {
    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    private static final Clock CLOCK = Clock.fixed(T0, ZoneOffset.UTC);
    private static final Moderator SENIA = new Moderator("senia", "tandem", "Senia", Role.SENIOR);
    private static final Moderator LEA = new Moderator("lea", "tandem", "Lea", Role.LEAD);
    private static final Moderator ADA = new Moderator("ada", "tandem", "Ada", Role.ADMIN);

    private final RedisStore store =
            RedisGround.store(redis.link(), RedisGround.prefix(), Clock.fixed(T0, ZoneOffset.UTC));
    private final Ground ground = RedisGround.on(store, 4);
    private final Desk desk =
            new Desk(ground.queue(), new InMemoryRosters(), Ground.PACK, Duration.ofSeconds(60), d -> {}, CLOCK);
    private final Approvals approvals = new Approvals(
            ground.queue(),
            new Stakes(store.people(), store.queue(), new InMemoryRosters()),
            Supersedings.on(store, Ground.PACK, CLOCK),
            d -> {},
            CLOCK);

    @BeforeEach
    void people() {
        List.of(SENIA, LEA, ADA).forEach(one -> now(store.people().add(one)));
    }

    @AfterEach
    void everyChainVerifies() {
        assertThat(ground.auditFaults()).isEmpty();
    }

    @Test
    void notWhoHandedItUpWithHisAdvice() {
        Case c = ground.flagged("e1", "mallory", T0);
        now(ground.queue().claim(ground.platform(), c.id(), SENIA, "hers", T0, T0.plusSeconds(60)));
        Handover handover =
                new Handover(desk, ground.queue(), store.handovers(), store.people(), p -> Ground.PACK, CLOCK);
        now(handover.escalate(ground.platform(), SENIA, c.id(), "hers", Role.LEAD, "for good, I should say"));
        proposed(c, LEA);

        assertThat(answer(SENIA, c, true)).isEqualTo(new Answered.OwnDecision());
        assertThat(answer(SENIA, c, false)).isEqualTo(new Answered.OwnDecision());
        assertThat(ground.find(c.id()).state()).isEqualTo(CaseState.AWAITING_APPROVAL);
        assertThat(answer(ADA, c, true)).isInstanceOf(Answered.Approved.class);
    }

    @Test
    void notWhoKnowsSomebodyInIt() {
        Case c = ground.flagged("e1", "mallory", T0);
        proposed(c, LEA);
        now(store.people()
                .change(
                        "senia",
                        person -> person.with(
                                new Profile(List.of(), List.of(), List.of(), List.of(), List.of("mallory")))));

        assertThat(answer(SENIA, c, true)).isEqualTo(new Answered.Conflict());
        assertThat(answer(SENIA, c, false)).isEqualTo(new Answered.Conflict());
        assertThat(ground.find(c.id()).state()).isEqualTo(CaseState.AWAITING_APPROVAL);
    }

    /** To have had it, and to have given it back, is no part in what another proposes. */
    @Test
    void whoOnlyHadItCan() {
        Case c = ground.flagged("e1", "mallory", T0);
        now(ground.queue().claim(ground.platform(), c.id(), SENIA, "hers", T0, T0.plusSeconds(60)));
        now(desk.release(ground.platform(), SENIA, c.id(), "hers", "not mine"));
        proposed(c, LEA);

        assertThat(answer(SENIA, c, true)).isInstanceOf(Answered.Approved.class);
    }

    /** What came of it or not, he has said what should be done: another who says it again is no second one. */
    @Test
    void notWhoHadProposedItHimself() {
        Case c = ground.flagged("e1", "mallory", T0);
        proposed(c, SENIA);
        assertThat(now(approvals.withdraw(ground.platform(), SENIA, c.id(), Optional.empty(), "let Lea")))
                .isInstanceOf(Answered.Refused.class);
        proposed(c, LEA);

        assertThat(answer(SENIA, c, true)).isEqualTo(new Answered.OwnDecision());
        assertThat(answer(ADA, c, true)).isInstanceOf(Answered.Approved.class);
    }

    private void proposed(Case c, Moderator by) {
        now(ground.queue().claim(ground.platform(), c.id(), by, "live of " + by.id(), T0, T0.plusSeconds(60)));
        Desk.Request forGood = new Desk.Request(
                Outcome.VIOLATION,
                Optional.of("harassment"),
                "seen",
                List.of(new Desk.Wish(ActionType.SUSPEND_ACCOUNT, Optional.empty(), Optional.empty())),
                false,
                Optional.empty(),
                Optional.empty());
        assertThat(now(desk.decide(ground.platform(), by, c.id(), "live of " + by.id(), forGood)))
                .isInstanceOf(Desk.Deciding.Proposed.class);
    }

    private Answered answer(Moderator second, Case c, boolean approve) {
        return now(approvals.answer(ground.platform(), second, c.id(), approve, "looked at as well"));
    }
}
