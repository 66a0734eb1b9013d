package dev.pullcord;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Every meter's name, kind, unit and tags. A tag's values come from a list that is closed here, or are bounded in number
 * (platforms, lanes, operations, scripts); what is on no list, or one too many, is counted as {@code other}. So no one who calls, and no
 * policy, can make the series grow without end.
 */
@SuppressWarnings("ImmutableEnumChecker") // lists of List.of: nobody changes them
enum MeterBook {
    EVENTS(
            "intake.events",
            Kind.COUNTER,
            "",
            "events offered, panics that wait in the journal among them",
            tag("kind", "flag", "panic", "correction", "meeting", "signal", "unknown"),
            tag("outcome", "accepted", "journaled", "duplicate", "rejected", "limited", "unavailable")),
    REPORTS(
            "intake.reports",
            Kind.COUNTER,
            "",
            "reports accepted, by what they are about",
            tag("kind", "flag", "panic"),
            bounded("reason", 32)),
    DURABLE(
            "report.durable",
            Kind.TIMER,
            "seconds",
            "from a report's arrival to its being durable; a panic's case can be claimed from then on",
            Buckets.DURABLE,
            tag("kind", "flag", "panic")),
    CLAIMABLE(
            "case.claimable",
            Kind.TIMER,
            "seconds",
            "from the arrival of the event that opened a case to its standing in a queue; a panic's see pullcord_report_durable",
            Buckets.DURABLE,
            bounded("lane", 32)),
    FIRST_LOOK(
            "case.first.look",
            Kind.TIMER,
            "seconds",
            "from a case's opening to somebody taking it for the first time",
            Buckets.PEOPLE,
            bounded("lane", 32)),
    DECIDED(
            "case.decided",
            Kind.TIMER,
            "seconds",
            "from a case's opening to the decision on it",
            Buckets.PEOPLE,
            bounded("lane", 32),
            tag("outcome", "violation", "no_violation", "unfounded_report", "insufficient", "duplicate")),
    EFFECT(
            "action.effect",
            Kind.TIMER,
            "seconds",
            "from the order of an action to the platform saying that it is so",
            Buckets.EFFECT,
            bounded("type", 32)),
    FOLD_BATCH("fold.batch", Kind.SUMMARY, "events", "events folded at a time"),
    FOLD_LAG(
            "fold.lag",
            Kind.TIMER,
            "seconds",
            "from accepting the oldest event of a batch to its effect",
            Buckets.DURABLE),
    DAMAGED(
            "damaged",
            Kind.COUNTER,
            "",
            "stored records that cannot be read, once an hour each",
            tag("kind", "case", "action", "member", "risk", "subject", "event", "link", "notice", "on_call")),
    LINKS_DROPPED("links.dropped", Kind.COUNTER, "", "sightings dropped while links were away"),
    BESIDE_UNREAD(
            "beside.unread",
            Kind.COUNTER,
            "",
            "what lay beside events and could not be read",
            tag("what", "record", "links")),
    CASES_OPENED("cases.opened", Kind.COUNTER, "", "cases opened", bounded("lane", 32)),
    SHADOW(
            "policy.shadow",
            Kind.COUNTER,
            "",
            "what the policy in shadow would have done otherwise",
            tag("difference", "opens", "closes", "moves", "earlier", "later", "same")),
    RESCORED("cases.rescored", Kind.COUNTER, "", "cases that stand otherwise after a change of policy"),
    CLAIMS(
            "claims",
            Kind.COUNTER,
            "",
            "asked for the next case, or a particular one",
            tag("answer", "granted", "nothing", "refused")),
    CLAIMS_LAPSED("claims.lapsed", Kind.COUNTER, "", "claims that ran out"),
    PROPOSALS_EXPIRED("proposals.expired", Kind.COUNTER, "", "decisions that found no second person in time"),
    FORGOTTEN("retention.done", Kind.COUNTER, "", "what had its time and is gone", tag("kind", "case", "event")),
    GLASS_BROKEN("glass.broken", Kind.COUNTER, "", "what one person did alone that takes two"),
    SUPERSEDED(
            "decisions.superseded",
            Kind.COUNTER,
            "",
            "decisions that took another's place",
            tag("cause", "undo", "correction", "second_look", "appeal")),
    APPEALS_HEARD("appeals.heard", Kind.COUNTER, "", "appeals heard", tag("answer", "upheld", "overturned")),
    WOKEN("cases.woken", Kind.COUNTER, "", "cases that were put off and are back"),
    ESCALATIONS(
            "escalations",
            Kind.COUNTER,
            "",
            "steps after missed deadlines, by the least role that was turned to; channel: nobody at the desk; page: all were, in vain",
            tag("to", "moderator", "senior", "lead", "admin", "channel", "page")),
    NOTICE_TRIES(
            "notice.try",
            Kind.TIMER,
            "seconds",
            "from telling somebody of a missed deadline to the channel's answer",
            tag("channel", "webhook", "pager_duty", "slack", "mail", "on_call", "person"),
            tag("status", "done", "failed", "unknown")),
    NOTICES(
            "notices",
            Kind.COUNTER,
            "",
            "notices that came to their end",
            tag("channel", "webhook", "pager_duty", "slack", "mail", "on_call", "person"),
            tag("end", "done", "not_needed", "given_up")),
    REDIS_ENDED("redis.ended", Kind.COUNTER, "", "the embedded Redis ended by itself"),
    HTTP(
            "http.request",
            Kind.TIMER,
            "seconds",
            "from the request's first byte to the end of its answer",
            bounded("operation", 160),
            tag("status", "1xx", "2xx", "3xx", "4xx", "5xx")),
    ACTION_TRIES(
            "action.try",
            Kind.TIMER,
            "seconds",
            "from asking the platform for an action to its answer",
            bounded("type", 32),
            tag("status", Status.ALL)),
    ACTIONS(
            "actions",
            Kind.COUNTER,
            "",
            "actions that came to their end",
            bounded("type", 32),
            tag("status", Status.ALL),
            tag("state", "answered", "failed")),
    SCRIPT("redis.script", Kind.TIMER, "seconds", "from asking Redis for a script to its reply", bounded("script", 80)),
    LOOP_DELAY("loop.delay", Kind.TIMER, "seconds", "how late the event loop was for a timer", Buckets.DURABLE),

    PARTITIONS("partitions.owned", Kind.GAUGE, "", "partitions that this node works"),
    UNHELD("partitions.unheld", Kind.GAUGE, "", "partitions that nobody worked when this node last looked"),
    ASIDE("events.aside", Kind.GAUGE, "", "events that wait for their subject's record to be mended"),
    RETENTION_DUE(
            "retention.due",
            Kind.GAUGE,
            "",
            "cases whose time has come and that a hold, or something unfinished, keeps"),
    RESCORE_LEFT("rescore.left", Kind.GAUGE, "", "cases still to be looked at after a change of policy"),
    UNATTENDED(
            "cases.unattended",
            Kind.GAUGE,
            "",
            "cases that somebody was paged for and nobody took, of this node's partitions"),
    JOURNAL_PENDING("journal.pending", Kind.GAUGE, "", "panics that wait on this node's disk for Redis"),
    JOURNAL_ASIDE(
            "journal.aside",
            Kind.GAUGE,
            "",
            "panics on this node's disk that the log does not take, for a person to look at"),
    AUDIT_WAITING("audit.waiting", Kind.GAUGE, "", "writes of this node that wait for their turn at an audit chain"),
    QUEUE_CASES(
            "queue.cases",
            Kind.GAUGE,
            "",
            "cases in a lane, as every node sees it: take the greatest, not the sum",
            bounded("platform", 64),
            bounded("lane", 32),
            tag("state", "queued", "claimed", "overdue")),
    QUEUE_OLDEST(
            "queue.oldest.age",
            Kind.GAUGE,
            "seconds",
            "how long the oldest waiting case of a lane has been open, as every node sees it",
            bounded("platform", 64),
            bounded("lane", 32)),
    PARKED(
            "parked",
            Kind.GAUGE,
            "",
            "what was given up and waits for a lead, as every node sees it",
            bounded("platform", 64),
            tag("what", "action", "notice")),
    SECOND_LOOKS(
            "second.looks.overdue",
            Kind.GAUGE,
            "",
            "what one person did alone and nobody looked at again in time, as every node sees it",
            bounded("platform", 64)),
    COUNTED_AT("counted.at", Kind.GAUGE, "seconds", "when this node last counted what waits, since the epoch"),
    REDIS_MEMORY(
            "redis.memory",
            Kind.GAUGE,
            "bytes",
            "what Redis uses, and the most it may (0: no limit)",
            tag("of", "used", "limit")),
    REDIS_AOF(
            "redis.aof.ok",
            Kind.GAUGE,
            "",
            "1 where Redis says that its last write to disk, and its last rewrite, went well"),
    REDIS_DELAYED(
            "redis.fsync.delayed",
            Kind.GAUGE,
            "",
            "how often Redis found the fsync before still running, since it started"),
    REDIS_REPLICAS("redis.replicas", Kind.GAUGE, "", "replicas that are connected");

    /** What a meter is. */
    enum Kind {
        COUNTER,
        TIMER,
        SUMMARY,
        GAUGE
    }

    /** A value that is on no list, or one too many. */
    static final String OTHER = "other";

    /**
     * A tag.
     *
     * @param key its name
     * @param values all there are; empty where they are only bounded
     * @param most how many at most, {@link #OTHER} not among them
     */
    record Tag(String key, Set<String> values, int most) {}

    private static final class Status {
        static final String[] ALL = {
            "done", "already_done", "partial", "target_gone", "unsupported", "refused", "failed", "unknown"
        };
    }

    /** Where a histogram's steps lie: at what was promised, and around it. */
    private static final class Buckets {
        static final Duration[] DURABLE = millis(5, 25, 100, 250, 500, 1_000, 2_500, 10_000);
        static final Duration[] EFFECT = millis(250, 1_000, 2_000, 5_000, 15_000, 60_000, 600_000);
        static final Duration[] PEOPLE =
                millis(5_000, 15_000, 30_000, 60_000, 120_000, 300_000, 900_000, 3_600_000, 14_400_000, 86_400_000);

        private static Duration[] millis(long... each) {
            return Arrays.stream(each).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
        }
    }

    private final String suffix;
    private final Kind kind;
    private final String unit;
    private final String description;
    private final List<Duration> buckets;
    private final List<Tag> tags;

    MeterBook(String suffix, Kind kind, String unit, String description, Tag... tags) {
        this(suffix, kind, unit, description, new Duration[0], tags);
    }

    MeterBook(String suffix, Kind kind, String unit, String description, Duration[] buckets, Tag... tags) {
        this.suffix = suffix;
        this.kind = kind;
        this.unit = unit;
        this.description = description;
        this.buckets = List.of(buckets);
        this.tags = List.of(tags);
    }

    private static Tag tag(String key, String... values) {
        return new Tag(key, Set.of(values), values.length);
    }

    private static Tag bounded(String key, int most) {
        return new Tag(key, Set.of(), most);
    }

    /** The meter's name, dotted. */
    String meter() {
        return "pullcord." + suffix;
    }

    Kind kind() {
        return kind;
    }

    String unit() {
        return unit;
    }

    String description() {
        return description;
    }

    List<Duration> buckets() {
        return buckets;
    }

    List<Tag> tags() {
        return tags;
    }

    /** Its name as Prometheus has it, without what a histogram adds. */
    String series() {
        String base = meter().replace('.', '_');
        return switch (kind) {
            case COUNTER -> base + "_total";
            case TIMER, SUMMARY, GAUGE -> base + (unit.isEmpty() ? "" : "_" + unit);
        };
    }

    /** The most series it can have. */
    long most() {
        long sets = tags.stream().mapToLong(tag -> tag.most() + 1L).reduce(1, (a, b) -> a * b);
        int each = kind == Kind.TIMER || kind == Kind.SUMMARY ? 4 + buckets.size() : 1; // count, sum, max, +Inf
        return sets * each;
    }
}
