package dev.pullcord.review;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.intake.Platform;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Where it is kept what people found of how accounts report, and how it takes effect. Kept for 400 days after its last change. */
public interface Misuses {
    CompletionStage<Optional<Misuse>> find(Platform platform, String account);

    /**
     * Puts one in another's place.
     *
     * @param before as it was read; absent for one that is new
     * @return false when it is another by now, and nothing was done
     */
    CompletionStage<Boolean> change(Platform platform, Optional<Misuse> before, Misuse after, Instant now);

    /** The same, as somebody's own doing: with its audit entry, in one step. */
    CompletionStage<Boolean> change(Platform platform, Optional<Misuse> before, Misuse after, AuditDraft entry);

    /**
     * All of a platform, those changed last first.
     *
     * @param skip how many of them to leave out
     */
    CompletionStage<List<Misuse>> all(Platform platform, int skip, int max);

    /** What an order of a warning was answered with. */
    enum Ordered {
        /** it is on its way, with its entry in the case's timeline */
        ORDERED,
        /** it was before */
        REPEATED,
        /** another action has this id by now */
        TAKEN,
        UNKNOWN
    }

    /**
     * Puts a warning into the outbox, with an audit entry, in one step.
     *
     * @param c a closed case that it follows from
     * @param order the action
     * @param by who agreed to it
     */
    CompletionStage<Ordered> warn(Case c, ActionOrder order, Moderator by, Instant now);

    /**
     * Tells the account's own log, from where it counts; told again, it changes nothing.
     *
     * @param measure what is told: that flags are lowered until its end, or that this was taken back
     */
    CompletionStage<Void> tell(Platform platform, String account, Misuse.Measure measure, Instant now);
}
