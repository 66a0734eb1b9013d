package dev.pullcord.review;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a moderator concluded. Never changed once written.
 *
 * @param id the case's id and {@code .d1}, {@code .d2} …
 * @param caseId the case
 * @param outcome the conclusion
 * @param policy the policy's code; there with a violation only
 * @param reason in the moderator's words
 * @param actions what the platform shall do, in order
 * @param notifyReporter whether the reporter may be told
 * @param suppressNotice why the account is not told, when it is not
 * @param decidedBy the moderator's id; where a second person agreed, the one who proposed it
 * @param decidedAt when; where a second person agreed, then
 * @param policyVersion the policy decided under
 * @param approvedBy the second person's id, where the actions take two people
 */
public record Decision(
        String id,
        String caseId,
        Outcome outcome,
        Optional<String> policy,
        String reason,
        List<ActionOrder> actions,
        boolean notifyReporter,
        Optional<String> suppressNotice,
        String decidedBy,
        Instant decidedAt,
        String policyVersion,
        Optional<String> approvedBy) {
    /** The same with the second person's name, as of when that one agreed. */
    Decision approved(String by, Instant at) {
        return new Decision(
                id,
                caseId,
                outcome,
                policy,
                reason,
                actions,
                notifyReporter,
                suppressNotice,
                decidedBy,
                at,
                policyVersion,
                Optional.of(by));
    }

    public Decision {
        actions = List.copyOf(actions);
        if (outcome == Outcome.VIOLATION && policy.isEmpty()) {
            throw new IllegalArgumentException("decision.policy: a violation names the policy");
        }
    }
}
