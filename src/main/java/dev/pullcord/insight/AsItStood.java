package dev.pullcord.insight;

import dev.pullcord.insight.BacktestReport.Replayed;
import dev.pullcord.review.Case;
import java.time.Duration;
import java.util.Optional;

/**
 * Counts whether replayed cases come to what the live fold came to. Only those that were opened under the policy replayed: what
 * another policy made of a case says nothing of the replay. For one thread, and merged from several.
 */
final class AsItStood {
    private static final double SAME_PROBABILITY = 0.01;
    private static final Duration SAME_DEADLINE =
            Duration.ofSeconds(2); // events that came together were folded together

    private long cases;
    private long alike;
    private double farthest;

    void compare(String version, Optional<Outcomes.Stood> stood, Optional<Case> replayed) {
        if (stood.filter(its -> its.policyVersion().equals(version)).isEmpty()) {
            return;
        }
        cases++;
        if (replayed.isEmpty()) {
            return;
        }
        Case here = replayed.get();
        double off = Math.abs(here.risk().probability() - stood.get().probability());
        farthest = Math.max(farthest, off);
        Duration late = Duration.between(
                        stood.get().deadline(), here.placement().deadline())
                .abs();
        boolean same = off <= SAME_PROBABILITY
                && here.placement().lane().equals(stood.get().lane())
                && late.compareTo(SAME_DEADLINE) <= 0;
        alike += same ? 1 : 0;
    }

    void add(AsItStood other) {
        cases += other.cases;
        alike += other.alike;
        farthest = Math.max(farthest, other.farthest);
    }

    Replayed sum() {
        return new Replayed(cases, alike, farthest);
    }
}
