package dev.pullcord.review;

import dev.pullcord.plugin.Reason;
import java.time.Duration;
import java.util.Map;

/**
 * How much of hard material one person is given. A look at a case counts its weight once, a minute at it counts its weight
 * a minute.
 *
 * @param weights how hard a case is by its reason's group, 0 … 100
 * @param grave from which weight on a case is grave
 * @param graveInARow after so many grave ones, something harmless goes first if nothing that cannot wait does; 1 … 100
 * @param shiftLooks the most a shift's looks may weigh together
 * @param weekLooks the most those of seven days may
 * @param shiftMinutes the most a shift's minutes may weigh together
 * @param weekMinutes the most those of seven days may
 * @param breakEvery after so long at work a break is due
 * @param shift how long a shift is taken to be for who has none
 */
public record CarePolicy(
        Map<Reason.Group, Double> weights,
        double grave,
        int graveInARow,
        int shiftLooks,
        int weekLooks,
        int shiftMinutes,
        int weekMinutes,
        Duration breakEvery,
        Duration shift) {
    private static final int MOST = 1_000_000;

    public CarePolicy {
        weights = Map.copyOf(weights);
        for (Reason.Group group : Reason.Group.values()) {
            Double weight = weights.get(group);
            if (weight == null || !(weight >= 0 && weight <= 100)) {
                throw new IllegalArgumentException("care.weights."
                        + group.name().toLowerCase(java.util.Locale.ROOT) + ": missing, or outside 0 … 100");
            }
        }
        if (!(grave > 0 && grave <= 100)) {
            throw new IllegalArgumentException("care.grave: " + grave + " is outside 0 … 100");
        }
        within("graveInARow", graveInARow, 1, 100);
        within("shiftLooks", shiftLooks, 1, MOST);
        within("weekLooks", weekLooks, shiftLooks, MOST);
        within("shiftMinutes", shiftMinutes, 1, MOST);
        within("weekMinutes", weekMinutes, shiftMinutes, MOST);
        time("breakEvery", breakEvery);
        time("shift", shift);
    }

    private static void within(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("care." + key + ": " + value + " is outside " + least + " … " + most);
        }
    }

    private static void time(String key, Duration value) {
        if (value.compareTo(Duration.ofMinutes(10)) < 0 || value.compareTo(Duration.ofHours(24)) > 0) {
            throw new IllegalArgumentException("care." + key + ": " + value + " is outside 10 m … 24 h");
        }
    }

    /** How hard a case is; one that nobody gave a reason for is as hard as the gravest. */
    public double weight(Case c) {
        return c.reason()
                .map(reason -> weights.get(reason.group()))
                .orElseGet(() -> weights.values().stream().max(Double::compare).orElseThrow());
    }
}
