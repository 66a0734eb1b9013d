package dev.pullcord.review;

import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Decisions that take another's place, and second looks at what one person did alone. Every change is one atomic step that also
 * writes its audit entry; a reply other than the hoped-for one has changed nothing.
 */
public interface Supersessions {
    /** What was asked to be written. */
    enum Reply {
        SUPERSEDED,
        /** this very call had written it before */
        REPEATED,
        /** the case is in another state, or was decided again */
        MOVED,
        /** an action of it got on meanwhile: read anew what is to be taken back */
        STALE,
        UNKNOWN
    }

    /**
     * A decision with all that goes with it.
     *
     * @param decision what is written; its actions are the reversal's
     * @param reversal what is taken out of the outbox and put in
     * @param move {@code UNDO}, {@code CORRECT} or {@code OVERTURN}
     * @param verb as the timeline calls it
     * @param judges whether the reporters' records are to learn of it
     * @param reasonCode told to the platform
     * @param repeatKey the caller's idempotency key, hashed
     * @param agreed what a second person said to it, where it took one
     */
    record Instead(
            Decision decision,
            Reversal reversal,
            CaseState.Move move,
            String verb,
            boolean judges,
            String reasonCode,
            Optional<String> repeatKey,
            Optional<Agreement> agreed) {}

    /**
     * A second person agrees to a correction.
     *
     * @param proposal which: if another waits by now, or none, nothing is written
     * @param reason in his words
     */
    record Agreement(Proposal proposal, String reason) {}

    /** What putting a correction before a second person came to. */
    enum Proposing {
        PROPOSED,
        /** this very call had done so before */
        REPEATED,
        /** another correction waits for its answer */
        WAITS,
        /** the case is in another state, or was decided again */
        MOVED,
        UNKNOWN
    }

    /**
     * Puts a correction of the case's last decision before a second person; until that one agrees the decision counts. Refused and
     * expired it is as any proposal, by the {@link ReviewQueue}.
     *
     * @param correction its decision takes the last one's place
     */
    CompletionStage<Proposing> propose(
            Case decided, Moderator by, Proposal correction, Optional<String> repeatKey, Instant now);

    /** Writes it in the place of the case's last decision. An undone case is reopened, unless its subject has another. */
    CompletionStage<Reply> supersede(Platform platform, Case decided, Moderator by, Instead instead, Instant now);

    /** Whether the case's last decision was written by the call with this key. */
    CompletionStage<Boolean> wroteLast(Case c, String repeatKey);

    /**
     * A decision that waits for a second look.
     *
     * @param decisionId the decision
     * @param dueAt by when
     */
    record Alone(String decisionId, Instant dueAt) {}

    /** Those of a partition, the earliest due first. */
    CompletionStage<List<Alone>> alone(Partition partition, int max);

    /**
     * Somebody has looked; false when nobody is waited for any more.
     *
     * @param verb as the timeline calls it
     * @param stands whether it must still be the case's last decision
     */
    CompletionStage<Boolean> lookedAgain(
            Partition partition,
            String decisionId,
            Moderator by,
            String verb,
            boolean stands,
            String words,
            Instant now);
}
