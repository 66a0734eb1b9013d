package dev.pullcord.plugin;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One try of one action.
 *
 * @param actionId the same over every try; unique in the installation, at most 60 letters of {@code [a-z0-9.-]}
 * @param attempt 1 for the first try, 2 for the second …; goes on counting when a person has it retried. A hint, for example
 *     to look before acting again
 * @param caseId the case it comes from
 * @param decisionId the decision that ordered it, by which {@code GET /v1/decisions/{id}/words} says what the account is told;
 *     absent where no decision did, as of a filing
 * @param type what
 * @param target to whom
 * @param reasonCode why, a word of {@link Reason} or of the platform's policy
 * @param duration for how long; absent means until it is taken back
 * @param deadline when the answer must be there
 * @param traceparent the trace that the try belongs to, as W3C's header of that name; to be sent along where the platform's
 *     system is called by HTTP. Absent unless this service is traced
 */
public record ActionRequest(
        String actionId,
        int attempt,
        String caseId,
        Optional<String> decisionId,
        ActionType type,
        Target target,
        String reasonCode,
        Optional<Duration> duration,
        Instant deadline,
        Optional<String> traceparent) {
    public ActionRequest {
        if (actionId.isEmpty()) {
            throw new IllegalArgumentException("action.actionId: is empty");
        }
        if (attempt < 1) {
            throw new IllegalArgumentException("action.attempt: " + attempt + " is below 1");
        }
        if (duration.isPresent()
                && (duration.get().isNegative() || duration.get().isZero())) {
            throw new IllegalArgumentException("action.duration: " + duration.get() + " is not positive");
        }
    }

    /** One that is not traced. */
    public ActionRequest(
            String actionId,
            int attempt,
            String caseId,
            Optional<String> decisionId,
            ActionType type,
            Target target,
            String reasonCode,
            Optional<Duration> duration,
            Instant deadline) {
        this(actionId, attempt, caseId, decisionId, type, target, reasonCode, duration, deadline, Optional.empty());
    }

    /** The same in a trace. */
    public ActionRequest in(Optional<String> trace) {
        return new ActionRequest(
                actionId, attempt, caseId, decisionId, type, target, reasonCode, duration, deadline, trace);
    }

    /** One that names no decision. */
    public ActionRequest(
            String actionId,
            int attempt,
            String caseId,
            ActionType type,
            Target target,
            String reasonCode,
            Optional<Duration> duration,
            Instant deadline) {
        this(actionId, attempt, caseId, Optional.empty(), type, target, reasonCode, duration, deadline);
    }

    @Override
    public String toString() {
        return "ActionRequest[" + actionId + " " + type.code() + "]"; // whom it is about stays out of logs
    }
}
