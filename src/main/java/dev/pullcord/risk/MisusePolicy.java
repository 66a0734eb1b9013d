package dev.pullcord.risk;

import java.time.Duration;

/**
 * What may follow where people found that somebody reports without cause again and again. Never of panics, nor of reports
 * about minors.
 *
 * @param factor what his flags are multiplied by meanwhile; above 0, so that none of them ever counts for nothing
 * @param longest how long that lasts at most, before people look again
 */
public record MisusePolicy(double factor, Duration longest) {
    /** No policy may go beyond. */
    static final Duration MOST = Duration.ofDays(90);

    public MisusePolicy {
        Bounds.within(Bounds.key("reporters.misuse.factor"), factor, 0.1, 1);
        if (longest.compareTo(Duration.ofDays(1)) < 0 || longest.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(
                    Bounds.key("reporters.misuse.longest") + ": " + longest + " is outside 1 d … 90 d");
        }
    }
}
