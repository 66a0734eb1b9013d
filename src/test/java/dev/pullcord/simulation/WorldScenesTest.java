package dev.pullcord.simulation;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.Body;
import dev.pullcord.intake.Observation;
import dev.pullcord.intake.Party;
import dev.pullcord.intake.Report;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.Reason;
import dev.pullcord.wire.WorldCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The quiet harms, and reports used as a weapon. */
class WorldScenesTest {
    private static final Instant START = Instant.parse("2026-11-02T18:00:00Z");

    private static List<Evening> evenings(String world) {
        try {
            World played = new World(WorldCodec.readOwn(world));
            return IntStream.range(0, 4).mapToObj(n -> played.evening(n, START)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T extends Body> Stream<T> seen(Evening evening, Cause cause, Class<T> kind) {
        return evening.happenings().stream()
                .filter(h -> h.cause() == cause)
                .map(Happening::body)
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    private static Stream<Report> reports(Evening evening, Cause cause) {
        return seen(evening, cause, Report.class);
    }

    private static String who(Optional<Party> party) {
        return party.flatMap(Party::accountId).orElseThrow();
    }

    @Test
    void groomingIsAnAdultWhoAsksManyMinorsAndPushesThemElsewhere() {
        for (Evening evening : evenings("quiet-harm")) {
            Map<String, List<Observation>> askers =
                    seen(evening, Cause.GROOMING, Observation.class).collect(groupingBy(Observation::account));
            assertThat(askers).hasSize(3).allSatisfy((groomer, all) -> {
                assertThat(evening.harmOf(groomer)).isEqualTo(Harm.GROOMING);
                assertThat(all)
                        .filteredOn(o -> o.kind() == Observation.Kind.CONTACT_REQUESTED)
                        .hasSize(12)
                        .allSatisfy(o -> assertThat(o.attributes())
                                .containsEntry("ageBand", "adult")
                                .containsEntry("counterpartyAgeBand", "minor"));
                assertThat(all).anyMatch(o -> o.kind() == Observation.Kind.LINK_SHARED);
            });
            assertThat(reports(evening, Cause.GROOMING)).allSatisfy(flag -> {
                assertThat(flag.reason().orElseThrow()).isIn(Reason.GROOMING, Reason.CHILD_SAFETY);
                assertThat(flag.minorInvolved()).isTrue();
            });
        }
    }

    @Test
    void recordingInSecretShowsNothingUntilSomebodyComesToKnow() {
        List<Evening> all = evenings("quiet-harm");
        for (Evening evening : all) {
            assertThat(evening.harms()).containsValue(Harm.COVERT_RECORDING);
            assertThat(seen(evening, Cause.COVERT_RECORDING, Observation.class))
                    .allMatch(o -> o.kind() == Observation.Kind.ACCOUNT_CREATED);
        }
        assertThat(all.stream().flatMap(e -> reports(e, Cause.COVERT_RECORDING)))
                .isNotEmpty()
                .allMatch(flag ->
                        flag.reason().filter(Reason.COVERT_RECORDING::equals).isPresent());
    }

    @Test
    void recruitingByALieIsOneMessageToManyThenCallsOfTwo() {
        for (Evening evening : evenings("quiet-harm")) {
            assertThat(seen(evening, Cause.DECEPTIVE_RECRUITMENT, Observation.class)
                            .filter(o -> o.kind() == Observation.Kind.MESSAGE_BURST))
                    .hasSize(3)
                    .allSatisfy(o -> assertThat(o.attributes()).containsEntry("recipients", 48L));
        }
    }

    @Test
    void patientLiarsAreRightBeforeTheyLieTogether() {
        for (Evening evening : evenings("trusted-liars")) {
            Map<String, List<Report>> earned =
                    reports(evening, Cause.EARNED_TRUST).collect(groupingBy(r -> who(r.reporter())));
            List<Report> lies = reports(evening, Cause.PATIENT_LIARS).toList();
            assertThat(lies).hasSize(3 * 6);
            assertThat(lies).allSatisfy(lie -> {
                assertThat(evening.harmOf(who(lie.reporter()))).isEqualTo(Harm.LIAR);
                assertThat(evening.harmOf(who(lie.subject()))).isEqualTo(Harm.NONE);
                assertThat(earned.get(who(lie.reporter()))).hasSize(3);
            });
            assertThat(earned.values().stream().flatMap(List::stream))
                    .allMatch(r -> evening.harmOf(who(r.subject())) == Harm.BAIT);
        }
    }

    @Test
    void insidersAreOrdinaryPeopleOfOneMeeting() {
        for (Evening evening : evenings("trusted-liars")) {
            Map<String, List<Report>> byVictim =
                    reports(evening, Cause.INSIDERS).collect(groupingBy(r -> who(r.subject())));
            assertThat(byVictim).isNotEmpty().allSatisfy((victim, flags) -> {
                assertThat(flags).allSatisfy(flag -> {
                    assertThat(who(flag.reporter())).matches("acc-[0-9]{4}");
                    assertThat(evening.harmOf(who(flag.reporter()))).isEqualTo(Harm.INSIDER);
                });
                assertThat(flags.stream().map(Report::reason).collect(toSet())).hasSizeLessThanOrEqualTo(2);
            });
        }
    }

    @Test
    void halfOfTheQuarrelsAreToldAsSomethingFarGraver() {
        List<Evening> all = evenings("trusted-liars");
        double told = all.stream().flatMap(e -> reports(e, Cause.INFLATION)).count();
        double plain = all.stream().flatMap(e -> reports(e, Cause.QUARREL)).count();

        assertThat(told / (told + plain)).isBetween(0.4, 0.6);
        assertThat(all.stream().flatMap(e -> reports(e, Cause.INFLATION)))
                .noneMatch(r -> r.reason().orElseThrow() == Reason.HARASSMENT);
    }

    @Test
    void aPanicFloodIsMadeOfStrangersAndIsNotWhatItClaims() {
        for (Evening evening : evenings("panic-flood")) {
            List<Report> flood = reports(evening, Cause.PANIC_FLOOD).toList();
            Truth truth = new Truth(evening);
            Set<String> truly = reports(evening, Cause.NAMELESS_PANIC)
                    .map(r -> r.meeting().orElseThrow().id())
                    .collect(toSet());
            assertThat(flood).hasSizeBetween(40, 60).allSatisfy(panic -> {
                String meeting = panic.meeting().orElseThrow().id();
                assertThat(panic.isPanic()).isTrue();
                assertThat(truth.attacks(who(panic.reporter()))).isTrue();
                assertThat(truth.severe(Subject.meeting(meeting))).isEqualTo(truly.contains(meeting));
            });
        }
    }
}
