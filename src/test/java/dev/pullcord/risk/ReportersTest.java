package dev.pullcord.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Sightings;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.Reason;
import dev.pullcord.risk.TrackRecord.Kind;
import dev.pullcord.risk.TrackRecord.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far a flag is believed, by who raised it, with whom, and who kept silent. */
class ReportersTest extends RiskModelStory {
    private static final Subject ANNA = Story.ANNA;
    private static final double HARASSMENT = Math.log(0.5 / 0.2) * 0.8; // the default policy's rates and scale
    private static final double EXACT = 1e-6; // tallies keep six digits

    /** The record of a reporter whose own log says this. */
    private TrackRecord known(Story his, List<LoggedEvent> says) {
        return model.trackRecord(model.fold(RiskState.EMPTY, says, ReportersTest::origin), ANNA, his.now());
    }

    /** As the fold digests it, which knows the platform's secret. */
    static Beside origin(LoggedEvent event) {
        return Sightings.origin(event)
                .map(thing -> Beside.at(SignalInput.digest(thing.getValue())))
                .orElse(Beside.NOTHING);
    }

    private TrackRecord judged(String conclusion, int times) {
        Story his = new Story(Subject.account("rob"));
        return known(
                his,
                IntStream.range(0, times)
                        .mapToObj(i -> his.judged(Reason.Group.ABUSE, conclusion, "", "other-" + i))
                        .toList());
    }

    private double weighs(TrackRecord reporter) {
        return voice(model.fold(
                RiskState.EMPTY, List.of(story.flag("rob", Reason.HARASSMENT)), event -> Beside.of(reporter)));
    }

    private double voice(RiskState state) {
        return model.assess(state, story.now()).contributions().stream()
                .filter(c -> c.family() == Family.VOICE)
                .mapToDouble(Contribution::weight)
                .sum();
    }

    /** Beta(0.33·8, 0.67·8) and three conclusions more, by hand. */
    @ParameterizedTest
    @CsvSource({
        "right, 0.7591", // 5.64 / 11 = 0.5127, log-odds 0.0509, against −0.7082
        "wrong, -0.4445" // 2.64 / 11 = 0.24, log-odds −1.1527
    })
    void threeConclusionsMoveAStranger(String conclusion, double change) {
        assertThat(weighs(judged(conclusion, 3))).isCloseTo(HARASSMENT + change, within(2e-3));
    }

    @Test
    void aStrangersFlagWeighsWhatThePolicySays() {
        assertThat(weighs(TrackRecord.NONE)).isCloseTo(HARASSMENT, within(EXACT));
    }

    @Test
    void ofOneOrTwoConclusionsNothingIsSaid() {
        assertThat(weighs(judged("wrong", 2))).isCloseTo(HARASSMENT, within(EXACT));
        assertThat(weighs(judged("right", 2))).isCloseTo(HARASSMENT, within(EXACT));
    }

    @Test
    void whoWasOftenRightCountsForMoreButNotWithoutEnd() {
        assertThat(weighs(judged("right", 3))).isGreaterThan(weighs(judged("right", 2)));
        assertThat(weighs(judged("right", 500))).isCloseTo(HARASSMENT + 1.0, within(EXACT));
    }

    @Test
    void whoWasAlwaysWrongStillCountsForSomething() {
        assertThat(weighs(judged("wrong", 500))).isCloseTo(HARASSMENT * 0.2, within(EXACT));
    }

    @Test
    void aRecordIsOfItsGroupOfReasonsOnly() {
        Story his = new Story(Subject.account("rob"));
        TrackRecord aboutFraud = known(
                his,
                IntStream.range(0, 5)
                        .mapToObj(i -> his.judged(Reason.Group.DECEPTION, "wrong", "", "eve-" + i))
                        .toList());

        assertThat(weighs(aboutFraud)).isCloseTo(HARASSMENT, within(EXACT));
    }

    @Test
    void aRecordFadesToAStrangers() {
        Story his = new Story(Subject.account("rob"));
        List<LoggedEvent> wrong = IntStream.range(0, 3)
                .mapToObj(i -> his.judged(Reason.Group.ABUSE, "wrong", "", "eve-" + i))
                .toList();
        his.after(Duration.ofDays(180));
        TrackRecord later = known(his, wrong);

        assertThat(later.wrong()).containsEntry(Reason.Group.ABUSE, 1.5);
        assertThat(weighs(later)).isBetween(weighs(judged("wrong", 3)), HARASSMENT - 0.1);
    }

    private static List<LoggedEvent> with(List<LoggedEvent> before, LoggedEvent... more) {
        List<LoggedEvent> all = new ArrayList<>(before);
        all.addAll(List.of(more));
        return all;
    }

    /** Each by somebody else, where no decider is given. */
    private static List<LoggedEvent> three(Story his, String conclusion, String decider) {
        return IntStream.range(0, 3)
                .mapToObj(i -> his.judged(
                        Reason.Group.ABUSE,
                        conclusion,
                        "",
                        "other-" + i,
                        decider.isEmpty() ? "who judges " + i : decider))
                .toList();
    }

    @Test
    void anOverturnLeavesNothingOfWhatWasConcludedFirst() {
        Story his = new Story(Subject.account("rob"));
        List<LoggedEvent> others = three(his, "right", "");
        LoggedEvent first = his.judged(Reason.Group.ABUSE, "wrong", "", "eve");
        LoggedEvent overturned = his.judged(Reason.Group.ABUSE, "right", "wrong", "eve"); // told later, as of the first
        his.after(Duration.ofDays(90));

        TrackRecord one = known(his, with(others, first, overturned));
        TrackRecord other = known(his, with(others, overturned, first));

        assertThat(one.wrong().get(Reason.Group.ABUSE)).isZero();
        assertThat(one.right().get(Reason.Group.ABUSE)).isCloseTo(4 * Math.sqrt(0.5), within(EXACT));
        assertThat(other.right()).isEqualTo(one.right());
    }

    @Test
    void oneTargetFlaggedAgainAndAgainIsOneProofAndNotThree() {
        Story his = new Story(Subject.account("rob"));
        LoggedEvent burner = his.judged(Reason.Group.ABUSE, "right", "", "burner");
        LoggedEvent again = his.judged(Reason.Group.ABUSE, "right", "", "burner");
        LoggedEvent more = his.judged(Reason.Group.ABUSE, "right", "", "burner");

        assertThat(known(his, List.of(burner, again, more)).right()).isEmpty();
        assertThat(known(his, with(three(his, "right", ""), burner, again, more))
                        .right())
                .containsEntry(Reason.Group.ABUSE, 4.0);
    }

    @Test
    void oneModeratorAloneLeavesMostOfWhatAReportersWordWeighs() {
        Story his = new Story(Subject.account("rob"));
        TrackRecord byAnn = known(his, three(his, "wrong", "ann"));
        List<LoggedEvent> hundred = IntStream.range(0, 100)
                .mapToObj(i -> his.judged(Reason.Group.ABUSE, "wrong", "", "other-" + i, "ann"))
                .toList();

        assertThat(byAnn.wrong().get(Reason.Group.ABUSE)).isCloseTo(3 / (1 + 2 * 0.6), within(EXACT));
        assertThat(weighs(known(his, hundred))).isGreaterThan(HARASSMENT * 0.6);
        assertThat(weighs(judged("wrong", 100))).as("by a hundred").isLessThan(HARASSMENT * 0.3);
    }

    @Test
    void whatOneModeratorConcludedIsTakenBackWhole() {
        Story his = new Story(Subject.account("rob"));
        LoggedEvent fourth = his.judged(Reason.Group.ABUSE, "wrong", "", "ivy", "ann");
        LoggedEvent overturned = his.judged(Reason.Group.ABUSE, "", "wrong", "ivy", "ann");
        List<LoggedEvent> three = three(his, "wrong", "ann");

        assertThat(known(his, with(three, fourth, overturned)).wrong().get(Reason.Group.ABUSE))
                .isCloseTo(known(his, three).wrong().get(Reason.Group.ABUSE), within(EXACT));
    }

    @Test
    void whoOverturnsTakesBackWhatAnotherConcludedAndNoMore() {
        Story his = new Story(Subject.account("rob"));
        LoggedEvent fourth = his.judged(Reason.Group.ABUSE, "wrong", "", "ivy", "ann");
        LoggedEvent overturned = his.judged(Reason.Group.ABUSE, "", "wrong", "ivy", "ben", "ann");
        List<LoggedEvent> three = three(his, "wrong", "ann");

        assertThat(known(his, with(three, fourth, overturned)).wrong().get(Reason.Group.ABUSE))
                .isCloseTo(known(his, three).wrong().get(Reason.Group.ABUSE), within(EXACT));
    }

    @Test
    void anOverturnOfOneOfTwoAboutTheSameLeavesTheOther() {
        Story his = new Story(Subject.account("rob"));
        List<LoggedEvent> others = three(his, "wrong", "");
        LoggedEvent first = his.judged(Reason.Group.ABUSE, "wrong", "", "eve");
        LoggedEvent second = his.judged(Reason.Group.ABUSE, "wrong", "", "eve");
        LoggedEvent overturned = his.judged(Reason.Group.ABUSE, "", "wrong", "eve");

        assertThat(known(his, with(others, first, second, overturned)).wrong()).containsEntry(Reason.Group.ABUSE, 4.0);
        assertThat(known(his, with(others, first, second, overturned, overturned))
                        .wrong())
                .containsEntry(Reason.Group.ABUSE, 3.0);
    }

    @Test
    void aPanicAsksForNobodysRecord() {
        Beside never = Beside.of(judged("wrong", 500));
        List<LoggedEvent> panic = List.of(story.panic("rob"));

        assertThat(model.fold(RiskState.EMPTY, panic, event -> never)).isEqualTo(model.fold(RiskState.EMPTY, panic));
    }

    @Test
    void flagsOfOneOriginCountAsTheirEffectiveNumber() {
        TrackRecord oneDevice = new TrackRecord(Map.of(), Map.of(), List.of(new Origin(Kind.DEVICE, "d")));

        RiskState brigade = flags(10, event -> oneDevice);

        assertThat(voice(brigade)).isCloseTo(HARASSMENT * 10 / (1 + 9 * 0.9), within(EXACT));
        assertThat(voice(flags(10, event -> TrackRecord.NONE))).isCloseTo(HARASSMENT * 10, within(EXACT));
        assertThat(explanations(brigade))
                .contains("9 more flags came from a device that another flag came from, and count for less.");
    }

    @Test
    void ofSeveralSharedOriginsTheOneThatTakesMostAwayCounts() {
        TrackRecord both = new TrackRecord(
                Map.of(), Map.of(), List.of(new Origin(Kind.NETWORK, "n"), new Origin(Kind.CREATED, "1000")));

        assertThat(voice(flags(5, event -> both))).isCloseTo(HARASSMENT * 5 / (1 + 4 * 0.5), within(EXACT));
    }

    @Test
    void strangersBesideABrigadeCountInFull() {
        TrackRecord brigade = new TrackRecord(Map.of(), Map.of(), List.of(new Origin(Kind.DEVICE, "d")));

        AtomicInteger asked = new AtomicInteger();
        RiskState mixed = flags(6, event -> asked.getAndIncrement() < 3 ? brigade : TrackRecord.NONE);

        assertThat(voice(mixed)).isCloseTo(HARASSMENT * (3 / (1 + 2 * 0.9) + 3), within(EXACT));
    }

    private RiskState flags(int people, Function<LoggedEvent, TrackRecord> known) {
        Story fresh = Story.ofAnna();
        List<LoggedEvent> flags = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            flags.add(fresh.flag("r" + i, Reason.HARASSMENT));
        }
        return model.fold(RiskState.EMPTY, flags, event -> Beside.of(known.apply(event)));
    }

    /** What people conclude goes into records: it must not follow from them. */
    @Test
    void beforeItIsDecidedNobodyIsShownWhatBecameOfEarlierFlagsAndItStillAddsUp() {
        Beside known = Beside.of(judged("wrong", 3));
        RiskState state = model.fold(RiskState.EMPTY, List.of(story.flag("rob", Reason.HARASSMENT)), event -> known);
        Risk risk = model.assess(state, story.now());
        Risk shown = risk.toDecide();

        assertThat(shown.contributions()).extracting(Contribution::signal).containsExactly("USR-1");
        assertThat(shown.prior() + shown.contributions().get(0).counts() + shown.rest())
                .isCloseTo(shown.score(), within(EXACT));
        assertThat(shown.rest()).as("nor can it be worked out").isCloseTo(risk.rest(), within(EXACT));
        assertThat(shown.score()).isGreaterThan(risk.score());
        assertThat(shown.probability()).isEqualTo(RiskModel.sigmoid(shown.score()));
    }

    @Test
    void whatIsTakenAwayIsShownAndAddsUp() {
        TrackRecord wrong = judged("wrong", 3);
        RiskState state = model.fold(
                RiskState.EMPTY,
                List.of(story.flag("rob", Reason.HARASSMENT, List.of("w1", "w2"))),
                event -> Beside.of(wrong));
        Risk risk = model.assess(state, story.now());

        assertThat(risk.contributions())
                .extracting(Contribution::signal)
                .containsExactlyInAnyOrder("USR-1", "USR-1/silence", "USR-1/record");
        double counts =
                risk.contributions().stream().mapToDouble(Contribution::counts).sum();
        assertThat(risk.prior() + counts).isCloseTo(risk.score(), within(EXACT));
        assertThat(explanations(state)).contains("1 of those who flagged was right less often than most before.");
    }

    @Test
    void aRepetitionIsBelievedAsFarAsItsReporterIs() {
        Beside known = Beside.of(judged("wrong", 3));
        List<LoggedEvent> twice = List.of(story.flag("rob", Reason.HARASSMENT), story.flag("rob", Reason.HARASSMENT));

        RiskState state = model.fold(RiskState.EMPTY, twice, event -> known);

        assertThat(voice(state)).isCloseTo(weighs(judged("wrong", 3)) * 1.1, within(EXACT)); // repeatShare
        assertThat(explanations(state)).contains("1 of those who flagged was right less often than most before.");
    }

    @Test
    void aLiarsRepetitionMonthsLaterIsBelievedNoMoreThanHisFirst() {
        Beside liar = Beside.of(judged("wrong", 500));
        LoggedEvent first = story.flag("rob", Reason.HARASSMENT);
        RiskState once = model.fold(RiskState.EMPTY, List.of(first), event -> liar);
        double before = voice(once);

        LoggedEvent again = story.after(Duration.ofDays(60)).flag("rob", Reason.HARASSMENT);

        assertThat(voice(model.fold(once, List.of(again), event -> liar))).isCloseTo(before, within(EXACT));
    }

    @Test
    void aRecordIsAskedForAtEachFlagByItsOwnReason() {
        Beside liar = Beside.of(judged("wrong", 500)); // about abuse
        double spam = Math.log(0.45 / 0.12);

        RiskState state = model.fold(
                RiskState.EMPTY,
                List.of(story.flag("rob", Reason.FRAUD_SPAM), story.flag("rob", Reason.HARASSMENT)),
                event -> liar);

        assertThat(voice(state)).isCloseTo(spam + HARASSMENT * 0.1 * 0.2, within(EXACT)); // repeatShare, least
    }

    @Test
    void whatALiarSaysOfAMinorIsBelievedLittleButSeenToByPeople() {
        TrackRecord liar = new TrackRecord(Map.of(), Map.of(Reason.Group.MINORS, 500.0), List.of());
        LoggedEvent flag = story.flag("rob", Reason.CHILD_SAFETY);

        RiskState believed = model.fold(RiskState.EMPTY, flag);
        RiskState liars = model.fold(RiskState.EMPTY, List.of(flag), event -> Beside.of(liar));

        assertThat(voice(liars)).isCloseTo(voice(believed) * 0.2, within(EXACT));
        assertThat(model.assess(liars, story.after(Duration.ofDays(3650)).now()).probability())
                .isGreaterThanOrEqualTo(POLICY.minorFloor() - EXACT);
    }

    @Test
    void whoFlagsAndWithdrawsAgainAndAgainCountsOnceAsFarAsHeIsBelieved() {
        Beside liar = Beside.of(judged("wrong", 500));
        List<LoggedEvent> events = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            LoggedEvent flag = story.flag("rob", Reason.HARASSMENT);
            events.add(flag);
            events.add(story.after(Duration.ofMinutes(2)).withdrawal(flag));
        }

        assertThat(model.assess(model.fold(RiskState.EMPTY, events, event -> liar), story.now())
                        .contributions())
                .filteredOn(c -> c.signal().equals("USR-4"))
                .singleElement()
                .satisfies(c -> assertThat(c.weight()).isCloseTo(0.7 * 0.2, within(1e-3))); // 40 minutes of 30 days
    }
}
