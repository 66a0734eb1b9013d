package dev.pullcord.simulation;

import java.util.List;

/**
 * What became of letters.
 *
 * @param accepted taken now
 * @param duplicates taken before
 * @param refused not taken, and never will be
 */
public record Delivery(long accepted, long duplicates, List<Refused> refused) {
    /**
     * One event that the service will not take.
     *
     * @param line where it comes from
     * @param problem in short
     */
    public record Refused(long line, String problem) {}

    public Delivery {
        refused = List.copyOf(refused);
    }
}
