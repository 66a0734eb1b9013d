package dev.pullcord;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * What is counted and timed. Names, units and tags are {@link MeterBook}'s: no account, no meeting, no person in any.
 * Thread-safe.
 */
public final class Meters {
    private static final int MOST_KNOWN = 4096;

    private final MeterRegistry registry;
    private final Map<String, Set<String>> seen = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> gauges = new ConcurrentHashMap<>();
    private final Map<Told, Counter> counters = new ConcurrentHashMap<>();
    private final Map<Told, Timer> timers = new ConcurrentHashMap<>();

    /** What was told, as it was: whoever tells it again need not look it up among all tags. */
    private record Told(MeterBook meter, List<String> values) {}

    public Meters(MeterRegistry registry) {
        this.registry = registry;
        for (MeterBook meter : List.of(
                MeterBook.PARTITIONS,
                MeterBook.UNHELD,
                MeterBook.ASIDE,
                MeterBook.RESCORE_LEFT,
                MeterBook.RETENTION_DUE,
                MeterBook.UNATTENDED)) {
            gauge(meter);
        }
        // What should never happen is there from the start, or its first time would be no increase to anybody.
        List.of(MeterBook.REDIS_ENDED, MeterBook.GLASS_BROKEN, MeterBook.CLAIMS_LAPSED, MeterBook.LINKS_DROPPED)
                .forEach(meter -> add(meter, 0));
        MeterBook.EVENTS.tags().get(1).values().forEach(outcome -> add(MeterBook.EVENTS, 0, "panic", outcome));
        MeterBook.ESCALATIONS.tags().get(0).values().forEach(to -> add(MeterBook.ESCALATIONS, 0, to));
        MeterBook.DAMAGED.tags().get(0).values().forEach(kind -> add(MeterBook.DAMAGED, 0, kind));
        MeterBook.CLAIMS.tags().get(0).values().forEach(answer -> add(MeterBook.CLAIMS, 0, answer));
        for (String channel : MeterBook.NOTICES.tags().get(0).values()) {
            MeterBook.NOTICES.tags().get(1).values().forEach(end -> add(MeterBook.NOTICES, 0, channel, end));
        }
        timer(MeterBook.DURABLE, "panic");
    }

    /** A batch was folded. */
    public void folded(int events, Duration lag) {
        DistributionSummary.builder(MeterBook.FOLD_BATCH.meter())
                .description(MeterBook.FOLD_BATCH.description())
                .baseUnit(MeterBook.FOLD_BATCH.unit())
                .register(registry)
                .record(events);
        time(MeterBook.FOLD_LAG, lag);
    }

    /** A stored record cannot be read: {@code case}, {@code action}, {@code event} and so on. */
    public void damaged(String kind) {
        add(MeterBook.DAMAGED, 1, kind);
    }

    /** So many more accepted events wait beside the log for their subject's record to be mended; negative for fewer. */
    public void setAside(int more) {
        gauge(MeterBook.ASIDE).addAndGet(more);
    }

    /** So many sightings were dropped, for where links lie was away: they are not linked until they are seen again. */
    public void linksDropped(int sightings) {
        add(MeterBook.LINKS_DROPPED, sightings);
    }

    /**
     * So many that lie beside events could not be read, and counted for nothing.
     *
     * @param what {@code record}, of a reporter, whose flag then weighs as a stranger's; or {@code links}
     */
    public void besideUnread(String what, int many) {
        add(MeterBook.BESIDE_UNREAD, many, what);
    }

    /** The fold opened a case in this lane, or found one that a panic had opened. */
    public void caseOpened(String lane) {
        add(MeterBook.CASES_OPENED, 1, lane);
    }

    /** A case that the fold opened stands in its queue, so long after what opened it arrived. */
    public void caseClaimable(String lane, Duration since) {
        time(MeterBook.CLAIMABLE, since, lane);
    }

    /** A case was taken for the first time, so long after it was opened. */
    public void firstLook(String lane, Duration since) {
        time(MeterBook.FIRST_LOOK, since, lane);
    }

    /** A decision was written, so long after its case was opened. */
    public void caseDecided(String lane, String outcome, Duration since) {
        time(MeterBook.DECIDED, since, lane, outcome);
    }

    /** Somebody asked for a case: {@code granted}, {@code nothing} for him, or {@code refused}. */
    public void claimAnswered(String answer) {
        add(MeterBook.CLAIMS, 1, answer);
    }

    /** The policy in shadow would have done this beside the active one: opens, closes, moves, earlier, later, same. */
    public void shadow(String difference) {
        add(MeterBook.SHADOW, 1, difference);
    }

    /** A case stands otherwise after a change of policy. */
    public void caseRescored() {
        add(MeterBook.RESCORED, 1);
    }

    /** So many cases more, or fewer, are still to be looked at after a change of policy. */
    public void rescoreLeft(long more) {
        gauge(MeterBook.RESCORE_LEFT).addAndGet(more);
    }

    /** So many had their time and are gone: {@code case}, or {@code event}. */
    public void forgotten(String kind, long many) {
        add(MeterBook.FORGOTTEN, (double) many, kind);
    }

    /** So many cases more, or fewer, should be gone and are kept. */
    public void keptBeyond(long more) {
        gauge(MeterBook.RETENTION_DUE).addAndGet(more);
    }

    /** A claim ran out. */
    public void claimLapsed() {
        add(MeterBook.CLAIMS_LAPSED, 1);
    }

    /** A decision found no second person in time. */
    public void proposalExpired() {
        add(MeterBook.PROPOSALS_EXPIRED, 1);
    }

    /** A lead did alone what takes two people. */
    public void glassBroken() {
        add(MeterBook.GLASS_BROKEN, 1);
    }

    /**
     * A decision took another's place.
     *
     * @param cause {@code undo}, {@code correction}, {@code second_look} or {@code appeal}
     */
    public void superseded(String cause) {
        add(MeterBook.SUPERSEDED, 1, cause);
    }

    /** An appeal was heard: {@code upheld} or {@code overturned}. */
    public void appealHeard(String answer) {
        add(MeterBook.APPEALS_HEARD, 1, answer);
    }

    /** A case that was put off is back in its queue. */
    public void caseWoken() {
        add(MeterBook.WOKEN, 1);
    }

    /**
     * A deadline was missed and these were turned to.
     *
     * @param role {@code moderator}, {@code senior}, {@code lead} or {@code admin}; {@code channel} when nobody at the desk
     *     was, {@code page} when all were, in vain
     */
    public void escalated(String role) {
        add(MeterBook.ESCALATIONS, 1, role);
    }

    /** One try to tell somebody of a missed deadline is over: {@code done}, {@code failed} or {@code unknown}. */
    public void noticeTried(String channel, String status, Duration took) {
        time(MeterBook.NOTICE_TRIES, took, channel, status);
    }

    /** A notice came to its end: {@code done}, {@code not_needed} for somebody took the case first, or {@code given_up}. */
    public void noticeEnded(String channel, String end) {
        add(MeterBook.NOTICES, 1, channel, end);
    }

    /** So many more cases that somebody was paged for are taken by nobody; negative for fewer. */
    public void unattended(long more) {
        gauge(MeterBook.UNATTENDED).addAndGet(more);
    }

    /** How many partitions this node works now, and how many nobody worked when it looked. */
    public void partitions(int owned, int unheld) {
        gauge(MeterBook.PARTITIONS).set(owned);
        gauge(MeterBook.UNHELD).set(unheld);
    }

    /** How many cases of a lane are {@code queued}, {@code claimed} or {@code overdue} now. */
    public void queueCases(String platform, String lane, String state, long cases) {
        gauge(MeterBook.QUEUE_CASES, platform, lane, state).set(cases);
    }

    /** For how long the oldest waiting case of a lane has been open; zero when none waits. */
    public void queueOldest(String platform, String lane, Duration age) {
        gauge(MeterBook.QUEUE_OLDEST, platform, lane).set(age.toSeconds());
    }

    /** How many actions or notices of a platform were given up. */
    public void parked(String platform, String what, long many) {
        gauge(MeterBook.PARKED, platform, what).set(many);
    }

    /** How many second looks of a platform are overdue. */
    public void secondLooksOverdue(String platform, long many) {
        gauge(MeterBook.SECOND_LOOKS, platform).set(many);
    }

    /** All that waits was counted. */
    public void counted(Instant at) {
        gauge(MeterBook.COUNTED_AT).set(at.getEpochSecond());
    }

    /**
     * How Redis says it is.
     *
     * @param limit the most memory it may use; 0 for no limit
     */
    public void redis(long used, long limit, boolean aofWell, long delayedFsyncs, long replicas) {
        gauge(MeterBook.REDIS_MEMORY, "used").set(used);
        gauge(MeterBook.REDIS_MEMORY, "limit").set(limit);
        gauge(MeterBook.REDIS_AOF).set(aofWell ? 1 : 0);
        gauge(MeterBook.REDIS_DELAYED).set(delayedFsyncs);
        gauge(MeterBook.REDIS_REPLICAS).set(replicas);
    }

    /** A script was answered. */
    public void scriptRan(String script, Duration took) {
        time(MeterBook.SCRIPT, took, script);
    }

    /** The event loop came to a timer so late. */
    public void loopDelayed(Duration late) {
        time(MeterBook.LOOP_DELAY, late);
    }

    /** How many panics wait in the journal for the log, and how many it does not take; asked at every scrape. */
    public void journal(LongSupplier pending, LongSupplier aside) {
        ask(MeterBook.JOURNAL_PENDING, pending);
        ask(MeterBook.JOURNAL_ASIDE, aside);
    }

    /** How many writes wait for their turn at an audit chain; asked at every scrape. */
    public void auditWaiting(LongSupplier waiting) {
        ask(MeterBook.AUDIT_WAITING, waiting);
    }

    /** How far two looks at the same cases agree, the lowest of all platforms, and on how many it is too little. */
    public void quality(DoubleSupplier kappa, LongSupplier drifted) {
        Gauge.builder("pullcord.quality.kappa", kappa::getAsDouble)
                .description("Cohen's kappa of decisions and blind second looks, the lowest of all platforms")
                .register(registry);
        Gauge.builder("pullcord.quality.drifted", drifted::getAsLong)
                .description("platforms where it is below what policy wants")
                .register(registry);
    }

    /** The embedded Redis ended by itself. */
    public void redisEnded() {
        add(MeterBook.REDIS_ENDED, 1);
    }

    /** A request was answered. */
    public void requestServed(String operation, int status, Duration took) {
        time(MeterBook.HTTP, took, operation, status / 100 + "xx");
    }

    /** One try of an action is over, by what the platform answered. */
    public void actionTried(String type, String status, Duration took) {
        time(MeterBook.ACTION_TRIES, took, type, status);
    }

    /**
     * An action came to its end: {@code answered} by the platform, or {@code failed}, in sight of a lead.
     *
     * @param took since it was ordered
     */
    public void actionEnded(String type, String status, String state, Duration took) {
        add(MeterBook.ACTIONS, 1, type, status, state);
        if (status.equals("done") || status.equals("already_done")) {
            time(MeterBook.EFFECT, took, type);
        }
    }

    /** An event was offered; for kinds and outcomes see {@link MeterBook#EVENTS}. */
    public void eventOffered(String kind, String outcome) {
        add(MeterBook.EVENTS, 1, kind, outcome);
    }

    /**
     * A report is durable, so long after it arrived.
     *
     * @param reason its code; {@code none} where nobody named one
     */
    public void reportDurable(String kind, String reason, Duration took) {
        add(MeterBook.REPORTS, 1, kind, reason);
        time(MeterBook.DURABLE, took, kind);
    }

    private void add(MeterBook meter, double much, String... values) {
        Told told = new Told(meter, List.of(values));
        Counter counter = counters.get(told);
        if (counter == null) {
            counter = registry.counter(meter.meter(), tags(meter, values));
            keep(counters, told, counter);
        }
        counter.increment(much);
    }

    /** Only so many, whatever is told: the rest are looked up each time. */
    private static <T> void keep(Map<Told, T> known, Told told, T meter) {
        if (known.size() < MOST_KNOWN) {
            known.put(told, meter);
        }
    }

    private void time(MeterBook meter, Duration took, String... values) {
        timer(meter, values).record(took.isNegative() ? Duration.ZERO : took);
    }

    private Timer timer(MeterBook meter, String... values) {
        Told told = new Told(meter, List.of(values));
        Timer timer = timers.get(told);
        if (timer == null) {
            timer = registered(meter, values);
            keep(timers, told, timer);
        }
        return timer;
    }

    private Timer registered(MeterBook meter, String... values) {
        Timer.Builder timer =
                Timer.builder(meter.meter()).description(meter.description()).tags(tags(meter, values));
        return meter.buckets().isEmpty()
                ? timer.register(registry)
                : timer.serviceLevelObjectives(meter.buckets().toArray(Duration[]::new))
                        .register(registry);
    }

    private AtomicLong gauge(MeterBook meter, String... values) {
        Tags tags = tags(meter, values);
        return gauges.computeIfAbsent(meter.name() + tags, first -> {
            AtomicLong value = new AtomicLong();
            Gauge.builder(meter.meter(), value, AtomicLong::doubleValue)
                    .description(meter.description())
                    .baseUnit(meter.unit().isEmpty() ? null : meter.unit())
                    .tags(tags)
                    .register(registry);
            return value;
        });
    }

    private void ask(MeterBook meter, LongSupplier value) {
        Gauge.builder(meter.meter(), value::getAsLong)
                .description(meter.description())
                .register(registry);
    }

    private Tags tags(MeterBook meter, String... values) {
        Tags tags = Tags.empty();
        for (int i = 0; i < values.length; i++) {
            tags = tags.and(
                    meter.tags().get(i).key(), listed(meter, meter.tags().get(i), values[i]));
        }
        return tags;
    }

    private String listed(MeterBook meter, MeterBook.Tag tag, String value) {
        if (!tag.values().isEmpty()) {
            return tag.values().contains(value) ? value : MeterBook.OTHER;
        }
        Set<String> known =
                seen.computeIfAbsent(meter.name() + ' ' + tag.key(), first -> ConcurrentHashMap.newKeySet());
        if (known.contains(value)) {
            return value;
        }
        synchronized (known) {
            return known.contains(value) || (known.size() < tag.most() && known.add(value)) ? value : MeterBook.OTHER;
        }
    }
}
