package dev.pullcord.evidence;

import java.util.Arrays;
import java.util.EnumMap;
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
        WITHDRAWN,
        /** somebody goes to its portal with it, or comes back from there without having filed it */
        TAKE,
        /** it was filed at its portal once more */
        AGAIN
    }

    private static final Map<Move, Set<FilingState>> FROM = new EnumMap<>(Map.ofEntries(
            Map.entry(Move.REVISE, EnumSet.of(DRAFT, CONFIRMED, FAILED)),
            Map.entry(Move.CONFIRM, EnumSet.of(DRAFT)),
            Map.entry(Move.SUBMIT, EnumSet.of(CONFIRMED, FAILED)),
            Map.entry(Move.PROCEED, EnumSet.of(SUBMITTING, RETRACTING)),
            Map.entry(
                    Move.DELIVER,
                    EnumSet.of(SUBMITTING, RETRACTING)), // it was finished before the wish to retract got there
            Map.entry(Move.RECEIPT, EnumSet.of(SUBMITTING, RETRACTING, SUBMITTED)),
            Map.entry(Move.FAIL, EnumSet.of(SUBMITTING, RETRACTING)),
            Map.entry(Move.RETRACT, EnumSet.of(DRAFT, CONFIRMED, FAILED)),
            Map.entry(Move.WITHDRAW, EnumSet.of(SUBMITTING, FAILED)),
            Map.entry(Move.WITHDRAWN, EnumSet.of(RETRACTING)),
            Map.entry(Move.TAKE, EnumSet.of(SUBMITTING)),
            Map.entry(Move.AGAIN, EnumSet.of(RECEIPTED))));

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
                    case PROCEED, TAKE -> this;
                    case DELIVER -> SUBMITTED;
                    case RECEIPT, AGAIN -> RECEIPTED;
                    case FAIL -> FAILED;
                    case RETRACT, WITHDRAWN -> RETRACTED;
                    case WITHDRAW -> RETRACTING;
                });
    }

    /** Whether the service has something to do with it by itself. */
    public boolean moves() {
        return this == SUBMITTING || this == RETRACTING;
    }

    /** Whether nothing is left to be done with it. */
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
