package dev.pullcord.redis;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.Assignments;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseState;
import dev.pullcord.review.Moderator;
import io.lettuce.core.Range;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** Cases meant for somebody, on Redis. */
public final class RedisAssignments implements Assignments {
    private enum Assign {
        ASSIGNED,
        NOT_HOLDER,
        NOT_OPEN,
        UNKNOWN,
        STALE
    }

    private static final Duration KEPT = Duration.ofDays(1);
    private static final int MOST = 100;

    private final RedisLink link;
    private final Keys keys;
    private final AuditedScript audited;
    private final Damage damage;
    private final Script assignCase;

    RedisAssignments(RedisLink link, Keys keys, AuditedScript audited, Damage damage) {
        this.link = link;
        this.keys = keys;
        this.audited = audited;
        this.damage = damage;
        this.assignCase = new Script(link, "assign_case");
    }

    /** His list first, for it is only asked for what the case says: a crash in between leaves a name that means nothing. */
    @Override
    public CompletionStage<Reply> give(
            Platform platform,
            Case c,
            Moderator by,
            Optional<String> token,
            Optional<Moderator> to,
            String verb,
            String words,
            Instant now) {
        Map<String, String> detail = new TreeMap<>(Map.of("reason", words));
        to.ifPresent(one -> detail.put("to", one.id()));
        c.claim().ifPresent(claim -> detail.put("from", claim.holder()));
        CompletionStage<Void> listed =
                to.map(one -> list(platform, c, one, now)).orElseGet(() -> CompletableFuture.completedFuture(null));
        return listed.thenCompose(done -> Contended.until(
                "an assignment",
                () -> CaseFields.find(link, keys, damage, c.partition(), c.id())
                        .thenCompose(found -> found.isEmpty()
                                ? CompletableFuture.completedFuture(Optional.of(Reply.UNKNOWN))
                                : tryGive(
                                        found.get(),
                                        token,
                                        to,
                                        RedisReviewQueue.byModerator(by, now, verb, c.id(), detail)))));
    }

    @Override
    public CompletionStage<Reply> takeBack(Platform platform, Case c, String token, AuditDraft said) {
        return Contended.until(
                "a case's way back",
                () -> CaseFields.find(link, keys, damage, c.partition(), c.id())
                        .thenCompose(found -> found.isEmpty()
                                ? CompletableFuture.completedFuture(Optional.of(Reply.UNKNOWN))
                                : tryGive(found.get(), Optional.of(token), Optional.empty(), said)));
    }

    private CompletionStage<Optional<Reply>> tryGive(
            Case c, Optional<String> token, Optional<Moderator> to, AuditDraft said) {
        Partition partition = c.partition();
        String queue = Place.of(c.placement());
        return audited.run(
                        assignCase,
                        "assigned",
                        RedisReviewQueue.desk(partition),
                        said,
                        List.of(
                                keys.reviewCase(partition, c.id()),
                                keys.queue(partition, queue),
                                keys.claims(partition)),
                        List.of(
                                token.orElse(""),
                                CaseFields.millis(said.at()),
                                queue,
                                CaseState.from(CaseState.Move.ASSIGN).stream()
                                        .map(CaseState::word)
                                        .sorted()
                                        .collect(Collectors.joining(" ")),
                                CaseState.resting(1).word(),
                                CaseState.resting(2).word(),
                                to.map(Moderator::id).orElse("")))
                .thenApply(reply -> switch (Script.word(Assign.class, reply.word())) {
                    case ASSIGNED -> Optional.of(Reply.DONE);
                    case NOT_HOLDER -> Optional.of(Reply.NOT_HOLDER);
                    case NOT_OPEN -> Optional.of(Reply.NOT_OPEN);
                    case UNKNOWN -> Optional.of(Reply.UNKNOWN);
                    case STALE -> Optional.empty();
                });
    }

    private CompletionStage<Void> list(Platform platform, Case c, Moderator to, Instant now) {
        String key = keys.assigned(home(platform, to), to.id());
        return link.commands()
                .zadd(key, (double) now.toEpochMilli(), c.id())
                .thenCombine(link.commands().zremrangebyrank(key, 0, -MOST - 1L), Long::sum)
                .thenCombine(link.commands().pexpire(key, KEPT.toMillis()), (kept, expires) -> null);
    }

    @Override
    public CompletionStage<List<String>> assigned(Platform platform, Moderator moderator) {
        return link.commands().zrange(keys.assigned(home(platform, moderator), moderator.id()), 0, -1);
    }

    @Override
    public CompletionStage<Void> forget(Platform platform, Moderator moderator, String caseId) {
        return link.commands()
                .zrem(keys.assigned(home(platform, moderator), moderator.id()), caseId)
                .thenAccept(gone -> {});
    }

    @Override
    public CompletionStage<List<Case>> held(Platform platform, Moderator moderator, Instant now) {
        List<CompletableFuture<List<Case>>> reads = RedisReviewQueue.partitions(platform).stream()
                .map(partition -> held(partition, moderator, now).toCompletableFuture())
                .toList();
        return RedisReviewQueue.all(reads)
                .thenApply(found -> found.stream().flatMap(List::stream).toList());
    }

    private CompletionStage<List<Case>> held(Partition partition, Moderator moderator, Instant now) {
        Range<Number> live =
                Range.from(Range.Boundary.excluding(now.toEpochMilli()), Range.Boundary.<Number>unbounded());
        return link.commands()
                .zrangebyscore(keys.claims(partition), live)
                .thenCompose(ids -> RedisReviewQueue.all(ids.stream()
                                .map(id -> link.commands()
                                        .hget(keys.reviewCase(partition, id), "claim_holder")
                                        .thenCompose(holder -> moderator.id().equals(holder)
                                                ? CaseFields.find(link, keys, damage, partition, id)
                                                : CompletableFuture.completedFuture(Optional.<Case>empty()))
                                        .toCompletableFuture())
                                .toList())
                        .thenApply(cases -> {
                            List<Case> his = new ArrayList<>();
                            cases.forEach(found -> found.filter(c -> c.claim()
                                            .filter(k -> k.holder().equals(moderator.id()))
                                            .isPresent())
                                    .ifPresent(his::add));
                            return his;
                        }));
    }

    private static Partition home(Platform platform, Moderator moderator) {
        return Subject.account(moderator.id()).partition(platform);
    }
}
