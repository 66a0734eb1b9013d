package dev.pullcord.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.insight.CaseCourse.End;
import dev.pullcord.insight.CaseCourse.Step;
import dev.pullcord.insight.CaseCourse.Voice;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Reason;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:30:00Z");
    private static final Instant OPENED = NOW.minus(Duration.ofHours(2));

    /** One that a first look was taken at after so many seconds, and a decision made after twice as many. */
    private static CaseCourse looked(String id, int seconds, Outcome outcome) {
        return new CaseCourse(
                id,
                OPENED,
                "other",
                OPENED.plusSeconds(60),
                Optional.of(Reason.GROOMING),
                Voice.FLAG,
                false,
                Set.of("USR-1"),
                Optional.of(OPENED.plusSeconds(seconds)),
                Optional.of(OPENED.plusSeconds(2L * seconds)),
                Optional.of(outcome),
                Optional.empty(),
                List.of());
    }

    private static CaseCourse waiting(String id, Instant deadline, boolean drill) {
        return new CaseCourse(
                id,
                OPENED,
                "panic_live",
                deadline,
                Optional.empty(),
                Voice.PANIC,
                drill,
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private static Figures of(List<CaseCourse> cases) {
        return Figures.of(Window.DAY, new CaseCourses.Read(cases, Window.DAY.from(NOW)), NOW);
    }

    private static Figures.Times times(Figures figures, Cut.Span span, Optional<String> lane) {
        return figures.times().stream()
                .filter(t -> t.span() == span && t.lane().equals(lane))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aPercentileIsOneThatWasMeasuredAndTheBarsHoldEachOnce() {
        List<CaseCourse> cases = IntStream.rangeClosed(1, 100)
                .mapToObj(i -> looked("c" + i, i, Outcome.VIOLATION))
                .toList();

        Figures.Times looks = times(of(cases), Cut.Span.FIRST_LOOK, Optional.empty());

        assertThat(List.of(looks.p50(), looks.p95(), looks.p99())).containsExactly(50_000L, 95_000L, 99_000L);
        // below 1 s, 5 s, 15 s, 30 s, 1 min, 2 min: what lasted a minute is not below it
        assertThat(looks.bars()).startsWith(0L, 4L, 10L, 15L, 30L, 41L, 0L);
        assertThat(looks.bars().stream().mapToLong(n -> n).sum()).isEqualTo(100);
        assertThat(times(of(cases), Cut.Span.DECISION, Optional.of("other")).p50())
                .isEqualTo(100_000);
    }

    @Test
    void whatNobodyLookedAtIsLateOnceItsDeadlineIsOverAndUnknownBefore() {
        Figures figures = of(List.of(
                waiting("late", NOW.minusSeconds(1), false),
                waiting("early", NOW.plusSeconds(1), false),
                looked("slow", 61, Outcome.VIOLATION),
                looked("quick", 60, Outcome.VIOLATION)));

        assertThat(figures.inTime().get("panic_live"))
                .extracting(Interval::of, Interval::share)
                .containsExactly(1L, 0.0);
        assertThat(figures.inTime().get("other"))
                .extracting(Interval::of, Interval::share)
                .containsExactly(2L, 0.5);
        assertThat(figures.pieces().stream().mapToLong(Figures.Piece::late).sum())
                .isEqualTo(2);
    }

    @Test
    void onlyWhatWasDecidedOneWayOrTheOtherSaysHowOftenASignalWasRight() {
        Figures figures = of(List.of(
                looked("yes", 1, Outcome.VIOLATION),
                looked("no", 1, Outcome.NO_VIOLATION),
                looked("nothing", 1, Outcome.UNFOUNDED_REPORT),
                looked("cannot tell", 1, Outcome.INSUFFICIENT),
                looked("twice", 1, Outcome.DUPLICATE)));

        Figures.Right signal = figures.right().stream()
                .filter(r -> r.of() == Figures.Of.SIGNAL)
                .findFirst()
                .orElseThrow();
        assertThat(signal.name()).isEqualTo("USR-1");
        assertThat(signal.share()).isEqualTo(Interval.share(1, 3));
        assertThat(figures.reasons())
                .containsExactly(new Figures.ByReason(
                        "grooming",
                        5,
                        0,
                        Map.of(
                                Outcome.VIOLATION, 1L,
                                Outcome.NO_VIOLATION, 1L,
                                Outcome.UNFOUNDED_REPORT, 1L,
                                Outcome.INSUFFICIENT, 1L,
                                Outcome.DUPLICATE, 1L)));
    }

    @Test
    void aRehearsalIsCountedAndIsInNothingElse() {
        Figures figures =
                of(List.of(waiting("drill", NOW.minusSeconds(1), true), looked("real", 1, Outcome.VIOLATION)));

        assertThat(figures.rehearsals()).isEqualTo(1);
        assertThat(figures.opened()).isEqualTo(1);
        assertThat(figures.inTime()).containsOnlyKeys("other");
        assertThat(figures.undecided()).isZero();
    }

    @Test
    void theWindowIsWholePiecesWithoutAGapAndEndsWithNow() {
        Figures figures = of(List.of(looked("c", 1, Outcome.VIOLATION)));

        assertThat(figures.pieces()).hasSize(24);
        assertThat(figures.pieces().get(0).at()).isEqualTo(Instant.parse("2026-11-25T13:00:00Z"));
        assertThat(figures.pieces().get(23).at()).isEqualTo(Instant.parse("2026-11-26T12:00:00Z"));
        assertThat(figures.pieces().get(21).opened()).isEqualTo(1);
        assertThat(figures.pieces().get(21).firstLookMs()).hasValue(1000);
    }

    @Test
    void aCutFindsAsManyAsTheFigureSays() {
        CaseCourse acted = new CaseCourse(
                "acted",
                OPENED,
                "other",
                OPENED.plusSeconds(60),
                Optional.of(Reason.HARASSMENT),
                Voice.FLAGS,
                false,
                Set.of(),
                Optional.of(OPENED.plusSeconds(5)),
                Optional.of(OPENED.plusSeconds(10)),
                Optional.of(Outcome.NO_VIOLATION),
                Optional.of(Decision.Cause.APPEAL),
                List.of(
                        new Step(ActionType.WARN, End.FAILED, OPENED.plusSeconds(10), Optional.empty()),
                        new Step(
                                ActionType.REMOVE_PARTICIPANT,
                                End.DONE,
                                OPENED.plusSeconds(10),
                                Optional.of(OPENED.plusSeconds(13)))));
        List<CaseCourse> cases = new ArrayList<>(List.of(acted, waiting("drill", NOW, true)));
        IntStream.rangeClosed(1, 9).forEach(i -> cases.add(looked("c" + i, i, Outcome.VIOLATION)));
        Figures figures = of(cases);

        Figures.Times effect = times(figures, Cut.Span.EFFECT, Optional.empty());
        assertThat(List.of(effect.count(), effect.p50())).containsExactly(1L, 13_000L);
        assertThat(times(figures, Cut.Span.ACTION, Optional.empty()).p50()).isEqualTo(3_000);
        assertThat(figures.overturned()).containsExactly(Map.entry(Decision.Cause.APPEAL, 1L));
        assertThat(figures.actions())
                .containsExactly(
                        new Figures.ByAction("remove_participant", Map.of(End.DONE, 1L)),
                        new Figures.ByAction("warn", Map.of(End.FAILED, 1L)));
        assertThat(found(cases, cut(Cut.Which.OVERTURNED))).containsExactly("acted");
        assertThat(found(cases, cut(Cut.Which.FAILED))).containsExactly("acted");
        assertThat(found(cases, cut(Cut.Which.REHEARSAL))).containsExactly("drill");
        assertThat(found(cases, cut(Cut.Which.JUDGED))).hasSize(10);
        assertThat(found(cases, ended("warn", End.FAILED))).containsExactly("acted");
        assertThat(found(cases, ended("warn", End.DONE))).isEmpty();
        // the bar from 5 s to 15 s, of first looks: acted, c5 … c9
        assertThat(found(
                        cases,
                        new Cut(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(new Cut.Took(
                                        Cut.Span.FIRST_LOOK,
                                        Duration.ofSeconds(5),
                                        Optional.of(Duration.ofSeconds(15)))))))
                .hasSize(times(figures, Cut.Span.FIRST_LOOK, Optional.empty())
                        .bars()
                        .get(2)
                        .intValue())
                .contains("acted", "c5");
    }

    private static Cut ended(String type, End end) {
        return new Cut(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Decision.Cause.APPEAL),
                Optional.of(new Cut.Ended(type, end)),
                Optional.empty());
    }

    private static Cut cut(Cut.Which which) {
        return new Cut(
                Optional.of(which),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static List<String> found(List<CaseCourse> cases, Cut cut) {
        return cases.stream()
                .filter(c -> cut.holds(c, NOW))
                .map(CaseCourse::caseId)
                .toList();
    }
}
