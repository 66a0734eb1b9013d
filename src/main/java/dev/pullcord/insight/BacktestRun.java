package dev.pullcord.insight;

import dev.pullcord.intake.EventLog;
import dev.pullcord.intake.LogIds;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.PolicyPack;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Reads a platform's stored log through a {@link Backtest}, a few partitions at a time. Changes nothing. What is kept at once is
 * bounded, however many subjects and events there are: a partition whose subjects weigh too much is read several times, and each time
 * some of them are replayed.
 */
public final class BacktestRun {
    private static final int PAGE = 500; // events; two pages of a partition are held at once
    private static final int LIGHT = 3; // a slice of less than a third of what there is room for is made wider

    private final EventLog log;
    private final Outcomes outcomes;
    private final Executor threads;
    private final int atOnce;
    private final long bytes;

    /**
     * @param threads may be blocked for as long as it takes
     * @param atOnce how many partitions are read at once
     * @param bytes about how much memory all that is kept of subjects may take; less is slower, and never another result
     */
    public BacktestRun(EventLog log, Outcomes outcomes, Executor threads, int atOnce, long bytes) {
        this.log = log;
        this.outcomes = outcomes;
        this.threads = threads;
        this.atOnce = atOnce;
        this.bytes = bytes;
    }

    /**
     * Replays everything there is up to now.
     *
     * @param progress told after each partition how many are done
     */
    public CompletionStage<BacktestReport> run(
            Platform platform, PolicyPack before, PolicyPack after, Instant since, IntConsumer progress) {
        AtomicInteger next = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        List<CompletableFuture<Backtest>> lanes = new ArrayList<>();
        for (int i = 0; i < Math.min(atOnce, platform.partitions()); i++) {
            lanes.add(CompletableFuture.supplyAsync(
                    () -> {
                        Backtest mine = new Backtest(before, after, since);
                        Slice slice = Slice.WHOLE;
                        for (int n = next.getAndIncrement(); n < platform.partitions(); n = next.getAndIncrement()) {
                            slice = replay(new Partition(platform.id(), n), slice.first(), mine);
                            progress.accept(done.incrementAndGet());
                        }
                        return mine;
                    },
                    threads));
        }
        return CompletableFuture.allOf(lanes.toArray(CompletableFuture[]::new)).thenApply(all -> {
            Backtest whole = new Backtest(before, after, since);
            lanes.forEach(lane -> whole.add(lane.join()));
            return whole.report();
        });
    }

    /** Replays a partition, from this slice on. Answers a slice that was not too much. */
    private Slice replay(Partition partition, Slice first, Backtest into) {
        Optional<Slice> next = Optional.of(first);
        Slice slice = first;
        while (next.isPresent()) {
            slice = next.get();
            Backtest own = into.blank();
            Backtest.Part part = own.part();
            replay(partition, slice, part);
            if (tooMuch(part, slice)) {
                next = Optional.of(slice.half()); // and nothing of this try counts
            } else {
                next = slice.next(part.bytes() <= bytes / atOnce / LIGHT ? 2 : 1);
                part.end();
                into.add(own);
            }
        }
        return slice;
    }

    /** Stops when it is too much. The next page is on its way while this one is folded. */
    private void replay(Partition partition, Slice slice, Backtest.Part part) {
        join(outcomes.each(partition, past -> {
            if (slice.holds(past.subject()) && !tooMuch(part, slice)) {
                part.past(past);
            }
        }));
        List<LoggedEvent> page = join(log.readOf(partition, LogIds.START, PAGE, slice::holds));
        while (!page.isEmpty() && !tooMuch(part, slice)) {
            CompletionStage<List<LoggedEvent>> following =
                    log.readOf(partition, page.get(page.size() - 1).logId(), PAGE, slice::holds);
            page.forEach(part::fold);
            page = join(following);
        }
    }

    /** Once it is, it stays so. A single subject never is: its states are bounded. */
    private boolean tooMuch(Backtest.Part part, Slice slice) {
        return part.bytes() > bytes / atOnce && part.subjects() > 1 && slice.divisible();
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
