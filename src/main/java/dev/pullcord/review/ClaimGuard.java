package dev.pullcord.review;

import dev.pullcord.intake.Platform;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Says whether a case may be somebody's, asked at the moment of the claim with the case as it stands then; if the case changes
 * before the claim is written, it is asked again. Every claim goes by it, whatever call it comes from.
 */
public interface ClaimGuard {
    /** Why a case is not for him now. */
    enum Bar {
        /** he said that he needs to stop */
        STOPPED,
        /** it would be more than his exposure budget */
        BUDGET,
        /** he opted out of its reason */
        OPTED_OUT,
        /** he decided it, reported it, or knows whom it is about */
        CONFLICT;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * What the guard said.
     *
     * @param bar why it cannot be his; empty: it can, and counts as looked at from now on
     * @param counted whether this very answer counted it; not so when an earlier one with this token had
     */
    record Admission(Optional<Bar> bar, boolean counted) {
        static final Admission FREE = new Admission(Optional.empty(), false);

        static Admission barred(Bar bar) {
            return new Admission(Optional.of(bar), false);
        }
    }

    CompletionStage<Admission> admit(Platform platform, Case c, Moderator holder, String token, Instant now);

    /** What an admission counted was not had after all. */
    CompletionStage<Void> withdraw(Platform platform, Case c, Moderator holder, String token, Instant now);

    /**
     * Makes a claim that goes by the guard: once more while the case changes under it. What was counted and not had is taken
     * back; not while the claim is tried again, for another call with this token may have it meanwhile.
     *
     * @param claim tries it on the case as read; empty when it has changed since
     */
    default CompletionStage<Optional<ReviewQueue.ClaimReply>> guarded(
            Attempt attempt,
            Platform platform,
            Case c,
            Moderator holder,
            String token,
            Instant now,
            Supplier<CompletionStage<Optional<ReviewQueue.ClaimReply>>> claim) {
        return admit(platform, c, holder, token, now).thenCompose(admission -> {
            CompletionStage<Void> corrected = CompletableFuture.completedFuture(null);
            if (admission.counted() || admission.bar().isPresent()) {
                corrected = attempt.counted
                        .map(before -> withdraw(platform, before, holder, token, now))
                        .orElse(corrected);
                attempt.counted = Optional.of(c).filter(counted -> admission.counted());
            }
            return corrected
                    .thenCompose(done -> admission.bar().isPresent()
                            ? CompletableFuture.completedFuture(
                                    Optional.<ReviewQueue.ClaimReply>of(new ReviewQueue.ClaimReply.Barred(
                                            admission.bar().get())))
                            : claim.get())
                    .thenCompose(reply -> settle(attempt, platform, holder, token, now, reply));
        });
    }

    /** Takes back what this attempt counted, if it has come to its end without the case. */
    default CompletionStage<Optional<ReviewQueue.ClaimReply>> settle(
            Attempt attempt,
            Platform platform,
            Moderator holder,
            String token,
            Instant now,
            Optional<ReviewQueue.ClaimReply> reply) {
        boolean ended = reply.isPresent() && !(reply.get() instanceof ReviewQueue.ClaimReply.Claimed);
        return ended && attempt.counted.isPresent()
                ? withdraw(platform, attempt.counted.get(), holder, token, now).thenApply(back -> reply)
                : CompletableFuture.completedFuture(reply);
    }

    /** One claim with all its tries. Belongs to one call. */
    final class Attempt {
        private Optional<Case> counted = Optional.empty();
    }

    /** Where nobody is cared for: in tests of the queue alone. */
    ClaimGuard NONE = new ClaimGuard() {
        @Override
        public CompletionStage<Admission> admit(
                Platform platform, Case c, Moderator holder, String token, Instant now) {
            return CompletableFuture.completedFuture(Admission.FREE);
        }

        @Override
        public CompletionStage<Void> withdraw(Platform platform, Case c, Moderator holder, String token, Instant now) {
            return CompletableFuture.completedFuture(null);
        }
    };
}
