package dev.pullcord.review;

import java.util.Optional;

/** Who may ask for a case by its id: for any a lead, for one that was handed up whoever it was handed to. Pure. */
final class Reach {
    private Reach() {}

    /** The role that this moderator lacks to take this case; empty when he may. */
    static Optional<Role> lacking(Case c, Moderator moderator) {
        Role least = c.placement().needs().orElse(Role.LEAD);
        return moderator.role().includes(least) ? Optional.empty() : Optional.of(least);
    }
}
