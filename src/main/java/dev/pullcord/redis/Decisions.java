package dev.pullcord.redis;

import dev.pullcord.Traces;
import dev.pullcord.audit.AuditChain;
import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.Verification;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.ActionOrder;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseState;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Plan;
import dev.pullcord.review.Proposal;
import dev.pullcord.review.ReviewQueue.DecideReply;
import dev.pullcord.review.ReviewQueue.ProposeReply;
import dev.pullcord.review.StandingChange;
import dev.pullcord.review.StandingChange.Right;
import dev.pullcord.wire.StoredJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** Decisions: written by one person, or put before a second and written when that one agrees. */
final class Decisions {
    private enum Decide {
        DECIDED,
        REPEATED,
        ALREADY_DECIDED,
        NOT_HOLDER,
        UNKNOWN,
        STALE
    }

    private enum Propose {
        PROPOSED,
        REPEATED,
        ALREADY_DECIDED,
        NOT_HOLDER,
        UNKNOWN,
        STALE
    }

    /** Under what a case is decided: its fields' prefix, its state, the index it stands in. */
    private record Guard(String fields, CaseState state, String token, String key) {}

    private final Traces traces;
    private final Keys keys;
    private final AuditedScript audited;
    private final Standings standings;
    private final Script decideCase;
    private final Script proposeDecision;

    Decisions(RedisLink link, Keys keys, AuditedScript audited) {
        this.traces = link.traces();
        this.keys = keys;
        this.audited = audited;
        this.standings = new Standings(link, keys);
        this.decideCase = new Script(link, "decide_case");
        this.proposeDecision = new Script(link, "propose_decision");
    }

    CompletionStage<DecideReply> decide(
            Platform platform,
            Case decided,
            Moderator moderator,
            String token,
            Decision decision,
            String reasonCode,
            Optional<String> repeatKey,
            Instant now) {
        Guard claim = new Guard("claim", CaseState.CLAIMED, token, keys.claims(decided.partition()));
        String verb = decision.course().alone().isPresent() ? "glass_broken" : "case_decided";
        AuditDraft draft = RedisReviewQueue.byModerator(moderator, now, verb, decided.id(), written(decision));
        return write(platform, decided, claim, draft, decision, reasonCode, repeatKey, now);
    }

    CompletionStage<DecideReply> approve(
            Platform platform, Case decided, Moderator second, Proposal proposal, String reason, Instant now) {
        Guard guard = new Guard(
                "proposal", CaseState.AWAITING_APPROVAL, proposal.token(), keys.approvals(decided.partition()));
        Decision decision = proposal.agreed(second, now);
        Map<String, String> detail = written(decision);
        detail.put("proposedBy", proposal.by());
        detail.put("approval", reason);
        AuditDraft draft = RedisReviewQueue.byModerator(second, now, "case_decided", decided.id(), detail);
        return write(platform, decided, guard, draft, decision, proposal.reasonCode(), Optional.empty(), now);
    }

    private CompletionStage<DecideReply> write(
            Platform platform,
            Case decided,
            Guard guard,
            AuditDraft draft,
            Decision decision,
            String reasonCode,
            Optional<String> repeatKey,
            Instant now) {
        Partition partition = decided.partition();
        List<StandingChange> changes = decision.actions().stream()
                .flatMap(order -> StandingChange.of(order, now).stream())
                .toList();
        Optional<StandingChange> own = changes.stream() // the one that lies in this partition
                .filter(change -> change.joiningOf(decided.subject()))
                .reduce((earlier, later) -> later);
        List<String> moreKeys = List.of(
                keys.reviewCase(partition, decided.id()),
                keys.decisions(partition, decided.id()),
                keys.actions(partition, decided.id()),
                guard.key(),
                keys.subject(partition, decided.subject()),
                keys.outbox(partition),
                keys.standing(partition, Right.JOINING, decided.subject().id()),
                keys.untold(partition),
                keys.alone(partition),
                keys.strikes(partition, decided.subject().id()),
                keys.ends(partition));
        List<String> moreArgs = new ArrayList<>(List.of(
                guard.token(),
                CaseFields.millis(now),
                CaseKeys.its(StoredJson.write(decision)),
                Integer.toString(decided.decisionCount() + 1),
                CaseState.DECIDED.word(),
                Double.toString(decided.risk().score()),
                repeatKey.orElse(""),
                reasonCode,
                own.map(s -> CaseFields.flag(s.suspended())).orElse(""),
                own.flatMap(StandingChange::until).map(CaseFields::millis).orElse("0"),
                guard.state().word(),
                guard.fields(),
                CaseFields.flag(decision.outcome().flagsWereRight().isPresent()),
                decision.course().lookAgainBy().map(CaseFields::millis).orElse("0"),
                decision.strike().map(StoredJson::write).orElse("")));
        for (ActionOrder order : decision.actions()) {
            moreArgs.addAll(ordered(order, decision.actions(), now, now));
        }
        traces.ordered(decision.id());
        return audited.run(decideCase, "decided", RedisReviewQueue.desk(partition), draft, moreKeys, moreArgs)
                .thenCompose(reply -> switch (Script.word(Decide.class, reply.word())) {
                    case DECIDED ->
                        RedisReviewQueue.all(others(platform, decided.id(), changes, own, now))
                                .handle((set, later) -> DecideReply.DECIDED);
                    case REPEATED -> done(DecideReply.REPEATED);
                    case ALREADY_DECIDED, STALE -> done(DecideReply.ALREADY_DECIDED);
                    case NOT_HOLDER -> done(DecideReply.NOT_HOLDER);
                    case UNKNOWN -> done(DecideReply.UNKNOWN);
                });
    }

    /** What the decision says about accounts that lie elsewhere, and about payouts. Should it fail now, the dispatch says it again. */
    private List<CompletableFuture<Void>> others(
            Platform platform, String caseId, List<StandingChange> changes, Optional<StandingChange> own, Instant now) {
        return changes.stream()
                .filter(change -> own.isEmpty()
                        || !change.joiningOf(Subject.account(own.get().account())))
                .map(change -> standings.set(platform, caseId, change, now).toCompletableFuture())
                .toList();
    }

    CompletionStage<ProposeReply> propose(
            Case decided,
            Moderator moderator,
            String token,
            Proposal proposal,
            Optional<String> repeatKey,
            Instant now) {
        Partition partition = decided.partition();
        Map<String, String> detail = said(proposal.decision());
        detail.put("expiresAt", AuditDraft.time(proposal.expiresAt()));
        return audited.run(
                        proposeDecision,
                        "proposed",
                        RedisReviewQueue.desk(partition),
                        RedisReviewQueue.byModerator(moderator, now, "decision_proposed", decided.id(), detail),
                        List.of(
                                keys.reviewCase(partition, decided.id()),
                                keys.claims(partition),
                                keys.approvals(partition)),
                        List.of(
                                token,
                                CaseFields.millis(now),
                                CaseKeys.its(StoredJson.write(proposal)),
                                proposal.token(),
                                CaseFields.millis(proposal.expiresAt()),
                                Integer.toString(decided.decisionCount()),
                                repeatKey.orElse(""),
                                CaseState.AWAITING_APPROVAL.word()))
                .thenApply(reply -> switch (Script.word(Propose.class, reply.word())) {
                    case PROPOSED -> ProposeReply.PROPOSED;
                    case REPEATED -> ProposeReply.REPEATED;
                    case ALREADY_DECIDED, STALE -> ProposeReply.ALREADY_DECIDED;
                    case NOT_HOLDER -> ProposeReply.NOT_HOLDER;
                    case UNKNOWN -> ProposeReply.UNKNOWN;
                });
    }

    /** A step as the scripts take it: its id, itself, when it may leave, when its time is over, which are ahead of it. */
    static List<String> ordered(ActionOrder order, List<ActionOrder> plan, Instant due, Instant now) {
        return List.of(
                order.id(),
                CaseKeys.its(StoredJson.write(order)),
                CaseFields.millis(due),
                Plan.endsAt(order, now).map(CaseFields::millis).orElse("0"),
                plan.subList(0, plan.indexOf(order)).stream()
                        .map(ahead -> Tries.suffix(ahead.id()))
                        .collect(Collectors.joining(" ")));
    }

    /** What an entry says of a decision, with what proves its document. */
    static Map<String, String> written(Decision decision) {
        Map<String, String> detail = said(decision);
        detail.put("decision", decision.id());
        detail.put(Verification.DOCUMENT_DIGEST, AuditChain.digest(StoredJson.write(decision)));
        decision.approvedBy().ifPresent(by -> detail.put("approvedBy", by));
        decision.course().supersedes().ifPresent(before -> detail.put("supersedes", before));
        decision.course().cause().ifPresent(cause -> detail.put("cause", cause.word()));
        decision.course().alone().ifPresent(why -> detail.put("alone", why));
        decision.course().lookAgainBy().ifPresent(by -> detail.put("lookAgainBy", AuditDraft.time(by)));
        return detail;
    }

    static Map<String, String> said(Decision decision) {
        TreeMap<String, String> detail = new TreeMap<>(Map.of(
                "outcome", decision.outcome().word(),
                "reason", decision.reason(),
                "actions", decision.actions().stream().map(a -> a.type().code()).collect(Collectors.joining(" "))));
        if (!decision.actions().isEmpty()) { // a refused proposal leaves no other trace of whom it was about
            detail.put(
                    "targets",
                    decision.actions().stream().map(Decisions::target).collect(Collectors.joining("; ")));
        }
        decision.policy().ifPresent(policy -> detail.put("policy", policy));
        decision.strike().ifPresent(strike -> detail.put("strikes", Integer.toString(strike.count())));
        decision.course().supersedes().ifPresent(other -> detail.put("supersedes", other));
        return detail;
    }

    private static String target(ActionOrder order) {
        List<String> parts = new ArrayList<>();
        order.target().accountId().ifPresent(account -> parts.add("account " + account));
        order.target().participantId().ifPresent(participant -> parts.add("participant " + participant));
        order.target().meeting().ifPresent(meeting -> parts.add("meeting " + meeting));
        return order.type().code()
                + order.duration().map(duration -> " for " + duration).orElse("") + ": " + String.join(", ", parts);
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
