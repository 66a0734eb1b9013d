package dev.pullcord.review;

import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Subject;
import dev.pullcord.risk.Risk;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * How the risk of accounts went, as far as somebody who looks back wants to see it: the times that it changed by something, not
 * how it faded in between. Kept with the account's file and forgotten with it; written after the fold, so a crash in between leaves one
 * out.
 */
public interface Courses {
    /** So many of the newest are kept of an account. */
    int TURNS = 50;

    /** What changes a probability by less is no turn. */
    double NOTICEABLE = 0.02;

    /**
     * What one batch of events changed. Each number twice: whole, and as somebody may see it who has yet to decide
     * ({@link Risk#toDecide}).
     *
     * @param at when it was folded
     * @param before the probability just before
     * @param after just after
     * @param beforeToDecide without what became of reporters' earlier flags
     * @param afterToDecide the same
     */
    record Turn(Instant at, double before, double after, double beforeToDecide, double afterToDecide) {
        /** Nothing, where nothing noticeable changed. */
        public static Optional<Turn> of(Risk before, Risk after, Instant at) {
            return Math.abs(after.probability() - before.probability()) < NOTICEABLE
                    ? Optional.empty()
                    : Optional.of(new Turn(
                            at,
                            before.probability(),
                            after.probability(),
                            before.toDecide().probability(),
                            after.toDecide().probability()));
        }
    }

    /** Keeps one, unless nothing is known of the subject any more. */
    CompletionStage<Void> turned(Partition partition, Subject subject, Turn turn);

    /** Those that are kept, oldest first. */
    CompletionStage<List<Turn>> course(Partition partition, Subject subject);
}
