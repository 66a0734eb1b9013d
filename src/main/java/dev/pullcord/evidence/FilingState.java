package dev.pullcord.evidence;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How far a filing is, and which move leads where. The one table of it: whatever moves a filing asks here. */
public enum FilingState {
    /** written down, may still change */
    DRAFT,
    /** a second person agreed to it as it stands */
    CONFIRMED,
    /** on its way, step by step */
    SUBMITTING,
    /** the recipient has it; what it is known by there is not */
    SUBMITTED,
    /** the recipient has it and said what it is known by */
    RECEIPTED,
    /** to be taken back from the recipient, who has begun to receive it */
    RETRACTING,
    /** will not go */
    RETRACTED,
    /** stuck in sight of a lead */
    FAILED;

    /** What can happen to a filing. */
    public enum Move {
        REVISE,
        CONFIRM,
        SUBMIT,
        /** one try of a step begins or ends, and the filing is still on its way */
        PROCEED,
        DELIVER,
        RECEIPT,
        FAIL,
        RETRACT,
        WITHDRAW,
        WITHDRAWN
    }

    private static final Map<Move, Set<FilingState>> FROM = Map.of(
            Move.REVISE, EnumSet.of(DRAFT, CONFIRMED, FAILED),
            Move.CONFIRM, EnumSet.of(DRAFT),
            Move.SUBMIT, EnumSet.of(CONFIRMED, FAILED),
            Move.PROCEED, EnumSet.of(SUBMITTING, RETRACTING),
            Move.DELIVER, EnumSet.of(SUBMITTING, RETRACTING), // it was finished before the wish to retract got there
            Move.RECEIPT, EnumSet.of(SUBMITTING, RETRACTING, SUBMITTED),
            Move.FAIL, EnumSet.of(SUBMITTING, RETRACTING),
            Move.RETRACT, EnumSet.of(DRAFT, CONFIRMED, FAILED),
            Move.WITHDRAW, EnumSet.of(SUBMITTING, FAILED),
            Move.WITHDRAWN, EnumSet.of(RETRACTING));

    /** Where the move leads from here; empty when it is not allowed here. */
    public Optional<FilingState> after(Move move) {
        if (!FROM.get(move).contains(this)) {
            return Optional.empty();
        }
        return Optional.of(
                switch (move) {
                    case REVISE -> DRAFT;
                    case CONFIRM -> CONFIRMED;
                    case SUBMIT -> SUBMITTING;
                    case PROCEED -> this;
                    case DELIVER -> SUBMITTED;
                    case RECEIPT -> RECEIPTED;
                    case FAIL -> FAILED;
                    case RETRACT, WITHDRAWN -> RETRACTED;
                    case WITHDRAW -> RETRACTING;
                });
    }

    /** Whether the service has something to do with it by itself. */
    public boolean moves() {
        return this == SUBMITTING || this == RETRACTING;
    }

    /** Whether nothing can happen to it any more. */
    public boolean over() {
        return this == RECEIPTED || this == RETRACTED;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<FilingState> ofWord(String word) {
        return Arrays.stream(values()).filter(s -> s.word().equals(word)).findFirst();
    }
}
