package dev.pullcord.review;

import java.util.Optional;

/** Who may ask for a case by its id: for any a lead, for one that was handed up whoever it was handed to. Pure. */
final class Reach {
    private Reach() {}

    /** The role that this moderator lacks to take this case; empty when he may, or has it. */
    static Optional<Role> lacking(Case c, Moderator moderator) {
        Role least = c.placement().needs().orElse(Role.LEAD);
        return own(c, moderator).isPresent() || moderator.role().includes(least)
                ? Optional.empty()
                : Optional.of(least);
    }

    /** His claim of this case, if he has one. */
    static Optional<Claim> own(Case c, Moderator moderator) {
        return c.claim().filter(claim -> claim.holder().equals(moderator.id()));
    }
}
