package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.enforcement.Action;
import dev.pullcord.enforcement.OutboxMeasures;
import dev.pullcord.enforcement.Trail;
import dev.pullcord.intake.InMemoryRosters;
import dev.pullcord.intake.MeetingEvent;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Ground;
import dev.pullcord.review.Impartiality;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Role;
import dev.pullcord.review.Superseding;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** "Removed" is true, and stays true: on a real Redis. */
class WatchingIT {
    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    private static final Duration CONFIRM = Ground.PACK.plans().confirmWithin();
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final String prefix = RedisGround.prefix();
    private final RemovedFrom call = new RemovedFrom(redis.link(), prefix);

    @BeforeEach
    void heIsThere() {
        call.happens(MeetingEvent.Kind.JOINED);
        call.pass(Duration.ofMinutes(5));
    }

    @AfterEach
    void everyChainVerifies() {
        assertThat(call.ground.auditFaults()).isEmpty();
    }

    @Test
    void whatWasAskedForIsDoneInTheOrderOfAPlan() {
        Decision decision = call.decided(
                ActionType.WARN, ActionType.REMOVE_PARTICIPANT, ActionType.BLOCK_REJOIN, ActionType.PRESERVE_EVIDENCE);

        assertThat(decision.actions())
                .extracting(a -> a.type())
                .containsExactly(
                        ActionType.PRESERVE_EVIDENCE,
                        ActionType.BLOCK_REJOIN,
                        ActionType.WARN,
                        ActionType.REMOVE_PARTICIPANT);
        assertThat(call.action(decision.id() + ".a2").trail().after()).containsExactly(decision.id() + ".a1");
    }

    @Test
    void whoLeavesIsConfirmedGoneByThat() {
        Action removed = removed();
        call.pass(SECOND);

        call.happens(MeetingEvent.Kind.LEFT);

        assertThat(proof(removed)).contains(new Trail.Proof("participant.left", call.time));
        call.pass(CONFIRM);
        call.look();
        assertThat(call.due()).isEmpty();
        assertThat(call.verbs(removed.caseId())).endsWith("action_confirmed");
    }

    /** A platform tells of the leaving first, and answers then. */
    @Test
    void whoLeavesBeforeTheAnswerIsWrittenDownIsConfirmedToo() {
        call.decided(ActionType.REMOVE_PARTICIPANT);
        Action begun = call.begun(call.due().get(0));
        call.happens(MeetingEvent.Kind.REMOVED);
        Action removed = call.answered(begun, "done");

        call.pass(CONFIRM);
        call.look();

        assertThat(proof(removed).orElseThrow().by()).isEqualTo("participant.removed");
        assertThat(call.due()).isEmpty();
    }

    /** The platform's events come late, or the fold does: the clock looks into the roster. */
    @Test
    void theRosterConfirmsWhatNoEventDid() {
        call.decided(ActionType.REMOVE_PARTICIPANT);
        call.happens(MeetingEvent.Kind.LEFT); // before it was tried
        Action removed = call.answers("already_done").get(0);

        call.pass(CONFIRM);
        call.look();

        assertThat(proof(removed).orElseThrow().by()).isEqualTo("roster");
        assertThat(call.due()).isEmpty();
    }

    @Test
    void whoIsStillThereIsRemovedAgainUnderANewIdAndAtLastSomebodyHasToSee() {
        Action removed = removed();
        call.pass(CONFIRM.minusMillis(1));
        call.look();
        assertThat(call.due()).isEmpty();
        call.pass(Duration.ofMillis(1));

        Action last = removed;
        for (int i = 1; i <= Ground.PACK.plans().sendAgain(); i++) {
            call.look();
            Action again = call.due().get(0);
            assertThat(again.order().id()).isNotEqualTo(last.order().id());
            assertThat(again.trail().follows()).contains(last.order().id());
            assertThat(again.trail().resent()).isEqualTo(i);
            last = call.answers("done").get(0);
            call.pass(CONFIRM);
        }
        call.look();

        assertThat(call.due()).isEmpty();
        String parked = last.order().id();
        assertThat(call.parked()).singleElement().satisfies(a -> {
            assertThat(a.order().id()).isEqualTo(parked);
            assertThat(a.lastStatus()).contains("done");
            assertThat(a.lastDetail()).contains("still_there");
        });
        assertThat(call.verbs(removed.caseId())).endsWith("action_unconfirmed", "removal_given_up");
        call.pass(SECOND);
        call.happens(MeetingEvent.Kind.LEFT); // at last: nobody need see to it any more
        assertThat(call.parked()).isEmpty();
    }

    @Test
    void whereThePlatformTellsNothingThatIsSaidAndNobodyIsRemovedOnAGuess() {
        RemovedFrom silent = new RemovedFrom(redis.link(), RedisGround.prefix());
        silent.decided(ActionType.REMOVE_PARTICIPANT);
        Action removed = silent.answers("done").get(0);

        silent.pass(CONFIRM);
        silent.look();

        assertThat(silent.action(removed.order().id())
                        .trail()
                        .proof()
                        .orElseThrow()
                        .shows())
                .isFalse();
        assertThat(silent.due()).isEmpty();
        assertThat(silent.parked()).isEmpty();
        assertThat(silent.verbs(removed.caseId())).endsWith("action_unconfirmed");
    }

    @Test
    void whoComesBackIsRemovedOnceForThatJoinWhoeverSeesItHoweverOften() {
        Action removed = removedAndGone();

        call.happens(MeetingEvent.Kind.JOINED);
        Future<Void> one = call.seeing(); // a node that begins again, and another beside it
        Future<Void> two = new RemovedFrom(redis.link(), prefix).at(call.time).seeing();
        RemovedFrom.now(Future.join(one, two));
        call.happens(MeetingEvent.Kind.JOINED); // told a second time, before he was removed again
        call.pass(SECOND);

        assertThat(call.due()).singleElement().satisfies(again -> {
            assertThat(again.order().type()).isEqualTo(ActionType.REMOVE_PARTICIPANT);
            assertThat(again.order().target().participantId()).contains("p-mallory");
            assertThat(again.trail().joins()).isEqualTo(1);
        });
        call.answers("done");
        call.pass(SECOND);
        call.happens(MeetingEvent.Kind.LEFT);
        call.see(); // all of it once more, after it was carried out
        assertThat(call.due()).isEmpty();
        assertThat(call.verbs(removed.caseId())).filteredOn("rejoined"::equals).hasSize(1);
    }

    @Test
    void whoComesBackTooOftenIsForSomebodyToSeeTo() {
        Action removed = removedAndGone();
        for (int i = 0; i < Ground.PACK.plans().removeAgain(); i++) {
            comesBack();
            assertThat(call.answers("done")).hasSize(1);
            call.pass(SECOND);
            call.happens(MeetingEvent.Kind.LEFT);
        }

        comesBack();

        assertThat(call.due()).isEmpty();
        assertThat(call.parked())
                .singleElement()
                .satisfies(a -> assertThat(a.lastDetail()).contains("came_back"));
        assertThat(call.verbs(removed.caseId()))
                .endsWith("removal_given_up")
                .filteredOn("rejoined"::equals)
                .hasSize(Ground.PACK.plans().removeAgain());
        assertThat(call.verbs(removed.caseId()))
                .filteredOn("action_confirmed"::equals)
                .as("each removal is confirmed once")
                .hasSize(Ground.PACK.plans().removeAgain() + 1);
    }

    @Test
    void theJoinThatWasToldLateIsNoComingBack() {
        removedAndGone();

        call.happens(MeetingEvent.Kind.JOINED, "mallory", call.time.minus(Duration.ofMinutes(4)));

        assertThat(call.due()).isEmpty();
    }

    @Test
    void othersMayJoin() {
        removedAndGone();

        call.pass(SECOND);
        call.happens(MeetingEvent.Kind.JOINED, "trudy", call.time);

        assertThat(call.due()).isEmpty();
    }

    @Test
    void whoseBlockIsOverMayComeBack() {
        call.decided(Optional.of(Duration.ofMinutes(10)), ActionType.REMOVE_PARTICIPANT, ActionType.BLOCK_REJOIN);
        call.answered(call.begun(call.due().get(0)), "done");
        call.answers("done");
        call.pass(SECOND);
        call.happens(MeetingEvent.Kind.LEFT);

        call.pass(Duration.ofMinutes(10));
        call.happens(MeetingEvent.Kind.JOINED);

        assertThat(call.due()).isEmpty();
    }

    @Test
    void whatWasTakenBackKeepsNobodyOut() {
        Action removed = removedAndGone();
        Superseding superseding = new Superseding(
                call.store.queue(),
                call.store.supersessions(),
                new OutboxMeasures(call.store.outbox()),
                new InMemoryRosters(),
                Impartiality.EVERYBODYS,
                platform -> Ground.PACK,
                decided -> {},
                Clock.fixed(call.time, ZoneOffset.UTC));
        Ground.now(superseding.undo(
                call.ground.platform(), Ground.moderator("ann"), removed.caseId() + ".d1", "a slip", Optional.empty()));

        comesBack();

        assertThat(call.due()).isEmpty();
    }

    /** He was quicker than the platform's answer: what showed that he was gone shows nothing any more. */
    @Test
    void whoIsBackBeforeTheAnswerIsStillRemoved() {
        call.decided(ActionType.REMOVE_PARTICIPANT);
        Action begun = call.begun(call.due().get(0));
        call.happens(MeetingEvent.Kind.LEFT);
        call.happens(MeetingEvent.Kind.JOINED);
        Action removed = call.answered(begun, "done");
        assertThat(proof(removed)).isEmpty();

        call.pass(CONFIRM);
        call.look();

        assertThat(call.due()).hasSize(1);
    }

    @Test
    void thePlatformCanConfirmAnyActionByItsId() {
        call.decided(ActionType.MUTE_AUDIO);
        Action muted = call.answers("done").get(0);

        call.confirms(muted.order().id());
        call.confirms(muted.order().id());
        call.confirms("nonsense");

        assertThat(proof(muted)).contains(new Trail.Proof("action.confirmed", call.time));
        assertThat(call.verbs(muted.caseId()))
                .filteredOn("action_confirmed"::equals)
                .hasSize(1);
    }

    /** Milder is done at once, so that he is neither seen nor heard; ending it for all is for a person. */
    @Test
    void whatIsNotSupportedIsDoneMilderAndHarsherOnlyProposed() {
        call.decided(ActionType.REMOVE_PARTICIPANT);
        Action unsupported = call.answers("unsupported").get(0);

        call.look();
        call.look();

        assertThat(call.due()).singleElement().satisfies(milder -> {
            assertThat(milder.order().type()).isEqualTo(ActionType.REVOKE_PUBLISH);
            assertThat(milder.order().target()).isEqualTo(unsupported.order().target());
            assertThat(milder.trail().follows()).contains(unsupported.order().id());
        });
        assertThat(call.action(unsupported.order().id()).trail().proposes()).containsExactly("end_meeting");
        call.answers("unsupported");
        call.look();
        assertThat(call.due())
                .extracting(a -> a.order().type())
                .containsExactly(ActionType.MUTE_AUDIO, ActionType.MUTE_VIDEO);
        call.answers("unsupported"); // what stands in for these was tried already
        call.answers("unsupported");
        call.look();
        assertThat(call.due()).isEmpty();
    }

    @Test
    void whereOnlyHarsherIsLeftThatWaitsInSight() {
        call.decided(ActionType.MUTE_AUDIO);
        Action unsupported = call.answers("unsupported").get(0);

        call.look();

        assertThat(call.due()).isEmpty();
        assertThat(call.parked()).singleElement().satisfies(a -> {
            assertThat(a.order().id()).isEqualTo(unsupported.order().id());
            assertThat(a.trail().proposes()).containsExactly("revoke_publish");
        });
    }

    /** Its trouble is another one than that he was there. */
    @Test
    void whatWasNeverDoneStaysParkedWhenHeLeavesByHimself() {
        call.decided(ActionType.REMOVE_PARTICIPANT);
        Action begun = call.begun(call.due().get(0));
        Ground.now(call.store
                .outbox()
                .record(call.mallorys(), begun, Action.State.FAILED, "failed", "gave up", Optional.empty(), call.time));

        call.pass(SECOND);
        call.happens(MeetingEvent.Kind.LEFT);
        assertThat(call.parked()).hasSize(1);

        call.confirms(begun.order().id()); // but the platform knows better
        assertThat(call.parked()).isEmpty();
    }

    /** A lead says so: it is looked for again whether he is gone, from the beginning. */
    @Test
    void whatIsTriedAgainByHandIsWatchedAnew() {
        Action last = removed();
        for (int i = 0; i <= Ground.PACK.plans().sendAgain(); i++) {
            call.pass(CONFIRM);
            call.look();
            last = call.answers("done").stream().findFirst().orElse(last);
        }
        assertThat(call.parked()).hasSize(1);

        Moderator lead = new Moderator("lea", "tandem", "Lea", Role.LEAD);
        Ground.now(
                call.store.outbox().retry(call.ground.platform(), last.order().id(), lead, call.time));
        call.answers("already_done");
        call.pass(CONFIRM);
        call.look();

        assertThat(call.due()).hasSize(1);
        assertThat(call.parked()).isEmpty();
    }

    private Action removed() {
        call.decided(ActionType.REMOVE_PARTICIPANT);
        List<Action> answered = call.answers("done");
        assertThat(answered).hasSize(1);
        return answered.get(0);
    }

    private Action removedAndGone() {
        Action removed = removed();
        call.pass(SECOND);
        call.happens(MeetingEvent.Kind.LEFT);
        return removed;
    }

    private void comesBack() {
        call.pass(SECOND);
        call.happens(MeetingEvent.Kind.JOINED);
    }

    private Optional<Trail.Proof> proof(Action action) {
        return call.action(action.order().id()).trail().proof();
    }
}
