package dev.pullcord.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Report;
import dev.pullcord.plugin.Reason;
import dev.pullcord.risk.RiskState.Decayed;
import dev.pullcord.wire.PolicyCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** What must hold whatever happens. */
class RiskPropertiesTest {
    private static final RiskPolicy POLICY = PolicyCodec.defaults().risk();
    private static final double EXACT = 1e-9;
    private final RiskModel model = new RiskModel(POLICY);

    private RiskState fold(RiskState before, List<LoggedEvent> events) {
        return model.fold(before, events, event -> AnyStory.BESIDE);
    }

    @Provide
    Arbitrary<List<AnyStory.Step>> steps() {
        return AnyStory.steps();
    }

    /** Every kind of event there is, so that no signal is left out of what must hold of all. */
    @Example
    void theseEventsMakeEverySignalSpeak() {
        Set<String> spoken = new TreeSet<>();
        Random random = new Random(3);
        for (int story = 0; story < 150; story++) {
            Ledger ledger = new Ledger(RiskState.EMPTY, Set.of());
            List<AnyStory.Step> steps = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                steps.add(new AnyStory.Step(
                        story == 0 ? 4 : random.nextInt(29),
                        random.nextInt(7),
                        random.nextInt(story == 0 ? 60 : 9000)));
            }
            for (LoggedEvent event : AnyStory.tell(steps)) {
                SignalInput in = SignalInput.of(
                                event,
                                AnyStory.BESIDE,
                                POLICY.signals().payments().worth())
                        .orElse(null);
                if (in != null) {
                    spoken.addAll(spoken(in, ledger));
                }
            }
        }

        assertThat(spoken)
                .containsExactlyInAnyOrderElementsOf(
                        Catalogue.all(POLICY.signals()).keySet());
    }

    private static List<String> spoken(SignalInput in, Ledger ledger) {
        List<String> spoken = new ArrayList<>();
        for (Signal signal : Catalogue.on(POLICY)) {
            signal.read(in, ledger).ifPresent(evidence -> spoken.add(signal.id()));
        }
        return spoken;
    }

    @Property(tries = 200)
    void itDoesNotMatterWhenOnTheCalendarItHappened(
            @ForAll("steps") List<AnyStory.Step> steps, @ForAll @LongRange(min = 1, max = 40_000_000) long seconds) {
        Duration shift = Duration.ofSeconds(seconds);
        List<LoggedEvent> events = AnyStory.tell(steps);
        List<LoggedEvent> later =
                events.stream().map(e -> Story.later(e, shift)).toList();
        Instant now = events.get(events.size() - 1).receivedAt().plus(Duration.ofDays(3));

        Risk risk = model.assess(fold(RiskState.EMPTY, events), now);
        Risk shifted = model.assess(fold(RiskState.EMPTY, later), now.plus(shift));

        assertThat(shifted.score()).isCloseTo(risk.score(), within(EXACT));
        assertThat(shifted.contributions())
                .extracting(Contribution::explanation)
                .isEqualTo(risk.contributions().stream()
                        .map(Contribution::explanation)
                        .toList());
    }

    /**
     * Different people, no more than are remembered, and signals that look at nothing but their own event: these commute even
     * when told one by one in any order.
     */
    @Property(tries = 200)
    void theOrderOfArrivalDoesNotMatter(@ForAll("steps") List<AnyStory.Step> steps, @ForAll Random random) {
        Story story = Story.ofAnna();
        List<LoggedEvent> events = new ArrayList<>();
        for (int i = 0; i < Math.min(steps.size(), 32); i++) {
            AnyStory.Step step = steps.get(i);
            story.after(Duration.ofSeconds(step.seconds()));
            events.add(
                    switch (step.what() % 4) {
                        case 0 -> story.flag("r" + i, AnyStory.REASONS.get(step.who()));
                        case 1 -> story.panic("p" + i);
                        case 2 -> story.blockedBy("b" + i);
                        default -> story.sanctioned();
                    });
        }
        List<LoggedEvent> shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, random);

        RiskState inOrder = model.fold(RiskState.EMPTY, events);
        RiskState outOfOrder = RiskState.EMPTY;
        for (LoggedEvent event : shuffled) {
            outOfOrder = model.fold(outOfOrder, event);
        }

        assertAlike(outOfOrder, inOrder);
        Risk risk = model.assess(inOrder, story.now());
        Risk other = model.assess(outOfOrder, story.now());
        assertThat(other.score()).isCloseTo(risk.score(), within(EXACT));
        assertThat(other.contributions())
                .extracting(Contribution::explanation)
                .containsExactlyInAnyOrderElementsOf(risk.contributions().stream()
                        .map(Contribution::explanation)
                        .toList());
    }

    private static void assertAlike(RiskState a, RiskState b) {
        assertThat(a.sums().keySet()).isEqualTo(b.sums().keySet());
        a.sums().forEach((key, sum) -> {
            assertThat(sum.sum()).isCloseTo(b.sums().get(key).sum(), within(EXACT));
            assertThat(sum.atMs()).isEqualTo(b.sums().get(key).atMs());
        });
        assertThat(a.marks()).isEqualTo(b.marks());
        assertThat(a.tallies()).isEqualTo(b.tallies());
        assertThat(a.notes())
                .usingRecursiveComparison()
                .withComparatorForType(RiskPropertiesTest::nearly, Double.class)
                .isEqualTo(b.notes());
    }

    private static int nearly(double a, double b) {
        return Math.abs(a - b) < EXACT ? 0 : Double.compare(a, b);
    }

    @Property
    void whatFadesHalvesInItsHalfLifeAndNeverGrows(
            @ForAll @DoubleRange(min = 0, max = 1e6) double sum,
            @ForAll @LongRange(min = 60_000, max = 315_360_000_000L) long halfLife,
            @ForAll @LongRange(min = 0, max = 315_360_000_000L) long elapsed) {
        Decayed decayed = new Decayed(sum, 1_000);

        assertThat(decayed.at(1_000 + halfLife, halfLife)).isCloseTo(sum / 2, within(EXACT * Math.max(1, sum)));
        assertThat(decayed.at(1_000 + elapsed, halfLife)).isBetween(0.0, sum);
        assertThat(decayed.at(0, halfLife)).isEqualTo(sum);
    }

    @Property
    void aFamilySaturatesAndNeverTurnsBack(
            @ForAll @DoubleRange(min = 0, max = 1e5) double a,
            @ForAll @DoubleRange(min = 0, max = 1e5) double b,
            @ForAll @DoubleRange(min = 0.01, max = 20) double most) {
        assertThat(RiskModel.saturated(a, most)).isBetween(0.0, Math.min(a, most) + EXACT);
        assertThat(RiskModel.saturated(Math.max(a, b), most))
                .isGreaterThanOrEqualTo(RiskModel.saturated(Math.min(a, b), most));
    }

    @Property(tries = 200)
    void networkAddsFivePerHundredAtMostAndNeverOpensACase(
            @ForAll("steps") List<AnyStory.Step> steps, @ForAll @IntRange(min = 1, max = 40) int networks) {
        List<LoggedEvent> events = AnyStory.tell(steps);
        RiskState without = fold(RiskState.EMPTY, events);
        Story story = Story.ofAnna().at(events.get(events.size() - 1).receivedAt());
        RiskState with = without;
        for (int i = 0; i < networks; i++) {
            String kind = i % 3 == 0 ? "tor" : i % 3 == 1 ? "vpn" : "proxy";
            with = model.fold(with, story.after(Duration.ofHours(25)).network(kind));
        }
        Instant now = story.now();

        double gained = model.assess(with, now).probability()
                - model.assess(without, now).probability();

        assertThat(gained).isBetween(-EXACT, 0.05 + EXACT);
        assertThat(model.behaviourOpens(with, now, Double.NEGATIVE_INFINITY))
                .isEqualTo(model.behaviourOpens(without, now, Double.NEGATIVE_INFINITY));
    }

    /** However bad his record, whoever he came with and however many kept silent. */
    @Property(tries = 500)
    void anotherPersonsFlagNeverLowers(
            @ForAll("steps") List<AnyStory.Step> steps,
            @ForAll @DoubleRange(min = 0, max = 500) double wrong,
            @ForAll @IntRange(min = 0, max = 40) int witnesses,
            @ForAll Random random) {
        List<LoggedEvent> events = AnyStory.tell(steps);
        RiskState before = fold(RiskState.EMPTY, events);
        Story story = Story.ofAnna().at(events.get(events.size() - 1).receivedAt());
        Beside his = Beside.of(new TrackRecord(
                Map.of(),
                Map.of(Reason.Group.ABUSE, wrong),
                random.nextBoolean() ? AnyStory.KNOWN.origins() : List.of(),
                random.nextBoolean()));
        List<String> there =
                IntStream.range(0, witnesses).mapToObj(i -> "x" + i).toList();

        RiskState after = model.fold(before, List.of(story.flag("new", Reason.HARASSMENT, there)), event -> his);

        assertThat(model.assess(after, story.now()).score())
                .isGreaterThanOrEqualTo(model.assess(before, story.now()).score());
    }

    /** Two people lowered what his flags weigh; panics, and whatever may be about a minor, are none of that. */
    @Property(tries = 300)
    void whatWasLoweredLowersNoPanicAndNoReportAboutAMinor(
            @ForAll("steps") List<AnyStory.Step> steps,
            @ForAll Reason reason,
            @ForAll boolean panic,
            @ForAll boolean danger,
            @ForAll boolean saysMinor) {
        List<LoggedEvent> events = AnyStory.tell(steps);
        RiskState before = fold(RiskState.EMPTY, events);
        Story story = Story.ofAnna().at(events.get(events.size() - 1).receivedAt());
        boolean minor = saysMinor || reason.group() == Reason.Group.MINORS;
        LoggedEvent report = story.log(Story.report(
                panic ? Report.Kind.PANIC : Report.Kind.FLAG, "new", Optional.of(reason), danger, minor, false));
        TrackRecord known = AnyStory.KNOWN;
        TrackRecord lowered = new TrackRecord(known.right(), known.wrong(), known.origins(), true);

        RiskState usual = model.fold(before, List.of(report), event -> Beside.of(known));
        RiskState less = model.fold(before, List.of(report), event -> Beside.of(lowered));

        if (panic || minor) {
            assertThat(less).isEqualTo(usual);
        } else {
            assertThat(model.assess(less, story.now()).score())
                    .isLessThan(model.assess(usual, story.now()).score());
        }
    }

    @Property(tries = 200)
    void aWithdrawalNeverLowers(@ForAll("steps") List<AnyStory.Step> steps, @ForAll Random random) {
        List<LoggedEvent> events = AnyStory.tell(steps);
        RiskState before = fold(RiskState.EMPTY, events);
        Story story = Story.ofAnna().at(events.get(events.size() - 1).receivedAt());
        LoggedEvent any = events.get(random.nextInt(events.size()));

        RiskState after = model.fold(
                before, story.after(Duration.ofMinutes(random.nextInt(90))).withdrawal(any));

        assertThat(model.assess(after, story.now()).score())
                .isGreaterThanOrEqualTo(model.assess(before, story.now()).score());
    }

    @Property(tries = 200)
    void scoresAreNumbersAndExplanationsNameNobody(@ForAll("steps") List<AnyStory.Step> steps) {
        List<LoggedEvent> events = AnyStory.tell(steps);

        Risk risk = model.assess(
                fold(RiskState.EMPTY, events), events.get(events.size() - 1).receivedAt());

        assertThat(risk.score()).isFinite();
        assertThat(risk.probability()).isBetween(0.0, 1.0);
        assertThat(risk.contributions()).hasSizeLessThanOrEqualTo(RiskState.NOTES);
        assertThat(risk.contributions())
                .isSortedAccordingTo((a, b) -> Double.compare(b.weight(), a.weight()))
                .allSatisfy(c -> assertThat(c.explanation())
                        .doesNotContain("anna")
                        .doesNotContainPattern("\\bw[0-9]\\b")
                        .endsWith("."))
                .allSatisfy(c -> assertThat(c.caution()).endsWith("."));
    }
}
