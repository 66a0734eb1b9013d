package dev.pullcord.intake;

import java.time.Instant;

/**
 * One event of a platform, decoded and valid.
 *
 * @param id unique within its source; with it, what duplicates are known by
 * @param source the CloudEvents source
 * @param time when it happened, as the platform says
 * @param body what it says
 * @param document the event as JSON text, unknown fields kept under {@code ext}: what the log keeps
 */
public record Event(String id, String source, Instant time, Body body, String document) {

    @Override
    public String toString() {
        return "Event[" + body.type() + "]"; // ids and words stay out of logs
    }
}
