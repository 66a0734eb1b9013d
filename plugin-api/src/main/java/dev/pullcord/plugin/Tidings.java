package dev.pullcord.plugin;

import java.util.concurrent.ForkJoinPool;

/** Tells, elsewhere: who is told may take his time, and what he throws is his own. */
record Tidings(PullcordListener listener) {
    void trouble(String what) {
        tell(() -> listener.trouble(what));
    }

    void became(String eventId, Verdict.OfOne one) {
        tell(() -> {
            if (one.word() == Verdict.Word.TAKEN) {
                listener.taken(eventId, one.told());
            } else {
                listener.refused(eventId, one.told(), one.pointer());
            }
        });
    }

    static void tell(Runnable what) {
        ForkJoinPool.commonPool().execute(() -> {
            try {
                what.run();
            } catch (RuntimeException theirs) {
                // as it is promised
            }
        });
    }
}
