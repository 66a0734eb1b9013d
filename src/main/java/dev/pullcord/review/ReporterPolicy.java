package dev.pullcord.review;

import dev.pullcord.plugin.Reason;
import java.util.Set;

/**
 * What reporters are told.
 *
 * @param outcomeTold the groups of reasons of which a reporter may learn by his receipt whether anything was found; where
 *     somebody may watch his screen, he only learns that it was answered. Never of a panic, nor where a minor is involved
 */
public record ReporterPolicy(Set<Reason.Group> outcomeTold) {
    public ReporterPolicy {
        outcomeTold = Set.copyOf(outcomeTold);
    }

    /** Whether the outcome of this case may be told. */
    public boolean tells(Case c) {
        return !c.panic()
                && !c.minorInvolved()
                && c.reason()
                        .filter(reason -> outcomeTold.contains(reason.group()))
                        .isPresent();
    }
}
