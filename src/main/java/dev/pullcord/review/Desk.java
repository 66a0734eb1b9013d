package dev.pullcord.review;

import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Rosters;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Target;
import dev.pullcord.review.ReviewQueue.ClaimReply;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a moderator does: takes the next case, keeps it, hands it back, decides it. Thread-safe; any number of desks on
 * any number of nodes work the same queue.
 */
public final class Desk {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ReviewQueue queue;
    private final ActivePolicies active;
    private final Duration lease;
    private final Ruling ruling;
    private final Clock clock;
    private final NextCase next;
    private volatile Optional<Care> care = Optional.empty();

    /**
     * @param rosters tell as whom an account is in its meeting
     * @param active the policy in force on each platform, asked anew at every call
     * @param lease how long a claim lives unless renewed
     * @param decided is told where a decision was just written, so that its actions leave at once
     */
    public Desk(
            ReviewQueue queue,
            Rosters rosters,
            ActivePolicies active,
            Duration lease,
            Consumer<Partition> decided,
            Clock clock) {
        this.queue = queue;
        this.active = active;
        this.lease = lease;
        this.ruling = new Ruling(queue, rosters, active, decided, clock);
        this.clock = clock;
        this.next = new NextCase(queue, active, lease, clock);
    }

    /** A desk where one policy is in force everywhere. */
    public Desk(
            ReviewQueue queue,
            Rosters rosters,
            PolicyPack pack,
            Duration lease,
            Consumer<Partition> decided,
            Clock clock) {
        this(queue, rosters, (String platform) -> pack, lease, decided, clock);
    }

    /** From now on people are given what is for them, and no more than is good for them. */
    public Desk caring(Care theirs) {
        care = Optional.of(theirs.under(lease));
        next.caring(theirs);
        return this;
    }

    /** From now on a preview says what policy recommends after the strikes there are. */
    public Desk counting(Strikes strikes) {
        ruling.counting(strikes);
        return this;
    }

    /** The queues of the active policy, the most urgent first, each with the lane whose cases wait in it. */
    public Map<String, String> queues(Platform platform) {
        return active.of(platform.id()).triage().laneOfQueue();
    }

    /** Those of them that go before all others. */
    public List<String> ahead(Platform platform) {
        return new LaneOrder(active.of(platform.id()).triage())
                .ahead(queues(platform).keySet());
    }

    /**
     * The case he holds, or else the next one he may take.
     *
     * @param wanted the queues to take it from; empty means all
     * @return empty when nothing waits that is for him
     */
    public CompletionStage<Optional<Case>> claimNext(Platform platform, Moderator moderator, List<String> wanted) {
        return next.claim(platform, moderator, wanted, false);
    }

    /**
     * The same, but what he holds goes back to its place if something waits that goes before it; see
     * {@link LaneOrder#setsAside}.
     */
    public CompletionStage<Optional<Case>> claimUrgent(Platform platform, Moderator moderator, List<String> wanted) {
        return next.claim(platform, moderator, wanted, true);
    }

    /** This very case: any for a lead, for others what was handed up to them, and for its holder his own claim again. */
    public CompletionStage<ClaimReply> claim(Platform platform, Moderator moderator, String caseId) {
        return queue.find(platform, caseId).thenCompose(found -> {
            if (found.isEmpty()) {
                return done(new ClaimReply.Unknown());
            }
            Optional<String> again = Reach.own(found.get(), moderator).map(Claim::token);
            Optional<Role> lacking = Reach.lacking(found.get(), moderator);
            Instant now = clock.instant();
            return lacking.isPresent()
                    ? done(new ClaimReply.Needs(lacking.get()))
                    : queue.claim(platform, caseId, moderator, again.orElseGet(Desk::token), now, now.plus(lease))
                            .thenCompose(reply -> reply instanceof ClaimReply.AlreadyClaimed
                                    ? perhapsHis(platform, moderator, caseId, reply)
                                    : done(reply));
        });
    }

    /** Two of his own calls may have raced: whichever lost has what the other got. */
    private CompletionStage<ClaimReply> perhapsHis(
            Platform platform, Moderator moderator, String caseId, ClaimReply lost) {
        return queue.find(platform, caseId)
                .thenApply(found -> found.filter(c -> Reach.own(c, moderator)
                                .filter(claim -> claim.expiresAt().isAfter(clock.instant()))
                                .isPresent())
                        .<ClaimReply>map(ClaimReply.Claimed::new)
                        .orElse(lost));
    }

    /** Keeps a claim alive; answers when it runs out now, or why it cannot be kept. */
    public CompletionStage<Renewal> renew(Platform platform, Moderator moderator, String caseId, String token) {
        Instant now = clock.instant();
        Instant until = now.plus(lease);
        return queue.find(platform, caseId)
                .thenCompose(found ->
                        found.filter(c -> anothers(c, moderator, token)).isPresent()
                                ? done(ReviewQueue.HolderReply.NOT_HOLDER)
                                : worked(platform, moderator, found)
                                        .thenCompose(counted -> queue.renew(platform, caseId, token, now, until))
                                        .thenCompose(reply -> reply == ReviewQueue.HolderReply.DONE
                                                ? keep(platform, moderator, found.orElseThrow(), token, reply)
                                                : done(reply)))
                .thenApply(reply -> new Renewal(reply, until));
    }

    /** What he has opted out of may have joined the case since: then it goes back to its place, as if he had not had it. */
    private CompletionStage<ReviewQueue.HolderReply> keep(
            Platform platform, Moderator moderator, Case c, String token, ReviewQueue.HolderReply renewed) {
        return care.map(theirs -> theirs.mayKeep(platform, moderator, c)
                        .exceptionally(away -> true)
                        .thenCompose(may -> may
                                ? done(renewed)
                                : queue.handBack(platform, c.id(), moderator, token, Care.HANDED_BACK, clock.instant())
                                        .thenApply(back -> ReviewQueue.HolderReply.NOT_HOLDER)))
                .orElseGet(() -> done(renewed));
    }

    /** Counts the time so far, and does what ends a claim. */
    private <T> CompletionStage<T> counted(
            Platform platform, Moderator moderator, String caseId, Supplier<CompletionStage<T>> ending) {
        return care.isEmpty()
                ? ending.get()
                : queue.find(platform, caseId)
                        .thenCompose(found -> worked(platform, moderator, found))
                        .thenCompose(counted -> ending.get());
    }

    /** See {@link Care#worked}; nothing where nobody cares. */
    CompletionStage<Void> worked(Platform platform, Moderator moderator, Optional<Case> held) {
        return care.isPresent() && held.isPresent() ? care.get().worked(platform, moderator, held.get()) : done(null);
    }

    /**
     * What a renewal came to.
     *
     * @param reply done, or why not
     * @param expiresAt when the claim runs out, if it was renewed
     */
    public record Renewal(ReviewQueue.HolderReply reply, Instant expiresAt) {}

    /** Hands a case back to its place in the queue; for a while it is not the next one he is given. */
    public CompletionStage<ReviewQueue.HolderReply> release(
            Platform platform, Moderator moderator, String caseId, String token, String reason) {
        Instant now = clock.instant();
        Instant until = now.plus(active.of(platform.id()).triage().skippedFor());
        return counted(
                        platform,
                        moderator,
                        caseId,
                        () -> anothers(platform, moderator, caseId, token)
                                .thenCompose(anothers -> anothers
                                        ? done(ReviewQueue.HolderReply.NOT_HOLDER)
                                        : queue.release(platform, caseId, moderator, token, reason, now)))
                .thenCompose(reply -> reply == ReviewQueue.HolderReply.DONE
                        ? queue.skip(moderator, platform, caseId, until)
                                .handle((remembered, forgotten) ->
                                        reply) // it is handed back, whatever he is given next
                        : done(reply));
    }

    /**
     * What a moderator asks to be written.
     *
     * @param outcome the conclusion
     * @param policy the policy's code; needed with a violation, refused without
     * @param reason in his words
     * @param actions what the platform shall do, in order; an absent target is filled from the case
     * @param notifyReporter whether the reporter may be told
     * @param suppressNotice why the account is not told
     * @param repeatKey marks the call, so that its repetition is known
     * @param statement what the account is told of why
     * @param alone why this cannot wait for a second person, in an imminent danger
     */
    public record Request(
            Outcome outcome,
            Optional<String> policy,
            String reason,
            List<Wish> actions,
            boolean notifyReporter,
            Optional<String> suppressNotice,
            Optional<String> repeatKey,
            Optional<Statement> statement,
            Optional<String> alone) {
        public Request {
            actions = List.copyOf(actions);
        }

        /** One by the usual way, that says no more than it must. */
        public Request(
                Outcome outcome,
                Optional<String> policy,
                String reason,
                List<Wish> actions,
                boolean notifyReporter,
                Optional<String> suppressNotice,
                Optional<String> repeatKey) {
            this(
                    outcome,
                    policy,
                    reason,
                    actions,
                    notifyReporter,
                    suppressNotice,
                    repeatKey,
                    Optional.empty(),
                    Optional.empty());
        }
    }

    /**
     * One action asked for.
     *
     * @param type what
     * @param target to whom; absent means the case's account, or its meeting where it names none
     * @param duration for how long
     */
    public record Wish(ActionType type, Optional<Target> target, Optional<Duration> duration) {}

    /** What became of the wish to decide. */
    public sealed interface Deciding {
        /** It is written; {@code repeated} when an earlier call had written it. */
        record Written(Decision decision, boolean repeated) implements Deciding {}

        /** It says something that cannot be; {@code pointer} names the field, as in a JSON pointer. */
        record Invalid(String pointer, String detail) implements Deciding {}

        /** It waits for a second person; {@code repeated} when an earlier call had put it there. */
        record Proposed(Proposal proposal, boolean repeated) implements Deciding {}

        record AlreadyDecided() implements Deciding {}

        record NotHolder() implements Deciding {}

        /** It is for people of a higher role. */
        record Needs(Role role) implements Deciding {}

        record Unknown() implements Deciding {}
    }

    /** What would become of the wish to decide. */
    public sealed interface Preview {
        /**
         * It could be written so.
         *
         * @param takesTwo whether after a second person's yes
         * @param recommended what policy would have done, where it would be a violation
         */
        record Whole(Decision decision, boolean takesTwo, Optional<Recommendation> recommended) implements Preview {}

        /** It says something that cannot be; {@code pointer} names the field, as in a JSON pointer. */
        record Invalid(String pointer, String detail) implements Preview {}

        record Unknown() implements Preview {}
    }

    /** What would become of this request; writes nothing. */
    public CompletionStage<Preview> preview(Platform platform, Moderator moderator, String caseId, Request request) {
        return ruling.preview(platform, moderator, caseId, request);
    }

    /** Decides a case, or puts it before a second person. The moderator must hold it, and shows so by the token. */
    public CompletionStage<Deciding> decide(
            Platform platform, Moderator moderator, String caseId, String token, Request request) {
        return counted(
                platform, moderator, caseId, () -> ruling.decide(platform, moderator, caseId, token, request, false));
    }

    /** As one of several that two people decide together: each is a decision of both. */
    CompletionStage<Deciding> propose(
            Platform platform, Moderator moderator, String caseId, String token, Request request) {
        return ruling.decide(platform, moderator, caseId, token, request, true);
    }

    /** Whether this is the token of somebody else's claim: a token that got about is good for nobody but its holder. */
    private CompletionStage<Boolean> anothers(Platform platform, Moderator moderator, String caseId, String token) {
        return queue.find(platform, caseId)
                .thenApply(found ->
                        found.filter(c -> anothers(c, moderator, token)).isPresent());
    }

    static boolean anothers(Case c, Moderator moderator, String token) {
        return c.claim()
                .filter(claim -> claim.token().equals(token) && !claim.holder().equals(moderator.id()))
                .isPresent();
    }

    static String token() {
        byte[] bytes = new byte[18];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
