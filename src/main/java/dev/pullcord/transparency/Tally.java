package dev.pullcord.transparency;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Counts of one step, by words of closed lists: {@code cases|grooming|notice|violation}. For one thread. */
final class Tally {
    /** The upper ends of the steps in which times are counted, in minutes; what takes longer is {@code more}. */
    static final List<Integer> STEPS =
            List.of(1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 1440, 2880, 5760, 10080, 20160, 43200);

    static final String MORE = "more";

    private final Map<String, Long> counts = new TreeMap<>();

    void add(long much, String... words) {
        if (much != 0) {
            counts.merge(String.join("|", words), much, Long::sum);
        }
    }

    /** A time of this kind; one that is below nothing, by clocks that disagree, is nothing. */
    void took(Duration time, String... words) {
        long seconds = Math.max(0, time.toSeconds());
        String step = STEPS.stream()
                .filter(minutes -> seconds <= minutes * 60L)
                .findFirst()
                .map(Object::toString)
                .orElse(MORE);
        add(1, Stream.concat(Stream.of(words), Stream.of(step)).toArray(String[]::new));
    }

    Map<String, Long> counts() {
        return Map.copyOf(counts);
    }
}
