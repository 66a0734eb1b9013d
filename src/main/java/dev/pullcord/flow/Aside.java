package dev.pullcord.flow;

import dev.pullcord.Meters;
import dev.pullcord.intake.EventLog;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.Casework;
import dev.pullcord.review.Damaged;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events of a partition whose subject's record is damaged. They are kept beside the log, in their order, so that the
 * log goes on for all others; once the record can be read again they are folded as if nothing had been.
 *
 * <p>Where a crash may strike: an event is kept here before the fold's cursor passes it, and is taken from here after it
 * was folded; in between it is kept or folded twice, which changes nothing. All on the fold's context.
 */
final class Aside {
    private static final Logger LOG = LoggerFactory.getLogger(Aside.class);
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final Partition partition;
    private final Casework casework;
    private final EventLog log;
    private final Clock clock;
    private final Meters meters;
    private final Context context;
    private final Map<Subject, List<String>> kept = new HashMap<>();
    private Instant nextTry = Instant.MIN;

    Aside(Partition partition, Casework casework, EventLog log, Clock clock, Meters meters, Context context) {
        this.partition = partition;
        this.casework = casework;
        this.log = log;
        this.clock = clock;
        this.meters = meters;
        this.context = context;
    }

    /** Whether what comes for this subject must wait behind what is kept of it. */
    boolean holds(Subject subject) {
        return kept.containsKey(subject);
    }

    /** Keeps these. */
    Future<Void> keep(Subject subject, List<LoggedEvent> events) {
        return of(casework.setAside(partition, events)).onSuccess(done -> {
            if (!holds(subject)) {
                LOG.error(
                        "a subject of partition {} of {} is damaged: its events from {} on are set aside",
                        partition.number(),
                        partition.platform(),
                        events.get(0).logId());
            }
            List<String> ids = kept.computeIfAbsent(subject, s -> new ArrayList<>());
            for (LoggedEvent event : events) {
                if (!ids.contains(event.logId())) {
                    ids.add(event.logId());
                    meters.setAside(1);
                }
            }
        });
    }

    /**
     * Once a minute, and at the start, when nothing is known of what another node kept: tries all again.
     *
     * @param fold folds these events of a subject; fails with {@link Damaged} while it still is
     */
    Future<Void> tryAgain(BiFunction<Subject, List<LoggedEvent>, Future<Void>> fold) {
        if (clock.instant().isBefore(nextTry)) {
            return Future.succeededFuture();
        }
        return of(casework.aside(partition)).compose(stored -> {
            meters.setAside(count(stored) - count(kept));
            kept.clear();
            kept.putAll(stored);
            List<Future<Void>> tries = new ArrayList<>();
            stored.forEach((subject, ids) -> tries.add(of(log.readAll(partition, ids))
                    .compose(events -> fold.apply(subject, events))
                    .compose(folded -> of(casework.takeBack(partition, ids)))
                    .onSuccess(done -> {
                        kept.remove(subject);
                        meters.setAside(-ids.size());
                        LOG.info("{} events of partition {} that were set aside are folded", ids.size(), partition);
                    })
                    .recover(
                            failure -> Damaged.is(failure) ? Future.succeededFuture() : Future.failedFuture(failure))));
            return Future.join(tries)
                    .onSuccess(done -> nextTry = clock.instant().plus(AGAIN))
                    .mapEmpty();
        });
    }

    /** The partition is no longer this node's. */
    void forget() {
        meters.setAside(-count(kept));
        kept.clear();
        nextTry = Instant.MIN;
    }

    private static int count(Map<Subject, List<String>> kept) {
        return kept.values().stream().mapToInt(List::size).sum();
    }

    private <T> Future<T> of(CompletionStage<T> stage) {
        return Future.fromCompletionStage(stage, context);
    }
}
