package dev.pullcord.redis;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.ChainId;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseState;
import dev.pullcord.review.Damaged;
import dev.pullcord.review.Escalation;
import dev.pullcord.review.NoticeOrder;
import dev.pullcord.review.Overdue;
import dev.pullcord.review.Placement;
import dev.pullcord.review.Role;
import dev.pullcord.wire.StoredJson;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Overdue cases and who was turned to, on Redis. */
public final class RedisOverdue implements Overdue {
    private enum Turn {
        TURNED,
        GONE
    }

    /** Of each queue this many are looked at in one go; more than that overdue in one partition come when these are through. */
    private static final int SEEN = 1_000;

    private final RedisLink link;
    private final Keys keys;
    private final AuditedScript audited;
    private final Damage damage;
    private final Script turnCase;

    RedisOverdue(RedisLink link, Keys keys, AuditedScript audited, Damage damage) {
        this.link = link;
        this.keys = keys;
        this.audited = audited;
        this.damage = damage;
        this.turnCase = new Script(link, "turn_case");
    }

    @Override
    public CompletionStage<List<Due>> due(Partition partition, List<String> queues, Instant now, int max) {
        List<CompletableFuture<List<String>>> reads = queues.stream()
                .flatMap(queue -> Place.open(queue, Role.ADMIN).stream())
                .map(place -> link.commands()
                        .zrangebyscore(
                                keys.queue(partition, place), Range.create(0L, now.toEpochMilli()), Limit.from(SEEN))
                        .toCompletableFuture())
                .toList();
        return proposed(partition, now)
                .thenCombine(
                        RedisReviewQueue.all(reads),
                        (answers, queued) -> Stream.concat(
                                        answers.stream(), queued.stream().flatMap(List::stream))
                                .toList())
                .thenCompose(ids -> whoseTurn(partition, ids, now))
                .thenCompose(ids -> RedisReviewQueue.all(ids.stream()
                        .limit(max)
                        .map(id -> read(partition, id).toCompletableFuture())
                        .toList()))
                .thenApply(found -> found.stream().flatMap(Optional::stream).toList());
    }

    /** Those past their deadline that wait for a second person's answer. */
    private CompletionStage<List<String>> proposed(Partition partition, Instant now) {
        return link.commands()
                .zrange(keys.approvals(partition), 0, SEEN - 1L)
                .thenCompose(ids -> RedisReviewQueue.all(ids.stream()
                        .map(id -> link.commands()
                                .hget(keys.reviewCase(partition, id), "deadline_ms")
                                .thenApply(ms -> ms != null
                                        && ms.matches("[0-9]{1,15}")
                                        && Long.parseLong(ms) <= now.toEpochMilli())
                                .thenApply(late -> Optional.of(id).filter(it -> late))
                                .toCompletableFuture())
                        .toList()))
                .thenApply(late -> late.stream().flatMap(Optional::stream).toList());
    }

    private CompletionStage<List<String>> whoseTurn(Partition partition, List<String> ids, Instant now) {
        if (ids.isEmpty()) {
            return CompletableFuture.completedFuture(List.of());
        }
        return link.commands()
                .zmscore(keys.turns(partition), ids.toArray(String[]::new))
                .thenApply(next -> {
                    List<String> due = new ArrayList<>();
                    for (int i = 0; i < ids.size(); i++) {
                        if (next.get(i) == null || next.get(i) <= now.toEpochMilli()) {
                            due.add(ids.get(i));
                        }
                    }
                    return due;
                });
    }

    private CompletionStage<Optional<Due>> read(Partition partition, String caseId) {
        CompletionStage<Integer> made = link.commands()
                .hget(keys.reviewCase(partition, caseId), "turns_made")
                .thenApply(count -> count == null || !count.matches("[0-9]{1,9}")
                        ? 0
                        : Integer.parseInt(count)); // damaged: no step fits
        return CaseFields.find(link, keys, damage, partition, caseId)
                .exceptionallyCompose(failure -> Damaged.is(failure) // it holds up no other, and was counted
                        ? CompletableFuture.completedFuture(Optional.<Case>empty())
                        : CompletableFuture.failedFuture(failure))
                .thenCombine(made, (found, count) -> found.map(c -> new Due(c, count)));
    }

    @Override
    public CompletionStage<Boolean> turn(Due due, Escalation.Turn turn, Instant now) {
        Case c = due.overdue();
        Partition partition = c.partition();
        Placement after = turn.of(c);
        boolean answer = c.awaitsAnswer();
        Stream<CaseState> from =
                answer ? Stream.of(CaseState.AWAITING_APPROVAL) : Stream.of(CaseState.QUEUED, CaseState.ESCALATED);
        return audited.run(
                        turnCase,
                        "turned",
                        new ChainId(partition.platform(), partition.number(), ChainId.Hand.CLOCK),
                        AuditDraft.byService(now, "deadline_missed", c.id(), detail(due, turn)),
                        List.of(
                                keys.reviewCase(partition, c.id()),
                                keys.queue(partition, Place.of(c.placement())),
                                keys.queue(partition, Place.of(after)),
                                keys.turns(partition),
                                keys.paged(partition),
                                keys.notices(partition, c.id()),
                                keys.notifying(partition),
                                keys.unnotified(partition)),
                        args(
                                turn.notices(),
                                CaseFields.millis(now),
                                Place.of(c.placement()),
                                Place.of(after),
                                from.map(CaseState::word).collect(Collectors.joining(" ")),
                                (answer ? c.state() : CaseState.resting(after.tier())).word(),
                                CaseFields.flag(!answer),
                                Integer.toString(after.tier()),
                                Integer.toString(due.made()),
                                CaseFields.millis(turn.next()),
                                CaseFields.flag(turn.pages())))
                .thenApply(reply -> Script.word(Turn.class, reply.word()) == Turn.TURNED);
    }

    private static List<String> args(List<NoticeOrder> notices, String... first) {
        List<String> all = new ArrayList<>(List.of(first));
        for (NoticeOrder notice : notices) {
            all.add(notice.suffix());
            all.add(CaseKeys.its(StoredJson.write(notice)));
            all.add(CaseFields.millis(notice.dueAt()));
        }
        return all;
    }

    private static Map<String, String> detail(Due due, Escalation.Turn turn) {
        Map<String, String> detail = new TreeMap<>();
        detail.put("deadline", AuditDraft.time(due.overdue().placement().deadline()));
        detail.put("round", Integer.toString(due.made() + 1));
        if (due.overdue().awaitsAnswer()) {
            detail.put("waitsFor", "second_person");
        }
        detail.put("turnedTo", turn.level().map(level -> level.name()).orElse("page"));
        detail.put("next", AuditDraft.time(turn.next()));
        if (!turn.notices().isEmpty()) {
            detail.put(
                    "told",
                    turn.notices().stream().map(n -> n.recipient().word()).collect(Collectors.joining(" ")));
        }
        return detail;
    }

    @Override
    public CompletionStage<Long> unattended(Partition partition) {
        return link.commands().zrange(keys.paged(partition), 0, -1).thenCompose(ids -> {
            List<CompletableFuture<Boolean>> waiting =
                    ids.stream().map(id -> stillWaits(partition, id)).toList();
            return RedisReviewQueue.all(waiting)
                    .thenApply(still -> still.stream().filter(waits -> waits).count());
        });
    }

    /** Forgets one that does not. */
    private CompletableFuture<Boolean> stillWaits(Partition partition, String caseId) {
        return link.commands()
                .hget(keys.reviewCase(partition, caseId), "state")
                .thenCompose(word -> {
                    boolean waits = word != null
                            && CaseState.ofWord(word)
                                    .map(state -> state.waiting() || state == CaseState.AWAITING_APPROVAL)
                                    .orElse(false);
                    return waits
                            ? CompletableFuture.completedFuture(true)
                            : link.commands()
                                    .zrem(keys.paged(partition), caseId)
                                    .thenCombine(link.commands().zrem(keys.turns(partition), caseId), Long::sum)
                                    .thenApply(gone -> false);
                })
                .toCompletableFuture();
    }

    @Override
    public CompletionStage<Long> unattended(Platform platform) {
        return RedisReviewQueue.all(RedisReviewQueue.partitions(platform).stream()
                        .map(partition ->
                                link.commands().zcard(keys.paged(partition)).toCompletableFuture())
                        .toList())
                .thenApply(counts -> counts.stream().mapToLong(Long::longValue).sum());
    }
}
