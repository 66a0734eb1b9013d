package dev.pullcord.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.audit.AuditEntry;
import dev.pullcord.audit.ChainId;
import dev.pullcord.insight.Agreement;
import dev.pullcord.insight.QualityReport;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Rosters;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseState;
import dev.pullcord.review.Review;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Blind second looks, and what they come to, as the contract's JSON. */
public final class ReviewView {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** What came in and what it added up to. What people did would give the decision away. */
    private static final Set<ChainId.Hand> SHOWN = Set.of(ChainId.Hand.INTAKE, ChainId.Hand.FOLD);

    private ReviewView() {}

    /** A review as its reviewer sees it: nothing tells what was decided, nor whether its answer is known. */
    public static ObjectNode given(Review review) {
        ObjectNode node = JSON.objectNode().put("id", review.id());
        review.until().ifPresent(until -> node.put("expiresAt", CaseView.time(until)));
        return node;
    }

    /**
     * The case as it was when it was decided, without the decision and whatever followed from it.
     *
     * @param whole as it is now
     */
    public static ObjectNode blind(Case c, CaseView.Whole whole, Instant decidedAt, String reader) {
        List<LoggedEvent> reports = whole.reports().stream()
                .filter(report -> !report.receivedAt().isAfter(decidedAt))
                .toList();
        Map<String, List<LoggedEvent>> additions = new HashMap<>();
        whole.additions()
                .forEach((report, all) -> additions.put(
                        report,
                        all.stream()
                                .filter(one -> !one.receivedAt().isAfter(decidedAt))
                                .toList()));
        List<AuditEntry> timeline = whole.timeline().stream()
                .filter(entry -> SHOWN.contains(entry.chain().hand())
                        && !entry.draft().at().isAfter(decidedAt))
                .toList();
        Case then = new Case(
                c.id(),
                c.partition(),
                c.subject(),
                c.account(),
                CaseState.CLAIMED,
                c.placement(),
                c.openedAt(),
                c.reason(),
                c.panic(),
                c.immediateDanger(),
                c.minorInvolved(),
                c.drill(),
                Math.min(c.reportCount(), Math.max(reports.size(), 0)),
                c.meeting(),
                c.risk(),
                Optional.empty(),
                Optional.empty(),
                c.policyVersion(),
                0,
                0,
                0,
                Case.Marks.NONE);
        return CaseView.whole(
                then,
                new CaseView.Whole(
                        reports,
                        additions,
                        List.of(),
                        List.of(),
                        timeline,
                        whole.roster().map(roster -> then(roster, decidedAt)),
                        LinksView.Shown.NOTHING, // they say who is suspended by now
                        Map.of(),
                        Optional.empty()),
                reader);
    }

    /** That somebody was removed, and left, may be what was decided. */
    private static Rosters.Roster then(Rosters.Roster roster, Instant decidedAt) {
        return new Rosters.Roster(
                roster.meetingId(),
                roster.title(),
                roster.startedAt(),
                roster.endedAt().filter(at -> !at.isAfter(decidedAt)),
                roster.members().stream()
                        .map(member -> new Rosters.Member(
                                member.participantId(),
                                member.accountId(),
                                member.role(),
                                member.joinedAt(),
                                member.leftAt().filter(at -> !at.isAfter(decidedAt)),
                                false))
                        .toList());
    }

    /** How the desk stands. */
    public static ObjectNode standing(QualityReport.Standing standing) {
        ObjectNode node = JSON.objectNode()
                .put("from", CaseView.time(standing.from()))
                .put("to", CaseView.time(standing.to()))
                .put("drifted", standing.drifted())
                .put("waiting", standing.waiting())
                .put("leftOut", standing.left());
        ArrayNode apart = node.putArray("apart");
        standing.apart().forEach(apart::add);
        node.set("agreement", agreement(standing.decided()));
        node.set("gold", agreement(standing.gold()));
        ArrayNode reasons = node.putArray("byReason");
        standing.byReason()
                .forEach((reason, agreement) ->
                        reasons.add(JSON.objectNode().put("reason", reason).setAll(agreement(agreement))));
        return node;
    }

    private static ObjectNode agreement(Agreement agreement) {
        ObjectNode node = JSON.objectNode().put("pairs", agreement.pairs()).put("agreed", agreement.agreed());
        agreement.kappa().ifPresent(kappa -> node.put("kappa", kappa));
        agreement.ac1().ifPresent(ac1 -> node.put("ac1", ac1));
        return node;
    }

    /** What two looks differed in, without who looked. */
    public static ObjectNode disagreement(Review review) {
        ObjectNode node = JSON.objectNode()
                .put("review", review.id())
                .put("case", review.caseId())
                .put("gold", review.gold());
        review.reason().ifPresent(reason -> node.put("reason", reason.code()));
        node.set("first", verdict(review.first()));
        review.answer().ifPresent(answer -> node.set("second", verdict(answer)));
        return node;
    }

    private static ObjectNode verdict(Review.Verdict verdict) {
        ObjectNode node = JSON.objectNode().put("outcome", verdict.outcome().word());
        verdict.policy().ifPresent(policy -> node.put("policy", policy));
        verdict.words().ifPresent(words -> node.put("reason", words));
        return node.put("at", CaseView.time(verdict.at()));
    }

    /** A gold case. */
    public static ObjectNode gold(Review.Gold gold) {
        ObjectNode node = JSON.objectNode()
                .put("case", gold.caseId())
                .put("outcome", gold.outcome().word());
        gold.policy().ifPresent(policy -> node.put("policy", policy));
        return node.put("reason", gold.words()).put("by", gold.by()).put("at", CaseView.time(gold.at()));
    }
}
