package dev.pullcord.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.Acceptance;
import dev.pullcord.intake.Acceptance.Outcome;
import dev.pullcord.intake.Event;
import dev.pullcord.intake.LogIds;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every event log does. */
public abstract class EventLogContract extends GroundContract {
    private static final Subject MALLORY = Subject.account("mallory");
    private static final Subject CALL = Subject.meeting("call-9");

    @Test
    void anAcceptedEventStandsInTheLogAsItCame() {
        Event flag = Events.flag("e1", "mallory", Reason.GROOMING);

        Acceptance accepted = ground.take(flag, MALLORY, T0.plusMillis(7));

        assertThat(accepted.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(ground.logged(MALLORY)).singleElement().satisfies(logged -> {
            assertThat(logged.event()).isEqualTo(flag);
            assertThat(logged.receipt()).isEqualTo(accepted.receipt());
            assertThat(logged.receivedAt()).isEqualTo(T0.plusMillis(7));
            assertThat(logged.subject()).isEqualTo(MALLORY);
            assertThat(logged.caseId()).isEmpty();
            assertThat(logged.concerns()).isEmpty();
        });
    }

    @Test
    void theSameEventOfferedAgainChangesNothingAndGetsTheSameReceipt() {
        Acceptance first = ground.flag("e1", "mallory", T0);

        Acceptance again = ground.flag("e1", "mallory", T0.plusSeconds(9));

        assertThat(again).isEqualTo(new Acceptance(Outcome.DUPLICATE, first.receipt(), Optional.empty()));
        assertThat(ground.logged(MALLORY)).hasSize(1);
    }

    @Test
    void theFirstTrySettlesWhomAnEventCountsFor() {
        Event flag = Events.flagOfParticipant("e1", "call-9", "p-1");

        List<Subject> answers = List.of(
                now(ground.log().settle(ground.platform(), flag, CALL)),
                now(ground.log().settle(ground.platform(), flag, MALLORY)),
                now(ground.log().settle(ground.platform(), flag, CALL)));

        assertThat(answers).containsOnly(CALL);
    }

    @Test
    void triesAtOnceAreSettledToOneSubject() {
        Event flag = Events.flagOfParticipant("e1", "call-9", "p-1");
        List<CompletionStage<Subject>> all = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            all.add(ground.log().settle(ground.platform(), flag, Subject.account("a" + i)));
        }

        assertThat(all.stream().map(GroundContract::now).distinct()).hasSize(1);
    }

    @Test
    void aReportThatHangsOnARosterIsFoundWhoeverItCountsFor() {
        for (int i = 0; i < 8; i++) { // in most partitions
            Event flag = Events.flagOfParticipant("e" + i, "call-" + i, "p-1");
            Subject subject = now(ground.log().settle(ground.platform(), flag, Subject.account("a" + i)));
            String receipt = ground.take(flag, subject, T0).receipt();

            assertThat(now(ground.log().findByReceipt(ground.platform(), receipt)))
                    .get()
                    .extracting(LoggedEvent::subject)
                    .isEqualTo(subject);
            assertThat(now(ground.log().findByEventId(ground.platform(), flag.source(), flag.id())))
                    .get()
                    .extracting(LoggedEvent::receipt)
                    .isEqualTo(receipt);
        }
    }

    /** Twenty reports, each tried by eight at once, who find the roster empty, full, or full of somebody else. */
    @Test
    void triesThatDisagreeOnTheSubjectEndInOneReportOfOneCase() {
        List<Subject> choices = List.of(Subject.meeting("call-1"), MALLORY, Subject.account("eve"));
        for (int i = 0; i < 20; i++) {
            Event flag = Events.flagOfParticipant("f" + i, "call-1", "p-1");
            List<CompletionStage<Acceptance>> tries = new ArrayList<>();
            for (int n = 0; n < 8; n++) {
                Subject proposed = choices.get((i + n) % choices.size());
                tries.add(ground.log()
                        .settle(ground.platform(), flag, proposed)
                        .thenCompose(subject -> ground.taking(flag, subject, T0)));
            }
            List<Acceptance> taken = tries.stream().map(GroundContract::now).toList();

            assertThat(taken.stream().map(Acceptance::receipt).distinct()).hasSize(1);
            assertThat(taken.stream().filter(a -> a.outcome() == Outcome.ACCEPTED))
                    .hasSize(1);
        }
        ground.foldAll(T0);

        assertThat(choices.stream()
                        .flatMap(subject -> ground.open(subject).stream())
                        .mapToLong(Case::reportCount)
                        .sum())
                .isEqualTo(20);
    }

    @Test
    void aPartitionThatTakesWritesSaysSo() {
        assertThat(ground.log().probe(ground.partitionOf("mallory"))).succeedsWithin(Duration.ofSeconds(5));
        assertThat(ground.logged(MALLORY)).isEmpty();
    }

    @Test
    void whatACorrectionIsAboutIsKeptWithIt() {
        String receipt = ground.flag("e1", "mallory", T0).receipt();
        String logId = ground.logged(MALLORY).get(0).logId();

        now(ground.log().accept(ground.platform(), Events.withdrawal("e2", receipt), MALLORY, Optional.of(logId), T0));

        assertThat(ground.logged(MALLORY).get(1).concerns()).contains(logId);
    }

    @Test
    void anEventOfTwoAccountsIsCopiedToTheOthersLogOnce() {
        for (int i = 0; i < 6; i++) { // in other partitions, and in the same one
            Subject other = Subject.account("other-" + i);
            Event blocked = Events.blocked("b" + i, "mallory", other.id());
            String receipt = ground.take(blocked, MALLORY, T0).receipt();
            LoggedEvent logged = ground.logged(MALLORY).get(i);

            now(ground.log().forward(ground.platform(), logged, other));
            now(ground.log().forward(ground.platform(), logged, other));

            assertThat(ground.logged(other)).singleElement().satisfies(copy -> {
                assertThat(copy.event()).isEqualTo(blocked);
                assertThat(copy.receipt()).isEqualTo(receipt);
                assertThat(copy.receivedAt()).isEqualTo(T0);
                assertThat(copy.subject()).isEqualTo(other);
            });
            assertThat(now(ground.log().findByReceipt(ground.platform(), receipt)))
                    .get()
                    .extracting(LoggedEvent::subject)
                    .isEqualTo(MALLORY);
            assertThat(now(ground.log().findByEventId(ground.platform(), blocked.source(), blocked.id())))
                    .get()
                    .extracting(LoggedEvent::subject)
                    .isEqualTo(MALLORY);
        }
    }

    @Test
    void whatIsSaidLaterIsFoundByItsReportOldestFirst() {
        String receipt = ground.flag("e1", "mallory", T0).receipt();
        String other = ground.flag("e2", "mallory", T0).receipt();
        List<String> logIds =
                ground.logged(MALLORY).stream().map(LoggedEvent::logId).toList();
        for (String id : List.of("e3", "e4", "e4")) { // the last is a retry
            now(ground.log()
                    .accept(
                            ground.platform(),
                            Events.withdrawal(id, receipt),
                            MALLORY,
                            Optional.of(logIds.get(0)),
                            T0));
        }

        Map<String, List<LoggedEvent>> additions = now(ground.log().additions(ground.partitionOf("mallory"), logIds));

        assertThat(other).isNotEqualTo(receipt);
        assertThat(additions).containsOnlyKeys(logIds.get(0));
        assertThat(additions.get(logIds.get(0)))
                .extracting(added -> added.event().id())
                .containsExactly("e3", "e4");
    }

    @Test
    void aPanicOpensItsCaseInTheSameStep() {
        Acceptance accepted = ground.panic("p1", CALL, T0);

        Case open = ground.open(CALL).orElseThrow();
        assertThat(accepted.caseId()).contains(open.id());
        assertThat(open.state()).isEqualTo(CaseState.QUEUED);
        assertThat(open.panic()).isTrue();
        assertThat(open.reportCount()).isEqualTo(1);
        assertThat(open.openedAt()).isEqualTo(T0);
        assertThat(open.account()).isEmpty();
        assertThat(open.meeting()).contains("call-9");
        assertThat(now(ground.queue().waiting(ground.platform(), List.of("panic"), Role.MODERATOR, 9)))
                .containsExactly(new ReviewQueue.Waiting(
                        open.id(),
                        CALL.partition(ground.platform()),
                        "panic",
                        open.placement().deadline()));
        assertThat(now(ground.queue().reports(ground.platform(), open.id(), 0, 9)))
                .extracting(LoggedEvent::receipt)
                .containsExactly(accepted.receipt());
    }

    @Test
    void aPanicRaisesTheOpenCaseAndNeverPutsItsDeadlineOff() {
        Case flagged = ground.flagged("e1", "mallory", T0);

        Acceptance accepted = ground.panic("p1", MALLORY, T0.plusSeconds(1));

        Case raised = ground.find(flagged.id());
        assertThat(accepted.caseId()).contains(flagged.id());
        assertThat(raised.placement().queue()).isEqualTo("panic");
        assertThat(raised.placement().deadline()).isBefore(flagged.placement().deadline());
        assertThat(raised.reportCount()).isEqualTo(2);
        assertThat(now(ground.queue().waiting(ground.platform(), Ground.queues(), Role.MODERATOR, 9)))
                .extracting(ReviewQueue.Waiting::queue)
                .containsExactly("panic");
        ground.panic("p2", MALLORY, T0.plusSeconds(2));
        assertThat(ground.find(flagged.id()).placement()).isEqualTo(raised.placement());
    }

    @Test
    void aPanicOfferedAgainIsOneReportOfTheCaseItOpened() {
        Acceptance first = ground.panic("p1", MALLORY, T0);

        Acceptance again = ground.panic("p1", MALLORY, T0.plusSeconds(5));

        assertThat(again).isEqualTo(new Acceptance(Outcome.DUPLICATE, first.receipt(), first.caseId()));
        assertThat(ground.open(MALLORY).orElseThrow().reportCount()).isEqualTo(1);
    }

    @Test
    void panicsAtOnceAboutOneSubjectOpenOneCase() {
        List<CompletionStage<Acceptance>> all = new ArrayList<>();
        for (int i = 0; i < 960; i++) {
            all.add(ground.taking(Events.panic("p" + i / 3, MALLORY), MALLORY, T0));
        }
        List<Acceptance> accepted = all.stream().map(GroundContract::now).toList();

        assertThat(accepted.stream().map(Acceptance::caseId).distinct()).hasSize(1);
        assertThat(accepted.stream().filter(a -> a.outcome() == Outcome.ACCEPTED))
                .hasSize(320);
        assertThat(ground.open(MALLORY).orElseThrow().reportCount()).isEqualTo(320);
    }

    @Test
    void aPanicOnAClaimedCaseJoinsItAndLeavesTheClaim() {
        Case flagged = ground.flagged("e1", "mallory", T0);
        now(ground.queue()
                .claim(ground.platform(), flagged.id(), Ground.moderator("ann"), "token-1", T0, T0.plusSeconds(60)));

        ground.panic("p1", MALLORY, T0.plusSeconds(1));

        Case claimed = ground.find(flagged.id());
        assertThat(claimed.state()).isEqualTo(CaseState.CLAIMED);
        assertThat(claimed.claim().orElseThrow().token()).isEqualTo("token-1");
        assertThat(claimed.reportCount()).isEqualTo(2);
        assertThat(now(ground.queue().waiting(ground.platform(), Ground.queues(), Role.MODERATOR, 9)))
                .isEmpty();
        assertThat(now(ground.queue()
                        .renew(ground.platform(), flagged.id(), "token-1", T0.plusSeconds(2), T0.plusSeconds(90))))
                .isEqualTo(ReviewQueue.HolderReply.DONE);
    }

    @Test
    void aPanicAfterTheDecisionOpensAnotherCase() {
        Case first = ground.flagged("e1", "mallory", T0);
        ground.decide(first, T0);

        Acceptance accepted = ground.panic("p1", MALLORY, T0.plusSeconds(1));

        assertThat(accepted.caseId().orElseThrow()).isNotEqualTo(first.id());
        assertThat(ground.find(first.id()).reportCount()).isEqualTo(1);
    }

    @Test
    void eachPanicIsInTheTimelineOfItsCaseOnceFromTheFirstMomentOn() {
        String caseId = ground.panic("p1", MALLORY, T0).caseId().orElseThrow();
        assertThat(timeline(caseId)).containsExactly("case_opened");
        ground.panic("p2", MALLORY, T0.plusSeconds(1));
        ground.panic("p2", MALLORY, T0.plusSeconds(2));

        ground.foldAll(T0.plusSeconds(3));

        assertThat(timeline(caseId)).startsWith("case_opened", "panic_joined").doesNotHaveDuplicates();
    }

    private List<String> timeline(String caseId) {
        return now(ground.queue().timeline(ground.platform(), caseId, 9)).stream()
                .map(entry -> entry.draft().verb())
                .toList();
    }

    @Test
    void theLogIsReadOnFromAPlace() {
        for (int i = 0; i < 5; i++) {
            ground.flag("e" + i, "mallory", T0.plusMillis(i));
        }
        Partition partition = ground.partitionOf("mallory");
        List<LoggedEvent> first = now(ground.log().read(partition, LogIds.START, 2));
        List<LoggedEvent> rest = now(ground.log().read(partition, first.get(1).logId(), 9));

        assertThat(first).extracting(e -> e.event().id()).containsExactly("e0", "e1");
        assertThat(rest).extracting(e -> e.event().id()).containsExactly("e2", "e3", "e4");
        assertThat(now(ground.log().read(partition, rest.get(2).logId(), 9))).isEmpty();
    }

    @Test
    void eventsAreFoundByTheirPlacesAndUnknownPlacesAreLeftOut() {
        ground.flag("e0", "mallory", T0);
        ground.flag("e1", "mallory", T0);
        List<LoggedEvent> all = ground.logged(MALLORY);

        assertThat(now(ground.log()
                        .readAll(
                                ground.partitionOf("mallory"),
                                List.of(all.get(1).logId(), "7-7", all.get(0).logId()))))
                .containsExactly(all.get(1), all.get(0));
    }

    @Test
    void itIsReadForSomeSubjectsPastAllThatIsOfOthers() {
        String other = IntStream.range(0, 1000)
                .mapToObj(i -> "other-" + i)
                .filter(name -> ground.partitionOf(name).equals(ground.partitionOf("mallory")))
                .findFirst()
                .orElseThrow();
        for (int i = 0; i < 5; i++) {
            ground.flag("other-" + i, other, T0);
        }
        ground.flag("its", "mallory", T0);
        ground.flag("other-5", other, T0);
        Partition partition = ground.partitionOf("mallory");

        List<LoggedEvent> its = now(ground.log().readOf(partition, LogIds.START, 2, MALLORY::equals));
        List<LoggedEvent> more = now(ground.log().readOf(partition, its.get(0).logId(), 2, MALLORY::equals));

        assertThat(its).extracting(e -> e.event().id()).containsExactly("its");
        assertThat(more).isEmpty();
    }

    @Test
    void theCursorOnlyMovesForward() {
        Partition partition = ground.partitionOf("mallory");
        assertThat(now(ground.log().cursor(partition))).isEqualTo(LogIds.START);

        now(ground.log().advance(partition, "10-2"));
        now(ground.log().advance(partition, "10-1"));
        now(ground.log().advance(partition, "9-99"));

        assertThat(now(ground.log().cursor(partition))).isEqualTo("10-2");
    }

    @Test
    void aReportIsFoundByItsReceiptAndByItsEventId() {
        String receipt = ground.flag("e1", "mallory", T0).receipt();
        LoggedEvent logged = ground.logged(MALLORY).get(0);

        assertThat(now(ground.log().findByReceipt(ground.platform(), receipt))).contains(logged);
        assertThat(now(ground.log().findByEventId(ground.platform(), Events.SOURCE, "e1")))
                .contains(logged);
        assertThat(now(ground.log().findByEventId(ground.platform(), "elsewhere", "e1")))
                .isEmpty();
        assertThat(now(ground.log().findByReceipt(ground.platform(), "AAAAAAAAAAAAAAAAAAAAAAAA")))
                .isEmpty();
        assertThat(now(ground.log().findByReceipt(ground.platform(), "no receipt")))
                .isEmpty();
    }
}
