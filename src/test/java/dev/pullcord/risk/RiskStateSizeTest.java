package dev.pullcord.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Observation;
import dev.pullcord.plugin.Reason;
import dev.pullcord.wire.PolicyCodec;
import dev.pullcord.wire.StoredJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RiskStateSizeTest {
    private static final String LONG = "x".repeat(240); // ids have up to 256 bytes
    private static final List<Reason> REASONS = List.of(Reason.values());
    private static final Map<String, Object> SHOW = Map.of(
            "published",
            true,
            "publishing",
            1L,
            "restricted",
            true,
            "hosted",
            true,
            "paid",
            true,
            "noticeSeconds",
            60L);
    private final RiskModel model = new RiskModel(PolicyCodec.defaults().risk());
    private final Random random = new Random(7);

    @Test
    void anAccountWithEventsWithoutEndStaysWithinTheBound() {
        List<Integer> sizes = sizes(model, 200_000, "w");

        assertThat(most(sizes)).isBetween(RiskState.MOST_BYTES / 2, RiskState.MOST_BYTES);
        assertThat(most(sizes.subList(sizes.size() / 2, sizes.size())))
                .as("a hundred thousand events more")
                .isLessThan(most(sizes.subList(0, sizes.size() / 2)) * 51 / 50);
    }

    @Test
    void longIdsTakeNoMoreThanShortOnes() {
        assertThat(most(sizes(model, 60_000, LONG))).isBetween(RiskState.MOST_BYTES / 2, RiskState.MOST_BYTES);
    }

    @Test
    void underThePolicyThatRemembersMostItIsBoundedToo() throws IOException {
        String policy = shipped()
                .replaceAll("remembered: \\d+", "remembered: 64")
                .replaceAll("(growth: .*remembered: )64", "$18"); // rings of payments: no policy may ask for more
        RiskModel widest = new RiskModel(PolicyCodec.read(policy).risk());
        List<Integer> sizes = sizes(widest, 200_000, LONG);

        assertThat(most(sizes)).isBetween(RiskState.MOST_BYTES, RiskState.MOST_BYTES_OF_ANY_POLICY);
        assertThat(most(sizes.subList(sizes.size() / 2, sizes.size())))
                .as("a hundred thousand events more")
                .isLessThan(most(sizes.subList(0, sizes.size() / 2)) * 51 / 50);
    }

    private static String shipped() throws IOException {
        try (InputStream yaml = PolicyCodec.class.getResourceAsStream("/policies/default.yaml")) {
            return new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** What one account's state takes on its way through so many events, in bytes, at even distances. */
    private List<Integer> sizes(RiskModel model, int events, String who) {
        Story story = Story.ofAnna();
        RiskState state = RiskState.EMPTY;
        List<LoggedEvent> batch = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        for (int i = 1; i <= events; i++) {
            batch.add(next(story.after(Duration.ofSeconds(random.nextInt(60))), who + random.nextInt(50_000)));
            if (batch.size() == 500) {
                state = model.fold(state, batch, event -> anyBeside());
                batch.clear();
                sizes.add(bytes(state));
            }
        }
        assertThat(model.assess(state, story.now()).score()).isFinite();
        return sizes;
    }

    private static int most(List<Integer> sizes) {
        return sizes.stream().mapToInt(Integer::intValue).max().orElseThrow();
    }

    @Test
    void anOrdinarySubjectTakesLittle() {
        Story story = Story.ofAnna();
        RiskState state = model.fold(
                RiskState.EMPTY,
                List.of(story.flag("r1", Reason.HATE), story.flag("r2", Reason.HATE), story.flag("r3", Reason.HATE)));

        assertThat(bytes(state)).isLessThan(1_100);
    }

    @Test
    void aStoredStateReadsBackAsItWas() {
        Story story = Story.ofAnna();
        RiskState state = RiskState.EMPTY;
        for (int i = 0; i < 500; i++) {
            state = model.fold(state, next(story.after(Duration.ofSeconds(random.nextInt(60))), "w" + i));
        }

        assertThat(StoredJson.read(StoredJson.write(state), RiskState.class)).isEqualTo(state);
        assertThat(StoredJson.read("{}", RiskState.class)).isEqualTo(RiskState.EMPTY);
    }

    /** Reporters who share some of many origins. */
    private Beside anyBeside() {
        List<TrackRecord.Origin> origins = new ArrayList<>();
        for (TrackRecord.Kind kind : TrackRecord.Kind.values()) {
            origins.add(new TrackRecord.Origin(kind, SignalInput.digest("o" + random.nextInt(500))));
        }
        return new Beside(
                SignalInput.digest("o" + random.nextInt(500)),
                2,
                3,
                3,
                5,
                new TrackRecord(Map.of(), Map.of(Reason.Group.ABUSE, 2.0), origins));
    }

    LoggedEvent next(Story story, String who) {
        return switch (random.nextInt(23)) {
            case 22 ->
                story.log(new Observation(
                        who,
                        Observation.Kind.PAYMENT,
                        Optional.empty(),
                        Optional.of(Story.ANNA.id()),
                        Optional.of(new Observation.Amount(50_000, "EUR")),
                        Map.of("meeting", "call-1")));
            case 20 -> story.matched("bank-" + random.nextInt(50));
            case 21 -> story.classified("threat", 0.99);
            case 16 -> story.device("device-" + random.nextInt(9));
            case 17 -> story.network("home", "network-" + random.nextInt(9));
            case 18 -> story.flag(who, REASONS.get(random.nextInt(REASONS.size())), List.of("w1", "w2", "w3"));
            case 19 -> story.judged(REASONS.get(random.nextInt(REASONS.size())).group(), "wrong", "", who);
            case 0 -> story.flag(who, REASONS.get(random.nextInt(REASONS.size())));
            case 1 -> story.panic(who);
            case 2 -> story.payment(who, 1 + random.nextInt(5000), random.nextBoolean() ? "EUR" : "AUD");
            case 3 -> story.payment("p" + random.nextInt(20), 1000, "EUR");
            case 4 -> story.asks(who, Map.of("accepted", random.nextBoolean(), "ageBand", "adult"));
            case 5 -> story.blockedBy(who);
            case 6 -> story.network(List.of("vpn", "tor", "proxy").get(random.nextInt(3)));
            case 7 -> story.attended(who, "q" + random.nextInt(20), Duration.ofMinutes(9), Map.of("panics", 1L));
            case 8 -> story.attended(who, "", Duration.ofMinutes(9), SHOW);
            case 9 -> story.paidBy(who, 500, "EUR");
            case 10 -> story.harvests("q" + random.nextInt(20), 99);
            case 11 -> story.links("q" + random.nextInt(20), "messenger");
            case 12 -> story.asks("q" + random.nextInt(20), Map.of());
            case 13 -> story.blockedBy("q" + random.nextInt(20));
            case 14 -> story.sends(99, 0.9);
            default -> story.sanctioned();
        };
    }

    private static int bytes(RiskState state) {
        return StoredJson.write(state).getBytes(StandardCharsets.UTF_8).length;
    }
}
