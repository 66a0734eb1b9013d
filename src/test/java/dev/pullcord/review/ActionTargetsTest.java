package dev.pullcord.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.Rosters;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Target;
import dev.pullcord.review.ActionTargets.Filling;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ActionTargetsTest {
    private static final Instant T0 = Events.T0;
    private static final Optional<Rosters.Roster> ROSTER = Optional.of(new Rosters.Roster(
            "call-1",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(
                    member("p-mallory", "mallory", Optional.empty()),
                    member("p-gone", "mallory", Optional.of(T0)),
                    member("p-trudy", "trudy", Optional.empty()))));

    private final Ground ground = InMemoryStore.ground(4);
    private final Case ofMallory = ground.flagged("e1", "mallory", T0); // from call-1
    private final Case ofCall = call();

    private Case call() {
        ground.panic("p1", Subject.meeting("call-1"), T0);
        return ground.open(Subject.meeting("call-1")).orElseThrow();
    }

    private static Rosters.Member member(String participant, String account, Optional<Instant> leftAt) {
        return new Rosters.Member(participant, Optional.of(account), Optional.empty(), Optional.of(T0), leftAt, false);
    }

    /** {@code meeting/participant/account}, {@code -} for what is not named. */
    private static Target target(String text) {
        String[] parts = text.split("/", 3);
        return new Target(part(parts[0]), part(parts[1]), part(parts[2]), List.of());
    }

    private static Optional<String> part(String text) {
        return text.equals("-") ? Optional.empty() : Optional.of(text);
    }

    private static Filling fill(ActionType type, String wished, Case c) {
        return ActionTargets.fill(
                type, wished.equals("none") ? Optional.empty() : Optional.of(target(wished)), c, ROSTER);
    }

    @ParameterizedTest
    @CsvSource({
        "REMOVE_PARTICIPANT, none,             call-1/p-mallory/mallory",
        "REMOVE_PARTICIPANT, -/-/trudy,        call-1/p-trudy/trudy",
        "REMOVE_PARTICIPANT, -/p-trudy/-,      call-1/p-trudy/trudy",
        "REMOVE_PARTICIPANT, -/p-unknown/-,    call-1/p-unknown/-",
        "REMOVE_PARTICIPANT, call-7/-/-,       call-7/-/mallory",
        "SUSPEND_ACCOUNT,    none,             call-1/p-mallory/mallory",
        "SUSPEND_ACCOUNT,    call-1/-/-,       call-1/p-mallory/mallory",
        "SUSPEND_ACCOUNT,    -/p-trudy/-,      call-1/p-trudy/trudy",
        "WARN,               none,             call-1/p-mallory/mallory",
        "END_MEETING,        none,             call-1/-/-",
        "END_MEETING,        call-7/-/-,       call-7/-/-",
        "PRESERVE_EVIDENCE,  none,             call-1/p-mallory/mallory"
    })
    void whatIsLeftOutIsFilledFromTheCaseAndItsRoster(ActionType type, String wished, String filled) {
        assertThat(fill(type, wished, ofMallory)).isEqualTo(new Filling.Filled(target(filled)));
    }

    @ParameterizedTest
    @CsvSource({
        "SUSPEND_ACCOUNT,    none,            /target/accountId",
        "SUSPEND_ACCOUNT,    -/p-unknown/-,   /target/accountId",
        "REINSTATE_ACCOUNT,  call-1/-/-,      /target/accountId",
        "HOLD_PAYOUT,        none,            /target/accountId",
        "MUTE_AUDIO,         none,            /target/accountId",
        "WARN,               none,            /target/accountId",
        "END_MEETING,        -/-/mallory,     /target/accountId",
        "LOCK_MEETING,       -/p-mallory/-,   /target/participantId",
        "REQUEST_DETAILS,    none,            /type"
    })
    void whatCannotBeFilledOrMeansNothingIsNamed(ActionType type, String wished, String field) {
        assertThat(fill(type, wished, ofCall))
                .isInstanceOfSatisfying(
                        Filling.Fault.class, f -> assertThat(f.field()).isEqualTo(field));
    }

    /** Somebody named otherwise is not the case's account: whoever takes him for it suspends the wrong one. */
    @Test
    void aStrangerIsNeverTakenForTheCasesAccount() {
        assertThat(fill(ActionType.SUSPEND_ACCOUNT, "-/p-unknown/-", ofMallory)).isInstanceOf(Filling.Fault.class);
    }

    /** It would be for the platform to guess whom of the two was meant. */
    @ParameterizedTest
    @CsvSource({
        "REMOVE_PARTICIPANT, -/p-trudy/mallory,   false",
        "SUSPEND_ACCOUNT,    -/p-trudy/mallory,   false",
        "REMOVE_PARTICIPANT, -/p-gone/mallory,    true",
        "REMOVE_PARTICIPANT, -/p-unknown/mallory, true",
        "REMOVE_PARTICIPANT, call-7/p-trudy/mallory, true"
    })
    void aParticipantAndAnAccountThatTheRosterHoldsApartAreNotOne(ActionType type, String wished, boolean filled) {
        assertThat(fill(type, wished, ofMallory)).isInstanceOf(filled ? Filling.Filled.class : Filling.Fault.class);
    }

    @ParameterizedTest
    @CsvSource({"PT1S, true", "P36525D, true", "PT0.999S, false", "PT0S, false", "PT-1H, false", "P36526D, false"})
    void aDurationIsFromASecondToACenturyAndARefusalNamesBoth(Duration duration, boolean fits) {
        DecisionDraft draft = DecisionDraft.of(
                ofMallory,
                Ground.moderator("ann"),
                new Desk.Request(
                        Outcome.VIOLATION,
                        Optional.of("harassment"),
                        "seen",
                        List.of(new Desk.Wish(ActionType.MUTE_AUDIO, Optional.empty(), Optional.of(duration))),
                        false,
                        Optional.empty(),
                        Optional.empty()),
                ROSTER,
                Ground.PACK.tree(),
                "p1",
                T0);

        if (fits) {
            assertThat(draft).isInstanceOf(DecisionDraft.Whole.class);
        } else {
            assertThat(draft).isInstanceOfSatisfying(DecisionDraft.Fault.class, fault -> {
                assertThat(fault.pointer()).isEqualTo("/actions/0/duration");
                assertThat(fault.detail()).contains("PT1S", "P36525D");
            });
        }
    }

    @ParameterizedTest
    @EnumSource(ActionType.class)
    void onlyWhatHandlesMediaTakesTracks(ActionType type) {
        Target tracks =
                new Target(Optional.of("call-1"), Optional.of("p-mallory"), Optional.of("mallory"), List.of("t-1"));
        boolean ofMedia = EnumSet.of(
                        ActionType.MUTE_AUDIO,
                        ActionType.MUTE_VIDEO,
                        ActionType.STOP_SCREENSHARE,
                        ActionType.REVOKE_PUBLISH,
                        ActionType.RESTORE_PUBLISH)
                .contains(type);

        assertThat(ActionTargets.fill(type, Optional.of(tracks), ofMallory, ROSTER) instanceof Filling.Filled)
                .isEqualTo(ofMedia);
    }

    @ParameterizedTest
    @CsvSource({
        "SUSPEND_ACCOUNT -/-/mallory,  REINSTATE_ACCOUNT call-1/-/mallory, true",
        "HOLD_PAYOUT -/-/mallory,      RELEASE_PAYOUT call-1/-/mallory, true",
        "BLOCK_REJOIN call-1/-/mallory, UNBLOCK_REJOIN call-1/-/mallory, true",
        "WARN -/-/mallory,             WARN -/-/mallory, true",
        "WARN -/-/mallory,             WARN -/-/trudy, false",
        "BLOCK_REJOIN call-1/-/mallory, REMOVE_PARTICIPANT call-1/-/mallory, false"
    })
    void nothingIsOrderedTwiceOrTakenBackAtOnce(String one, String two, boolean clashes) {
        assertThat(ActionTargets.clash(List.of(order(one), order(two))))
                .isEqualTo(clashes ? Optional.of(1) : Optional.empty());
    }

    private static ActionOrder order(String text) {
        String[] parts = text.split(" ", 2);
        return new ActionOrder("c.d1.a1", ActionType.valueOf(parts[0]), target(parts[1]), Optional.empty());
    }
}
