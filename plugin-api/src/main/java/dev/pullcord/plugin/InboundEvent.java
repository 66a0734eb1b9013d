package dev.pullcord.plugin;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An event of the platform in the contract's words.
 *
 * @param id the same whenever the platform sends this event again, else it counts twice: its own id, or a digest of
 *     what makes it unique
 * @param type one of the contract's types, for example {@code dev.pullcord.participant.joined.v1}
 * @param time when it happened, by the platform's clock; absent when it does not say
 * @param data the contract's fields for this type, as values that {@link Json} takes
 */
public record InboundEvent(String id, String type, Optional<Instant> time, Map<String, Object> data) {
    public InboundEvent {
        if (id.isEmpty() || type.isEmpty()) {
            throw new IllegalArgumentException("event: names id and type");
        }
        data = Map.copyOf(data);
    }

    @Override
    public String toString() {
        return "InboundEvent[" + type + "]";
    }
}
