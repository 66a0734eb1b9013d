package dev.pullcord.review;

import java.util.List;
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

    private static final Role ANSWERS = Role.SENIOR;

    /** The desk alone. */
    public static Reachable desk(Set<Role> roles) {
        return new Reachable(roles, recipient -> false, Set.of(), Optional.empty());
    }

    /**
     * Who of these can do anything for a case: where it waits for an answer, nobody who may not give it, as far as that is known without
     * reading all that he had to do with it.
     */
    public static List<Person> able(List<Person> all, Case c) {
        return c.proposal().filter(proposal -> c.awaitsAnswer()).isEmpty()
                ? all
                : all.stream()
                        .filter(person -> person.moderator().role().includes(ANSWERS))
                        .filter(person -> !person.id().equals(c.proposal().get().by()))
                        .toList();
    }

    boolean reaches(EscalationPolicy.Level level) {
        return reaches(level, Role.MODERATOR);
    }

    /** Whether the level turns to somebody who may be the second person of a decision. */
    boolean answers(EscalationPolicy.Level level) {
        return reaches(level, ANSWERS);
    }

    private boolean reaches(EscalationPolicy.Level level, Role least) {
        return level.targets().stream().anyMatch(role -> role.includes(least) && roles.contains(role))
                || level.tell().stream().anyMatch(recipients);
    }
}
