package dev.pullcord.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.intake.LogIds;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseId;
import dev.pullcord.review.Courses;
import dev.pullcord.review.Decision;
import dev.pullcord.review.ReviewQueue;
import dev.pullcord.review.Strike;
import dev.pullcord.review.SubjectFile;
import dev.pullcord.risk.Risk;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An account and its history as the contract's JSON. What is absent is left out. */
public final class AccountView {
    private AccountView() {}

    /**
     * All that is known of it.
     *
     * @param file what is remembered of it
     * @param suspended whether it may not join
     * @param until when that ends
     * @param cases a page of its cases, newest first
     * @param decisions the last one of each decided case, by the case's id
     * @param strikes what was counted against it, the newest first
     * @param course how its risk went, oldest first
     */
    public record Whole(
            SubjectFile file,
            boolean suspended,
            Optional<Instant> until,
            ReviewQueue.Page cases,
            Map<String, Decision> decisions,
            List<Strike> strikes,
            List<Courses.Turn> course) {

        /** Whether this is all about nobody. */
        public boolean nothing() {
            return file.appliedLogId().equals(LogIds.START)
                    && file.openCase().isEmpty()
                    && !suspended
                    && cases.items().isEmpty();
        }
    }

    /** While a case of it is open, its risk is shown as to whoever has yet to decide. */
    public static ObjectNode json(String account, Risk risk, String policyVersion, Whole whole, Instant now) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("id", account);
        Optional<Case> open = whole.file().openCase();
        node.set("risk", CaseView.risk(open.isPresent() ? risk.toDecide() : risk));
        node.put("policyVersion", policyVersion);
        ObjectNode standing = node.putObject("standing").put("suspended", whole.suspended());
        whole.until().filter(at -> whole.suspended()).ifPresent(at -> standing.put("until", CaseView.time(at)));
        open.ifPresent(c -> node.put("openCase", c.id()));
        ArrayNode strikes = node.putArray("strikes");
        whole.strikes().forEach(strike -> strikes.add(strike(strike, now)));
        node.put(
                "strikesCounted",
                whole.strikes().stream()
                        .filter(s -> s.counts(now))
                        .mapToInt(Strike::count)
                        .sum());
        ArrayNode course = node.putArray("course");
        whole.course()
                .forEach(turn -> course.addObject()
                        .put("at", CaseView.time(turn.at()))
                        .put("before", open.isPresent() ? turn.beforeToDecide() : turn.before())
                        .put("after", open.isPresent() ? turn.afterToDecide() : turn.after()));
        ArrayNode history = node.putArray("history");
        whole.cases()
                .items()
                .forEach(c -> history.add(
                        past(c, Optional.ofNullable(whole.decisions().get(c.id())))));
        return node.put("next", whole.cases().next().orElse(null));
    }

    private static ObjectNode strike(Strike strike, Instant now) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("case", CaseId.caseOf(strike.decisionId()))
                .put("decision", strike.decisionId())
                .put("policy", strike.policy())
                .put("severity", strike.severity().word())
                .put("count", strike.count())
                .put("at", CaseView.time(strike.at()))
                .put("expiresAt", CaseView.time(strike.expiresAt()))
                .put("counts", strike.counts(now));
    }

    private static ObjectNode past(Case c, Optional<Decision> decided) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("case", c.id())
                .put("state", c.state().word())
                .put("openedAt", CaseView.time(c.openedAt()))
                .put("reportCount", c.reportCount());
        c.reason().ifPresent(reason -> node.put("reason", reason.code()));
        Risk risk = decided.isPresent() ? c.risk() : c.risk().toDecide();
        if (Double.isFinite(risk.score())) { // else nothing was known
            node.put("probability", risk.probability());
        }
        decided.ifPresent(decision -> {
            node.put("outcome", decision.outcome().word()).put("decidedAt", CaseView.time(decision.decidedAt()));
            decision.policy().ifPresent(policy -> node.put("policy", policy));
        });
        return node;
    }
}
