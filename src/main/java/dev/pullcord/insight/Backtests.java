package dev.pullcord.insight;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Backtests that were asked for, and what came of them. */
public interface Backtests {
    /** How far one is. */
    enum State {
        RUNNING,
        DONE,
        FAILED
    }

    /**
     * One backtest.
     *
     * @param id opaque
     * @param version the version tried
     * @param state how far it is
     * @param done partitions replayed
     * @param partitions of so many
     * @param report what came of it, once it is done
     */
    record Ticket(String id, String version, State state, int done, int partitions, Optional<BacktestReport> report) {}

    /** Keeps a ticket, in place of what was kept of it, for so long. */
    CompletionStage<Void> keep(String platform, Ticket ticket, Duration howLong);

    CompletionStage<Optional<Ticket>> find(String platform, String id);
}
