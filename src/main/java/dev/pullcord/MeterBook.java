package dev.pullcord;

import static dev.pullcord.MeterTag.bounded;
import static dev.pullcord.MeterTag.tag;

import java.time.Duration;
import java.util.List;

/** What is counted and timed of a node, and of what all platforms share there. What is of a platform: {@link PlatformBook}. */
@SuppressWarnings("ImmutableEnumChecker") // lists of List.of: nobody changes them
enum MeterBook implements MeterEntry {
    FOLD_BATCH("fold.batch", MeterKind.SUMMARY, "events", "events folded at a time"),
    FOLD_LAG(
            "fold.lag",
            MeterKind.TIMER,
            "seconds",
            "from accepting the oldest event of a batch to its effect",
            MeterSteps.DURABLE),
    DAMAGED(
            "damaged",
            MeterKind.COUNTER,
            "stored records that cannot be read, once an hour each",
            tag("kind", "case", "action", "member", "risk", "subject", "event", "link", "notice", "on_call")),
    LINKS_DROPPED("links.dropped", MeterKind.COUNTER, "sightings dropped while links were away"),
    BESIDE_UNREAD(
            "beside.unread",
            MeterKind.COUNTER,
            "what lay beside events and could not be read",
            tag("what", "record", "links")),
    CONTRIBUTIONS(
            "risk.contributions",
            MeterKind.COUNTER,
            "signals that what was folded added to, once a batch and subject, by whether they raise the risk",
            bounded("signal", 64),
            tag("direction", "up", "down")),
    SIGNAL_OUTCOMES(
            "signal.outcomes",
            MeterKind.COUNTER,
            "decisions on cases that a signal counted for, by their outcome; what took another's place is not in it",
            bounded("signal", 64),
            tag("outcome", MeterTag.OUTCOME)),
    SIGNAL_OVERTURNS(
            "signal.overturns",
            MeterKind.COUNTER,
            "decisions on such cases whose place another took",
            bounded("signal", 64),
            tag("cause", MeterTag.CAUSE)),
    ARCHIVED(
            "archive.moved",
            MeterKind.COUNTER,
            "cases put away into the archive (out), or brought back from it; failed: what was asked of the archive and failed",
            tag("way", "out", "back", "failed")),
    NOTICE_TRIES(
            "notice.try",
            MeterKind.TIMER,
            "seconds",
            "from telling somebody of a missed deadline to the channel's answer",
            tag("channel", "webhook", "pager_duty", "slack", "mail", "on_call", "person"),
            tag("status", "done", "failed", "unknown")),
    NOTICES(
            "notices",
            MeterKind.COUNTER,
            "notices that came to their end",
            tag("channel", "webhook", "pager_duty", "slack", "mail", "on_call", "person"),
            tag("end", "done", "not_needed", "given_up", "cleared")),
    REDIS_ENDED("redis.ended", MeterKind.COUNTER, "the embedded Redis ended by itself"),
    HTTP(
            "http.request",
            MeterKind.TIMER,
            "seconds",
            "from the request's first byte to the end of its answer",
            bounded("operation", 160),
            tag("status", "2xx", "3xx", "4xx", "5xx")),
    ACTION_TRIES(
            "action.try",
            MeterKind.TIMER,
            "seconds",
            "from asking the platform for an action to its answer",
            bounded("connector", 16),
            tag("status", MeterTag.STATUS)),
    ACTIONS_TRIED(
            "actions.tried",
            MeterKind.COUNTER,
            "actions that came to their end, by how many tries that took",
            bounded("connector", 16),
            tag("tries", "1", "2", "3", "4-10", "more")),
    SCRIPT(
            "redis.script",
            MeterKind.TIMER,
            "seconds",
            "from asking Redis for a script to its reply",
            MeterSteps.SCRIPT,
            bounded("script", 80)),
    LOOP_DELAY("loop.delay", MeterKind.TIMER, "seconds", "how late the event loop was for a timer", MeterSteps.DURABLE),
    PARTITIONS("partitions.owned", MeterKind.GAUGE, "partitions that this node works"),
    UNHELD("partitions.unheld", MeterKind.GAUGE, "partitions that nobody worked when this node last looked"),
    ASIDE("events.aside", MeterKind.GAUGE, "events that wait for their subject's record to be mended"),
    JOURNAL_PENDING("journal.pending", MeterKind.GAUGE, "panics that wait on this node's disk for Redis"),
    JOURNAL_ASIDE(
            "journal.aside",
            MeterKind.GAUGE,
            "panics on this node's disk that the log does not take, for a person to look at"),
    AUDIT_WAITING("audit.waiting", MeterKind.GAUGE, "writes of this node that wait for their turn at an audit chain"),
    ARCHIVE_CASES("archive.cases", MeterKind.GAUGE, "cases that the archive has; some may be back in Redis"),
    ARCHIVE_SIZE("archive.size", MeterKind.GAUGE, "bytes", "what the archive takes on disk"),
    COUNTED_AT("counted.at", MeterKind.GAUGE, "seconds", "when this node last counted what waits, since the epoch"),
    REDIS_UP(
            "redis.up",
            MeterKind.GAUGE,
            "1 where Redis answered when this node last asked it how it is, 0 where it did not"),
    REDIS_MEMORY(
            "redis.memory",
            MeterKind.GAUGE,
            "bytes",
            "what Redis uses, and the most it may (0: no limit)",
            tag("of", "used", "limit")),
    REDIS_AOF(
            "redis.aof.ok",
            MeterKind.GAUGE,
            "1 where Redis says that its last write to disk, and its last rewrite, went well"),
    REDIS_DELAYED(
            "redis.fsync.delayed",
            MeterKind.GAUGE,
            "how often Redis found the fsync before still running, since it started"),
    REDIS_AOF_BYTES(
            "redis.aof",
            MeterKind.GAUGE,
            "bytes",
            "how large the append-only file is, and was after its last rewrite; 0 where Redis keeps none",
            tag("of", "now", "base")),
    REDIS_REWRITING("redis.aof.rewriting", MeterKind.GAUGE, "1 while Redis rewrites its append-only file"),
    REDIS_REPLICAS("redis.replicas", MeterKind.GAUGE, "replicas that are connected"),
    REPLICA_LAG("redis.replica.lag", MeterKind.GAUGE, "bytes", "how far the replica is behind that is furthest behind");

    private final MeterShape shape;

    MeterBook(String suffix, MeterKind kind, String description, MeterTag... tags) {
        this(suffix, kind, "", description, tags);
    }

    MeterBook(String suffix, MeterKind kind, String unit, String description, MeterTag... tags) {
        this(suffix, kind, unit, description, new Duration[0], tags);
    }

    MeterBook(String suffix, MeterKind kind, String unit, String description, Duration[] buckets, MeterTag... tags) {
        shape = new MeterShape(suffix, kind, unit, description, List.of(buckets), List.of(tags));
    }

    @Override
    public MeterShape shape() {
        return shape;
    }
}
