package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pullcord.insight.BacktestReport;
import dev.pullcord.insight.BacktestRun;
import dev.pullcord.insight.LogWalk;
import dev.pullcord.intake.Event;
import dev.pullcord.intake.MeetingEvent;
import dev.pullcord.intake.Observation;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Party;
import dev.pullcord.intake.Report;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.Reason;
import dev.pullcord.review.Case;
import dev.pullcord.review.Circumstance;
import dev.pullcord.review.Circumstances;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Events;
import dev.pullcord.review.Ground;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Outcome;
import dev.pullcord.review.ReviewQueue.DecideReply;
import dev.pullcord.review.StandingChange;
import dev.pullcord.review.StandingChange.Right;
import dev.pullcord.risk.Contribution;
import dev.pullcord.risk.RiskState;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A replay under the policy in force comes to what the live fold came to, also where that knew what no log says. */
class BacktestAsLivedIT {
    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String prefix = RedisGround.prefix();
    private final Keys keys = new Keys(prefix);
    private final Clock clock = Clock.fixed(Events.T0, ZoneOffset.UTC);
    private final RedisStore store = RedisGround.store(redis.link(), prefix, clock);
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

    private void flag(String id, String account, String reporter, Reason reason, String meeting) {
        Report plain = (Report) Events.flag(id, account, reason).body();
        Report report = new Report(
                plain.kind(),
                Optional.of(
                        new dev.pullcord.intake.Meeting(meeting, Optional.empty(), Optional.empty(), Optional.empty())),
                Optional.of(new Party(Optional.of(reporter), Optional.empty(), Optional.empty(), Optional.empty())),
                plain.subject(),
                plain.reason(),
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                false);
        take(Events.event(id, report), Subject.account(account));
    }

    private void take(Event event, Subject subject) {
        ground.take(event, subject, Events.T0);
    }

    private Case open(String account, long reports) {
        Subject subject = Subject.account(account);
        await().atMost(PATIENCE)
                .until(() -> ground.open(subject).map(Case::reportCount).orElse(0L) == reports);
        return ground.open(subject).orElseThrow();
    }

    private void unfounded(Case open, String by) {
        Moderator moderator = Ground.moderator(by);
        String token = "token of " + open.id();
        Ground.now(ground.queue()
                .claim(ground.platform(), open.id(), moderator, token, Events.T0, Events.T0.plusSeconds(60)));
        Decision decision = new Decision(
                open.id() + ".d1",
                open.id(),
                Outcome.UNFOUNDED_REPORT,
                Optional.empty(),
                "seen and weighed",
                List.of(),
                true,
                Optional.empty(),
                moderator.id(),
                Events.T0.plusSeconds(1), // behind the flag, for a replay
                Ground.PACK.version(),
                Optional.empty());
        assertThat(Ground.now(ground.queue()
                        .decide(
                                ground.platform(),
                                open,
                                moderator,
                                token,
                                decision,
                                "other",
                                Optional.empty(),
                                Events.T0)))
                .isEqualTo(DecideReply.DECIDED);
    }

    /** Liars with a record, a crowd on one device, a sanctioned account's device and a meeting that goes on. */
    private void live() {
        for (int i = 0; i < 3; i++) {
            flag("lie-" + i, "innocent-" + i, "liar", Reason.HARASSMENT, "past");
            unfounded(open("innocent-" + i, 1), "moderator-" + i);
        }
        await().atMost(PATIENCE).until(() -> wrong("liar") > 2.9);
        flag("lie-again", "accused", "liar", Reason.HARASSMENT, "past");

        for (int i = 0; i < 6; i++) {
            String one = "crowd-" + i;
            take(Events.device("d-" + one, one, "crowd-device"), Subject.account(one));
            await().atMost(PATIENCE).until(() -> risk(one).tallies().containsKey("reporter/device"));
        }
        for (int i = 0; i < 6; i++) {
            flag("crowd-flag-" + i, "victim", "crowd-" + i, Reason.FRAUD_SPAM, "past");
        }

        take(Events.device("d-old", "old", "passed-on"), Subject.account("old"));
        Ground.now(store.outbox()
                .setStanding(
                        ground.platform(),
                        "c1",
                        new StandingChange(Right.JOINING, "old", true, Optional.empty()),
                        Events.T0));
        await().atMost(PATIENCE).until(() -> risk("old").tallies().containsKey("reporter/device"));
        Subject fresh = Subject.account("fresh");
        take(Events.observed("made", "fresh", Observation.Kind.ACCOUNT_CREATED, Map.of()), fresh);
        take(Events.device("d-fresh", "fresh", "passed-on"), fresh);
        await().atMost(PATIENCE).until(() -> !risk("fresh").notes().isEmpty());
        flag("f-fresh", "fresh", "somebody", Reason.HARASSMENT, "past");

        take(Events.inMeeting("begun", MeetingEvent.Kind.STARTED, "now", Optional.empty()), Subject.meeting("now"));
        await().atMost(PATIENCE)
                .until(() -> Ground.now(store.rosters().find(ground.platform(), "now"))
                        .isPresent());
        flag("f-live", "here", "somebody", Reason.HARASSMENT, "now");
        open("accused", 1);
        open("victim", 6);
        open("fresh", 1);
        open("here", 1);
    }

    private double wrong(String account) {
        RiskState.Decayed wrong = risk(account).rates().get("reporter/wrong/abuse");
        return wrong == null ? 0 : wrong.sum();
    }

    private RiskState risk(String account) {
        return ground.load(Subject.account(account)).risk();
    }

    private BacktestReport backtest(Circumstances circumstances) {
        LogWalk walk = new LogWalk(store.log(), circumstances, store.outcomes(), Runnable::run, 1, 1 << 20);
        return Ground.now(new BacktestRun(walk)
                .run(ground.platform(), Ground.PACK, Ground.PACK.as("again"), Instant.EPOCH, done -> {}));
    }

    /** As the log alone would have it. */
    private static final class Forgotten implements Circumstances {
        @Override
        public CompletionStage<Map<String, Circumstance>> keep(Partition partition, Map<String, Circumstance> first) {
            return CompletableFuture.completedFuture(first);
        }

        @Override
        public CompletionStage<Map<String, Circumstance>> circumstances(Partition partition, List<String> logIds) {
            return CompletableFuture.completedFuture(Map.of());
        }
    }

    @Test
    void whatIsReplayedStandsAsItStood() {
        live();
        assertThat(signals("accused")).contains("USR-1/record");
        assertThat(signals("victim")).contains("USR-1/together");
        assertThat(signals("fresh")).contains("ACC-1");

        BacktestReport report = backtest(store.casework());

        assertThat(report.replayed().cases()).isEqualTo(7);
        assertThat(report.replayed().alike())
                .as("cases in the lane, by the deadline, as likely")
                .isEqualTo(7);
        assertThat(report.replayed().farthest()).isLessThan(1e-9);
        assertThat(List.of(report.opens(), report.closes(), report.earlier(), report.later()))
                .containsOnly(0L);

        BacktestReport forgotten = backtest(new Forgotten());
        assertThat(forgotten.replayed().alike()).as("without what lay beside").isLessThanOrEqualTo(3);
        assertThat(forgotten.replayed().farthest()).isGreaterThan(0.05);
    }

    @Test
    void aLostStateIsMadeAnewAsItWas() {
        live();
        RiskState before = risk("victim");
        Partition partition = ground.partitionOf("victim");
        Ground.now(redis.commands().hset(keys.subject(partition, Subject.account("victim")), "risk", "no json"));

        flag("one-more", "victim", "somebody", Reason.HATE, "past");
        open("victim", 7);

        RiskState after = risk("victim");
        assertThat(after.notes())
                .filteredOn(n -> n.about().equals("fraud_spam"))
                .isEqualTo(before.notes().stream()
                        .filter(n -> n.about().equals("fraud_spam"))
                        .toList());
        assertThat(after.notes())
                .filteredOn(n -> n.signal().equals("USR-1/together"))
                .isEqualTo(before.notes().stream()
                        .filter(n -> n.signal().equals("USR-1/together"))
                        .toList());
    }

    private List<String> signals(String account) {
        return ground.open(Subject.account(account)).orElseThrow().risk().contributions().stream()
                .map(Contribution::signal)
                .toList();
    }
}
