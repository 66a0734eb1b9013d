package dev.pullcord;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Every meter there is. Names are dotted lowercase in base units; tags come from closed sets and never name an account,
 * a meeting or a person. Thread-safe.
 */
public final class Meters {
    private final MeterRegistry registry;
    private final AtomicInteger partitionsOwned;
    private final AtomicInteger eventsAside;
    private final AtomicLong rescoreLeft;
    private final AtomicLong unattended;
    private final DistributionSummary foldBatch;
    private final Timer foldLag;

    public Meters(MeterRegistry registry) {
        this.registry = registry;
        this.partitionsOwned = registry.gauge("pullcord.partitions.owned", new AtomicInteger());
        this.eventsAside = registry.gauge("pullcord.events.aside", new AtomicInteger());
        this.rescoreLeft = registry.gauge("pullcord.rescore.left", new AtomicLong());
        this.unattended = registry.gauge("pullcord.cases.unattended", new AtomicLong());
        this.foldBatch = DistributionSummary.builder("pullcord.fold.batch")
                .description("events folded at a time")
                .baseUnit("events")
                .register(registry);
        this.foldLag = Timer.builder("pullcord.fold.lag")
                .description("from accepting the oldest event of a batch to its effect")
                .publishPercentileHistogram()
                .register(registry);
    }

    /** A batch was folded. */
    public void folded(int events, Duration lag) {
        foldBatch.record(events);
        foldLag.record(lag.isNegative() ? Duration.ZERO : lag);
    }

    /**
     * A stored record cannot be read.
     *
     * @param kind {@code case}, {@code action}, {@code member}, {@code risk}, {@code subject}, {@code event}
     *     or {@code link}
     */
    public void damaged(String kind) {
        registry.counter("pullcord.damaged", "kind", kind).increment();
    }

    /** So many more accepted events wait beside the log for their subject's record to be mended; negative for fewer. */
    public void setAside(int more) {
        eventsAside.addAndGet(more);
    }

    /** So many sightings were dropped, for where links lie was away: they are not linked until they are seen again. */
    public void linksDropped(int sightings) {
        registry.counter("pullcord.links.dropped").increment(sightings);
    }

    /**
     * So many that lie beside events could not be read, and counted for nothing.
     *
     * @param what {@code record}, of a reporter, whose flag then weighs as a stranger's; or {@code links}
     */
    public void besideUnread(String what, int many) {
        registry.counter("pullcord.beside.unread", "what", what).increment(many);
    }

    /** The fold opened a case in this lane. */
    public void caseOpened(String lane) {
        registry.counter("pullcord.cases.opened", "lane", lane).increment();
    }

    /** The policy in shadow would have done this beside the active one: opens, closes, moves, earlier, later, same. */
    public void shadow(String difference) {
        registry.counter("pullcord.policy.shadow", "difference", difference).increment();
    }

    /** A case stands otherwise after a change of policy. */
    public void caseRescored() {
        registry.counter("pullcord.cases.rescored").increment();
    }

    /** So many cases more, or fewer, are still to be looked at after a change of policy. */
    public void rescoreLeft(long more) {
        rescoreLeft.addAndGet(more);
    }

    /** A claim ran out. */
    public void claimLapsed() {
        registry.counter("pullcord.claims.lapsed").increment();
    }

    /** A decision found no second person in time. */
    public void proposalExpired() {
        registry.counter("pullcord.proposals.expired").increment();
    }

    /** A lead did alone what takes two people. */
    public void glassBroken() {
        registry.counter("pullcord.glass.broken").increment();
    }

    /**
     * A decision took another's place.
     *
     * @param cause {@code undo}, {@code correction}, {@code second_look} or {@code appeal}
     */
    public void superseded(String cause) {
        registry.counter("pullcord.decisions.superseded", "cause", cause).increment();
    }

    /** An appeal was heard: {@code upheld} or {@code overturned}. */
    public void appealHeard(String answer) {
        registry.counter("pullcord.appeals.heard", "answer", answer).increment();
    }

    /** A case that was put off is back in its queue. */
    public void caseWoken() {
        registry.counter("pullcord.cases.woken").increment();
    }

    /**
     * A deadline was missed and these were turned to.
     *
     * @param role {@code moderator}, {@code senior}, {@code lead} or {@code admin}; {@code page} when all were, in vain
     */
    public void escalated(String role) {
        registry.counter("pullcord.escalations", "to", role).increment();
    }

    /**
     * One try to tell somebody of a missed deadline is over.
     *
     * @param channel {@code webhook}, {@code pager_duty}, {@code slack}, {@code mail}, {@code on_call} or {@code person}
     * @param status {@code done}, {@code failed} or {@code unknown}
     */
    public void noticeTried(String channel, String status, Duration took) {
        Timer.builder("pullcord.notice.try")
                .description("from telling somebody of a missed deadline to the channel's answer")
                .tag("channel", channel)
                .tag("status", status)
                .register(registry)
                .record(took);
    }

    /** A notice came to its end: {@code done}, {@code not_needed} for somebody took the case first, or {@code given_up}. */
    public void noticeEnded(String channel, String end) {
        registry.counter("pullcord.notices", "channel", channel, "end", end).increment();
    }

    /** So many more cases that somebody was paged for are taken by nobody; negative for fewer. */
    public void unattended(long more) {
        unattended.addAndGet(more);
    }

    /** How many partitions this node works now. */
    public void partitionsOwned(int count) {
        partitionsOwned.set(count);
    }

    /** How many panics wait in the journal for the log, and how many it does not take; asked at every scrape. */
    public void journal(LongSupplier pending, LongSupplier aside) {
        Gauge.builder("pullcord.journal.pending", pending::getAsLong)
                .description("panics that wait on this node's disk for Redis")
                .register(registry);
        Gauge.builder("pullcord.journal.aside", aside::getAsLong)
                .description("panics on this node's disk that the log does not take, for a person to look at")
                .register(registry);
    }

    /** How many writes wait for their turn at an audit chain; asked at every scrape. */
    public void auditWaiting(LongSupplier waiting) {
        Gauge.builder("pullcord.audit.waiting", waiting::getAsLong)
                .description("writes of this node that wait for their turn at an audit chain")
                .register(registry);
    }

    /** The embedded Redis ended by itself. */
    public void redisEnded() {
        registry.counter("pullcord.redis.ended").increment();
    }

    /** A request was answered. */
    public void requestServed(String operation, int status, Duration took) {
        Timer.builder("pullcord.http.request")
                .description("from the request's first byte to the end of its answer")
                .tag("operation", operation)
                .tag("status", status / 100 + "xx")
                .register(registry)
                .record(took.isNegative() ? Duration.ZERO : took);
    }

    /** One try of an action is over, by what the platform answered. */
    public void actionTried(String type, String status, Duration took) {
        Timer.builder("pullcord.action.try")
                .description("from asking the platform for an action to its answer")
                .tag("type", type)
                .tag("status", status)
                .register(registry)
                .record(took);
    }

    /** An action came to its end: {@code answered} by the platform, or {@code failed}, in sight of a lead. */
    public void actionEnded(String type, String status, String state) {
        registry.counter("pullcord.actions", "type", type, "status", status, "state", state)
                .increment();
    }

    /**
     * An event was offered.
     *
     * @param kind {@code flag}, {@code panic}, {@code correction}, {@code meeting}, {@code signal} or {@code unknown}
     * @param outcome {@code accepted}, {@code journaled}, {@code duplicate}, {@code rejected}, {@code limited} or
     *     {@code unavailable}
     */
    public void eventOffered(String kind, String outcome) {
        registry.counter("pullcord.intake.events", "kind", kind, "outcome", outcome)
                .increment();
    }
}
