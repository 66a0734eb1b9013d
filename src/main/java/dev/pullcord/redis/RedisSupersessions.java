package dev.pullcord.redis;

import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.ActionOrder;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseId;
import dev.pullcord.review.CaseState;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Measures.Measure;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Proposal;
import dev.pullcord.review.Reversal;
import dev.pullcord.review.StandingChange;
import dev.pullcord.review.StandingChange.Right;
import dev.pullcord.review.Supersessions;
import dev.pullcord.wire.StoredJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Decisions that take another's place, on Redis. */
public final class RedisSupersessions implements Supersessions {
    private enum Supersede {
        SUPERSEDED,
        REPEATED,
        MOVED,
        UNKNOWN,
        STALE
    }

    private enum Look {
        LOOKED,
        GONE
    }

    private final RedisLink link;
    private final Keys keys;
    private final AuditedScript audited;
    private final Standings standings;
    private final Corrections corrections;
    private final Script supersedeDecision;
    private final Script lookAgain;

    RedisSupersessions(RedisLink link, Keys keys, AuditedScript audited, Corrections corrections) {
        this.corrections = corrections;
        this.link = link;
        this.keys = keys;
        this.audited = audited;
        this.standings = new Standings(link, keys);
        this.supersedeDecision = new Script(link, "supersede_decision");
        this.lookAgain = new Script(link, "look_again");
    }

    @Override
    public CompletionStage<Reply> supersede(
            Platform platform, Case decided, Moderator by, Instead instead, Instant now) {
        Partition partition = decided.partition();
        Decision decision = instead.decision();
        Reversal reversal = instead.reversal();
        List<StandingChange> changes = Stream.concat(
                        reversal.reinstated().stream()
                                .map(account -> new StandingChange(Right.JOINING, account, false, Optional.empty())),
                        decision.actions().stream().flatMap(order -> StandingChange.of(order, now).stream()))
                .toList();
        Optional<StandingChange> own = changes.stream()
                .filter(change -> change.joiningOf(decided.subject()))
                .reduce((earlier, later) -> later);
        boolean reopens = instead.move() == CaseState.Move.UNDO;
        List<String> args = new ArrayList<>(List.of(
                CaseFields.millis(now),
                CaseKeys.its(StoredJson.write(decision)),
                Integer.toString(decided.decisionCount() + 1),
                CaseState.from(instead.move()).stream()
                        .map(CaseState::word)
                        .sorted()
                        .collect(Collectors.joining(" ")),
                switch (instead.move()) {
                    case OVERTURN -> CaseState.CLOSED.word();
                    case CORRECT -> ""; // as it is
                    default -> CaseState.DECIDED.word();
                },
                instead.repeatKey().orElse(""),
                instead.reasonCode(),
                own.map(s -> CaseFields.flag(s.suspended())).orElse(""),
                own.flatMap(StandingChange::until).map(CaseFields::millis).orElse("0"),
                CaseFields.flag(instead.judges()),
                CaseFields.flag(reopens),
                CaseState.resting(decided.placement().tier()).word(),
                decision.strike().map(StoredJson::write).orElse(""),
                CaseFields.flag(decision.course()
                        .cause()
                        .filter(cause -> cause == Decision.Cause.SECOND_LOOK)
                        .isPresent()),
                instead.agreed().map(agreed -> agreed.proposal().token()).orElse(""),
                Integer.toString(reversal.withdrawn().size())));
        Map<String, String> detail = Decisions.written(decision);
        instead.agreed().ifPresent(agreed -> {
            detail.put("proposedBy", agreed.proposal().by());
            detail.put("approval", agreed.reason());
        });
        for (Measure out : reversal.withdrawn()) {
            args.addAll(List.of(
                    suffix(decided, out.order()),
                    out.state(),
                    Integer.toString(out.tries()),
                    reversal.behind(out, now)
                            .map(order -> suffix(decided, order))
                            .orElse("")));
        }
        for (int i = 0; i < decision.actions().size(); i++) {
            ActionOrder order = decision.actions().get(i);
            args.addAll(Decisions.ordered(
                    order, decision.actions(), reversal.notBefore().get(i), now));
        }
        return audited.run(
                        supersedeDecision,
                        "superseded",
                        RedisReviewQueue.desk(partition),
                        RedisReviewQueue.byModerator(by, now, instead.verb(), decided.id(), detail),
                        List.of(
                                keys.reviewCase(partition, decided.id()),
                                keys.decisions(partition, decided.id()),
                                keys.actions(partition, decided.id()),
                                keys.subject(partition, decided.subject()),
                                keys.outbox(partition),
                                keys.failed(partition),
                                keys.standing(
                                        partition,
                                        Right.JOINING,
                                        decided.subject().id()),
                                keys.untold(partition),
                                keys.queue(partition, Place.of(decided.placement())),
                                keys.strikes(partition, decided.subject().id()),
                                keys.ends(partition)),
                        args)
                .thenCompose(reply -> {
                    Supersede word = Script.word(Supersede.class, reply.word());
                    return word == Supersede.SUPERSEDED
                            ? RedisReviewQueue.all(others(platform, decided.id(), changes, own, now))
                                    .handle((set, later) -> Reply.valueOf(word.name()))
                                    .thenCombine(corrections.sweep(partition, decided.id(), now), (done, swept) -> done)
                            : CompletableFuture.completedFuture(Reply.valueOf(word.name()));
                });
    }

    /** What it says about accounts that lie elsewhere, and about payouts. Should it fail now, the dispatch says it again. */
    private List<CompletableFuture<Void>> others(
            Platform platform, String caseId, List<StandingChange> changes, Optional<StandingChange> own, Instant now) {
        return changes.stream()
                .filter(change -> own.isEmpty()
                        || !change.joiningOf(Subject.account(own.get().account())))
                .map(change -> standings.set(platform, caseId, change, now).toCompletableFuture())
                .toList();
    }

    private static String suffix(Case c, ActionOrder order) {
        return order.id().substring(c.id().length() + 1);
    }

    @Override
    public CompletionStage<Proposing> propose(
            Case decided, Moderator by, Proposal correction, Optional<String> repeatKey, Instant now) {
        return corrections.propose(decided, by, correction, repeatKey, now);
    }

    @Override
    public CompletionStage<Boolean> wroteLast(Case c, String repeatKey) {
        return link.commands()
                .hget(keys.reviewCase(c.partition(), c.id()), "repeat_key")
                .thenApply(repeatKey::equals);
    }

    @Override
    public CompletionStage<List<Alone>> alone(Partition partition, int max) {
        return link.commands()
                .zrangeWithScores(keys.alone(partition), 0, max - 1L)
                .thenApply(found -> found.stream()
                        .map(v -> new Alone(v.getValue(), Instant.ofEpochMilli((long) v.getScore())))
                        .toList());
    }

    @Override
    public CompletionStage<Boolean> lookedAgain(
            Partition partition,
            String decisionId,
            Moderator by,
            String verb,
            boolean stands,
            String words,
            Instant now) {
        return audited.run(
                        lookAgain,
                        "looked",
                        RedisReviewQueue.desk(partition),
                        RedisReviewQueue.byModerator(
                                by,
                                now,
                                verb,
                                CaseId.caseOf(decisionId),
                                Map.of("decision", decisionId, "reason", words)),
                        List.of(keys.alone(partition), keys.reviewCase(partition, CaseId.caseOf(decisionId))),
                        List.of(decisionId, CaseFields.flag(stands), Integer.toString(CaseId.numberOf(decisionId))))
                .thenApply(reply -> Script.word(Look.class, reply.word()) == Look.LOOKED);
    }
}
