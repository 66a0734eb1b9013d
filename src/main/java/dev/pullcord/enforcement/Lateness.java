package dev.pullcord.enforcement;

import dev.pullcord.plugin.ActionResult.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * When it is plain that an action has its effect later than promised, or never: with the first try of which the next comes too late, or with
 * one that ends it. Each action once, whoever tries it: a try that was due after that time follows one that has said so. Pure.
 */
public final class Lateness {
    /** From the order to the effect: 15 s. */
    public static final Duration PROMISED = Duration.ofSeconds(15);

    private static final Set<String> EFFECTED = Set.of(Status.DONE.code(), Status.ALREADY_DONE.code());

    /** Nobody is there to whom it could be done, another decision still keeps it, or that platform never could: no fault of a try. */
    private static final Set<String> NOTHING_TO_DO =
            Set.of(Status.TARGET_GONE.code(), Status.UNSUPPORTED.code(), Enforcer.OUTRANKED.status());

    private Lateness() {}

    /**
     * Whether this try has made it plain.
     *
     * @param due the action as it was due for this try
     * @param ending what the try came to
     * @param lapse how long after its begin a try is over that nobody recorded
     */
    public static boolean plain(Action due, Enforcer.Ending ending, Duration lapse, Instant now) {
        Instant by = due.createdAt().plus(PROMISED);
        Instant wanted = due.nextTryAt()
                .map(at -> due.state() == Action.State.TRYING ? at.minus(lapse) : at)
                .orElse(due.createdAt());
        if (wanted.isAfter(by)) {
            return false;
        }
        return switch (ending.state()) {
            case PENDING, TRYING ->
                now.isAfter(by) || ending.retryAt().filter(by::isBefore).isPresent();
            case ANSWERED ->
                EFFECTED.contains(ending.status()) ? now.isAfter(by) : !NOTHING_TO_DO.contains(ending.status());
            case FAILED -> true;
        };
    }
}
