package dev.pullcord.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pullcord.review.PolicyPack;
import dev.pullcord.simulation.Evaluation.Figure;
import dev.pullcord.wire.PolicyCodec;
import dev.pullcord.wire.WorldCodec;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationTest {
    private static final PolicyPack PACK = PolicyCodec.defaults();

    @Test
    void oneSeedDoesNotShowThatAWaitIsLonger() {
        Figure longest = new Figure(30, 1);

        assertThat(new Evaluation.Wait(longest, new Figure(5, Double.NaN)).worse())
                .isFalse();
        assertThat(new Evaluation.Wait(longest, new Figure(5, 5)).worse()).isFalse();
        assertThat(new Evaluation.Wait(longest, new Figure(5, 4)).worse()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ordinary-week",
                "brigade-storm",
                "den",
                "sextortion-wave",
                "intruder-night",
                "understaffed-desk",
                "quiet-town",
                "quiet-harm",
                "trusted-liars",
                "panic-flood"
            })
    void everyWorldIsPlayedByEveryRankerAndNoneSeesBetterThanTheTruth(String world) throws IOException {
        AtomicInteger done = new AtomicInteger();

        Map<String, Map<String, Figure>> figures = Evaluation.of(
                        WorldCodec.readOwn(world), PACK, Evaluation.RANKERS, 1, 1, done::incrementAndGet)
                .figures();

        assertThat(done).hasValue(1);
        assertThat(figures.keySet()).containsExactlyElementsOf(Evaluation.RANKERS);
        double limit = figures.get("oracle").get(Measure.LOOK_P50.title()).mean();
        assertThat(figures.values())
                .allSatisfy(row -> assertThat(row.get(Measure.LOOK_P50.title()).mean())
                        .satisfiesAnyOf(
                                p50 -> assertThat(p50).isNaN(),
                                p50 -> assertThat(p50).isGreaterThanOrEqualTo(limit)));
    }

    @Test
    void theSameSeedsGiveTheSameFiguresOnAnyNumberOfCores() throws Exception {
        WorldPlan plan = WorldCodec.readOwn("quiet-town");
        ForkJoinPool one = new ForkJoinPool(1);
        ForkJoinPool four = new ForkJoinPool(4);
        try {
            Evaluation.Table first = one.submit(() -> Evaluation.of(plan, PACK, Evaluation.RANKERS, 7, 4, () -> {}))
                    .get();
            Evaluation.Table second = four.submit(() -> Evaluation.of(plan, PACK, Evaluation.RANKERS, 7, 4, () -> {}))
                    .get();

            assertThat(second).isEqualTo(first);
        } finally {
            one.shutdown();
            four.shutdown();
        }
    }

    /** Figures that another process, on another machine, found; they change only with the world. */
    @Test
    void theSameSeedGivesTheSameFiguresInEveryProcess() throws IOException {
        Map<String, Figure> fifo = Evaluation.of(WorldCodec.readOwn("den"), PACK, List.of("fifo"), 1, 1, () -> {})
                .figures()
                .get("fifo");

        assertThat(fifo.get(Measure.LONGEST.title()).mean()).isCloseTo(17.549733, within(1e-6));
        assertThat(fifo.get(Measure.HARM.title()).mean()).isCloseTo(20714.430083, within(1e-6));
    }

    @Test
    void whoIsActedOnDoesNoMoreHarm() throws IOException {
        WorldPlan plan = WorldCodec.readOwn("sextortion-wave").withSeed(3);
        World world = new World(plan);
        Evening evening = world.evening(0, java.time.Instant.parse("2026-11-02T18:00:00Z"));
        Truth truth = new Truth(evening);
        DeskPlan sharp = new DeskPlan(50, java.time.Duration.ofMinutes(1), 0, 0);

        DeskRecord record = DeskRun.play(evening, plan.evening(), truth, new Oracle(truth), sharp, 1);

        assertThat(record.stopped()).isNotEmpty();
        record.cases()
                .forEach(c -> c.reports()
                        .forEach(report -> assertThat(record.stopped().getOrDefault(c.subject(), java.time.Instant.MAX))
                                .isAfterOrEqualTo(report.receivedAt())));
    }

    @Test
    void anIntervalIsStudentsOverTheSeeds() {
        Figure figure = Figure.of(List.of(1.0, 2.0, 3.0, Double.NaN));

        assertThat(figure.mean()).isEqualTo(2.0);
        assertThat(figure.half()).isBetween(2.484, 2.485); // t(2; 0.975) = 4.3027, × 1 / √3
    }
}
