package dev.pullcord.simulation;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One stretch of the invented world.
 *
 * @param number 0 for the first
 * @param start when it starts
 * @param happenings all that happens, in the order of time
 * @param harms what each account that does harm really does; an account not named does none
 */
public record Evening(int number, Instant start, List<Happening> happenings, Map<String, Harm> harms) {
    public Evening {
        happenings = List.copyOf(happenings);
        harms = Map.copyOf(harms);
    }

    /** The truth about an account. */
    public Harm harmOf(String account) {
        return harms.getOrDefault(account, Harm.NONE);
    }

    /** As much of it as has happened by then. */
    Evening until(Instant then) {
        return new Evening(
                number,
                start,
                happenings.stream().filter(h -> !h.at().isAfter(then)).toList(),
                harms);
    }

    @Override
    public String toString() {
        return "Evening[" + number + ", " + happenings.size() + " happenings]";
    }
}
