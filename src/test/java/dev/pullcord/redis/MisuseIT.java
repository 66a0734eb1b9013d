package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pullcord.enforcement.Action;
import dev.pullcord.enforcement.OutboxMeasures;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Reason;
import dev.pullcord.plugin.Target;
import dev.pullcord.review.ActionOrder;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseFold;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Events;
import dev.pullcord.review.Ground;
import dev.pullcord.review.Misuse;
import dev.pullcord.review.Misuse.Kind;
import dev.pullcord.review.Misuse.Measure;
import dev.pullcord.review.Misuse.State;
import dev.pullcord.review.MisuseDesk;
import dev.pullcord.review.MisuseDesk.Reply;
import dev.pullcord.review.MisuseGround;
import dev.pullcord.review.Misuses;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Outcome;
import dev.pullcord.review.Profile;
import dev.pullcord.review.Role;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whoever reports without cause again and again: a warning, then lowered flags for a time, by two people each. */
class MisuseIT {
    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    private static final String RITA = "rita"; // who reports, in these events
    private static final Instant T0 = Events.T0;
    private static final Moderator LEA = new Moderator("lea", "tandem", "lea", Role.LEAD);
    private static final Moderator SENIA = new Moderator("senia", "tandem", "senia", Role.SENIOR);

    private Instant time = T0;
    private final Clock clock = new Moves();
    private RedisStore store;
    private Ground ground;
    private final List<Partition> woken = new ArrayList<>();
    private int sent;

    @BeforeEach
    void open() {
        store = RedisGround.store(redis.link(), RedisGround.prefix(), clock);
        ground = RedisGround.on(store, 2);
        now(store.people().add(LEA));
        now(store.people().add(SENIA));
    }

    private MisuseDesk desk() {
        return desk(store.misuses());
    }

    private MisuseDesk desk(Misuses misuses) {
        return new MisuseDesk(
                misuses,
                new MisuseGround(store.queue(), store.casework(), store.people()),
                new OutboxMeasures(store.outbox()),
                platform -> Ground.PACK,
                woken::add,
                clock);
    }

    /** A closed case in which he flagged this account. */
    private String flagged(String account, Reason reason, Outcome outcome) {
        ground.take(Events.flag("e" + sent++, account, reason), Subject.account(account), time);
        ground.foldAll(time);
        Case c = ground.open(Subject.account(account)).orElseThrow();
        String token = "token of " + c.id();
        now(ground.queue().claim(ground.platform(), c.id(), SENIA, token, time, time.plusSeconds(60)));
        Decision decision = new Decision(
                c.id() + ".d" + (c.decisionCount() + 1),
                c.id(),
                outcome,
                Optional.empty(),
                "nothing there",
                List.of(),
                true,
                Optional.empty(),
                SENIA.id(),
                time,
                Ground.PACK.version(),
                Optional.empty());
        now(ground.queue().decide(ground.platform(), c, SENIA, token, decision, "other", Optional.empty(), time));
        return c.id();
    }

    private String inVain(String account) {
        return flagged(account, Reason.HARASSMENT, Outcome.UNFOUNDED_REPORT);
    }

    private static MisuseDesk.Wish wish(Kind kind, String... cases) {
        return new MisuseDesk.Wish(kind, List.of(cases), Optional.empty(), "again and again");
    }

    private Reply propose(Moderator by, MisuseDesk.Wish wish) {
        return now(desk().propose(ground.platform(), by, RITA, wish));
    }

    private Reply agree(Moderator second, String id) {
        return agree(desk(), second, id);
    }

    private Reply agree(MisuseDesk desk, Moderator second, String id) {
        return now(desk.answer(ground.platform(), second, RITA, id, true, "I see it too"));
    }

    private static Measure stands(Reply reply) {
        return ((Reply.Stands) reply).measure();
    }

    /** He was warned, and the platform says that it told him. */
    private Measure warned(String caseId) {
        Measure proposed = stands(propose(LEA, wish(Kind.WARNING, caseId)));
        Measure warning = stands(agree(SENIA, proposed.id()));
        answered(warning, "done");
        return warning;
    }

    private void answered(Measure warning, String status) {
        Action action = now(store.outbox()
                        .find(ground.platform(), warning.actionId().orElseThrow()))
                .orElseThrow();
        Partition partition = ground.find(action.caseId()).partition();
        Action begun = now(store.outbox().begin(partition, action, time, time.plusSeconds(30)))
                .orElseThrow();
        now(store.outbox().record(partition, begun, Action.State.ANSWERED, status, "", Optional.empty(), time));
    }

    private boolean lowered() {
        ground.foldAll(time);
        return CaseFold.of(Ground.PACK)
                .trackRecord(ground.load(Subject.account(RITA)), Subject.account("anybody"), time)
                .lowered();
    }

    private List<Action> actions(String caseId) {
        return now(store.outbox().ofCase(ground.platform(), caseId));
    }

    @Test
    void aWarningTakesTwoAndGoesToThePlatformOnce() {
        String caseId = inVain("anna");
        Measure proposed = stands(propose(LEA, wish(Kind.WARNING, caseId)));
        assertThat(proposed.state()).isEqualTo(State.PROPOSED);
        assertThat(actions(caseId)).isEmpty();
        assertThat(agree(LEA, proposed.id())).isInstanceOf(Reply.Own.class);
        assertThat(actions(caseId)).isEmpty();

        Measure warning = stands(agree(SENIA, proposed.id()));

        assertThat(warning.state()).isEqualTo(State.STANDS);
        assertThat(actions(caseId)).singleElement().satisfies(action -> {
            assertThat(action.order())
                    .isEqualTo(new ActionOrder(
                            caseId + ".d1.a1", ActionType.WARN, Target.account(RITA), Optional.empty()));
            assertThat(action.reasonCode()).isEqualTo("reporting_misuse");
        });
        assertThat(woken).containsExactly(ground.find(caseId).partition());
        assertThat(agree(SENIA, proposed.id())).isInstanceOf(Reply.Moved.class);
        assertThat(actions(caseId)).hasSize(1);
        assertThat(now(store.queue().timeline(ground.platform(), caseId, 50)))
                .extracting(entry -> entry.draft().verb())
                .contains("reporter_warned");
        assertThat(lowered()).as("a warning lowers nothing").isFalse();
        assertThat(ground.auditFaults()).isEmpty();
    }

    @Test
    void flagsAreLoweredOnlyAfterAWarningThatReachedHimAndThatHeWentOnAfter() {
        String first = inVain("anna");
        assertThat(pointer(propose(LEA, wish(Kind.LOWER, first)))).isEqualTo("/measure");
        Measure proposed = stands(propose(LEA, wish(Kind.WARNING, first)));
        Measure warning = stands(agree(SENIA, proposed.id()));
        time = time.plus(Duration.ofDays(1));
        assertThat(pointer(propose(LEA, wish(Kind.LOWER, first)))).isEqualTo("/cases");
        String second = inVain("berta");
        assertThat(pointer(propose(LEA, wish(Kind.LOWER, second))))
                .as("nobody has told him yet")
                .isEqualTo("/measure");
        answered(warning, "done");

        Measure lower = stands(propose(LEA, wish(Kind.LOWER, first, second)));
        assertThat(lowered()).as("nobody agreed").isFalse();
        Measure agreed = stands(agree(SENIA, lower.id()));

        assertThat(agreed.until()).contains(time.plus(Duration.ofDays(90)));
        assertThat(lowered()).isTrue();
        assertThat(pointer(propose(LEA, wish(Kind.LOWER, second))))
                .as("each takes a warning of its own")
                .isEqualTo("/measure");
        time = time.plus(Duration.ofDays(90));
        assertThat(lowered()).as("it ends by itself").isFalse();
        assertThat(ground.auditFaults()).isEmpty();
    }

    @Test
    void aWarningThatThePlatformCannotDeliverIsNone() {
        Measure proposed = stands(propose(LEA, wish(Kind.WARNING, inVain("anna"))));
        answered(stands(agree(SENIA, proposed.id())), "unsupported");
        time = time.plus(Duration.ofDays(1));

        assertThat(pointer(propose(LEA, wish(Kind.LOWER, inVain("berta"))))).isEqualTo("/measure");
    }

    @Test
    void noLongerThanThePolicySays() {
        warned(inVain("anna"));
        time = time.plus(Duration.ofDays(1));
        String after = inVain("berta");

        assertThat(pointer(propose(
                        LEA,
                        new MisuseDesk.Wish(Kind.LOWER, List.of(after), Optional.of(Duration.ofDays(91)), "for long"))))
                .isEqualTo("/duration");
        Measure week = stands(propose(
                LEA, new MisuseDesk.Wish(Kind.LOWER, List.of(after), Optional.of(Duration.ofDays(7)), "a week")));
        agree(SENIA, week.id());
        time = time.plus(Duration.ofDays(7)).minusMillis(1);
        assertThat(lowered()).isTrue();
        time = time.plusMillis(1);
        assertThat(lowered()).isFalse();
    }

    @Test
    void takenBackFlagsWeighAsBefore() {
        warned(inVain("anna"));
        time = time.plus(Duration.ofDays(1));
        Measure lower = stands(propose(LEA, wish(Kind.LOWER, inVain("berta"))));
        agree(SENIA, lower.id());
        assertThat(lowered()).isTrue();
        time = time.plus(Duration.ofDays(1));

        Measure back = stands(now(desk().takeBack(ground.platform(), LEA, RITA, lower.id(), "it was one quarrel")));

        assertThat(back.state()).isEqualTo(State.TAKEN_BACK);
        assertThat(lowered()).isFalse();
        assertThat(now(desk().takeBack(ground.platform(), LEA, RITA, lower.id(), "again")))
                .isInstanceOf(Reply.Stands.class);
    }

    @Test
    void nothingFollowsFromAWarningThatWasTakenBack() {
        Measure warning = warned(inVain("anna"));
        time = time.plus(Duration.ofDays(1));
        Measure lower = stands(propose(LEA, wish(Kind.LOWER, inVain("berta"))));

        now(desk().takeBack(ground.platform(), LEA, RITA, warning.id(), "it was right after all"));

        assertThat(agree(SENIA, lower.id())).isInstanceOf(Reply.Moved.class);
        assertThat(lowered()).isFalse();
    }

    @Test
    void whatIsNoVainFlagIsHeldAgainstNobody() {
        String quarrel = flagged("berta", Reason.HARASSMENT, Outcome.NO_VIOLATION);
        String danger = flagged("dora", Reason.CHILD_SAFETY, Outcome.UNFOUNDED_REPORT);
        String fine = inVain("carla");

        assertThat(pointer(propose(LEA, wish(Kind.WARNING, fine, quarrel)))).isEqualTo("/cases/1");
        assertThat(pointer(propose(LEA, wish(Kind.WARNING, danger)))).isEqualTo("/cases/0");
        assertThat(pointer(propose(LEA, wish(Kind.WARNING, "c000-00000000000000000000"))))
                .isEqualTo("/cases/0");
        assertThat(pointer(now(desk().propose(ground.platform(), LEA, "somebody-else", wish(Kind.WARNING, fine)))))
                .isEqualTo("/cases/0");
    }

    @Test
    void nobodyJudgesWhoReportedHim() {
        String caseId = inVain("anna");
        knows(LEA, "anna");
        knows(SENIA, RITA);
        Moderator other = new Moderator("otto", "tandem", "otto", Role.LEAD);
        now(store.people().add(other));

        assertThat(propose(LEA, wish(Kind.WARNING, caseId))).isInstanceOf(Reply.Conflict.class);
        Measure proposed = stands(propose(other, wish(Kind.WARNING, caseId)));
        assertThat(agree(LEA, proposed.id())).isInstanceOf(Reply.Conflict.class);
        assertThat(agree(SENIA, proposed.id())).isInstanceOf(Reply.Conflict.class);
        assertThat(actions(caseId)).isEmpty();
    }

    private void knows(Moderator moderator, String account) {
        now(store.people()
                .change(
                        moderator.id(),
                        p -> p.with(new Profile(List.of(), List.of(), List.of(), List.of(), List.of(account)))));
    }

    @Test
    void refusedNothingIsDoneAndAnotherMayBeProposed() {
        String caseId = inVain("anna");
        Measure proposed = stands(propose(LEA, wish(Kind.WARNING, caseId)));
        assertThat(propose(LEA, wish(Kind.WARNING, caseId))).isInstanceOf(Reply.Moved.class);

        Measure refused =
                stands(now(desk().answer(ground.platform(), SENIA, RITA, proposed.id(), false, "it was one quarrel")));

        assertThat(refused.state()).isEqualTo(State.REFUSED);
        assertThat(actions(caseId)).isEmpty();
        assertThat(stands(propose(LEA, wish(Kind.WARNING, caseId))).id()).isEqualTo("m2");
        assertThat(now(desk().all(ground.platform(), 0, 10)))
                .singleElement()
                .satisfies(one -> assertThat(one.measures()).hasSize(2));
        assertThat(now(desk().all(ground.platform(), 1, 10))).isEmpty();
    }

    /** The process dies at each step of an agreed measure in turn, before it is written and after; whoever agreed agrees again. */
    @Test
    void whatACrashBrokeOffIsGoneOnWithAndNothingIsDoneTwice() {
        for (int dies = 1; dies <= 8; dies++) {
            open();
            time = T0;
            String caseId = inVain("anna-" + dies);
            Measure proposed = stands(propose(LEA, wish(Kind.WARNING, caseId)));
            Misuses dying = dying((dies + 1) / 2, dies % 2 == 0);
            String id = proposed.id();
            assertThatThrownBy(() -> agree(desk(dying), SENIA, id))
                    .as("dies at %d", dies)
                    .hasMessageContaining("killed");

            Reply again = agree(SENIA, id);

            boolean whole = dies == 8; // the last step was written
            assertThat(again).as("died at %d", dies).isInstanceOf(whole ? Reply.Moved.class : Reply.Stands.class);
            Misuse after = now(desk().of(ground.platform(), RITA));
            assertThat(after.measures()).extracting(Measure::state).containsExactly(State.STANDS);
            assertThat(actions(caseId)).as("died at %d", dies).hasSize(1);
        }
    }

    /** Fails at the n-th write, before or after it is made. */
    private Misuses dying(int at, boolean after) {
        int[] writes = {0};
        return (Misuses) Proxy.newProxyInstance(
                Misuses.class.getClassLoader(), new Class<?>[] {Misuses.class}, (proxy, method, args) -> {
                    boolean write = !method.getName().equals("find");
                    CompletionStage<Object> killed =
                            CompletableFuture.failedFuture(new IllegalStateException("killed"));
                    if (write && ++writes[0] == at && !after) {
                        return killed;
                    }
                    try {
                        Object done = method.invoke(store.misuses(), args);
                        return write && writes[0] == at ? ((CompletionStage<?>) done).thenCompose(x -> killed) : done;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private final class Moves extends Clock {
        @Override
        public Instant instant() {
            return time;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    private static String pointer(Reply reply) {
        return ((Reply.Invalid) reply).pointer();
    }

    private static <T> T now(CompletionStage<T> stage) {
        return Ground.now(stage);
    }
}
