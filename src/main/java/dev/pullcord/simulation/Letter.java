package dev.pullcord.simulation;

/**
 * One event on its way to the service.
 *
 * @param line where it comes from, for messages; 0 when it comes from no file
 * @param json the CloudEvent
 */
public record Letter(long line, String json) {
    /** How much of a request it takes, in bytes of UTF-8; never less than it really takes. */
    long bytes() {
        return 3L * json.length() + 1; // no char takes more than three; a cheap bound is enough to stay below a limit
    }
}
