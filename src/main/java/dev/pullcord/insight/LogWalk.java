package dev.pullcord.insight;

import dev.pullcord.intake.EventLog;
import dev.pullcord.intake.LogIds;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** Walks a platform's stored log from its start, a page at a time and a few partitions at once. Changes nothing. */
public final class LogWalk {
    private static final int PAGE = 1_000;

    private final EventLog log;
    private final Outcomes outcomes;
    private final Executor threads;
    private final int atOnce;

    /** Whoever looks at what goes by. Each is asked by one thread at a time. */
    interface Walker {
        /**
         * A partition begins.
         *
         * @param past what became of its cases
         */
        Part part(List<Outcomes.Past> past);
    }

    /** One partition: its events in their order, then its end. */
    interface Part {
        void fold(LoggedEvent event);

        void end();
    }

    /**
     * @param threads may be blocked for as long as it takes
     * @param atOnce how many partitions are read at once
     */
    public LogWalk(EventLog log, Outcomes outcomes, Executor threads, int atOnce) {
        this.log = log;
        this.outcomes = outcomes;
        this.threads = threads;
        this.atOnce = atOnce;
    }

    /**
     * Shows everything there is up to now to walkers, each of which sees some of the partitions.
     *
     * @param walkers makes one for each partition that is read at once
     * @param progress told after each partition how many are done
     * @return all of them, when they have seen it
     */
    <W extends Walker> CompletionStage<List<W>> run(Platform platform, Supplier<W> walkers, IntConsumer progress) {
        AtomicInteger next = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        List<CompletableFuture<W>> lanes = new ArrayList<>();
        for (int i = 0; i < Math.min(atOnce, platform.partitions()); i++) {
            lanes.add(CompletableFuture.supplyAsync(
                    () -> {
                        W mine = walkers.get();
                        for (int n = next.getAndIncrement(); n < platform.partitions(); n = next.getAndIncrement()) {
                            walk(new Partition(platform.id(), n), mine);
                            progress.accept(done.incrementAndGet());
                        }
                        return mine;
                    },
                    threads));
        }
        return CompletableFuture.allOf(lanes.toArray(CompletableFuture[]::new))
                .thenApply(all -> lanes.stream().map(CompletableFuture::join).toList());
    }

    /** The next page is on its way while this one is looked at. */
    private void walk(Partition partition, Walker walker) {
        List<Outcomes.Past> past = new ArrayList<>();
        join(outcomes.each(partition, past::add));
        Part part = walker.part(past);
        List<LoggedEvent> page = join(log.read(partition, LogIds.START, PAGE));
        while (!page.isEmpty()) {
            CompletionStage<List<LoggedEvent>> following =
                    log.read(partition, page.get(page.size() - 1).logId(), PAGE);
            page.forEach(part::fold);
            page = join(following);
        }
        part.end();
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
