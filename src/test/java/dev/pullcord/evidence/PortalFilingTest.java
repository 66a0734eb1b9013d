package dev.pullcord.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.evidence.FilingDesk.Reply;
import dev.pullcord.review.Case;
import dev.pullcord.review.Ground;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Outcome;
import dev.pullcord.review.Role;
import dev.pullcord.wire.AuthorityCodec;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What goes where no interface is: a person takes it there. */
class PortalFilingTest extends FilingGround {
    /** The United Kingdom's law wants it at the NCA, unless NCMEC has it. */
    @Test
    void aDecisionDraftsWhatTheLawOfItsPlaceSendsToAPortal() {
        Drafter british = new Drafter(
                ground.queue(),
                filings,
                AuthorityCodec.load(),
                Optional.of("GB"),
                book,
                platform -> Ground.PACK,
                clock);
        files = Filing.Environment.PRODUCTION;
        Case known = decided("grooming", Outcome.VIOLATION);
        now(british.byDecision(ground.platform(), known.id()));
        assertThat(now(filings.ofCase(ground.platform(), known.id())))
                .extracting(Filing::authority)
                .containsExactly("ncmec");

        Drafter irish = new Drafter(
                ground.queue(),
                filings,
                AuthorityCodec.load(),
                Optional.of("IE"),
                book,
                platform -> Ground.PACK,
                clock);
        Case adult = decided("trafficking", Outcome.VIOLATION);
        now(irish.byDecision(ground.platform(), adult.id()));
        assertThat(now(filings.ofCase(ground.platform(), adult.id())))
                .as("Article 18")
                .extracting(Filing::authority)
                .containsExactly("europol");
    }

    @Test
    void aTestSystemAndNoAccountMakeNothingNeedless() {
        Drafter british = new Drafter(
                ground.queue(),
                filings,
                AuthorityCodec.load(),
                Optional.of("GB"),
                book,
                platform -> Ground.PACK,
                clock);
        Case rehearsed = decided("grooming", Outcome.VIOLATION);
        now(british.byDecision(ground.platform(), rehearsed.id()));
        assertThat(now(filings.ofCase(ground.platform(), rehearsed.id())))
                .as("a test system has nothing")
                .extracting(Filing::authority)
                .containsExactly("ncmec", "nca");

        account = false;
        Case other = decided("child_safety", Outcome.VIOLATION);
        now(british.byDecision(ground.platform(), other.id()));
        assertThat(now(filings.ofCase(ground.platform(), other.id())))
                .extracting(Filing::authority)
                .containsExactly("nca");
    }

    @Test
    void whatGoesToAPortalIsTakenThereByAPersonAndEndsWithItsReceipt() {
        account = false;
        Case c = decided("grooming", Outcome.VIOLATION);
        Filing draft = filing(
                now(drafter.draft(ground.platform(), LENA, c.id(), "accce", Optional.empty(), Optional.empty())));
        assertThat(receipt(LENA, draft, "A-1")).as("nobody has let it go").isInstanceOf(Reply.NotNow.class);
        filing(confirm(LIV, draft));
        Reply.Document page = (Reply.Document) now(desk.dryRun(ground.platform(), draft.id()));
        assertThat(page.text())
                .startsWith("Report to Australian Centre to Counter Child Exploitation (AFP)\n")
                .contains(
                        "Our reference: " + draft.id(),
                        "Found: grooming",
                        "Kind: online_enticement",
                        "Account: mallory")
                .doesNotContain("REHEARSAL", "Optional");

        Filing going = filing(now(desk.submit(ground.platform(), LENA, draft.id())));
        assertThat(going.state()).isEqualTo(FilingState.SUBMITTING);
        assertThat(going.progress().dueAt()).as("the service has nothing to do").isEmpty();

        Filing there = filing(receipt(LENA, draft, "A-1"));
        assertThat(there.state()).isEqualTo(FilingState.RECEIPTED);
        assertThat(there.progress().receipt()).contains("A-1");
        assertThat(there.progress().said()).contains("a letter of today");
        assertThat(there.progress().submittedAt()).contains(clock.instant());
        assertThat(receipt(LIV, draft, "A-1")).isEqualTo(new Reply.Done(there, true));
        assertThat(there.hands().receipts())
                .containsExactly(new Filing.Receipt("lena", clock.instant(), "A-1", "a letter of today"));
    }

    @Test
    void oneIsAtThePortalAtATime() {
        Filing going = atThePortal();
        assertThat(going.hands().holder(clock.instant()))
                .contains(new Filing.Taken("lena", clock.instant().plus(PortalTasks.LEASE)));

        assertThat(take(LIV, going))
                .isEqualTo(new Reply.Taken(going.hands().taken().orElseThrow()));
        assertThat(receipt(LIV, going, "A-9")).isInstanceOf(Reply.Taken.class);
        assertThat(now(desk.portals().giveBack(ground.platform(), LIV, going.id())))
                .as("it is not hers to give back")
                .isInstanceOf(Reply.Taken.class);

        filing(now(desk.portals().giveBack(ground.platform(), LENA, going.id())));
        assertThat(now(desk.portals().giveBack(ground.platform(), LENA, going.id())))
                .as("again")
                .extracting(reply -> ((Reply.Done) reply).before())
                .isEqualTo(true);
        assertThat(filing(take(LIV, going)).hands().holder(clock.instant()).map(Filing.Taken::by))
                .contains("liv");
        assertThat(take(LENA, going)).isInstanceOf(Reply.Taken.class);
        assertThat(filing(receipt(LIV, going, "A-9")).state()).isEqualTo(FilingState.RECEIPTED);
    }

    @Test
    void whoStaysAwayForAnHourIsPresumedGone() {
        Filing going = atThePortal();
        clock.move(PortalTasks.LEASE.minusMillis(1));
        assertThat(take(LIV, going)).isInstanceOf(Reply.Taken.class);
        Filing longer = filing(take(LENA, going));
        assertThat(longer.hands().holder(clock.instant()).map(Filing.Taken::until))
                .as("she stays")
                .contains(clock.instant().plus(PortalTasks.LEASE));

        clock.move(PortalTasks.LEASE);

        assertThat(filing(take(LIV, going)).hands().holder(clock.instant()).map(Filing.Taken::by))
                .contains("liv");
        assertThat(receipt(LENA, going, "A-1")).as("she comes back too late").isInstanceOf(Reply.Taken.class);
        Moderator ada = new Moderator("ada", "tandem", "Ada", Role.ADMIN);
        assertThat(filing(take(ada, going)).hands().holder(clock.instant()).map(Filing.Taken::by))
                .as("an admin takes it over")
                .contains("ada");
    }

    @Test
    void whatIsFiledThereIsNotFiledAgainUnlessSomebodySaysSo() {
        Filing going = atThePortal();
        Filing there = filing(receipt(LENA, going, "A-1"));
        Filing.Receipt first = there.hands().receipts().get(0);

        assertThat(receipt(LIV, going, "A-2")).isEqualTo(new Reply.Receipted(first));
        assertThat(take(LIV, going)).isInstanceOf(Reply.NotNow.class);
        Filing twice = filing(again(LIV, going, "A-2"));

        assertThat(twice.state()).isEqualTo(FilingState.RECEIPTED);
        assertThat(twice.progress().receipt()).as("as it was first known").contains("A-1");
        assertThat(twice.hands().receipts())
                .containsExactly(first, new Filing.Receipt("liv", clock.instant(), "A-2", "a letter of today"));
        assertThat(again(LIV, going, "A-2")).isEqualTo(new Reply.Done(twice, true));
        assertThat(again(LENA, going, "A-1")).isEqualTo(new Reply.Done(twice, true));
    }

    @Test
    void whatWasStoredBeforeReceiptsWereKeptNamesWhoLetItGo() {
        Filing going = atThePortal();
        Filing old = going.moved(
                FilingState.Move.RECEIPT, going.progress().said("a fax").finished(T0, Optional.of("A-0")));
        now(filings.move(ground.platform(), old, true, Sample.audit(old, "x")));

        assertThat(receipt(LIV, going, "A-1"))
                .isEqualTo(new Reply.Receipted(new Filing.Receipt("lena", T0, "A-0", "a fax")));
    }

    /** Confirmed and let go, by Lena. */
    private Filing atThePortal() {
        Case c = decided("grooming", Outcome.VIOLATION);
        Filing draft = filing(
                now(drafter.draft(ground.platform(), LENA, c.id(), "accce", Optional.empty(), Optional.empty())));
        filing(confirm(LIV, draft));
        return filing(now(desk.submit(ground.platform(), LENA, draft.id())));
    }

    /** The words for a kind are about children: nobody is told of a child whom nobody found. */
    @Test
    void whoTakesAdultsIsToldWhatWasFoundAndNoChildsKind() {
        Case c = decided("trafficking", Outcome.VIOLATION);
        Filing draft =
                filing(now(drafter.draft(ground.platform(), LENA, c.id(), "bka", Optional.empty(), Optional.empty())));

        String page = ((Reply.Document) now(desk.dryRun(ground.platform(), draft.id()))).text();

        assertThat(page).contains("Found: trafficking").doesNotContain("Kind:", "child");
    }

    @Test
    void whatOthersWroteStaysOnItsLine() {
        Case c = decided("grooming", Outcome.VIOLATION);
        Particulars said = Sample.particulars();
        Particulars forged = new Particulars(
                said.incident(),
                said.annotations(),
                Optional.empty(),
                Optional.empty(),
                said.incidentAt(),
                said.incidentDetail(),
                said.product(),
                Optional.of("room\n\nHarmed\nName: somebody\u2028else\u202e"),
                said.suspect(),
                said.victims(),
                said.recipients(),
                said.items(),
                said.reportedBy(),
                said.about());
        Filing draft = filing(
                now(drafter.draft(ground.platform(), LENA, c.id(), "accce", Optional.of(forged), Optional.empty())));

        String page = ((Reply.Document) now(desk.dryRun(ground.platform(), draft.id()))).text();

        assertThat(page).contains("Call: room Harmed Name: somebody else \n");
    }

    @Test
    void whatTheServiceBringsThereNobodySaysByHand() {
        Filing draft = filing(draft(LENA, decided("grooming", Outcome.VIOLATION)));
        confirm(LIV, draft);
        now(desk.submit(ground.platform(), LENA, draft.id()));

        assertThat(receipt(LENA, draft, "1001")).isInstanceOf(Reply.NotNow.class);
    }

    @Test
    void onItsWayToAPortalItCanStillBeTakenBack() {
        Case c = decided("grooming", Outcome.VIOLATION);
        Filing draft = filing(
                now(drafter.draft(ground.platform(), LENA, c.id(), "accce", Optional.empty(), Optional.empty())));
        confirm(LIV, draft);
        now(desk.submit(ground.platform(), LENA, draft.id()));

        assertThat(now(desk.retract(ground.platform(), LIV, draft.id(), "not theirs")))
                .as("she may be at the portal")
                .isInstanceOf(Reply.Taken.class);
        clock.move(PortalTasks.LEASE);
        assertThat(now(desk.retract(ground.platform(), LIV, draft.id(), "not theirs")))
                .as("nobody has it in his hands")
                .isInstanceOf(Reply.NotNow.class);
        filing(take(LENA, draft));
        Filing back = filing(now(desk.retract(ground.platform(), LENA, draft.id(), "not theirs")));
        assertThat(back.state()).isEqualTo(FilingState.RETRACTING);
        Submitting submitting =
                new Submitting(filings, new NoAuthority(), book, Duration::ofSeconds, Duration.ofSeconds(60), 9, clock);
        now(submitting.step(ground.platform(), draft.id()));

        assertThat(now(filings.find(ground.platform(), draft.id()))
                        .orElseThrow()
                        .state())
                .as("nothing was ever opened there")
                .isEqualTo(FilingState.RETRACTED);
    }

    @Test
    void whereACaseCouldGoNamesWhatItHasAlready() {
        Case c = decided("grooming", Outcome.VIOLATION);
        Filing draft = filing(draft(LENA, c));

        Drafter.Ways.Of ways = (Drafter.Ways.Of) now(drafter.routes(
                ground.platform(), c.id(), Optional.empty(), Optional.empty(), Optional.of("AU"), Optional.empty()));

        assertThat(ways.routes().get(0).recipient().id()).isEqualTo("ncmec");
        assertThat(ways.routes().get(0).filing()).contains(draft.id());
        assertThat(ways.routes()).extracting(route -> route.recipient().id()).contains("accce", "esafety");
        Case nothing = decided("", Outcome.NO_VIOLATION);
        assertThat(now(drafter.routes(
                        ground.platform(),
                        nothing.id(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())))
                .isEqualTo(new Drafter.Ways.NothingFound());
        assertThat(now(drafter.routes(
                        ground.platform(),
                        "c000-00000000000000000000",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())))
                .isEqualTo(new Drafter.Ways.UnknownCase());
    }

    private Reply receipt(Moderator by, Filing filing, String reference) {
        return now(desk.portals().receipt(ground.platform(), by, filing.id(), reference, "a letter of today", false));
    }

    private Reply again(Moderator by, Filing filing, String reference) {
        return now(desk.portals().receipt(ground.platform(), by, filing.id(), reference, "a letter of today", true));
    }

    private Reply take(Moderator by, Filing filing) {
        return now(desk.portals().take(ground.platform(), by, filing.id()));
    }
}
