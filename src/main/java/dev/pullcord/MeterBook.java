package dev.pullcord;

import static dev.pullcord.MeterTag.bounded;
import static dev.pullcord.MeterTag.tag;

import java.time.Duration;
import java.util.List;

/**
 * Every meter's name, kind, unit and tags. A tag's values come from a list that is closed here, or are bounded in number
 * (platforms, lanes, operations, scripts); what is on no list, or one too many, is counted as {@code other}. So no one who calls, and no
 * policy, can make the series grow without end.
 */
@SuppressWarnings("ImmutableEnumChecker") // lists of List.of: nobody changes them
enum MeterBook {
    EVENTS(
            "intake.events",
            MeterKind.COUNTER,
            "events offered, panics that wait in the journal among them",
            tag("kind", "flag", "panic", "correction", "meeting", "signal", "unknown"),
            tag("outcome", "accepted", "journaled", "duplicate", "rejected", "limited", "unavailable")),
    REPORTS(
            "intake.reports",
            MeterKind.COUNTER,
            "reports accepted, by what they are about",
            tag("kind", "flag", "panic"),
            bounded("reason", 32)),
    DURABLE(
            "report.durable",
            MeterKind.TIMER,
            "seconds",
            "from a report's arrival to its being durable; a panic's case can be claimed from then on",
            MeterSteps.DURABLE,
            tag("kind", "flag", "panic")),
    CLAIMABLE(
            "case.claimable",
            MeterKind.TIMER,
            "seconds",
            "from the arrival of the event that opened a case to its standing in a queue; a panic's see pullcord_report_durable",
            MeterSteps.DURABLE,
            bounded("lane", 32)),
    FIRST_LOOK(
            "case.first.look",
            MeterKind.TIMER,
            "seconds",
            "from a case's opening to somebody taking it for the first time",
            MeterSteps.PEOPLE,
            bounded("lane", 32)),
    DECIDED(
            "case.decided",
            MeterKind.TIMER,
            "seconds",
            "from a case's opening to the decision on it",
            MeterSteps.PEOPLE,
            bounded("lane", 32),
            tag("outcome", MeterTag.OUTCOME)),
    EFFECT(
            "action.effect",
            MeterKind.TIMER,
            "seconds",
            "from the order of an action to the platform saying that it is so",
            MeterSteps.EFFECT,
            bounded("type", 32)),
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
    CASES_OPENED("cases.opened", MeterKind.COUNTER, "cases opened", bounded("lane", 32)),
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
    FLAGS_BELIEVED(
            "flags.believed",
            MeterKind.SUMMARY,
            "how likely right flags were as they came in, by their reporters' records alone; 0 to 1",
            bounded("group", 16)),
    FLAGS_CONCLUDED(
            "flags.concluded",
            MeterKind.COUNTER,
            "what people concluded of flags, as it came to their reporters' records",
            bounded("group", 16),
            tag("conclusion", "right", "wrong")),
    SHADOW(
            "policy.shadow",
            MeterKind.COUNTER,
            "what the policy in shadow would have done otherwise",
            tag("difference", "opens", "closes", "moves", "earlier", "later", "same")),
    RESCORED("cases.rescored", MeterKind.COUNTER, "cases that stand otherwise after a change of policy"),
    CLAIMS(
            "claims",
            MeterKind.COUNTER,
            "asked for the next case, or a particular one",
            tag("answer", "granted", "nothing", "refused")),
    CLAIMS_LAPSED("claims.lapsed", MeterKind.COUNTER, "claims that ran out"),
    PROPOSALS_EXPIRED("proposals.expired", MeterKind.COUNTER, "decisions that found no second person in time"),
    FORGOTTEN("retention.done", MeterKind.COUNTER, "what had its time and is gone", tag("kind", "case", "event")),
    ARCHIVED(
            "archive.moved",
            MeterKind.COUNTER,
            "cases put away into the archive (out), or brought back from it; failed: what was asked of the archive and failed",
            tag("way", "out", "back", "failed")),
    GLASS_BROKEN("glass.broken", MeterKind.COUNTER, "what one person did alone that takes two"),
    PROPOSAL_ANSWERED(
            "proposal.answered",
            MeterKind.TIMER,
            "seconds",
            "from what takes two people to the second one's answer",
            MeterSteps.PEOPLE,
            tag("what", "decision", "filing"),
            tag("answer", "agreed", "refused")),
    SUPERSEDED(
            "decisions.superseded",
            MeterKind.COUNTER,
            "decisions that took another's place",
            tag("cause", MeterTag.CAUSE)),
    APPEALS_HEARD("appeals.heard", MeterKind.COUNTER, "appeals heard", tag("answer", "upheld", "overturned")),
    REVIEWS(
            "second.reviews",
            MeterKind.COUNTER,
            "blind second looks that were answered; peeked: whoever answered had seen the case, it counts for nothing",
            tag("answer", "agreed", "differed", "peeked")),
    EXPOSURE(
            "exposure.weight",
            MeterKind.COUNTER,
            "looks at cases and minutes at them, weighed by how hard they are; given back: the case was not had after all",
            tag("of", "looks", "minutes", "given_back")),
    WOKEN("cases.woken", MeterKind.COUNTER, "cases that were put off and are back"),
    ESCALATIONS(
            "escalations",
            MeterKind.COUNTER,
            "steps after missed deadlines, by the least role that was turned to; channel: nobody at the desk; page: all were, in vain",
            tag("to", "moderator", "senior", "lead", "admin", "channel", "page")),
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
    ACTIONS(
            "actions",
            MeterKind.COUNTER,
            "actions that came to their end",
            bounded("type", 32),
            tag("status", MeterTag.STATUS),
            tag("state", "answered", "failed")),
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
    RETENTION_DUE(
            "retention.due",
            MeterKind.GAUGE,
            "cases whose time has come and that a hold, or something unfinished, keeps"),
    RESCORE_LEFT("rescore.left", MeterKind.GAUGE, "cases still to be looked at after a change of policy"),
    UNATTENDED(
            "cases.unattended",
            MeterKind.GAUGE,
            "cases that somebody was paged for and nobody took, of this node's partitions"),
    JOURNAL_PENDING("journal.pending", MeterKind.GAUGE, "panics that wait on this node's disk for Redis"),
    JOURNAL_ASIDE(
            "journal.aside",
            MeterKind.GAUGE,
            "panics on this node's disk that the log does not take, for a person to look at"),
    AUDIT_WAITING("audit.waiting", MeterKind.GAUGE, "writes of this node that wait for their turn at an audit chain"),
    ARCHIVE_CASES("archive.cases", MeterKind.GAUGE, "cases that the archive has; some may be back in Redis"),
    ARCHIVE_SIZE("archive.size", MeterKind.GAUGE, "bytes", "what the archive takes on disk"),
    QUEUE_CASES(
            "queue.cases",
            MeterKind.GAUGE,
            "cases in a lane, as every node sees it: take the greatest, not the sum; pace: how soon its policy has them looked at",
            bounded("platform", 64),
            bounded("lane", 256),
            tag("pace", MeterTag.PACE),
            tag("state", "queued", "claimed", "overdue")),
    QUEUE_OLDEST(
            "queue.oldest.age",
            MeterKind.GAUGE,
            "seconds",
            "how long the oldest waiting case of a lane has been open, as every node sees it",
            bounded("platform", 64),
            bounded("lane", 256),
            tag("pace", MeterTag.PACE)),
    ACTIONS_RETRYING(
            "actions.retrying",
            MeterKind.GAUGE,
            "actions that wait longer for their next try than a try takes, 20 s at least, as every node sees it",
            bounded("platform", 64),
            bounded("connector", 16)),
    PARKED(
            "parked",
            MeterKind.GAUGE,
            "what was given up and waits for a lead, as every node sees it",
            bounded("platform", 64),
            tag("what", "action", "notice")),
    SECOND_LOOKS(
            "second.looks.overdue",
            MeterKind.GAUGE,
            "what one person did alone and nobody looked at again in time, as every node sees it",
            bounded("platform", 64)),
    PROPOSALS_WAITING(
            "proposals.waiting",
            MeterKind.GAUGE,
            "decisions that wait for their second person, as every node sees it",
            bounded("platform", 64)),
    FILINGS(
            "filings",
            MeterKind.GAUGE,
            "filings of the last while by how far they are, drills not among them, as every node sees it",
            bounded("platform", 64),
            bounded("recipient", 16),
            tag("state", MeterTag.FILED)),
    FILING_DUE(
            "filing.due.at",
            MeterKind.GAUGE,
            "seconds",
            "by when the next filing that has not gone should have, since the epoch; 0 where none waits, as every node sees it",
            bounded("platform", 64),
            bounded("recipient", 16)),
    KAPPA(
            "quality.kappa",
            MeterKind.GAUGE,
            "Cohen's kappa of decisions and blind second looks at the same cases; no number where there are too few",
            bounded("platform", 64)),
    DRIFTED("quality.drifted", MeterKind.GAUGE, "1 where it is below what policy wants", bounded("platform", 64)),
    EXPOSED(
            "exposure.people",
            MeterKind.GAUGE,
            "people on shift by how much of their exposure's budget is used, as every node sees it",
            bounded("platform", 64),
            tag("budget", "below_half", "above_half", "nearly_used", "used")),
    AUDIT_VERIFIED(
            "audit.verified.at",
            MeterKind.GAUGE,
            "seconds",
            "when this node last walked all audit chains of a platform to their ends, since the epoch; 0: not yet",
            bounded("platform", 64)),
    AUDIT_FAULTS(
            "audit.faults",
            MeterKind.GAUGE,
            "breaks that this node's last walk of the audit chains found",
            bounded("platform", 64)),
    COUNTED_AT("counted.at", MeterKind.GAUGE, "seconds", "when this node last counted what waits, since the epoch"),
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

    private final String suffix;
    private final MeterKind kind;
    private final String unit;
    private final String description;
    private final List<Duration> buckets;
    private final List<MeterTag> tags;

    MeterBook(String suffix, MeterKind kind, String description, MeterTag... tags) {
        this(suffix, kind, "", description, tags);
    }

    MeterBook(String suffix, MeterKind kind, String unit, String description, MeterTag... tags) {
        this(suffix, kind, unit, description, new Duration[0], tags);
    }

    MeterBook(String suffix, MeterKind kind, String unit, String description, Duration[] buckets, MeterTag... tags) {
        this.suffix = suffix;
        this.kind = kind;
        this.unit = unit;
        this.description = description;
        this.buckets = List.of(buckets);
        this.tags = List.of(tags);
    }

    /** The meter's name, dotted. */
    String meter() {
        return "pullcord." + suffix;
    }

    MeterKind kind() {
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

    List<MeterTag> tags() {
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
        int each =
                kind == MeterKind.TIMER || kind == MeterKind.SUMMARY ? 4 + buckets.size() : 1; // count, sum, max, +Inf
        return sets * each;
    }
}
