package dev.pullcord.review;

import dev.pullcord.intake.Subject;
import dev.pullcord.risk.RiskState;
import java.util.Optional;

/**
 * All the fold needs to know of one subject.
 *
 * @param subject whom
 * @param risk what is remembered of it
 * @param riskLost whether that was there and cannot be read: it is to be folded again from the log
 * @param appliedLogId the last event that went into it; {@code "0-0"} at first
 * @param settledScore its score when a case of it was last decided: what people have judged already does not open a
 *     case again. Negative infinity when there was none
 * @param openCase its open case
 */
public record SubjectFile(
        Subject subject,
        RiskState risk,
        boolean riskLost,
        String appliedLogId,
        double settledScore,
        Optional<Case> openCase) {
    public SubjectFile(
            Subject subject, RiskState risk, String appliedLogId, double settledScore, Optional<Case> openCase) {
        this(subject, risk, false, appliedLogId, settledScore, openCase);
    }

    /** The same with its risk as the log tells it. */
    public SubjectFile with(RiskState rebuilt) {
        return new SubjectFile(subject, rebuilt, false, appliedLogId, settledScore, openCase);
    }
}
