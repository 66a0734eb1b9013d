package dev.pullcord;

import static dev.pullcord.MeterTag.bounded;
import static dev.pullcord.MeterTag.tag;

import java.time.Duration;
import java.util.List;

/**
 * What is counted and timed by platform: each has the tag {@code platform} first. That is what a safety lead looks at. It costs a line of
 * the scrape for each platform, so what has many values has no platform as well: see ADR 0062.
 */
@SuppressWarnings("ImmutableEnumChecker") // lists of List.of: nobody changes them
enum PlatformBook implements MeterEntry {
    EVENTS(
            "intake.events",
            MeterKind.COUNTER,
            "events offered, panics that wait in the journal among them",
            tag("kind", "flag", "panic", "correction", "meeting", "signal", "unknown"),
            tag("outcome", "accepted", "journaled", "duplicate", "rejected", "limited", "unavailable")),
    REJECTED(
            "intake.rejected",
            MeterKind.COUNTER,
            "events rejected, by the field that was wrong, or by what was",
            tag("why", MeterTag.WHY)),
    REPORTS(
            "intake.reports",
            MeterKind.COUNTER,
            "reports accepted, flags and panics, by what they are about",
            bounded("reason", 32)),
    DURABLE(
            "report.durable",
            MeterKind.TIMER,
            "seconds",
            "from a report's arrival to its being durable; a panic's case can be claimed from then on",
            MeterSteps.DURABLE,
            tag("kind", "flag", "panic")),
    CASES_OPENED("cases.opened", MeterKind.COUNTER, "cases opened", MeterTag.LANE),
    CLAIMABLE(
            "case.claimable",
            MeterKind.TIMER,
            "seconds",
            "from the arrival of the event that opened a case to its standing in a queue; a panic's see pullcord_report_durable",
            MeterSteps.DURABLE),
    FIRST_LOOK(
            "case.first.look",
            MeterKind.TIMER,
            "seconds",
            "from a case's opening to somebody taking it for the first time; by how soon its lane has it looked at",
            MeterSteps.FIRST_LOOK,
            tag("pace", MeterTag.PACE)),
    DECIDED(
            "case.decided",
            MeterKind.TIMER,
            "seconds",
            "from a case's opening to a decision on it",
            MeterSteps.DECISION,
            tag("pace", MeterTag.PACE)),
    DECISIONS(
            "decisions",
            MeterKind.COUNTER,
            "decisions that were written, by their case's lane; what took another's place is not among them",
            MeterTag.LANE,
            tag("outcome", MeterTag.OUTCOME)),
    SUPERSEDED(
            "decisions.superseded",
            MeterKind.COUNTER,
            "decisions that took another's place",
            tag("cause", MeterTag.CAUSE)),
    EFFECT(
            "action.effect",
            MeterKind.TIMER,
            "seconds",
            "from the order of an action to the platform saying that it is so",
            MeterSteps.EFFECT),
    ACTIONS(
            "actions",
            MeterKind.COUNTER,
            "actions that came to their end",
            tag("status", MeterTag.ENDED),
            tag("state", "answered", "failed")),
    ACTIONS_DONE(
            "actions.done", MeterKind.COUNTER, "actions of which the platform said that it is so", bounded("type", 32)),
    ACTIONS_LATE(
            "actions.late",
            MeterKind.COUNTER,
            "actions that will take effect later than 15 s after their order, or never; counted once each, when that is plain"),
    CLAIMS(
            "claims",
            MeterKind.COUNTER,
            "asked for the next case, or a particular one",
            tag("answer", "granted", "nothing", "refused")),
    CLAIMS_LAPSED("claims.lapsed", MeterKind.COUNTER, "claims that ran out"),
    WOKEN("cases.woken", MeterKind.COUNTER, "cases that were put off and are back"),
    ESCALATIONS(
            "escalations",
            MeterKind.COUNTER,
            "steps after missed deadlines, by the least role that was turned to; channel: nobody at the desk; page: all were, in vain",
            tag("to", "moderator", "senior", "lead", "admin", "channel", "page")),
    PROPOSAL_ANSWERED(
            "proposal.answered",
            MeterKind.TIMER,
            "seconds",
            "from what takes two people to the second one's answer",
            MeterSteps.SECOND,
            tag("what", "decision", "filing")),
    PROPOSAL_ANSWERS(
            "proposal.answers",
            MeterKind.COUNTER,
            "what second persons answered",
            tag("what", "decision", "filing"),
            tag("answer", "agreed", "refused")),
    PROPOSALS_EXPIRED("proposals.expired", MeterKind.COUNTER, "decisions that found no second person in time"),
    GLASS_BROKEN("glass.broken", MeterKind.COUNTER, "what one person did alone that takes two"),
    APPEALS_HEARD("appeals.heard", MeterKind.COUNTER, "appeals heard", tag("answer", "upheld", "overturned")),
    REVIEWS(
            "second.reviews",
            MeterKind.COUNTER,
            "blind second looks that were answered; peeked: whoever answered had seen the case, it counts for nothing",
            tag("answer", "agreed", "differed", "peeked")),
    FLAGS_BELIEVED(
            "flags.believed",
            MeterKind.SUMMARY,
            "how likely right flags were as they came in, by their reporters' records alone; 0 to 1"),
    FLAGS_CONCLUDED(
            "flags.concluded",
            MeterKind.COUNTER,
            "what people concluded of flags, as it came to their reporters' records",
            tag("conclusion", "right", "wrong")),
    EXPOSURE(
            "exposure.weight",
            MeterKind.COUNTER,
            "looks at cases and minutes at them, weighed by how hard they are; given back: the case was not had after all",
            tag("of", "looks", "minutes", "given_back")),
    SHADOW(
            "policy.shadow",
            MeterKind.COUNTER,
            "what the policy in shadow would have done otherwise",
            tag("difference", "opens", "closes", "moves", "earlier", "later", "same")),
    RESCORED("cases.rescored", MeterKind.COUNTER, "cases that stand otherwise after a change of policy"),
    FORGOTTEN("retention.done", MeterKind.COUNTER, "what had its time and is gone", tag("kind", "case", "event")),
    QUEUE_CASES(
            "queue.cases",
            MeterKind.GAUGE,
            "cases in a lane, as every node sees it: take the greatest, not the sum; pace: how soon its policy has them looked at",
            MeterTag.LANE,
            tag("pace", MeterTag.PACE),
            tag("state", "queued", "claimed", "overdue")),
    QUEUE_OLDEST(
            "queue.oldest.age",
            MeterKind.GAUGE,
            "seconds",
            "how long the oldest waiting case of a lane has been open, as every node sees it",
            MeterTag.LANE,
            tag("pace", MeterTag.PACE)),
    UNATTENDED(
            "cases.unattended",
            MeterKind.GAUGE,
            "cases that somebody was paged for and nobody took, of this node's partitions"),
    ACTIONS_RETRYING(
            "actions.retrying",
            MeterKind.GAUGE,
            "actions that wait longer for their next try than a try takes, 20 s at least, as every node sees it",
            bounded("connector", 16)),
    PARKED(
            "parked",
            MeterKind.GAUGE,
            "what was given up and waits for a lead, as every node sees it",
            tag("what", "action", "notice")),
    SECOND_LOOKS(
            "second.looks.overdue",
            MeterKind.GAUGE,
            "what one person did alone and nobody looked at again in time, as every node sees it"),
    PROPOSALS_WAITING(
            "proposals.waiting", MeterKind.GAUGE, "decisions that wait for their second person, as every node sees it"),
    FILINGS(
            "filings",
            MeterKind.GAUGE,
            "filings of the last while by how far they are, drills not among them, as every node sees it",
            bounded("recipient", 32),
            tag("state", MeterTag.FILED)),
    FILING_DUE(
            "filing.due.at",
            MeterKind.GAUGE,
            "seconds",
            "by when the next filing that has not gone should have, since the epoch; 0 where none waits, as every node sees it",
            bounded("recipient", 32)),
    KAPPA(
            "quality.kappa",
            MeterKind.GAUGE,
            "Cohen's kappa of decisions and blind second looks at the same cases; no number where there are too few"),
    DRIFTED(
            "quality.drifted",
            MeterKind.GAUGE,
            "1 where two looks at the same cases agree less than policy wants (AC1, or one answer by itself)"),
    EXPOSED(
            "exposure.people",
            MeterKind.GAUGE,
            "people on shift by how much of their exposure's budget is used, as every node sees it",
            tag("budget", "below_half", "above_half", "nearly_used", "used")),
    RETENTION_DUE(
            "retention.due",
            MeterKind.GAUGE,
            "cases whose time has come and that a hold, or something unfinished, keeps"),
    RESCORE_LEFT("rescore.left", MeterKind.GAUGE, "cases still to be looked at after a change of policy"),
    AUDIT_VERIFIED(
            "audit.verified.at",
            MeterKind.GAUGE,
            "seconds",
            "when this node last walked all audit chains of a platform to their ends, since the epoch; 0: not yet"),
    AUDIT_FAULTS("audit.faults", MeterKind.GAUGE, "breaks that this node's last walk of the audit chains found");

    private final MeterShape shape;

    PlatformBook(String suffix, MeterKind kind, String description, MeterTag... tags) {
        this(suffix, kind, "", description, tags);
    }

    PlatformBook(String suffix, MeterKind kind, String unit, String description, MeterTag... tags) {
        this(suffix, kind, unit, description, new Duration[0], tags);
    }

    PlatformBook(String suffix, MeterKind kind, String unit, String description, Duration[] buckets, MeterTag... tags) {
        shape = MeterShape.ofPlatform(suffix, kind, unit, description, List.of(buckets), List.of(tags));
    }

    @Override
    public MeterShape shape() {
        return shape;
    }
}
