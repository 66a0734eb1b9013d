package dev.pullcord.review;

import static dev.pullcord.review.Ground.now;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.plugin.Reason;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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

    private static PersonalToken whole(String personId, String digest) {
        return PersonalToken.whole(digest, personId, Optional.of(T0));
    }

    private Optional<Moderator> byToken(String digest) {
        return now(people().findByToken(digest)).map(bearer -> bearer.person().moderator());
    }

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
        now(people().addToken(whole("m-1", "d1")));
        now(people().addToken(whole("m-1", "d2")));

        assertThat(byToken("d1")).contains(ANN);
        assertThat(byToken("d2")).contains(ANN);
        now(people().revokeToken("d1"));
        assertThat(byToken("d1")).isEmpty();
        assertThat(byToken("d2")).contains(ANN);
        assertThat(byToken("d3")).isEmpty();
    }

    @Test
    void aTokenOfNobodySpeaksForNobody() {
        now(people().addToken(whole("m-9", "d9")));

        assertThat(byToken("d9")).isEmpty();
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
        assertThat(byToken("t1")).contains(ANN);
        assertThat(byToken("t2")).isEmpty();
    }

    @Test
    void anInvitationThatIsOverLetsNobodyIn() {
        now(people().add(ANN));
        now(people().invite("c1", "m-1", T0, T0));

        assertThat(now(people().redeem("c1", Optional.of("t1"), T0))).isEmpty();
        assertThat(byToken("t1")).isEmpty();
    }

    @Test
    void revokingAllLeavesSomebodyNoWayInAndTheOthersTheirs() {
        now(people().add(ANN));
        now(people().add(BEN));
        now(people().addToken(whole("m-1", "d1")));
        now(people().addToken(whole("m-1", "d2")));
        now(people().addToken(whole("m-2", "d3")));
        now(people().invite("c1", "m-1", T0.plusSeconds(60), T0));
        now(people().invite("c2", "m-2", T0.plusSeconds(60), T0));

        assertThat(now(people().revokeAll("m-1"))).isEqualTo(2);

        assertThat(byToken("d1")).isEmpty();
        assertThat(byToken("d2")).isEmpty();
        assertThat(now(people().redeem("c1", Optional.of("t1"), T0))).isEmpty();
        assertThat(byToken("d3")).contains(BEN);
        assertThat(now(people().redeem("c2", Optional.of("t2"), T0))).contains(BEN);
        assertThat(now(people().all("tandem"))).containsExactly(ANN, BEN);
    }

    @Test
    void whoIsRemovedIsKnownByNothingAnyMore() {
        now(people().add(ANN));
        now(people().addToken(whole("m-1", "d1")));
        now(people().invite("c1", "m-1", T0.plusSeconds(60), T0));

        now(people().remove("m-1"));

        assertThat(now(people().all("tandem"))).isEmpty();
        assertThat(byToken("d1")).isEmpty();
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
        assertThat(byToken("")).isEmpty();
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
    void somebodyIsPutInThePlaceOfWhoHeWasAndNobodyElse() {
        now(people().add(ANN));
        now(people().add(BEN));
        Person ann = Person.of(ANN);
        Person ben = Person.of(BEN);
        Unsaid first = unsaid("0123456789abcdef");

        assertThat(now(people().swap(ann.signedOut(), ann, first, Optional.empty())))
                .as("he is not so")
                .isFalse();
        assertThat(now(people().swap(ann, ann.in(Role.LEAD), first, Optional.of(ben.signedOut()))))
                .as("who has to stay is not so")
                .isFalse();
        assertThat(now(people().swap(ann, ann.in(Role.LEAD), first, Optional.of(ben))))
                .isTrue();
        assertThat(now(people().find("m-1"))).contains(ann.in(Role.LEAD));
        assertThat(now(people().unsaid("m-1"))).contains(first);
        assertThat(now(people().unsaid())).containsExactly(Map.entry("m-1", first));
    }

    @Test
    void nobodyIsChangedWhileSomethingOfBeforeIsUnsaid() {
        now(people().add(ANN));
        Person ann = Person.of(ANN);
        Unsaid first = unsaid("0123456789abcdef");
        Unsaid second = unsaid("fedcba9876543210");
        assertThat(now(people().swap(ann, ann.signedOut(), first, Optional.empty())))
                .isTrue();

        assertThat(now(people().swap(ann.signedOut(), ann, second, Optional.empty())))
                .isFalse();
        now(people().said("m-1", second));
        assertThat(now(people().unsaid("m-1"))).contains(first);
        now(people().said("m-1", first));
        assertThat(now(people().swap(ann.signedOut(), ann, second, Optional.empty())))
                .isTrue();
    }

    private static Unsaid unsaid(String id) {
        return new Unsaid(
                id,
                "tandem",
                new AuditDraft(
                        T0, "ada", "admin", "role_given", Optional.empty(), new TreeMap<>(Map.of("person", "m-1"))));
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

    @Test
    void whoIsDisabledIsInTheBooksAndNothingSpeaksForHim() {
        now(people().add(ANN));
        now(people().addToken(whole("m-1", "d1")));
        now(people().invite("c1", "m-1", T0.plusSeconds(60), T0));

        now(people().change("m-1", person -> person.disabled(T0)));

        assertThat(byToken("d1")).isEmpty();
        assertThat(now(people().invited("c1", T0))).isEmpty();
        assertThat(now(people().all("tandem"))).isEmpty();
        assertThat(now(people().everyone("tandem"))).extracting(Person::id).containsExactly("m-1");
        now(people().change("m-1", Person::enabled));
        assertThat(byToken("d1")).contains(ANN);
    }

    @Test
    void allThatIsKeptOfSomebodyIsReadAsItWasWritten() {
        Profile profile = new Profile(
                List.of("panic"),
                List.of("minors"),
                List.of("de", "pt-BR"),
                List.of(new Shift(
                        EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY),
                        LocalTime.of(22, 0),
                        LocalTime.of(6, 30),
                        ZoneId.of("Asia/Manila"))),
                List.of("a-1"));
        Preferences preferences = new Preferences(
                EnumSet.of(Reason.SELF_HARM),
                Optional.of("de"),
                Optional.of("Europe/Berlin"),
                Preferences.Theme.DARK,
                false,
                true,
                false);
        now(people().add(ANN));

        now(people().change("m-1", person -> person.with(profile).with(preferences)));

        Person ann = now(people().find("m-1")).orElseThrow();
        assertThat(ann.profile()).isEqualTo(profile);
        assertThat(ann.preferences()).isEqualTo(preferences);
        assertThat(ann.moderator()).isEqualTo(ANN);
    }

    @Test
    void tokensAreListedTheNewestFirstWithWhatTheyMayDo() {
        now(people().add(ANN));
        PersonalToken nightly = new PersonalToken(
                "d2",
                "m-1",
                "nightly",
                Set.of(PersonalToken.Scope.READ),
                Optional.of(T0.plusSeconds(1)),
                Optional.of(T0));
        now(people().addToken(whole("m-1", "d1")));
        now(people().addToken(nightly));
        now(people().invite("c1", "m-1", T0.plusSeconds(60), T0));
        now(people().redeem("c1", Optional.of("d3"), T0));

        assertThat(now(people().tokens("m-1")))
                .extracting(PersonalToken::digest)
                .containsExactly("d2", "d1", "d3");
        assertThat(now(people().findByToken("d2")).orElseThrow().token()).isEqualTo(nightly);
        assertThat(now(people().findByToken("d3")).orElseThrow().token().scopes())
                .containsExactlyInAnyOrder(PersonalToken.Scope.values());
        assertThat(now(people().tokens("m-2"))).isEmpty();
    }

    @Test
    void whenSomebodyMadeHisLastCallIsKnownUntilHeSignsOut() {
        now(people().add(ANN));
        now(people().seen("m-1", T0));

        assertThat(now(people().seenSince(T0))).containsExactly(Map.entry("m-1", T0));
        assertThat(now(people().seenSince(T0.plusMillis(1)))).isEmpty();
        now(people().seen("m-1", T0.plusSeconds(60)));
        assertThat(now(people().seenSince(T0.plusMillis(1)))).containsExactly(Map.entry("m-1", T0.plusSeconds(60)));
        now(people().left("m-1"));
        assertThat(now(people().seenSince(T0))).isEmpty();
    }

    @Test
    void aNameIsTakenByOneAtATime() {
        assertThat(now(people().take("tandem", "nia", "a"))).isTrue();
        assertThat(now(people().take("tandem", "nia", "b"))).isFalse();
        assertThat(now(people().take("tandem", "mia", "b"))).isTrue();
        assertThat(now(people().take("duo", "nia", "b"))).isTrue();
    }

    @Test
    void aNameIsGivenBackByWhoTookItAndByNobodyElse() {
        now(people().take("tandem", "nia", "a"));

        now(people().giveBack("tandem", "nia", "b"));
        assertThat(now(people().take("tandem", "nia", "b"))).isFalse();
        now(people().giveBack("tandem", "nia", "a"));

        assertThat(now(people().take("tandem", "nia", "b"))).isTrue();
    }
}
