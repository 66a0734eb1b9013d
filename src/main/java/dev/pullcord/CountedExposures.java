package dev.pullcord;

import dev.pullcord.intake.Platform;
import dev.pullcord.review.Exposures;
import dev.pullcord.review.Moderator;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** Exposures that are counted as well: how much in all, never whose. */
final class CountedExposures implements Exposures {
    private final Exposures kept;
    private final Meters meters;

    CountedExposures(Exposures kept, Meters meters) {
        this.kept = kept;
        this.meters = meters;
    }

    @Override
    public CompletionStage<Kept> find(Platform platform, Moderator moderator, Instant now) {
        return kept.find(platform, moderator, now);
    }

    @Override
    public CompletionStage<Room> take(Platform platform, Moderator moderator, String token, Look look, Budget budget) {
        return kept.take(platform, moderator, token, look, budget).thenApply(room -> {
            if (room == Room.TAKEN) {
                meters.of(platform.id()).exposed("looks", look.weight());
            }
            return room;
        });
    }

    @Override
    public CompletionStage<Void> putBack(Platform platform, Moderator moderator, String token, Look look) {
        return kept.putBack(platform, moderator, token, look)
                .thenAccept(done -> meters.of(platform.id()).exposed("given_back", look.weight()));
    }

    @Override
    public CompletionStage<Double> spend(
            Platform platform, Moderator moderator, String token, double weight, Instant from, Instant to) {
        return kept.spend(platform, moderator, token, weight, from, to).thenApply(minutes -> {
            meters.of(platform.id()).exposed("minutes", minutes);
            return minutes;
        });
    }

    @Override
    public CompletionStage<Void> stop(Platform platform, Moderator moderator, Instant now) {
        return kept.stop(platform, moderator, now);
    }

    @Override
    public CompletionStage<Void> resume(Platform platform, Moderator moderator) {
        return kept.resume(platform, moderator);
    }
}
