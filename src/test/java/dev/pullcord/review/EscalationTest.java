package dev.pullcord.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pullcord.intake.Subject;
import dev.pullcord.review.EscalationPolicy.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EscalationTest {
    private static final Instant NOW = Events.T0;
    private static final Condition NEVER = new Condition() {
        @Override
        public String text() {
            return "false";
        }

        @Override
        public boolean holds(Inputs inputs) {
            return false;
        }
    };
    private static final Level SENIORS = level("senior", Role.SENIOR, 5);
    private static final Level LEADS = level("lead", Role.LEAD, 10);
    private static final EscalationPolicy POLICY = new EscalationPolicy(List.of(SENIORS, LEADS), 5, Set.of());
    private static final Set<Role> BOTH = Set.of(Role.MODERATOR, Role.SENIOR, Role.LEAD);

    private final Case overdue = InMemoryStore.ground(1).flagged("e1", "mallory", NOW);

    @Test
    void oneLevelComesAfterTheOtherAndThenTheFirstAgain() {
        assertThat(List.of(0, 1, 2, 3, 4))
                .extracting(made -> turn(POLICY, BOTH, made).level().orElseThrow())
                .containsExactly(SENIORS, LEADS, SENIORS, LEADS, SENIORS);
        assertThat(turn(POLICY, BOTH, 0).next()).isEqualTo(NOW.plus(Duration.ofMinutes(5)));
        assertThat(turn(POLICY, BOTH, 1).next()).isEqualTo(NOW.plus(Duration.ofMinutes(10)));
    }

    @Test
    void afterTheLastRoundSomebodyIsPagedAgainAndAgain() {
        for (int made : List.of(5, 6, 99)) {
            assertThat(turn(POLICY, BOTH, made))
                    .isEqualTo(new Escalation.Turn(
                            Optional.empty(), NOW.plus(Escalation.PAGE_AGAIN), true, true, List.of()));
        }
    }

    /** With the shipped levels a quarter of an hour after the deadline, not after all rounds. */
    @Test
    void whereSomebodyMayBeInDangerTheLastLevelPagesTheFirstTime() {
        Case panic = panic();
        EscalationPolicy tells = new EscalationPolicy(
                List.of(
                        SENIORS,
                        new Level("lead", Set.of(Role.LEAD), Set.of(SLACK), Duration.ofMinutes(9), Condition.ALWAYS)),
                9,
                Set.of(SLACK, MAIL));
        Reachable both = new Reachable(BOTH, Set.of(SLACK, MAIL)::contains, Set.of(SLACK, MAIL), Optional.empty());

        assertThat(List.of(0, 1, 2, 3))
                .extracting(
                        made -> Escalation.next(tells, panic, both, made, NOW).pages())
                .containsExactly(false, true, false, true);
        assertThat(Escalation.next(tells, panic, both, 1, NOW).notices())
                .extracting(NoticeOrder::recipient, NoticeOrder::level)
                .containsExactly(tuple(SLACK, "lead"), tuple(MAIL, NoticeOrder.PAGE));
        assertThat(Escalation.next(tells, panic, both, 1, NOW).level()).isPresent();
        assertThat(List.of(0, 1, 2, 3))
                .as("what can wait")
                .extracting(
                        made -> Escalation.next(tells, overdue, both, made, NOW).pages())
                .containsOnly(false);
    }

    @Test
    void whereThereIsNoChannelItCountsAsUnattendedAtOnce() {
        Case panic = panic();

        assertThat(Escalation.next(POLICY, panic, Reachable.desk(BOTH), 0, NOW).pages())
                .isTrue();
        assertThat(Escalation.next(POLICY, overdue, Reachable.desk(BOTH), 0, NOW)
                        .pages())
                .isFalse();
    }

    @Test
    void aLevelThatTurnsToNobodyWhoIsThereIsSkippedAtOnce() {
        assertThat(turn(POLICY, Set.of(Role.MODERATOR, Role.LEAD), 0).level()).contains(LEADS);
        assertThat(turn(POLICY, Set.of(Role.MODERATOR), 0).level()).isEmpty();
        EscalationPolicy holed = new EscalationPolicy(
                List.of(new Level("nobody", Set.of(), Set.of(), Duration.ofMinutes(5), Condition.ALWAYS), LEADS),
                5,
                Set.of());
        assertThat(turn(holed, BOTH, 0).level()).contains(LEADS);
    }

    /** A moderator cannot be the second person: to turn to them first would lose time. */
    @Test
    void ofWhatWaitsForASecondPersonOnlyThoseWhoMayAnswerAreTurnedTo() {
        Level desk = level("desk", Role.MODERATOR, 5);
        EscalationPolicy all = new EscalationPolicy(List.of(desk, LEADS), 5, Set.of());
        Case waits = InMemoryStore.with(
                overdue, CaseState.AWAITING_APPROVAL, overdue.placement(), Optional.empty(), Optional.empty());

        Escalation.Turn turn = Escalation.next(all, waits, Reachable.desk(BOTH), 0, NOW);

        assertThat(Escalation.next(all, overdue, Reachable.desk(BOTH), 0, NOW).level())
                .contains(desk);
        assertThat(turn.level()).contains(LEADS);
        assertThat(turn.of(waits)).isEqualTo(waits.placement());
        assertThat(Escalation.next(all, waits, only(SLACK), EscalationPolicy.MOST_ROUNDS, NOW)
                        .notices())
                .isNotEmpty()
                .allSatisfy(notice -> assertThat(notice.proposed()).isTrue());
    }

    @Test
    void whoProposedItOrMayNotAnswerIsNotAskedTo() {
        Person sam = person("sam", Role.SENIOR);
        Person lea = person("lea", Role.LEAD);
        List<Person> all = List.of(person("ann", Role.MODERATOR), sam, lea);
        Proposal sams = new Proposal(
                InMemoryStore.ground(1)
                        .decision(overdue, new Moderator("sam", "tandem", "Sam", Role.SENIOR), NOW, List.of()),
                "harassment",
                "p",
                NOW,
                NOW.plusSeconds(60));
        Case waits = InMemoryStore.with(
                overdue, CaseState.AWAITING_APPROVAL, overdue.placement(), Optional.empty(), Optional.of(sams));

        assertThat(Reachable.able(all, waits)).containsExactly(lea);
        assertThat(Reachable.able(all, overdue)).isEqualTo(all);
    }

    private static Person person(String id, Role role) {
        return Person.of(new Moderator(id, "tandem", id, role));
    }

    @Test
    void aLevelWhoseConditionDoesNotHoldIsSkipped() {
        EscalationPolicy choosy = new EscalationPolicy(
                List.of(new Level("senior", Set.of(Role.SENIOR), Set.of(), Duration.ofMinutes(5), NEVER), LEADS),
                5,
                Set.of());

        assertThat(turn(choosy, BOTH, 0).level()).contains(LEADS);
    }

    /** Else what was handed to a lead on holiday waits for him alone. */
    @Test
    void onceAllWereTurnedToAnybodyMayTakeIt() {
        assertThat(turn(POLICY, BOTH, 0).opens()).isFalse();
        assertThat(turn(POLICY, BOTH, 1).opens()).isTrue();
        assertThat(turn(POLICY, Set.of(Role.LEAD), 0).opens()).isTrue();
    }

    @Test
    void aPolicyWithoutLevelsPagesAtOnce() {
        assertThat(turn(new EscalationPolicy(List.of(), 1, Set.of()), BOTH, 0).level())
                .isEmpty();
    }

    @Test
    void aLevelThatReachesSomebodyElsewhereIsNotSkipped() {
        EscalationPolicy policy = new EscalationPolicy(
                List.of(new Level("night", Set.of(), Set.of(SLACK, DUTY), Duration.ofMinutes(5), Condition.ALWAYS)),
                5,
                Set.of());

        Escalation.Turn turn = Escalation.next(policy, overdue, only(SLACK), 0, NOW);

        assertThat(turn.level()).isPresent();
        assertThat(turn.role()).isEmpty();
        assertThat(turn.notices())
                .singleElement()
                .satisfies(notice -> assertThat(notice.recipient()).isEqualTo(SLACK));
        assertThat(Escalation.next(policy, overdue, only(MAIL), 0, NOW).level()).isEmpty();
    }

    @Test
    void aPageGoesToThoseThePolicyNamesAndElseToAll() {
        EscalationPolicy named = new EscalationPolicy(List.of(), 1, Set.of(MAIL, DUTY));
        assertThat(paged(named, only(MAIL))).containsExactly(MAIL);
        assertThat(paged(named, only(SLACK))).containsExactly(SLACK); // none of those named can be reached
        assertThat(paged(new EscalationPolicy(List.of(), 1, Set.of()), only(MAIL)))
                .containsExactly(MAIL);
    }

    @Test
    void quietHoursHoldBackWhatCanWaitAndNeverTheSafetyLane() {
        QuietHours always = new QuietHours(
                NOW.atZone(ZoneOffset.UTC).toLocalTime().minusHours(1),
                NOW.atZone(ZoneOffset.UTC).toLocalTime().plusHours(1),
                ZoneOffset.UTC);
        Reachable there = new Reachable(Set.of(), SLACK::equals, Set.of(SLACK), Optional.of(always));
        EscalationPolicy policy = new EscalationPolicy(List.of(), 1, Set.of());
        Case panic = panic();

        assertThat(Escalation.next(policy, panic, there, 0, NOW).notices())
                .extracting(NoticeOrder::dueAt)
                .containsExactly(NOW);
        assertThat(overdue.panic() || overdue.minorInvolved() || overdue.immediateDanger())
                .isFalse();
        assertThat(Escalation.next(policy, overdue, there, 0, NOW).notices())
                .extracting(NoticeOrder::dueAt)
                .containsExactly(NOW.plus(Duration.ofHours(1)));
    }

    private static final Recipient SLACK = Recipient.of(Recipient.Channel.SLACK);
    private static final Recipient DUTY = Recipient.of(Recipient.Channel.PAGER_DUTY);
    private static final Recipient MAIL = Recipient.of(Recipient.Channel.MAIL);

    private static Case panic() {
        Ground ground = InMemoryStore.ground(1);
        ground.panic("p1", Subject.account("grave"), NOW);
        ground.foldAll(NOW);
        return ground.open(Subject.account("grave")).orElseThrow();
    }

    private static Reachable only(Recipient one) {
        return new Reachable(Set.of(), one::equals, Set.of(one), Optional.empty());
    }

    private List<Recipient> paged(EscalationPolicy policy, Reachable there) {
        return Escalation.next(policy, overdue, there, 0, NOW).notices().stream()
                .map(NoticeOrder::recipient)
                .toList();
    }

    private Escalation.Turn turn(EscalationPolicy policy, Set<Role> there, int made) {
        return Escalation.next(policy, overdue, Reachable.desk(there), made, NOW);
    }

    private static Level level(String name, Role role, int minutes) {
        return new Level(name, Set.of(role), Set.of(), Duration.ofMinutes(minutes), Condition.ALWAYS);
    }
}
