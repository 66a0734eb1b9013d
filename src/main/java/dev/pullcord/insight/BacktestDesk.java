package dev.pullcord.insight;

import dev.pullcord.insight.Backtests.State;
import dev.pullcord.insight.Backtests.Ticket;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.PolicyPack;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Runs backtests beside the service's own work, one at a time on a node. One whose node dies is forgotten: it changed
 * nothing, and is asked for again.
 */
public final class BacktestDesk {
    private static final Duration WHILE_RUNNING = Duration.ofMinutes(15); // longer than a partition takes
    private static final Duration KEPT = Duration.ofDays(7);

    private final BacktestRun run;
    private final Backtests backtests;
    private final Supplier<String> ids;
    private final Clock clock;
    private final AtomicBoolean busy = new AtomicBoolean();

    /** @param ids makes an opaque id that nobody guesses */
    public BacktestDesk(BacktestRun run, Backtests backtests, Supplier<String> ids, Clock clock) {
        this.run = run;
        this.backtests = backtests;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Begins one.
     *
     * @param since how far back cases are counted
     * @return its ticket; empty while another runs here
     */
    public CompletionStage<Optional<Ticket>> start(
            Platform platform, PolicyPack active, PolicyPack tried, Duration since) {
        if (!busy.compareAndSet(false, true)) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        Ticket ticket =
                new Ticket(ids.get(), tried.version(), State.RUNNING, 0, platform.partitions(), Optional.empty());
        return backtests
                .keep(platform.id(), ticket, WHILE_RUNNING)
                .whenComplete((kept, failure) -> {
                    if (failure != null) {
                        busy.set(false);
                    } else {
                        work(platform, active, tried, since, ticket);
                    }
                })
                .thenApply(kept -> Optional.of(ticket));
    }

    private void work(Platform platform, PolicyPack active, PolicyPack tried, Duration since, Ticket ticket) {
        run.run(
                        platform,
                        active,
                        tried,
                        clock.instant().minus(since),
                        done -> backtests.keep(
                                platform.id(), at(ticket, State.RUNNING, done, Optional.empty()), WHILE_RUNNING))
                .handle((report, failure) -> failure == null
                        ? at(ticket, State.DONE, ticket.partitions(), Optional.of(report))
                        : at(ticket, State.FAILED, 0, Optional.empty()))
                .thenCompose(last -> backtests.keep(platform.id(), last, KEPT))
                .whenComplete((kept, failure) -> busy.set(false));
    }

    private static Ticket at(Ticket ticket, State state, int done, Optional<BacktestReport> report) {
        return new Ticket(ticket.id(), ticket.version(), state, done, ticket.partitions(), report);
    }

    public CompletionStage<Optional<Ticket>> find(Platform platform, String id) {
        return backtests.find(platform.id(), id);
    }
}
