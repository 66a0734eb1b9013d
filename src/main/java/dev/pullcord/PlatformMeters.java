package dev.pullcord;

import java.time.Duration;
import java.time.Instant;

/** What is counted and timed of one platform: see {@link PlatformBook}. Thread-safe. */
public final class PlatformMeters {
    private final BookedMeters booked;
    private final Beginnings beginnings;
    private final String platform;

    PlatformMeters(BookedMeters booked, Beginnings beginnings, String platform) {
        this.booked = booked;
        this.beginnings = beginnings;
        this.platform = platform;
    }

    /** An event was offered; for kinds and outcomes see {@link PlatformBook#EVENTS}. */
    public void eventOffered(String kind, String outcome) {
        booked.add(PlatformBook.EVENTS, 1, platform, kind, outcome);
    }

    /** It was rejected; for words see {@link PlatformBook#REJECTED}. */
    public void eventRejected(String why) {
        booked.add(PlatformBook.REJECTED, 1, platform, why);
    }

    /**
     * A report is durable, so long after it arrived.
     *
     * @param reason its code; {@code none} where nobody named one
     */
    public void reportDurable(String kind, String reason, Duration took) {
        booked.add(PlatformBook.REPORTS, 1, platform, reason);
        booked.time(PlatformBook.DURABLE, took, platform, kind);
    }

    /** The fold opened a case in this lane, or found one that a panic had opened. */
    public void caseOpened(String lane) {
        booked.add(PlatformBook.CASES_OPENED, 1, platform, lane);
    }

    /** A case that the fold opened stands in its queue, so long after what opened it arrived. */
    public void caseClaimable(Duration since) {
        booked.time(PlatformBook.CLAIMABLE, since, platform);
    }

    /** A case was taken for the first time, so long after it was opened. */
    public void firstLook(String lane, Duration since) {
        booked.time(PlatformBook.FIRST_LOOK, since, platform, beginnings.pace(platform, lane));
    }

    /** A decision was written, so long after its case was opened. */
    public void caseDecided(String lane, String outcome, Duration since) {
        booked.add(PlatformBook.DECISIONS, 1, platform, lane, outcome);
        booked.time(PlatformBook.DECIDED, since, platform, beginnings.pace(platform, lane));
    }

    /**
     * A decision took another's place.
     *
     * @param cause {@code undo}, {@code correction}, {@code second_look} or {@code appeal}
     */
    public void superseded(String cause) {
        booked.add(PlatformBook.SUPERSEDED, 1, platform, cause);
    }

    /** Somebody asked for a case: {@code granted}, {@code nothing} for him, or {@code refused}. */
    public void claimAnswered(String answer) {
        booked.add(PlatformBook.CLAIMS, 1, platform, answer);
    }

    /** A claim ran out. */
    public void claimLapsed() {
        booked.add(PlatformBook.CLAIMS_LAPSED, 1, platform);
    }

    /** A case that was put off is back in its queue. */
    public void caseWoken() {
        booked.add(PlatformBook.WOKEN, 1, platform);
    }

    /**
     * A deadline was missed and these were turned to.
     *
     * @param role {@code moderator}, {@code senior}, {@code lead} or {@code admin}; {@code channel} when nobody at the desk
     *     was, {@code page} when all were, in vain
     */
    public void escalated(String role) {
        booked.add(PlatformBook.ESCALATIONS, 1, platform, role);
    }

    /** So many more cases that somebody was paged for are taken by nobody; negative for fewer. */
    public void unattended(long more) {
        booked.gauge(PlatformBook.UNATTENDED, platform).addAndGet(more);
    }

    /**
     * A second person answered, so long after he was asked.
     *
     * @param what {@code decision} or {@code filing}
     * @param answer {@code agreed} or {@code refused}
     */
    public void secondAnswered(String what, String answer, Duration waited) {
        booked.time(PlatformBook.PROPOSAL_ANSWERED, waited, platform, what);
        booked.add(PlatformBook.PROPOSAL_ANSWERS, 1, platform, what, answer);
    }

    /** A decision found no second person in time. */
    public void proposalExpired() {
        booked.add(PlatformBook.PROPOSALS_EXPIRED, 1, platform);
    }

    /** A lead did alone what takes two people. */
    public void glassBroken() {
        booked.add(PlatformBook.GLASS_BROKEN, 1, platform);
    }

    /** An appeal was heard: {@code upheld} or {@code overturned}. */
    public void appealHeard(String answer) {
        booked.add(PlatformBook.APPEALS_HEARD, 1, platform, answer);
    }

    /** A blind second look was answered: {@code agreed}, {@code differed}, or {@code peeked}. */
    public void reviewed(String answer) {
        booked.add(PlatformBook.REVIEWS, 1, platform, answer);
    }

    /** A flag came in, and its reporter's record makes it so likely right, 0 … 1. */
    public void flagBelieved(double likely) {
        booked.sum(PlatformBook.FLAGS_BELIEVED, likely, platform);
    }

    /** A reporter's record was told what people concluded of a flag: {@code right} or {@code wrong}. */
    public void flagConcluded(String conclusion) {
        booked.add(PlatformBook.FLAGS_CONCLUDED, 1, platform, conclusion);
    }

    /** Somebody looked, or no longer: {@code looks}, {@code minutes} or {@code given_back}, weighed by how hard it is. */
    public void exposed(String of, double weight) {
        booked.add(PlatformBook.EXPOSURE, weight, platform, of);
    }

    /** The policy in shadow would have done this beside the active one: opens, closes, moves, earlier, later, same. */
    public void shadow(String difference) {
        booked.add(PlatformBook.SHADOW, 1, platform, difference);
    }

    /** A case stands otherwise after a change of policy. */
    public void caseRescored() {
        booked.add(PlatformBook.RESCORED, 1, platform);
    }

    /** So many cases more, or fewer, are still to be looked at after a change of policy. */
    public void rescoreLeft(long more) {
        booked.gauge(PlatformBook.RESCORE_LEFT, platform).addAndGet(more);
    }

    /** So many had their time and are gone: {@code case}, or {@code event}. */
    public void forgotten(String kind, long many) {
        booked.add(PlatformBook.FORGOTTEN, (double) many, platform, kind);
    }

    /** So many cases more, or fewer, should be gone and are kept. */
    public void keptBeyond(long more) {
        booked.gauge(PlatformBook.RETENTION_DUE, platform).addAndGet(more);
    }

    /**
     * An action came to its end: {@code answered} by the platform, or {@code failed}, in sight of a lead.
     *
     * @param took since it was ordered
     */
    public void actionEnded(String type, String status, String state, Duration took) {
        booked.add(PlatformBook.ACTIONS, 1, platform, status, state);
        if (status.equals("done") || status.equals("already_done")) {
            booked.add(PlatformBook.ACTIONS_DONE, 1, platform, type);
            booked.time(PlatformBook.EFFECT, took, platform);
        }
    }

    /** It is plain of an action that it has its effect later than promised, or never. */
    public void actionLate() {
        booked.add(PlatformBook.ACTIONS_LATE, 1, platform);
    }

    /** How many cases of a lane are {@code queued}, {@code claimed} or {@code overdue} now. */
    public void queueCases(String lane, String pace, String state, long cases) {
        booked.gauge(PlatformBook.QUEUE_CASES, platform, lane, pace, state).set(cases);
    }

    /** For how long the oldest waiting case of a lane has been open; zero when none waits. */
    public void queueOldest(String lane, String pace, Duration age) {
        booked.gauge(PlatformBook.QUEUE_OLDEST, platform, lane, pace).set(age.toSeconds());
    }

    /** How many actions wait longer for their next try. */
    public void actionsRetrying(String connector, long many) {
        booked.gauge(PlatformBook.ACTIONS_RETRYING, platform, connector).set(many);
    }

    /** How many actions or notices were given up. */
    public void parked(String what, long many) {
        booked.gauge(PlatformBook.PARKED, platform, what).set(many);
    }

    /** How many second looks are overdue. */
    public void secondLooksOverdue(long many) {
        booked.gauge(PlatformBook.SECOND_LOOKS, platform).set(many);
    }

    /** How many decisions wait for a second person. */
    public void proposalsWaiting(long many) {
        booked.gauge(PlatformBook.PROPOSALS_WAITING, platform).set(many);
    }

    /** How many filings to a recipient are so far. */
    public void filings(String recipient, String state, long many) {
        booked.gauge(PlatformBook.FILINGS, platform, recipient, state).set(many);
    }

    /** By when the next filing should have gone; the epoch where none waits. */
    public void filingDue(String recipient, Instant by) {
        booked.gauge(PlatformBook.FILING_DUE, platform, recipient).set(by.getEpochSecond());
    }

    /** How far two looks at the same cases agree; NaN where it cannot be said, and whether it is too little. */
    public void quality(double kappa, boolean drifted) {
        booked.say(PlatformBook.KAPPA, kappa, platform);
        booked.gauge(PlatformBook.DRIFTED, platform).set(drifted ? 1 : 0);
    }

    /** How many people on shift have used so much of their exposure's budget; for words see {@link PlatformBook#EXPOSED}. */
    public void exposedPeople(String budget, long people) {
        booked.gauge(PlatformBook.EXPOSED, platform, budget).set(people);
    }

    /** All audit chains were walked to their ends, and so many breaks were found; the epoch: not yet. */
    public void auditVerified(Instant at, long faults) {
        booked.gauge(PlatformBook.AUDIT_VERIFIED, platform).set(at.getEpochSecond());
        booked.gauge(PlatformBook.AUDIT_FAULTS, platform).set(faults);
    }
}
