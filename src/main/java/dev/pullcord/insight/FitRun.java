package dev.pullcord.insight;

import dev.pullcord.intake.Platform;
import dev.pullcord.review.PolicyPack;
import dev.pullcord.risk.Family;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.IntConsumer;

/** Fits a policy's weights to what a platform's people decided. Changes nothing. */
public final class FitRun {
    private final LogWalk walk;
    private final Inverse inverse;

    public FitRun(LogWalk walk, Inverse inverse) {
        this.walk = walk;
        this.inverse = inverse;
    }

    /**
     * Replays everything there is up to now, and fits.
     *
     * @param base the policy to start from
     * @param most see {@link Fit}
     * @param since cases opened from then on count
     * @param progress told after each partition how many are done
     */
    public CompletionStage<Fit.Result> run(
            Platform platform, PolicyPack base, Map<Family, Double> most, Instant since, IntConsumer progress) {
        return walk.run(platform, new DecidedCases(platform, base, since), progress)
                .thenApply(whole -> new Fit(base, most, inverse).of(whole, since));
    }
}
