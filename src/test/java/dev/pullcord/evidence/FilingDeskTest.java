package dev.pullcord.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.evidence.FilingDesk.Reply;
import dev.pullcord.review.Case;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Outcome;
import dev.pullcord.review.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What people and decisions do with filings. */
class FilingDeskTest extends FilingGround {
    @Test
    void aDecisionDraftsWhatMustGoOnceHoweverOftenItIsTold() {
        Case c = decided("grooming", Outcome.VIOLATION);

        now(drafter.byDecision(ground.platform(), c.id()));
        now(drafter.byDecision(ground.platform(), c.id()));

        List<Filing> drafts = now(filings.ofCase(ground.platform(), c.id()));
        assertThat(drafts).hasSize(1);
        Filing draft = drafts.get(0);
        assertThat(draft.state()).isEqualTo(FilingState.DRAFT);
        assertThat(draft.knowledge())
                .isEqualTo(new Filing.Knowledge(c.id() + ".d1", T0.plusSeconds(1), T0.plusSeconds(86_401)));
        assertThat(draft.hands().authors()).containsExactly("moe", "service");
        assertThat(draft.particulars().incident()).isEqualTo(Particulars.Incident.ONLINE_ENTICEMENT);
        assertThat(draft.particulars().danger()).isEmpty();
        assertThat(draft.particulars().victims()).isEmpty();
        assertThat(draft.particulars().about()).isEmpty();
        assertThat(draft.particulars().suspect().flatMap(Involved::accountId)).contains("mallory");
        assertThat(draft.particulars().suspect().flatMap(Involved::suspendedAt)).contains(T0.plusSeconds(1));
    }

    @Test
    void aDecisionDraftsNothingThatNeedNotGo() {
        Case adult = decided("harassment", Outcome.VIOLATION);
        now(drafter.byDecision(ground.platform(), adult.id()));
        assertThat(now(filings.ofCase(ground.platform(), adult.id()))).isEmpty();

        account = false;
        Case unfiled = decided("child_safety", Outcome.VIOLATION);
        now(drafter.byDecision(ground.platform(), unfiled.id()));
        assertThat(now(filings.ofCase(ground.platform(), unfiled.id()))).isEmpty();
    }

    @Test
    void whereNothingWasFoundNothingIsFiled() {
        Case c = decided("", Outcome.NO_VIOLATION);

        assertThat(draft(LENA, c)).isEqualTo(new Reply.NothingFound());
        assertThat(now(drafter.draft(ground.platform(), LENA, c.id(), "nobody", Optional.empty(), Optional.empty())))
                .isEqualTo(new Reply.UnknownRecipient());
    }

    @Test
    void nobodyConfirmsWhatHeDecidedDraftedOrChanged() {
        Filing draft = filing(draft(LENA, decided("grooming", Outcome.VIOLATION)));

        assertThat(confirm(MOE, draft)).isEqualTo(new Reply.Own());
        assertThat(confirm(LENA, draft)).isEqualTo(new Reply.Own());
        Filing changed = filing(now(desk.revise(ground.platform(), LIV, draft.id(), 1, draft.particulars())));
        assertThat(confirm(LIV, changed)).isEqualTo(new Reply.Own());
        assertThat(confirm(new Moderator("ada", "tandem", "Ada", Role.ADMIN), draft))
                .as("not the version he read")
                .isEqualTo(new Reply.Moved());
        assertThat(filing(confirm(new Moderator("ada", "tandem", "Ada", Role.ADMIN), changed))
                        .state())
                .isEqualTo(FilingState.CONFIRMED);
    }

    @Test
    void whatIsConfirmedAndChangedIsConfirmedAnew() {
        Filing draft = filing(draft(LENA, decided("grooming", Outcome.VIOLATION)));
        Filing confirmed = filing(confirm(LIV, draft));

        Filing changed =
                filing(now(desk.revise(ground.platform(), LENA, draft.id(), confirmed.version(), draft.particulars())));

        assertThat(changed.state()).isEqualTo(FilingState.DRAFT);
        assertThat(changed.hands().confirmedBy()).isEmpty();
        assertThat(now(desk.submit(ground.platform(), LENA, draft.id()))).isInstanceOf(Reply.NotNow.class);
    }

    @Test
    void whatIsNeededIsThereBeforeAnybodyConfirms() {
        Filing draft = filing(draft(LENA, decided("grooming", Outcome.VIOLATION)));
        Particulars p = draft.particulars();
        Particulars urgent = new Particulars(
                p.incident(),
                p.annotations(),
                Optional.of(Particulars.Danger.ABUSE_NOW),
                Optional.empty(),
                T0.plus(Duration.ofDays(2)),
                p.incidentDetail(),
                p.product(),
                p.meeting(),
                Optional.empty(),
                p.victims(),
                p.recipients(),
                p.items(),
                p.reportedBy(),
                p.about());
        Filing changed = filing(now(desk.revise(ground.platform(), LENA, draft.id(), 1, urgent)));

        Reply.Incomplete incomplete = (Reply.Incomplete) confirm(LIV, changed);

        assertThat(incomplete.completeness().missing())
                .filteredOn(Completeness.Gap::needed)
                .extracting(Completeness.Gap::pointer)
                .containsExactlyInAnyOrder("/suspect", "/incidentAt", "/dangerDetail");
        assertThat(desk.completeness(draft).missing().get(0).pointer()).isEqualTo("/suspect/captures");
    }

    /** Whoever says that an item was looked at is not believed; the audit is. */
    @Test
    void onlyTheAuditSaysThatSomebodyLooked() {
        Case c = decided("grooming", Outcome.VIOLATION);
        AuditDraft look = new AuditDraft(
                T0.plusSeconds(5),
                "moe",
                "moderator",
                "evidence_viewed",
                Optional.of(c.id()),
                new TreeMap<>(Map.of("evidence", "still-1")));
        now(ground.queue().remember(ground.platform(), c.id(), look));
        Particulars p = Sample.particulars();
        List<Particulars.Item> items = List.of(
                new Particulars.Item("still-1", "still", Optional.empty(), Optional.empty(), Optional.empty()),
                new Particulars.Item("still-2", "still", Optional.empty(), Optional.empty(), Optional.of(T0)));

        Filing draft = filing(now(
                drafter.draft(ground.platform(), LENA, c.id(), "ncmec", Optional.of(p.with(items)), Optional.empty())));

        assertThat(draft.particulars().items())
                .extracting(Particulars.Item::viewedAt)
                .containsExactly(Optional.of(T0.plusSeconds(5)), Optional.empty());
    }

    @Test
    void aFollowUpNamesTheReportItAddsTo() {
        Case c = decided("grooming", Outcome.VIOLATION);
        Filing first = filing(draft(LENA, c));
        assertThat(followUp(c, first.id())).as("it is not received").isEqualTo(new Reply.Unknown());
        Filing going = filing(confirm(LIV, first)).moved(FilingState.Move.SUBMIT, Filing.Progress.NONE);
        now(filings.move(ground.platform(), going, true, Sample.audit(going, "x")));
        Filing there = going.moved(FilingState.Move.RECEIPT, going.progress().finished(T0, Optional.of("1001")));
        now(filings.move(ground.platform(), there, false, Sample.audit(there, "x")));

        Filing more = filing(followUp(c, first.id()));

        assertThat(more.id()).isEqualTo(c.id() + ".f2");
        assertThat(more.followsUp()).contains(first.id());
        assertThat(more.particulars().suspect().map(Involved::priorReports)).contains(List.of(1001L));
        assertThat(now(desk.retract(ground.platform(), LENA, first.id(), "x"))).isInstanceOf(Reply.NotNow.class);
    }

    @Test
    void whatWasRetractedCanBeDraftedAnew() {
        Case c = decided("grooming", Outcome.VIOLATION);
        Filing first = filing(draft(LENA, c));
        assertThat(draft(LENA, c)).isEqualTo(new Reply.Done(first, true));

        assertThat(filing(now(desk.retract(ground.platform(), LIV, first.id(), "a slip")))
                        .state())
                .isEqualTo(FilingState.RETRACTED);

        assertThat(filing(draft(LENA, c)).id()).isEqualTo(c.id() + ".f2");
    }

    @Test
    void aDryRunSendsAndWritesNothing() {
        Filing draft = filing(draft(LENA, decided("grooming", Outcome.VIOLATION)));

        assertThat(now(desk.dryRun(ground.platform(), draft.id())))
                .isEqualTo(new Reply.Document(draft, "document of " + draft.id()));
        account = false;
        assertThat(now(desk.dryRun(ground.platform(), draft.id()))).isEqualTo(new Reply.NoAccount());
        confirm(LIV, draft);
        assertThat(now(desk.submit(ground.platform(), LENA, draft.id()))).isEqualTo(new Reply.NoAccount());
    }
}
