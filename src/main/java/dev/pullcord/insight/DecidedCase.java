package dev.pullcord.insight;

import dev.pullcord.risk.Terms;

/**
 * What was known of an account when its case was decided, and what people concluded.
 *
 * @param caseId the case
 * @param account tells accounts apart, and not which they are: cases of one account are never both learned from and tried on
 * @param terms what its risk was the sum of, under the policy replayed with
 * @param violation whether there was one
 * @param draw whether it was drawn for the audit sample
 */
public record DecidedCase(String caseId, int account, Terms terms, boolean violation, Draw draw) {
    /** The audit sample's choice. */
    public enum Draw {
        /** stood too high for it, or was not reported */
        NOT_IN_IT,
        PASSED_OVER,
        DRAWN
    }
}
