package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.enforcement.Action;
import dev.pullcord.enforcement.Enforcer;
import dev.pullcord.enforcement.Outbox;
import dev.pullcord.enforcement.OutboxMeasures;
import dev.pullcord.enforcement.Watch;
import dev.pullcord.intake.InMemoryRosters;
import dev.pullcord.intake.MeetingEvent;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.review.Ground;
import dev.pullcord.review.Impartiality;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Role;
import dev.pullcord.review.Superseding;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What somebody says that he has done himself is looked at like what a platform says, and taken back like it: on a real Redis. */
class SettledByHandIT {
    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    private static final Moderator LEA = new Moderator("lea", "tandem", "Lea", Role.LEAD);
    private static final Duration CONFIRM = Ground.PACK.plans().confirmWithin();

    private final RemovedFrom call = new RemovedFrom(redis.link(), RedisGround.prefix());
    private Action parked;

    @BeforeEach
    void aRemovalIsParked() {
        call.happens(MeetingEvent.Kind.JOINED);
        call.pass(Duration.ofMinutes(5));
        call.decided(ActionType.REMOVE_PARTICIPANT);
        Action begun = call.begun(call.due().get(0));
        Ground.now(call.store
                .outbox()
                .record(call.mallorys(), begun, Action.State.FAILED, "failed", "no way", Optional.empty(), call.time));
        call.pass(Duration.ofSeconds(30));
        parked = call.action(begun.order().id());
    }

    @AfterEach
    void everyChainVerifies() {
        assertThat(call.ground.auditFaults()).isEmpty();
    }

    @Test
    void whoWasRemovedByHandAndIsStillThereIsRemovedAnew() {
        settle();
        assertThat(call.due()).isEmpty();

        call.pass(CONFIRM);
        call.look();

        assertThat(call.due())
                .singleElement()
                .satisfies(again -> assertThat(again.trail().follows())
                        .contains(parked.order().id()));
        assertThat(unsettle()).as("another order has followed").isEqualTo(Outbox.Unsettled.SUPERSEDED);
    }

    @Test
    void whoWasRemovedByHandAndIsGoneIsConfirmedByTheRoster() {
        call.happens(MeetingEvent.Kind.LEFT);
        settle();

        call.pass(CONFIRM);
        call.look();

        assertThat(call.action(parked.order().id())
                        .trail()
                        .proof()
                        .orElseThrow()
                        .by())
                .isEqualTo("roster");
    }

    @Test
    void whoWasRemovedByHandAndComesBackIsRemovedAnew() {
        settle();
        call.happens(MeetingEvent.Kind.LEFT);
        call.pass(Duration.ofSeconds(1));

        call.happens(MeetingEvent.Kind.JOINED);

        assertThat(call.due())
                .singleElement()
                .satisfies(again -> assertThat(again.trail().because()).isPresent());
    }

    @Test
    void aSettlementTakenBackLeavesItParkedAndNobodyLooksForItsEffect() {
        settle();

        assertThat(unsettle()).isEqualTo(Outbox.Unsettled.PARKED);

        call.pass(CONFIRM);
        call.look();
        assertThat(call.due()).isEmpty();
        assertThat(call.parked()).containsExactly(parked);
        assertThat(call.verbs(parked.caseId())).endsWith("action_settled", "action_unsettled");
        assertThat(Ground.now(call.ground.queue().timeline(call.ground.platform(), parked.caseId(), 1))
                        .get(0)
                        .draft()
                        .detail())
                .containsEntry("reason", "it was another account");
    }

    /** Else it could be tried again though nobody wants it any more. */
    @Test
    void whatAnotherDecisionStandsOnIsNotTakenBack() {
        settle();
        Ground.now(superseding()
                .undo(
                        call.ground.platform(),
                        Ground.moderator("ann"),
                        parked.caseId() + ".d1",
                        "a slip",
                        Optional.empty()));

        assertThat(unsettle()).isEqualTo(Outbox.Unsettled.SUPERSEDED);

        assertThat(call.parked()).isEmpty();
    }

    private void settle() {
        Optional<java.time.Instant> look = Watch.firstLook(
                parked, Enforcer.Ending.byHand(Outbox.Settled.DONE.status()), Ground.PACK.plans(), call.time);
        assertThat(Ground.now(call.store
                        .outbox()
                        .settle(
                                call.ground.platform(),
                                parked.order().id(),
                                Outbox.Settled.DONE,
                                LEA,
                                "in their own tool",
                                look,
                                call.time)))
                .isTrue();
    }

    private Outbox.Unsettled unsettle() {
        return Ground.now(call.store
                .outbox()
                .unsettle(call.ground.platform(), parked.order().id(), LEA, "it was another account", call.time));
    }

    private Superseding superseding() {
        return new Superseding(
                call.ground.queue(),
                call.store.supersessions(),
                new OutboxMeasures(call.store.outbox()),
                new InMemoryRosters(),
                Impartiality.EVERYBODYS,
                platform -> Ground.PACK,
                decided -> {},
                Clock.fixed(call.time, ZoneOffset.UTC));
    }
}
