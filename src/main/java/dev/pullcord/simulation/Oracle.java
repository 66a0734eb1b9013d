package dev.pullcord.simulation;

import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Subject;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** Knows the truth: the limit of what any order can reach with these people. */
final class Oracle extends Ranker.Scoring {
    private final Truth truth;
    private final Set<Subject> opened = new HashSet<>();

    Oracle(Truth truth) {
        super("oracle");
        this.truth = truth;
    }

    /** Severe harm has its case as soon as anything is seen of it. */
    @Override
    public boolean sees(LoggedEvent event, boolean live) {
        return truth.severe(event.subject()) && opened.add(event.subject());
    }

    @Override
    double score(DeskCase waiting, Instant now) {
        return truth.severe(waiting.subject()) ? 2 : truth.harmful(waiting.subject()) ? 1 : 0;
    }
}
