package dev.pullcord.review;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a moderator concluded. Never changed once written.
 *
 * @param id the case's id and {@code .d1}, {@code .d2} …
 * @param caseId the case
 * @param outcome the conclusion
 * @param policy the policy's code; there with a violation only
 * @param reason in the moderator's words
 * @param actions what the platform shall do, in order
 * @param notifyReporter whether the reporter may be told
 * @param suppressNotice why the account is not told, when it is not
 * @param decidedBy the moderator's id; where a second person agreed, the one who proposed it
 * @param decidedAt when; where a second person agreed, then
 * @param policyVersion the policy decided under
 * @param approvedBy the second person's id, where the actions take two people
 * @param statement what the account is told of why, as far as it was said
 * @param course how it came about, where that was not the usual way
 * @param strike what it counts against the case's account
 */
public record Decision(
        String id,
        String caseId,
        Outcome outcome,
        Optional<String> policy,
        String reason,
        List<ActionOrder> actions,
        boolean notifyReporter,
        Optional<String> suppressNotice,
        String decidedBy,
        Instant decidedAt,
        String policyVersion,
        Optional<String> approvedBy,
        Optional<Statement> statement,
        Course course,
        Optional<Strike> strike) {
    /**
     * How a decision came about.
     *
     * @param supersedes the id of the decision whose place it takes
     * @param cause why it does
     * @param alone why one person did alone what takes two
     * @param lookAgainBy by when somebody else looks at that
     */
    public record Course(
            Optional<String> supersedes, Optional<Cause> cause, Optional<String> alone, Optional<Instant> lookAgainBy) {
        /** A case's holder decided it. */
        public static final Course USUAL =
                new Course(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        /** It takes another decision's place. */
        static Course instead(String decisionId, Cause cause) {
            return new Course(Optional.of(decisionId), Optional.of(cause), Optional.empty(), Optional.empty());
        }
    }

    /** Why a decision takes another one's place. */
    public enum Cause {
        /** who made it took it back at once */
        UNDO,
        /** somebody else found it wrong later */
        CORRECTION,
        /** the second look at what one person did alone */
        SECOND_LOOK,
        /** an appeal was granted */
        APPEAL;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** One that came about in the usual way. */
    public Decision(
            String id,
            String caseId,
            Outcome outcome,
            Optional<String> policy,
            String reason,
            List<ActionOrder> actions,
            boolean notifyReporter,
            Optional<String> suppressNotice,
            String decidedBy,
            Instant decidedAt,
            String policyVersion,
            Optional<String> approvedBy) {
        this(
                id,
                caseId,
                outcome,
                policy,
                reason,
                actions,
                notifyReporter,
                suppressNotice,
                decidedBy,
                decidedAt,
                policyVersion,
                approvedBy,
                Optional.empty(),
                Course.USUAL,
                Optional.empty());
    }

    /** Whether somebody made it, or agreed to it. */
    public boolean hadPart(Moderator somebody) {
        return decidedBy.equals(somebody.id()) || approvedBy.equals(Optional.of(somebody.id()));
    }

    /**
     * Whether somebody had a part in it, or in one that it came, step by step, in the place of: who was corrected does not correct back.
     *
     * @param all of its case
     */
    public boolean hadPart(Moderator somebody, List<Decision> all) {
        return hadPart(somebody)
                || all.stream()
                        .filter(before -> course.supersedes().equals(Optional.of(before.id())))
                        .anyMatch(before -> before.hadPart(somebody, all));
    }

    /** Whether it took back another at once, and nothing more. */
    boolean undid() {
        return course.cause().equals(Optional.of(Cause.UNDO));
    }

    /** Whether it was taken back at once, by who made it or agreed to it. */
    public boolean undone(List<Decision> all) {
        return all.stream()
                .anyMatch(after -> after.undid() && after.course.supersedes().equals(Optional.of(id)));
    }

    /** The same, come about otherwise, with these actions. */
    Decision with(Course other, List<ActionOrder> orders) {
        return new Decision(
                id,
                caseId,
                outcome,
                policy,
                reason,
                orders,
                notifyReporter,
                suppressNotice,
                decidedBy,
                decidedAt,
                policyVersion,
                approvedBy,
                statement,
                other,
                strike);
    }

    /** The same with the second person's name, as of when that one agreed. */
    Decision approved(String by, Instant at) {
        return new Decision(
                id,
                caseId,
                outcome,
                policy,
                reason,
                actions,
                notifyReporter,
                suppressNotice,
                decidedBy,
                at,
                policyVersion,
                Optional.of(by),
                statement,
                course,
                strike.map(counted -> counted.from(at)));
    }

    public Decision {
        actions = List.copyOf(actions);
        statement = statement == null ? Optional.empty() : statement; // written before there were any
        strike = strike == null ? Optional.empty() : strike;
        course = course == null ? Course.USUAL : course;
        if (outcome == Outcome.VIOLATION && policy.isEmpty()) {
            throw new IllegalArgumentException("decision.policy: a violation names the policy");
        }
    }
}
