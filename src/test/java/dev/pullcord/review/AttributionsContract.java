package dev.pullcord.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.ReviewQueue.ClaimReply;
import dev.pullcord.review.ReviewQueue.HolderReply;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store does about meetings' cases that are about an account. */
public abstract class AttributionsContract extends GroundContract {
    private static final Moderator ANN = Ground.moderator("ann");
    private static final Subject MEETING = Subject.meeting("call-1");
    private static final Subject MALLORY = Subject.account("mallory");

    @Test
    void theAccountsCaseIsOpenedWithItsReportsAndItsPlace() {
        Case from = panicked("p1", "p2");

        assertThat(attribute(from, "t", T0)).isEqualTo(HolderReply.DONE);
        assertThat(pending(from)).containsExactly(from.id());
        Optional<String> into = carryOver(from);

        Case open = ground.open(MALLORY).orElseThrow();
        assertThat(into).contains(open.id());
        assertThat(open.state()).isEqualTo(CaseState.QUEUED);
        assertThat(open.placement()).isEqualTo(from.placement());
        assertThat(open.openedAt()).isEqualTo(from.openedAt());
        assertThat(open.panic()).isTrue();
        assertThat(open.reportCount()).isEqualTo(2);
        assertThat(open.meeting()).contains("call-1");
        assertThat(reports(open)).containsExactly("p2", "p1");
        Case closed = ground.find(from.id());
        assertThat(closed.state()).isEqualTo(CaseState.CLOSED);
        assertThat(closed.account()).contains("mallory");
        assertThat(closed.marks().movedTo()).isEqualTo(into);
        assertThat(closed.claim()).isEmpty();
        assertThat(reports(closed)).isEmpty();
        assertThat(closed.reportCount()).isZero();
        assertThat(ground.open(MEETING)).isEmpty();
        assertThat(pending(from)).isEmpty();
        assertThat(verbs(from)).containsExactly("case_opened", "panic_joined", "case_claimed", "case_attributed");
        assertThat(verbs(open)).containsExactly("case_opened");
        assertThat(ground.auditFaults()).isEmpty();
    }

    @Test
    void theyCountForTheAccountsRisk() {
        Case from = panicked("p1");
        attribute(from, "t", T0);
        carryOver(from);

        ground.foldAll(T0.plusSeconds(1));

        Case open = ground.open(MALLORY).orElseThrow();
        assertThat(open.risk().contributions()).isNotEmpty();
        assertThat(open.reportCount()).isEqualTo(1);
        assertThat(ground.load(MALLORY).appliedLogId()).isNotEqualTo("0-0");
    }

    @Test
    void anOpenCaseIsRaisedAsByAPanicAndNeverPutLater() {
        Case before = ground.flagged("e1", "mallory", T0);
        Case from = panicked("p1");
        attribute(from, "t", T0);

        assertThat(carryOver(from)).contains(before.id());

        Case raised = ground.find(before.id());
        assertThat(raised.placement().deadline()).isEqualTo(from.placement().deadline());
        assertThat(raised.placement().lane()).isEqualTo(from.placement().lane());
        assertThat(raised.reportCount()).isEqualTo(2);
        assertThat(reports(raised)).containsExactly("p1", "e1");
        assertThat(verbs(raised)).containsExactly("case_opened", "reports_joined");
        ground.foldAll(T0.plusSeconds(1));
        assertThat(ground.find(before.id()).reportCount()).isEqualTo(2);
    }

    @Test
    void aClaimedCaseStaysWithItsHolderAndOnePutOffWakes() {
        Case claimed = ground.flagged("e1", "mallory", T0);
        claim(claimed, "other");
        Case from = panicked("p1");
        attribute(from, "t", T0);
        carryOver(from);
        assertThat(ground.find(claimed.id()).state()).isEqualTo(CaseState.CLAIMED);

        now(ground.handovers().snooze(ground.platform(), claimed.id(), ANN, "other", T0.plusSeconds(500), "x", T0));
        Case second = panicked("p9");
        attribute(second, "t", T0);
        carryOver(second);

        assertThat(ground.find(claimed.id()).state()).isEqualTo(CaseState.QUEUED);
        assertThat(ground.find(claimed.id()).reportCount()).isEqualTo(3);
    }

    @Test
    void askedAgainNothingIsTakenTwice() {
        Case from = panicked("p1");
        attribute(from, "t", T0);

        Optional<String> once = carryOver(from);

        assertThat(carryOver(from)).isEqualTo(once);
        assertThat(reports(ground.open(MALLORY).orElseThrow())).containsExactly("p1");
    }

    @Test
    void whoDoesNotHoldItAttributesNothing() {
        Case from = panicked("p1");

        assertThat(attribute(from, "made up", T0)).isEqualTo(HolderReply.NOT_HOLDER);
        assertThat(attribute(from, "t", T0.plusSeconds(60))).isEqualTo(HolderReply.NOT_HOLDER);
        assertThat(carryOver(from)).isEmpty();
        assertThat(ground.find(from.id()).state()).isEqualTo(CaseState.CLAIMED);
        assertThat(ground.open(MALLORY)).isEmpty();
    }

    @Test
    void theNextPanicOfTheMeetingOpensACaseOfItsOwn() {
        Case from = panicked("p1");
        attribute(from, "t", T0);

        ground.panic("p2", MEETING, T0.plusSeconds(5));
        carryOver(from);

        Case next = ground.open(MEETING).orElseThrow();
        assertThat(next.id()).isNotEqualTo(from.id());
        assertThat(next.reportCount()).isEqualTo(1);
    }

    @Test
    void whatIsSaidLaterOfAReportIsFoundWhereItWent() {
        Case from = panicked("p1");
        LoggedEvent first =
                now(ground.queue().reports(ground.platform(), from.id(), 0, 9)).get(0);
        now(ground.log()
                .accept(
                        ground.platform(),
                        Events.withdrawal("d1", first.receipt()),
                        MEETING,
                        Optional.of(first.logId()),
                        T0));
        attribute(from, "t", T0);
        carryOver(from);
        now(ground.log()
                .accept(
                        ground.platform(),
                        Events.withdrawal("d2", first.receipt()),
                        MEETING,
                        Optional.of(first.logId()),
                        T0));
        Case open = ground.open(MALLORY).orElseThrow();
        List<LoggedEvent> reports = now(ground.queue().reports(ground.platform(), open.id(), 0, 9));

        Map<String, List<LoggedEvent>> additions = now(ground.queue().additions(open, reports));

        assertThat(additions.get(reports.get(0).logId()))
                .extracting(e -> e.event().id())
                .containsExactly("d1", "d2");
        assertThat(now(ground.log().findByReceipt(ground.platform(), first.receipt())))
                .contains(first);
    }

    private Case panicked(String... ids) {
        for (String id : ids) {
            ground.panic(id, MEETING, T0);
        }
        return claim(ground.open(MEETING).orElseThrow(), "t");
    }

    private Case claim(Case c, String token) {
        ClaimReply reply = now(ground.queue().claim(ground.platform(), c.id(), ANN, token, T0, T0.plusSeconds(60)));
        return ((ClaimReply.Claimed) reply).claimed();
    }

    private HolderReply attribute(Case from, String token, Instant at) {
        return now(ground.attributions().attribute(from, ANN, token, "mallory", "the roster says so", at));
    }

    private Optional<String> carryOver(Case from) {
        return now(ground.attributions().carryOver(ground.platform(), from.id(), T0));
    }

    private List<String> pending(Case from) {
        return now(ground.attributions().pending(from.partition(), 10));
    }

    private List<String> reports(Case c) {
        return now(ground.queue().reports(ground.platform(), c.id(), 0, 99)).stream()
                .map(e -> e.event().id())
                .toList();
    }

    private List<String> verbs(Case c) {
        return now(ground.queue().timeline(ground.platform(), c.id(), 99)).stream()
                .map(e -> e.draft().verb())
                .toList();
    }
}
