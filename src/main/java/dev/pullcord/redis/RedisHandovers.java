package dev.pullcord.redis;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseId;
import dev.pullcord.review.CaseState;
import dev.pullcord.review.Handovers;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Placement;
import dev.pullcord.review.ReviewQueue.HolderReply;
import dev.pullcord.review.Role;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Cases put off and handed up, on Redis. */
public final class RedisHandovers implements Handovers {
    private enum Snooze {
        SNOOZED,
        NOT_HOLDER,
        UNKNOWN
    }

    private enum HandUp {
        HANDED_UP,
        NOT_HOLDER,
        UNKNOWN,
        STALE
    }

    private final RedisLink link;
    private final Keys keys;
    private final AuditedScript audited;
    private final Damage damage;
    private final Returns returns;
    private final Script snoozeCase;
    private final Script handUpCase;

    RedisHandovers(RedisLink link, Keys keys, AuditedScript audited, Damage damage) {
        this.link = link;
        this.keys = keys;
        this.audited = audited;
        this.damage = damage;
        this.returns = new Returns(link, keys, audited, damage);
        this.snoozeCase = new Script(link, "snooze_case");
        this.handUpCase = new Script(link, "hand_up_case");
    }

    @Override
    public CompletionStage<HolderReply> snooze(
            Platform platform,
            String caseId,
            Moderator holder,
            String token,
            Instant until,
            String reason,
            Instant now) {
        Optional<Partition> found = CaseId.partition(platform.id(), platform.partitions(), caseId);
        if (found.isEmpty()) {
            return CompletableFuture.completedFuture(HolderReply.UNKNOWN);
        }
        Partition partition = found.get();
        Map<String, String> detail = Map.of("reason", reason, "until", AuditDraft.time(until));
        return audited.run(
                        snoozeCase,
                        "snoozed",
                        RedisReviewQueue.desk(partition),
                        RedisReviewQueue.byModerator(holder, now, "case_snoozed", caseId, detail),
                        List.of(keys.reviewCase(partition, caseId), keys.claims(partition), keys.snoozed(partition)),
                        List.of(token, CaseFields.millis(now), CaseFields.millis(until), CaseState.SNOOZED.word()))
                .thenApply(reply -> switch (Script.word(Snooze.class, reply.word())) {
                    case SNOOZED -> HolderReply.DONE;
                    case NOT_HOLDER -> HolderReply.NOT_HOLDER;
                    case UNKNOWN -> HolderReply.UNKNOWN;
                });
    }

    @Override
    public CompletionStage<List<String>> due(Partition partition, Instant now, int max) {
        return returns.asleepUntil(partition, now, max);
    }

    @Override
    public CompletionStage<Boolean> wake(Partition partition, String caseId, Instant now) {
        return returns.wake(partition, caseId, now);
    }

    @Override
    public CompletionStage<HolderReply> handUp(
            Case handed, Moderator holder, String token, Role to, boolean skipped, String reason, Instant now) {
        Partition partition = handed.partition();
        return Contended.until(
                "a case's handing up",
                () -> CaseFields.find(link, keys, damage, partition, handed.id())
                        .thenCompose(
                                found -> tryHandUp(found.orElse(handed), holder, token, to, skipped, reason, now)));
    }

    private CompletionStage<Optional<HolderReply>> tryHandUp(
            Case c, Moderator holder, String token, Role to, boolean skipped, String reason, Instant now) {
        Partition partition = c.partition();
        Placement after = c.placement().handedTo(to);
        String verb = skipped ? "claim_released" : "case_escalated";
        Map<String, String> detail = Map.of("reason", reason, "to", to.word(), "tier", Integer.toString(after.tier()));
        return audited.run(
                        handUpCase,
                        "handed_up",
                        RedisReviewQueue.desk(partition),
                        RedisReviewQueue.byModerator(holder, now, verb, c.id(), detail),
                        List.of(
                                keys.reviewCase(partition, c.id()),
                                keys.queue(partition, Place.of(after)),
                                keys.claims(partition)),
                        List.of(
                                token,
                                CaseFields.millis(now),
                                Place.of(c.placement()),
                                Place.of(after),
                                Integer.toString(after.tier()),
                                CaseState.resting(after.tier()).word(),
                                skipped ? "1" : "0"))
                .thenApply(reply -> switch (Script.word(HandUp.class, reply.word())) {
                    case HANDED_UP -> Optional.of(HolderReply.DONE);
                    case NOT_HOLDER -> Optional.of(HolderReply.NOT_HOLDER);
                    case UNKNOWN -> Optional.of(HolderReply.UNKNOWN);
                    case STALE -> Optional.empty();
                });
    }
}
