package dev.pullcord.redis;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.ChainId;
import dev.pullcord.intake.Event;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Report;
import dev.pullcord.intake.Subject;
import dev.pullcord.intake.Urgency;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseId;
import dev.pullcord.review.CaseState;
import dev.pullcord.review.Placement;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One panic on its way in, with the case it finds. */
record PanicArrival(
        Partition partition,
        Subject subject,
        String receipt,
        Event event,
        Urgency urgency,
        Optional<Case> open,
        Instant now,
        String caseId) {
    private static final SecureRandom RANDOM = new SecureRandom();

    PanicArrival(
            Partition partition,
            Subject subject,
            String receipt,
            Event event,
            Urgency urgency,
            Optional<Case> open,
            Instant now) {
        this(
                partition,
                subject,
                receipt,
                event,
                urgency,
                open,
                now,
                open.map(Case::id).orElseGet(() -> CaseId.create(partition, RANDOM)));
    }

    private Placement placement() {
        Placement asked = new Placement(urgency.queue(), urgency.lane(), urgency.precedence(), 1, urgency.deadline());
        // Whoever was to take it: a panic is for the first who comes.
        return open.map(c -> c.placement().tightenedBy(asked).forAnybody()).orElse(asked);
    }

    private boolean waits() {
        return open.map(c -> c.state().on(CaseState.Move.ALARM, c.placement().tier()))
                .map(step -> step instanceof CaseState.Step.Allowed alarmed
                        && alarmed.next().waiting())
                .orElse(true);
    }

    static ChainId chain(Partition partition) {
        return new ChainId(partition.platform(), partition.number(), ChainId.Hand.INTAKE);
    }

    /** @param document the event's, sealed */
    AuditedScript.Prepared prepared(Keys keys, String document) {
        return new AuditedScript.Prepared(audit(), keys(keys), args(document));
    }

    private AuditDraft audit() {
        TreeMap<String, String> detail = new TreeMap<>(Map.of(
                "cause", "panic",
                "lane", placement().lane(),
                "queue", placement().queue(),
                "deadline", AuditDraft.time(placement().deadline())));
        open.flatMap(Case::proposal).ifPresent(dropped -> detail.put("proposalDroppedOf", dropped.by()));
        return AuditDraft.byService(now, open.isEmpty() ? "case_opened" : "panic_joined", caseId, detail);
    }

    private List<String> keys(Keys keys) {
        String queue = Place.of(placement());
        return List.of(
                keys.event(partition, receipt),
                keys.log(partition),
                keys.subject(partition, subject),
                keys.reviewCase(partition, caseId),
                keys.reports(partition, caseId),
                keys.queue(partition, open.map(c -> Place.of(c.placement())).orElse(queue)),
                keys.queue(partition, queue),
                keys.cases(partition));
    }

    private List<String> args(String document) {
        Report report = (Report) event.body();
        List<String> args = new ArrayList<>(List.of(
                CaseFields.millis(now),
                receipt,
                RedisEventLog.word(subject.kind()),
                subject.id(),
                document,
                caseId,
                Long.toString(open.map(Case::version).orElse(0L)),
                CaseFields.flag(waits()),
                CaseFields.millis(placement().deadline())));
        if (open.isEmpty()) {
            args.addAll(CaseFields.birth(caseId, subject, now, urgency.policyVersion()));
        } else if (waits()) {
            args.addAll(
                    List.of("state", CaseState.resting(placement().tier()).word())); // wakes it, waits for no answer
        }
        args.addAll(CaseFields.placement(placement()));
        args.addAll(CaseFields.facts(
                open.flatMap(Case::reason).or(report::reason),
                true,
                report.immediateDanger() || open.map(Case::immediateDanger).orElse(false),
                report.minorInvolved() || open.map(Case::minorInvolved).orElse(false),
                report.drill() && open.map(Case::drill).orElse(true),
                report.meeting().map(m -> m.id()).or(() -> open.flatMap(Case::meeting))));
        return args;
    }
}
