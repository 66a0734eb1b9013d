package dev.pullcord.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.plugin.Reason;
import dev.pullcord.risk.TrackRecord.Kind;
import dev.pullcord.risk.TrackRecord.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Many of one origin are one voice; and no one of them is less than one. */
class TogetherTest extends RiskModelStory {
    private static final List<Origin> ONE_DEVICE = List.of(new Origin(Kind.DEVICE, "d"));
    private static final TrackRecord STRANGER = new TrackRecord(Map.of(), Map.of(), ONE_DEVICE);
    private static final TrackRecord PROVEN = new TrackRecord(Map.of(Reason.Group.ABUSE, 20.0), Map.of(), ONE_DEVICE);
    private static final TrackRecord LIAR = new TrackRecord(Map.of(), Map.of(Reason.Group.ABUSE, 20.0), ONE_DEVICE);
    private static final double EXACT = 1e-5; // some rounding of six digits

    private double voice(List<LoggedEvent> events, Function<LoggedEvent, TrackRecord> known) {
        RiskState state = model.fold(RiskState.EMPTY, events, event -> Beside.of(known.apply(event)));
        return model.assess(state, story.now()).contributions().stream()
                .filter(c -> c.family() == Family.VOICE)
                .mapToDouble(Contribution::weight)
                .sum();
    }

    @Test
    void aLiarWhoComesFirstTakesNothingFromWhoTellsTheTruth() {
        LoggedEvent before = story.flag("liar", Reason.HARASSMENT);
        LoggedEvent truth = story.flag("proven", Reason.HARASSMENT);

        assertThat(voice(List.of(before, truth), event -> event.equals(before) ? LIAR : PROVEN))
                .isGreaterThanOrEqualTo(voice(List.of(truth), event -> PROVEN));
    }

    @Test
    void whoHoldsTheDeviceCannotSilenceTheOneInNeed() {
        LoggedEvent decoy = story.flag("holder", Reason.OTHER);
        LoggedEvent cry = story.flag("victim", Reason.SEXTORTION);

        assertThat(voice(List.of(decoy, cry), event -> STRANGER))
                .isGreaterThanOrEqualTo(voice(List.of(cry), event -> STRANGER));
    }

    @Test
    void unequalFlagsOfOneOriginCountTheSameWhoeverCameFirst() {
        LoggedEvent weak = story.flag("a", Reason.OTHER);
        LoggedEvent strong = story.flag("b", Reason.THREAT_TO_LIFE);

        assertThat(voice(List.of(weak, strong), event -> STRANGER))
                .isCloseTo(voice(List.of(strong, weak), event -> STRANGER), within(EXACT));
    }

    @Test
    void aBrigadeOnOneDeviceCountsAsOneAlsoWhenEachFlagsTwice() {
        Story once = Story.ofAnna();
        Story twice = Story.ofAnna();
        List<LoggedEvent> honest = new ArrayList<>();
        List<LoggedEvent> brigade = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            honest.add(once.flag("b" + i, Reason.THREAT_TO_LIFE));
            brigade.add(twice.flag("b" + i, Reason.OTHER));
            brigade.add(twice.flag("b" + i, Reason.THREAT_TO_LIFE));
        }

        assertThat(voice(brigade, event -> STRANGER)).isCloseTo(voice(honest, event -> STRANGER), within(0.05));
    }

    @Test
    void aBrigadeThatComesBackIsStillOneVoice() {
        List<LoggedEvent> flags = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            flags.add(story.flag("b" + i, Reason.HARASSMENT));
        }
        double once = voice(flags, event -> STRANGER);
        story.after(Duration.ofDays(60));
        for (int i = 0; i < 10; i++) {
            flags.add(story.flag("b" + i, Reason.HARASSMENT));
        }

        assertThat(voice(flags, event -> STRANGER)).isLessThan(once * 1.2);
    }

    @Test
    void aBrigadeOnOneDeviceIsOneVoiceAboutAMinorToo() {
        List<LoggedEvent> flags = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            flags.add(story.flag("b" + i, Reason.CHILD_SAFETY));
        }
        double one = voice(flags.subList(0, 1), event -> STRANGER);

        assertThat(voice(flags, event -> STRANGER)).isCloseTo(one * 10 / (1 + 9 * 0.9), within(EXACT));
    }

    /** One flag: its reason, how good a record, what he shares, how many hours after the last. */
    record Flag(int reason, int record, List<Origin> origins, int hours) {
        private static final List<Reason> REASONS =
                List.of(Reason.OTHER, Reason.HARASSMENT, Reason.SEXTORTION, Reason.CHILD_SAFETY, Reason.THREAT_TO_LIFE);

        private TrackRecord known() {
            Map<Reason.Group, Double> right = new HashMap<>();
            Map<Reason.Group, Double> wrong = new HashMap<>();
            (record > 0 ? right : wrong).put(REASONS.get(reason).group(), (double) Math.abs(record));
            return new TrackRecord(right, wrong, origins);
        }
    }

    private static Arbitrary<Flag> flag(int mostOrigins) {
        Arbitrary<Origin> origin = Combinators.combine(
                        Arbitraries.of(Kind.class), Arbitraries.integers().between(0, 1))
                .as((kind, which) -> new Origin(kind, "o" + which));
        return Combinators.combine(
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.integers().between(-20, 20),
                        origin.list().uniqueElements().ofMaxSize(mostOrigins),
                        Arbitraries.integers().between(0, 200))
                .as(Flag::new);
    }

    @Provide
    Arbitrary<List<Flag>> ofOneOrigin() {
        return flag(1).list().ofMinSize(2).ofMaxSize(8);
    }

    @Provide
    Arbitrary<List<Flag>> ofMany() {
        return flag(4).list().ofMinSize(1).ofMaxSize(8);
    }

    private double told(List<Flag> flags, int without) {
        Story fresh = Story.ofAnna();
        List<LoggedEvent> events = new ArrayList<>();
        Map<LoggedEvent, TrackRecord> known = new HashMap<>();
        for (int i = 0; i < flags.size(); i++) {
            Flag flag = flags.get(i);
            LoggedEvent event = fresh.after(Duration.ofHours(flag.hours)).flag("r" + i, Flag.REASONS.get(flag.reason));
            if (i != without) {
                events.add(event);
                known.put(event, flag.known());
            }
        }
        story.at(fresh.now());
        return voice(events, known::get);
    }

    /** Whatever was flagged before, and by whom: a flag more never makes the whole weigh less. */
    @Property(tries = 300)
    void withOrWithoutAnyEarlierFlag(
            @ForAll("ofOneOrigin") List<Flag> flags, @ForAll @IntRange(min = 0, max = 7) int any) {
        assertThat(told(flags, any % flags.size())).isLessThanOrEqualTo(told(flags, -1) + EXACT);
    }

    /** Who shares something else with each of several others can lessen these, but never below the heaviest of all. */
    @Property(tries = 300)
    void whateverTheyShareAllTogetherAreNoLessThanTheHeaviestAlone(@ForAll("ofMany") @Size(min = 1) List<Flag> flags) {
        double all = told(flags, -1);
        Flag last = flags.get(flags.size() - 1);

        assertThat(all).isGreaterThanOrEqualTo(told(List.of(last), -1) - EXACT);
    }
}
