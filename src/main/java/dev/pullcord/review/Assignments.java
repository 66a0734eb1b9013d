package dev.pullcord.review;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.intake.Platform;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Cases meant for somebody. A case that is meant for one waits in its queue like any other, by its deadline: should he not
 * come, somebody else takes it. What changes a case is one atomic step that also writes its audit entry.
 */
public interface Assignments {
    /** What giving a case was answered with. */
    enum Reply {
        DONE,
        /** the token is not, or no longer, the live claim's */
        NOT_HOLDER,
        /** it is decided, put off, or waits for a second person */
        NOT_OPEN,
        UNKNOWN
    }

    /**
     * Puts an open case back into its queue, whoever holds it, for somebody.
     *
     * @param by who does so
     * @param token the claim's where its holder does so; empty takes it from whoever holds it
     * @param to for whom; absent for nobody in particular
     * @param verb as the timeline calls it
     * @param words why
     */
    CompletionStage<Reply> give(
            Platform platform,
            Case c,
            Moderator by,
            Optional<String> token,
            Optional<Moderator> to,
            String verb,
            String words,
            Instant now);

    /**
     * Puts a case back into its queue, for nobody in particular, while it is under this claim.
     *
     * @param said who does so, and why
     */
    CompletionStage<Reply> takeBack(Platform platform, Case c, String token, AuditDraft said);

    /** What is meant for him, the earliest first. May name cases that are not any more. */
    CompletionStage<List<String>> assigned(Platform platform, Moderator moderator);

    /** He has it, or it is gone. */
    CompletionStage<Void> forget(Platform platform, Moderator moderator, String caseId);

    /** All he holds now, by whichever way he got it. */
    CompletionStage<List<Case>> held(Platform platform, Moderator moderator, Instant now);
}
