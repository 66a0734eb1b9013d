package dev.pullcord.review;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.plugin.Reason;
import dev.pullcord.risk.Risk;
import dev.pullcord.risk.RiskState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a batch of events makes of one subject: applied whole, or not at all.
 *
 * @param before what it was folded from; the guard
 * @param appliedLogId the last event folded in
 * @param state the new state of its risk
 * @param risk as it stands now
 * @param change what becomes of its case; absent when the subject has none and needs none
 */
public record Folded(SubjectFile before, String appliedLogId, RiskState state, Risk risk, Optional<CaseChange> change) {

    /**
     * What becomes of the case.
     *
     * @param caseId the open case's, or the id a new one gets
     * @param opens whether it is opened by this
     * @param openedAt when it was opened: for a new one, when the first of its events was received
     * @param placement where it stands from now on: never less urgent than before
     * @param wakes whether a snoozed case comes back to its queue by this
     * @param joins log ids of the reports that join it, oldest first
     * @param reason the gravest so far
     * @param panic see {@link Case}
     * @param immediateDanger see {@link Case}
     * @param minorInvolved see {@link Case}
     * @param drill see {@link Case}
     * @param meeting the meeting last reported from
     * @param policyVersion the policy a new case is opened under
     * @param audit what is to be remembered; absent when nothing a person would ask about changed
     */
    public record CaseChange(
            String caseId,
            boolean opens,
            Instant openedAt,
            Placement placement,
            boolean wakes,
            List<String> joins,
            Optional<Reason> reason,
            boolean panic,
            boolean immediateDanger,
            boolean minorInvolved,
            boolean drill,
            Optional<String> meeting,
            String policyVersion,
            Optional<AuditDraft> audit) {
        public CaseChange {
            joins = List.copyOf(joins);
        }
    }
}
