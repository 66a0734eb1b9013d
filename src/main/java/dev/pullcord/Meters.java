package dev.pullcord;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What is counted and timed. Names, units and tags are {@link MeterBook}'s: no account, no meeting, no person in any.
 * Thread-safe.
 */
public final class Meters {
    private final Traces traces;
    private final BookedMeters booked;
    private final Beginnings beginnings;

    public Meters(MeterRegistry registry) {
        this(registry, Traces.OFF);
    }

    /** @param traces for whoever has meters: both look at the same work */
    public Meters(MeterRegistry registry, Traces traces) {
        this.traces = traces;
        this.booked = new BookedMeters(registry);
        beginnings = new Beginnings(booked);
        beginnings.gauges();
        beginnings.closed();
    }

    /** These will be told as a tag whose values are only bounded: what they count begins at 0. Told again they change nothing. */
    void expect(String tag, Collection<String> values) {
        beginnings.expect(tag, values);
    }

    /** A platform is there that is reached by this connector and whose cases lie in these lanes. */
    public void platformKnown(String connector, Collection<String> lanes) {
        expect("connector", List.of(connector));
        expect("lane", lanes);
    }

    public Traces traces() {
        return traces;
    }

    /** A batch was folded. */
    public void folded(int events, Duration lag) {
        booked.sum(MeterBook.FOLD_BATCH, events);
        booked.time(MeterBook.FOLD_LAG, lag);
    }

    /** A stored record cannot be read: {@code case}, {@code action}, {@code event} and so on. */
    public void damaged(String kind) {
        booked.add(MeterBook.DAMAGED, 1, kind);
    }

    /** So many more accepted events wait beside the log for their subject's record to be mended; negative for fewer. */
    public void setAside(int more) {
        booked.gauge(MeterBook.ASIDE).addAndGet(more);
    }

    /** So many sightings were dropped, for where links lie was away: they are not linked until they are seen again. */
    public void linksDropped(int sightings) {
        booked.add(MeterBook.LINKS_DROPPED, sightings);
    }

    /**
     * So many that lie beside events could not be read, and counted for nothing.
     *
     * @param what {@code record}, of a reporter, whose flag then weighs as a stranger's; or {@code links}
     */
    public void besideUnread(String what, int many) {
        booked.add(MeterBook.BESIDE_UNREAD, many, what);
    }

    /** The fold opened a case in this lane, or found one that a panic had opened. */
    public void caseOpened(String lane) {
        booked.add(MeterBook.CASES_OPENED, 1, lane);
    }

    /** A case that the fold opened stands in its queue, so long after what opened it arrived. */
    public void caseClaimable(String lane, Duration since) {
        booked.time(MeterBook.CLAIMABLE, since, lane);
    }

    /** A case was taken for the first time, so long after it was opened. */
    public void firstLook(String lane, Duration since) {
        booked.time(MeterBook.FIRST_LOOK, since, lane);
    }

    /** A decision was written, so long after its case was opened. */
    public void caseDecided(String lane, String outcome, Duration since) {
        booked.time(MeterBook.DECIDED, since, lane, outcome);
    }

    /** Somebody asked for a case: {@code granted}, {@code nothing} for him, or {@code refused}. */
    public void claimAnswered(String answer) {
        booked.add(MeterBook.CLAIMS, 1, answer);
    }

    /** The policy in shadow would have done this beside the active one: opens, closes, moves, earlier, later, same. */
    public void shadow(String difference) {
        booked.add(MeterBook.SHADOW, 1, difference);
    }

    /** A case stands otherwise after a change of policy. */
    public void caseRescored() {
        booked.add(MeterBook.RESCORED, 1);
    }

    /** So many cases more, or fewer, are still to be looked at after a change of policy. */
    public void rescoreLeft(long more) {
        booked.gauge(MeterBook.RESCORE_LEFT).addAndGet(more);
    }

    /** So many had their time and are gone: {@code case}, or {@code event}. */
    public void forgotten(String kind, long many) {
        booked.add(MeterBook.FORGOTTEN, (double) many, kind);
    }

    /** So many cases more, or fewer, should be gone and are kept. */
    public void keptBeyond(long more) {
        booked.gauge(MeterBook.RETENTION_DUE).addAndGet(more);
    }

    /** So many cases went {@code out} into the archive, came {@code back}, or what was asked of it {@code failed}. */
    public void archived(String way, long many) {
        booked.add(MeterBook.ARCHIVED, (double) many, way);
    }

    /** How many cases the archive has, and what it takes on disk; asked at every scrape. */
    public void archive(LongSupplier cases, LongSupplier bytes) {
        booked.ask(MeterBook.ARCHIVE_CASES, cases);
        booked.ask(MeterBook.ARCHIVE_SIZE, bytes);
    }

    /** A claim ran out. */
    public void claimLapsed() {
        booked.add(MeterBook.CLAIMS_LAPSED, 1);
    }

    /** A decision found no second person in time. */
    public void proposalExpired() {
        booked.add(MeterBook.PROPOSALS_EXPIRED, 1);
    }

    /** A lead did alone what takes two people. */
    public void glassBroken() {
        booked.add(MeterBook.GLASS_BROKEN, 1);
    }

    /**
     * A decision took another's place.
     *
     * @param cause {@code undo}, {@code correction}, {@code second_look} or {@code appeal}
     */
    public void superseded(String cause) {
        booked.add(MeterBook.SUPERSEDED, 1, cause);
    }

    /** An appeal was heard: {@code upheld} or {@code overturned}. */
    public void appealHeard(String answer) {
        booked.add(MeterBook.APPEALS_HEARD, 1, answer);
    }

    /** A case that was put off is back in its queue. */
    public void caseWoken() {
        booked.add(MeterBook.WOKEN, 1);
    }

    /**
     * A deadline was missed and these were turned to.
     *
     * @param role {@code moderator}, {@code senior}, {@code lead} or {@code admin}; {@code channel} when nobody at the desk
     *     was, {@code page} when all were, in vain
     */
    public void escalated(String role) {
        booked.add(MeterBook.ESCALATIONS, 1, role);
    }

    /** One try to tell somebody of a missed deadline is over: {@code done}, {@code failed} or {@code unknown}. */
    public void noticeTried(String channel, String status, Duration took) {
        booked.time(MeterBook.NOTICE_TRIES, took, channel, status);
    }

    /** A notice came to its end: {@code done}, {@code not_needed} for somebody took the case first, or {@code given_up}. */
    public void noticeEnded(String channel, String end) {
        booked.add(MeterBook.NOTICES, 1, channel, end);
    }

    /** So many more cases that somebody was paged for are taken by nobody; negative for fewer. */
    public void unattended(long more) {
        booked.gauge(MeterBook.UNATTENDED).addAndGet(more);
    }

    /** How many partitions this node works now, and how many nobody worked when it looked. */
    public void partitions(int owned, int unheld) {
        booked.gauge(MeterBook.PARTITIONS).set(owned);
        booked.gauge(MeterBook.UNHELD).set(unheld);
    }

    /** How many cases of a lane are {@code queued}, {@code claimed} or {@code overdue} now. */
    public void queueCases(String platform, String lane, String pace, String state, long cases) {
        booked.gauge(MeterBook.QUEUE_CASES, platform, lane, pace, state).set(cases);
    }

    /** For how long the oldest waiting case of a lane has been open; zero when none waits. */
    public void queueOldest(String platform, String lane, String pace, Duration age) {
        booked.gauge(MeterBook.QUEUE_OLDEST, platform, lane, pace).set(age.toSeconds());
    }

    /** How many actions of a platform wait longer for their next try. */
    public void actionsRetrying(String platform, String connector, long many) {
        booked.gauge(MeterBook.ACTIONS_RETRYING, platform, connector).set(many);
    }

    /** How many actions or notices of a platform were given up. */
    public void parked(String platform, String what, long many) {
        booked.gauge(MeterBook.PARKED, platform, what).set(many);
    }

    /** How many second looks of a platform are overdue. */
    public void secondLooksOverdue(String platform, long many) {
        booked.gauge(MeterBook.SECOND_LOOKS, platform).set(many);
    }

    /** All that waits was counted. */
    public void counted(Instant at) {
        booked.gauge(MeterBook.COUNTED_AT).set(at.getEpochSecond());
    }

    /** What Redis uses, and the most it may; 0 for no limit. */
    public void redisMemory(long used, long limit) {
        booked.gauge(MeterBook.REDIS_MEMORY, "used").set(used);
        booked.gauge(MeterBook.REDIS_MEMORY, "limit").set(limit);
    }

    /** How its append-only file is, in bytes now and after its last rewrite; 0 where there is none. */
    public void redisAof(boolean well, long delayedFsyncs, long now, long base, boolean rewriting) {
        booked.gauge(MeterBook.REDIS_AOF).set(well ? 1 : 0);
        booked.gauge(MeterBook.REDIS_DELAYED).set(delayedFsyncs);
        booked.gauge(MeterBook.REDIS_AOF_BYTES, "now").set(now);
        booked.gauge(MeterBook.REDIS_AOF_BYTES, "base").set(base);
        booked.gauge(MeterBook.REDIS_REWRITING).set(rewriting ? 1 : 0);
    }

    /** How many replicas are connected, and how many bytes the last of them is behind. */
    public void redisReplicas(long connected, long behind) {
        booked.gauge(MeterBook.REDIS_REPLICAS).set(connected);
        booked.gauge(MeterBook.REPLICA_LAG).set(behind);
    }

    /** A script was answered. */
    public void scriptRan(String script, Duration took) {
        booked.time(MeterBook.SCRIPT, took, script);
    }

    /** The event loop came to a timer so late. */
    public void loopDelayed(Duration late) {
        booked.time(MeterBook.LOOP_DELAY, late);
    }

    /** How many panics wait in the journal for the log, and how many it does not take; asked at every scrape. */
    public void journal(LongSupplier pending, LongSupplier aside) {
        booked.ask(MeterBook.JOURNAL_PENDING, pending);
        booked.ask(MeterBook.JOURNAL_ASIDE, aside);
    }

    /** How many writes wait for their turn at an audit chain; asked at every scrape. */
    public void auditWaiting(LongSupplier waiting) {
        booked.ask(MeterBook.AUDIT_WAITING, waiting);
    }

    /** How far two looks at the same cases of a platform agree; NaN where it cannot be said, and whether it is too little. */
    public void quality(String platform, double kappa, boolean drifted) {
        booked.say(MeterBook.KAPPA, kappa, platform);
        booked.gauge(MeterBook.DRIFTED, platform).set(drifted ? 1 : 0);
    }

    /** A blind second look was answered: {@code agreed}, {@code differed}, or {@code peeked}. */
    public void reviewed(String answer) {
        booked.add(MeterBook.REVIEWS, 1, answer);
    }

    /** What was folded added to these signals; {@code up} where that raises the risk. */
    public void contributed(String signal, boolean up) {
        booked.add(MeterBook.CONTRIBUTIONS, 1, signal, up ? "up" : "down");
    }

    /** A flag came in about this group of reasons, and its reporter's record makes it so likely right, 0 … 1. */
    public void flagBelieved(String group, double likely) {
        booked.sum(MeterBook.FLAGS_BELIEVED, likely, group);
    }

    /** A reporter's record was told what people concluded of a flag: {@code right} or {@code wrong}. */
    public void flagConcluded(String group, String conclusion) {
        booked.add(MeterBook.FLAGS_CONCLUDED, 1, group, conclusion);
    }

    /** A case that this signal counted for was decided. */
    public void signalDecided(String signal, String outcome) {
        booked.add(MeterBook.SIGNAL_OUTCOMES, 1, signal, outcome);
    }

    /** A decision on such a case lost its place to another; causes as of {@link #superseded}. */
    public void signalOverturned(String signal, String cause) {
        booked.add(MeterBook.SIGNAL_OVERTURNS, 1, signal, cause);
    }

    /**
     * A second person answered, so long after he was asked.
     *
     * @param what {@code decision} or {@code filing}
     * @param answer {@code agreed} or {@code refused}
     */
    public void secondAnswered(String what, String answer, Duration waited) {
        booked.time(MeterBook.PROPOSAL_ANSWERED, waited, what, answer);
    }

    /** Somebody looked, or no longer: {@code looks}, {@code minutes} or {@code given_back}, weighed by how hard it is. */
    public void exposed(String of, double weight) {
        booked.add(MeterBook.EXPOSURE, weight, of);
    }

    /** How many people on shift have used so much of their exposure's budget; for words see {@link MeterBook#EXPOSED}. */
    public void exposedPeople(String platform, String budget, long people) {
        booked.gauge(MeterBook.EXPOSED, platform, budget).set(people);
    }

    /** How many decisions of a platform wait for a second person. */
    public void proposalsWaiting(String platform, long many) {
        booked.gauge(MeterBook.PROPOSALS_WAITING, platform).set(many);
    }

    /** How many filings to a recipient are so far. */
    public void filings(String platform, String recipient, String state, long many) {
        booked.gauge(MeterBook.FILINGS, platform, recipient, state).set(many);
    }

    /** By when the next filing should have gone; the epoch where none waits. */
    public void filingDue(String platform, String recipient, Instant by) {
        booked.gauge(MeterBook.FILING_DUE, platform, recipient).set(by.getEpochSecond());
    }

    /** All audit chains of a platform were walked to their ends, and so many breaks were found; the epoch: not yet. */
    public void auditVerified(String platform, Instant at, long faults) {
        booked.gauge(MeterBook.AUDIT_VERIFIED, platform).set(at.getEpochSecond());
        booked.gauge(MeterBook.AUDIT_FAULTS, platform).set(faults);
    }

    /** The embedded Redis ended by itself. */
    public void redisEnded() {
        booked.add(MeterBook.REDIS_ENDED, 1);
    }

    /** A request was answered. */
    public void requestServed(String operation, int status, Duration took) {
        booked.time(MeterBook.HTTP, took, operation, status / 100 + "xx");
    }

    /** One try of an action is over, by what the platform answered. */
    public void actionTried(String connector, String status, Duration took) {
        booked.time(MeterBook.ACTION_TRIES, took, connector, status);
    }

    /**
     * An action came to its end: {@code answered} by the platform, or {@code failed}, in sight of a lead.
     *
     * @param tries how many it took
     * @param took since it was ordered
     */
    public void actionEnded(String connector, String type, String status, String state, int tries, Duration took) {
        booked.add(MeterBook.ACTIONS, 1, type, status, state);
        booked.add(
                MeterBook.ACTIONS_TRIED,
                1,
                connector,
                tries <= 3 ? Integer.toString(Math.max(1, tries)) : tries <= 10 ? "4-10" : "more");
        if (status.equals("done") || status.equals("already_done")) {
            booked.time(MeterBook.EFFECT, took, type);
        }
    }

    /** An event was offered; for kinds and outcomes see {@link MeterBook#EVENTS}. */
    public void eventOffered(String kind, String outcome) {
        booked.add(MeterBook.EVENTS, 1, kind, outcome);
    }

    /**
     * A report is durable, so long after it arrived.
     *
     * @param reason its code; {@code none} where nobody named one
     */
    public void reportDurable(String kind, String reason, Duration took) {
        booked.add(MeterBook.REPORTS, 1, kind, reason);
        booked.time(MeterBook.DURABLE, took, kind);
    }
}
