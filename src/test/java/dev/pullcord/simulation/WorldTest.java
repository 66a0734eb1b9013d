package dev.pullcord.simulation;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.Correction;
import dev.pullcord.intake.MeetingEvent;
import dev.pullcord.intake.Observation;
import dev.pullcord.intake.Party;
import dev.pullcord.intake.Report;
import dev.pullcord.wire.WorldCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorldTest {
    private static final Instant START = Instant.parse("2026-11-02T18:00:00Z");
    private static final WorldPlan PLAN = plan();
    private static final List<Evening> EVENINGS = LongStream.range(0, 5)
            .mapToObj(seed -> new World(PLAN.withSeed(seed)))
            .flatMap(world -> IntStream.range(0, 6).mapToObj(n -> world.evening(n, START)))
            .toList();

    private static WorldPlan plan() {
        try {
            return WorldCodec.readOwn("demo");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Evening> evenings() {
        return EVENINGS.stream();
    }

    @Test
    void theSameSeedGivesTheSameEvening() {
        assertThat(new World(PLAN).evening(3, START)).isEqualTo(new World(PLAN).evening(3, START));
    }

    @Test
    void anotherSeedOrNumberGivesAnother() {
        World world = new World(PLAN);
        assertThat(world.evening(0, START).happenings())
                .isNotEqualTo(world.evening(1, START).happenings());
        assertThat(world.evening(0, START).happenings())
                .isNotEqualTo(new World(PLAN.withSeed(8)).evening(0, START).happenings());
    }

    @ParameterizedTest
    @MethodSource("evenings")
    void happeningsComeInOrderAndWithinTheEvening(Evening evening) {
        assertThat(evening.happenings()).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
        assertThat(evening.happenings())
                .allSatisfy(h -> assertThat(h.at()).isBetween(START, START.plus(PLAN.evening())));
    }

    @Test
    void idsAreUniqueOverEveningsAndStarts() {
        World world = new World(PLAN);
        List<String> ids = Stream.of(
                        world.evening(0, START), world.evening(1, START), world.evening(0, START.plusMillis(1)))
                .flatMap(e -> e.happenings().stream())
                .map(Happening::id)
                .toList();
        assertThat(ids).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("evenings")
    void everythingKeepsTheContractsLimits(Evening evening) {
        for (Happening happening : evening.happenings()) {
            assertThat(happening.id().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(256);
            if (happening.body() instanceof Report report) {
                assertThat(report.text().orElse("")).hasSizeLessThanOrEqualTo(2000);
                assertThat(report.exposed()).hasSizeLessThanOrEqualTo(500).doesNotHaveDuplicates();
                assertThat(accounts(report.subject())).noneMatch(report.exposed()::contains);
                assertThat(report.meeting()).isPresent();
                assertThat(report.reporter()).isPresent();
                if (!report.isPanic()) {
                    assertThat(report.reason()).isPresent();
                    assertThat(report.subject()).isPresent();
                    assertThat(report.subject()).isNotEqualTo(report.reporter());
                }
            }
            if (happening.body() instanceof Observation seen && seen.kind() == Observation.Kind.PAYMENT) {
                assertThat(seen.amount().orElseThrow().minor()).isPositive();
                assertThat(seen.counterparty()).isPresent().get().isNotEqualTo(seen.account());
                assertThat(seen.attributes()).containsKey("rail");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("evenings")
    void rostersHoldTogether(Evening evening) {
        Map<String, Set<String>> live = new HashMap<>();
        Set<String> over = new HashSet<>();
        Map<String, Set<String>> everThere = new HashMap<>();
        for (Happening happening : evening.happenings()) {
            if (happening.body() instanceof MeetingEvent event) {
                String meeting = event.meeting().id();
                List<String> who = accounts(event.participant());
                switch (event.kind()) {
                    case STARTED ->
                        assertThat(live.put(meeting, new HashSet<>())).isNull();
                    case JOINED -> {
                        assertThat(live).containsKey(meeting);
                        assertThat(live.get(meeting).addAll(who)).isTrue();
                        everThere.computeIfAbsent(meeting, m -> new HashSet<>()).addAll(who);
                    }
                    case LEFT -> assertThat(live.get(meeting).removeAll(who)).isTrue();
                    case MEDIA_PUBLISHED -> assertThat(live.get(meeting)).containsAll(who);
                    case ENDED -> {
                        assertThat(live.remove(meeting)).isNotNull();
                        assertThat(over.add(meeting)).isTrue();
                    }
                    default -> throw new AssertionError(event.kind());
                }
            }
            if (happening.body() instanceof Report report) {
                String meeting = report.meeting().orElseThrow().id();
                assertThat(everThere.get(meeting)).containsAll(accounts(report.reporter()));
                assertThat(everThere.get(meeting)).containsAll(accounts(report.subject()));
                assertThat(everThere.get(meeting)).containsAll(report.exposed());
            }
        }
        assertThat(live).as("meetings that never end").isEmpty();
    }

    @ParameterizedTest
    @MethodSource("evenings")
    void nobodyIsInTwoMeetingsAtOnce(Evening evening) {
        Map<String, String> where = new HashMap<>();
        Map<String, List<String>> people = new HashMap<>();
        for (Happening happening : evening.happenings()) {
            if (happening.body() instanceof MeetingEvent event) {
                String meeting = event.meeting().id();
                switch (event.kind()) {
                    case JOINED ->
                        accounts(event.participant()).forEach(account -> {
                            assertThat(where.put(account, meeting)).isNull();
                            people.computeIfAbsent(meeting, m -> new ArrayList<>())
                                    .add(account);
                        });
                    case LEFT -> accounts(event.participant()).forEach(where::remove);
                    case ENDED -> people.getOrDefault(meeting, List.of()).forEach(p -> where.remove(p, meeting));
                    default -> {}
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("evenings")
    void correctionsComeAfterTheirReport(Evening evening) {
        Map<String, Happening> reports = new HashMap<>();
        for (Happening happening : evening.happenings()) {
            if (happening.body() instanceof Report) {
                reports.put(happening.id(), happening);
            }
            if (happening.body() instanceof Correction correction) {
                assertThat(reports).containsKey(correction.eventId().orElseThrow());
            }
        }
    }

    @Test
    void twoOfThreeFlagsAreNotActionable() {
        long actionable = flags(h -> h.cause().actionable());
        long noise =
                flags(h -> h.cause() == Cause.QUARREL || h.cause() == Cause.MIS_TAP || h.cause() == Cause.INFLATION);

        assertThat(actionable).isGreaterThan(100);
        assertThat((double) noise / actionable).isBetween(1.9, 2.1);
    }

    @Test
    void misTapsHaveTheirShareAndHitTheGravestReasonMost() {
        long misTaps = flags(h -> h.cause() == Cause.MIS_TAP);
        long quarrels = flags(h -> h.cause() == Cause.QUARREL);
        Map<String, Long> byReason = EVENINGS.stream()
                .flatMap(e -> e.happenings().stream())
                .filter(h -> h.cause() == Cause.MIS_TAP && h.body() instanceof Report)
                .collect(groupingBy(
                        h -> ((Report) h.body()).reason().orElseThrow().code(),
                        java.util.stream.Collectors.counting()));

        // a quarrel often comes as two flags, so the share among flags lies below the plan's 0.35
        assertThat((double) misTaps / (misTaps + quarrels)).isBetween(0.2, 0.4);
        assertThat(byReason.get("child_safety")).isGreaterThan(misTaps / 3);
    }

    @ParameterizedTest
    @MethodSource("evenings")
    void everyEveningHasItsPanicsOneOfThemNamelessAndOneADrill(Evening evening) {
        List<Report> panics = evening.happenings().stream()
                .filter(h -> h.body() instanceof Report r && r.isPanic())
                .map(h -> (Report) h.body())
                .toList();
        assertThat(panics).filteredOn(Report::drill).hasSize(1);
        assertThat(panics).filteredOn(p -> !p.drill() && p.subject().isEmpty()).hasSize(1);
        assertThat(panics).filteredOn(p -> p.subject().isPresent()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("evenings")
    void aBrigadeIsFreshAndFlagsOneInnocent(Evening evening) {
        List<Report> flags = evening.happenings().stream()
                .filter(h -> h.cause() == Cause.BRIGADE && h.body() instanceof Report)
                .map(h -> (Report) h.body())
                .toList();
        assertThat(flags).hasSize(PLAN.attacks().brigadeSize());
        assertThat(flags.stream().flatMap(f -> accounts(f.subject()).stream()).collect(toSet()))
                .hasSize(1);
        assertThat(flags).allSatisfy(f -> {
            assertThat(evening.harmOf(accounts(f.subject()).get(0))).isEqualTo(Harm.NONE);
            assertThat(evening.harmOf(accounts(f.reporter()).get(0))).isEqualTo(Harm.BRIGADE);
        });
    }

    @ParameterizedTest
    @MethodSource("evenings")
    void anIntrusionHasManyWitnesses(Evening evening) {
        Set<String> witnesses = evening.happenings().stream()
                .filter(h -> h.cause() == Cause.INTRUSION && h.body() instanceof Report)
                .flatMap(h -> accounts(((Report) h.body()).reporter()).stream())
                .collect(toSet());
        assertThat(witnesses).hasSizeGreaterThanOrEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("evenings")
    void sextortionIsANewContactThenACallOfTwoThenABlock(Evening evening) {
        List<Happening> story = evening.happenings().stream()
                .filter(h -> h.cause() == Cause.SEXTORTION)
                .toList();
        Map<String, Instant> asked = new HashMap<>();
        int blocks = 0;
        for (Happening happening : story) {
            if (happening.body() instanceof Observation seen
                    && seen.counterparty().isPresent()) {
                String victim = seen.counterparty().get();
                assertThat(evening.harmOf(seen.account())).isEqualTo(Harm.SEXTORTION);
                if (seen.kind() == Observation.Kind.CONTACT_REQUESTED) {
                    asked.put(victim, happening.at());
                } else if (seen.kind() == Observation.Kind.BLOCKED) {
                    assertThat(Duration.between(asked.get(victim), happening.at()))
                            .isLessThan(Duration.ofHours(1));
                    blocks++;
                }
            }
        }
        assertThat(blocks).isBetween(1, PLAN.harms().victims());
    }

    @ParameterizedTest
    @MethodSource("evenings")
    void coercedStreamingShowsManySmallPaymentsAndHardlyAFlag(Evening evening) {
        List<Happening> story = evening.happenings().stream()
                .filter(h -> h.cause() == Cause.COERCED_STREAMING)
                .toList();
        long payments = story.stream()
                .filter(h -> h.body() instanceof Observation o
                        && o.kind() == Observation.Kind.PAYMENT
                        && o.amount().orElseThrow().minor() <= 2000)
                .count();
        Set<Object> devices = story.stream()
                .filter(h -> h.body() instanceof Observation o && o.kind() == Observation.Kind.DEVICE_SEEN)
                .map(h -> ((Observation) h.body()).attributes().get("deviceHash"))
                .collect(toSet());
        assertThat(payments).isGreaterThanOrEqualTo(20);
        assertThat(devices).as("one device behind several publishers").hasSize(1);
        assertThat(story.stream().filter(h -> h.body() instanceof Report)).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void thePeopleAreAsThePlanSays() {
        Map<String, String> bands = new HashMap<>();
        for (Evening evening : EVENINGS.subList(0, 6)) { // of one seed: the same people
            for (Happening happening : evening.happenings()) {
                if (happening.body() instanceof MeetingEvent event && happening.cause() == Cause.ORDINARY) {
                    accounts(event.participant())
                            .forEach(a -> bands.merge(a, event.ageBand().orElseThrow(), (one, other) -> {
                                assertThat(other).isEqualTo(one);
                                return one;
                            }));
                }
            }
        }
        double minors = bands.values().stream().filter("minor"::equals).count() / (double) bands.size();
        assertThat(bands).hasSizeGreaterThan(300);
        assertThat(minors).isBetween(0.08, 0.22);
    }

    @Test
    void nothingHappensThatThePlanSwitchesOff() {
        WorldPlan quiet = new WorldPlan(
                "quiet",
                1,
                PLAN.evening(),
                PLAN.people(),
                PLAN.meetings(),
                new WorldPlan.Background(0, 0, 0),
                PLAN.noise(),
                new WorldPlan.Harms(0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 1, 0),
                new WorldPlan.Attacks(0, 2, 0, 2, 1, 0, 0, 0, 2, 0),
                new WorldPlan.Panics(0, 0, 0),
                PLAN.corrections(),
                PLAN.desk(),
                Map.of());
        Evening evening = new World(quiet).evening(0, START);
        assertThat(evening.happenings())
                .isNotEmpty()
                .allSatisfy(h -> assertThat(h.body()).isInstanceOf(MeetingEvent.class));
        assertThat(evening.harms()).isEmpty();
    }

    private static long flags(Predicate<Happening> which) {
        return EVENINGS.stream()
                .flatMap(e -> e.happenings().stream())
                .filter(h -> h.body() instanceof Report r && !r.isPanic())
                .filter(which)
                .count();
    }

    private static List<String> accounts(Optional<Party> party) {
        return party.flatMap(Party::accountId).map(List::of).orElse(List.of());
    }
}
