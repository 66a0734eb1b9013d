package dev.pullcord.flow;

import dev.pullcord.intake.Attendance;
import dev.pullcord.intake.Event;
import dev.pullcord.intake.EventLog;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Observation;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Rosters;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.Damaged;
import dev.pullcord.wire.EventCodec;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * Tells accounts what a meeting's events say of them, in their own logs. To be done before the log's cursor moves on: after a
 * crash it is told again under the same id, which changes nothing, whatever the roster says by then.
 */
final class Attendances {
    private static final String SOURCE = "urn:pullcord:fold";

    private final Platform platform;
    private final Partition partition;
    private final EventLog log;
    private final Rosters rosters;
    private final Clock clock;
    private final Context context;

    Attendances(Platform platform, Partition partition, EventLog log, Rosters rosters, Clock clock, Context context) {
        this.platform = platform;
        this.partition = partition;
        this.log = log;
        this.rosters = rosters;
        this.clock = clock;
        this.context = context;
    }

    /** Completes when all of it is durable. A roster that is damaged tells nothing, and holds nothing up. */
    Future<Void> tell(Subject meeting, List<LoggedEvent> events) {
        List<LoggedEvent> telling = events.stream().filter(Attendance::tells).toList();
        if (telling.isEmpty()) {
            return Future.succeededFuture();
        }
        return of(rosters.find(platform, meeting.id()))
                .recover(failure ->
                        Damaged.is(failure) ? Future.succeededFuture(Optional.empty()) : Future.failedFuture(failure))
                .compose(roster -> {
                    List<Future<?>> writes = new ArrayList<>();
                    for (LoggedEvent event : telling) {
                        roster.map(r -> Attendance.of(r, event))
                                .orElse(List.of())
                                .forEach(observation -> writes.add(write(event, observation)));
                    }
                    return writes.isEmpty()
                            ? Future.succeededFuture()
                            : Future.join(writes).mapEmpty();
                });
    }

    private Future<?> write(LoggedEvent cause, Observation observation) {
        Event told = EventCodec.event(
                id(cause, observation.account()), SOURCE, cause.event().time(), observation);
        return of(
                log.accept(platform, told, Subject.account(observation.account()), Optional.empty(), clock.instant()));
    }

    /** The same for every try: of the event that says it, and the account that it is said of. */
    private String id(LoggedEvent cause, String account) {
        String both = partition.number() + "/" + cause.logId() + "/" + account;
        return "attended-" + UUID.nameUUIDFromBytes(both.getBytes(StandardCharsets.UTF_8));
    }

    private <T> Future<T> of(CompletionStage<T> stage) {
        return Future.fromCompletionStage(stage, context);
    }
}
