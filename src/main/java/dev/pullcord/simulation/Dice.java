package dev.pullcord.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Seeded chance. The same seed throws the same on every machine: strict mathematics, and no order of a hash. */
final class Dice {
    private final SplittableRandom random;

    Dice(long seed) {
        this.random = new SplittableRandom(seed);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** From {@code least} to {@code most}, both possible. */
    int between(int least, int most) {
        return least >= most ? least : random.nextInt(least, most + 1);
    }

    /** From {@code least} to below {@code most}, to the millisecond. */
    Duration between(Duration least, Duration most) {
        return least.compareTo(most) >= 0
                ? least
                : Duration.ofMillis(random.nextLong(least.toMillis(), most.toMillis()));
    }

    /** A wait of this mean, as between things that happen independently. */
    Duration exponential(Duration mean) {
        return Duration.ofMillis((long) (-StrictMath.log(1 - random.nextDouble()) * mean.toMillis()));
    }

    /** A whole number of this mean: its whole part for sure, one more with the chance of its fraction. */
    int count(double mean) {
        int whole = (int) mean;
        return whole + (chance(mean - whole) ? 1 : 0);
    }

    <T> T pick(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }

    /** Up to {@code most} of these, in a random order. */
    <T> List<T> some(List<T> things, int most) {
        List<T> left = new ArrayList<>(things);
        int wanted = Math.min(most, left.size());
        for (int i = 0; i < wanted; i++) {
            int j = random.nextInt(i, left.size());
            T chosen = left.get(j);
            left.set(j, left.get(i));
            left.set(i, chosen);
        }
        return List.copyOf(left.subList(0, wanted));
    }

    /** 16 hex digits, as a platform's keyed hash of something would look. */
    String hash() {
        return String.format("%016x", random.nextLong());
    }
}
