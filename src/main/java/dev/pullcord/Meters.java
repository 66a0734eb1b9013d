package dev.pullcord;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What is counted and timed. Names, units and tags are the books' ({@link PlatformBook}, {@link MeterBook}): no account, no
 * meeting, no person in any.
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

    /**
     * A platform is there: what counts of it begins at 0. Told again it changes nothing, but for what is new.
     *
     * @param connector reaches it
     * @param lanes where its cases lie, each with how soon it has them looked at
     */
    public void platformKnown(String platform, String connector, Map<String, String> lanes) {
        beginnings.expect("connector", List.of(connector));
        beginnings.platform(platform, connector, lanes);
    }

    /** What is counted of this platform. */
    public PlatformMeters of(String platform) {
        return new PlatformMeters(booked, beginnings, platform);
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

    /** So many cases went {@code out} into the archive, came {@code back}, or what was asked of it {@code failed}. */
    public void archived(String way, long many) {
        booked.add(MeterBook.ARCHIVED, (double) many, way);
    }

    /** How many cases the archive has, and what it takes on disk; asked at every scrape. */
    public void archive(LongSupplier cases, LongSupplier bytes) {
        booked.ask(MeterBook.ARCHIVE_CASES, cases);
        booked.ask(MeterBook.ARCHIVE_SIZE, bytes);
    }

    /** One try to tell somebody of a missed deadline is over: {@code done}, {@code failed} or {@code unknown}. */
    public void noticeTried(String channel, String status, Duration took) {
        booked.time(MeterBook.NOTICE_TRIES, took, channel, status);
    }

    /** A notice came to its end: {@code done}, {@code not_needed} for somebody took the case first, or {@code given_up}. */
    public void noticeEnded(String channel, String end) {
        booked.add(MeterBook.NOTICES, 1, channel, end);
    }

    /** How many partitions this node works now, and how many nobody worked when it looked. */
    public void partitions(int owned, int unheld) {
        booked.gauge(MeterBook.PARTITIONS).set(owned);
        booked.gauge(MeterBook.UNHELD).set(unheld);
    }

    /** All that waits was counted. */
    public void counted(Instant at) {
        booked.gauge(MeterBook.COUNTED_AT).set(at.getEpochSecond());
    }

    /** Whether Redis answered when it was last asked how it is. */
    public void redisUp(boolean up) {
        booked.gauge(MeterBook.REDIS_UP).set(up ? 1 : 0);
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

    /** What was folded added to these signals; {@code up} where that raises the risk. */
    public void contributed(String signal, boolean up) {
        booked.add(MeterBook.CONTRIBUTIONS, 1, signal, up ? "up" : "down");
    }

    /** A case that this signal counted for was decided. */
    public void signalDecided(String signal, String outcome) {
        booked.add(MeterBook.SIGNAL_OUTCOMES, 1, signal, outcome);
    }

    /** A decision on such a case lost its place to another; causes as of {@link PlatformMeters#superseded}. */
    public void signalOverturned(String signal, String cause) {
        booked.add(MeterBook.SIGNAL_OVERTURNS, 1, signal, cause);
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

    /** An action came to its end after so many tries. */
    public void actionTook(String connector, int tries) {
        booked.add(
                MeterBook.ACTIONS_TRIED,
                1,
                connector,
                tries <= 3 ? Integer.toString(Math.max(1, tries)) : tries <= 10 ? "4-10" : "more");
    }
}
