package dev.pullcord.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Observation;
import dev.pullcord.intake.Report;
import dev.pullcord.plugin.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What all signals have in common: priors, families, what opens a case, what changes nothing. */
class RiskModelTest extends RiskModelStory {
    @Test
    void nothingKnownIsThePrior() {
        Risk risk = model.assess(RiskState.EMPTY, Story.START);

        assertThat(risk.probability()).isCloseTo(0.01, within(1e-12));
        assertThat(risk.contributions()).isEmpty();
    }

    /** Whoever adds up what he is shown must come to the score, or it explains nothing. */
    @Test
    void whatIsShownAddsUpToTheScore() {
        RiskState state = payments(12);
        for (int i = 0; i < 200; i++) {
            state = model.fold(state, story.flag("r" + i, Reason.GROOMING));
        }
        state = model.fold(state, List.of(story.sanctioned(), story.network("tor")));

        Risk risk = model.assess(state, story.now());

        assertThat(risk.contributions()).extracting(Contribution::family).contains(Family.VOICE, Family.NETWORK);
        assertThat(risk.rest()).isCloseTo(0, within(0.02));
        List<Contribution> voice = risk.contributions().stream()
                .filter(c -> c.family() == Family.VOICE)
                .toList();
        assertThat(voice.stream().mapToDouble(Contribution::weight).sum()).isGreaterThan(100);
        assertThat(voice.stream().mapToDouble(Contribution::counts).sum())
                .isPositive()
                .isLessThanOrEqualTo(POLICY.saturation().get(Family.VOICE));
    }

    /** Long after a minor was spoken of, no evidence holds the score up any more, and the policy does. */
    @Test
    void thePolicysFloorIsInTheRest() {
        RiskState state = model.fold(RiskState.EMPTY, story.flag("r", Reason.GROOMING));
        Risk later = model.assess(state, story.now().plus(Duration.ofDays(240)));

        assertThat(later.probability()).isCloseTo(POLICY.minorFloor(), within(1e-9));
        double shown =
                later.contributions().stream().mapToDouble(Contribution::counts).sum();
        assertThat(shown).isPositive().isLessThan(0.2);
        assertThat(later.rest()).isGreaterThan(1).isEqualTo(later.score() - later.prior() - shown);
    }

    @Test
    void twoFamiliesOfBehaviourOpenACaseAndOneDoesNot() {
        RiskState payments = payments(12);
        RiskState both = model.fold(payments, story.sanctioned());

        assertThat(opens(payments)).isFalse();
        assertThat(opens(both)).isTrue();
    }

    @Test
    void oneFamilyNeverOpensHoweverMuchOfIt() {
        RiskPolicy loud = withSaturation(20);
        RiskModel loudModel = new RiskModel(loud);
        RiskState state = RiskState.EMPTY;
        for (int i = 0; i < 50; i++) {
            state = loudModel.fold(state, story.sanctioned());
        }

        assertThat(loudModel.assess(state, story.now()).probability()).isGreaterThan(0.9);
        assertThat(loudModel.behaviourOpens(state, story.now(), Double.NEGATIVE_INFINITY))
                .isFalse();
    }

    @Test
    void networkIsNotTheSecondFamily() {
        RiskState state = model.fold(payments(24), List.of(story.network("tor"), story.network("vpn")));
        RiskModel low = new RiskModel(new RiskPolicy(
                POLICY.prior(),
                POLICY.families(),
                POLICY.saturation(),
                new RiskPolicy.Opening(0.011, POLICY.opening().families(), 2, 0.01, 0),
                POLICY.networkCap(),
                POLICY.minorFloor(),
                POLICY.signals()));

        assertThat(low.behaviourOpens(state, story.now(), Double.NEGATIVE_INFINITY))
                .isFalse();
    }

    @Test
    void whatWasJudgedDoesNotOpenAgainUntilThereIsClearlyMore() {
        RiskState judged = model.fold(payments(12), story.sanctioned());
        double settled = score(judged, story.now());
        RiskState more = model.fold(judged, List.of(story.sanctioned(), story.sanctioned()));

        assertThat(model.behaviourOpens(judged, story.now(), settled)).isFalse();
        assertThat(model.behaviourOpens(more, story.now(), settled)).isTrue();
    }

    @Test
    void aDrillWeighsNothing() {
        LoggedEvent drill =
                story.log(Story.report(Report.Kind.FLAG, "r1", Optional.of(Reason.CHILD_SAFETY), true, true, true));

        assertThat(model.fold(RiskState.EMPTY, drill)).isSameAs(RiskState.EMPTY);
    }

    @Test
    void eventsThatSayNothingLeaveTheVeryState() {
        RiskState before = payments(4);

        assertThat(model.fold(before, story.meetingStarted())).isSameAs(before);
        assertThat(model.fold(before, story.network("home"))).isSameAs(before);
        for (Observation.Kind kind : Observation.Kind.values()) {
            if (!List.of(
                            Observation.Kind.CONTACT_REQUESTED,
                            Observation.Kind.ACCOUNT_SANCTIONED,
                            Observation.Kind.ACCOUNT_CREATED) // each says something by itself
                    .contains(kind)) {
                assertThat(model.fold(before, story.observed(kind, Optional.empty(), Optional.empty(), Map.of())))
                        .as(kind.code())
                        .isSameAs(before);
            }
        }
    }

    @Test
    void timesBeyondAllReasonAreSurvived() {
        RiskState state = RiskState.EMPTY;
        for (Instant time : List.of(
                Instant.MIN,
                Instant.MAX,
                Instant.parse("0001-01-01T00:00:00Z"),
                Instant.parse("9999-12-31T23:59:59Z"),
                Instant.EPOCH)) {
            Report flag = Story.report(Report.Kind.FLAG, "r", Optional.of(Reason.HATE), false, false, false);
            state = model.fold(state, story.log(flag, time, Optional.empty()));
        }

        Risk risk = model.assess(state, Story.START);
        assertThat(risk.score()).isFinite();
        assertThat(risk.contributions().get(0).at()).isBeforeOrEqualTo(Story.START);
    }

    @Test
    void anEventThatArrivesLateWeighsAsIfItHadCameInTime() {
        Report flag = Story.report(Report.Kind.FLAG, "r1", Optional.of(Reason.HATE), false, false, false);
        Instant happened = Story.START.minus(Duration.ofDays(30));

        RiskState late = model.fold(RiskState.EMPTY, story.log(flag, happened, Optional.empty()));
        RiskState inTime =
                model.fold(RiskState.EMPTY, Story.ofAnna().at(happened).log(flag));

        assertThat(score(late, story.now())).isCloseTo(score(inTime, story.now()), within(1e-9));
        assertThat(score(late, story.now()))
                .isLessThan(score(model.fold(RiskState.EMPTY, story.log(flag)), story.now()));
    }

    @Test
    void aSwitchedOffFamilyIsNotHeardNorCounted() {
        RiskModel voiceOnly = new RiskModel(new RiskPolicy(
                POLICY.prior(),
                Set.of(Family.VOICE),
                POLICY.saturation(),
                POLICY.opening(),
                POLICY.networkCap(),
                POLICY.minorFloor(),
                POLICY.signals()));

        assertThat(voiceOnly.fold(RiskState.EMPTY, story.sanctioned())).isSameAs(RiskState.EMPTY);
        assertThat(voiceOnly.assess(payments(12), story.now()).probability()).isCloseTo(0.01, within(1e-9));
    }

    @Test
    void whatANewerVersionRememberedIsLeftAlone() {
        RiskState known = model.fold(RiskState.EMPTY, story.flag("r1", Reason.HATE));
        Map<String, RiskState.Decayed> sums = new HashMap<>(known.sums());
        sums.put("telepathy/1000", new RiskState.Decayed(9, 0));
        List<RiskState.Note> notes = new ArrayList<>(known.notes());
        notes.add(new RiskState.Note("TEL-1", "", 9, 1000, 1, 1, 0, 0, ""));
        RiskState newer = new RiskState(sums, notes, known.rates(), known.tallies(), known.marks());

        assertThat(model.assess(newer, story.now())).isEqualTo(model.assess(known, story.now()));
        assertThat(model.fold(newer, story.flag("r2", Reason.HATE)).sums()).containsKey("telepathy/1000");
    }

    @Test
    void atMostTwelveNotesAreKeptAndTheLightestGives() {
        RiskState state = RiskState.EMPTY;
        int reporter = 0;
        for (Reason reason : Reason.values()) {
            state = model.fold(state, story.flag("r" + reporter++, reason));
        }

        assertThat(state.notes()).hasSize(RiskState.NOTES);
        assertThat(state.notes()).extracting(RiskState.Note::about).doesNotContain("harassment", "hate");
        assertThat(state.notes()).extracting(RiskState.Note::signal).contains("USR-3");
    }
}
