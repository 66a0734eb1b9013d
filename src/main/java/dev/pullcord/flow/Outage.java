package dev.pullcord.flow;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Something that work can go on without is away: said once when it begins and once when it ends. On one context. */
final class Outage {
    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

    private final String what;
    private boolean lasts;

    /** @param what names it in the log, with its partition; no account */
    Outage(String what) {
        this.what = what;
    }

    boolean lasts() {
        return lasts;
    }

    void met(Throwable failure) {
        if (!lasts) {
            lasts = true;
            Throwable cause = failure;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            LOG.warn(
                    "{} cannot be reached ({}); work goes on without",
                    what,
                    cause.getClass().getSimpleName());
        }
    }

    void over() {
        if (lasts) {
            lasts = false;
            LOG.info("{} can be reached again", what);
        }
    }
}
