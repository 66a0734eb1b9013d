package dev.pullcord.risk;

import java.time.Duration;
import java.util.Locale;

/** Refuses numbers that no policy can mean, and names the key and the value. */
final class Bounds {
    private static final Duration LONGEST = Duration.ofDays(3650);

    private Bounds() {}

    static void probability(String key, double value) {
        if (!(value > 0 && value < 1)) { // NaN too
            throw new IllegalArgumentException(key + ": " + value + " is not between 0 and 1");
        }
    }

    static void within(String key, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(key + ": " + value + " is outside " + least + " … " + most);
        }
    }

    static void duration(String key, Duration value) {
        if (value.compareTo(Duration.ofMinutes(1)) < 0 || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(key + ": " + value + " is outside 1 m … 3650 d");
        }
    }

    static <T> T present(String key, T value) {
        if (value == null) {
            throw new IllegalArgumentException(key + ": is missing");
        }
        return value;
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
