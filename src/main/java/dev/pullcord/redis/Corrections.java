package dev.pullcord.redis;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.ChainId;
import dev.pullcord.intake.Partition;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseState;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Proposal;
import dev.pullcord.review.ReviewQueue.HolderReply;
import dev.pullcord.review.Supersessions.Proposing;
import dev.pullcord.wire.StoredJson;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * Corrections that wait for a second person. Unlike another proposal, one of these takes its case nowhere: the decision counts until
 * somebody agrees, and what reports come meanwhile open a case of their own.
 */
final class Corrections {
    private enum Propose {
        PROPOSED,
        REPEATED,
        WAITS,
        MOVED,
        UNKNOWN
    }

    private enum End {
        ENDED,
        GONE,
        NOT_DUE
    }

    private static final String FROM = CaseState.from(CaseState.Move.CORRECT).stream()
            .map(CaseState::word)
            .sorted()
            .collect(Collectors.joining(" "));

    private final RedisLink link;
    private final Keys keys;
    private final AuditedScript audited;
    private final Damage damage;
    private final Script proposeCorrection;
    private final Script endCorrection;

    Corrections(RedisLink link, Keys keys, AuditedScript audited, Damage damage) {
        this.link = link;
        this.keys = keys;
        this.audited = audited;
        this.damage = damage;
        this.proposeCorrection = new Script(link, "propose_correction");
        this.endCorrection = new Script(link, "end_correction");
    }

    /** See {@link dev.pullcord.review.Supersessions#propose}. */
    CompletionStage<Proposing> propose(
            Case decided, Moderator by, Proposal correction, Optional<String> repeatKey, Instant now) {
        // One that is void and was never swept is ended first: the new one would take its place without a word.
        return sweep(decided.partition(), decided.id(), now)
                .thenCompose(swept -> write(decided, by, correction, repeatKey, now));
    }

    private CompletionStage<Proposing> write(
            Case decided, Moderator by, Proposal correction, Optional<String> repeatKey, Instant now) {
        Map<String, String> detail = Decisions.said(correction.decision());
        detail.put("expiresAt", AuditDraft.time(correction.expiresAt()));
        return audited.run(
                        proposeCorrection,
                        "proposed",
                        RedisReviewQueue.desk(decided.partition()),
                        RedisReviewQueue.byModerator(by, now, "decision_proposed", decided.id(), detail),
                        keys(decided.partition(), decided.id()),
                        List.of(
                                CaseFields.millis(now),
                                CaseKeys.its(StoredJson.write(correction)),
                                correction.token(),
                                CaseFields.millis(correction.expiresAt()),
                                Integer.toString(decided.decisionCount()),
                                repeatKey.orElse(""),
                                FROM))
                .thenApply(reply -> Proposing.valueOf(
                        Script.word(Propose.class, reply.word()).name()));
    }

    CompletionStage<HolderReply> refuse(
            Case decided, Moderator second, Proposal correction, String reason, Instant now) {
        AuditDraft draft = Returns.refusal(decided, second, correction, reason, now);
        return end(
                        decided.partition(),
                        decided.id(),
                        correction.token(),
                        draft,
                        RedisReviewQueue.desk(decided.partition()))
                .thenApply(end -> end == End.ENDED ? HolderReply.DONE : HolderReply.NOT_HOLDER);
    }

    /** Up to {@code max} cases whose correction nobody answered in time. */
    CompletionStage<List<String>> expired(Partition partition, Instant now, int max) {
        return link.commands()
                .zrangebyscore(keys.corrections(partition), Range.create(0L, now.toEpochMilli()), Limit.from(max));
    }

    /** Takes one off that was agreed to, or is for a decision which does not count any more; what fails here goes when its time is over. */
    CompletionStage<Void> sweep(Partition partition, String caseId, Instant now) {
        return endOver(partition, caseId, now).handle((done, later) -> null);
    }

    /** Ends one whose time is over; false when it was answered, is not over, or was for a decision that does not count any more. */
    CompletionStage<Boolean> expire(Partition partition, String caseId, Instant now) {
        return link.commands()
                .zscore(keys.corrections(partition), caseId)
                .thenCompose(until -> until == null || until > now.toEpochMilli()
                        ? CompletableFuture.completedFuture(false)
                        : endOver(partition, caseId, now));
    }

    /** Ends what is over or void, each by its own word; whether it had run out. */
    private CompletionStage<Boolean> endOver(Partition partition, String caseId, Instant now) {
        return CaseFields.find(link, keys, damage, partition, caseId).thenCompose(found -> {
            Optional<Proposal> live = found.flatMap(Case::proposal).filter(Proposal::corrects);
            AuditDraft draft = live.map(proposal ->
                            AuditDraft.byService(now, "proposal_expired", caseId, Map.of("proposedBy", proposal.by())))
                    .orElseGet(() -> AuditDraft.byService(now, "proposal_void", caseId, Map.of()));
            ChainId chain = new ChainId(partition.platform(), partition.number(), ChainId.Hand.CLOCK);
            return end(partition, caseId, "", draft, chain).thenApply(end -> end == End.ENDED && live.isPresent());
        });
    }

    private CompletionStage<End> end(
            Partition partition, String caseId, String token, AuditDraft draft, ChainId chain) {
        return audited.run(
                        endCorrection,
                        "ended",
                        chain,
                        draft,
                        keys(partition, caseId),
                        List.of(token, CaseFields.millis(draft.at()), FROM))
                .thenApply(reply -> Script.word(End.class, reply.word()));
    }

    private List<String> keys(Partition partition, String caseId) {
        return List.of(keys.reviewCase(partition, caseId), keys.corrections(partition));
    }
}
