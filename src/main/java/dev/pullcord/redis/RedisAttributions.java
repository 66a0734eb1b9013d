package dev.pullcord.redis;

import dev.pullcord.audit.ChainId;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.Attributions;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseId;
import dev.pullcord.review.CaseState;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.ReviewQueue.HolderReply;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Meetings' cases that are about an account, on Redis.
 *
 * <pre>
 *   the process dies          then
 *   before attribute_case     the claim lapses, and the case is back in its queue
 *   after it                  the owner of the meeting's partition carries the reports over
 *   between two take_over     it goes on behind what the account's partition counts as taken
 *   before settle_attribution nothing is left to take; it is settled
 * </pre>
 */
public final class RedisAttributions implements Attributions {
    private enum Attribute {
        ATTRIBUTED,
        NOT_HOLDER,
        UNKNOWN
    }

    private enum TakeOver {
        TAKEN,
        KNOWN,
        STALE
    }

    private enum Settle {
        SETTLED,
        GONE
    }

    /** Each at most a mebibyte. */
    private static final int AT_ONCE = 20;

    private final RedisLink link;
    private final Keys keys;
    private final AuditedScript audited;
    private final Damage damage;
    private final CaseSeal seal;
    private final Script attributeCase;
    private final Script takeOver;
    private final Script settleAttribution;

    RedisAttributions(RedisLink link, Keys keys, AuditedScript audited, Damage damage, CaseSeal seal) {
        this.link = link;
        this.keys = keys;
        this.audited = audited;
        this.damage = damage;
        this.seal = seal;
        this.attributeCase = new Script(link, "attribute_case");
        this.takeOver = new Script(link, "take_over");
        this.settleAttribution = new Script(link, "settle_attribution");
    }

    @Override
    public CompletionStage<HolderReply> attribute(
            Case ofMeeting, Moderator holder, String token, String account, String reason, Instant now) {
        Partition partition = ofMeeting.partition();
        return audited.run(
                        attributeCase,
                        "attributed",
                        RedisReviewQueue.desk(partition),
                        RedisReviewQueue.byModerator(
                                holder,
                                now,
                                "case_attributed",
                                ofMeeting.id(),
                                Map.of("account", account, "reason", reason)),
                        List.of(
                                keys.reviewCase(partition, ofMeeting.id()),
                                keys.claims(partition),
                                keys.subject(partition, ofMeeting.subject()),
                                keys.attributed(partition)),
                        List.of(token, CaseFields.millis(now), CaseState.CLOSED.word(), account))
                .thenApply(reply -> switch (Script.word(Attribute.class, reply.word())) {
                    case ATTRIBUTED -> HolderReply.DONE;
                    case NOT_HOLDER -> HolderReply.NOT_HOLDER;
                    case UNKNOWN -> HolderReply.UNKNOWN;
                });
    }

    @Override
    public CompletionStage<List<String>> pending(Partition partition, int max) {
        return link.commands().zrange(keys.attributed(partition), 0, max - 1L);
    }

    @Override
    public CompletionStage<Optional<String>> carryOver(Platform platform, String caseId, Instant now) {
        Optional<Partition> where = CaseId.partition(platform.id(), platform.partitions(), caseId);
        if (where.isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return CaseFields.find(link, keys, damage, where.get(), caseId).thenCompose(found -> {
            Optional<Case> attributed =
                    found.filter(c -> c.subject().kind() == Subject.Kind.MEETING && c.state() == CaseState.CLOSED);
            if (attributed.isEmpty() || attributed.get().marks().movedTo().isPresent()) {
                return CompletableFuture.completedFuture(
                        attributed.flatMap(c -> c.marks().movedTo()));
            }
            Case from = attributed.get();
            Subject account = Subject.account(from.account().orElseThrow());
            return carry(platform, from, account, now)
                    .thenCompose(into -> into.isEmpty()
                            ? CompletableFuture.completedFuture(into)
                            : settle(from, into.get()).thenApply(settled -> into));
        });
    }

    private CompletionStage<Optional<String>> carry(Platform platform, Case from, Subject account, Instant now) {
        Partition partition = account.partition(platform);
        return link.commands()
                .hmget(keys.taken(partition, from.id()), "count", "case_id")
                .thenCompose(before -> {
                    int count = before.get(0).hasValue()
                            ? Integer.parseInt(before.get(0).getValue())
                            : 0;
                    Optional<String> into = before.get(1).isEmpty()
                            ? Optional.empty()
                            : Optional.of(before.get(1).getValue());
                    return carry(from, account, partition, new Carried(count, into), now);
                });
    }

    private record Carried(int count, Optional<String> into) {}

    private CompletionStage<Optional<String>> carry(
            Case from, Subject account, Partition partition, Carried before, Instant now) {
        return link.commands()
                .lrange(keys.reports(from.partition(), from.id()), before.count(), before.count() + AT_ONCE - 1L)
                .thenCompose(ids -> ids.isEmpty()
                        ? CompletableFuture.completedFuture(before.into())
                        : raw(from.partition(), ids)
                                .thenCompose(reports -> take(
                                        new TakenOver(from, account, partition, before.count(), ids.size(), reports),
                                        now))
                                .thenCompose(after -> carry(from, account, partition, after, now)));
    }

    /** As they stand in the log: what cannot be read goes over as it is. */
    private CompletionStage<List<StreamMessage<String, String>>> raw(Partition partition, List<String> logIds) {
        return RedisReviewQueue.all(logIds.stream()
                        .map(id -> link.commands()
                                .xrange(keys.log(partition), Range.create(id, id))
                                .toCompletableFuture())
                        .toList())
                .thenApply(found -> found.stream().flatMap(List::stream).toList());
    }

    private CompletionStage<Carried> take(TakenOver taking, Instant now) {
        Partition partition = taking.partition();
        ChainId chain = new ChainId(partition.platform(), partition.number(), ChainId.Hand.FOLD);
        return Contended.until(
                "reports taken over",
                () -> openCase(partition, taking.account())
                        .thenCompose(open -> seal.sealed(taking.documents()).thenCompose(documents -> {
                            TakenOver.Into into = taking.into(open);
                            return audited.run(
                                    takeOver,
                                    "taken",
                                    chain,
                                    taking.audit(into, now),
                                    taking.keys(keys, into),
                                    taking.args(into, documents));
                        }))
                        .thenApply(reply -> switch (Script.word(TakeOver.class, reply.word())) {
                            case TAKEN ->
                                Optional.of(new Carried(
                                        taking.after(),
                                        Optional.of(reply.words().get(1))));
                            case KNOWN ->
                                Optional.of(new Carried(
                                        Integer.parseInt(reply.words().get(2)),
                                        Optional.of(reply.words().get(1))));
                            case STALE -> Optional.empty();
                        }));
    }

    private CompletionStage<Optional<Case>> openCase(Partition partition, Subject account) {
        return link.commands()
                .hget(keys.subject(partition, account), "open_case")
                .thenCompose(open -> open == null
                        ? CompletableFuture.completedFuture(Optional.empty())
                        : link.commands()
                                .hgetall(keys.reviewCase(partition, open))
                                .thenApply(hash -> Optional.of(CaseFields.readOpen(damage, partition, open, hash))));
    }

    private CompletionStage<Settle> settle(Case from, String into) {
        Partition partition = from.partition();
        return settleAttribution
                .run(
                        List.of(
                                keys.reviewCase(partition, from.id()),
                                keys.reports(partition, from.id()),
                                keys.attributed(partition)),
                        List.of(from.id(), into))
                .thenApply(words -> Script.word(Settle.class, words.get(0)));
    }
}
