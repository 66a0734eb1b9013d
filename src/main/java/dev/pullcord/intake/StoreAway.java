package dev.pullcord.intake;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

/** Whether the store, and not this code, is at fault: then the same is tried again, and there is no trace worth reading. */
public final class StoreAway {
    /** By name, since only one room knows the client: whoever asks need not. */
    private static final String CLIENT = "io.lettuce.core.";

    private static final List<String> NOT_NOW =
            List.of("LOADING", "READONLY", "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN", "OOM", "MISCONF", "NOAUTH", "BUSY");

    private StoreAway() {}

    /**
     * Whether it is.
     *
     * @param failure as it came out of a stage of any of the ports
     */
    public static boolean is(Throwable failure) {
        Throwable cause = cause(failure);
        if (cause instanceof TimeoutException || cause instanceof IOException) {
            return true;
        }
        if (cause == null || !cause.getClass().getName().startsWith(CLIENT)) {
            return false;
        }
        // What Redis refuses is our fault, unless it says that it cannot answer just now.
        String said = String.valueOf(cause.getMessage());
        return !cause.getClass().getSimpleName().equals("RedisCommandExecutionException")
                || NOT_NOW.stream().anyMatch(said::startsWith);
    }

    /** What was the matter, in a line for the log. */
    public static String why(Throwable failure) {
        return String.valueOf(cause(failure));
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
