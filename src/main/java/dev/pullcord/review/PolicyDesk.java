package dev.pullcord.review;

import dev.pullcord.intake.Platform;
import dev.pullcord.review.Policies.AddReply;
import dev.pullcord.review.Policies.ShadowReply;
import dev.pullcord.review.Policies.Standing;
import dev.pullcord.review.Policies.Stored;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * What leads do with policies. A version is put in force by two people: the first proposes, another agrees before the
 * proposal runs out. Thread-safe; any number of desks on any number of nodes.
 */
public final class PolicyDesk {
    /** How long a proposal waits for a second person. */
    public static final Duration PROPOSAL = Duration.ofHours(24);

    private static final int TRIES = 3;

    private final Policies policies;
    private final ActivePolicies active;
    private final Shelf shelf;
    private final Clock clock;

    /** What the reader of policy files knows. */
    public interface Shelf {
        /** A version that comes with the service, as it is kept. */
        Optional<Stored> shipped(String version);

        List<Stored> shipped();

        /**
         * Reads what was kept.
         *
         * @throws IllegalArgumentException if this build cannot read it
         */
        PolicyPack read(Stored stored);
    }

    /** @param active the policy in force on each platform */
    public PolicyDesk(Policies policies, ActivePolicies active, Shelf shelf, Clock clock) {
        this.policies = policies;
        this.active = active;
        this.shelf = shelf;
        this.clock = clock;
    }

    /** What asking for a version to be put in force came to. */
    public sealed interface Outcome {
        /** A second person is waited for. */
        record Proposed(Instant expiresAt) implements Outcome {}

        record Activated() implements Outcome {}

        /** He proposed it himself. */
        record Own() implements Outcome {}

        record Unknown() implements Outcome {}

        record AlreadyActive() implements Outcome {}

        /** Cases may wait in queues that it does not have. */
        record DropsQueues(List<String> queues) implements Outcome {}

        /** This build cannot read it (any more). */
        record Unreadable(String why) implements Outcome {}

        /** Others were faster, again and again. */
        record Moved() implements Outcome {}
    }

    /** A version, of those that were brought and those that come with the service. */
    public CompletionStage<Optional<Stored>> find(Platform platform, String version) {
        return policies.find(platform.id(), version).thenApply(found -> found.or(() -> shelf.shipped(version)));
    }

    /** All versions, those that come with the service first. */
    public CompletionStage<List<Stored>> all(Platform platform) {
        return policies.all(platform).thenApply(brought -> {
            List<Stored> all = new ArrayList<>(shelf.shipped());
            all.removeIf(s -> brought.stream().anyMatch(b -> b.version().equals(s.version())));
            all.addAll(brought);
            return all;
        });
    }

    /** How it stands; the version in force is told even where nobody put it in force. */
    public CompletionStage<Standing> standing(Platform platform) {
        return policies.standing(platform.id());
    }

    /** The version in force now, as far as this node knows. */
    public String inForce(Platform platform) {
        return active.of(platform.id()).version();
    }

    /** Keeps a version. One that comes with the service is known, or its name taken. */
    public CompletionStage<AddReply> add(Platform platform, Moderator moderator, Stored stored) {
        Optional<Stored> shipped = shelf.shipped(stored.version());
        return shipped.isPresent()
                ? done(shipped.get().digest().equals(stored.digest()) ? AddReply.KNOWN : AddReply.TAKEN)
                : policies.add(platform, stored, moderator);
    }

    /** Proposes a version, or agrees to what another person proposed. */
    public CompletionStage<Outcome> activate(Platform platform, Moderator moderator, String version) {
        return activate(platform, moderator, version, TRIES);
    }

    private CompletionStage<Outcome> activate(Platform platform, Moderator moderator, String version, int tries) {
        if (tries == 0) {
            return done(new Outcome.Moved());
        }
        return withKept(platform, moderator, version, found -> {
            if (found.isEmpty()) {
                return done(new Outcome.Unknown());
            }
            return policies.standing(platform.id()).thenCompose(standing -> {
                Optional<Outcome> fault = fault(platform, standing, found.get());
                if (fault.isPresent()) {
                    return done(fault.get());
                }
                Instant now = clock.instant();
                return standing.proposal(version, now).isPresent()
                        ? agree(platform, moderator, version, standing, now, tries)
                        : propose(platform, moderator, version, now, tries);
            });
        });
    }

    /** What comes with the service is kept before it is used, so that it stays as it was through every update. */
    private <T> CompletionStage<T> withKept(
            Platform platform,
            Moderator moderator,
            String version,
            Function<Optional<Stored>, CompletionStage<T>> then) {
        return policies.find(platform.id(), version).thenCompose(kept -> {
            Optional<Stored> shipped = kept.isPresent() ? Optional.empty() : shelf.shipped(version);
            if (shipped.isEmpty()) {
                return then.apply(kept);
            }
            Stored s = shipped.get();
            Stored now = new Stored(s.version(), s.digest(), s.whole(), moderator.id(), clock.instant());
            return policies.add(platform, now, moderator).thenCompose(added -> then.apply(Optional.of(now)));
        });
    }

    private Optional<Outcome> fault(Platform platform, Standing standing, Stored stored) {
        if (standing.active().filter(stored.version()::equals).isPresent()) {
            return Optional.of(new Outcome.AlreadyActive());
        }
        PolicyPack next;
        try {
            next = shelf.read(stored);
        } catch (IllegalArgumentException e) {
            return Optional.of(new Outcome.Unreadable(e.getMessage()));
        }
        List<String> dropped = new ArrayList<>(active.of(platform.id()).triage().queues());
        dropped.removeAll(next.triage().queues());
        return dropped.isEmpty() ? Optional.empty() : Optional.of(new Outcome.DropsQueues(dropped));
    }

    private CompletionStage<Outcome> propose(
            Platform platform, Moderator moderator, String version, Instant now, int tries) {
        Instant until = now.plus(PROPOSAL);
        return policies.propose(platform, version, moderator, now, until).thenCompose(reply -> switch (reply) {
            case PROPOSED -> done(new Outcome.Proposed(until));
            case WAITING -> activate(platform, moderator, version, tries - 1);
            case UNKNOWN -> done(new Outcome.Unknown());
        });
    }

    private CompletionStage<Outcome> agree(
            Platform platform, Moderator moderator, String version, Standing standing, Instant now, int tries) {
        return policies.activate(platform, version, moderator, standing.active(), now)
                .thenCompose(reply -> switch (reply) {
                    case ACTIVATED -> done(new Outcome.Activated());
                    case OWN -> done(new Outcome.Own());
                    case NOT_PROPOSED, MOVED -> activate(platform, moderator, version, tries - 1);
                });
    }

    /** Lets a version run beside the active one, or nothing. */
    public CompletionStage<ShadowReply> shadow(Platform platform, Moderator moderator, Optional<String> version) {
        return version.isEmpty()
                ? policies.shadow(platform, version, moderator, clock.instant())
                : withKept(
                        platform,
                        moderator,
                        version.get(),
                        found -> found.isEmpty()
                                ? done(ShadowReply.UNKNOWN)
                                : policies.shadow(platform, version, moderator, clock.instant()));
    }

    /** What a version would have done otherwise than the one in force, while it ran beside it. */
    public CompletionStage<Shadows.Report> shadowed(Platform platform, String version) {
        return policies.noted(platform, version, inForce(platform));
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
