package dev.pullcord.redis;

import static dev.pullcord.review.Ground.now;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.evidence.Filing;
import dev.pullcord.evidence.FilingState;
import dev.pullcord.evidence.Sample;
import dev.pullcord.intake.Acceptance;
import dev.pullcord.intake.Correction;
import dev.pullcord.intake.Event;
import dev.pullcord.intake.EvidenceRef;
import dev.pullcord.intake.Party;
import dev.pullcord.intake.Report;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.Reason;
import dev.pullcord.review.Appeal;
import dev.pullcord.review.Appeals;
import dev.pullcord.review.Case;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Events;
import dev.pullcord.review.Ground;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Outcome;
import dev.pullcord.review.ReviewQueue;
import dev.pullcord.review.Role;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A case in which somebody wrote whatever can be written into one. */
final class WholeCase {
    private static final Instant T0 = Events.T0;
    private static final Moderator DORA = Ground.moderator("dora");
    private static final Moderator LENA = new Moderator("lena", "tandem", "lena", Role.LEAD);

    /** Everything that somebody wrote, or that says who wrote it. */
    static final List<String> WORDS = List.of(
            "he waits behind the school gate",
            "the reporter's name is rita",
            "clip-of-the-gate",
            "and he has a red car",
            "a note about the gate",
            "because of what the clip shows",
            "I was never at that gate",
            "the appeal about the gate fails");

    private WholeCase() {}

    /** A case with all that people write into one. */
    static Case in(RedisStore store, Ground ground) {
        Acceptance first = ground.take(flag("e1", WORDS.get(0)), Subject.account("mallory"), T0);
        Event details = Events.event(
                "e2",
                new Correction(
                        Correction.Kind.DETAILS_ADDED,
                        Optional.of(first.receipt()),
                        Optional.empty(),
                        Optional.of(WORDS.get(3))));
        String report = now(ground.log().findByReceipt(ground.platform(), first.receipt()))
                .orElseThrow()
                .logId();
        now(ground.log().accept(ground.platform(), details, Subject.account("mallory"), Optional.of(report), T0));
        ground.foldAll(T0);
        Case open = ground.open(Subject.account("mallory")).orElseThrow();
        note(ground, open);
        now(ground.queue().claim(ground.platform(), open.id(), DORA, "t", T0, T0.plusSeconds(60)));
        now(ground.queue().decide(ground.platform(), open, DORA, "t", decision(open), "other", Optional.empty(), T0));
        contest(store, ground, ground.find(open.id()));
        now(store.filings()
                .draft(
                        ground.platform(),
                        retracted(open.id()),
                        Optional.empty(),
                        AuditDraft.byService(T0, "filing_drafted", open.id(), Map.of())));
        now(store.queue()
                .told(open.partition(), new ReviewQueue.Untold(open.id(), T0))); // reporters' records know of it
        return ground.find(open.id());
    }

    private static void contest(RedisStore store, Ground ground, Case c) {
        Appeal draft = new Appeal(
                c.id() + ".d1.p1",
                c.id() + ".d1",
                Appeal.Party.ACCOUNT,
                Optional.empty(),
                WORDS.get(6),
                T0,
                T0.plus(Appeal.CLOCK),
                Appeal.State.OPEN,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                DORA.id(),
                Optional.empty());
        Appeals.Filing filed = now(store.appeals().file(ground.platform(), c, draft, T0));
        assertThat(filed).isInstanceOf(Appeals.Filing.Filed.class);
        Appeal heard = new Appeal(
                draft.id(),
                draft.decisionId(),
                draft.party(),
                draft.receipt(),
                draft.text(),
                T0,
                draft.dueAt(),
                Appeal.State.UPHELD,
                Optional.of(LENA.id()),
                Optional.of(T0),
                Optional.of(WORDS.get(7)),
                DORA.id(),
                Optional.empty());
        assertThat(now(store.appeals().answer(ground.platform(), heard, LENA, T0)))
                .isTrue();
    }

    /** It is over, so that it keeps no case; what it says of the people in it is still there. */
    private static Filing retracted(String caseId) {
        Filing draft = Sample.draft(caseId, false);
        return new Filing(
                draft.id(),
                draft.caseId(),
                draft.authority(),
                FilingState.RETRACTED,
                draft.drill(),
                draft.knowledge(),
                draft.followsUp(),
                draft.particulars(),
                draft.hands(),
                draft.progress(),
                draft.version());
    }

    private static void note(Ground ground, Case open) {
        now(ground.queue()
                .remember(
                        ground.platform(),
                        open.id(),
                        RedisReviewQueue.byModerator(DORA, T0, "note_added", open.id(), Map.of("text", WORDS.get(4)))));
    }

    /** A report about mallory. */
    static Event flag(String id, String text) {
        return Events.event(
                id,
                new Report(
                        Report.Kind.FLAG,
                        Optional.empty(),
                        Optional.of(party("rita", "the reporter's name is rita")),
                        Optional.of(party("mallory", "Mal")),
                        Optional.of(Reason.HARASSMENT),
                        false,
                        false,
                        Optional.of(text),
                        Optional.empty(),
                        List.of(),
                        List.of(new EvidenceRef(
                                WORDS.get(2),
                                "clip",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())),
                        false));
    }

    private static Party party(String account, String name) {
        return new Party(Optional.of(account), Optional.empty(), Optional.of(name), Optional.empty());
    }

    private static Decision decision(Case c) {
        return new Decision(
                c.id() + ".d1",
                c.id(),
                Outcome.NO_VIOLATION,
                Optional.empty(),
                WORDS.get(5),
                List.of(),
                true,
                Optional.empty(),
                DORA.id(),
                T0,
                Ground.PACK.version(),
                Optional.empty());
    }
}
