package dev.pullcord.review;

import dev.pullcord.intake.Platform;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Whether somebody can judge a case, and judge those who did. Thread-safe. */
public interface Impartiality {
    /** Where nobody knows anybody. */
    Impartiality EVERYBODYS = new Impartiality() {
        @Override
        public CompletionStage<Boolean> knows(Platform platform, Moderator who, Case c) {
            return CompletableFuture.completedFuture(false);
        }

        @Override
        public CompletionStage<Boolean> workedFor(Platform platform, Moderator who, Case c) {
            return CompletableFuture.completedFuture(false);
        }

        @Override
        public CompletionStage<Boolean> workedForGlass(Platform platform, Moderator who, Case c) {
            return CompletableFuture.completedFuture(false);
        }
    };

    /** Whether he knows whom the case is about, who reported, or, where it names nobody, who was there. */
    CompletionStage<Boolean> knows(Platform platform, Moderator who, Case c);

    /**
     * Whether he worked for what is proposed now: since the last decision he handed the case on, put it off, said whom it is about, or wrote
     * a note, or proposed something that came to nothing. To have looked, or to have handed it back to its queue, is no work for anything.
     */
    CompletionStage<Boolean> workedFor(Platform platform, Moderator who, Case c);

    /** The same, for what was last decided by one person alone: whoever looks at that again is its second person. */
    CompletionStage<Boolean> workedForGlass(Platform platform, Moderator who, Case c);
}
