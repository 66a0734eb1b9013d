package dev.pullcord.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.Reason;
import dev.pullcord.review.Circumstance;
import dev.pullcord.review.Outcome;
import dev.pullcord.review.PolicyPack;
import dev.pullcord.risk.Story;
import dev.pullcord.wire.PolicyCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BacktestTest {
    private static final Platform PLATFORM =
            new Platform("acme", 1, "c2VjcmV0LXNlY3JldA==", "generic", Optional.empty(), Optional.empty());
    private static final PolicyPack ACTIVE = PolicyCodec.defaults();
    private static final Instant ALWAYS = Instant.EPOCH;

    @Test
    void aPolicyBesideItselfDiffersInNothing() {
        BacktestReport report = run(ACTIVE.as("again"), ALWAYS, List.of(), people(20));

        assertThat(report.events()).isEqualTo(60);
        assertThat(report.subjects()).isEqualTo(20);
        assertThat(report.both()).isEqualTo(20);
        assertThat(report.same()).isEqualTo(20);
        assertThat(report.opens() + report.closes() + report.earlier() + report.later())
                .isZero();
        assertThat(report.examples()).isEmpty();
    }

    @Test
    void anotherLaneIsAMoveAndAnEarlierDeadline() {
        PolicyPack strict = pack("""
                triage:
                  lanes:
                    - {name: hate, queue: hate, when: panic || immediateDanger || minorInvolved || reason == 'hate', clock: 1h, minimum: 1m}
                    - {name: other, queue: general, when: 'true', clock: 24h, minimum: 1h}
                """);

        BacktestReport report = run(strict, ALWAYS, List.of(), people(8));

        assertThat(report.moves()).containsExactly(java.util.Map.entry("other -> hate", 8L));
        assertThat(report.earlier()).isEqualTo(8);
        assertThat(report.later()).isZero();
        assertThat(report.examples()).hasSize(10).allSatisfy(example -> {
            assertThat(example.before()).startsWith("other, due ");
            assertThat(example.after()).startsWith("hate, due ");
        });
    }

    @Test
    void whatOnlyBehaviourOpenedDoesNotOpenUnderReportsAlone() {
        BacktestReport report =
                run(PolicyCodec.pack("eu-report-only").pack(), ALWAYS, List.of(), List.of(behaviour("bob")));

        assertThat(report.closes()).isEqualTo(1);
        assertThat(report.both()).isZero();
        assertThat(report.examples()).singleElement().satisfies(example -> {
            assertThat(example.kind()).isEqualTo("closes");
            assertThat(example.after()).isEmpty();
        });
    }

    @Test
    void pastDecisionsSayWhatAPolicyWouldHaveMissed() {
        List<List<LoggedEvent>> stories = new ArrayList<>(people(2));
        stories.add(behaviour("bob"));
        List<Outcomes.Past> past = List.of(
                past("c-0", "person-0", Outcome.VIOLATION),
                past("c-1", "person-1", Outcome.NO_VIOLATION),
                past("c-bob", "bob", Outcome.VIOLATION));

        BacktestReport report = run(PolicyCodec.pack("eu-report-only").pack(), ALWAYS, past, stories);

        assertThat(report.judged().violations()).isEqualTo(2);
        assertThat(report.judged().others()).isEqualTo(1);
        assertThat(report.judged().before().recall().share()).isEqualTo(1);
        assertThat(report.judged().after().recall().share()).isEqualTo(0.5);
        assertThat(report.judged().before().precision().share()).isEqualTo(2 / 3.0);
        assertThat(report.judged().after().precision().share()).isEqualTo(0.5);
        assertThat(report.judged().before().calibration().cases()).isEqualTo(3);
        assertThat(report.judged().after().calibration().cases()).isEqualTo(2);
        assertThat(report.judged().after().calibration().tenths())
                .extracting(tenth -> tenth.violations().share())
                .containsExactly(0.5);
        assertThat(report.examples()).extracting(BacktestReport.Example::caseId).containsExactly("c-bob");
    }

    @Test
    void aDecisionEndsTheCaseOnBothSidesAndTheNextReportOpensAnother() {
        Story story = Story.ofAnna();
        List<LoggedEvent> events = List.of(
                story.flag("r1", Reason.HATE), story.after(Duration.ofDays(3)).flag("r2", Reason.HATE));
        Outcomes.Past decided = new Outcomes.Past(
                "c-1",
                Story.ANNA,
                Story.START,
                Optional.of(Story.START.plus(Duration.ofDays(1))),
                Optional.of(Outcome.VIOLATION));

        BacktestReport report = run(ACTIVE.as("again"), ALWAYS, List.of(decided), List.of(events));

        assertThat(report.both()).isEqualTo(2);
    }

    @Test
    void casesFromBeforeAreReplayedButNotCounted() {
        BacktestReport report = run(ACTIVE.as("again"), Story.START.plus(Duration.ofDays(900)), List.of(), people(5));

        assertThat(report.events()).isEqualTo(15);
        assertThat(report.both()).isZero();
    }

    @Test
    void partsAddUpToTheWhole() {
        PolicyPack eu = PolicyCodec.pack("eu-report-only").pack();
        List<List<LoggedEvent>> all = new ArrayList<>(people(6));
        all.add(behaviour("bob"));
        Backtest one = new Backtest(PLATFORM, ACTIVE, eu, ALWAYS);
        Backtest other = new Backtest(PLATFORM, ACTIVE, eu, ALWAYS);
        fold(one, List.of(), all.subList(0, 3));
        fold(other, List.of(), all.subList(3, all.size()));

        one.add(other);

        assertThat(one.report()).isEqualTo(run(eu, ALWAYS, List.of(), all));
    }

    @Test
    void anIntervalHoldsForFewAndForNone() {
        assertThat(Interval.share(0, 0)).isEqualTo(new Interval(0, 0, 0, 1));
        assertThat(Interval.share(1, 1).low()).isCloseTo(0.2065, org.assertj.core.data.Offset.offset(1e-4));
        assertThat(Interval.share(1, 1).high()).isEqualTo(1);
        assertThat(Interval.share(81, 263).low()).isCloseTo(0.2553, org.assertj.core.data.Offset.offset(1e-4));
        assertThat(Interval.share(81, 263).high()).isCloseTo(0.3662, org.assertj.core.data.Offset.offset(1e-4));
    }

    private static BacktestReport run(
            PolicyPack tried, Instant since, List<Outcomes.Past> past, List<List<LoggedEvent>> stories) {
        Backtest backtest = new Backtest(PLATFORM, ACTIVE, tried, since);
        fold(backtest, past, stories);
        return backtest.report();
    }

    private static void fold(Backtest into, List<Outcomes.Past> past, List<List<LoggedEvent>> stories) {
        Backtest.Part part = into.part();
        past.forEach(part::past);
        stories.forEach(story -> story.forEach(event -> part.fold(event, Circumstance.NOTHING)));
        part.end();
    }

    private static List<List<LoggedEvent>> people(int count) {
        List<List<LoggedEvent>> people = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Story story = new Story(Subject.account("person-" + i));
            people.add(List.of(
                    story.flag("r1", Reason.HATE),
                    story.after(Duration.ofHours(1)).flag("r2", Reason.HATE),
                    story.after(Duration.ofHours(1)).flag("r3", Reason.HARASSMENT)));
        }
        return people;
    }

    /** Many small payments and a sanction: two families, and nobody reported anything. */
    private static List<LoggedEvent> behaviour(String account) {
        Story story = new Story(Subject.account(account));
        List<LoggedEvent> events = new ArrayList<>();
        events.add(story.sanctioned());
        for (int i = 0; i < 24; i++) {
            events.add(story.after(Duration.ofDays(1)).payment("payee", 2000, "EUR"));
        }
        return events;
    }

    private static Outcomes.Past past(String caseId, String account, Outcome outcome) {
        return new Outcomes.Past(
                caseId,
                Subject.account(account),
                Story.START,
                Optional.of(Story.START.plus(Duration.ofDays(100))),
                Optional.of(outcome));
    }

    private static PolicyPack pack(String changes) {
        return PolicyCodec.read("base: default-2026-11-01\nversion: tried\n" + changes);
    }
}
