package dev.pullcord.intake;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Brings one journaled panic into the log, and tells an entry that the log will not take from a log that is away.
 *
 * <p>The kind of a failure does not say which it is: a store that runs out of memory refuses like one that dislikes what
 * it is given. So the store is asked to take a write of our own in the same partition. If it does, the entry is tried
 * once more, for the failure may have been a hiccup; if that fails too while the store takes writes, it is the entry.
 */
final class JournalDrain {
    private final EventLog log;
    private final Platforms platforms;
    private final Function<String, Event> decode;
    private final Take take;

    /** Puts a journaled panic into the log. */
    interface Take {
        CompletionStage<?> into(Platform platform, Event panic, PanicJournal.Entry entry);
    }

    JournalDrain(EventLog log, Platforms platforms, Function<String, Event> decode, Take take) {
        this.log = log;
        this.platforms = platforms;
        this.decode = decode;
        this.take = take;
    }

    CompletionStage<PanicJournal.Settling> settle(PanicJournal.Entry entry) {
        Partition any = new Partition(entry.platform(), 0); // which one is not known before the platform is
        return judged(any, () -> platforms.find(entry.platform()).thenApply(Found::new))
                .thenCompose(found -> found.verdict.isPresent()
                        ? done(found.verdict.get())
                        : found.platform
                                .map(platform -> settle(platform, entry))
                                // a platform does not go away; if it does, a person must see what is left
                                .orElseGet(() -> done(PanicJournal.Settling.UNFIT)));
    }

    private CompletionStage<PanicJournal.Settling> settle(Platform platform, PanicJournal.Entry entry) {
        Event event;
        try {
            event = decode.apply(entry.document());
        } catch (RuntimeException notOfOurs) {
            return done(PanicJournal.Settling.UNFIT);
        }
        if (!(event.body() instanceof Report report) || !report.isPanic()) {
            return done(PanicJournal.Settling.UNFIT);
        }
        return judged(
                        entry.subject().partition(platform),
                        () -> take.into(platform, event, entry)
                                .thenApply(taken -> new Found(PanicJournal.Settling.SETTLED)))
                .thenApply(found -> found.verdict.orElseThrow());
    }

    /** What was found, or what its failure means. */
    private record Found(Optional<Platform> platform, Optional<PanicJournal.Settling> verdict) {
        Found(Optional<Platform> platform) {
            this(platform, Optional.empty());
        }

        Found(PanicJournal.Settling verdict) {
            this(Optional.empty(), Optional.of(verdict));
        }
    }

    private CompletionStage<Found> judged(Partition partition, Supplier<CompletionStage<Found>> call) {
        return ask(call)
                .exceptionallyCompose(failed -> ask(() -> log.probe(partition))
                        .thenCompose(there -> ask(call)
                                .exceptionallyCompose(again -> ask(() -> log.probe(partition))
                                        .thenApply(still -> new Found(PanicJournal.Settling.UNFIT))))
                        .exceptionally(away -> new Found(PanicJournal.Settling.AWAY)));
    }

    private static <T> CompletionStage<T> ask(Supplier<CompletionStage<T>> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
