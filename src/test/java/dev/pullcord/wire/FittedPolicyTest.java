package dev.pullcord.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pullcord.insight.Accuracy;
import dev.pullcord.insight.Calibration;
import dev.pullcord.insight.DecidedCases;
import dev.pullcord.insight.Fit;
import dev.pullcord.insight.FitReport;
import dev.pullcord.insight.FitReport.Kind;
import dev.pullcord.insight.FitReport.State;
import dev.pullcord.insight.FitReport.Weight;
import dev.pullcord.insight.FittedWeights;
import dev.pullcord.insight.Interval;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Observation;
import dev.pullcord.plugin.Reason;
import dev.pullcord.review.PolicyPack;
import dev.pullcord.risk.Beside;
import dev.pullcord.risk.Family;
import dev.pullcord.risk.RiskModel;
import dev.pullcord.risk.RiskState;
import dev.pullcord.risk.Story;
import dev.pullcord.risk.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FittedPolicyTest {
    private static final PolicyDocument BASE = PolicyCodec.pack("default");
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    /** What was fitted is what the policy then says: of every signal, whatever it does with its weight. */
    @Test
    void theCandidateSaysWhatTheFitSaid() {
        Map<Family, Double> factors = new EnumMap<>(Family.class);
        factors.putAll(Map.of(
                Family.VOICE, 1.7,
                Family.PAYMENT, 2.2,
                Family.MEETING, 0.4,
                Family.CONTACT, 1.3,
                Family.ACCOUNT, 0.8,
                Family.NETWORK, 0.5));
        PolicyPack fitted =
                candidate(factors, Map.of(Reason.Group.MINORS, 0.2)).document().pack();

        Set<Family> heard = EnumSet.noneOf(Family.class);
        Set<String> signals = new TreeSet<>();
        for (List<LoggedEvent> life : lives()) {
            signals.addAll(signals(life));
            for (int upTo = 1; upTo <= life.size(); upTo++) {
                Terms before = terms(BASE.pack(), life.subList(0, upTo));
                Terms after = terms(fitted, life.subList(0, upTo));
                heard.addAll(before.shares().keySet());
                for (Map.Entry<Family, Double> share : before.shares().entrySet()) {
                    double expected = share.getValue() * factors.get(share.getKey());
                    assertThat(after.shares().get(share.getKey()))
                            .as(share.getKey() + " after " + upTo)
                            .isCloseTo(expected, within(0.002 + Math.abs(expected) * 0.002));
                }
            }
        }
        assertThat(heard).containsExactlyInAnyOrder(Family.values());
        assertThat(signals).hasSizeGreaterThanOrEqualTo(25);
        assertThat(fitted.risk().prior().reported().get(Reason.Group.MINORS)).isEqualTo(0.2);
    }

    /** A signal that is added to the policy has to be added to its family's weights. */
    @Test
    void everyWeightOfEverySignalIsMultiplied() {
        Map<Family, Double> doubled = new EnumMap<>(Family.class);
        for (Family family : Family.values()) {
            doubled.put(family, 0.5);
        }
        JsonNode changed = FamilyWeights.multiplied(BASE, doubled).path("signals");
        JsonNode signals = PolicyText.read(BASE.whole()).tree().at("/risk/signals");

        Set<String> missing = new TreeSet<>();
        signals.properties()
                .forEach(signal -> signal.getValue().properties().forEach(key -> {
                    boolean weighs = Set.of("weight", "danger", "network").contains(key.getKey());
                    if (weighs
                            && changed.path(signal.getKey()).path(key.getKey()).isMissingNode()) {
                        missing.add(signal.getKey() + "." + key.getKey());
                    }
                }));
        assertThat(missing).isEmpty();
        assertThat(changed.at("/networks/weight").size())
                .isEqualTo(signals.at("/networks/weight").size());
        assertThat(signals.properties().stream()
                        .map(Map.Entry::getKey)
                        .filter(name -> changed.path(name).isMissingNode()))
                .isEmpty();
    }

    @Test
    void noFactorLeadsOutOfBounds() {
        Map<Family, Double> most = FittedPolicy.most(BASE);

        assertThat(most.values()).allMatch(times -> times >= 1);
        PolicyDocument furthest = candidate(most, Map.of()).document();
        Map<Family, Double> none = new EnumMap<>(Family.class);
        most.keySet().forEach(family -> none.put(family, 0.0));
        PolicyDocument nothing = candidate(none, Map.of()).document();

        assertThat(furthest.pack().risk().networkCap()).isEqualTo(0.05);
        assertThat(nothing.pack().risk().saturation().values()).allMatch(nats -> nats == 0.01);
        assertThat(lives())
                .allSatisfy(life -> assertThat(
                                terms(nothing.pack(), life).shares().values())
                        .allSatisfy(share -> assertThat(share).isCloseTo(0, within(1e-9))));
    }

    @Test
    void aCandidateIsAPolicyOnTopOfItsBaseAndSaysWhereItIsFrom() {
        FittedPolicy candidate = candidate(Map.of(Family.PAYMENT, 2.0), Map.of(Reason.Group.ABUSE, 0.08));

        PolicyDocument read = PolicyCodec.document(candidate.yaml(), PolicyCodec::shipped);
        assertThat(read).isEqualTo(candidate.document());
        assertThat(read.version()).matches("fit-2026-11-20-[0-9a-f]{6}");
        assertThat(read.pack().risk().saturation().get(Family.PAYMENT)).isEqualTo(5.0);
        assertThat(read.pack().risk().signals().payments().weight()).isEqualTo(0.7);
        assertThat(read.pack().risk().saturation().get(Family.VOICE)).isEqualTo(4.0);
        assertThat(read.pack().triage()).isEqualTo(BASE.pack().triage());
        assertThat(candidate.yaml())
                .contains(
                        "# Fitted from 120 decisions (40 violations) on cases opened since 2026-08-22T10:00:00Z, on top of "
                                + "default-2026-11-01")
                .contains("payment: 5 # times 2.00 (1.50 to 2.50), from 50 cases, 20 of them violations")
                .contains("abuse: 0.08 # was 0.0400 (now 0.0600 to 0.1000), from 60 cases, 30 of them violations");
    }

    /** Its name is made of how it is written; {@code Map.of} has another order in every process. */
    @Test
    void numbersStandInTheSameOrderInEveryProcess() {
        Map<Reason.Group, Double> all = new EnumMap<>(Reason.Group.class);
        for (Reason.Group group : Reason.Group.values()) {
            all.put(group, 0.2);
        }
        String yaml = candidate(Map.of(), Map.copyOf(all)).yaml();

        List<Integer> places = all.keySet().stream()
                .map(group -> yaml.indexOf("      " + group.name().toLowerCase(Locale.ROOT) + ": "))
                .toList();
        assertThat(places).doesNotContain(-1).isSorted();
    }

    @Test
    void aGraveStartThatFallsIsPointedAt() {
        assertThat(candidate(Map.of(), Map.of(Reason.Group.MINORS, 0.03)).yaml())
                .contains("LOWER, and grave");
        assertThat(candidate(Map.of(), Map.of(Reason.Group.MINORS, 0.2, Reason.Group.ABUSE, 0.03))
                        .yaml())
                .doesNotContain("LOWER");
    }

    @Test
    void theSameNumbersHaveTheSameNameAndOthersAnother() {
        String one = candidate(Map.of(Family.PAYMENT, 2.0), Map.of()).document().version();

        assertThat(candidate(Map.of(Family.PAYMENT, 2.0), Map.of()).document().version())
                .isEqualTo(one);
        assertThat(candidate(Map.of(Family.PAYMENT, 2.1), Map.of()).document().version())
                .isNotEqualTo(one);
    }

    @Test
    void aPackThatBuildsOnAnotherCanBeABaseToo() {
        PolicyDocument eu = PolicyCodec.pack("eu-report-only");

        FittedPolicy candidate = FittedPolicy.of(eu, result(eu, Map.of(Family.VOICE, 0.7), Map.of()), NOW);

        assertThat(candidate.document().pack().risk().families()).containsExactly(Family.VOICE);
        assertThat(candidate.yaml()).contains("base: eu-report-only-2026-11-01");
    }

    private static FittedPolicy candidate(Map<Family, Double> factors, Map<Reason.Group, Double> reported) {
        return FittedPolicy.of(BASE, result(BASE, factors, reported), NOW);
    }

    private static Fit.Result result(
            PolicyDocument base, Map<Family, Double> factors, Map<Reason.Group, Double> reported) {
        List<Weight> weights = new ArrayList<>();
        factors.forEach((family, k) ->
                weights.add(new Weight(Kind.FAMILY, family.word(), 50, 20, 1, k, k - 0.5, k + 0.5, State.FITTED)));
        reported.forEach((group, p) -> weights.add(new Weight(
                Kind.PRIOR,
                group.name().toLowerCase(Locale.ROOT),
                60,
                30,
                base.pack().risk().prior().reported().get(group),
                p,
                p - 0.02,
                p + 0.02,
                State.FITTED)));
        Accuracy accuracy = new Accuracy(0.5, 0.8, Calibration.NONE);
        FitReport report = new FitReport(
                base.version(),
                NOW.minus(Duration.ofDays(90)),
                new DecidedCases.Counts(120, 0, 0, 0, 0, 0, 0),
                120,
                40,
                FitReport.Verdict.BETTER,
                new FitReport.Gain(0.1, 0.05, 0.15),
                accuracy,
                accuracy,
                weights,
                Optional.empty(),
                new FitReport.Sample(0.15, new Interval(0, 0, 0, 1), new Interval(0, 0, 0, 1)));
        return new Fit.Result(report, new FittedWeights(factors, reported));
    }

    private static Terms terms(PolicyPack policy, List<LoggedEvent> events) {
        RiskModel model = new RiskModel(policy.risk());
        RiskState state = model.fold(RiskState.EMPTY, events, e -> new Beside(1, 4, 4));
        return model.terms(state, events.get(events.size() - 1).receivedAt());
    }

    private static Set<String> signals(List<LoggedEvent> events) {
        RiskModel model = new RiskModel(BASE.pack().risk());
        Set<String> heard = new TreeSet<>();
        RiskState state = RiskState.EMPTY;
        for (LoggedEvent event : events) {
            state = model.fold(state, List.of(event), e -> new Beside(1, 4, 4));
            state.notes().forEach(note -> heard.add(note.signal()));
        }
        return heard;
    }

    /** Lives in which nearly every signal is heard; the two of reporters' records and origins need records. */
    private static List<List<LoggedEvent>> lives() {
        return List.of(reported(), paid(), meeting(), asking(), seen());
    }

    private static List<LoggedEvent> reported() {
        Story story = Story.ofAnna();
        LoggedEvent flag = story.flag("r1", Reason.HARASSMENT, List.of("w1", "w2", "w3"));
        return List.of(
                flag,
                story.after(Duration.ofMinutes(5)).withdrawal(flag),
                story.after(Duration.ofMinutes(5)).flag("r2", Reason.GROOMING),
                story.after(Duration.ofMinutes(5)).flag("r2", Reason.OTHER),
                story.after(Duration.ofMinutes(5)).panic("r3"),
                story.attended("m-1", "v", Duration.ofMinutes(5), Map.of("panics", 1L)),
                story.blockedBy("b1"));
    }

    private static List<LoggedEvent> paid() {
        Story story = Story.ofAnna();
        List<LoggedEvent> events = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            events.add(story.after(Duration.ofHours(20)).payment("payee", 500 + 250L * i, "EUR"));
            events.add(story.paidBy("payer-" + i, 3000, "EUR"));
        }
        events.add(story.observed(
                Observation.Kind.PAYMENT,
                Optional.of("odd"),
                Optional.of(new Observation.Amount(2000, "EUR")),
                Map.of("late", true, "round", true)));
        return events;
    }

    private static List<LoggedEvent> meeting() {
        Story story = Story.ofAnna();
        List<LoggedEvent> events = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            events.add(story.after(Duration.ofHours(12)).paidBy("payer-" + i, 3000, "EUR"));
            events.add(story.after(Duration.ofMinutes(20))
                    .attended(
                            "show-" + i,
                            "payer-" + i,
                            Duration.ofMinutes(15),
                            Map.of(
                                    "published", true,
                                    "publishing", 1L,
                                    "restricted", true,
                                    "paid", true,
                                    "hosted", true,
                                    "noticeSeconds", 900L,
                                    "returning", 1L)));
        }
        return events;
    }

    private static List<LoggedEvent> asking() {
        Story story = Story.ofAnna();
        List<LoggedEvent> events = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            events.add(story.after(Duration.ofMinutes(1))
                    .asks("child-" + i, Map.of("accepted", false, "ageBand", "adult", "counterpartyAgeBand", "minor")));
        }
        for (String victim : List.of("v1", "v2", "v3", "v4")) {
            events.add(story.after(Duration.ofHours(2)).asks(victim, Map.of("accepted", true)));
            events.add(story.after(Duration.ofMinutes(2)).links(victim, "messenger"));
            events.add(story.after(Duration.ofMinutes(30))
                    .attended("call-" + victim, victim, Duration.ofMinutes(12), Map.of()));
            events.add(story.after(Duration.ofMinutes(6)).harvests(victim, 412));
            events.add(story.after(Duration.ofHours(1)).blockedBy(victim));
        }
        events.add(story.sends(200, 0.95));
        events.add(story.after(Duration.ofDays(1)).sends(200, 0.95));
        return events;
    }

    private static List<LoggedEvent> seen() {
        Story story = Story.ofAnna();
        return List.of(
                story.created(),
                story.says("adult", "minor"),
                story.sanctioned(),
                story.device("2f9a77c1d0b34e5f8a6c"),
                story.network("tor", "9a77c1d0b34e5f8a6c2f"));
    }
}
