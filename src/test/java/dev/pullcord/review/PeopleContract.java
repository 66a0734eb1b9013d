package dev.pullcord.review;

import static dev.pullcord.review.Ground.now;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What every register of people does. */
public abstract class PeopleContract {
    private static final Instant T0 = Events.T0;
    private static final Moderator ANN = new Moderator("m-1", "tandem", "Ann", Role.SENIOR);
    private static final Moderator BEN = new Moderator("m-2", "tandem", "Ben", Role.MODERATOR);
    private static final Moderator EVE = new Moderator("m-3", "duet", "Eve", Role.LEAD);

    /** With nobody in it. */
    protected abstract People people();

    @Test
    void peopleAreListedByTheirPlatformAndName() {
        now(people().add(BEN));
        now(people().add(EVE));
        now(people().add(ANN));

        assertThat(now(people().all("tandem"))).containsExactly(ANN, BEN);
        assertThat(now(people().all("nowhere"))).isEmpty();
    }

    @Test
    void aTokenSpeaksForItsOwnerUntilItIsRevoked() {
        now(people().add(ANN));
        now(people().addToken("m-1", "d1", T0));
        now(people().addToken("m-1", "d2", T0));

        assertThat(now(people().findByToken("d1"))).contains(ANN);
        assertThat(now(people().findByToken("d2"))).contains(ANN);
        now(people().revokeToken("d1"));
        assertThat(now(people().findByToken("d1"))).isEmpty();
        assertThat(now(people().findByToken("d2"))).contains(ANN);
        assertThat(now(people().findByToken("d3"))).isEmpty();
    }

    @Test
    void aTokenOfNobodySpeaksForNobody() {
        now(people().addToken("m-9", "d9", T0));

        assertThat(now(people().findByToken("d9"))).isEmpty();
    }

    @Test
    void anInvitationIsGoodOnceHoweverManyTry() {
        now(people().add(ANN));
        now(people().invite("c1", "m-1", T0.plusSeconds(60), T0));
        List<CompletableFuture<Optional<Moderator>>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            all.add(people().redeem("c1", Optional.of("t" + i), T0).toCompletableFuture());
        }

        assertThat(all.stream().flatMap(f -> now(f).stream())).containsExactly(ANN);
    }

    @Test
    void anInvitationThatIsOverOrUnknownIsGoodForNothing() {
        now(people().add(ANN));
        now(people().invite("c1", "m-1", T0.plusSeconds(60), T0));

        assertThat(now(people().redeem("c1", Optional.of("t1"), T0.plusSeconds(60))))
                .isEmpty();
        assertThat(now(people().redeem("c1", Optional.of("t1"), T0))).isEmpty();
        assertThat(now(people().redeem("c2", Optional.of("t1"), T0))).isEmpty();
    }

    @Test
    void anInvitationOfSomebodyWithASpaceInHisIdIsTakenToo() {
        Moderator odd = new Moderator("odd one", "tandem", "Odd", Role.MODERATOR);
        now(people().add(odd));
        now(people().invite("c1", "odd one", T0.plusSeconds(60), T0));

        assertThat(now(people().redeem("c1", Optional.of("t1"), T0))).contains(odd);
    }

    @Test
    void whoTakesAnInvitationIsLetInByTheTokenOfThatVeryStep() {
        now(people().add(ANN));
        now(people().invite("c1", "m-1", T0.plusSeconds(60), T0));

        assertThat(now(people().redeem("c1", Optional.of("t1"), T0))).contains(ANN);
        assertThat(now(people().redeem("c1", Optional.of("t2"), T0))).isEmpty();
        assertThat(now(people().findByToken("t1"))).contains(ANN);
        assertThat(now(people().findByToken("t2"))).isEmpty();
    }

    @Test
    void anInvitationThatIsOverLetsNobodyIn() {
        now(people().add(ANN));
        now(people().invite("c1", "m-1", T0, T0));

        assertThat(now(people().redeem("c1", Optional.of("t1"), T0))).isEmpty();
        assertThat(now(people().findByToken("t1"))).isEmpty();
    }

    @Test
    void revokingAllLeavesSomebodyNoWayInAndTheOthersTheirs() {
        now(people().add(ANN));
        now(people().add(BEN));
        now(people().addToken("m-1", "d1", T0));
        now(people().addToken("m-1", "d2", T0));
        now(people().addToken("m-2", "d3", T0));
        now(people().invite("c1", "m-1", T0.plusSeconds(60), T0));
        now(people().invite("c2", "m-2", T0.plusSeconds(60), T0));

        assertThat(now(people().revokeAll("m-1"))).isEqualTo(2);

        assertThat(now(people().findByToken("d1"))).isEmpty();
        assertThat(now(people().findByToken("d2"))).isEmpty();
        assertThat(now(people().redeem("c1", Optional.of("t1"), T0))).isEmpty();
        assertThat(now(people().findByToken("d3"))).contains(BEN);
        assertThat(now(people().redeem("c2", Optional.of("t2"), T0))).contains(BEN);
        assertThat(now(people().all("tandem"))).containsExactly(ANN, BEN);
    }

    @Test
    void whoIsRemovedIsKnownByNothingAnyMore() {
        now(people().add(ANN));
        now(people().addToken("m-1", "d1", T0));
        now(people().invite("c1", "m-1", T0.plusSeconds(60), T0));

        now(people().remove("m-1"));

        assertThat(now(people().all("tandem"))).isEmpty();
        assertThat(now(people().findByToken("d1"))).isEmpty();
        assertThat(now(people().redeem("c1", Optional.of("t1"), T0))).isEmpty();
    }

    @Test
    void anInvitationCanBeLookedAtAndTakenWithoutAToken() {
        now(people().add(ANN));
        now(people().invite("c1", "m-1", T0.plusSeconds(60), T0));

        assertThat(now(people().invited("c1", T0)).map(Person::moderator)).contains(ANN);
        assertThat(now(people().invited("c1", T0.plusSeconds(60)))).isEmpty();
        assertThat(now(people().redeem("c1", Optional.empty(), T0))).contains(ANN);
        assertThat(now(people().invited("c1", T0))).isEmpty();
        assertThat(now(people().findByToken(""))).isEmpty();
    }

    @Test
    void whatIsKeptOfSomebodyChangesByWhatIsStored() {
        now(people().add(ANN));
        List<CompletableFuture<Optional<Person>>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            all.add(people().change("m-1", Person::signedOut).toCompletableFuture());
        }
        all.forEach(Ground::now);

        assertThat(now(people().find("m-1")).orElseThrow().accessVersion()).isEqualTo(8);
        assertThat(now(people().change("m-9", Person::signedOut))).isEmpty();
        assertThat(now(people().find("m-9"))).isEmpty();
    }

    @Test
    void anotherRoleEndsWhatWasBegunInTheOneBefore() {
        now(people().add(ANN));

        now(people().change("m-1", person -> person.in(Role.LEAD)));
        now(people().change("m-1", person -> person.in(Role.LEAD)));

        Person ann = now(people().find("m-1")).orElseThrow();
        assertThat(ann.role()).isEqualTo(Role.LEAD);
        assertThat(ann.accessVersion()).isEqualTo(1);
    }
}
