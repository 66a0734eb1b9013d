package dev.pullcord.web;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.AuditEntry;
import dev.pullcord.audit.ChainId;
import dev.pullcord.enforcement.Action;
import dev.pullcord.enforcement.Outbox;
import dev.pullcord.insight.Backtest;
import dev.pullcord.insight.Backtests;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Reason;
import dev.pullcord.plugin.Target;
import dev.pullcord.review.ActionOrder;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseState;
import dev.pullcord.review.Claim;
import dev.pullcord.review.Courses;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Outcome;
import dev.pullcord.review.Placement;
import dev.pullcord.review.Policies;
import dev.pullcord.review.Proposal;
import dev.pullcord.review.ReviewQueue;
import dev.pullcord.review.ShadowNote;
import dev.pullcord.review.Shadows;
import dev.pullcord.review.Statement;
import dev.pullcord.risk.Contribution;
import dev.pullcord.risk.Family;
import dev.pullcord.risk.Risk;
import dev.pullcord.wire.EventCodec;
import dev.pullcord.wire.PolicyCodec;
import dev.pullcord.wire.SampleEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A desk with one of everything: a claimed case, a report, a decision's action, an audit entry. */
final class FilledDesk {
    static final Set<String> PLATFORM_TAKES = Set.of("swapCallbackSecret", "addSigningSecret", "removeSigningSecret");
    static final List<Courses.Turn> TURNS = List.of(new Courses.Turn(Instant.EPOCH, 0.1, 0.4, 0.1, 0.3));
    static final String CASE = "c003-00000000000000000000";

    private static final Instant AT = Instant.parse("2026-11-02T09:00:00Z");
    private static final Partition PARTITION = new Partition("acme", 3);

    /** What the senior proposed for it waits for an answer. */
    static final String CASE_OF_SENIOR = "c003-11111111111111111111";

    /** A panic's, about a meeting. */
    static final String CASE_OF_MEETING = "c003-22222222222222222222";

    /** One that is decided. */
    static final String CASE_CLOSED = "c003-33333333333333333333";

    /** Somebody else has it in hand. */
    static final String CASE_OF_OTHERS = "c003-44444444444444444444";

    /** A decision of which the account is told nothing. */
    static final String SUPPRESSED = CASE_OF_MEETING + ".d1";

    private FilledDesk() {}

    static Case closed() {
        return about(CASE_CLOSED, Subject.account("a-sub"), Optional.of("a-sub"), "id-senior", CaseState.DECIDED);
    }

    /** What a platform's book answers that takes all it is given; most of it nothing. */
    static Object took(String call) {
        return call.startsWith("swap") ? true : null;
    }

    static void fill(RunningService service) {
        fillQueue(service);
        fillOutbox(service);
        service.policies.put(
                "standing",
                args -> new Policies.Standing(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty()));
        service.policies.put("add", args -> Policies.AddReply.ADDED);
        ShadowNote.Stand stand = new ShadowNote.Stand("other", AT);
        service.policies.put(
                "noted",
                args -> new Shadows.Report(
                        Optional.of(AT),
                        Map.of(ShadowNote.Difference.MOVES, 1L),
                        List.of(new ShadowNote(
                                ShadowNote.Difference.MOVES,
                                Optional.of(CASE),
                                Optional.of(stand),
                                Optional.of(stand),
                                AT))));
        service.policies.put("shadow", args -> Policies.ShadowReply.SET);
        service.backtests.put(
                "find",
                args -> Optional.of(args[1])
                        .filter(CASE::equals)
                        .map(known -> new Backtests.Ticket(
                                "backtest-1",
                                "us-2026-11-01",
                                Backtests.State.DONE,
                                16,
                                16,
                                Optional.of(new Backtest(
                                                RunningService.ACME,
                                                PolicyCodec.defaults(),
                                                PolicyCodec.pack("us").pack(),
                                                AT)
                                        .report()))));
        service.policies.put("propose", args -> Policies.ProposeReply.PROPOSED);
    }

    private static void fillQueue(RunningService service) {
        LoggedEvent flag = new LoggedEvent(
                PARTITION,
                "1-1",
                AT,
                "AAMIKxd3bwyJZzLtHhUrYSE4",
                Subject.account("a-sub"),
                Optional.of(CASE),
                Optional.empty(),
                EventCodec.decode(SampleEvents.all().get("report.flagged").toString()));
        AuditEntry entry = new AuditEntry(
                new ChainId("acme", 3, ChainId.Hand.DESK),
                1,
                new AuditDraft(AT, "id-moderator", "moderator", "note_added", Optional.of(CASE), new TreeMap<>()),
                "d".repeat(64),
                "0".repeat(64),
                "a".repeat(64));
        service.queue.put(
                "find",
                args -> args[1].equals(CASE)
                        ? Optional.of(aCase())
                        : args[1].equals(CASE_OF_SENIOR)
                                ? Optional.of(proposedBy("id-senior"))
                                : args[1].equals(CASE_OF_MEETING)
                                        ? Optional.of(ofMeeting())
                                        : args[1].equals(CASE_CLOSED)
                                                ? Optional.of(closed())
                                                : args[1].equals(CASE_OF_OTHERS)
                                                        ? Optional.of(ofOthers())
                                                        : Optional.empty());
        service.queue.put("claim", args -> new ReviewQueue.ClaimReply.Claimed(aCase()));
        service.queue.put(
                "waiting", args -> List.of(new ReviewQueue.Waiting(CASE, PARTITION, "general", AT.plusSeconds(60))));
        service.queue.put("intend", args -> true);
        service.queue.put("renew", args -> ReviewQueue.HolderReply.DONE);
        service.queue.put("release", args -> ReviewQueue.HolderReply.DONE);
        service.queue.put("decide", args -> ReviewQueue.DecideReply.DECIDED);
        service.queue.put("approve", args -> ReviewQueue.DecideReply.DECIDED);
        service.queue.put("refuse", args -> ReviewQueue.HolderReply.DONE);
        service.queue.put("reports", args -> List.of(flag));
        LoggedEvent details = new LoggedEvent(
                PARTITION,
                "1-2",
                AT,
                "AAMIKxd3bwyJZzLtHhUrYSE5",
                Subject.account("a-sub"),
                Optional.empty(),
                Optional.of("1-1"),
                EventCodec.decode(SampleEvents.all().get("report.detailsAdded").toString()));
        service.queue.put("additions", args -> Map.of("1-1", List.of(details)));
        service.queue.put(
                "decisions",
                args -> args[1].equals(CASE) || args[1].equals(CASE_CLOSED)
                        ? List.of(justNow())
                        : args[1].equals(CASE_OF_MEETING) ? List.of(suppressed()) : List.of());
        service.queue.put("skip", args -> null);
        service.queue.put("skipped", args -> Set.of());
        service.queue.put("timeline", args -> List.of(entry));
        service.queue.put("remember", args -> entry);
        service.queue.put("search", args -> {
            boolean nobody = ((ReviewQueue.Filter) args[1])
                    .account()
                    .filter("nobody"::equals)
                    .isPresent();
            return new ReviewQueue.Page(nobody ? List.of() : List.of(aCase()), Optional.empty());
        });
        service.queue.put(
                "standings",
                args -> List.of(
                        new ReviewQueue.Standing("general", 3, 1, 1, Optional.of(AT), Optional.of(AT)),
                        new ReviewQueue.Standing("panic", 0, 0, 0, Optional.empty(), Optional.empty())));
    }

    private static void fillOutbox(RunningService service) {
        Action action = new Action(
                new ActionOrder(
                        CASE + ".d1.a1",
                        ActionType.SUSPEND_ACCOUNT,
                        Target.account("a-sub"),
                        Optional.of(Duration.ofDays(7))),
                CASE,
                "grooming",
                Action.State.FAILED,
                3,
                0,
                AT,
                Optional.empty(),
                Optional.of("failed"),
                Optional.of("timed out"));
        service.outbox.put("ofCase", args -> List.of(action));
        service.outbox.put("inState", args -> new Outbox.Page(List.of(action), Optional.empty()));
        service.outbox.put("find", args -> args[1].equals(CASE + ".d1.a1") ? Optional.of(action) : Optional.empty());
        service.outbox.put("retry", args -> true);
        service.outbox.put("settle", args -> true);
        service.outbox.put("unsettle", args -> Outbox.Unsettled.PARKED);
        service.outbox.put("standing", args -> new Outbox.Standing(!args[1].equals("nobody"), Optional.of(AT)));
    }

    private static Decision aDecision(String by) {
        return new Decision(
                CASE + ".d1",
                CASE,
                Outcome.VIOLATION,
                Optional.of("grooming"),
                "seen",
                List.of(new ActionOrder(
                        CASE + ".d1.a1", ActionType.SUSPEND_ACCOUNT, Target.account("a-sub"), Optional.empty())),
                true,
                Optional.empty(),
                by,
                AT,
                "default",
                Optional.empty());
    }

    /** Made a moment ago, by one person alone. */
    private static Decision suppressed() {
        Decision d = aDecision("id-moderator");
        return new Decision(
                SUPPRESSED,
                CASE_OF_MEETING,
                d.outcome(),
                d.policy(),
                d.reason(),
                d.actions(),
                d.notifyReporter(),
                Optional.of("it would warn him"),
                d.decidedBy(),
                d.decidedAt(),
                d.policyVersion(),
                d.approvedBy(),
                d.statement(),
                d.course(),
                d.strike());
    }

    private static Decision justNow() {
        Decision d = aDecision("id-moderator");
        Instant now = Instant.now();
        return new Decision(
                d.id(),
                d.caseId(),
                d.outcome(),
                d.policy(),
                d.reason(),
                d.actions(),
                d.notifyReporter(),
                d.suppressNotice(),
                d.decidedBy(),
                now,
                d.policyVersion(),
                d.approvedBy(),
                Optional.of(new Statement(
                        "as was seen", Statement.Ground.LEGAL, Optional.of("Art. 1"), List.of("DE"), true)),
                new Decision.Course(
                        Optional.empty(), Optional.empty(), Optional.of("at once"), Optional.of(now.plusSeconds(60))),
                d.strike());
    }

    /** The case in another state. */
    static Case inState(CaseState state) {
        Case c = aCase();
        return about(c.id(), c.subject(), c.account(), "id-moderator", state);
    }

    private static Case aCase() {
        return proposedBy("id-moderator");
    }

    private static Case ofMeeting() {
        return about(CASE_OF_MEETING, Subject.meeting("m-1"), Optional.empty(), "id-moderator");
    }

    private static Case ofOthers() {
        Case c = about(CASE_OF_OTHERS, Subject.account("a-other"), Optional.of("a-other"), "id-senior");
        return new Case(
                c.id(),
                c.partition(),
                c.subject(),
                c.account(),
                c.state(),
                c.placement(),
                c.openedAt(),
                c.reason(),
                c.panic(),
                c.immediateDanger(),
                c.minorInvolved(),
                c.drill(),
                c.reportCount(),
                c.meeting(),
                c.risk(),
                Optional.of(new Claim("id-senior", "another-token", AT.plusSeconds(120))),
                Optional.empty(),
                c.policyVersion(),
                c.decisionCount(),
                c.skips(),
                c.version(),
                c.marks());
    }

    private static Case proposedBy(String by) {
        return about(CASE, Subject.account("a-sub"), Optional.of("a-sub"), by);
    }

    private static Case about(String id, Subject subject, Optional<String> account, String by) {
        return about(id, subject, account, by, CaseState.CLAIMED);
    }

    private static Case about(String id, Subject subject, Optional<String> account, String by, CaseState state) {
        return new Case(
                id,
                PARTITION,
                subject,
                account,
                state,
                new Placement("general", "other", 4, 1, AT.plus(Duration.ofDays(3_650))),
                AT,
                Optional.of(Reason.GROOMING),
                false,
                false,
                true,
                false,
                1,
                Optional.of("m-1"),
                new Risk(
                        -1.5,
                        -2.2,
                        0.18,
                        List.of(new Contribution(
                                "USR-1",
                                Family.VOICE,
                                1.2,
                                0.7,
                                86_400_000,
                                AT,
                                "Flagged for grooming.",
                                "Flags can be wrong."))),
                Optional.of(new Claim("id-moderator", "secret-token", AT.plusSeconds(120))),
                Optional.of(new Proposal(aDecision(by), "grooming", "proposal-token", AT, AT.plusSeconds(7200))),
                "default-1",
                0,
                0,
                7,
                Case.Marks.NONE);
    }
}
