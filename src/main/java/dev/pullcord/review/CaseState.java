package dev.pullcord.review;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a case stands in its life, and the only place that says how it gets from one state to the next.
 *
 * <p>A case that waits does so in one of two states: {@link #QUEUED} on the first tier, {@link #ESCALATED} on any
 * higher one. Moves that put a case back to waiting therefore depend on its tier.
 */
public enum CaseState {
    QUEUED,
    CLAIMED,
    AWAITING_APPROVAL,
    SNOOZED,
    ESCALATED,
    DECIDED,
    APPEALED,
    CLOSED;

    /** What can be done to a case. */
    public enum Move {
        /** somebody takes it on */
        CLAIM,
        /** its holder gives it back */
        RELEASE,
        /** its holder fell silent */
        LAPSE,
        /** its holder concludes */
        DECIDE,
        /** its holder concludes something that takes a second person */
        PROPOSE,
        /** the second person agrees */
        APPROVE,
        /** the second person does not */
        REFUSE,
        /** no second person came in time */
        EXPIRE,
        /** its holder puts it off */
        SNOOZE,
        /** the time it was put off to has come */
        WAKE,
        /** it goes to a higher tier, by hand or by a missed deadline */
        ESCALATE,
        /** a lead gives it to somebody, or its holder does at the end of a shift */
        ASSIGN,
        /** a flag joins it */
        RAISE,
        /** a panic joins it */
        ALARM,
        /** its holder says which account a meeting's case is about */
        ATTRIBUTE,
        /** whoever decided takes it back at once */
        UNDO,
        /** somebody else decides it anew */
        CORRECT,
        /** the account or a reporter contests the decision */
        APPEAL,
        /** the appeal is turned down */
        UPHOLD,
        /** the appeal is granted */
        OVERTURN,
        /** nothing more can come of it */
        CLOSE
    }

    /** What a move is answered with. */
    public sealed interface Step {
        /**
         * It may be made.
         *
         * @param next where it leads; for some moves, where the case stands already
         */
        record Allowed(CaseState next) implements Step {}

        /** The case is where the move leads: made before, or for another cause. Nothing is to be done. */
        record Already() implements Step {}

        /** Not from here. */
        record Refused() implements Step {}
    }

    /** Where a move leads. */
    private enum Goal {
        /** to waiting, on whichever tier */
        REST,
        /** to where it stands; but a snoozed case wakes */
        STAY,
        /** to waiting, unless somebody is at it now: an answer in two hours is none to a panic */
        WAIT,
        CLAIMED,
        AWAITING_APPROVAL,
        SNOOZED,
        ESCALATED,
        DECIDED,
        APPEALED,
        CLOSED
    }

    private record Rule(Goal goal, Set<CaseState> from) {}

    private static final Map<Move, Rule> RULES = rules();

    private static Map<Move, Rule> rules() {
        Map<Move, Rule> rules = new EnumMap<>(Move.class);
        rules.put(Move.CLAIM, rule(Goal.CLAIMED, QUEUED, ESCALATED));
        rules.put(Move.RELEASE, rule(Goal.REST, CLAIMED));
        rules.put(Move.LAPSE, rule(Goal.REST, CLAIMED));
        rules.put(Move.DECIDE, rule(Goal.DECIDED, CLAIMED));
        rules.put(Move.PROPOSE, rule(Goal.AWAITING_APPROVAL, CLAIMED));
        rules.put(Move.APPROVE, rule(Goal.DECIDED, AWAITING_APPROVAL));
        rules.put(Move.REFUSE, rule(Goal.REST, AWAITING_APPROVAL));
        rules.put(Move.EXPIRE, rule(Goal.REST, AWAITING_APPROVAL));
        rules.put(Move.SNOOZE, rule(Goal.SNOOZED, CLAIMED));
        rules.put(Move.WAKE, rule(Goal.REST, SNOOZED));
        // From escalated to escalated too: to the next tier.
        rules.put(Move.ESCALATE, rule(Goal.ESCALATED, QUEUED, CLAIMED, ESCALATED));
        rules.put(Move.ASSIGN, rule(Goal.REST, QUEUED, CLAIMED, ESCALATED));
        rules.put(Move.RAISE, rule(Goal.STAY, QUEUED, CLAIMED, AWAITING_APPROVAL, SNOOZED, ESCALATED));
        rules.put(Move.ALARM, rule(Goal.WAIT, QUEUED, CLAIMED, AWAITING_APPROVAL, SNOOZED, ESCALATED));
        // Its reports go to the account's case: of this one nothing more can come.
        rules.put(Move.ATTRIBUTE, rule(Goal.CLOSED, CLAIMED));
        rules.put(Move.UNDO, rule(Goal.REST, DECIDED));
        // After an appeal, too: what was granted may take two people to do.
        rules.put(Move.CORRECT, rule(Goal.STAY, DECIDED, CLOSED));
        // The other party, too, may contest it: beside an appeal that is being heard, or after one that was.
        rules.put(Move.APPEAL, rule(Goal.APPEALED, DECIDED, APPEALED, CLOSED));
        rules.put(Move.UPHOLD, rule(Goal.CLOSED, APPEALED));
        rules.put(Move.OVERTURN, rule(Goal.CLOSED, APPEALED));
        rules.put(Move.CLOSE, rule(Goal.CLOSED, DECIDED));
        return rules;
    }

    private static Rule rule(Goal goal, CaseState first, CaseState... more) {
        return new Rule(goal, Collections.unmodifiableSet(EnumSet.of(first, more)));
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<CaseState> ofWord(String word) {
        return Arrays.stream(values()).filter(s -> s.word().equals(word)).findFirst();
    }

    /** Whether reports still join a case in this state. */
    public boolean open() {
        return this != DECIDED && this != APPEALED && this != CLOSED;
    }

    /** Whether it waits in a queue for somebody to claim it. */
    public boolean waiting() {
        return this == QUEUED || this == ESCALATED;
    }

    /** Where a case of this tier waits. */
    public static CaseState resting(int tier) {
        if (tier < 1) {
            throw new IllegalArgumentException("case.tier: " + tier + " is below 1");
        }
        return tier > 1 ? ESCALATED : QUEUED;
    }

    /**
     * What becomes of a case in this state by a move.
     *
     * @param tier the case's, 1 or more; after the move, where the move changes it
     */
    public Step on(Move move, int tier) {
        Rule rule = RULES.get(move);
        CaseState goal = goal(rule.goal, tier);
        if (rule.from.contains(this)) {
            return new Step.Allowed(goal);
        }
        return this == goal && rule.goal != Goal.STAY && rule.goal != Goal.WAIT
                ? new Step.Already()
                : new Step.Refused();
    }

    /** The states a move may be made from, for handing to whoever guards the change. */
    public static Set<CaseState> from(Move move) {
        return RULES.get(move).from;
    }

    private CaseState goal(Goal goal, int tier) {
        return switch (goal) {
            case REST -> resting(tier);
            case STAY -> this == SNOOZED ? resting(tier) : this;
            case WAIT -> this == CLAIMED ? CLAIMED : resting(tier);
            case CLAIMED -> CLAIMED;
            case AWAITING_APPROVAL -> AWAITING_APPROVAL;
            case SNOOZED -> SNOOZED;
            case ESCALATED -> ESCALATED;
            case DECIDED -> DECIDED;
            case APPEALED -> APPEALED;
            case CLOSED -> CLOSED;
        };
    }

    /** The whole table as text, a line per move, for the documentation. */
    public static String table(int tier) {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%-10s", "tier " + tier));
        for (CaseState from : values()) {
            text.append(String.format(Locale.ROOT, " %-17s", from.word()));
        }
        for (Move move : Move.values()) {
            text.append(String.format(Locale.ROOT, "%n%-10s", move.name().toLowerCase(Locale.ROOT)));
            for (CaseState from : values()) {
                Step step = from.on(move, tier);
                String cell = step instanceof Step.Allowed allowed
                        ? allowed.next.word()
                        : step instanceof Step.Already ? "(already)" : "-";
                text.append(String.format(Locale.ROOT, " %-17s", cell));
            }
        }
        return text.toString().replaceAll(" +(?=\\R|$)", "") + System.lineSeparator();
    }
}
