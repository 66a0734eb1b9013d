package dev.pullcord.insight;

import dev.pullcord.intake.EventLog;
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
            long kept = replay(partition, slice, own.part());
            if (kept > bytes / atOnce && slice.divisible()) {
                next = Optional.of(slice.half()); // and nothing of this try counts
            } else {
                into.add(own);
                next = slice.next(kept < bytes / atOnce / LIGHT ? 2 : 1);
            }
        }
        return slice;
    }

    /** Answers how much was kept; stops when that is too much. The next page is on its way while this one is folded. */
    private long replay(Partition partition, Slice slice, Backtest.Part part) {
        join(outcomes.each(partition, past -> {
            if (slice.holds(past.subject()) && part.bytes() <= bytes / atOnce) {
                part.past(past);
            }
        }));
        List<LoggedEvent> page = join(log.readOf(partition, "0", PAGE, slice::holds));
        while (!page.isEmpty() && (part.bytes() <= bytes / atOnce || !slice.divisible())) {
            CompletionStage<List<LoggedEvent>> following =
                    log.readOf(partition, page.get(page.size() - 1).logId(), PAGE, slice::holds);
            page.forEach(part::fold);
            page = join(following);
        }
        long kept = part.bytes();
        part.end();
        return kept;
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
