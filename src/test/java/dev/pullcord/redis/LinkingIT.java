package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pullcord.intake.Links;
import dev.pullcord.intake.Links.Kind;
import dev.pullcord.intake.Links.Trait;
import dev.pullcord.intake.LogIds;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.MeetingEvent;
import dev.pullcord.intake.Observation;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Sightings;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.Reason;
import dev.pullcord.review.Case;
import dev.pullcord.review.Events;
import dev.pullcord.review.Ground;
import dev.pullcord.review.StandingChange;
import dev.pullcord.review.StandingChange.Right;
import dev.pullcord.risk.Beside;
import dev.pullcord.risk.Contribution;
import dev.pullcord.risk.RiskModel;
import dev.pullcord.risk.RiskState;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a platform sends as standard events becomes links, over partitions, and what is folded hears of them. */
class LinkingIT {
    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Clock clock = Clock.fixed(Events.T0, ZoneOffset.UTC);
    private final RedisStore store = RedisGround.store(redis.link(), RedisGround.prefix(), clock);
    private final Ground ground = RedisGround.on(store, 4);
    private LiveFlow flow;

    @BeforeEach
    void start() throws Exception {
        Ground.now(store.platforms().add(ground.platform()));
        flow = new LiveFlow(store, clock, new SimpleMeterRegistry());
    }

    @AfterEach
    void stop() throws Exception {
        flow.stop();
    }

    private void pays(String payer, String payee, Map<String, Object> attributes) {
        Observation payment = new Observation(
                payer,
                Observation.Kind.PAYMENT,
                Optional.empty(),
                Optional.of(payee),
                Optional.of(new Observation.Amount(500, "EUR")),
                attributes);
        ground.take(Events.event("pay " + payer + " " + payee, payment), Subject.account(payer), Events.T0);
    }

    private void device(String id, String account) {
        ground.take(Events.device(id, account, "their-device"), Subject.account(account), Events.T0);
    }

    private Map<String, Map<Kind, Integer>> shared(String account) {
        Map<String, Map<Kind, Integer>> shared = new java.util.HashMap<>();
        Ground.now(store.links().of(ground.platform(), account, EnumSet.allOf(Kind.class), Events.T0))
                .others()
                .forEach(other -> shared.put(other.account(), other.shared()));
        return shared;
    }

    private void untilShared(String account, Map<String, Map<Kind, Integer>> what) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(shared(account)).isEqualTo(what));
    }

    private void untilShown(String account, Set<Trait> traits) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Ground.now(store.links().traits(ground.platform(), account, Events.T0)))
                        .isEqualTo(traits));
    }

    private List<String> signals(String account) {
        return ground.open(Subject.account(account)).map(Case::risk).stream()
                .flatMap(risk -> risk.contributions().stream())
                .map(Contribution::signal)
                .toList();
    }

    @Test
    void paymentsLinkByPayerPayeeAndHandle() {
        pays("fan", "ann", Map.of("handleHash", "wallet"));
        pays("fan", "ben", Map.of("handleHash", "wallet"));
        pays("other", "ben", Map.of());

        untilShared("ann", Map.of("ben", Map.of(Kind.PAYER, 1, Kind.HANDLE, 1)));
        untilShared("fan", Map.of("other", Map.of(Kind.PAYEE, 1)));
    }

    @Test
    void payeesWhoseCustomersAreTheSameAreHeard() {
        ground.take(Events.flag("f", "ann", Reason.HARASSMENT), Subject.account("ann"), Events.T0);
        for (int i = 0; i < 6; i++) {
            pays("fan" + i, "ben", Map.of());
            pays("fan" + i, "ann", Map.of());
        }
        untilShared("ann", Map.of("ben", Map.of(Kind.PAYER, 6)));

        pays("fan0 again", "ann", Map.of());

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(signals("ann")).contains("PAY-4/overlap"));
    }

    @Test
    void meetingsLinkThoseWhoJoinedThem() {
        for (String who : List.of("ann", "ben")) {
            ground.take(Events.joined("j-" + who, "call-9", who), Subject.meeting("call-9"), Events.T0);
        }

        untilShared("ann", Map.of("ben", Map.of(Kind.MEETING, 1)));
    }

    /** It needed meetingAttended once, which no meeting system sends. */
    @Test
    void aDenOnOneDeviceIsHeardFromStandardEvents() {
        for (String den : List.of("one", "two", "three", "four")) {
            ground.take(
                    Events.inMeeting("pub-" + den, MeetingEvent.Kind.MEDIA_PUBLISHED, "show-" + den, Optional.of(den)),
                    Subject.meeting("show-" + den),
                    Events.T0);
            ground.take(Events.flag("flag-" + den, den, Reason.SEXUAL_EXPLOITATION), Subject.account(den), Events.T0);
            device("dev-" + den, den);
        }
        for (String den : List.of("one", "two", "three", "four")) {
            untilShown(den, EnumSet.of(Trait.PUBLISHES, Trait.IN_NEED));
        }
        await().atMost(PATIENCE).until(() -> shared("four").size() == 3);

        device("dev-again", "four");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(signals("four")).contains("DEN-1"));
    }

    /** Nobody was told but whoever came last, or was seen again. */
    @Test
    void whoWasOnTheDeviceFirstHearsOfTheDenAtOnceAndOnce() {
        Subject first = Subject.account("first");
        ground.take(Events.flag("flag-first", "first", Reason.HARASSMENT), first, Events.T0);
        device("dev-first", "first");
        for (String den : List.of("one", "two")) {
            device("dev-" + den, den);
        }
        await().atMost(PATIENCE).until(() -> shared("first").size() == 2);

        for (String den : List.of("one", "two")) {
            ground.take(
                    Events.inMeeting("pub-" + den, MeetingEvent.Kind.MEDIA_PUBLISHED, "show-" + den, Optional.of(den)),
                    Subject.meeting("show-" + den),
                    Events.T0);
            ground.take(Events.flag("flag-" + den, den, Reason.SEXUAL_EXPLOITATION), Subject.account(den), Events.T0);
        }

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(signals("first")).contains("DEN-1"));
        Partition its = first.partition(ground.platform());
        List<LoggedEvent> log = Ground.now(store.log().readOf(its, LogIds.START, 100, first::equals));
        assertThat(log).hasSize(3); // the flag, the sighting, and what was told
        RiskModel model = new RiskModel(Ground.PACK.risk());
        assertThat(model.fold(RiskState.EMPTY, log, this::withItsThing)) // as the log is folded again, without links
                .isEqualTo(Ground.now(store.casework().load(its, List.of(first)))
                        .get(0)
                        .risk());
    }

    private Beside withItsThing(LoggedEvent event) {
        return Sightings.origin(event)
                .map(thing -> Beside.at(Links.digest(ground.platform(), thing.getKey(), thing.getValue())))
                .orElse(Beside.NOTHING);
    }

    /** Whom we keep out of calls counted for nothing once: only the platform's own word did. */
    @Test
    void aNewAccountOnTheDeviceOfOneWeSuspendedIsHeard() {
        device("dev-old", "old");
        Ground.now(store.outbox()
                .setStanding(
                        ground.platform(),
                        "c1",
                        new StandingChange(Right.JOINING, "old", true, Optional.empty()),
                        Events.T0));
        await().atMost(PATIENCE)
                .until(() -> !Ground.now(
                                store.links().with(ground.platform(), Links.Kind.DEVICE, "their-device", Events.T0))
                        .accounts()
                        .isEmpty());
        Subject fresh = Subject.account("fresh");
        ground.take(Events.observed("made", "fresh", Observation.Kind.ACCOUNT_CREATED, Map.of()), fresh, Events.T0);
        device("dev-new", "fresh");
        ground.take(Events.flag("f", "fresh", Reason.HARASSMENT), fresh, Events.T0);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(signals("fresh")).contains("ACC-1"));
    }
}
