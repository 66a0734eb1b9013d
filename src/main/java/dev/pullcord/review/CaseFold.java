package dev.pullcord.review;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.intake.LogIds;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Meeting;
import dev.pullcord.intake.Report;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.Reason;
import dev.pullcord.review.Folded.CaseChange;
import dev.pullcord.risk.Beside;
import dev.pullcord.risk.Contribution;
import dev.pullcord.risk.Risk;
import dev.pullcord.risk.RiskModel;
import dev.pullcord.risk.RiskState;
import dev.pullcord.risk.TrackRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What a batch of events makes of one subject: its risk, and its case. Pure: what it answers is applied elsewhere,
 * whole or not at all, and folded again if somebody else was faster.
 *
 * <p>Who joins what:
 *
 * <pre>
 *                              a case is open           none is open
 *   flag                       joins it                 opens one
 *   panic of the open case     joined it on arrival     (cannot be)
 *   panic of another case      had its own, decided     had its own, decided
 *   panic of no case           joins it                 opens one
 *   withdrawal, details        remembered with it       counts for risk only
 *   observation                counts for its risk      opens one if the two-family rule says so
 *   meeting event              nothing                  nothing
 * </pre>
 */
public final class CaseFold {
    private static final double NOTICEABLE = 0.02; // of a probability

    private final RiskModel model;
    private final Triage triage;

    public CaseFold(RiskModel model, Triage triage) {
        this.model = model;
        this.triage = triage;
    }

    /** As a policy pack says. */
    public static CaseFold of(PolicyPack pack) {
        return new CaseFold(new RiskModel(pack.risk()), new Triage(pack.triage(), pack.version()));
    }

    /** What these events, all of one subject and in their order, make of what is remembered of it. */
    public RiskState remembered(RiskState before, List<LoggedEvent> events, Function<LoggedEvent, Beside> beside) {
        return model.fold(before, events, beside);
    }

    /** What is known, by this policy, of a reporter whose file this is. */
    public TrackRecord trackRecord(SubjectFile reporter, Subject flagged, Instant now) {
        return model.trackRecord(reporter.risk(), flagged, now);
    }

    /** How likely a flag about this group of reasons is right, by its reporter's record alone; 0 … 1. */
    public double likely(TrackRecord reporter, Reason.Group group) {
        return model.likely(reporter, group);
    }

    /** What is remembered of a subject, added up at this moment by this policy. */
    public Risk assess(SubjectFile file, Instant now) {
        return model.assess(file.risk(), now);
    }

    /** Whether what accounts share is to be remembered under this policy. */
    public boolean linking() {
        return model.linking();
    }

    /** Folds a batch, with nothing beside it. */
    public Folded fold(
            SubjectFile before,
            List<LoggedEvent> events,
            Optional<Boolean> live,
            Instant now,
            Supplier<String> newCaseId) {
        return fold(before, events, event -> Beside.NOTHING, live, now, newCaseId);
    }

    /**
     * Folds a batch.
     *
     * @param before the subject's file
     * @param events all of this subject, oldest first; those that went into the file already are passed over
     * @param beside what was read elsewhere for each event
     * @param live whether its meeting goes on; unknown counts as yes for a panic and as no for all else
     * @param newCaseId asked at most once, and only if a case is opened
     */
    public Folded fold(
            SubjectFile before,
            List<LoggedEvent> events,
            Function<LoggedEvent, Beside> beside,
            Optional<Boolean> live,
            Instant now,
            Supplier<String> newCaseId) {
        List<LoggedEvent> fresh = fresh(events, before.appliedLogId());
        RiskState state = model.fold(before.risk(), fresh, beside);
        Risk risk = model.assess(state, now);
        String applied = fresh.isEmpty()
                ? before.appliedLogId()
                : fresh.get(fresh.size() - 1).logId();
        Batch batch = new Batch(before, fresh, state, risk, live, now);
        Optional<CaseChange> change =
                before.openCase().isPresent() ? joining(batch, before.openCase().get()) : opening(batch, newCaseId);
        return new Folded(before, applied, state, risk, change);
    }

    /** Those behind a log id; nearly always all of them. */
    private static List<LoggedEvent> fresh(List<LoggedEvent> events, String appliedLogId) {
        int known = 0;
        while (known < events.size() && LogIds.compare(events.get(known).logId(), appliedLogId) <= 0) {
            known++;
        }
        return known == 0 ? events : events.subList(known, events.size());
    }

    private Optional<CaseChange> opening(Batch batch, Supplier<String> newCaseId) {
        List<LoggedEvent> joins = batch.joins();
        if (!joins.isEmpty()) {
            Placement placement = null;
            for (LoggedEvent report : joins) {
                Placement own = place(batch, report, joins.size());
                placement = placement == null ? own : placement.tightenedBy(own);
            }
            boolean drawn = triage.draws(joins.get(0).receipt(), batch.risk());
            Placement where = drawn ? triage.drawn(placement, batch.since()) : placement;
            return Optional.of(
                    opened(batch, newCaseId.get(), joins, facts(List.of(), joins), where, drawn ? "sample" : "report"));
        }
        boolean opens = batch.evidence()
                && batch.before().subject().kind() == Subject.Kind.ACCOUNT
                && model.behaviourOpens(
                        batch.state(), batch.now(), batch.before().settledScore());
        if (!opens) {
            return Optional.empty();
        }
        Placement placement = triage.place(
                CaseFacts.UNREPORTED, batch.risk(), batch.since(), batch.live().orElse(false), 0);
        return Optional.of(opened(batch, newCaseId.get(), joins, CaseFacts.UNREPORTED, placement, "behaviour"));
    }

    private CaseChange opened(
            Batch batch, String caseId, List<LoggedEvent> joins, CaseFacts facts, Placement placement, String cause) {
        Map<String, String> detail = new TreeMap<>();
        detail.put("cause", cause);
        detail.put("policy", triage.version());
        place(detail, placement);
        reports(detail, joins, facts);
        corrections(detail, batch);
        if (!batch.risk().contributions().isEmpty()) {
            detail.put(
                    "signals",
                    batch.risk().toDecide().contributions().stream()
                            .map(Contribution::signal)
                            .distinct()
                            .collect(Collectors.joining(", ")));
        }
        return new CaseChange(
                caseId,
                true,
                batch.since(),
                placement,
                false,
                joins.stream().map(LoggedEvent::logId).toList(),
                facts.reason(),
                facts.panic(),
                facts.immediateDanger(),
                facts.minorInvolved(),
                facts.drill(),
                meeting(joins),
                triage.version(),
                Optional.of(AuditDraft.byService(batch.now(), "case_opened", caseId, detail)));
    }

    private Optional<CaseChange> joining(Batch batch, Case open) {
        List<LoggedEvent> joins = batch.joins();
        List<LoggedEvent> reports = batch.reportsOf(open);
        boolean corrected = !batch.withdrawn().isEmpty() || !batch.details().isEmpty();
        if (reports.isEmpty() && !corrected && !batch.evidence()) {
            return Optional.empty();
        }
        CaseFacts facts = facts(List.of(CaseFacts.of(open)), reports);
        Placement placement = open.placement();
        int count = Math.toIntExact(Math.min(Integer.MAX_VALUE, open.reportCount() + (long) joins.size()));
        for (LoggedEvent report : reports) {
            placement = placement.tightenedBy(place(batch, report, count));
        }
        if (batch.evidence()) { // higher risk makes all of the case more urgent; its lane is the reports' to choose
            placement = placement.tightenedBy(triage.place(facts, batch.risk(), batch.since(), false, count));
        }
        boolean wakes = !reports.isEmpty() && wakes(open);
        return Optional.of(new CaseChange(
                open.id(),
                false,
                open.openedAt(),
                placement,
                wakes,
                joins.stream().map(LoggedEvent::logId).toList(),
                facts.reason(),
                facts.panic(),
                facts.immediateDanger(),
                facts.minorInvolved(),
                facts.drill(),
                meeting(reports).or(open::meeting),
                open.policyVersion(),
                audit(batch, open, joins, facts, placement, wakes)));
    }

    private Optional<AuditDraft> audit(
            Batch batch, Case open, List<LoggedEvent> joins, CaseFacts facts, Placement placement, boolean wakes) {
        Map<String, String> detail = new TreeMap<>();
        corrections(detail, batch);
        String verb = detail.containsKey("withdrawn") ? "report_withdrawn" : "details_added";
        if (!joins.isEmpty()) { // those that joined on arrival have their entry
            verb = "reports_joined";
            reports(detail, joins, facts);
        }
        if (!placement.equals(open.placement()) || wakes) {
            verb = "case_raised";
            place(detail, placement);
            detail.put("laneBefore", open.placement().lane());
            detail.put("deadlineBefore", AuditDraft.time(open.placement().deadline()));
            detail.put("woken", Boolean.toString(wakes));
        }
        return detail.isEmpty()
                ? Optional.empty()
                : Optional.of(AuditDraft.byService(batch.now(), verb, open.id(), detail));
    }

    /**
     * The open case as this policy sees it, without a new event: what was remembered is weighed, added up and placed anew. Its
     * deadline only ever comes nearer and its lane only gets more urgent, as by any event; its risk can become less.
     *
     * @param live whether its meeting goes on
     * @return empty when it stands already as it would
     */
    public Optional<Folded> rescored(SubjectFile before, boolean live, Instant now) {
        Case open = before.openCase().orElseThrow();
        Risk risk = model.assess(before.risk(), now);
        int count = Math.toIntExact(Math.min(Integer.MAX_VALUE, open.reportCount()));
        Placement placement = triage.renumbered(open.placement())
                .tightenedBy(
                        triage.notBefore(triage.place(CaseFacts.of(open), risk, open.openedAt(), live, count), now));
        boolean otherwise = speaksOtherwise(open.risk(), risk);
        if (placement.equals(open.placement()) && !otherwise) {
            return Optional.empty();
        }
        Map<String, String> detail = new TreeMap<>();
        detail.put("policy", triage.version());
        if (otherwise) {
            detail.put("risk", "weighed anew");
        }
        place(detail, placement);
        detail.put("laneBefore", open.placement().lane());
        detail.put("deadlineBefore", AuditDraft.time(open.placement().deadline()));
        CaseChange change = new CaseChange(
                open.id(),
                false,
                open.openedAt(),
                placement,
                false,
                List.of(),
                open.reason(),
                open.panic(),
                open.immediateDanger(),
                open.minorInvolved(),
                open.drill(),
                open.meeting(),
                open.policyVersion(),
                Optional.of(AuditDraft.byService(now, "case_rescored", open.id(), detail)));
        return Optional.of(new Folded(before, before.appliedLogId(), before.risk(), risk, Optional.of(change)));
    }

    /** Whether who reads the case would be told something else: of evidence that counts no more, or by how much. */
    private static boolean speaksOtherwise(Risk before, Risk now) {
        return !signals(before).equals(signals(now)) || Math.abs(before.probability() - now.probability()) > NOTICEABLE;
    }

    private static Set<String> signals(Risk risk) {
        return risk.contributions().stream().map(Contribution::signal).collect(Collectors.toSet());
    }

    /** The policy's. */
    public String version() {
        return triage.version();
    }

    private static boolean wakes(Case open) {
        return open.state().on(CaseState.Move.RAISE, open.placement().tier()) instanceof CaseState.Step.Allowed raised
                && raised.next() != open.state();
    }

    private Placement place(Batch batch, LoggedEvent logged, int count) {
        Report report = (Report) logged.event().body();
        boolean live = batch.live().orElse(report.isPanic());
        return triage.place(CaseFacts.of(report), batch.risk(), logged.receivedAt(), live, count);
    }

    /** What is said by all of these together; a rehearsal only if all of it is. */
    private CaseFacts facts(List<CaseFacts> before, List<LoggedEvent> reports) {
        Optional<CaseFacts> all = before.stream().findFirst();
        for (LoggedEvent logged : reports) {
            CaseFacts more = CaseFacts.of((Report) logged.event().body());
            all = Optional.of(all.map(a -> with(a, more)).orElse(more));
        }
        return all.orElseThrow();
    }

    private CaseFacts with(CaseFacts a, CaseFacts b) {
        return new CaseFacts(
                triage.graver(a.reason(), b.reason()),
                a.panic() || b.panic(),
                a.immediateDanger() || b.immediateDanger(),
                a.minorInvolved() || b.minorInvolved(),
                a.drill() && b.drill());
    }

    private static Optional<String> meeting(List<LoggedEvent> reports) {
        Optional<String> last = Optional.empty();
        for (LoggedEvent logged : reports) {
            Optional<String> here = ((Report) logged.event().body()).meeting().map(Meeting::id);
            last = here.isPresent() ? here : last;
        }
        return last;
    }

    private static void place(Map<String, String> detail, Placement placement) {
        detail.put("lane", placement.lane());
        detail.put("queue", placement.queue());
        detail.put("deadline", AuditDraft.time(placement.deadline()));
    }

    private static void reports(Map<String, String> detail, List<LoggedEvent> joins, CaseFacts facts) {
        detail.put("reports", Integer.toString(joins.size()));
        facts.reason().map(Reason::code).ifPresent(reason -> detail.put("reason", reason));
        if (facts.drill()) {
            detail.put("drill", "true");
        }
    }

    private static void corrections(Map<String, String> detail, Batch batch) {
        count(detail, "withdrawn", batch.withdrawn());
        count(detail, "details", batch.details());
    }

    /** How many, and the log ids of the first ten reports that they are about. */
    private static void count(Map<String, String> detail, String what, List<LoggedEvent> corrections) {
        if (!corrections.isEmpty()) {
            detail.put(what, Integer.toString(corrections.size()));
            detail.put(
                    what + "Reports",
                    corrections.stream()
                            .flatMap(e -> e.concerns().stream())
                            .distinct()
                            .limit(10)
                            .collect(Collectors.joining(", ")));
        }
    }
}
