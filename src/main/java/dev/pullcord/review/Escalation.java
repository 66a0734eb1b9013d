package dev.pullcord.review;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who is turned to next for a case whose deadline was missed, by the policy it was opened under: one level after the
 * other, round and round, until the policy's rounds are used up; then somebody is paged, and again until the case is looked
 * at. A level that turns to nobody who is there is skipped at once. Pure.
 */
public final class Escalation {
    /** How long until somebody is paged again for a case that still nobody took. */
    static final Duration PAGE_AGAIN = Duration.ofMinutes(15);

    private Escalation() {}

    /**
     * One step.
     *
     * @param level who is turned to; empty: somebody is paged
     * @param next when the next step is due, should nobody have taken the case
     * @param opens whether from now on anybody may take it: those it was handed to have all been turned to
     */
    public record Turn(Optional<EscalationPolicy.Level> level, Instant next, boolean opens) {
        /** The least role among those turned to. */
        public Optional<Role> role() {
            return level.flatMap(l -> l.targets().stream().min(Comparator.naturalOrder()));
        }

        /** What the case stands like after it. */
        public Placement of(Placement before) {
            Placement turned = role().map(before::turnedTo).orElse(before);
            return opens ? turned.forAnybody() : turned;
        }
    }

    /**
     * The next step.
     *
     * @param there the roles that somebody on the platform has
     * @param made how many steps were made for this case
     */
    public static Turn next(EscalationPolicy policy, Case overdue, Set<Role> there, int made, Instant now) {
        Asked asked = new Asked(
                CaseFacts.of(overdue),
                overdue.risk(),
                false,
                Math.toIntExact(Math.min(Integer.MAX_VALUE, overdue.reportCount())));
        List<EscalationPolicy.Level> levels = policy.levels().stream()
                .filter(level -> level.targets().stream().anyMatch(there::contains))
                .filter(level -> level.when().holds(asked))
                .toList();
        if (levels.isEmpty() || made >= policy.rounds()) {
            return new Turn(Optional.empty(), now.plus(PAGE_AGAIN), true);
        }
        EscalationPolicy.Level level = levels.get(made % levels.size());
        return new Turn(Optional.of(level), now.plus(level.timeout()), made + 1 >= levels.size());
    }
}
