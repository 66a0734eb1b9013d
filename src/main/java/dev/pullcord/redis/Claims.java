package dev.pullcord.redis;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseState;
import dev.pullcord.review.ClaimGuard;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.ReviewQueue.ClaimReply;
import dev.pullcord.review.ReviewQueue.HolderReply;
import dev.pullcord.review.ReviewQueue.Intent;
import io.lettuce.core.Range;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Leases on cases: granted, kept, given back, taken back. */
final class Claims {
    private static final Duration HANDED_BACK_WITHIN = Duration.ofMinutes(1);

    private enum ClaimWord {
        CLAIMED,
        ALREADY_YOURS,
        ALREADY_CLAIMED,
        NOT_WAITING,
        SPENT,
        UNKNOWN,
        STALE
    }

    private enum Renew {
        RENEWED,
        NOT_HOLDER,
        UNKNOWN
    }

    private enum Swap {
        SWAPPED,
        STALE
    }

    private static final Duration INTENT_KEPT = Duration.ofDays(1);
    private static final Duration SPENT_KEPT = Duration.ofDays(2); // no intent of before is left by then

    private static final int SKIPPED_KEPT = 100;

    private final RedisLink link;
    private final Keys keys;
    private final AuditedScript audited;
    private final Damage damage;
    private final Script claimCase;
    private final Script renewClaim;
    private final Returns returns;
    private final Script swapIntent;

    Claims(RedisLink link, Keys keys, AuditedScript audited, Damage damage, Returns returns) {
        this.damage = damage;
        this.link = link;
        this.keys = keys;
        this.audited = audited;
        this.claimCase = new Script(link, "claim_case");
        this.renewClaim = new Script(link, "renew_claim");
        this.returns = returns;
        this.swapIntent = new Script(link, "swap_intent");
    }

    CompletionStage<Optional<Intent>> intent(Moderator moderator, Platform platform) {
        return link.commands()
                .get(keys.intent(home(platform, moderator), moderator.id()))
                .thenApply(text -> Optional.ofNullable(text)
                        .map(t -> new Intent(t.substring(0, t.indexOf(' ')), t.substring(t.indexOf(' ') + 1))));
    }

    CompletionStage<Boolean> intend(
            Moderator moderator, Platform platform, Optional<Intent> expected, Optional<Intent> next) {
        return swapIntent
                .run(
                        List.of(keys.intent(home(platform, moderator), moderator.id())),
                        List.of(text(expected), text(next), Long.toString(INTENT_KEPT.toMillis())))
                .thenApply(words -> Script.word(Swap.class, words.get(0)) == Swap.SWAPPED);
    }

    /** Three commands and no script: whatever of them is lost, a case comes back a little sooner or is forgotten later. */
    CompletionStage<Void> skip(Moderator moderator, Platform platform, String caseId, Instant until) {
        String key = keys.skipped(home(platform, moderator), moderator.id());
        return link.commands()
                .zadd(key, (double) until.toEpochMilli(), caseId)
                .thenCombine(link.commands().zremrangebyrank(key, 0, -SKIPPED_KEPT - 1L), Long::sum)
                .thenCombine(link.commands().pexpire(key, INTENT_KEPT.toMillis()), (kept, expires) -> null);
    }

    CompletionStage<Set<String>> skipped(Moderator moderator, Platform platform, Instant now) {
        return link.commands()
                .zrangebyscore(
                        keys.skipped(home(platform, moderator), moderator.id()),
                        Range.from(Range.Boundary.excluding(now.toEpochMilli()), Range.Boundary.unbounded()))
                .thenApply(Set::copyOf);
    }

    private static String text(Optional<Intent> intent) {
        return intent.map(i -> i.caseId() + ' ' + i.token()).orElse("");
    }

    /** A moderator's own things lie in a partition of his. */
    private static Partition home(Platform platform, Moderator moderator) {
        return Subject.account(moderator.id()).partition(platform);
    }

    /** @param guard is asked about the case as it stands, and again if it changed before the claim was written */
    CompletionStage<ClaimReply> claim(
            Platform platform,
            Partition partition,
            String caseId,
            Moderator holder,
            String token,
            Instant now,
            Instant expiresAt,
            ClaimGuard guard) {
        ClaimGuard.Attempt attempt = new ClaimGuard.Attempt();
        return Contended.until(
                "a claim",
                () -> onCase(partition, caseId, Optional.of(new ClaimReply.Unknown()), found -> {
                    if (!found.state().waiting()) { // his already, or nobody's to have: nothing is given
                        return tryClaim(partition, found, holder, token, now, expiresAt)
                                .thenCompose(reply -> guard.settle(attempt, platform, holder, token, now, reply));
                    }
                    return guard.guarded(
                            attempt,
                            platform,
                            found,
                            holder,
                            token,
                            now,
                            () -> tryClaim(partition, found, holder, token, now, expiresAt));
                }));
    }

    private CompletionStage<Optional<ClaimReply>> tryClaim(
            Partition partition, Case found, Moderator holder, String token, Instant now, Instant expiresAt) {
        String caseId = found.id();
        String queue = Place.of(found.placement());
        AuditDraft draft = RedisReviewQueue.byModerator(
                holder,
                now,
                "case_claimed",
                caseId,
                Map.of("queue", found.placement().queue()));
        return audited.run(
                        claimCase,
                        "claimed",
                        RedisReviewQueue.desk(partition),
                        draft,
                        List.of(
                                keys.reviewCase(partition, caseId),
                                keys.queue(partition, queue),
                                keys.claims(partition),
                                keys.spent(partition, caseId)),
                        List.of(
                                token,
                                holder.id(),
                                CaseFields.millis(now),
                                CaseFields.millis(expiresAt),
                                queue,
                                words(CaseState.from(CaseState.Move.CLAIM)),
                                Long.toString(SPENT_KEPT.toMillis()),
                                Long.toString(found.version())))
                .thenApply(reply -> switch (Script.word(ClaimWord.class, reply.word())) {
                    case CLAIMED, ALREADY_YOURS ->
                        Optional.of(new ClaimReply.Claimed(
                                CaseFields.read(partition, hash(reply.words())).orElseThrow()));
                    case ALREADY_CLAIMED -> Optional.of(new ClaimReply.AlreadyClaimed());
                    case NOT_WAITING ->
                        Optional.of(new ClaimReply.NotWaiting(
                                CaseState.ofWord(reply.words().get(1)).orElseThrow()));
                    case SPENT -> Optional.of(new ClaimReply.Spent());
                    case UNKNOWN -> Optional.of(new ClaimReply.Unknown());
                    case STALE -> Optional.empty();
                });
    }

    CompletionStage<HolderReply> renew(
            Partition partition, String caseId, String token, Instant now, Instant expiresAt) {
        return renewClaim
                .run(
                        List.of(keys.reviewCase(partition, caseId), keys.claims(partition)),
                        List.of(caseId, token, CaseFields.millis(now), CaseFields.millis(expiresAt)))
                .thenApply(words -> switch (Script.word(Renew.class, words.get(0))) {
                    case RENEWED -> HolderReply.DONE;
                    case NOT_HOLDER -> HolderReply.NOT_HOLDER;
                    case UNKNOWN -> HolderReply.UNKNOWN;
                });
    }

    /** The token is claimed by and given up again, so that a claim by it that is still under way comes too late. */
    CompletionStage<HolderReply> handBack(
            Platform platform,
            Partition partition,
            String caseId,
            Moderator holder,
            String token,
            String reason,
            Instant now) {
        return claim(platform, partition, caseId, holder, token, now, now.plus(HANDED_BACK_WITHIN), ClaimGuard.NONE)
                .thenCompose(claimed -> claimed instanceof ClaimReply.Claimed
                        ? release(partition, caseId, holder, token, reason, 0, now)
                        : CompletableFuture.completedFuture(HolderReply.NOT_HOLDER));
    }

    CompletionStage<HolderReply> release(
            Partition partition, String caseId, Moderator holder, String token, String reason, int skips, Instant now) {
        return onCase(
                partition,
                caseId,
                HolderReply.UNKNOWN,
                found -> returns.release(found, holder, token, reason, skips, now));
    }

    CompletionStage<List<String>> lapsed(Partition partition, Instant now, int max) {
        return returns.lapsed(partition, now, max);
    }

    CompletionStage<Boolean> lapse(Partition partition, String caseId, Instant now) {
        return returns.lapse(partition, caseId, now);
    }

    private <T> CompletionStage<T> onCase(
            Partition partition, String caseId, T unknown, Function<Case, CompletionStage<T>> then) {
        return CaseFields.find(link, keys, damage, partition, caseId)
                .thenCompose(found -> found.map(then).orElseGet(() -> done(unknown)));
    }

    /** The hash that a reply has after its word, as field and value in turn. */
    private static Map<String, String> hash(List<String> words) {
        Map<String, String> hash = new HashMap<>();
        for (int i = 1; i < words.size(); i += 2) {
            hash.put(words.get(i), words.get(i + 1));
        }
        return hash;
    }

    private static String words(Set<CaseState> states) {
        return states.stream().map(CaseState::word).sorted().collect(Collectors.joining(" "));
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
