package dev.pullcord.flow;

import dev.pullcord.Meters;
import dev.pullcord.enforcement.Enforcer;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.ActivePolicies;
import dev.pullcord.review.ReviewQueue;
import dev.pullcord.review.SecondLooks;
import dev.pullcord.review.TriagePolicy;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Counts what waits, on all platforms, for the meters. Every node does: what is seen must not hang on one of them. */
final class Counts {
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration STEP = Duration.ofSeconds(20); // longer than a step waits for those ahead of it

    private final Stores stores;
    private final ActivePolicies policies;
    private final SecondLooks looks;
    private final Enforcer enforcer;
    private final Clock clock;
    private final Meters meters;
    private final Map<String, String> connectors = new ConcurrentHashMap<>(); // by platform
    private final Map<String, Set<Counted>> said = new ConcurrentHashMap<>(); // by platform

    Counts(Stores stores, ActivePolicies policies, SecondLooks looks, Enforcer enforcer, Clock clock, Meters meters) {
        this.enforcer = enforcer;
        this.stores = stores;
        this.policies = policies;
        this.looks = looks;
        this.clock = clock;
        this.meters = meters;
    }

    Loop loop(Context context) {
        return Pulse.heard("the count of what waits", context, EVERY, this::step);
    }

    Future<Boolean> step() {
        return Future.fromCompletionStage(stores.platforms().all())
                .compose(all -> {
                    Future<Void> done = Future.succeededFuture();
                    for (Platform platform :
                            all) { // one after the other: all at once they would crowd out what is done
                        done = both(done, () -> count(platform));
                    }
                    return done;
                })
                .map(done -> {
                    meters.counted(clock.instant());
                    return false;
                });
    }

    /** One after the other; the second is counted also where the first could not be, which then is what is said. */
    private static Future<Void> both(Future<Void> first, Supplier<Future<Void>> second) {
        return first.transform(ended -> second.get()
                .compose(counted -> ended.succeeded() ? Future.succeededFuture() : Future.failedFuture(ended.cause())));
    }

    /** Until then a try that is under way is over, and a step has waited for those ahead of it. */
    private Instant soon(Instant now) {
        Instant tried = enforcer.plan(now).lapsesAt();
        return tried.isAfter(now.plus(STEP)) ? tried : now.plus(STEP);
    }

    /** None by a connector that the platform had before: what was said of it would stand for ever. */
    private void retrying(Platform platform, long many) {
        String before = connectors.put(platform.id(), platform.connector());
        if (before != null && !before.equals(platform.connector())) {
            meters.of(platform.id()).actionsRetrying(before, 0);
        }
        meters.of(platform.id()).actionsRetrying(platform.connector(), many);
    }

    private Future<Void> count(Platform platform) {
        Instant now = clock.instant();
        Map<String, Counted> lanes = new LinkedHashMap<>(); // by queue, the first lane of it
        TriagePolicy triage = policies.of(platform.id()).triage();
        triage.lanes()
                .forEach(lane -> lanes.putIfAbsent(
                        lane.queue(), new Counted(lane.name(), lane.pace().word())));
        meters.platformKnown(platform.id(), platform.connector(), triage.paces());
        return Future.join(
                        Future.fromCompletionStage(stores.queue().standings(platform, List.copyOf(lanes.keySet()), now))
                                .onSuccess(standings -> {
                                    standings.forEach(
                                            standing -> say(platform, lanes.get(standing.name()), standing, now));
                                    ended(platform, Set.copyOf(lanes.values()));
                                }),
                        Future.fromCompletionStage(stores.outbox().countDueAfter(platform, soon(now)))
                                .onSuccess(many -> retrying(platform, many)),
                        Future.fromCompletionStage(stores.outbox().countFailed(platform))
                                .onSuccess(many -> meters.of(platform.id()).parked("action", many)),
                        Future.fromCompletionStage(stores.notices().countParked(platform))
                                .onSuccess(many -> meters.of(platform.id()).parked("notice", many)),
                        Future.fromCompletionStage(stores.queue().countProposed(platform))
                                .onSuccess(many -> meters.of(platform.id()).proposalsWaiting(many)),
                        Future.fromCompletionStage(looks.overdue(platform))
                                .onSuccess(many -> meters.of(platform.id()).secondLooksOverdue(many)))
                .mapEmpty();
    }

    /** A lane as its gauges name it. */
    private record Counted(String lane, String pace) {}

    private void say(Platform platform, Counted of, ReviewQueue.Standing standing, Instant now) {
        meters.of(platform.id()).queueCases(of.lane(), of.pace(), "queued", standing.queued());
        meters.of(platform.id()).queueCases(of.lane(), of.pace(), "claimed", standing.claimed());
        meters.of(platform.id()).queueCases(of.lane(), of.pace(), "overdue", standing.overdue());
        meters.of(platform.id())
                .queueOldest(
                        of.lane(),
                        of.pace(),
                        standing.oldestOpenedAt()
                                .map(at -> Duration.between(at, now))
                                .orElse(Duration.ZERO));
    }

    /** None in a lane that another policy had: what was said of it would stand for ever, and page people. */
    private void ended(Platform platform, Set<Counted> there) {
        Set<Counted> before = said.put(platform.id(), there);
        if (before != null) {
            before.stream().filter(of -> !there.contains(of)).forEach(of -> {
                List.of("queued", "claimed", "overdue")
                        .forEach(state -> meters.of(platform.id()).queueCases(of.lane(), of.pace(), state, 0));
                meters.of(platform.id()).queueOldest(of.lane(), of.pace(), Duration.ZERO);
            });
        }
    }
}
