package dev.pullcord.review;

import dev.pullcord.intake.Platform;
import dev.pullcord.review.ReviewQueue.ClaimReply;
import dev.pullcord.review.ReviewQueue.Intent;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Gives a moderator one particular case as if it had been the next one: by an intent, so that his next call finds it (see
 * {@link Desk}). Thread-safe.
 */
public final class TakeUp {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ReviewQueue queue;
    private final Duration lease;
    private final Clock clock;

    /** @param lease how long a claim lives unless renewed */
    public TakeUp(ReviewQueue queue, Duration lease, Clock clock) {
        this.queue = queue;
        this.lease = lease;
        this.clock = clock;
    }

    /**
     * The case as it stands after: his, if it waited and he may have it; else as it is, with whoever holds it.
     *
     * @return empty when there is no such case
     */
    CompletionStage<Optional<Case>> take(Platform platform, Moderator moderator, String caseId) {
        return claim(platform, moderator, caseId)
                .thenCompose(mine ->
                        mine.isPresent() ? CompletableFuture.completedFuture(mine) : queue.find(platform, caseId));
    }

    /** The case if it is his now; empty when it does not wait, or not for him. */
    CompletionStage<Optional<Case>> claim(Platform platform, Moderator moderator, String caseId) {
        return queue.find(platform, caseId).thenCompose(found -> {
            boolean may = found.filter(c -> c.state().waiting())
                    .filter(c -> c.placement()
                            .needs()
                            .map(moderator.role()::includes)
                            .orElse(true))
                    .isPresent();
            return may
                    ? held(platform, moderator).thenCompose(held -> claim(platform, moderator, caseId, held))
                    : none();
        });
    }

    /** One who holds a case already gets this one beside it. */
    private CompletionStage<Optional<Case>> claim(Platform platform, Moderator moderator, String caseId, Held held) {
        Intent next = new Intent(caseId, token());
        CompletionStage<Boolean> intended = held.live().isPresent()
                ? CompletableFuture.completedFuture(true)
                : queue.intend(moderator, platform, held.intent(), Optional.of(next));
        return intended.thenCompose(
                mine -> mine ? claim(platform, moderator, next) : none()); // else another call of his leads
    }

    private record Held(Optional<Intent> intent, Optional<Case> live) {}

    /** What he holds by asking for the next one. */
    private CompletionStage<Held> held(Platform platform, Moderator moderator) {
        return queue.intent(moderator, platform)
                .thenCompose(intent -> intent.isEmpty()
                        ? CompletableFuture.completedFuture(new Held(intent, Optional.empty()))
                        : claim(platform, moderator, intent.get())
                                .exceptionallyCompose(failure ->
                                        Damaged.is(failure) ? none() : CompletableFuture.failedFuture(failure))
                                .thenApply(live -> new Held(intent, live)));
    }

    CompletionStage<Optional<Case>> holds(Platform platform, Moderator moderator) {
        return held(platform, moderator).thenApply(Held::live);
    }

    private CompletionStage<Optional<Case>> claim(Platform platform, Moderator moderator, Intent intent) {
        Instant now = clock.instant();
        return queue.claim(platform, intent.caseId(), moderator, intent.token(), now, now.plus(lease))
                .thenApply(reply ->
                        reply instanceof ClaimReply.Claimed c ? Optional.of(c.claimed()) : Optional.<Case>empty());
    }

    private static String token() {
        byte[] bytes = new byte[18];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static CompletionStage<Optional<Case>> none() {
        return CompletableFuture.completedFuture(Optional.empty());
    }
}
