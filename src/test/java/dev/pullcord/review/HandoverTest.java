package dev.pullcord.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.InMemoryRosters;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.ReviewQueue.HolderReply;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandoverTest {
    private static final Instant T0 = Events.T0;
    private static final Moderator ANN = Ground.moderator("ann");
    private static final Moderator SENIA = new Moderator("senia", "tandem", "Senia", Role.SENIOR);
    private static final Moderator LEA = new Moderator("lea", "tandem", "Lea", Role.LEAD);

    private final Ground ground = InMemoryStore.ground(4);
    private final InMemoryPeople people = new InMemoryPeople();
    private final Clock clock = Clock.fixed(T0, ZoneOffset.UTC);
    private final Desk desk =
            new Desk(ground.queue(), new InMemoryRosters(), Ground.PACK, Duration.ofMinutes(2), decided -> {}, clock);
    private final Handover handover =
            new Handover(desk, ground.queue(), ground.handovers(), people, platform -> Ground.PACK, clock);

    @Test
    void aCaseIsPutOffNoLongerThanItsLanesClock() {
        Case mine = taken(); // a quarrel: a day

        assertThat(snoozed(mine, Duration.ofHours(24).plusMillis(1)))
                .isEqualTo(
                        new Handover.Reply.Invalid("/until", "is more than PT24H away, the clock of this case's lane"));
        assertThat(snoozed(mine, Duration.ofSeconds(29)))
                .isEqualTo(new Handover.Reply.Invalid("/until", "is less than 30 s away"));
        assertThat(ground.find(mine.id()).state()).isEqualTo(CaseState.CLAIMED);

        Handover.Reply reply = snoozed(mine, Duration.ofHours(24));

        assertThat(reply).isInstanceOf(Handover.Reply.Done.class);
        assertThat(((Handover.Reply.Done) reply).after().state()).isEqualTo(CaseState.SNOOZED);
    }

    @Test
    void onlyItsHolderPutsItOffOrHandsItUp() {
        Case mine = taken();
        Moderator ben = Ground.moderator("ben");

        assertThat(now(handover.snooze(ground.platform(), ben, mine.id(), token(mine), T0.plusSeconds(60), "x")))
                .isEqualTo(new Handover.Reply.NotHolder());
        assertThat(now(handover.escalate(ground.platform(), ben, mine.id(), token(mine), Role.LEAD, "x")))
                .isEqualTo(new Handover.Reply.NotHolder());
        assertThat(now(handover.escalate(ground.platform(), ANN, "c000-0", "t", Role.LEAD, "x")))
                .isEqualTo(new Handover.Reply.Unknown());
        assertThat(ground.find(mine.id())).isEqualTo(mine);
    }

    /** Handed to nobody it would wait for ever. */
    @Test
    void aCaseIsHandedUpOnlyWhereSomebodyIsThere() {
        Case mine = taken();
        people.add(ANN);
        people.add(SENIA);

        assertThat(escalated(mine, Role.LEAD)).isInstanceOf(Handover.Reply.Invalid.class);
        assertThat(escalated(mine, Role.MODERATOR))
                .isEqualTo(new Handover.Reply.Invalid("/to", "is not above your own role, moderator"));
        assertThat(escalated(mine, Role.AUDITOR)).isInstanceOf(Handover.Reply.Invalid.class);
        assertThat(escalated(mine, Role.SENIOR)).isInstanceOf(Handover.Reply.Done.class);

        assertThat(now(desk.claimNext(ground.platform(), ANN, List.of()))).isEmpty();
        assertThat(now(desk.claimNext(ground.platform(), LEA, List.of())))
                .map(Case::id)
                .contains(mine.id());
    }

    @Test
    void aSeniorTakesTheVeryCaseThatWasHandedToHimAndNoOther() {
        people.add(SENIA);
        Case mine = taken();
        assertThat(now(desk.claim(ground.platform(), SENIA, mine.id())))
                .isEqualTo(new ReviewQueue.ClaimReply.Needs(Role.LEAD));

        escalated(mine, Role.SENIOR);

        assertThat(now(desk.claim(ground.platform(), ANN, mine.id())))
                .isEqualTo(new ReviewQueue.ClaimReply.Needs(Role.SENIOR));
        assertThat(now(desk.claim(ground.platform(), SENIA, mine.id())))
                .isInstanceOf(ReviewQueue.ClaimReply.Claimed.class);
    }

    @Test
    void whatIsHandedBackForTheThirdTimeGoesToTheSeniors() {
        people.add(SENIA);
        Case open = ground.flagged("e1", "mallory", T0);
        for (String name : List.of("ann", "ben", "cleo")) {
            Moderator one = Ground.moderator(name);
            Case his = now(desk.claimNext(ground.platform(), one, List.of())).orElseThrow();
            assertThat(now(handover.release(ground.platform(), one, his.id(), token(his), "not mine")))
                    .isEqualTo(HolderReply.DONE);
        }

        Case tired = ground.find(open.id());
        assertThat(tired.skips()).isEqualTo(3);
        assertThat(tired.placement().needs()).contains(Role.SENIOR);
        assertThat(now(desk.claimNext(ground.platform(), Ground.moderator("dora"), List.of())))
                .isEmpty();
    }

    @Test
    void withoutSeniorsItGoesRoundOn() {
        Case open = ground.flagged("e1", "mallory", T0);
        for (String name : List.of("ann", "ben", "cleo", "dora")) {
            Moderator one = Ground.moderator(name);
            people.add(one);
            Case his = now(desk.claimNext(ground.platform(), one, List.of())).orElseThrow();
            now(handover.release(ground.platform(), one, his.id(), token(his), "not mine"));
        }

        assertThat(ground.find(open.id()).skips()).isEqualTo(4);
        assertThat(ground.find(open.id()).placement().needs()).isEmpty();
    }

    private Case taken() {
        ground.flagged("e1", "mallory", T0);
        return now(desk.claimNext(ground.platform(), ANN, List.of())).orElseThrow();
    }

    /** Else it could be put off for ever, a little at a time. */
    @Test
    void whereSomebodyMayBeInDangerNothingIsPutOffPastItsDeadline() {
        ground.panic("p1", Subject.account("grave"), T0);
        ground.foldAll(T0);
        Case waits = ground.open(Subject.account("grave")).orElseThrow();
        Instant late = T0.plusSeconds(60);
        now(ground.queue().claim(ground.platform(), waits.id(), ANN, "token-p", late, late.plusSeconds(60)));
        Handover later = new Handover(
                desk,
                ground.queue(),
                ground.handovers(),
                people,
                platform -> Ground.PACK,
                Clock.fixed(late, ZoneOffset.UTC));
        Instant deadline = waits.placement().deadline();
        assertThat(deadline).isBetween(late.plusSeconds(31), late.plusSeconds(100));

        assertThat(now(later.snooze(
                        ground.platform(), ANN, waits.id(), "token-p", deadline.plusMillis(1), "asked the platform")))
                .isEqualTo(new Handover.Reply.Invalid(
                        "/until", "is past the deadline, and somebody may be in danger: hand it up, or on"));
        assertThat(now(later.snooze(ground.platform(), ANN, waits.id(), "token-p", deadline, "asked the platform")))
                .isInstanceOf(Handover.Reply.Done.class);
    }

    private Handover.Reply snoozed(Case c, Duration by) {
        return now(handover.snooze(ground.platform(), ANN, c.id(), token(c), T0.plus(by), "asked the platform"));
    }

    private Handover.Reply escalated(Case c, Role to) {
        return now(handover.escalate(ground.platform(), ANN, c.id(), token(c), to, "beyond me"));
    }

    private static String token(Case c) {
        return c.claim().orElseThrow().token();
    }

    private static <T> T now(java.util.concurrent.CompletionStage<T> stage) {
        return Ground.now(stage);
    }
}
