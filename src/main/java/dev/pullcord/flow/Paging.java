package dev.pullcord.flow;

import dev.pullcord.Meters;
import dev.pullcord.enforcement.Enforcer;
import dev.pullcord.enforcement.Notice;
import dev.pullcord.enforcement.Notices;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.plugin.ActionResult;
import dev.pullcord.review.Case;
import dev.pullcord.review.OnCall;
import dev.pullcord.review.OnCalls;
import dev.pullcord.review.People;
import dev.pullcord.review.Reachable;
import dev.pullcord.review.ReviewQueue;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the notices of one partition. As with {@link Dispatch}: a try that nobody recorded is begun again, so that somebody
 * may be told twice and never not at all. Unlike it a notice waits for no other: a channel that hangs holds up only its own,
 * and one that nobody needs any more, for somebody took the case, is withdrawn. Its fields are touched on its context only.
 */
final class Paging implements Loop {
    private static final Logger LOG = LoggerFactory.getLogger(Paging.class);
    private static final int AT_ONCE = 32;
    private static final int INCIDENTS = 500;
    private static final Duration CLEAR_EVERY = Duration.ofSeconds(5);
    private static final Duration LONGEST_OPEN = Duration.ofDays(7); // for whoever cannot be told that it is over

    private final Partition partition;
    private final Supplier<Platform> platform;
    private final Ports ports;
    private final Channels channels;
    private final Enforcer enforcer;
    private final Clock clock;
    private final Meters meters;
    private final Context context;
    private final Pulse pulse;
    private final Map<String, Future<Void>> underWay = new HashMap<>();
    private Instant clearedAt = Instant.EPOCH;

    /** What it reads and writes. */
    record Ports(Notices notices, OnCalls onCalls, People people, ReviewQueue queue) {}

    Paging(
            Partition partition,
            Supplier<Platform> platform,
            Ports ports,
            Channels channels,
            Enforcer enforcer,
            Clock clock,
            Meters meters,
            Context context,
            Duration rest) {
        this.partition = partition;
        this.platform = platform;
        this.ports = ports;
        this.channels = channels;
        this.enforcer = enforcer;
        this.clock = clock;
        this.meters = meters;
        this.context = context;
        this.pulse = new Pulse("notices of partition " + partition.number(), context, rest, this::step);
    }

    @Override
    public void start() {
        pulse.start();
    }

    @Override
    public void nudge() {
        pulse.nudge();
    }

    /** What is under way is finished first. */
    @Override
    public Future<Void> stop() {
        return pulse.stop()
                .compose(stopped -> Future.join(List.copyOf(underWay.values()))
                        .<Void>mapEmpty()
                        .otherwiseEmpty());
    }

    private Future<Boolean> step() {
        return of(ports.notices().due(partition, clock.instant(), AT_ONCE))
                .map(due -> {
                    due.stream()
                            .filter(notice -> underWay.size() < AT_ONCE)
                            .filter(notice ->
                                    !underWay.containsKey(notice.order().id()))
                            .forEach(this::launch);
                    return false;
                })
                .compose(sent -> clear().map(sent));
    }

    /** What was opened elsewhere and whose case somebody took is closed there; one that is just being told later. */
    private Future<Void> clear() {
        Instant now = clock.instant();
        if (now.isBefore(clearedAt.plus(CLEAR_EVERY))) {
            return Future.succeededFuture();
        }
        clearedAt = now;
        return of(ports.notices().incidents(partition, INCIDENTS)).map(open -> {
            open.forEach((notice, since) -> {
                String id = notice.order().id();
                if (underWay.size() < AT_ONCE && !underWay.containsKey(id)) {
                    boolean old = since.plus(LONGEST_OPEN).isBefore(now);
                    watch(
                            id,
                            waits(notice)
                                    .compose(waits ->
                                            waits.isPresent() ? Future.succeededFuture() : clear(notice, old)));
                }
            });
            return null;
        });
    }

    private Future<Void> clear(Notice notice, boolean old) {
        Duration within =
                Duration.between(clock.instant(), enforcer.plan(clock.instant()).deadline());
        return of(channels.clear(partition.platform(), notice.order(), within)).compose(result -> {
            boolean done = result.status() == ActionResult.Status.DONE;
            if (!done && !old) {
                return Future.succeededFuture(); // again in a while
            }
            return of(ports.notices().cleared(partition, notice)).onSuccess(cleared -> {
                if (done) {
                    meters.noticeEnded(notice.order().recipient().channel().word(), "cleared");
                }
            });
        });
    }

    private void launch(Notice notice) {
        String id = notice.order().id();
        Instant now = clock.instant();
        Enforcer.Try planned = enforcer.plan(now);
        Future<Void> all = of(ports.notices().begin(partition, notice, now, planned.lapsesAt()))
                .compose(begun -> begun.map(mine -> carryOut(mine, planned)).orElse(Future.succeededFuture()));
        watch(id, all);
    }

    private void watch(String id, Future<Void> all) {
        underWay.put(id, all);
        all.onComplete(done -> context.runOnContext(go -> underWay.remove(id)))
                .onFailure(
                        cause -> LOG.debug("a try of notice {} was not recorded and will be begun again", id, cause));
    }

    private Future<Void> carryOut(Notice begun, Enforcer.Try planned) {
        return waits(begun)
                .compose(waits -> waits.isPresent()
                        ? (Channels.opens(begun.order())
                                        ? of(ports.notices().opened(partition, begun, clock.instant()))
                                        : Future.<Void>succeededFuture())
                                .compose(opened -> told(begun, waits.get(), planned))
                        : Future.succeededFuture(enforcer.notNeeded(begun)))
                .compose(ending -> of(ports.notices().record(partition, begun, ending, clock.instant()))
                        .onSuccess(recorded -> ended(begun, ending)));
    }

    /** The case, if anybody has still to be told: it waits for what it waited for. */
    private Future<Optional<Case>> waits(Notice begun) {
        return of(ports.queue().find(platform.get(), begun.order().caseId()))
                .map(found -> found.filter(c ->
                        begun.order().proposed() ? c.awaitsAnswer() : c.state().waiting()));
    }

    /** Who is on call, for what goes to people by name; of the rest nothing has to be read. */
    private Future<OnCall> onCall(Notice begun, Case c) {
        return switch (begun.order().recipient().channel()) {
            case WEBHOOK, PAGER_DUTY, SLACK, MAIL -> Future.succeededFuture(OnCall.NOBODY);
            case ON_CALL, PERSON ->
                of(ports.onCalls()
                        .find(partition.platform())
                        .thenCombine(
                                ports.people().everyone(partition.platform()),
                                (onCall, all) -> onCall.among(Reachable.able(all, c))));
        };
    }

    private Future<Enforcer.Ending> told(Notice begun, Case c, Enforcer.Try planned) {
        return enforcer.exhausted(begun)
                .map(Future::succeededFuture)
                .orElseGet(() -> onCall(begun, c)
                        .compose(onCall -> of(channels.tell(
                                partition.platform(),
                                begun.order(),
                                onCall,
                                Duration.between(clock.instant(), planned.deadline()))))
                        .map(result -> {
                            meters.noticeTried(
                                    begun.order().recipient().channel().word(),
                                    result.status().code(),
                                    result.took());
                            return enforcer.judge(begun, result, clock.instant());
                        }));
    }

    private <T> Future<T> of(CompletionStage<T> stage) {
        return Future.fromCompletionStage(stage, context);
    }

    private void ended(Notice begun, Enforcer.Ending ending) {
        String channel = begun.order().recipient().channel().word();
        switch (ending.state()) {
            case ANSWERED -> meters.noticeEnded(channel, ending.status());
            case FAILED -> {
                meters.noticeEnded(channel, "given_up");
                LOG.error(
                        "nobody could be told by {} of case {}: {}",
                        channel,
                        begun.order().caseId(),
                        ending.detail());
            }
            case PENDING, TRYING -> {} // it is not over
        }
    }
}
