package dev.pullcord.redis;

import static dev.pullcord.review.Events.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pullcord.intake.InMemoryRosters;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.review.Approvals;
import dev.pullcord.review.Bulk;
import dev.pullcord.review.Bulk.Became;
import dev.pullcord.review.BulkDesk;
import dev.pullcord.review.BulkDesk.Reply;
import dev.pullcord.review.Bulks;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseState;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Desk;
import dev.pullcord.review.Ground;
import dev.pullcord.review.Impartiality;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Outcome;
import dev.pullcord.review.Role;
import dev.pullcord.review.Superseding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One decision for several cases, whatever happens in between. */
class BulkDeskIT {
    private static final Moderator SENIA = new Moderator("senia", "tandem", "Senia", Role.SENIOR);
    private static final Moderator ADA = new Moderator("ada", "tandem", "Ada", Role.ADMIN);
    private static final Moderator LEA = new Moderator("lea", "tandem", "Lea", Role.LEAD);
    private static final Moderator MO = new Moderator("mo", "tandem", "Mo", Role.MODERATOR);

    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    private final RedisStore store =
            RedisGround.store(redis.link(), RedisGround.prefix(), Clock.fixed(T0, ZoneOffset.UTC));
    private final Ground ground = RedisGround.on(store, 4);
    private Instant time = T0;

    @BeforeEach
    void people() {
        List.of(SENIA, LEA, MO).forEach(one -> now(store.people().add(one)));
    }

    @AfterEach
    void everyChainVerifies() {
        assertThat(ground.auditFaults()).isEmpty();
    }

    private BulkDesk bulk(Bulks bulks) {
        Clock clock = Clock.fixed(time, ZoneOffset.UTC);
        Superseding superseding = Supersedings.on(store, Ground.PACK, clock);
        return new BulkDesk(
                new Desk(ground.queue(), new InMemoryRosters(), Ground.PACK, Duration.ofSeconds(60), d -> {}, clock),
                ground.queue(),
                new Approvals(ground.queue(), Impartiality.EVERYBODYS, superseding, d -> {}, clock),
                superseding,
                store.supersessions(),
                store.people(),
                bulks,
                store.audit(),
                p -> Ground.PACK,
                Duration.ofSeconds(60),
                clock);
    }

    private BulkDesk bulk() {
        return bulk(store.bulks());
    }

    private List<String> cases(int many) {
        return cases("account-", many);
    }

    private List<String> cases(String prefix, int many) {
        return IntStream.range(0, many)
                .mapToObj(i -> ground.flagged("e-" + prefix + i, prefix + i, T0).id())
                .toList();
    }

    private static Desk.Request request(Optional<Duration> suspension) {
        return new Desk.Request(
                Outcome.VIOLATION,
                Optional.of("harassment"),
                "the same people, the same words",
                List.of(new Desk.Wish(ActionType.SUSPEND_ACCOUNT, Optional.empty(), suspension)),
                false,
                Optional.empty(),
                Optional.empty());
    }

    private static final Desk.Request A_WEEK = request(Optional.of(Duration.ofDays(7)));

    private Bulk begun(Moderator by, List<String> cases, Desk.Request request) {
        return ((Reply.Stands) now(bulk().begin(ground.platform(), by, cases, request, "one ring"))).bulk();
    }

    private List<Decision> decisions(String caseId) {
        return now(ground.queue().decisions(ground.platform(), caseId));
    }

    private static List<Became> became(Bulk bulk) {
        return bulk.items().stream().map(Bulk.Item::became).toList();
    }

    @Test
    void eachCaseIsDecidedByItself() {
        List<String> cases = cases(3);

        Bulk bulk = begun(SENIA, cases, A_WEEK);

        assertThat(bulk.state()).isEqualTo(Bulk.State.DONE);
        assertThat(became(bulk)).containsOnly(Became.DECIDED);
        cases.forEach(id -> assertThat(decisions(id)).singleElement().satisfies(d -> {
            assertThat(d.decidedBy()).isEqualTo("senia");
            assertThat(d.actions())
                    .singleElement()
                    .satisfies(order -> assertThat(order.target().accountId())
                            .isEqualTo(ground.find(id).account()));
        }));
        assertThat(now(store.bulks().find(ground.platform(), bulk.id()))).contains(bulk);
    }

    @Test
    void theNewestAreFoundFirstEachOnceAndNoMoreThanAskedFor() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            time = T0.plusSeconds(i);
            ids.add(0, begun(SENIA, cases("listed-" + i + "-", 1), A_WEEK).id());
        }
        time = T0.plusSeconds(9);
        now(bulk().undo(ground.platform(), SENIA, ids.get(2), "a slip")); // changed last, and still asked for first

        assertThat(now(bulk().newest(ground.platform(), 10)))
                .extracting(Bulk::id)
                .containsExactlyElementsOf(ids);
        assertThat(now(bulk().newest(ground.platform(), 2)))
                .extracting(Bulk::id)
                .containsExactly(ids.get(0), ids.get(1));
    }

    @Test
    void thePreviewSaysWhatHappensOnEachAndWritesNothing() {
        List<String> cases = new ArrayList<>(cases(2));
        now(ground.queue().claim(ground.platform(), cases.get(1), MO, "t", T0, T0.plusSeconds(60)));
        cases.add("c000-00000000000000000000");

        List<BulkDesk.Foreseen> foreseen =
                now(bulk().preview(ground.platform(), SENIA, cases, request(Optional.empty())));

        assertThat(foreseen).extracting(BulkDesk.Foreseen::could).containsExactly(true, false, false);
        assertThat(foreseen.get(0).preview())
                .isInstanceOfSatisfying(
                        Desk.Preview.Whole.class,
                        whole -> assertThat(whole.takesTwo()).isTrue());
        assertThat(foreseen.get(2).preview()).isInstanceOf(Desk.Preview.Unknown.class);
        assertThat(ground.find(cases.get(0)).state()).isEqualTo(CaseState.QUEUED);
    }

    @Test
    void whatCannotBeDecidedIsSaidCaseByCaseAndHoldsUpNoOther() {
        List<String> cases = cases(3);
        now(ground.queue().claim(ground.platform(), cases.get(0), MO, "t", T0, T0.plusSeconds(60)));

        Bulk bulk = begun(SENIA, cases, A_WEEK);

        assertThat(became(bulk)).containsExactly(Became.NOT_DONE, Became.DECIDED, Became.DECIDED);
        assertThat(bulk.items().get(0).detail()).contains("already-claimed");
        assertThat(decisions(cases.get(0))).isEmpty();
    }

    @Test
    void aRequestThatCannotBeBeginsNothing() {
        List<String> cases = cases(2);
        Desk.Request bad = new Desk.Request(
                Outcome.VIOLATION, Optional.empty(), "x", List.of(), false, Optional.empty(), Optional.empty());

        assertThat(now(bulk().begin(ground.platform(), SENIA, cases, bad, "one ring")))
                .isInstanceOfSatisfying(
                        Reply.Invalid.class, i -> assertThat(i.pointer()).isEqualTo("/decision/policy"));
        assertThat(now(bulk().begin(ground.platform(), SENIA, List.of("nonsense"), A_WEEK, "x")))
                .isInstanceOf(Reply.Invalid.class);
        assertThat(ground.find(cases.get(0)).state()).isEqualTo(CaseState.QUEUED);
    }

    @Test
    void aboveTheNumberASecondPersonAgreesToAllOrNothingIsDone() {
        List<String> cases = cases(4);

        Bulk waits = begun(SENIA, cases, request(Optional.empty()));
        assertThat(waits.state()).isEqualTo(Bulk.State.PROPOSED);
        assertThat(decisions(cases.get(0))).isEmpty();
        assertThat(now(bulk().answer(ground.platform(), SENIA, waits.id(), true, "me again")))
                .isInstanceOf(Reply.NotHis.class);

        Bulk done =
                ((Reply.Stands) now(bulk().answer(ground.platform(), LEA, waits.id(), true, "I see it too"))).bulk();

        assertThat(became(done)).containsOnly(Became.DECIDED);
        cases.forEach(id -> assertThat(decisions(id)).singleElement().satisfies(d -> {
            assertThat(d.decidedBy()).isEqualTo("senia");
            assertThat(d.approvedBy()).as("permanent: it takes two by itself").contains("lea");
        }));
        assertThat(now(bulk().answer(ground.platform(), LEA, waits.id(), false, "no")))
                .isInstanceOf(Reply.Moved.class);
        assertThat(now(bulk().undo(ground.platform(), ADA, waits.id(), "a slip")))
                .isInstanceOf(Reply.NotHis.class);

        Bulk undone = ((Reply.Stands) now(bulk().undo(ground.platform(), LEA, waits.id(), "a slip"))).bulk();
        assertThat(became(undone)).as("by either of the two").containsOnly(Became.UNDONE);
    }

    /** Many small ones are one large one, for an hour; what two agreed to, and what was taken back, does not count. */
    @Test
    void oneThatIsSplitTakesTwoAllTheSame() {
        assertThat(begun(SENIA, cases("a-", 2), A_WEEK).state()).isEqualTo(Bulk.State.DONE);
        Bulk slip = begun(SENIA, cases("b-", 1), A_WEEK);
        assertThat(slip.state()).isEqualTo(Bulk.State.DONE);

        assertThat(begun(SENIA, cases("c-", 1), A_WEEK).state()).isEqualTo(Bulk.State.PROPOSED);
        assertThat(begun(LEA, cases("d-", 3), A_WEEK).state())
                .as("another person's")
                .isEqualTo(Bulk.State.DONE);

        now(bulk().undo(ground.platform(), SENIA, slip.id(), "a slip"));
        assertThat(begun(SENIA, cases("e-", 1), A_WEEK).state()).isEqualTo(Bulk.State.DONE);
        time = time.plus(Duration.ofHours(1));
        assertThat(begun(SENIA, cases("f-", 3), A_WEEK).state()).isEqualTo(Bulk.State.DONE);
    }

    /** Each is small, and neither knew of the other. */
    @Test
    void twoThatBeginAtOnceAreCountedTogether() {
        List<String> first = cases("first-", 3);
        Bulks meanwhile = Meanwhile.before(Bulks.class, store.bulks(), "change", () -> begun(SENIA, first, A_WEEK));

        Bulk second = ((Reply.Stands)
                        now(bulk(meanwhile).begin(ground.platform(), SENIA, cases("second-", 3), A_WEEK, "one ring")))
                .bulk();

        assertThat(second.state()).isEqualTo(Bulk.State.PROPOSED);
        assertThat(decisions(second.items().get(0).caseId())).isEmpty();
    }

    /** Also what one could have decided alone: so none of the two undoes, corrects or hears the appeal of one of them. */
    @Test
    void whatTwoDecideTogetherEachCaseSaysOfBoth() {
        for (int dies = 1; dies <= 9; dies++) {
            List<String> cases = cases("two-" + dies + "-", 4);
            Bulk waits = begun(SENIA, cases, A_WEEK);
            DyingBulks dying = new DyingBulks(store.bulks(), (dies + 1) / 2, dies % 2 == 0);
            assertThatThrownBy(() -> now(bulk(dying).answer(ground.platform(), LEA, waits.id(), true, "I see it too")))
                    .as("dies at change %d", dies)
                    .hasMessageContaining("killed");
            if (dies == 1) {
                continue; // it never agreed
            }

            Bulk done = ((Reply.Stands) now(bulk().resume(ground.platform(), waits.id()))).bulk();

            assertThat(became(done)).as("killed at %d", dies).containsOnly(Became.DECIDED);
            cases.forEach(id -> assertThat(decisions(id)).singleElement().satisfies(d -> {
                assertThat(d.decidedBy()).isEqualTo("senia");
                assertThat(d.approvedBy()).contains("lea");
            }));
        }
    }

    @Test
    void refusedNothingIsDone() {
        List<String> cases = cases(4);
        Bulk waits = begun(SENIA, cases, A_WEEK);

        Bulk refused = ((Reply.Stands) now(bulk().answer(ground.platform(), LEA, waits.id(), false, "no ring"))).bulk();

        assertThat(refused.state()).isEqualTo(Bulk.State.REFUSED);
        assertThat(((Reply.Stands) now(bulk().resume(ground.platform(), waits.id()))).bulk())
                .isEqualTo(refused);
        cases.forEach(id -> assertThat(decisions(id)).isEmpty());
    }

    /** An action that takes two, in a bulk that does not: it waits as it would alone. */
    @Test
    void whatTakesTwoWaitsForItsSecondPerson() {
        Bulk bulk = begun(SENIA, cases(2), request(Optional.empty()));

        assertThat(became(bulk)).containsOnly(Became.PROPOSED);
        assertThat(ground.find(bulk.items().get(0).caseId()).state()).isEqualTo(CaseState.AWAITING_APPROVAL);
    }

    /** Whether somebody has agreed to one meanwhile, or nobody to another: of a bulk that is taken back nothing is done. */
    @Test
    void whatWaitedForItsSecondPersonIsTakenBackToo() {
        Bulk bulk = begun(SENIA, cases(2), request(Optional.empty()));
        Case agreed = ground.find(bulk.items().get(0).caseId());
        now(ground.queue()
                .approve(ground.platform(), agreed, LEA, agreed.proposal().orElseThrow(), "yes", time));

        Bulk undone = ((Reply.Stands) now(bulk().undo(ground.platform(), SENIA, bulk.id(), "a slip"))).bulk();

        assertThat(became(undone)).containsOnly(Became.UNDONE);
        for (Bulk.Item item : undone.items()) {
            Case c = ground.find(item.caseId());
            assertThat(c.state().waiting()).isTrue();
            assertThat(c.proposal()).isEmpty();
            assertThat(now(store.outbox()
                                    .standing(ground.platform(), c.account().orElseThrow(), time))
                            .suspended())
                    .isFalse();
        }
    }

    /** The process dies at each note in turn: before it is written, and after. */
    @Test
    void whoeverGoesOnAfterACrashDoesTheRestAndNothingTwice() {
        for (int dies = 1; dies <= 10; dies++) {
            time = time.plus(Duration.ofHours(1)); // those before are not counted together with it
            List<String> cases = cases("round-" + dies + "-", 3);
            DyingBulks dying = new DyingBulks(store.bulks(), (dies + 1) / 2, dies % 2 == 0);
            String[] id = new String[1];
            dying.seen = bulk -> id[0] = bulk.id();
            assertThatThrownBy(() -> now(bulk(dying).begin(ground.platform(), SENIA, cases, A_WEEK, "one ring")))
                    .as("dies at change %d", dies)
                    .hasMessageContaining("killed");
            if (dies == 1) {
                continue; // it never began
            }

            Bulk after = ((Reply.Stands) now(bulk().resume(ground.platform(), id[0]))).bulk();

            assertThat(after.state()).as("killed at %d", dies).isEqualTo(Bulk.State.DONE);
            assertThat(became(after)).as("killed at %d", dies).containsOnly(Became.DECIDED);
            cases.forEach(one -> assertThat(decisions(one)).hasSize(1));
        }
    }

    @Test
    void aClaimLeftBehindByACrashIsUsed() {
        List<String> cases = cases(2);
        now(ground.queue().claim(ground.platform(), cases.get(1), SENIA, "mine", T0, T0.plusSeconds(60)));

        assertThat(became(begun(SENIA, cases, A_WEEK))).containsOnly(Became.DECIDED);
    }

    @Test
    void withinTheMinuteAllIsTakenBack() {
        Bulk bulk = begun(SENIA, cases(3), A_WEEK);
        time = T0.plusSeconds(30);
        assertThat(now(bulk().undo(ground.platform(), LEA, bulk.id(), "a slip")))
                .isInstanceOf(Reply.NotHis.class);

        Bulk undone = ((Reply.Stands) now(bulk().undo(ground.platform(), SENIA, bulk.id(), "a slip"))).bulk();

        assertThat(became(undone)).containsOnly(Became.UNDONE);
        for (Bulk.Item item : undone.items()) {
            Case c = ground.find(item.caseId());
            assertThat(c.state().waiting()).isTrue();
            assertThat(now(store.outbox()
                                    .standing(ground.platform(), c.account().orElseThrow(), time))
                            .suspended())
                    .isFalse();
        }
    }

    @Test
    void afterItNothingIsAndEachSaysSo() {
        Bulk bulk = begun(SENIA, cases(2), A_WEEK);
        time = T0.plusSeconds(61);

        Bulk after = ((Reply.Stands) now(bulk().undo(ground.platform(), SENIA, bulk.id(), "a slip"))).bulk();

        assertThat(became(after)).containsOnly(Became.DECIDED);
        assertThat(after.items()).allSatisfy(item -> assertThat(item.detail()).contains("too-late"));
    }

    private static <T> T now(CompletionStage<T> stage) {
        return Ground.now(stage);
    }
}
