package dev.pullcord.redis;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.ChainId;
import dev.pullcord.intake.Partition;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseState;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Proposal;
import dev.pullcord.review.ReviewQueue.HolderReply;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * Cases that return to their place in the queue: handed back, lapsed, refused by the second person, answered by nobody,
 * put off until now. A claim, a proposal and a snooze are alike in this: a case is under one, and it runs out.
 */
final class Returns {
    /** What a case is under. */
    private enum Under {
        CLAIM(CaseState.CLAIMED),
        PROPOSAL(CaseState.AWAITING_APPROVAL),
        SNOOZE(CaseState.SNOOZED);

        private final CaseState state;

        Under(CaseState state) {
            this.state = state;
        }

        String key(Keys keys, Partition partition) {
            return switch (this) {
                case CLAIM -> keys.claims(partition);
                case PROPOSAL -> keys.approvals(partition);
                case SNOOZE -> keys.snoozed(partition);
            };
        }
    }

    private enum Return {
        RETURNED,
        NOT_HOLDER,
        NOT_DUE,
        UNKNOWN,
        STALE
    }

    /** To the script that is the clock, which has no token. */
    private static final String BY_CLOCK = "";

    private final RedisLink link;
    private final Keys keys;
    private final AuditedScript audited;
    private final Damage damage;
    private final Corrections corrections;
    private final Script returnCase;

    Returns(RedisLink link, Keys keys, AuditedScript audited, Damage damage) {
        this.damage = damage;
        this.link = link;
        this.keys = keys;
        this.audited = audited;
        this.corrections = new Corrections(link, keys, audited, damage);
        this.returnCase = new Script(link, "return_case");
    }

    /** @param skips 1 where somebody did not want it, 0 where he stopped or may not have it */
    CompletionStage<HolderReply> release(
            Case claimed, Moderator holder, String token, String reason, int skips, Instant now) {
        return byHand(
                claimed,
                Under.CLAIM,
                skips,
                token,
                RedisReviewQueue.byModerator(holder, now, "claim_released", claimed.id(), Map.of("reason", reason)));
    }

    CompletionStage<HolderReply> refuse(
            Case proposed, Moderator second, Proposal proposal, String reason, Instant now) {
        if (proposal.corrects()) {
            return corrections.refuse(proposed, second, proposal, reason, now);
        }
        return byHand(proposed, Under.PROPOSAL, 0, proposal.token(), refusal(proposed, second, proposal, reason, now));
    }

    /** By whoever proposed it himself it is no answer. */
    static AuditDraft refusal(Case proposed, Moderator by, Proposal proposal, String reason, Instant now) {
        return RedisReviewQueue.byModerator(
                by,
                now,
                proposal.by().equals(by.id()) ? "proposal_withdrawn" : "proposal_refused",
                proposed.id(),
                Map.of("reason", reason, "proposedBy", proposal.by()));
    }

    CompletionStage<List<String>> lapsed(Partition partition, Instant now, int max) {
        return over(Under.CLAIM, partition, now, max);
    }

    CompletionStage<List<String>> expired(Partition partition, Instant now, int max) {
        return over(Under.PROPOSAL, partition, now, max)
                .thenCombine(
                        corrections.expired(partition, now, max),
                        (proposals, more) -> Stream.concat(proposals.stream(), more.stream())
                                .distinct()
                                .limit(max)
                                .toList());
    }

    CompletionStage<List<String>> asleepUntil(Partition partition, Instant now, int max) {
        return over(Under.SNOOZE, partition, now, max);
    }

    private CompletionStage<List<String>> over(Under under, Partition partition, Instant now, int max) {
        return link.commands()
                .zrangebyscore(under.key(keys, partition), Range.create(0L, now.toEpochMilli()), Limit.from(max));
    }

    CompletionStage<Boolean> lapse(Partition partition, String caseId, Instant now) {
        return byClock(partition, caseId, Under.CLAIM, now);
    }

    CompletionStage<Boolean> expire(Partition partition, String caseId, Instant now) {
        return byClock(partition, caseId, Under.PROPOSAL, now)
                .thenCombine(corrections.expire(partition, caseId, now), (returned, ended) -> returned || ended);
    }

    CompletionStage<Boolean> wake(Partition partition, String caseId, Instant now) {
        return byClock(partition, caseId, Under.SNOOZE, now);
    }

    private CompletionStage<HolderReply> byHand(Case under, Under what, int skips, String token, AuditDraft draft) {
        if (token.equals(BY_CLOCK)) {
            return CompletableFuture.completedFuture(HolderReply.NOT_HOLDER);
        }
        return run(under, what, skips, token, draft, RedisReviewQueue.desk(under.partition()))
                .thenApply(word -> switch (word) {
                    case RETURNED -> HolderReply.DONE;
                    case UNKNOWN -> HolderReply.UNKNOWN;
                    case NOT_HOLDER, NOT_DUE, STALE -> HolderReply.NOT_HOLDER;
                });
    }

    private CompletionStage<Boolean> byClock(Partition partition, String caseId, Under what, Instant now) {
        return CaseFields.find(link, keys, damage, partition, caseId).thenCompose(found -> {
            if (found.isEmpty()) {
                return CompletableFuture.completedFuture(false);
            }
            Case c = found.get();
            AuditDraft draft = byClock(c, what, now);
            ChainId chain = new ChainId(partition.platform(), partition.number(), ChainId.Hand.CLOCK);
            return run(c, what, 0, BY_CLOCK, draft, chain).thenApply(word -> word == Return.RETURNED);
        });
    }

    private static AuditDraft byClock(Case c, Under what, Instant now) {
        return switch (what) {
            case CLAIM ->
                AuditDraft.byService(
                        now,
                        "claim_lapsed",
                        c.id(),
                        Map.of("holder", c.claim().map(k -> k.holder()).orElse("")));
            case PROPOSAL ->
                AuditDraft.byService(
                        now,
                        "proposal_expired",
                        c.id(),
                        Map.of("proposedBy", c.proposal().map(Proposal::by).orElse("")));
            case SNOOZE -> AuditDraft.byService(now, "case_woken", c.id(), Map.of());
        };
    }

    private CompletionStage<Return> run(Case c, Under what, int skips, String token, AuditDraft draft, ChainId chain) {
        return Contended.until(
                "a case's return",
                () -> CaseFields.find(link, keys, damage, c.partition(), c.id())
                        .thenCompose(found -> tryRun(found.orElse(c), what, skips, token, draft, chain)));
    }

    private CompletionStage<Optional<Return>> tryRun(
            Case c, Under what, int skips, String token, AuditDraft draft, ChainId chain) {
        Partition partition = c.partition();
        String queue = Place.of(c.placement());
        return audited.run(
                        returnCase,
                        "returned",
                        chain,
                        draft,
                        List.of(
                                keys.reviewCase(partition, c.id()),
                                keys.queue(partition, queue),
                                what.key(keys, partition),
                                keys.turns(partition)),
                        List.of(
                                token,
                                CaseFields.millis(draft.at()),
                                queue,
                                CaseState.resting(1).word(),
                                CaseState.resting(2).word(),
                                what.state.word(),
                                what.name().toLowerCase(Locale.ROOT),
                                Integer.toString(skips)))
                .thenApply(reply ->
                        Optional.of(Script.word(Return.class, reply.word())).filter(word -> word != Return.STALE));
    }
}
