package dev.pullcord.plugin;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Speaks with one platform's meeting system. Prove yours with {@code ConnectorContract} of this module's test-jar.
 *
 * <h2>Threads</h2>
 *
 * Every method may be called from any thread, several at once, and must return without blocking: the work goes on
 * elsewhere and completes the stage. A stage may be completed on any thread.
 *
 * <h2>Errors</h2>
 *
 * What the world does (refused connection, timeout, an answer that cannot be read) is a result, never an exception. A
 * stage that completes exceptionally, or a method that throws, is a defect of the connector: the service logs it once
 * and treats the action as {@link ActionResult.Status#UNKNOWN}.
 *
 * <h2>Secrets</h2>
 *
 * No result, finding, event or {@code toString()} holds a key, a token, or what only the platform may know.
 */
public interface Connector {
    /**
     * What may be asked of this connector. Does not change while it lives; shown to moderators before they decide. An
     * action type that is not listed is never passed to {@link #act}: the service records it as unsupported.
     */
    Set<Capability> capabilities();

    /**
     * Asks the platform to do one action.
     *
     * <p><b>How often.</b> At least once. The service tries again, for hours, after {@code FAILED} with {@code
     * retryable} and after {@code UNKNOWN}, and when it was itself killed in mid-try. Within one try the connector may
     * repeat a call to the platform only if that is harmless there.
     *
     * <p><b>Idempotency.</b> {@link ActionRequest#actionId()} is the same in every try. Done twice must mean done once:
     * pass the id on where the platform takes one, else look first whether the state is reached already and answer
     * {@code ALREADY_DONE}.
     *
     * <p><b>Deadline.</b> The stage completes by {@link ActionRequest#deadline()}. What comes later is not heard; the
     * try counts as {@code UNKNOWN}. If the deadline has passed when this is called, nothing is sent and the answer is
     * {@code FAILED}, retryable.
     *
     * <p><b>Order.</b> The actions of one case are asked in the order that was decided, the next when the one before was
     * answered, or has failed several times. Actions of different cases are asked at once, without order.
     *
     * @return never null; completes with a result, never with null
     */
    CompletionStage<ActionResult> act(ActionRequest request);

    /**
     * Who is in a meeting now: what a lossy stream of events is corrected by and an action is confirmed by.
     *
     * @param meeting the platform's id of it
     * @return empty when the platform cannot tell, or cannot tell now. A meeting that is over, or never was, has a
     *     snapshot without participants. Absence never means that nobody is there
     */
    default CompletionStage<Optional<MeetingSnapshot>> snapshot(String meeting) {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    /** How the platform's own webhooks are read; empty when it sends none. Always the same answer. */
    default Optional<Inbound> inbound() {
        return Optional.empty();
    }

    /** How join tokens of this meeting system are read; empty where they say too little of their holder. Always the same answer. */
    default Optional<JoinTokens> joinTokens() {
        return Optional.empty();
    }

    /** How events are fetched from a platform that does not push; empty when there is nothing to fetch. */
    default Optional<Source> source() {
        return Optional.empty();
    }

    /**
     * Looks whether the platform can be reached, takes our credentials, and is set up safely. Harmless to the platform's
     * meetings. Called at most once a minute; completes within 10 s.
     */
    CompletionStage<Health> check();

    /**
     * Lets go of connections and threads. Called once, after the last action; a second call changes nothing, and {@link
     * #act} after it answers {@code FAILED}, retryable.
     */
    CompletionStage<Void> close();
}
