package dev.pullcord.review;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Who is turned to when a deadline is missed, one level after the other. A level whose condition does not hold, or that
 * turns to nobody, is skipped. A condition knows what a lane's does ({@link Asked}).
 *
 * @param levels in their order; empty: nobody is turned to
 * @param rounds how many steps at most before somebody is paged, 1 … 9
 * @param page who is paged then; empty: every channel that is set up
 */
public record EscalationPolicy(List<Level> levels, int rounds, Set<Recipient> page) {
    /** More than this nobody waits for. */
    public static final int MOST_ROUNDS = 9;

    /**
     * One level.
     *
     * @param name the level's word
     * @param targets the roles that are turned to
     * @param tell who is told beside them. A level that reaches nobody is skipped
     * @param timeout how long they have before the next level
     * @param when for which cases
     */
    public record Level(String name, Set<Role> targets, Set<Recipient> tell, Duration timeout, Condition when) {
        public Level {
            targets = Set.copyOf(targets);
            tell = Set.copyOf(tell);
        }
    }

    public EscalationPolicy {
        levels = List.copyOf(levels);
        page = Set.copyOf(page);
        if (rounds < 1 || rounds > MOST_ROUNDS) {
            throw new IllegalArgumentException("escalation.rounds: " + rounds + " is outside 1 … " + MOST_ROUNDS);
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < levels.size(); i++) {
            Level level = levels.get(i);
            String key = "escalation.levels[" + i + "]";
            if (!level.name().matches("[a-z0-9_]{1,40}") || !names.add(level.name())) {
                throw new IllegalArgumentException(key + ".name: '" + level.name() + "' is no word, or stands twice");
            }
            if (level.targets().contains(Role.AUDITOR)) {
                throw new IllegalArgumentException(key + ".targets: an auditor only reads");
            }
            if (level.timeout().compareTo(Duration.ofMinutes(1)) < 0
                    || level.timeout().compareTo(Duration.ofDays(7)) > 0) {
                throw new IllegalArgumentException(key + ".timeout: " + level.timeout() + " is outside 1 m … 7 d");
            }
        }
    }
}
