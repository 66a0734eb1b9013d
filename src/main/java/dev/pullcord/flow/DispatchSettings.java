package dev.pullcord.flow;

import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.function.IntFunction;

/**
 * How a partition's actions are sent.
 *
 * @param pollEvery how often the outbox is looked into when nobody says that there is something new
 * @param inPartition how many tries of one partition may be under way at once
 * @param inPlatform how many of one platform, over all partitions of this node: so that one that hangs cannot eat
 *     everything
 */
public record DispatchSettings(Duration pollEvery, int inPartition, int inPlatform) {
    /** Every 200 ms; 16 in a partition, 64 in a platform. */
    public static final DispatchSettings DEFAULT = new DispatchSettings(Duration.ofMillis(200), 16, 64);

    public DispatchSettings {
        if (pollEvery.toMillis() < 1) {
            throw new IllegalArgumentException("dispatch.pollEvery: " + pollEvery + " is below 1 ms");
        }
        if (inPartition < 1) {
            throw new IllegalArgumentException("dispatch.inPartition: " + inPartition + " is below 1");
        }
        if (inPlatform < 1) {
            throw new IllegalArgumentException("dispatch.inPlatform: " + inPlatform + " is below 1");
        }
    }

    /**
     * The pauses between tries: doubling from {@code first} to {@code longest}, each then made up to half longer or
     * shorter by chance, so that a platform that comes back is not met by all its actions at once.
     */
    public static IntFunction<Duration> pauses(Duration first, Duration longest) {
        // Not ofExponentialRandomBackoff: that one adds no chance to a pause that has reached the longest.
        IntervalFunction doubling = IntervalFunction.ofExponentialBackoff(first, 2.0, longest);
        return tries -> Duration.ofMillis(
                IntervalFunction.ofRandomized(doubling.apply(tries), 0.5).apply(1));
    }
}
