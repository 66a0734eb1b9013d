package dev.pullcord.simulation;

import java.time.Duration;

/**
 * The people at a simulated desk.
 *
 * @param moderators how many are there all evening, 1 to 1000
 * @param service how long one case takes on average, exponentially; at least a minute
 * @param missRate the share of real harm that one of them does not see
 * @param falseRate the share of the innocent that one of them acts on
 */
public record DeskPlan(int moderators, Duration service, double missRate, double falseRate) {
    public DeskPlan {
        if (moderators < 1 || moderators > 1000) {
            throw new IllegalArgumentException("desk.moderators: " + moderators + " is outside 1 … 1000");
        }
        if (service.compareTo(Duration.ofMinutes(1)) < 0 || service.compareTo(Duration.ofHours(2)) > 0) {
            throw new IllegalArgumentException("desk.service: " + service + " is outside PT1M … PT2H");
        }
        if (!(missRate >= 0 && missRate <= 0.5)) {
            throw new IllegalArgumentException("desk.missRate: " + missRate + " is outside 0 … 0.5");
        }
        if (!(falseRate >= 0 && falseRate <= 0.5)) {
            throw new IllegalArgumentException("desk.falseRate: " + falseRate + " is outside 0 … 0.5");
        }
    }
}
