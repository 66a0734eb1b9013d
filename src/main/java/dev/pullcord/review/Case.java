package dev.pullcord.review;

import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.Reason;
import dev.pullcord.risk.Risk;
import java.time.Instant;
import java.util.Optional;

/**
 * The one open unit of review of a subject.
 *
 * @param id the case's id, see {@link CaseId}
 * @param partition where it lies
 * @param subject whom or what it is about
 * @param account the account it is about: the subject's, or the one a moderator attributed a meeting's case to
 * @param state see {@link CaseState}
 * @param placement queue, lane, tier, deadline
 * @param openedAt when it was opened
 * @param reason the gravest reason reported; absent when behaviour alone opened it
 * @param panic whether a panic is among its reports
 * @param immediateDanger whether a reporter says somebody is in danger now
 * @param minorInvolved whether a reporter says a minor is involved
 * @param drill whether all its reports are drills
 * @param reportCount how many reports it holds
 * @param meeting the meeting last reported from
 * @param risk as last added up
 * @param claim while somebody holds it
 * @param proposal while it waits for a second person
 * @param policyVersion the policy it was opened under
 * @param decisionCount how many decisions it has
 * @param skips how often somebody handed it back
 * @param version grows with every change
 * @param marks what else its reader should see
 */
public record Case(
        String id,
        Partition partition,
        Subject subject,
        Optional<String> account,
        CaseState state,
        Placement placement,
        Instant openedAt,
        Optional<Reason> reason,
        boolean panic,
        boolean immediateDanger,
        boolean minorInvolved,
        boolean drill,
        long reportCount,
        Optional<String> meeting,
        Risk risk,
        Optional<Claim> claim,
        Optional<Proposal> proposal,
        String policyVersion,
        int decisionCount,
        int skips,
        long version,
        Marks marks) {
    private static final int OFTEN = 3;

    /**
     * What no rule asks for and its reader should see.
     *
     * @param snoozedUntil when a case that is put off comes back
     * @param movedTo the case that took its reports over, of one that was attributed
     * @param assignedTo whom a lead gave it to, until somebody takes it; it is not his before he does
     * @param looks how often somebody took it
     */
    public record Marks(
            Optional<Instant> snoozedUntil, Optional<String> movedTo, Optional<String> assignedTo, long looks) {
        /** Of most cases. */
        public static final Marks NONE = new Marks(Optional.empty(), Optional.empty(), Optional.empty(), 0);
    }

    /** Whether somebody may be in danger: such a case is not left to wait as others are. */
    public boolean urgent() {
        return panic || immediateDanger || minorInvolved;
    }

    /** Whether it is undecided and waits for a second person's answer. */
    public boolean awaitsAnswer() {
        return state == CaseState.AWAITING_APPROVAL;
    }

    /** Whether handing it back once more would be too often, and nobody above was asked for yet. */
    public boolean tired() {
        return skips + 1 >= OFTEN && placement.needs().isEmpty();
    }

    /** Whether it was handed back so often that it should not go round for ever. */
    public boolean oftenSkipped() {
        return skips >= OFTEN;
    }
}
