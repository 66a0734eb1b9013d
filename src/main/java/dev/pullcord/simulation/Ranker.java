package dev.pullcord.simulation;

import dev.pullcord.intake.LoggedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Puts the waiting cases of a desk in an order. Sees what a desk sees and no more: what came in until now, and what people
 * decided. One for each run, on one thread.
 */
interface Ranker {
    /** As it is called on the command line, for example {@code fifo}. */
    String name();

    /**
     * An event has come in.
     *
     * @param live whether the meeting it is from goes on
     * @return whether a case of its subject is to be opened for it, though nobody reported anything
     */
    boolean sees(LoggedEvent event, boolean live);

    /** A case was opened, by a report or because {@link #sees} asked for it. */
    default void opened(DeskCase opened) {}

    /**
     * A moderator has decided.
     *
     * @param by which of them, from 0
     */
    void decided(DeskCase decided, Handling handling, int by, Instant at);

    /** Whether an account that this case is about is suspended only when a second person agrees. */
    default boolean takesTwo(DeskCase decided) {
        return false;
    }

    /** Whether somebody who works on the one sets it aside for the other, which waits while nobody is free. */
    default boolean setsAside(DeskCase held, DeskCase urgent, Instant now) {
        return false;
    }

    /** By when somebody is to look at this waiting case; empty when the order knows no deadlines. */
    default Optional<Instant> deadline(DeskCase waiting) {
        return Optional.empty();
    }

    /** All of these, the one to be looked at next first. */
    List<DeskCase> order(List<DeskCase> waiting, Instant now);

    /** Orders by what is known of each subject alone; a ranker that needs no more. */
    abstract class Scoring implements Ranker {
        private final String name;

        Scoring(String name) {
            this.name = name;
        }

        @Override
        public final String name() {
            return name;
        }

        @Override
        public boolean sees(LoggedEvent event, boolean live) {
            return false;
        }

        @Override
        public void decided(DeskCase decided, Handling handling, int by, Instant at) {}

        /** Greater goes first. */
        abstract double score(DeskCase waiting, Instant now);

        @Override
        public final List<DeskCase> order(List<DeskCase> waiting, Instant now) {
            record Scored(DeskCase one, double score) {}
            return waiting.stream()
                    .map(c -> new Scored(c, score(c, now)))
                    .sorted(java.util.Comparator.comparingDouble((Scored s) -> -s.score())
                            .thenComparing(s -> s.one().openedAt())
                            .thenComparing(s -> s.one().number()))
                    .map(Scored::one)
                    .toList();
        }

        /** Whose word a report is; the same for all who stay nameless. */
        static String reporter(LoggedEvent report) {
            return ((dev.pullcord.intake.Report) report.event().body())
                    .reporter()
                    .flatMap(dev.pullcord.intake.Party::accountId)
                    .orElse("nobody");
        }
    }
}
