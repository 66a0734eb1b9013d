package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.review.Appeal;
import dev.pullcord.review.CaseState;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Desk;
import dev.pullcord.review.Ground;
import dev.pullcord.review.Hearing.Filed;
import dev.pullcord.review.Hearing.Heard;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Outcome;
import dev.pullcord.review.Profile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an appeal cannot do, and who cannot hear it. */
class AppealBoundsIT extends Contesting {
    @Test
    void whatIsGrantedChangesSomething() {
        Appeal appeal = contested(suspended().id());

        assertThat(hear(LEA, appeal, Optional.of(request(Optional.of(Duration.ofDays(7))))))
                .isInstanceOfSatisfying(
                        Heard.Invalid.class, no -> assertThat(no.pointer()).isEqualTo("/outcome"));
        assertThat(now(store.appeals().open(ground.platform(), 9))).containsExactly(appeal);
        assertThat(hear(LEA, appeal, Optional.of(request(Optional.of(Duration.ofDays(1))))))
                .as("a shorter one")
                .isInstanceOf(Heard.Answered.class);
    }

    @Test
    void onItsOwnAppealNothingBecomesWorseForTheAccount() {
        Appeal appeal = contested(suspended().id());

        for (Optional<Duration> longer : List.of(Optional.of(Duration.ofDays(8)), Optional.<Duration>empty())) {
            assertThat(hear(LEA, appeal, Optional.of(request(longer)))).isInstanceOf(Heard.Invalid.class);
        }
        assertThat(hear(
                        LEA,
                        appeal,
                        Optional.of(new Desk.Request(
                                Outcome.VIOLATION,
                                Optional.of("child_safety"),
                                "graver",
                                List.of(),
                                false,
                                Optional.empty(),
                                Optional.empty()))))
                .as("fewer measures, a graver rule")
                .isInstanceOf(Heard.Invalid.class);
        assertThat(now(store.appeals().open(ground.platform(), 9))).containsExactly(appeal);
    }

    @Test
    void whatIsDecidedOnItsOwnAppealIsNotContestedAgain() {
        Appeal appeal = contested(suspended().id());
        Heard.Answered heard =
                (Heard.Answered) hear(LEA, appeal, Optional.of(request(Optional.of(Duration.ofDays(1)))));

        assertThat(now(hearing(T0)
                        .byAccount(
                                ground.platform(), heard.result().orElseThrow().id(), "still")))
                .isEqualTo(new Filed.Granted());
    }

    @Test
    void anAccountDoesNotContestWhatFindsNothingAgainstIt() {
        Decision first = suspended();
        hear(LEA, contested(first.id()), granted());
        Decision second =
                now(ground.queue().decisions(ground.platform(), first.caseId())).get(1);

        assertThat(now(hearing(T0).byAccount(ground.platform(), second.id(), "I want to be heard")))
                .isEqualTo(new Filed.InFavour());
        assertThat(state(first)).isEqualTo(CaseState.CLOSED);
    }

    @Test
    void itIsHeardAtMostOneLevelUpWhileSomebodyThereCanAndThereIsTime() {
        Moderator ann = Ground.moderator("ann");
        now(store.people().add(ann));
        now(store.people().add(LEA));
        Appeal appeal =
                contested(decide(ground.flagged("e1", "mallory", T0), ann).id());
        assertThat(now(hearing(T0).hear(ground.platform(), ann, appeal.id(), granted(), "no")))
                .isEqualTo(new Heard.OwnDecision());

        now(store.people().add(SENIA));
        assertThat(hear(LEA, appeal, Optional.empty())).as("Senia can").isEqualTo(new Heard.Nearer());
        now(store.people()
                .change(
                        "senia",
                        person -> person.with(
                                new Profile(List.of(), List.of(), List.of(), List.of(), List.of("mallory")))));
        assertThat(hear(LEA, appeal, Optional.empty()))
                .as("she knows him: nobody else can")
                .isInstanceOf(Heard.Answered.class);
    }

    @Test
    void onceItsTimeIsOverWhoeverIsThereHearsIt() {
        Moderator ann = Ground.moderator("ann");
        List.of(ann, LEA, SENIA).forEach(one -> now(store.people().add(one)));
        Appeal appeal =
                contested(decide(ground.flagged("e1", "mallory", T0), ann).id());

        assertThat(now(hearing(appeal.dueAt().minusMillis(1))
                        .hear(ground.platform(), LEA, appeal.id(), Optional.empty(), "it stands")))
                .isEqualTo(new Heard.Nearer());
        assertThat(now(hearing(appeal.dueAt())
                        .hear(ground.platform(), LEA, appeal.id(), Optional.empty(), "it stands")))
                .isInstanceOf(Heard.Answered.class);
    }
}
