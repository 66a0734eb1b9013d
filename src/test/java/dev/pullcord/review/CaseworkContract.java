package dev.pullcord.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.LogIds;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.Reason;
import dev.pullcord.risk.Beside;
import dev.pullcord.risk.RiskState;
import dev.pullcord.risk.TrackRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What all casework does. */
public abstract class CaseworkContract extends GroundContract {
    private static final Subject MALLORY = Subject.account("mallory");
    private static final Subject CALL = Subject.meeting("call-9");

    @Test
    void whoIsNotKnownHasAnEmptyFile() {
        assertThat(ground.load(MALLORY))
                .isEqualTo(new SubjectFile(
                        MALLORY, RiskState.EMPTY, LogIds.START, Double.NEGATIVE_INFINITY, java.util.Optional.empty()));
    }

    @Test
    void aFlagOpensACaseThatWaits() {
        Case open = ground.flagged("e1", "mallory", T0);

        assertThat(open.state()).isEqualTo(CaseState.QUEUED);
        assertThat(open.subject()).isEqualTo(MALLORY);
        assertThat(open.account()).contains("mallory");
        assertThat(open.reportCount()).isEqualTo(1);
        assertThat(open.policyVersion()).isEqualTo(Ground.PACK.version());
        assertThat(open.reason()).contains(Reason.HARASSMENT);
        assertThat(open.risk().score())
                .isEqualTo(ground.load(MALLORY).openCase().orElseThrow().risk().score());
        assertThat(now(ground.queue().waiting(ground.platform(), Ground.queues(), Role.MODERATOR, 9)))
                .extracting(ReviewQueue.Waiting::caseId)
                .containsExactly(open.id());
    }

    @Test
    void aBatchDeliveredTwiceCountsOnce() {
        ground.flag("e1", "mallory", T0);
        SubjectFile before = ground.load(MALLORY);
        Folded folded = ground.folded(before, ground.logged(MALLORY), T0);
        Partition partition = ground.partitionOf("mallory");

        assertThat(now(ground.casework().apply(partition, folded))).isTrue();
        SubjectFile after = ground.load(MALLORY);
        assertThat(now(ground.casework().apply(partition, folded))).isFalse();

        assertThat(ground.load(MALLORY)).isEqualTo(after);
        assertThat(after.openCase().orElseThrow().reportCount()).isEqualTo(1);
    }

    @Test
    void whatLayBesideAnEventFirstStands() {
        Partition partition = ground.partitionOf("mallory");
        Circumstance first = new Circumstance(
                new Beside(
                        "",
                        1,
                        2,
                        3,
                        4,
                        new TrackRecord(
                                Map.of(Reason.Group.ABUSE, 1.5),
                                Map.of(),
                                List.of(new TrackRecord.Origin(TrackRecord.Kind.DEVICE, "d")))),
                Optional.of(true));

        assertThat(now(ground.casework().keep(partition, Map.of("7-1", first)))).isEqualTo(Map.of("7-1", first));
        assertThat(now(ground.casework().keep(partition, Map.of("7-1", Circumstance.NOTHING))))
                .isEqualTo(Map.of("7-1", first));

        assertThat(now(ground.casework().circumstances(partition, List.of("7-1", "7-2"))))
                .isEqualTo(Map.of("7-1", first));
        assertThat(now(ground.casework().circumstances(partition, List.of()))).isEmpty();
    }

    @Test
    void twoHundredFlagsAtOnceAreOneCase() {
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            all.add(ground.taking(Events.flag("e" + i % 200, "mallory"), MALLORY, T0)
                    .toCompletableFuture());
        }
        all.forEach(GroundContract::now);
        Partition partition = ground.partitionOf("mallory");
        List<CompletableFuture<Integer>> folds = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            folds.add(CompletableFuture.supplyAsync(() -> ground.fold(partition, LogIds.START, 500, T0)));
        }
        folds.forEach(GroundContract::now);

        Case open = ground.open(MALLORY).orElseThrow();
        assertThat(open.reportCount()).isEqualTo(200);
        assertThat(now(ground.queue().reports(ground.platform(), open.id(), 0, 500)))
                .extracting(LoggedEvent::receipt)
                .hasSize(200)
                .doesNotHaveDuplicates();
        assertThat(now(ground.queue().search(ground.platform(), ReviewQueueContract.ANY, java.util.Optional.empty(), 9))
                        .items())
                .hasSize(1);
    }

    @Test
    void aFoldOfACaseThatWasClaimedMeanwhileIsStale() {
        Case open = ground.flagged("e1", "mallory", T0);
        ground.flag("e2", "mallory", T0);
        Folded folded = ground.folded(ground.load(MALLORY), ground.logged(MALLORY), T0);
        now(ground.queue()
                .claim(ground.platform(), open.id(), Ground.moderator("ann"), "token-1", T0, T0.plusSeconds(60)));

        assertThat(now(ground.casework().apply(open.partition(), folded))).isFalse();

        ground.foldAll(T0);
        assertThat(ground.find(open.id()).reportCount()).isEqualTo(2);
        assertThat(ground.find(open.id()).state()).isEqualTo(CaseState.CLAIMED);
    }

    @Test
    void aFoldThatWouldOpenACaseIsStaleWhenAPanicOpenedIt() {
        ground.flag("e1", "mallory", T0);
        Folded folded = ground.folded(ground.load(MALLORY), ground.logged(MALLORY), T0);
        ground.panic("p1", MALLORY, T0);

        assertThat(now(ground.casework().apply(ground.partitionOf("mallory"), folded)))
                .isFalse();

        ground.foldAll(T0);
        assertThat(ground.open(MALLORY).orElseThrow().reportCount()).isEqualTo(2);
    }

    @Test
    void aStateWithoutACaseIsStaleWhenAPanicOpenedOne() {
        ground.take(Events.blocked("b1", "mallory", "rita"), MALLORY, T0);
        Folded folded = ground.folded(ground.load(MALLORY), ground.logged(MALLORY), T0);
        assertThat(folded.change()).isEmpty();
        ground.panic("p1", MALLORY, T0);

        assertThat(now(ground.casework().apply(ground.partitionOf("mallory"), folded)))
                .isFalse();
    }

    @Test
    void anEventThatIsNothingToTheOpenCaseIsFoldedLikeAnyOther() {
        Case open = ground.find(ground.panic("p1", CALL, T0).caseId().orElseThrow());
        ground.foldAll(T0);
        ground.take(Events.joined("j1", "call-9", "mallory"), CALL, T0.plusSeconds(1));

        ground.foldAll(T0.plusSeconds(1)); // once, this was stale for ever and held up the whole partition

        assertThat(ground.load(CALL).appliedLogId())
                .isEqualTo(ground.logged(CALL).get(1).logId());
        assertThat(ground.find(open.id()).reportCount()).isEqualTo(1);
        assertThat(now(ground.queue().waiting(ground.platform(), Ground.queues(), Role.MODERATOR, 9)))
                .hasSize(1);
    }

    @Test
    void aGraverFlagMovesAWaitingCaseToItsQueue() {
        Case open = ground.flagged("e1", "mallory", T0);
        ground.take(Events.flag("e2", "mallory", Reason.THREAT_TO_LIFE), MALLORY, T0.plusSeconds(1));
        ground.foldAll(T0.plusSeconds(1));

        Case raised = ground.find(open.id());
        assertThat(raised.placement().queue()).isEqualTo("threat-to-life");
        assertThat(now(ground.queue().waiting(ground.platform(), Ground.queues(), Role.MODERATOR, 9)))
                .containsExactly(new ReviewQueue.Waiting(
                        open.id(),
                        open.partition(),
                        "threat-to-life",
                        raised.placement().deadline()));
    }

    @Test
    void aClaimedCaseThatWasRaisedGoesBackToItsNewQueue() {
        Case open = ground.flagged("e1", "mallory", T0);
        Moderator ann = Ground.moderator("ann");
        now(ground.queue().claim(ground.platform(), open.id(), ann, "token-1", T0, T0.plusSeconds(60)));
        ground.take(Events.flag("e2", "mallory", Reason.THREAT_TO_LIFE), MALLORY, T0.plusSeconds(1));
        ground.foldAll(T0.plusSeconds(1));
        assertThat(now(ground.queue().waiting(ground.platform(), Ground.queues(), Role.MODERATOR, 9)))
                .isEmpty();

        now(ground.queue().release(ground.platform(), open.id(), ann, "token-1", "not mine", T0.plusSeconds(2)));

        assertThat(now(ground.queue().waiting(ground.platform(), Ground.queues(), Role.MODERATOR, 9)))
                .extracting(ReviewQueue.Waiting::queue)
                .containsExactly("threat-to-life");
    }

    @Test
    void aFoldFromBeforeADecisionDoesNotOpenTheCaseAgain() {
        ground.flag("e1", "mallory", T0);
        List<LoggedEvent> events = ground.logged(MALLORY);
        Folded late = ground.folded(ground.load(MALLORY), events, T0);
        ground.foldAll(T0);
        ground.decide(ground.open(MALLORY).orElseThrow(), T0);

        assertThat(now(ground.casework().apply(ground.partitionOf("mallory"), late)))
                .isFalse();
        assertThat(ground.open(MALLORY)).isEmpty();
    }

    @Test
    void aFlagAfterTheDecisionOpensAnotherCase() {
        Case first = ground.flagged("e1", "mallory", T0);
        ground.decide(first, T0);

        Case second = ground.flagged("e2", "mallory", T0.plusSeconds(1));

        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.reportCount()).isEqualTo(1);
        assertThat(ground.load(MALLORY).settledScore()).isEqualTo(first.risk().score());
    }

    private static Courses.Turn turn(int second) {
        return new Courses.Turn(T0.plusSeconds(second), 0.25, 0.5, 0.125, 0.75);
    }

    @Test
    void howARiskWentIsKeptAsFarAsItIsWantedAndOfNobodyUnknown() {
        var partition = ground.partitionOf("mallory");
        now(ground.casework().turned(partition, MALLORY, turn(0)));
        assertThat(now(ground.casework().course(partition, MALLORY))).isEmpty();
        assertThat(ground.load(MALLORY).appliedLogId()).isEqualTo(LogIds.START); // and makes nobody known

        ground.flagged("e1", "mallory", T0);
        for (int second = 1; second <= Courses.TURNS + 2; second++) {
            now(ground.casework().turned(partition, MALLORY, turn(second)));
        }
        assertThat(now(ground.casework().course(partition, MALLORY)))
                .hasSize(Courses.TURNS)
                .startsWith(turn(3))
                .endsWith(turn(Courses.TURNS + 2));
        assertThat(ground.open(MALLORY)).isPresent(); // beside it, nothing changed
    }
}
