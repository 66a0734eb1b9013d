package dev.pullcord.redis;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseId;
import dev.pullcord.review.CaseState;
import dev.pullcord.review.Placement;
import io.lettuce.core.StreamMessage;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reports of a meeting's case on their way into its account's case. */
record TakenOver(
        Case from,
        Subject account,
        Partition partition,
        int before,
        int count,
        List<StreamMessage<String, String>> reports) {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** The case that they find, and as what they leave it. */
    record Into(Optional<Case> open, String caseId, Placement placement, boolean waits) {}

    int after() {
        return before + count;
    }

    Into into(Optional<Case> open) {
        String caseId = open.map(Case::id).orElseGet(() -> CaseId.create(partition, RANDOM));
        CaseState.Move move = from.panic() ? CaseState.Move.ALARM : CaseState.Move.RAISE;
        boolean waits = open.map(c -> c.state().on(move, c.placement().tier()))
                .map(step -> step instanceof CaseState.Step.Allowed joined
                        && joined.next().waiting())
                .orElse(true);
        Placement placement = open.map(c -> c.placement().tightenedBy(from.placement()))
                .map(both -> from.panic() ? both.forAnybody() : both)
                .orElse(from.placement());
        return new Into(open, caseId, placement, waits);
    }

    AuditDraft audit(Into into, Instant now) {
        Map<String, String> detail = new TreeMap<>(Map.of(
                "cause", "attribution",
                "from", from.id(),
                "reports", Integer.toString(reports.size()),
                "lane", into.placement().lane(),
                "queue", into.placement().queue(),
                "deadline", AuditDraft.time(into.placement().deadline())));
        if (into.waits()) {
            into.open().flatMap(Case::proposal).ifPresent(dropped -> detail.put("proposalDroppedOf", dropped.by()));
        }
        return AuditDraft.byService(
                now, into.open().isEmpty() ? "case_opened" : "reports_joined", into.caseId(), detail);
    }

    List<String> keys(Keys keys, Into into) {
        String queue = Place.of(into.placement());
        return List.of(
                keys.taken(partition, from.id()),
                keys.log(partition),
                keys.subject(partition, account),
                keys.reviewCase(partition, into.caseId()),
                keys.reports(partition, into.caseId()),
                keys.queue(
                        partition, into.open().map(c -> Place.of(c.placement())).orElse(queue)),
                keys.queue(partition, queue),
                keys.cases(partition));
    }

    List<String> documents() {
        return reports.stream().map(report -> report.getBody().get("document")).toList();
    }

    /** @param documents the reports', each sealed anew: a copy goes with its own case */
    List<String> args(Into into, List<String> documents) {
        Optional<Case> open = into.open();
        Instant openedAt = from.openedAt();
        List<String> args = new ArrayList<>(List.of(
                Integer.toString(before),
                Integer.toString(after()),
                account.id(),
                into.caseId(),
                Long.toString(open.map(Case::version).orElse(0L)),
                CaseFields.flag(into.waits()),
                CaseFields.millis(into.placement().deadline()),
                CaseFields.millis(openedAt),
                Integer.toString(reports.size())));
        for (int i = 0; i < reports.size(); i++) {
            StreamMessage<String, String> report = reports.get(i);
            Map<String, String> body = report.getBody();
            args.addAll(List.of(
                    body.get("received_at_ms"),
                    body.get("receipt"),
                    RedisEventLog.place(from.partition(), report.getId()),
                    documents.get(i)));
        }
        if (open.isEmpty()) {
            args.addAll(CaseFields.birth(into.caseId(), account, openedAt, from.policyVersion()));
        }
        if (into.waits()) {
            args.addAll(
                    List.of("state", CaseState.resting(into.placement().tier()).word()));
        }
        args.addAll(CaseFields.placement(into.placement()));
        args.addAll(CaseFields.facts(
                open.flatMap(Case::reason).or(from::reason),
                from.panic() || open.map(Case::panic).orElse(false),
                from.immediateDanger() || open.map(Case::immediateDanger).orElse(false),
                from.minorInvolved() || open.map(Case::minorInvolved).orElse(false),
                from.drill() && open.map(Case::drill).orElse(true),
                from.meeting().or(() -> open.flatMap(Case::meeting))));
        return args;
    }
}
