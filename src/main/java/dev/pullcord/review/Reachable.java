package dev.pullcord.review;

import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Who can be told of a missed deadline at all.
 *
 * @param roles those that somebody on the platform has
 * @param recipients whether there is a way to this one: a channel that is set up, a person with an address
 * @param all the channels that are set up, each once
 * @param quiet when what can wait does wait
 */
public record Reachable(
        Set<Role> roles, Predicate<Recipient> recipients, Set<Recipient> all, Optional<QuietHours> quiet) {
    public Reachable {
        roles = Set.copyOf(roles);
        all = Set.copyOf(all);
    }

    /** The desk alone. */
    public static Reachable desk(Set<Role> roles) {
        return new Reachable(roles, recipient -> false, Set.of(), Optional.empty());
    }

    boolean reaches(EscalationPolicy.Level level) {
        return reaches(level, Role.MODERATOR);
    }

    /** Whether the level turns to somebody who may be the second person of a decision. */
    boolean answers(EscalationPolicy.Level level) {
        return reaches(level, Role.SENIOR);
    }

    private boolean reaches(EscalationPolicy.Level level, Role least) {
        return level.targets().stream().anyMatch(role -> role.includes(least) && roles.contains(role))
                || level.tell().stream().anyMatch(recipients);
    }
}
