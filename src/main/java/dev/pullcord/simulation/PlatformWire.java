package dev.pullcord.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The documents that an invented platform and Pullcord exchange, so that this room need not know their form. */
public interface PlatformWire {
    /** What is happening, as one CloudEvent in JSON. */
    String event(Happening happening, Instant time, String source);

    /** What the service answered to a batch of events. Never throws: an answer that is not understood says so. */
    Reply reply(int status, Map<String, List<String>> headers, String body);

    /**
     * The action in a callback, if its Standard Webhooks signature holds.
     *
     * @param headers names in any case
     * @param body as received
     */
    Optional<Order> order(Map<String, List<String>> headers, byte[] body);

    /** The answer to an action: its status in JSON. */
    String answer(String status);

    /** Whether a standing says that the account may join. */
    boolean mayJoin(String standing);

    /**
     * What the service answered to a batch.
     *
     * @param status the HTTP status
     * @param accepted how many events it took now
     * @param duplicates how many it had before
     * @param refusals the events it did not take
     * @param retryAfter when to come again, if it says
     * @param problem in short, when the batch as a whole was refused; else empty
     */
    record Reply(
            int status,
            int accepted,
            int duplicates,
            List<Refusal> refusals,
            Optional<Duration> retryAfter,
            String problem) {
        public Reply {
            refusals = List.copyOf(refusals);
        }
    }

    /**
     * One event that was not taken.
     *
     * @param index its place in the batch
     * @param problem in short
     * @param moreTries how often to try it again before it is given up
     */
    record Refusal(int index, String problem, int moreTries) {}

    /**
     * One action, as the platform is asked for it.
     *
     * @param actionId the same over all tries
     * @param type for example {@code remove_participant}
     * @param meeting the target's meeting
     * @param participantId the target within the meeting
     * @param accountId the target's account
     */
    record Order(
            String actionId,
            String type,
            Optional<String> meeting,
            Optional<String> participantId,
            Optional<String> accountId) {}
}
