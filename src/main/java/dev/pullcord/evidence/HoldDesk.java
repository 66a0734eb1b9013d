package dev.pullcord.evidence;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.evidence.LegalHold.Kind;
import dev.pullcord.evidence.LegalHold.Release;
import dev.pullcord.evidence.LegalHold.State;
import dev.pullcord.evidence.LegalHold.Target;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.Moderator;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What people do with legal holds. One person places and prolongs one, for that only keeps; two end it early. Each step is in the
 * audit, which never names the account. Thread-safe.
 */
public final class HoldDesk {
    /** The longest that a hold may be for; it can be prolonged again and again. */
    public static final Duration LONGEST = Duration.ofDays(3_653); // ten years

    private final Holds holds;
    private final SecureRandom random;
    private final Clock clock;

    public HoldDesk(Holds holds, SecureRandom random, Clock clock) {
        this.holds = holds;
        this.random = random;
        this.clock = clock;
    }

    /** What became of what somebody wanted. */
    public sealed interface Reply {
        /** As it stands after. */
        record Stands(LegalHold hold) implements Reply {}

        /** It says something that cannot be; {@code pointer} names the field. */
        record Invalid(String pointer, String detail) implements Reply {}

        /** Whoever wants it to end does not agree to that himself. */
        record Own() implements Reply {}

        /** It is not where this can be done, or somebody changed it meanwhile. */
        record NotNow(State state) implements Reply {}

        record UnknownCase() implements Reply {}

        record Unknown() implements Reply {}
    }

    public CompletionStage<List<LegalHold>> all(Platform platform, int max) {
        return holds.all(platform, max);
    }

    /** Suspends deletion, from when this completes. */
    public CompletionStage<Reply> place(
            Platform platform, Moderator by, Target target, LegalHold.Order order, Instant until) {
        Instant now = clock.instant();
        if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST))) {
            return done(new Reply.Invalid("/expiresAt", "is not within the next ten years"));
        }
        return target.partition(platform)
                .map(partition -> write(
                        platform,
                        by,
                        new LegalHold(
                                LegalHold.newId(partition, random),
                                target,
                                order,
                                by.id(),
                                now,
                                until,
                                Optional.empty(),
                                1),
                        "hold_placed",
                        order.reason()))
                .orElseGet(() -> done(new Reply.UnknownCase()));
    }

    /** Prolongs it. Never makes it shorter: that is a release. */
    public CompletionStage<Reply> extend(Platform platform, Moderator by, String holdId, Instant until, String reason) {
        return on(platform, holdId, hold -> {
            if (!until.isAfter(hold.expiresAt())) {
                return done(new Reply.Invalid("/expiresAt", "is not after when it ends now: two people release it"));
            }
            return until.isAfter(clock.instant().plus(LONGEST))
                    ? done(new Reply.Invalid("/expiresAt", "is not within the next ten years"))
                    : write(platform, by, hold.extended(until), "hold_extended", reason);
        });
    }

    /** One person wants it to end; until another agrees it holds. Asked again by the same person it stands as it is. */
    public CompletionStage<Reply> release(Platform platform, Moderator by, String holdId, String reason) {
        return on(platform, holdId, hold -> {
            if (hold.release().isPresent()) {
                return done(
                        hold.release().get().by().equals(by.id())
                                ? new Reply.Stands(hold)
                                : new Reply.NotNow(State.RELEASING));
            }
            Release wish = new Release(by.id(), clock.instant(), reason, Optional.empty(), Optional.empty());
            return write(platform, by, hold.releasing(Optional.of(wish)), "hold_release_proposed", reason);
        });
    }

    /** The second person agrees, and it is over; or does not, and it holds as before. */
    public CompletionStage<Reply> answer(
            Platform platform, Moderator second, String holdId, boolean approve, String reason) {
        return on(platform, holdId, hold -> {
            if (hold.release().isEmpty()) {
                return done(new Reply.NotNow(State.ACTIVE));
            }
            Release wish = hold.release().get();
            if (wish.by().equals(second.id())) {
                return done(new Reply.Own());
            }
            Optional<Release> after = approve
                    ? Optional.of(new Release(
                            wish.by(),
                            wish.at(),
                            wish.reason(),
                            Optional.of(second.id()),
                            Optional.of(clock.instant())))
                    : Optional.empty();
            return write(
                    platform,
                    second,
                    hold.releasing(after),
                    approve ? "hold_released" : "hold_release_refused",
                    reason);
        });
    }

    private interface Wish {
        CompletionStage<Reply> of(LegalHold hold);
    }

    private CompletionStage<Reply> on(Platform platform, String holdId, Wish wish) {
        return holds.find(platform, holdId).thenCompose(found -> {
            if (found.isEmpty()) {
                return done(new Reply.Unknown());
            }
            State state = found.get().state(clock.instant());
            return state.holds() ? wish.of(found.get()) : done(new Reply.NotNow(state));
        });
    }

    private CompletionStage<Reply> write(Platform platform, Moderator by, LegalHold next, String verb, String reason) {
        Instant now = clock.instant();
        Map<String, String> detail = new TreeMap<>(Map.of(
                "hold",
                next.id(),
                "on",
                next.target().kind().word(),
                "authority",
                next.order().authority(),
                "basis",
                next.order().basis(),
                "until",
                AuditDraft.time(next.expiresAt()),
                "reason",
                reason));
        next.release().ifPresent(release -> detail.put("proposedBy", release.by()));
        AuditDraft audit = new AuditDraft(
                now,
                by.id(),
                by.role().word(),
                verb,
                Optional.of(next.target().id()).filter(id -> next.target().kind() == Kind.CASE),
                new TreeMap<>(detail));
        return holds.write(platform, next, audit).thenApply(written -> switch (written) {
            case WRITTEN -> new Reply.Stands(next);
            case MOVED -> new Reply.NotNow(next.state(now));
            case UNKNOWN -> new Reply.UnknownCase();
        });
    }

    private static CompletionStage<Reply> done(Reply reply) {
        return CompletableFuture.completedFuture(reply);
    }
}
