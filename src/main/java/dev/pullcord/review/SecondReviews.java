package dev.pullcord.review;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.AuditEntry;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Gives closed cases to somebody who had no part in them, and takes what he makes of them. What he is given goes by the same
 * guard as a claim: budget, opt-outs, stop and conflicts hold. Thread-safe.
 */
public final class SecondReviews {
    /** For so long one has a review before it goes back. */
    public static final Duration LEASE = Duration.ofMinutes(30);

    private static final int TRIED = 50;
    private static final Set<String> PEEKS = Set.of("case_viewed", "words_viewed"); // what shows the first decision
    private static final int ENTRIES = 500; // of a timeline, for who had a part in it

    private final Reviews reviews;
    private final ReviewQueue queue;
    private final ClaimGuard guard;
    private final ActivePolicies active;
    private final Random random;
    private final Clock clock;

    /** @param random says now and then that a gold case is due */
    public SecondReviews(
            Reviews reviews, ReviewQueue queue, ClaimGuard guard, ActivePolicies active, Random random, Clock clock) {
        this.reviews = reviews;
        this.queue = queue;
        this.guard = guard;
        this.active = active;
        this.random = random;
        this.clock = clock;
    }

    /** What somebody looks at. */
    public record Given(Review review, Case c) {}

    /** What an answer came to. */
    public sealed interface Answering {
        /** It is written; {@code repeated} when it was before. */
        record Written(Review review, boolean repeated) implements Answering {}

        /** It says something that cannot be; {@code pointer} names the field, as in a JSON pointer. */
        record Invalid(String pointer, String detail) implements Answering {}

        /** It is not his, or not any more. */
        record NotHolder() implements Answering {}

        record Unknown() implements Answering {}
    }

    /** What marking a gold case came to. */
    public sealed interface Marking {
        record Marked(Review.Gold gold) implements Marking {}

        record Invalid(String pointer, String detail) implements Marking {}

        /** It is not decided. */
        record NotClosed() implements Marking {}

        record Unknown() implements Marking {}
    }

    /** The review he has, or else the next one for him; empty when there is none, or he is to take no more. */
    public CompletionStage<Optional<Given>> next(Platform platform, Moderator moderator) {
        Instant now = clock.instant();
        return reviews.last(platform, moderator)
                .thenCompose(last -> last.filter(review -> review.heldBy(moderator, now))
                        .map(review -> withCase(platform, review))
                        .orElseGet(() -> fresh(platform, moderator, now)));
    }

    private CompletionStage<Optional<Given>> withCase(Platform platform, Review review) {
        return queue.find(platform, review.caseId()).thenApply(c -> c.map(found -> new Given(review, found)));
    }

    private CompletionStage<Optional<Given>> fresh(Platform platform, Moderator moderator, Instant now) {
        return reviews.waiting(platform, now, TRIED).thenCompose(waiting -> {
            // Where nothing else waits no gold case is given: it would be known for one.
            boolean golden = !waiting.isEmpty()
                    && random.nextDouble() < active.of(platform.id()).quality().goldShare();
            CompletionStage<List<Review>> gold =
                    golden ? gold(platform, moderator, now) : CompletableFuture.completedFuture(List.of());
            return gold.thenCompose(first -> {
                List<Review> all = new ArrayList<>(first);
                all.addAll(waiting);
                return tryNext(platform, moderator, all, 0, now);
            });
        });
    }

    private CompletionStage<List<Review>> gold(Platform platform, Moderator moderator, Instant now) {
        return reviews.gold(platform).thenApply(all -> {
            List<Review> his = new ArrayList<>();
            for (Review.Gold gold : all) {
                Partition partition = partition(platform, gold.caseId());
                String id = Review.id(platform, partition, gold.caseId() + ' ' + moderator.id());
                his.add(Review.ofGold(id, gold, now));
            }
            Collections.shuffle(his, random);
            return his;
        });
    }

    private CompletionStage<Optional<Given>> tryNext(
            Platform platform, Moderator moderator, List<Review> all, int at, Instant now) {
        if (at == all.size()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        Review review = all.get(at);
        return give(platform, moderator, review, now)
                .thenCompose(tried -> tried.stop()
                        ? CompletableFuture.completedFuture(tried.given())
                        : tryNext(platform, moderator, all, at + 1, now));
    }

    private record Tried(Optional<Given> given, boolean stop) {
        static final Tried NOT_THIS = new Tried(Optional.empty(), false);
        static final Tried NONE_AT_ALL = new Tried(Optional.empty(), true);
    }

    private CompletionStage<Tried> give(Platform platform, Moderator moderator, Review review, Instant now) {
        return queue.find(platform, review.caseId())
                .thenCombine(
                        queue.decisions(platform, review.caseId()),
                        (c, decisions) -> c.filter(found -> counts(review, found, decisions, platform, now))
                                .map(found -> new Decided(found, decisions)))
                .thenCompose(found -> {
                    if (found.isEmpty()) {
                        return drop(platform, review, now);
                    }
                    Case c = found.get().c();
                    boolean above = c.placement()
                            .needs()
                            .filter(role -> !moderator.role().includes(role))
                            .isPresent();
                    boolean part = found.get().decisions().stream()
                            .anyMatch(d -> d.decidedBy().equals(moderator.id())
                                    || d.approvedBy()
                                            .filter(moderator.id()::equals)
                                            .isPresent());
                    return above || part
                            ? CompletableFuture.completedFuture(Tried.NOT_THIS)
                            : knows(platform, moderator, c)
                                    .thenCompose(knows -> knows
                                            ? CompletableFuture.completedFuture(Tried.NOT_THIS)
                                            : guarded(platform, moderator, review, c, now));
                });
    }

    private record Decided(Case c, List<Decision> decisions) {}

    /** Whether there is still something to compare with. A gold case's answer stays right whatever was decided since. */
    private boolean counts(Review review, Case c, List<Decision> decisions, Platform platform, Instant now) {
        boolean closed = closed(c) && !decisions.isEmpty();
        if (review.gold()) {
            return closed;
        }
        boolean last = closed && decisions.get(decisions.size() - 1).id().equals(review.decisionId());
        Duration expires = active.of(platform.id()).quality().expires();
        return last && review.drawnAt().plus(expires).isAfter(now);
    }

    private static boolean closed(Case c) {
        return switch (c.state()) {
            case DECIDED, APPEALED, CLOSED -> true;
            case QUEUED, CLAIMED, AWAITING_APPROVAL, SNOOZED, ESCALATED -> false;
        };
    }

    private CompletionStage<Tried> drop(Platform platform, Review review, Instant now) {
        if (review.gold()) {
            return CompletableFuture.completedFuture(Tried.NOT_THIS);
        }
        AuditDraft entry = AuditDraft.byService(now, "review_dropped", review.caseId(), Map.of("review", review.id()));
        return reviews.change(partition(platform, review.caseId()), Optional.of(review), review.dropped(), entry)
                .thenApply(done -> Tried.NOT_THIS);
    }

    /** Whether he did anything with the case, looking at it included. */
    private CompletionStage<Boolean> knows(Platform platform, Moderator moderator, Case c) {
        return queue.timeline(platform, c.id(), ENTRIES)
                .thenApply(timeline -> timeline.stream()
                        .anyMatch(entry -> entry.draft().actor().equals(moderator.id())));
    }

    private CompletionStage<Tried> guarded(Platform platform, Moderator moderator, Review review, Case c, Instant now) {
        String token = review.id();
        return guard.admit(platform, c, moderator, token, now).thenCompose(admission -> {
            Optional<ClaimGuard.Bar> bar = admission.bar();
            if (bar.isPresent()) {
                boolean none = bar.get() == ClaimGuard.Bar.STOPPED || bar.get() == ClaimGuard.Bar.BUDGET;
                return CompletableFuture.completedFuture(none ? Tried.NONE_AT_ALL : Tried.NOT_THIS);
            }
            Review given = review.given(moderator, now.plus(LEASE));
            Optional<Review> before = review.gold() ? Optional.empty() : Optional.of(review);
            return reviews.change(
                            partition(platform, c.id()),
                            before,
                            given,
                            entry(moderator, now, "review_given", given, Map.of()))
                    .thenCompose(done -> done
                            ? CompletableFuture.completedFuture(new Tried(Optional.of(new Given(given, c)), true))
                            : guard.withdraw(platform, c, moderator, token, now).thenApply(back -> Tried.NOT_THIS));
        });
    }

    /** What he makes of it. What he answers first counts. */
    public CompletionStage<Answering> answer(
            Platform platform, Moderator moderator, String id, Outcome outcome, Optional<String> policy, String words) {
        Optional<String[]> fault = fault(platform, outcome, policy);
        if (fault.isPresent()) {
            return done(new Answering.Invalid(fault.get()[0], fault.get()[1]));
        }
        Instant now = clock.instant();
        return reviews.find(platform, id).thenCompose(found -> {
            if (found.isEmpty()) {
                return done(new Answering.Unknown());
            }
            Review review = found.get();
            boolean his = review.reviewer().filter(moderator.id()::equals).isPresent();
            if (his && review.state() == Review.State.ANSWERED) {
                return done(new Answering.Written(review, true));
            }
            if (!review.heldBy(moderator, now)) {
                return done(new Answering.NotHolder());
            }
            Review.Verdict verdict = new Review.Verdict(outcome, policy, Optional.of(words), now);
            return peeked(platform, moderator, review).thenCompose(peeked -> {
                Review answered = review.answered(verdict, peeked);
                AuditDraft entry =
                        entry(moderator, now, "review_answered", answered, Map.of("outcome", verdict.category()));
                return reviews.change(partition(platform, review.caseId()), Optional.of(review), answered, entry)
                        .thenApply(changed -> changed
                                ? new Answering.Written(answered, false)
                                : (Answering) new Answering.NotHolder());
            });
        });
    }

    /** Whether he opened the case itself, where its decision stands. */
    private CompletionStage<Boolean> peeked(Platform platform, Moderator moderator, Review review) {
        return queue.timeline(platform, review.caseId(), ENTRIES)
                .thenApply(timeline -> timeline.stream()
                        .map(AuditEntry::draft)
                        .anyMatch(entry -> entry.actor().equals(moderator.id()) && PEEKS.contains(entry.verb())));
    }

    /** He does not answer it; somebody else will. */
    public CompletionStage<Answering> giveBack(Platform platform, Moderator moderator, String id) {
        Instant now = clock.instant();
        return reviews.find(platform, id).thenCompose(found -> {
            if (found.isEmpty()) {
                return done(new Answering.Unknown());
            }
            Review review = found.get();
            if (!review.heldBy(moderator, now)) {
                return done(new Answering.NotHolder());
            }
            Review after = review.gold() ? review.dropped() : review.returned(); // a gold one was made for him alone
            AuditDraft entry = entry(moderator, now, "review_returned", after, Map.of());
            return reviews.change(partition(platform, review.caseId()), Optional.of(review), after, entry)
                    .thenApply(changed ->
                            changed ? new Answering.Written(after, false) : (Answering) new Answering.NotHolder());
        });
    }

    /** Whatever he was given and has not answered goes back: he needs to stop. */
    public CompletionStage<Void> stop(Platform platform, Moderator moderator) {
        Instant now = clock.instant();
        return reviews.last(platform, moderator)
                .thenCompose(last -> last.filter(review -> review.heldBy(moderator, now))
                        .map(held -> giveBack(platform, moderator, held.id()).<Void>thenApply(back -> null))
                        .orElseGet(() -> CompletableFuture.completedFuture(null)));
    }

    /** A lead sets the right answer of a closed case. Written down before it is done. */
    public CompletionStage<Marking> mark(
            Platform platform, Moderator lead, String caseId, Outcome outcome, Optional<String> policy, String words) {
        Optional<String[]> fault = fault(platform, outcome, policy);
        if (fault.isPresent()) {
            return CompletableFuture.completedFuture(new Marking.Invalid(fault.get()[0], fault.get()[1]));
        }
        Instant now = clock.instant();
        return queue.find(platform, caseId)
                .thenCombine(queue.decisions(platform, caseId), (c, decisions) -> {
                    if (c.isEmpty()) {
                        return new Marking.Unknown();
                    }
                    if (!closed(c.get()) || decisions.isEmpty()) {
                        return new Marking.NotClosed();
                    }
                    Decision last = decisions.get(decisions.size() - 1);
                    return (Marking) new Marking.Marked(new Review.Gold(
                            caseId,
                            last.id(),
                            c.get().reason(),
                            last.decidedAt(),
                            outcome,
                            policy,
                            words,
                            lead.id(),
                            now));
                })
                .thenCompose(marking -> marking instanceof Marking.Marked marked
                        ? remember(platform, lead, caseId, "gold_marked", words, now)
                                .thenCompose(written -> reviews.mark(partition(platform, caseId), marked.gold()))
                                .thenApply(kept -> marking)
                        : CompletableFuture.completedFuture(marking));
    }

    /** It is no gold case any more. */
    public CompletionStage<Boolean> unmark(Platform platform, Moderator lead, String caseId, String words) {
        return queue.find(platform, caseId)
                .thenCompose(c -> c.isEmpty()
                        ? CompletableFuture.completedFuture(false)
                        : remember(platform, lead, caseId, "gold_unmarked", words, clock.instant())
                                .thenCompose(written -> reviews.unmark(partition(platform, caseId), caseId)));
    }

    /** In the audit, but not in the case's timeline: only leads know which are gold. */
    private CompletionStage<?> remember(
            Platform platform, Moderator lead, String caseId, String verb, String words, Instant now) {
        TreeMap<String, String> detail = new TreeMap<>(Map.of("case", caseId, "reason", words));
        return queue.remember(
                platform, caseId, new AuditDraft(now, lead.id(), lead.role().word(), verb, Optional.empty(), detail));
    }

    /** Why these cannot stand together, by the field: as with a decision. */
    private Optional<String[]> fault(Platform platform, Outcome outcome, Optional<String> policy) {
        boolean violation = outcome == Outcome.VIOLATION;
        if (violation != policy.isPresent()) {
            return Optional.of(new String[] {
                "/policy", violation ? "a violation names the policy it breaks" : "only a violation names a policy"
            });
        }
        return policy.filter(code -> active.of(platform.id()).tree().find(code).isEmpty())
                .map(code -> new String[] {"/policy", "is no code of the active policy"});
    }

    private static AuditDraft entry(Moderator by, Instant now, String verb, Review review, Map<String, String> more) {
        TreeMap<String, String> detail = new TreeMap<>(more);
        detail.put("review", review.id());
        return new AuditDraft(now, by.id(), by.role().word(), verb, Optional.of(review.caseId()), detail);
    }

    private static Partition partition(Platform platform, String caseId) {
        return CaseId.partition(platform.id(), platform.partitions(), caseId).orElseThrow();
    }

    private static CompletionStage<Answering> done(Answering answering) {
        return CompletableFuture.completedFuture(answering);
    }
}
