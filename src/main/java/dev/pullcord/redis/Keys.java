package dev.pullcord.redis;

import dev.pullcord.audit.ChainId;
import dev.pullcord.intake.Links;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.StandingChange.Right;

/**
 * Every key there is. All that one script touches carries the same hash tag, so it lies in one slot of a cluster. No
 * outside string is ever part of a key as it came: it is hashed first.
 */
final class Keys extends KeptKeys {
    /** @param prefix in front of every key, for example {@code pullcord}; tells installations apart on a shared Redis */
    Keys(String prefix) {
        super(prefix);
    }

    /** stream · written by accept_event, accept_panic · never trimmed. The truth. */
    String log(Partition p) {
        return of(p) + "log";
    }

    /** string: log id · written by accept_event, accept_panic · TTL the dedupe window; a report's has none. */
    String event(Partition p, String receipt) {
        return of(p) + "event:" + receipt;
    }

    /** list of log ids, oldest first: withdrawals and details of a report · written by accept_event · no TTL. */
    String added(Partition p, String reportLogId) {
        return of(p) + "added:" + reportLogId;
    }

    /** hash · written by settle_subject · no TTL. Lies in the event's home and not in its subject's partition. */
    String settled(Partition home, String receipt) {
        return of(home) + "settled:" + receipt;
    }

    /** string, empty · written by RedisEventLog to see whether writes are taken · TTL a second. */
    String probe(Partition p) {
        return of(p) + "probe";
    }

    /** string: log id of the last event folded · written by advance_cursor · no TTL. */
    String cursor(Partition p) {
        return of(p) + "cursor";
    }

    /** hash: "KIND subject" by log id, of events whose subject's record is damaged · written by RedisCasework · no TTL. */
    String aside(Partition p) {
        return of(p) + "aside";
    }

    /** hash: what lay beside an event when it was folded, JSON by log id · written by RedisCasework · never trimmed, as the log. */
    String circumstances(Partition p) {
        return of(p) + "circumstances";
    }

    /** string, empty: an audit entry that may be said again · written by remember_once · TTL a day. */
    String said(Partition p, String id) {
        return of(p) + "said:" + digest(id);
    }

    /** string: node · written by hold_partition · TTL the lease. */
    String consumer(Partition p) {
        return of(p) + "consumer";
    }

    /** hash · written by accept_panic, apply_state, apply_risk, decide_case, turn_risk · no TTL. */
    String subject(Partition p, Subject subject) {
        return of(p) + "subject:" + digest(subject.kind().name() + '\0' + subject.id());
    }

    /** hash · written by every script that changes a case · no TTL. */
    String reviewCase(Partition p, String caseId) {
        return of(p) + "case:" + caseId;
    }

    /** list of log ids, oldest first · written by accept_panic, apply_risk · no TTL. */
    String reports(Partition p, String caseId) {
        return reviewCase(p, caseId) + ":reports";
    }

    /** list of "hand seq", oldest first · written by whatever audits · no TTL. */
    String timeline(Partition p, String caseId) {
        return reviewCase(p, caseId) + ":timeline";
    }

    /** set of tokens that had their answer · written by claim_case · TTL two days after the last one. */
    String spent(Partition p, String caseId) {
        return reviewCase(p, caseId) + ":spent";
    }

    /** list of JSON, oldest first · written by decide_case · no TTL. */
    String decisions(Partition p, String caseId) {
        return reviewCase(p, caseId) + ":decisions";
    }

    /** hash of "suffix:field" · written by decide_case and whatever moves an action · no TTL. */
    String actions(Partition p, String caseId) {
        return reviewCase(p, caseId) + ":actions";
    }

    /** zset: case id by when it was opened, ms · written by accept_panic, apply_risk · no TTL. */
    String cases(Partition p) {
        return of(p) + "cases";
    }

    /** zset: waiting case id by deadline, ms · written by whatever moves a case · no TTL. */
    String queue(Partition p, String name) {
        return of(p) + "queue:" + name;
    }

    /** zset: claimed case id by when the claim runs out, ms · written by the claim scripts · no TTL. */
    String claims(Partition p) {
        return of(p) + "claims";
    }

    /** zset: case id by when it comes back, ms · written by snooze_case, return_case · no TTL. */
    String snoozed(Partition p) {
        return of(p) + "snoozed";
    }

    /** hash: appeal JSON by id, and its id by whose it is · written by file_appeal, answer_appeal · no TTL. */
    String caseAppeals(Partition p, String caseId) {
        return reviewCase(p, caseId) + ":appeals";
    }

    /** zset: appeal id by when it is due, ms · written by file_appeal, answer_appeal · no TTL. */
    String appeals(Partition p) {
        return of(p) + "appeals";
    }

    /** hash: how many appeals by "moderator:word" · written by file_appeal, answer_appeal · no TTL. */
    String heard(Partition p) {
        return of(p) + "heard";
    }

    /** string: JSON of a decision for several cases · written by change_bulk · TTL a month after its last change. */
    String bulk(Partition p, String bulkId) {
        return of(p) + "bulk:" + digest(bulkId);
    }

    /** zset: ids of those decisions, by when they were asked for · written by change_bulk · TTL three months, none older in it. */
    String bulks(Partition p) {
        return of(p) + "bulks";
    }

    /** string: JSON of what was found of how an account reports · written by change_misuse · TTL 400 days after its last change. */
    String misuse(Partition p, String account) {
        return of(p) + "misuse:" + digest(account);
    }

    /** zset: account by the last change of its {@link #misuse}, ms · written by change_misuse, which trims it · no TTL. */
    String misuses(Partition p) {
        return of(p) + "misuses";
    }

    /** string: place in the desk chain up to which decisions were drawn from · written by draw_reviews · no TTL. */
    String drawn(Partition p) {
        return of(p) + "drawn";
    }

    /** hash: review JSON by id · written by draw_reviews, change_review · no TTL. */
    String reviews(Partition p) {
        return of(p) + "reviews";
    }

    /** zset: review id by when it may be given to somebody, ms · written by draw_reviews, change_review · no TTL. */
    String reviewsWaiting(Partition p) {
        return of(p) + "reviews:waiting";
    }

    /** zset: review id by when it was answered, ms · written by change_review · no TTL. */
    String reviewsAnswered(Partition p) {
        return of(p) + "reviews:answered";
    }

    /** hash: the review given last, by the moderator's id · written by change_review · no TTL. */
    String reviewing(Partition p) {
        return of(p) + "reviewing";
    }

    /** hash: gold case JSON by case id · written by RedisReviews · no TTL. */
    String gold(Partition p) {
        return of(p) + "gold";
    }

    /** hash: filing, sealed, and its version, by id; and ids by what they are for · written by draft_filing, move_filing · no TTL. */
    String filings(Partition p, String caseId) {
        return reviewCase(p, caseId) + ":filings";
    }

    /** zset: filing id by when it was drafted, ms · written by draft_filing · no TTL. */
    String filings(Partition p) {
        return of(p) + "filings";
    }

    /** zset: filing id by when its next try is due, ms · written by move_filing · no TTL. */
    String submitting(Partition p) {
        return of(p) + "submitting";
    }

    /** hash: strike JSON by case id · written by decide_case, supersede_decision · no TTL. */
    String strikes(Partition p, String account) {
        return of(p) + "strikes:" + digest(account);
    }

    /** zset: decision id by when a second look is due, ms · written by decide_case, look_again · no TTL. */
    String alone(Partition p) {
        return of(p) + "alone";
    }

    /** zset: case id by when it was meant for him, ms · written by RedisAssignments · TTL a day. */
    String assigned(Partition p, String moderatorId) {
        return of(p) + "assigned:" + digest(moderatorId);
    }

    /** zset: attributed case id by when, ms, whose reports are still to go · written by attribute_case, settle_attribution · no TTL. */
    String attributed(Partition p) {
        return of(p) + "attributed";
    }

    /** hash: how many reports of another case were taken over, and by which · written by take_over · no TTL. */
    String taken(Partition p, String fromCaseId) {
        return of(p) + "taken:" + digest(fromCaseId);
    }

    /** zset: overdue case id by when the next people are turned to, ms · written by turn_case, RedisOverdue · no TTL. */
    String turns(Partition p) {
        return of(p) + "turns";
    }

    /** zset: case id by when somebody was last paged for it, ms · written by turn_case, RedisOverdue · no TTL. */
    String paged(Partition p) {
        return of(p) + "paged";
    }

    /** hash of "suffix:field", one for each level and recipient · written by turn_case and the try scripts · no TTL. */
    String notices(Partition p, String caseId) {
        return reviewCase(p, caseId) + ":notices";
    }

    /** zset: notice id by when its next try is due, ms · written by turn_case and the try scripts · no TTL. */
    String notifying(Partition p) {
        return of(p) + "notifying";
    }

    /** zset: notice id by when it opened an incident elsewhere, ms · written with each that may have, until it is closed · no TTL. */
    String incidents(Partition p) {
        return of(p) + "incidents";
    }

    /** zset: notice id by when it was given up, ms · written by record_try, retry_action, turn_case · no TTL. */
    String unnotified(Partition p) {
        return of(p) + "unnotified";
    }

    /**
     * zset: accounts by the last time, ms · written by tie · TTL until the newest has been there for as long as its kind is kept.
     * Lies in the thing's own partition.
     */
    String tied(Partition thing, Links.Kind kind, String digest) {
        return of(thing) + "tied:" + kind.word() + ":" + digest;
    }

    /** zset: digests of things by the last time, ms · written by tie · TTL as of {@link #tied}. */
    String ties(Partition p, Links.Kind kind, String account) {
        return of(p) + "ties:" + kind.word() + ":" + digest(account);
    }

    /** zset: what is known of an account as a neighbour, by the last time, ms · written by tie · TTL as of {@link #tied}. */
    String traits(Partition p, String account) {
        return of(p) + "traits:" + digest(account);
    }

    /** zset: what is in {@link #tied}, {@link #ties} or {@link #traits}, by the first time, ms · written by tie · TTL as theirs. */
    String since(String key) {
        return key + ":since";
    }

    /** zset: cases by when they were decided, ms, whose reporters are not told yet · written by decide_case, told · no TTL. */
    String untold(Partition p) {
        return of(p) + "untold";
    }

    /** zset: case id by when its proposal runs out, ms · written by propose_decision, decide_case, return_case · no TTL. */
    String approvals(Partition p) {
        return of(p) + "approvals";
    }

    /** zset: case id by when its correction runs out, ms · written by propose_correction, end_correction · no TTL. */
    String corrections(Partition p) {
        return of(p) + "corrections";
    }

    /** zset: action id by when its next try is due, ms · written by decide_case and the try scripts · no TTL. */
    String outbox(Partition p) {
        return of(p) + "outbox";
    }

    /** zset: action id by when its time is over, ms · written by decide_case, supersede_decision, follow_action · no TTL. */
    String ends(Partition p) {
        return of(p) + "ends";
    }

    /** zset: action id by when it is looked at again, ms · written by record_try, watch_action · no TTL. */
    String watched(Partition p) {
        return of(p) + "watched";
    }

    /**
     * zset: removals by until when whoever was removed is kept out, ms · written by guard_meeting · TTL until the last is over. Lies
     * in the meeting's partition.
     */
    String guards(Partition meeting, String meetingId) {
        return of(meeting) + "guards:" + digest(meetingId);
    }

    /** zset: action id by when it was given up, ms · written by record_try, retry_action · no TTL. */
    String failed(Partition p) {
        return of(p) + "failed";
    }

    /** stream, ids {@code seq-0} · written by whatever audits · never trimmed. */
    String audit(ChainId chain) {
        return of(new Partition(chain.platform(), chain.partition()))
                + "audit:"
                + chain.hand().word();
    }

    /** hash · written by apply_roster · TTL 30 days after the meeting's last event. */
    String meeting(Partition p, String meetingId) {
        return of(p) + "meeting:" + digest(meetingId);
    }

    /** hash: member JSON by digest of the participant id · written by apply_roster · TTL as the meeting's. */
    String roster(Partition p, String meetingId) {
        return of(p) + "roster:" + digest(meetingId);
    }

    /** hash: what each case says of it · written by set_standing, and of joining by decide_case and supersede_decision · no TTL. */
    String standing(Partition p, Right right, String account) {
        return of(p)
                + switch (right) {
                    case JOINING -> "standing:";
                    case PAYOUT -> "payouts:";
                }
                + digest(account);
    }

    /** string "case token" · written by swap_intent · TTL a day. */
    String intent(Partition p, String moderatorId) {
        return of(p) + "intent:" + digest(moderatorId);
    }

    /** zset: case id by until when he is not given it again, ms · written by Claims · TTL a day. */
    String skipped(Partition p, String moderatorId) {
        return of(p) + "skipped:" + digest(moderatorId);
    }

    /** zset: "token weight case" by when he was given it, ms · written by take_exposure, RedisExposures · TTL 30 days. */
    String looks(Partition p, String moderatorId) {
        return of(p) + "looks:" + digest(moderatorId);
    }

    /** hash · written by take_exposure, spend_time, RedisExposures · TTL 30 days, none while he has stopped. */
    String care(Partition p, String moderatorId) {
        return of(p) + "care:" + digest(moderatorId);
    }

    /** hash · written by begin_call, keep_answer, release_call · TTL half a minute until answered, then a day. */
    String repeatedCall(Partition p, String digest) {
        return of(p) + "repeat:" + digest;
    }

    /** hash: "digest JSON" by version · written by add_policy · no TTL. */
    String policies(Partition p) {
        return of(p) + "policies";
    }

    /** hash: which policy is in force, and what was proposed · written by the policy scripts · no TTL. */
    String policy(Partition p) {
        return of(p) + "policy";
    }

    /** string: JSON of a backtest and its report · written by RedisBacktests · TTL 15 minutes, a week when done. */
    String backtest(Partition p, String digest) {
        return of(p) + "backtest:" + digest;
    }

    /** string: JSON of how far the re-score has come · written by RedisRescoring · no TTL. */
    String rescoring(Partition p) {
        return of(p) + "rescoring";
    }
}
