package dev.pullcord.insight;

import dev.pullcord.intake.EventLog;
import dev.pullcord.intake.LogIds;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.Circumstance;
import dev.pullcord.review.Circumstances;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Walks a platform's stored log from its start, a few partitions at once, and shows each event with all that the live fold saw beside
 * it. Changes nothing. What is kept at once is bounded, however many subjects and events there are: a partition whose
 * subjects weigh too much is read several times, and each time some of them are shown.
 */
public final class LogWalk {
    private static final int PAGE = 500; // events; two pages of a partition are held at once
    private static final int LIGHT = 3; // a slice of less than a third of what there is room for is made wider

    private final EventLog log;
    private final Circumstances circumstances;
    private final Outcomes outcomes;
    private final Executor threads;
    private final int atOnce;
    private final long bytes;

    /** Whoever looks at what goes by, and adds up what came of it. Each is asked by one thread at a time. */
    interface Walker<W> {
        /** Some subjects of a partition begin. */
        Part part();

        /** One that asks the same and has seen nothing yet. */
        W blank();

        /** Adds what another has seen, of other subjects. */
        void add(W other);
    }

    /** Some subjects of one partition: first their cases, then their events in their order, then the end. */
    interface Part {
        /** One more case that there was; all of them before the first event. */
        void past(Outcomes.Past one);

        /** One more event, and what lay beside it. */
        void fold(LoggedEvent event, Circumstance beside);

        /** How many subjects it keeps something of. */
        int subjects();

        /** About how much memory it keeps. Must not grow with events of the same subjects without bound. */
        long bytes();

        /** That was all. */
        void end();
    }

    /**
     * On this log.
     *
     * @param threads may be blocked for as long as it takes
     * @param atOnce how many partitions are read at once
     * @param bytes about how much memory all that is kept of subjects may take; less is slower, and never another result
     */
    public LogWalk(
            EventLog log, Circumstances circumstances, Outcomes outcomes, Executor threads, int atOnce, long bytes) {
        this.log = log;
        this.circumstances = circumstances;
        this.outcomes = outcomes;
        this.threads = threads;
        this.atOnce = atOnce;
        this.bytes = bytes;
    }

    /**
     * Shows everything there is up to now.
     *
     * @param whole what is asked, and where it is added up
     * @param progress told after each partition how many are done
     * @return the same, when it has seen all
     */
    <W extends Walker<W>> CompletionStage<W> run(Platform platform, W whole, IntConsumer progress) {
        AtomicInteger next = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        List<CompletableFuture<W>> lanes = new ArrayList<>();
        for (int i = 0; i < Math.min(atOnce, platform.partitions()); i++) {
            lanes.add(CompletableFuture.supplyAsync(
                    () -> {
                        W mine = whole.blank();
                        Slice slice = Slice.WHOLE;
                        for (int n = next.getAndIncrement(); n < platform.partitions(); n = next.getAndIncrement()) {
                            slice = walk(new Partition(platform.id(), n), slice.first(), mine);
                            progress.accept(done.incrementAndGet());
                        }
                        return mine;
                    },
                    threads));
        }
        return CompletableFuture.allOf(lanes.toArray(CompletableFuture[]::new)).thenApply(all -> {
            lanes.forEach(lane -> whole.add(lane.join()));
            return whole;
        });
    }

    /** Walks a partition, from this slice on. Answers a slice that was not too much. */
    private <W extends Walker<W>> Slice walk(Partition partition, Slice first, W into) {
        Optional<Slice> next = Optional.of(first);
        Slice slice = first;
        while (next.isPresent()) {
            slice = next.get();
            W own = into.blank();
            Part part = own.part();
            show(partition, slice, part);
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

    /** Stops when it is too much. The next page is on its way while this one is looked at. */
    private void show(Partition partition, Slice slice, Part part) {
        join(outcomes.each(partition, past -> {
            if (slice.holds(past.subject()) && !tooMuch(part, slice)) {
                part.past(past);
            }
        }));
        Page page = join(page(partition, LogIds.START, slice));
        while (!page.events.isEmpty() && !tooMuch(part, slice)) {
            CompletionStage<Page> following = page(partition, page.last(), slice);
            for (LoggedEvent event : page.events) {
                part.fold(event, page.beside.getOrDefault(event.logId(), Circumstance.NOTHING));
            }
            page = join(following);
        }
    }

    private record Page(List<LoggedEvent> events, Map<String, Circumstance> beside) {
        String last() {
            return events.get(events.size() - 1).logId();
        }
    }

    private CompletionStage<Page> page(Partition partition, String after, Slice slice) {
        return log.readOf(partition, after, PAGE, slice::holds)
                .thenCompose(events -> circumstances
                        .circumstances(
                                partition,
                                events.stream()
                                        .filter(Circumstance::mayTell)
                                        .map(LoggedEvent::logId)
                                        .toList())
                        .thenApply(beside -> new Page(events, beside)));
    }

    /** Once it is, it stays so. A single subject never is: its states are bounded. */
    private boolean tooMuch(Part part, Slice slice) {
        return part.bytes() > bytes / atOnce && part.subjects() > 1 && slice.divisible();
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
