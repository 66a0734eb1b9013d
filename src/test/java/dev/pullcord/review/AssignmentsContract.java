package dev.pullcord.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.intake.InMemoryPlatforms;
import dev.pullcord.review.ReviewQueue.ClaimReply;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store does about cases meant for somebody, and what people make of it. */
public abstract class AssignmentsContract extends GroundContract {
    private static final Moderator ANN = Ground.moderator("ann");
    private static final Moderator BEN = Ground.moderator("ben");
    private static final Moderator LEA = new Moderator("lea", "tandem", "Lea", Role.LEAD);
    private static final Moderator IRA = new Moderator("ira", "tandem", "Ira", Role.AUDITOR);
    private static final Duration LEASE = Duration.ofSeconds(60);

    private final InMemoryPeople people = new InMemoryPeople();

    @Test
    void whatALeadGivesSomebodyHeGetsNext() {
        Case first = ground.flagged("e1", "mallory", T0);
        Case given = ground.flagged("e2", "trudy", T0.plusSeconds(5));

        assertThat(assign(given, "ben")).isInstanceOf(Assigned.Reply.Done.class);

        assertThat(ground.find(given.id()).marks().assignedTo()).contains("ben");
        assertThat(ground.find(given.id()).placement()).isEqualTo(given.placement());
        Case his = next(BEN).orElseThrow();
        assertThat(his.id()).isEqualTo(given.id());
        assertThat(next(BEN)).contains(his); // asked again, the one he holds
        assertThat(next(ANN)).map(Case::id).contains(first.id());
        assertThat(verbs(given)).containsExactly("case_opened", "case_assigned", "case_claimed");
    }

    @Test
    void aCaseIsTakenOutOfTheHandsItIsIn() {
        Case open = ground.flagged("e1", "mallory", T0);
        Case anns = next(ANN).orElseThrow();

        assign(open, "ben");

        String token = anns.claim().orElseThrow().token();
        assertThat(now(ground.queue().renew(ground.platform(), open.id(), token, T0, T0.plus(LEASE))))
                .isEqualTo(ReviewQueue.HolderReply.NOT_HOLDER);
        assertThat(ground.find(open.id()).skips()).isZero();
        assertThat(next(BEN)).map(Case::id).contains(open.id());
    }

    /** He may have gone home. */
    @Test
    void itIsNotKeptFromTheOthersForHisSake() {
        Case open = ground.flagged("e1", "mallory", T0);
        assign(open, "ben");

        assertThat(next(ANN)).map(Case::id).contains(open.id());

        assertThat(next(BEN)).isEmpty();
        assertThat(now(ground.assignments().assigned(ground.platform(), BEN))).isEmpty();
    }

    @Test
    void nothingIsGivenToWhoCannotTakeIt() {
        Case open = ground.flagged("e1", "mallory", T0);

        assertThat(assign(open, "nobody"))
                .isEqualTo(new Assigned.Reply.Invalid("/moderator", "is nobody at this desk"));
        assertThat(assign(open, "ira")).isInstanceOf(Assigned.Reply.Invalid.class);
        Case anns = next(ANN).orElseThrow();
        now(ground.handovers()
                .handUp(anns, ANN, anns.claim().orElseThrow().token(), Role.LEAD, false, "beyond me", T0));
        assertThat(assign(open, "ben"))
                .isEqualTo(new Assigned.Reply.Invalid("/moderator", "is not a lead, whom a case needs"));
        assertThat(assign(open, "lea")).isInstanceOf(Assigned.Reply.Done.class);
        assertThat(next(LEA)).map(Case::id).contains(open.id());
        assertThat(now(assigned().assign(ground.platform(), LEA, "c000-00000000000000000000", "ben", "x")))
                .isEqualTo(new Assigned.Reply.Unknown());
    }

    @Test
    void whatIsDecidedIsGivenToNobody() {
        Case open = ground.flagged("e1", "mallory", T0);
        ground.decide(open, T0);

        assertThat(assign(open, "ben")).isEqualTo(new Assigned.Reply.NotOpen(CaseState.DECIDED));
        assertThat(next(BEN)).isEmpty();
    }

    @Test
    void atTheEndOfAShiftAllGoesBackWithANote() {
        Case one = ground.flagged("e1", "mallory", T0);
        Case two = ground.flagged("e2", "trudy", T0);
        next(LEA);
        String other = one.id().equals(next(LEA).orElseThrow().id()) ? two.id() : one.id();
        assertThat(now(desk().claim(ground.platform(), LEA, other))).isInstanceOf(ClaimReply.Claimed.class);

        Assigned.Reply reply =
                now(assigned().handOver(ground.platform(), LEA, Optional.of("ben"), "call the platform"));

        assertThat(((Assigned.Reply.Done) reply).after())
                .extracting(Case::id)
                .containsExactlyInAnyOrder(one.id(), two.id());
        for (Case c : List.of(one, two)) {
            assertThat(ground.find(c.id()).state()).isEqualTo(CaseState.QUEUED);
            assertThat(ground.find(c.id()).skips()).isZero();
            assertThat(verbs(c)).endsWith("case_handed_over");
        }
        assertThat(next(BEN))
                .map(Case::id)
                .map(List.of(one.id(), two.id())::contains)
                .contains(true);
        assertThat(now(assigned().handOver(ground.platform(), LEA, Optional.empty(), "again")))
                .isEqualTo(new Assigned.Reply.Done(List.of()));
        assertThat(now(assigned().handOver(ground.platform(), LEA, Optional.of("lea"), "to me")))
                .isEqualTo(new Assigned.Reply.Invalid("/to", "is yourself"));
    }

    @Test
    void withoutASuccessorItIsForWhoeverComes() {
        Case open = ground.flagged("e1", "mallory", T0);
        next(ANN);

        now(assigned().handOver(ground.platform(), ANN, Optional.empty(), "bye"));

        assertThat(ground.find(open.id()).marks().assignedTo()).isEmpty();
        assertThat(next(ANN)).map(Case::id).contains(open.id());
    }

    @Test
    void whatSomebodyHeldWhoIsDisabledIsTheOthersAtOnce() {
        Case open = ground.flagged("e1", "mallory", T0);
        String token = next(ANN).orElseThrow().claim().orElseThrow().token();
        Case bens = ground.flagged("e2", "trudy", T0);
        next(BEN);

        now(peopleDesk().disable(PeopleDesk.Actor.of(LEA), Person.of(ANN)));
        now(peopleDesk().disable(PeopleDesk.Actor.of(LEA), Person.of(ANN))); // an earlier call may have died halfway

        assertThat(ground.find(open.id()).state()).isEqualTo(CaseState.QUEUED);
        assertThat(ground.find(open.id()).skips()).isZero();
        assertThat(ground.find(open.id()).placement()).isEqualTo(open.placement());
        assertThat(ground.find(bens.id()).state()).isEqualTo(CaseState.CLAIMED);
        assertThat(now(ground.queue().renew(ground.platform(), open.id(), token, T0, T0.plus(LEASE))))
                .isEqualTo(ReviewQueue.HolderReply.NOT_HOLDER);
        assertThat(verbs(open)).containsExactly("case_opened", "case_claimed", "claim_taken_back");
        AuditDraft why = now(ground.queue().timeline(ground.platform(), open.id(), 1))
                .get(0)
                .draft();
        assertThat(why.actor()).isEqualTo("lea");
        assertThat(why.detail()).containsEntry("from", "ann").containsEntry("reason", "its holder was disabled");
        assertThat(next(LEA)).map(Case::id).contains(open.id());
    }

    @Test
    void whoTakesNoCasesAnyMoreKeepsNone() {
        Case open = ground.flagged("e1", "mallory", T0);
        next(ANN);

        now(peopleDesk().give(PeopleDesk.Actor.of(LEA), Person.of(ANN), Role.SENIOR));
        assertThat(ground.find(open.id()).state()).isEqualTo(CaseState.CLAIMED);
        now(peopleDesk().give(PeopleDesk.Actor.of(LEA), Person.of(ANN), Role.AUDITOR));

        assertThat(ground.find(open.id()).state()).isEqualTo(CaseState.QUEUED);
    }

    private PeopleDesk peopleDesk() {
        InMemoryPlatforms platforms = new InMemoryPlatforms();
        now(platforms.add(ground.platform()));
        return new PeopleDesk(people, ground.audit(), at()).leaving(assigned().leaving(platforms));
    }

    private Assigned.Reply assign(Case c, String to) {
        return now(assigned().assign(ground.platform(), LEA, c.id(), to, "knows the language"));
    }

    private Optional<Case> next(Moderator moderator) {
        return now(assigned().claimNext(ground.platform(), moderator, List.of()));
    }

    private Desk desk() {
        return new Desk(
                ground.queue(), new dev.pullcord.intake.InMemoryRosters(), Ground.PACK, LEASE, decided -> {}, at());
    }

    private Assigned assigned() {
        List.of(ANN, BEN, LEA, IRA).stream()
                .filter(one -> now(people.find(one.id())).isEmpty())
                .forEach(people::add);
        TakeUp takeUp = new TakeUp(ground.queue(), LEASE, at());
        return new Assigned(desk(), ground.queue(), ground.assignments(), takeUp, people, at());
    }

    private static Clock at() {
        return Clock.fixed(T0.plusSeconds(10), ZoneOffset.UTC);
    }

    private List<String> verbs(Case c) {
        return now(ground.queue().timeline(ground.platform(), c.id(), 99)).stream()
                .map(e -> e.draft().verb())
                .toList();
    }
}
