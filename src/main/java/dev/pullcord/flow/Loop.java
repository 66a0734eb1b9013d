package dev.pullcord.flow;

import io.vertx.core.Future;

/** Work on one partition that goes on until it is stopped. All calls come from one Vert.x context, its own. */
interface Loop {
    /** Begins. Never fails: what cannot be done now is tried again. */
    void start();

    /** Ends. Completes when what was under way is finished or given up; nothing is left half done. */
    Future<Void> stop();

    /** There may be work now: do not wait for the next look. May be called often, and when stopped. */
    void nudge();
}
