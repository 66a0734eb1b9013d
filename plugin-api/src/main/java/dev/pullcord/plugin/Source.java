package dev.pullcord.plugin;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Fetches events from a platform that does not push them. One poll at a time for each platform, over all nodes; the
 * cursor is kept by the service, and moves only once the events are durable. So every event is delivered at least once.
 */
public interface Source {
    /**
     * The next events.
     *
     * @param cursor where the last batch ended; empty at the very first poll, which begins at the present
     * @param max how many are wanted at most
     */
    CompletionStage<Batch> poll(Optional<String> cursor, int max);

    /** How long to wait after a poll that brought nothing; after a full batch the next poll comes at once. */
    Duration interval();

    /**
     * What a poll brought.
     *
     * @param events in their order
     * @param next the cursor for the next poll; opaque to the service, at most 4 KiB
     */
    record Batch(List<InboundEvent> events, String next) {
        public Batch {
            events = List.copyOf(events);
        }
    }
}
