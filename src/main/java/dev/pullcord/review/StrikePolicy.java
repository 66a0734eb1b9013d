package dev.pullcord.review;

import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a violation counts and what is recommended then: rule → severity → strikes → measures. Pure. Nothing here acts.
 *
 * @param severities what one violation of each counts, and how long
 * @param groups how grave a rule is, by the group of its reason
 * @param rules how grave single rules are, where their group says it wrongly
 * @param ladder what is recommended at how many, the fewest first
 */
public record StrikePolicy(
        Map<Severity, Weight> severities,
        Map<Reason.Group, Severity> groups,
        Map<String, Severity> rules,
        List<Rung> ladder) {
    private static final int MOST = 100;

    /**
     * What one violation counts.
     *
     * @param count how many strikes, 0 for none
     * @param lasts for how long
     */
    public record Weight(int count, Duration lasts) {}

    /**
     * What is recommended at so many strikes, until the next rung.
     *
     * @param from how many that still count, with the one that would be added
     * @param measures in their order
     */
    public record Rung(int from, List<Measure> measures) {
        public Rung {
            measures = List.copyOf(measures);
        }
    }

    /**
     * One recommended measure.
     *
     * @param action what
     * @param duration for how long; zero for what has no end or needs none
     */
    public record Measure(ActionType action, Duration duration) {}

    public StrikePolicy {
        severities = Map.copyOf(severities);
        groups = Map.copyOf(groups);
        rules = Map.copyOf(rules);
        ladder = List.copyOf(ladder);
        for (Severity severity : Severity.values()) {
            if (!severities.containsKey(severity)) {
                throw new IllegalArgumentException("tree.strikes.severities." + severity.word() + ": is missing");
            }
        }
        for (Map.Entry<Severity, Weight> each : severities.entrySet()) {
            check("tree.strikes.severities." + each.getKey().word(), each.getValue());
        }
        for (Reason.Group group : Reason.Group.values()) {
            if (!groups.containsKey(group)) {
                throw new IllegalArgumentException("tree.strikes.groups: says nothing of " + group);
            }
        }
        for (int i = 0; i < ladder.size(); i++) {
            int least = i == 0 ? 0 : ladder.get(i - 1).from() + 1;
            if (ladder.get(i).from() < least) {
                throw new IllegalArgumentException("tree.strikes.ladder[" + i + "].from: "
                        + ladder.get(i).from() + " is below " + least + ": rungs go up");
            }
        }
    }

    private static void check(String key, Weight weight) {
        if (weight.count() < 0 || weight.count() > MOST) {
            throw new IllegalArgumentException(key + ".count: " + weight.count() + " is outside 0 … " + MOST);
        }
        if (weight.lasts().compareTo(Duration.ofHours(1)) < 0 || weight.lasts().compareTo(Duration.ofDays(3650)) > 0) {
            throw new IllegalArgumentException(key + ".lasts: " + weight.lasts() + " is outside PT1H … P3650D");
        }
    }

    /** How grave a violation of this rule is. */
    public Severity severity(PolicyTree.Code code) {
        return rules.getOrDefault(code.code(), groups.get(code.reason().group()));
    }

    /** What a violation of this rule, concluded by this decision, counts. */
    Optional<Strike> strike(PolicyTree.Code code, String decisionId, Instant at) {
        Severity severity = severity(code);
        Weight weight = severities.get(severity);
        return weight.count() == 0
                ? Optional.empty()
                : Optional.of(
                        new Strike(decisionId, code.code(), severity, weight.count(), at, at.plus(weight.lasts())));
    }

    /** What is recommended at so many. */
    List<Measure> measures(int strikes) {
        return ladder.stream()
                .filter(rung -> rung.from() <= strikes)
                .reduce((lower, higher) -> higher)
                .map(Rung::measures)
                .orElse(List.of());
    }
}
