package dev.pullcord.review;

import dev.pullcord.intake.Rosters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What policy would have a moderator do, who may do otherwise. Pure.
 *
 * @param severity how grave the violation is
 * @param before strikes of other cases that still count
 * @param adds how many this one would add
 * @param measures what is recommended at the sum, with their targets; what cannot be ordered in this case is left out
 */
public record Recommendation(Severity severity, int before, int adds, List<ActionOrder> measures) {
    public Recommendation {
        measures = List.copyOf(measures);
    }

    /** For this decision; empty where it finds no violation. */
    static Optional<Recommendation> of(
            Case c,
            Decision decision,
            List<Strike> known,
            Optional<Rosters.Roster> roster,
            PolicyTree tree,
            Instant now) {
        Optional<PolicyTree.Code> code = decision.policy().flatMap(tree::find);
        if (code.isEmpty()) {
            return Optional.empty();
        }
        int before = known.stream()
                .filter(strike -> strike.counts(now)
                        && !CaseId.caseOf(strike.decisionId()).equals(c.id()))
                .mapToInt(Strike::count)
                .sum();
        int adds = decision.strike().map(Strike::count).orElse(0);
        List<ActionOrder> measures = new ArrayList<>();
        for (StrikePolicy.Measure measure : tree.strikes().measures(before + adds)) {
            ActionTargets.Filling filling = ActionTargets.fill(measure.action(), Optional.empty(), c, roster);
            if (filling instanceof ActionTargets.Filling.Filled filled) {
                measures.add(new ActionOrder(
                        decision.id() + ".a" + (measures.size() + 1),
                        measure.action(),
                        filled.target(),
                        Optional.of(measure.duration()).filter(d -> d.compareTo(Duration.ZERO) > 0)));
            }
        }
        return Optional.of(new Recommendation(tree.strikes().severity(code.get()), before, adds, measures));
    }
}
