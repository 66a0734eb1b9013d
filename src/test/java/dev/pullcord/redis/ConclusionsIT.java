package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pullcord.audit.AuditEntry;
import dev.pullcord.enforcement.OutboxMeasures;
import dev.pullcord.intake.Event;
import dev.pullcord.intake.InMemoryRosters;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Observation;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Party;
import dev.pullcord.intake.Report;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.Reason;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseFold;
import dev.pullcord.review.CaseId;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Desk;
import dev.pullcord.review.Events;
import dev.pullcord.review.Ground;
import dev.pullcord.review.Impartiality;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Outcome;
import dev.pullcord.review.ReviewQueue.DecideReply;
import dev.pullcord.review.Role;
import dev.pullcord.review.Superseding;
import dev.pullcord.risk.Contribution;
import dev.pullcord.risk.RiskState;
import dev.pullcord.risk.TrackRecord;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people conclude from flags reaches the records of those who raised them, once, and weighs in their next flag. */
class ConclusionsIT {
    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    private static final Subject RITA = Subject.account("rita"); // raises every flag here

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

    private Case flagged(String account, String... ids) {
        Subject subject = Subject.account(account);
        for (String id : ids) {
            ground.take(Events.flag(id, account, Reason.HARASSMENT), subject, Events.T0);
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> ground.open(subject).map(Case::reportCount).orElse(0L) == ids.length);
        return ground.open(subject).orElseThrow();
    }

    private void decide(Case open, Outcome outcome) {
        decide(open, outcome, "ann");
    }

    private void decide(Case open, Outcome outcome, String by) {
        decideOnly(open, outcome, by);
        untilAllAreTold();
    }

    private void decideOnly(Case open, Outcome outcome, String by) {
        Moderator moderator = Ground.moderator(by);
        String token = "token of " + open.id();
        Ground.now(ground.queue()
                .claim(ground.platform(), open.id(), moderator, token, Events.T0, Events.T0.plusSeconds(60)));
        Decision decision = new Decision(
                open.id() + ".d1",
                open.id(),
                outcome,
                Optional.of("harassment").filter(policy -> outcome == Outcome.VIOLATION),
                "seen and weighed",
                List.of(),
                true,
                Optional.empty(),
                moderator.id(),
                Events.T0,
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

    private void untilAllAreTold() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> ground.partitions().stream()
                        .allMatch(
                                p -> Ground.now(ground.queue().untold(p, 0, 9)).isEmpty()));
    }

    /** What the reporter's log says, by conclusion. */
    private Map<String, Long> told() {
        Map<String, Long> told = new TreeMap<>();
        for (LoggedEvent event : ground.logged(RITA)) {
            if (event.event().body() instanceof Observation o && o.kind() == Observation.Kind.FLAG_JUDGED) {
                told.merge(
                        o.attributes().get("conclusion") + " about "
                                + o.attributes().get("group"),
                        1L,
                        Long::sum);
            }
        }
        return told;
    }

    @Test
    void whoFlaggedIsToldOnceOfAViolationAndOfAnUnfoundedReportAndOfNothingElse() {
        decide(flagged("mallory", "e1", "e2", "e3"), Outcome.VIOLATION);
        decide(flagged("oscar", "e4"), Outcome.UNFOUNDED_REPORT);
        decide(flagged("trudy", "e5"), Outcome.NO_VIOLATION);
        decide(flagged("peggy", "e6"), Outcome.INSUFFICIENT);

        assertThat(told()).isEqualTo(Map.of("right about abuse", 1L, "wrong about abuse", 1L));
    }

    /** Reasons are inflated to be looked at sooner: that is not to make a name for being right about them. */
    @Test
    void whoFlaggedSomethingFarGraverThanWhatWasFoundWasNotRightAboutThat() {
        Subject mallory = Subject.account("mallory");
        ground.take(Events.flag("e1", "mallory", Reason.CHILD_SAFETY), mallory, Events.T0);
        await().atMost(Duration.ofSeconds(20)).until(() -> ground.open(mallory).isPresent());

        decide(ground.open(mallory).orElseThrow(), Outcome.VIOLATION); // of the rule "harassment"

        assertThat(told()).isEmpty();
    }

    @Test
    void toldAgainAfterACrashItIsKnown() {
        Case open = flagged("mallory", "e1");
        decide(open, Outcome.VIOLATION);

        // As if it had ended between the last word to a reporter and the list.
        Ground.now(redis.commands().zadd(keys.untold(open.partition()), 1, open.id()));
        untilAllAreTold();

        assertThat(told()).isEqualTo(Map.of("right about abuse", 1L));
    }

    @Test
    void aDamagedCaseIsPutAwayAndHoldsNoneUp() {
        Case damaged = flagged("mallory", "e1");
        Ground.now(redis.commands().rpush(keys.decisions(damaged.partition(), damaged.id()), "no json"));
        Ground.now(redis.commands().zadd(keys.untold(damaged.partition()), 1, damaged.id()));

        decide(flagged("oscar", "e2"), Outcome.UNFOUNDED_REPORT);

        assertThat(told()).isEqualTo(Map.of("wrong about abuse", 1L));
    }

    /** Not damaged, but of a form that no reader expects: each such read fails, for ever. */
    @Test
    void moreCasesThatFailThanFitOneRoundHoldNoneUp() {
        Partition partition = flagged("mallory", "e0").partition();
        for (int i = 0; i < 12; i++) {
            String broken = CaseId.create(partition, new SecureRandom());
            Ground.now(redis.commands().set(keys.decisions(partition, broken), "no list"));
            Ground.now(redis.commands().zadd(keys.untold(partition), 1 + i, broken));
        }

        decideOnly(ground.open(Subject.account("mallory")).orElseThrow(), Outcome.UNFOUNDED_REPORT, "ann");

        await().atMost(Duration.ofSeconds(20)).until(() -> told().containsKey("wrong about abuse"));
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        Ground.now(ground.queue().untold(partition, 0, 99)).size() == 12); // taken off after it is told
    }

    @Test
    void whoFlaggedFirstIsToldThoughAllOfTheNextPageCannotBeRead() {
        Subject mallory = Subject.account("mallory");
        Event first = Events.flag("e-first", "mallory");
        Report flag = (Report) first.body();
        Party sue = new Party(Optional.of("sue"), Optional.empty(), Optional.empty(), Optional.empty());
        ground.take(
                Events.event(
                        "e-first",
                        new Report(
                                flag.kind(),
                                flag.meeting(),
                                Optional.of(sue),
                                flag.subject(),
                                flag.reason(),
                                false,
                                false,
                                Optional.empty(),
                                Optional.empty(),
                                List.of(),
                                List.of(),
                                false)),
                mallory,
                Events.T0);
        String[] others = IntStream.range(0, 200).mapToObj(i -> "e" + i).toArray(String[]::new);
        for (String id : others) {
            ground.take(Events.flag(id, "mallory"), mallory, Events.T0);
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> ground.open(mallory).map(Case::reportCount).orElse(0L) == 201);
        Case open = ground.open(mallory).orElseThrow();
        List<String> newest = Ground.now(ground.queue().reports(ground.platform(), open.id(), 0, 200)).stream()
                .map(LoggedEvent::logId)
                .toList();
        Ground.now(redis.commands().xdel(keys.log(open.partition()), newest.toArray(String[]::new)));

        decide(open, Outcome.UNFOUNDED_REPORT);

        assertThat(ground.logged(Subject.account("sue"))).hasSize(1);
        assertThat(told()).isEmpty();
    }

    @Test
    void whoWasOftenWrongCountsForLessNextTime() {
        for (int i = 0; i < 3; i++) {
            decide(flagged("innocent-" + i, "e" + i), Outcome.UNFOUNDED_REPORT, "moderator-" + i);
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> record().wrong().getOrDefault(Reason.Group.ABUSE, 0.0) > 2.9);

        Case next = flagged("mallory", "e9");

        assertThat(next.risk().contributions())
                .extracting(Contribution::signal)
                .containsExactlyInAnyOrder("USR-1", "USR-1/record");
        assertThat(next.risk().contributions())
                .filteredOn(c -> c.signal().equals("USR-1/record"))
                .singleElement()
                .satisfies(c -> assertThat(c.weight()).isNegative());
    }

    @Test
    void oneModeratorAloneLeavesMostOfWhatAReportersWordWeighs() {
        for (int i = 0; i < 3; i++) {
            decide(flagged("friend-" + i, "p" + i), Outcome.UNFOUNDED_REPORT, "ann");
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> record().wrong().getOrDefault(Reason.Group.ABUSE, 0.0) > 1.3);

        Case next = flagged("mallory", "p9");

        double left = next.risk().contributions().stream()
                .mapToDouble(Contribution::weight)
                .sum();
        double word = next.risk().contributions().stream()
                .filter(c -> c.signal().equals("USR-1"))
                .mapToDouble(Contribution::weight)
                .sum();
        assertThat(left / word).isBetween(0.5, 0.99);
    }

    @Test
    void theAuditSaysHowManyRecordsADecisionMovedAndNotWhose() {
        Case open = flagged("mallory", "e1", "e2");
        decide(open, Outcome.UNFOUNDED_REPORT);

        List<AuditEntry> entries = Ground.now(ground.queue().timeline(ground.platform(), open.id(), 9)).stream()
                .filter(entry -> entry.draft().verb().equals("records_moved"))
                .toList();

        assertThat(entries)
                .singleElement()
                .satisfies(entry -> assertThat(entry.draft().detail())
                        .isEqualTo(
                                Map.of("decision", open.id() + ".d1", "outcome", "unfounded_report", "records", "1")));
    }

    @Test
    void aReportersOwnLogFoldedAgainFindsTheSameRecord() {
        decide(flagged("mallory", "e1"), Outcome.VIOLATION);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> ground.load(RITA).risk().rates().containsKey("reporter/right/abuse"));

        RiskState again = CaseFold.of(Ground.PACK)
                .remembered(RiskState.EMPTY, ground.logged(RITA), event -> dev.pullcord.risk.Beside.NOTHING);

        assertThat(again).isEqualTo(ground.load(RITA).risk());
    }

    private TrackRecord record() {
        return CaseFold.of(Ground.PACK).trackRecord(ground.load(RITA), Subject.account("anybody"), Events.T0);
    }

    /** Told as of the first decision, after it, and taking back exactly what that one said. */
    @Test
    void whatIsOverturnedIsTakenBack() {
        Case open = flagged("mallory", "e1");
        decideOnly(open, Outcome.VIOLATION, "ann");
        Moderator senia = new Moderator("senia", "tandem", "Senia", Role.SENIOR);
        Superseding superseding = new Superseding(
                ground.queue(),
                store.supersessions(),
                new OutboxMeasures(store.outbox()),
                new InMemoryRosters(),
                Impartiality.EVERYBODYS,
                platform -> Ground.PACK,
                decided -> {},
                clock);
        Desk.Request anew = new Desk.Request(
                Outcome.UNFOUNDED_REPORT,
                Optional.empty(),
                "it was not him",
                List.of(),
                false,
                Optional.empty(),
                Optional.empty());

        assertThat(Ground.now(superseding.correct(ground.platform(), senia, open.id() + ".d1", anew)))
                .isInstanceOf(Superseding.Reply.Done.class);
        untilAllAreTold();

        List<Map<String, Object>> said = ground.logged(RITA).stream()
                .map(e -> e.event().body())
                .filter(body -> body instanceof Observation o && o.kind() == Observation.Kind.FLAG_JUDGED)
                .map(body -> ((Observation) body).attributes())
                .toList();
        assertThat(said).hasSize(2);
        assertThat(said.get(0)).containsEntry("conclusion", "right").doesNotContainKey("before");
        assertThat(said.get(1))
                .containsEntry("conclusion", "wrong")
                .containsEntry("before", "right")
                .containsEntry("deciderBefore", said.get(0).get("decider"));
    }
}
