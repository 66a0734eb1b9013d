package dev.pullcord.review;

import dev.pullcord.intake.Platform;
import dev.pullcord.review.ReviewQueue.HolderReply;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * What a moderator does with a case that he does not decide: hands it back, puts it off, hands it up. Thread-safe.
 *
 * <p>Nothing that is done here can make a case wait for nobody: it is put off no longer than its lane's clock, and it is
 * handed up only where somebody is there to take it.
 */
public final class Handover {
    /** Shorter than this is no putting off. */
    public static final Duration SHORTEST = Duration.ofSeconds(30);

    private final Desk desk;
    private final ReviewQueue queue;
    private final Handovers handovers;
    private final People people;
    private final ActivePolicies active;
    private final Clock clock;

    /** @param active the policy in force on each platform, asked anew at every call */
    public Handover(
            Desk desk, ReviewQueue queue, Handovers handovers, People people, ActivePolicies active, Clock clock) {
        this.desk = desk;
        this.queue = queue;
        this.handovers = handovers;
        this.people = people;
        this.active = active;
        this.clock = clock;
    }

    /** What such a move came to. */
    public sealed interface Reply {
        /** It is done, and this is the case now. */
        record Done(Case after) implements Reply {}

        /** It says something that cannot be; {@code pointer} names the field, as in a JSON pointer. */
        record Invalid(String pointer, String detail) implements Reply {}

        record NotHolder() implements Reply {}

        record Unknown() implements Reply {}
    }

    /** Hands a case back. One that goes round too often goes to a senior instead, if there is one. */
    public CompletionStage<HolderReply> release(
            Platform platform, Moderator moderator, String caseId, String token, String reason) {
        return queue.find(platform, caseId).thenCompose(found -> {
            Optional<Case> tired = found.filter(Case::tired).filter(c -> mine(c, moderator, token));
            if (tired.isEmpty()) {
                return desk.release(platform, moderator, caseId, token, reason);
            }
            return somebody(platform, moderator, Role.SENIOR)
                    .thenCompose(there -> there
                            ? handovers.handUp(
                                    tired.get(), moderator, token, Role.SENIOR, true, reason, clock.instant())
                            : desk.release(platform, moderator, caseId, token, reason));
        });
    }

    /**
     * Puts a case off until a time, at most as long as its lane's clock. Its deadline stays what it is, so once it is back
     * it comes before what is due later.
     */
    public CompletionStage<Reply> snooze(
            Platform platform, Moderator moderator, String caseId, String token, Instant until, String reason) {
        return held(platform, moderator, caseId, token, c -> {
            Instant now = clock.instant();
            Duration longest = longest(platform, c);
            if (until.isBefore(now.plus(SHORTEST))) {
                return invalid("/until", "is less than " + SHORTEST.toSeconds() + " s away");
            }
            if (until.isAfter(now.plus(longest))) {
                return invalid("/until", "is more than " + longest + " away, the clock of this case's lane");
            }
            if (c.urgent() && until.isAfter(c.placement().deadline())) {
                return invalid("/until", "is past the deadline, and somebody may be in danger: hand it up, or on");
            }
            return handovers
                    .snooze(platform, caseId, moderator, token, until, reason, now)
                    .thenCompose(reply -> done(platform, caseId, reply));
        });
    }

    /**
     * Hands a case up, to a role above the moderator's own. It goes to the queue of that role at once, with its deadline
     * as it was.
     */
    public CompletionStage<Reply> escalate(
            Platform platform, Moderator moderator, String caseId, String token, Role to, String reason) {
        return held(platform, moderator, caseId, token, c -> {
            if (to.compareTo(moderator.role()) <= 0) {
                return invalid(
                        "/to", "is not above your own role, " + moderator.role().word());
            }
            return somebody(platform, moderator, to)
                    .thenCompose(there -> there
                            ? handovers
                                    .handUp(c, moderator, token, to, false, reason, clock.instant())
                                    .thenCompose(reply -> done(platform, caseId, reply))
                            : invalid("/to", "names a role that nobody here has: the case would wait for no one"));
        });
    }

    private Duration longest(Platform platform, Case c) {
        return active.of(platform.id()).triage().lanes().stream()
                .filter(lane -> lane.name().equals(c.placement().lane()))
                .map(TriagePolicy.Lane::clock)
                .findFirst()
                .orElse(SHORTEST); // of a lane that is no more: soon
    }

    /** Whether anybody but him has this role or one above. */
    private CompletionStage<Boolean> somebody(Platform platform, Moderator moderator, Role role) {
        return people.all(platform.id())
                .thenApply(all -> all.stream()
                        .anyMatch(one -> one.role().includes(role) && !one.id().equals(moderator.id())));
    }

    private CompletionStage<Reply> held(
            Platform platform,
            Moderator moderator,
            String caseId,
            String token,
            Function<Case, CompletionStage<Reply>> then) {
        return queue.find(platform, caseId)
                .thenCompose(found -> found.isEmpty()
                        ? completed(new Reply.Unknown())
                        : mine(found.get(), moderator, token)
                                ? desk.worked(platform, moderator, found)
                                        .thenCompose(counted -> then.apply(found.get()))
                                : completed(new Reply.NotHolder()));
    }

    /** As far as can be seen before; the step itself looks again. */
    private static boolean mine(Case c, Moderator moderator, String token) {
        return c.claim()
                .filter(claim -> claim.token().equals(token) && claim.holder().equals(moderator.id()))
                .isPresent();
    }

    private CompletionStage<Reply> done(Platform platform, String caseId, HolderReply reply) {
        return switch (reply) {
            case DONE ->
                queue.find(platform, caseId)
                        .thenApply(after -> after.<Reply>map(Reply.Done::new).orElseGet(Reply.Unknown::new));
            case NOT_HOLDER -> completed(new Reply.NotHolder());
            case UNKNOWN -> completed(new Reply.Unknown());
        };
    }

    private static CompletionStage<Reply> invalid(String pointer, String detail) {
        return completed(new Reply.Invalid(pointer, detail));
    }

    private static CompletionStage<Reply> completed(Reply reply) {
        return CompletableFuture.completedFuture(reply);
    }
}
