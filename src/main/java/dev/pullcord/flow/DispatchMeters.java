package dev.pullcord.flow;

import dev.pullcord.Meters;
import dev.pullcord.PlatformMeters;
import dev.pullcord.enforcement.Action;
import dev.pullcord.enforcement.Enforcer;
import dev.pullcord.enforcement.Lateness;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.CaseId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** Counts what tries came to, once that is written. */
final class DispatchMeters {
    private final Meters all;
    private final PlatformMeters meters;
    private final Supplier<Platform> platform;
    private final Duration lapse;
    private final Clock clock;

    DispatchMeters(Meters all, String platformId, Supplier<Platform> platform, Enforcer enforcer, Clock clock) {
        this.all = all;
        this.meters = all.of(platformId);
        this.platform = platform;
        this.lapse =
                Duration.between(Instant.EPOCH, enforcer.plan(Instant.EPOCH).lapsesAt());
        this.clock = clock;
    }

    /**
     * A try was recorded.
     *
     * @param due the action as it was due for it
     * @param begun the same once the try was begun
     */
    void recorded(Action due, Action begun, Enforcer.Ending ending) {
        Instant now = clock.instant();
        if (Lateness.plain(due, ending, lapse, now)) {
            meters.actionLate();
        }
        if (ending.state() != Action.State.PENDING) {
            all.traces()
                    .about(
                            CaseId.decisionOf(begun.order().id()).orElse(""),
                            () -> meters.actionEnded(
                                    begun.order().type().code(),
                                    ending.status(),
                                    ending.state().word(),
                                    Duration.between(begun.createdAt(), now)));
            all.actionTook(platform.get().connector(), begun.triesInARow());
        }
    }
}
