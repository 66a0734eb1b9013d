package dev.pullcord.review;

import java.util.concurrent.CompletionStage;

/** Where it is kept who is on call. */
public interface OnCalls {
    /** A platform's; {@link OnCall#NOBODY} where none was set. */
    CompletionStage<OnCall> find(String platform);

    /** Takes the place of what was there. */
    CompletionStage<Void> put(String platform, OnCall onCall);
}
