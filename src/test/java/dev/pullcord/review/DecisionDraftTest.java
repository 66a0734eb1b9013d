package dev.pullcord.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.Rosters;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a claim on one case entitles one person to. */
class DecisionDraftTest {
    private static final Instant T0 = Events.T0;
    private static final Optional<Rosters.Roster> ROSTER = Optional.of(new Rosters.Roster(
            "call-1",
            Optional.empty(),
            Optional.of(T0),
            Optional.empty(),
            List.of(new Rosters.Member(
                    "p-trudy", Optional.of("trudy"), Optional.empty(), Optional.of(T0), Optional.of(T0), false))));

    private final Ground ground = InMemoryStore.ground(4);
    private final Case ofMallory = ground.flagged("e1", "mallory", T0); // from call-1

    private DecisionDraft draft(
            Outcome outcome, ActionType type, Optional<Target> target, Optional<Rosters.Roster> roster) {
        Desk.Request request = new Desk.Request(
                outcome,
                Optional.of("harassment").filter(policy -> outcome == Outcome.VIOLATION),
                "seen",
                List.of(new Desk.Wish(type, target, Optional.of(Duration.ofDays(1)))),
                false,
                Optional.empty(),
                Optional.empty());
        return DecisionDraft.of(ofMallory, Ground.moderator("ann"), request, roster, Ground.PACK.tree(), "p1", T0);
    }

    private static Optional<String> part(String text) {
        return text.equals("-") ? Optional.empty() : Optional.of(text);
    }

    /** Else one claim on any case would be a warrant against everybody. */
    @ParameterizedTest
    @CsvSource({
        "SUSPEND_ACCOUNT,    -,      -,     mallory, false",
        "SUSPEND_ACCOUNT,    -,      -,     trudy,   false",
        "SUSPEND_ACCOUNT,    -,      -,     stranger, true",
        "SUSPEND_ACCOUNT,    call-1, -,     stranger, true",
        "HOLD_PAYOUT,        -,      -,     stranger, true",
        "WARN,               call-1, -,     stranger, true",
        "WARN,               call-1, p-new, -,       false",
        "WARN,               call-7, p-new, -,       true",
        "PRESERVE_EVIDENCE,  call-7, -,     stranger, true",
        "END_MEETING,        call-1, -,     -,       false",
        "END_MEETING,        call-7, -,     -,       true",
        "REMOVE_PARTICIPANT, -,      p-new, -,       false",
        "REMOVE_PARTICIPANT, call-7, -,     mallory, true"
    })
    void whatTheCaseDoesNotNameTakesTwo(
            ActionType type, String meeting, String participant, String account, boolean takesTwo) {
        Target target = new Target(part(meeting), part(participant), part(account), List.of());

        assertThat(draft(Outcome.VIOLATION, type, Optional.of(target), ROSTER))
                .isInstanceOfSatisfying(
                        DecisionDraft.Whole.class,
                        whole -> assertThat(whole.takesTwo()).isEqualTo(takesTwo));
    }

    @Test
    void whoWasThereIsOnlyKnownByTheRoster() {
        Target trudy = new Target(Optional.empty(), Optional.empty(), Optional.of("trudy"), List.of());

        assertThat(draft(Outcome.VIOLATION, ActionType.SUSPEND_ACCOUNT, Optional.of(trudy), Optional.empty()))
                .isInstanceOfSatisfying(
                        DecisionDraft.Whole.class,
                        whole -> assertThat(whole.takesTwo()).isTrue());
    }

    @Test
    void nobodyReinstatesAloneWhatTwoMayHaveSuspended() {
        assertThat(draft(Outcome.NO_VIOLATION, ActionType.REINSTATE_ACCOUNT, Optional.empty(), ROSTER))
                .isInstanceOfSatisfying(
                        DecisionDraft.Whole.class,
                        whole -> assertThat(whole.takesTwo()).isTrue());
    }

    @ParameterizedTest
    @EnumSource(
            value = ActionType.class,
            names = {"REINSTATE_ACCOUNT", "UNBLOCK_REJOIN", "RESTORE_PUBLISH", "STOP_RECORDING", "RELEASE_PAYOUT"})
    void whatTakesBackAccusesNobody(ActionType type) {
        assertThat(draft(Outcome.NO_VIOLATION, type, Optional.empty(), ROSTER)).isInstanceOf(DecisionDraft.Whole.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = ActionType.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"REINSTATE_ACCOUNT", "UNBLOCK_REJOIN", "RESTORE_PUBLISH", "STOP_RECORDING", "RELEASE_PAYOUT"})
    void anythingElseNeedsAViolation(ActionType type) {
        assertThat(draft(Outcome.NO_VIOLATION, type, Optional.empty(), ROSTER))
                .isInstanceOfSatisfying(
                        DecisionDraft.Fault.class,
                        fault -> assertThat(fault.pointer()).isEqualTo("/actions/0/type"));
    }
}
