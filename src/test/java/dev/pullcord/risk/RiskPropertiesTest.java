package dev.pullcord.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Observation;
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
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
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
    private static final List<Reason> REASONS = List.of(
            Reason.CHILD_SAFETY,
            Reason.GROOMING,
            Reason.SEXTORTION,
            Reason.THREAT_TO_LIFE,
            Reason.HATE,
            Reason.FRAUD_SPAM,
            Reason.OTHER);
    private static final TrackRecord KNOWN = new TrackRecord(
            Map.of(Reason.Group.DECEPTION, 3.0),
            Map.of(Reason.Group.ABUSE, 3.0),
            List.of(new TrackRecord.Origin(TrackRecord.Kind.DEVICE, "d")));
    private static final Beside BESIDE = new Beside("o", 2, 3, 3, 5, KNOWN);
    private final RiskModel model = new RiskModel(POLICY);

    private RiskState fold(RiskState before, List<LoggedEvent> events) {
        return model.fold(before, events, event -> BESIDE);
    }

    /** What happens next, as a small number, and how many seconds after the last. */
    record Step(int what, int who, long seconds) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 24),
                        Arbitraries.integers().between(0, 6),
                        Arbitraries.longs().between(0, 3 * 86_400))
                .as(Step::new)
                .list()
                .ofMaxSize(60);
    }

    private static List<LoggedEvent> tell(List<Step> steps) {
        Story story = Story.ofAnna();
        List<LoggedEvent> told = new ArrayList<>();
        LoggedEvent lastFlag = story.flag("r", Reason.HARASSMENT);
        told.add(lastFlag);
        for (Step step : steps) {
            story.after(Duration.ofSeconds(step.seconds));
            String who = "w" + step.who;
            LoggedEvent next = step.what == 2 ? story.withdrawal(lastFlag) : next(story, step, who);
            lastFlag = step.what == 0 || step.what == 9 ? next : lastFlag;
            told.add(next);
        }
        return told;
    }

    private static LoggedEvent next(Story story, Step step, String who) {
        return switch (step.what) {
            case 0 -> story.flag(who, REASONS.get(step.who));
            case 1 -> story.panic(who);
            case 24 -> story.flag(who, Reason.FRAUD_SPAM, List.of(who, "w7", "w8"));
            case 3 -> story.payment(who, 2000 + step.seconds / 10, "EUR");
            case 4 -> story.asks(who, Map.of("accepted", false, "ageBand", "adult", "counterpartyAgeBand", "minor"));
            case 5 -> story.blockedBy(who);
            case 6 -> story.sanctioned();
            case 7 -> story.network("tor");
            case 8 -> story.meetingStarted();
            case 9 -> story.flag(who, Reason.DECEPTIVE_RECRUITMENT);
            case 10, 11 -> story.attended("m" + step.seconds, who, Duration.ofMinutes(20), Map.of());
            case 12 ->
                story.attended(
                        "m" + step.seconds,
                        "",
                        Duration.ofMinutes(20),
                        Map.of("published", step.who > 2, "publishing", 1L, "restricted", true, "panics", 1L));
            case 13 ->
                story.attended(
                        "m" + step.seconds,
                        "",
                        Duration.ofMinutes(20),
                        Map.of("hosted", true, "paid", true, "noticeSeconds", 60L));
            case 14 -> story.paidBy(who + step.seconds, 700, "EUR");
            case 15 -> story.harvests(who, 80);
            case 16 -> story.links(who, "messenger");
            case 17 -> story.sends(60, 0.9);
            case 18 -> story.says("adult", "minor");
            case 19 -> story.created();
            case 20 -> story.device();
            case 21 ->
                story.observed(
                        Observation.Kind.PAYMENT,
                        Optional.of(who),
                        Optional.of(new Observation.Amount(90_000, "EUR")),
                        Map.of("round", true, "late", true));
            case 22 -> story.by(who, Observation.Kind.CONTACT_REQUESTED, Optional.empty());
            case 23 -> story.paidBy(who, 900, "EUR");
            default -> story.flag(who, Reason.FRAUD_SPAM);
        };
    }

    /** Every kind of event there is, so that no signal is left out of what must hold of all. */
    @Example
    void theseEventsMakeEverySignalSpeak() {
        Set<String> spoken = new TreeSet<>();
        Random random = new Random(3);
        for (int story = 0; story < 60; story++) {
            Ledger ledger = new Ledger(RiskState.EMPTY, Set.of());
            List<Step> steps = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                steps.add(new Step(
                        story == 0 ? 4 : random.nextInt(25),
                        random.nextInt(7),
                        random.nextInt(story == 0 ? 60 : 9000)));
            }
            for (LoggedEvent event : tell(steps)) {
                SignalInput in = SignalInput.of(event, BESIDE).orElse(null);
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
    void cuttingTheLogIntoBatchesChangesNothing(@ForAll("steps") List<Step> steps, @ForAll Random random) {
        List<LoggedEvent> events = tell(steps);
        RiskState whole = fold(RiskState.EMPTY, events);

        RiskState cut = RiskState.EMPTY;
        for (int from = 0; from < events.size(); ) {
            int to = Math.min(events.size(), from + 1 + random.nextInt(7));
            cut = fold(cut, events.subList(from, to));
            from = to;
        }

        assertThat(cut).isEqualTo(whole);
    }

    @Property(tries = 200)
    void itDoesNotMatterWhenOnTheCalendarItHappened(
            @ForAll("steps") List<Step> steps, @ForAll @LongRange(min = 1, max = 40_000_000) long seconds) {
        Duration shift = Duration.ofSeconds(seconds);
        List<LoggedEvent> events = tell(steps);
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
     * Different people, no more than are remembered, and signals that look at nothing but their own event: these commute.
     */
    @Property(tries = 200)
    void theOrderOfArrivalDoesNotMatter(@ForAll("steps") List<Step> steps, @ForAll Random random) {
        Story story = Story.ofAnna();
        List<LoggedEvent> events = new ArrayList<>();
        for (int i = 0; i < Math.min(steps.size(), 32); i++) {
            Step step = steps.get(i);
            story.after(Duration.ofSeconds(step.seconds));
            events.add(
                    switch (step.what % 4) {
                        case 0 -> story.flag("r" + i, REASONS.get(step.who));
                        case 1 -> story.panic("p" + i);
                        case 2 -> story.blockedBy("b" + i);
                        default -> story.sanctioned();
                    });
        }
        List<LoggedEvent> shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, random);

        RiskState inOrder = model.fold(RiskState.EMPTY, events);
        RiskState outOfOrder = model.fold(RiskState.EMPTY, shuffled);

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
            @ForAll("steps") List<Step> steps, @ForAll @IntRange(min = 1, max = 40) int networks) {
        List<LoggedEvent> events = tell(steps);
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
            @ForAll("steps") List<Step> steps,
            @ForAll @DoubleRange(min = 0, max = 500) double wrong,
            @ForAll @IntRange(min = 0, max = 40) int witnesses,
            @ForAll Random random) {
        List<LoggedEvent> events = tell(steps);
        RiskState before = fold(RiskState.EMPTY, events);
        Story story = Story.ofAnna().at(events.get(events.size() - 1).receivedAt());
        Beside his = Beside.of(new TrackRecord(
                Map.of(), Map.of(Reason.Group.ABUSE, wrong), random.nextBoolean() ? KNOWN.origins() : List.of()));
        List<String> there =
                IntStream.range(0, witnesses).mapToObj(i -> "x" + i).toList();

        RiskState after = model.fold(before, List.of(story.flag("new", Reason.HARASSMENT, there)), event -> his);

        assertThat(model.assess(after, story.now()).score())
                .isGreaterThanOrEqualTo(model.assess(before, story.now()).score());
    }

    @Property(tries = 200)
    void aWithdrawalNeverLowers(@ForAll("steps") List<Step> steps, @ForAll Random random) {
        List<LoggedEvent> events = tell(steps);
        RiskState before = fold(RiskState.EMPTY, events);
        Story story = Story.ofAnna().at(events.get(events.size() - 1).receivedAt());
        LoggedEvent any = events.get(random.nextInt(events.size()));

        RiskState after = model.fold(
                before, story.after(Duration.ofMinutes(random.nextInt(90))).withdrawal(any));

        assertThat(model.assess(after, story.now()).score())
                .isGreaterThanOrEqualTo(model.assess(before, story.now()).score());
    }

    @Property(tries = 200)
    void scoresAreNumbersAndExplanationsNameNobody(@ForAll("steps") List<Step> steps) {
        List<LoggedEvent> events = tell(steps);

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
