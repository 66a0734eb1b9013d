package dev.pullcord.review;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.AuditEntry;
import dev.pullcord.intake.EventLog;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * The cases and their queues. Every change is one atomic step that also writes its audit entry; a reply other than the
 * hoped-for one has changed nothing.
 */
public interface ReviewQueue {
    /**
     * A waiting case at or near the head of a queue.
     *
     * @param caseId the case
     * @param partition where it lies
     * @param queue the queue it waits in
     * @param deadline by when it is due
     */
    record Waiting(String caseId, Partition partition, String queue, Instant deadline) {}

    /**
     * How a queue stands.
     *
     * @param name the queue's name
     * @param queued how many cases wait
     * @param claimed how many are claimed
     * @param overdue how many wait past their deadline
     * @param nextDeadline the earliest deadline of those that wait
     * @param oldestOpenedAt when the longest-waiting case was opened
     */
    record Standing(
            String name,
            long queued,
            long claimed,
            long overdue,
            Optional<Instant> nextDeadline,
            Optional<Instant> oldestOpenedAt) {}

    /** What a claim was answered with. */
    sealed interface ClaimReply {
        /** It is his. */
        record Claimed(Case claimed) implements ClaimReply {}

        /** Somebody else holds it. */
        record AlreadyClaimed() implements ClaimReply {}

        /** It is for people of a higher role. */
        record Needs(Role role) implements ClaimReply {}

        /** It is not for him, or not now. */
        record Barred(ClaimGuard.Bar why) implements ClaimReply {}

        /** It waits in no queue: decided, snoozed, awaiting approval. */
        record NotWaiting(CaseState state) implements ClaimReply {}

        /** This token had its claim, and that is over, or it was refused: another claim takes another token. */
        record Spent() implements ClaimReply {}

        /** There is no such case. */
        record Unknown() implements ClaimReply {}
    }

    /** What a change under a claim was answered with. */
    enum HolderReply {
        DONE,
        /** the token is not, or no longer, the live claim's */
        NOT_HOLDER,
        UNKNOWN
    }

    /** What a proposal was answered with. */
    enum ProposeReply {
        PROPOSED,
        /** this very proposal was written before: a repeated call */
        REPEATED,
        ALREADY_DECIDED,
        NOT_HOLDER,
        UNKNOWN
    }

    /** What a decision was answered with. */
    enum DecideReply {
        DECIDED,
        /** this very decision was written before: a repeated call */
        REPEATED,
        ALREADY_DECIDED,
        /** the claim, or the proposal that is agreed to, is over */
        NOT_HOLDER,
        UNKNOWN
    }

    /**
     * The first {@code perPartition} waiting cases of each queue and partition, and as many of those in it that need
     * more than a moderator, earliest deadline first over all.
     *
     * @param role that of who asks: what needs a higher one is not among them
     */
    CompletionStage<List<Waiting>> waiting(Platform platform, List<String> queues, Role role, int perPartition);

    /** How each of these queues stands. */
    CompletionStage<List<Standing>> standings(Platform platform, List<String> queues, Instant now);

    /** Which case and token a moderator has set out to claim, whether or not he got it. */
    CompletionStage<Optional<Intent>> intent(Moderator moderator, Platform platform);

    /** Sets out to claim: replaces {@code expected} by {@code next}, or changes nothing and answers false. */
    CompletionStage<Boolean> intend(
            Moderator moderator, Platform platform, Optional<Intent> expected, Optional<Intent> next);

    /**
     * What a moderator has set out to claim. Kept before the claim is tried, so that whatever crashes in between, his
     * next call finds the one case that may be his.
     *
     * @param caseId the case
     * @param token the token the claim gets
     */
    record Intent(String caseId, String token) {}

    /**
     * Grants a lease on a waiting case. Asking again with the same token while the claim lives answers the same; once it is
     * over, or was refused, that token is never granted one, so that a call that comes late can do no harm.
     *
     * @param token chosen by the caller, 128 random bits or more
     */
    CompletionStage<ClaimReply> claim(
            Platform platform, String caseId, Moderator holder, String token, Instant now, Instant expiresAt);

    /** Extends a live claim. */
    CompletionStage<HolderReply> renew(Platform platform, String caseId, String token, Instant now, Instant expiresAt);

    /** Gives a claim back; the case returns to its place in the queue. */
    CompletionStage<HolderReply> release(
            Platform platform, String caseId, Moderator holder, String token, String reason, Instant now);

    /**
     * Gives back what this token claims, also if that claim is still being made: from now on the token never gets one. A
     * token that claims nothing changes nothing.
     */
    CompletionStage<Void> handBack(
            Platform platform, String caseId, Moderator holder, String token, String reason, Instant now);

    /**
     * Remembers that somebody handed a case back, so that it is not the next one he is given.
     *
     * @param until for how long
     */
    CompletionStage<Void> skip(Moderator moderator, Platform platform, String caseId, Instant until);

    /** The cases he handed back lately. */
    CompletionStage<Set<String>> skipped(Moderator moderator, Platform platform, Instant now);

    /** Up to {@code max} cases whose claim has run out. */
    CompletionStage<List<String>> lapsed(Partition partition, Instant now, int max);

    /** Takes a claim back that has run out; false when it has not, or has been already. */
    CompletionStage<Boolean> lapse(Partition partition, String caseId, Instant now);

    /**
     * Writes decision, case state, audit entry and outbox entries together.
     *
     * @param decided the case as read before; its risk score is what this decision settles
     * @param reasonCode the reason that actions tell the platform
     * @param repeatKey the caller's idempotency key, hashed; the same call again is {@link DecideReply#REPEATED}
     */
    CompletionStage<DecideReply> decide(
            Platform platform,
            Case decided,
            Moderator moderator,
            String token,
            Decision decision,
            String reasonCode,
            Optional<String> repeatKey,
            Instant now);

    /**
     * Puts a decision before a second person: the claim ends, and the case waits for an answer.
     *
     * @param repeatKey the caller's idempotency key, hashed
     */
    CompletionStage<ProposeReply> propose(
            Platform platform,
            Case decided,
            Moderator moderator,
            String token,
            Proposal proposal,
            Optional<String> repeatKey,
            Instant now);

    /** The second person agrees: the proposal is written as {@link #decide} writes a decision. */
    CompletionStage<DecideReply> approve(
            Platform platform, Case decided, Moderator second, Proposal proposal, String reason, Instant now);

    /**
     * The second person does not agree, or who proposed it takes it back: the case returns to its place in the queue, or stays as it was
     * decided.
     */
    CompletionStage<HolderReply> refuse(
            Platform platform, Case decided, Moderator by, Proposal proposal, String reason, Instant now);

    /** How many decisions of a platform wait for their second person. */
    CompletionStage<Long> countProposed(Platform platform);

    /** Up to {@code max} cases whose proposal nobody answered in time. */
    CompletionStage<List<String>> expired(Partition partition, Instant now, int max);

    /** Does with such a case as a refusal does; false when its proposal was answered, or is not over. */
    CompletionStage<Boolean> expire(Partition partition, String caseId, Instant now);

    /**
     * Cases decided in a way that their reporters' records are to learn of, and have not yet; the earliest first.
     *
     * @param skip how many of the earliest to leave out
     */
    CompletionStage<List<Untold>> untold(Partition partition, int skip, int max);

    /** Their records have it; a case that was decided again since stays on the list. */
    CompletionStage<Void> told(Partition partition, Untold told);

    /**
     * A decision that its reporters' records are to learn of.
     *
     * @param caseId the case
     * @param decidedAt when, to the millisecond
     */
    record Untold(String caseId, Instant decidedAt) {}

    CompletionStage<Optional<Case>> find(Platform platform, String caseId);

    /** The open case of a subject. */
    CompletionStage<Optional<Case>> findOpen(Platform platform, Subject subject);

    /**
     * A case's reports, newest first.
     *
     * @param skip how many of the newest to leave out
     */
    CompletionStage<List<LoggedEvent>> reports(Platform platform, String caseId, long skip, int max);

    /** What was said later about these reports of a case, by the report's log id; see {@link EventLog#additions}. */
    CompletionStage<Map<String, List<LoggedEvent>>> additions(Case c, List<LoggedEvent> reports);

    /** Its decisions, oldest first. */
    CompletionStage<List<Decision>> decisions(Platform platform, String caseId);

    /** Its newest {@code max} audit entries, in the order in which things happened, whatever clocks said. */
    CompletionStage<List<AuditEntry>> timeline(Platform platform, String caseId, int max);

    /**
     * Cases, newest first. Absent filters match all.
     *
     * @param cursor where the page before ended
     */
    CompletionStage<Page> search(Platform platform, Filter filter, Optional<String> cursor, int limit);

    /**
     * What to search for.
     *
     * @param state the case's state
     * @param queue the queue's name
     * @param account the subject's account id
     * @param reason the reason's code
     * @param assignee the claim holder's moderator id
     * @param proposed whether only those are meant of which something waits for a second person
     */
    record Filter(
            Optional<CaseState> state,
            Optional<String> queue,
            Optional<String> account,
            Optional<String> reason,
            Optional<String> assignee,
            boolean proposed) {
        public Filter(
                Optional<CaseState> state,
                Optional<String> queue,
                Optional<String> account,
                Optional<String> reason,
                Optional<String> assignee) {
            this(state, queue, account, reason, assignee, false);
        }
    }

    /**
     * One page.
     *
     * @param items the cases
     * @param next where the next page starts; absent on the last
     */
    record Page(List<Case> items, Optional<String> next) {}

    /** Adds what people did to a case without changing it: a note, a look. */
    CompletionStage<AuditEntry> remember(Platform platform, String caseId, AuditDraft draft);
}
