package dev.pullcord.review;

import dev.pullcord.intake.Platform;
import dev.pullcord.review.ReviewQueue.ClaimReply;
import dev.pullcord.review.ReviewQueue.Intent;
import dev.pullcord.review.ReviewQueue.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Finds the case that somebody is given next. Thread-safe.
 *
 * <p>A moderator has at most one claim from {@link #claim}. Case and moderator lie in different partitions, so no
 * single step can touch both; instead his <em>intent</em> (which case, with which token) is written before the claim is
 * tried. Whoever finds an intent first tries to finish it: a claim asked for twice with one token is one claim, and a token
 * that was refused or whose claim is over never gets one: what an intent was replaced for cannot come true later. So two calls at once, or a call after a crash, end at the same case, and one who
 * handed a case back or fell silent takes his turn at the queue like everybody.
 */
final class NextCase {
    /** So many of each queue and partition are looked at, at least. */
    static final int HEADS = 8;

    private static final int MOST_TRIED = 500; // of cases that are for others, in one call

    /** Why a claim ended, in the audit trail. */
    static final String SET_ASIDE = "set aside for what goes before it";

    private final ReviewQueue queue;
    private final ActivePolicies active;
    private final Duration lease;
    private final Clock clock;
    private final AtomicLong tickets = new AtomicLong();
    private volatile Optional<Care> care = Optional.empty();

    NextCase(ReviewQueue queue, ActivePolicies active, Duration lease, Clock clock) {
        this.queue = queue;
        this.active = active;
        this.lease = lease;
        this.clock = clock;
    }

    void caring(Care theirs) {
        care = Optional.of(theirs);
    }

    /**
     * The case he holds, or else the next one he may take.
     *
     * @param wanted the queues to take it from; empty means all
     * @param setsAside whether he sets aside what he holds for what goes before it
     * @return empty when nothing waits
     */
    CompletionStage<Optional<Case>> claim(
            Platform platform, Moderator moderator, List<String> wanted, boolean setsAside) {
        return queue.intent(moderator, platform)
                .thenCompose(intent -> intent.isPresent()
                        ? finish(platform, moderator, intent.get())
                                .thenCompose(mine -> mine.isEmpty()
                                        ? takeNext(platform, moderator, intent, wanted, Set.of())
                                        : setsAside
                                                ? orWhatGoesBefore(
                                                        platform, moderator, intent.get(), wanted, mine.get())
                                                : done(mine))
                        : takeNext(platform, moderator, intent, wanted, Set.of()));
    }

    /**
     * His case, or what waits in a lane that goes before all others. Then his goes back to its place as if he had not had it: it
     * does not count as handed back, and may be the next one he is given. Should somebody else be faster, he is given what is
     * next; that may be his own again.
     */
    private CompletionStage<Optional<Case>> orWhatGoesBefore(
            Platform platform, Moderator moderator, Intent intent, List<String> wanted, Case mine) {
        LaneOrder order = new LaneOrder(active.of(platform.id()).triage());
        Instant now = clock.instant();
        return sitting(platform, moderator).thenCompose(sitting -> {
            List<String> from = sitting.queues(order.ahead(wanted(platform, wanted)));
            if (sitting.takesNothing() || from.isEmpty()) {
                return done(Optional.of(mine));
            }
            return skipped(platform, moderator)
                    .thenCompose(skipped -> queue.waiting(platform, from, moderator.role(), HEADS + skipped.size())
                            .thenCompose(heads -> firstFor(
                                    sitting,
                                    order.order(heads, 0).stream()
                                            .filter(head -> !skipped.contains(head.caseId()))
                                            .filter(head -> order.setsAside(head, mine.placement(), now))
                                            .toList())))
                    .thenCompose(urgent -> urgent.isEmpty()
                            ? done(Optional.of(mine))
                            : worked(platform, moderator, mine)
                                    .thenCompose(counted -> queue.handBack(
                                            platform, mine.id(), moderator, intent.token(), SET_ASIDE, now))
                                    .thenCompose(back -> take(
                                            platform,
                                            moderator,
                                            Optional.of(intent),
                                            wanted,
                                            List.of(urgent.get()),
                                            0,
                                            Set.of(),
                                            sitting)));
        });
    }

    private CompletionStage<Optional<Waiting>> firstFor(Sitting sitting, List<Waiting> heads) {
        return heads.isEmpty()
                ? done(Optional.empty())
                : sitting.suits(heads.get(0))
                        .thenCompose(suits -> suits
                                ? done(Optional.of(heads.get(0)))
                                : firstFor(sitting, heads.subList(1, heads.size())));
    }

    private CompletionStage<Void> worked(Platform platform, Moderator moderator, Case mine) {
        return care.map(theirs -> theirs.worked(platform, moderator, mine)).orElseGet(() -> done(null));
    }

    private CompletionStage<Sitting> sitting(Platform platform, Moderator moderator) {
        return care.map(c -> c.sitting(platform, moderator)).orElseGet(() -> done(Sitting.ANYBODYS));
    }

    private List<String> wanted(Platform platform, List<String> wanted) {
        return wanted.isEmpty()
                ? List.copyOf(active.of(platform.id()).triage().laneOfQueue().keySet())
                : wanted;
    }

    /** @param tried what this call could not get: not to be tried again, or one case that cannot be claimed holds it for ever */
    private CompletionStage<Optional<Case>> takeNext(
            Platform platform, Moderator moderator, Optional<Intent> before, List<String> wanted, Set<String> tried) {
        return sitting(platform, moderator)
                .thenCompose(sitting -> sitting.takesNothing() || tried.size() > MOST_TRIED
                        ? done(Optional.empty())
                        : takeNext(platform, moderator, before, wanted, tried, sitting));
    }

    private CompletionStage<Optional<Case>> takeNext(
            Platform platform,
            Moderator moderator,
            Optional<Intent> before,
            List<String> wanted,
            Set<String> tried,
            Sitting sitting) {
        List<String> from = sitting.queues(wanted(platform, wanted));
        LaneOrder order = new LaneOrder(active.of(platform.id()).triage());
        return skipped(platform, moderator)
                .thenCompose(skipped -> queue.waiting(
                                platform, from, moderator.role(), HEADS + skipped.size() + tried.size())
                        .thenCompose(
                                heads -> { // so many, for all of those may stand before the first he can have
                                    List<Waiting> fresh = heads.stream()
                                            .filter(h -> !tried.contains(h.caseId()))
                                            .toList();
                                    return take(
                                            platform,
                                            moderator,
                                            before,
                                            wanted,
                                            sitting.inTurn(inTurn(order, fresh, skipped), order),
                                            0,
                                            tried,
                                            sitting);
                                }));
    }

    /**
     * What he handed back lately comes after all else, and only once it is overdue: till then somebody else may take it,
     * and from then on nobody waits for that.
     */
    private List<Waiting> inTurn(LaneOrder order, List<Waiting> heads, Set<String> skipped) {
        List<Waiting> inTurn = new ArrayList<>();
        List<Waiting> again = new ArrayList<>();
        Instant now = clock.instant();
        for (Waiting head : order.order(heads, tickets.getAndIncrement())) {
            if (!skipped.contains(head.caseId())) {
                inTurn.add(head);
            } else if (!head.deadline().isAfter(now)) {
                again.add(head);
            }
        }
        inTurn.addAll(again);
        return inTurn;
    }

    private CompletionStage<Set<String>> skipped(Platform platform, Moderator moderator) {
        return queue.skipped(moderator, platform, clock.instant()).exceptionally(away -> Set.of());
    }

    /** Tries one head after the other. When all were taken by others meanwhile, the queue is looked at again. */
    private CompletionStage<Optional<Case>> take(
            Platform platform,
            Moderator moderator,
            Optional<Intent> before,
            List<String> wanted,
            List<Waiting> heads,
            int at,
            Set<String> tried,
            Sitting sitting) {
        if (heads.isEmpty()) {
            return done(Optional.empty());
        }
        if (at == heads.size()) {
            Set<String> more = new HashSet<>(tried);
            heads.forEach(h -> more.add(h.caseId()));
            return takeNext(platform, moderator, before, wanted, more);
        }
        return sitting.suits(heads.get(at))
                .thenCompose(suits -> suits
                        ? tryToTake(platform, moderator, before, wanted, heads, at, tried, sitting)
                        : take(platform, moderator, before, wanted, heads, at + 1, tried, sitting));
    }

    private CompletionStage<Optional<Case>> tryToTake(
            Platform platform,
            Moderator moderator,
            Optional<Intent> before,
            List<String> wanted,
            List<Waiting> heads,
            int at,
            Set<String> tried,
            Sitting sitting) {
        Intent next = new Intent(heads.get(at).caseId(), Desk.token());
        return queue.intend(moderator, platform, before, Optional.of(next))
                .thenCompose(mine -> mine
                        ? finish(platform, moderator, next)
                                .thenCompose(claimed -> claimed.isPresent()
                                        ? done(claimed)
                                        : take(
                                                platform,
                                                moderator,
                                                Optional.of(next),
                                                wanted,
                                                heads,
                                                at + 1,
                                                tried,
                                                sitting))
                        : claim(platform, moderator, wanted, false)); // another call of his was faster: it leads
    }

    /** Claims what the intent says, or finds that it is claimed by it already. */
    private CompletionStage<Optional<Case>> finish(Platform platform, Moderator moderator, Intent intent) {
        Instant now = clock.instant();
        return queue.claim(platform, intent.caseId(), moderator, intent.token(), now, now.plus(lease))
                .thenApply(reply ->
                        reply instanceof ClaimReply.Claimed c ? Optional.of(c.claimed()) : Optional.<Case>empty())
                .exceptionallyCompose(failure -> Damaged.is(failure) // it must not keep him from all others
                        ? done(Optional.empty())
                        : CompletableFuture.failedFuture(failure));
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
