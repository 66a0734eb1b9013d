package dev.pullcord.review;

import java.time.Duration;

/**
 * How many closed cases are looked at a second time, blind, and how far the two looks may differ. Shares are 0 … 1.
 *
 * @param share of closed cases, drawn at random
 * @param riskShare on top, times the probability that the case had: the graver it looked, the likelier
 * @param sampleShare of the cases that were drawn for the audit sample, which nothing spoke for
 * @param goldShare of the reviews that somebody is given, those with a known answer
 * @param expires a review that nobody took for so long is dropped: then its case says little of today
 * @param window over which agreement is measured
 * @param least fewer pairs than these in it say nothing
 * @param driftBelow Gwet's AC1 below this, over the window, is an alarm, and so is the agreement in one answer; −1 … 1
 */
public record QualityPolicy(
        double share,
        double riskShare,
        double sampleShare,
        double goldShare,
        Duration expires,
        Duration window,
        int least,
        double driftBelow) {
    public QualityPolicy {
        within("share", share, 0, 1);
        within("riskShare", riskShare, 0, 1);
        within("sampleShare", sampleShare, 0, 1);
        within("goldShare", goldShare, 0, 0.5);
        within("driftBelow", driftBelow, -1, 1);
        within("least", least, 5, 100_000);
        time("expires", expires);
        time("window", window);
    }

    private static void within(String key, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException("quality." + key + ": " + value + " is outside " + least + " … " + most);
        }
    }

    private static void time(String key, Duration value) {
        if (value.compareTo(Duration.ofHours(1)) < 0 || value.compareTo(Duration.ofDays(365)) > 0) {
            throw new IllegalArgumentException("quality." + key + ": " + value + " is outside 1 h … 365 d");
        }
    }

    /** How likely a closed case is to be looked at again. */
    public double chance(double probability, boolean sampled) {
        return Math.min(1, share + riskShare * probability + (sampled ? sampleShare : 0));
    }
}
