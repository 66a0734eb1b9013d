package dev.pullcord.flow;

import dev.pullcord.Meters;
import dev.pullcord.enforcement.Action;
import dev.pullcord.enforcement.Enforcer;
import dev.pullcord.enforcement.Outbox;
import dev.pullcord.enforcement.Watch;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.StoreAway;
import dev.pullcord.plugin.ActionResult;
import dev.pullcord.review.ActionTargets;
import dev.pullcord.review.PlanPolicy;
import dev.pullcord.review.StandingChange.Right;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the actions of one partition: looks into its outbox, begins what is due, asks the platform, records what it
 * answered.
 *
 * <p>Where a crash may strike, and what then happens. Before {@code begin}: the action is still due. Between {@code
 * begin} and {@code record}: its try lapses and it is begun again under the same id, so that the platform, if it did
 * hear the first, answers {@code already_done}. After {@code record}: it is over. Two nodes that both believe to own the
 * partition do no harm: only one can begin a try, and only the latest try can be recorded.
 *
 * <p>All fields are touched on one Vert.x context only.
 */
public final class Dispatch implements Loop {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);
    private static final int WINDOW = 128;
    private static final int WIDEST_WINDOW = 1024;

    private final Partition partition;
    private final Supplier<Platform> platforms;
    private final Outbox outbox;
    private final Connectors connectors;
    private final Enforcer enforcer;
    private final Verdicts verdicts;
    private final DispatchSettings settings;
    private final Guards guards;
    private final Supplier<PlanPolicy> policy;
    private final Meters meters;
    private final DispatchMeters told;
    private final Clock clock;
    private final Vertx vertx;
    private final Context context;

    private final Set<String> underWay = new HashSet<>();
    private final Turns turns;
    private final Asking asking;
    private final Suspensions suspensions;
    private int window = WINDOW;
    private boolean running;
    private boolean polling;
    private boolean pollAgain;
    private boolean away;
    private long timer = -1;
    private Promise<Void> stopped;

    /**
     * @param platform the partition's platform as it is set up now; asked on the event loop, so it must not block
     * @param policy what is looked for after an answer
     */
    public Dispatch(
            Partition partition,
            Supplier<Platform> platform,
            Outbox outbox,
            Connectors connectors,
            Enforcer enforcer,
            DispatchSettings settings,
            Guards guards,
            Supplier<PlanPolicy> policy,
            Meters meters,
            Clock clock,
            Vertx vertx) {
        this.partition = partition;
        this.platforms = platform;
        this.outbox = outbox;
        this.connectors = connectors;
        this.enforcer = enforcer;
        this.verdicts = new Verdicts(outbox, enforcer, clock);
        this.settings = settings;
        this.guards = guards;
        this.policy = policy;
        this.meters = meters;
        this.told = new DispatchMeters(meters, partition.platform(), platform, enforcer, clock);
        this.clock = clock;
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.turns = new Turns(outbox, enforcer, this::onContext);
        this.suspensions = new Suspensions(outbox);
        this.asking = new Asking(enforcer, vertx, clock, meters.traces());
    }

    @Override
    public void start() {
        onContext(() -> {
            running = true;
            stopped = null;
            poll();
        });
    }

    /** Begins nothing more. Completes when every try under way is recorded, or has lapsed because it cannot be. */
    @Override
    public Future<Void> stop() {
        Promise<Void> done = Promise.promise();
        onContext(() -> {
            running = false;
            if (timer >= 0) {
                vertx.cancelTimer(timer);
                timer = -1;
            }
            if (stopped == null) {
                stopped = Promise.promise();
            }
            stopped.future().onComplete(done);
            completeStop();
        });
        return done.future();
    }

    /** Something was just ordered: look at once. May be called from any thread, as often as one likes. */
    @Override
    public void nudge() {
        onContext(this::poll);
    }

    private void poll() {
        if (polling) {
            pollAgain = true;
            return;
        }
        if (!running || underWay.size() >= settings.inPartition()) {
            return; // a try that ends polls again
        }
        if (timer >= 0) {
            vertx.cancelTimer(timer);
            timer = -1;
        }
        polling = true;
        pollAgain = false;
        turns.begin();
        Instant now = clock.instant();
        called(() -> outbox.due(partition, now, window))
                .thenComposeAsync(due -> ready(due, now), this::onContext)
                .whenCompleteAsync(this::polled, this::onContext);
    }

    private CompletionStage<List<Action>> ready(List<Action> due, Instant now) {
        Platform platform = platforms.get();
        suspensions.see(platform, due);
        guards.see(platform, due);
        List<Action> idle = due.stream()
                .filter(action -> !underWay.contains(action.order().id()))
                .toList();
        return turns.of(platform, idle, now).thenApply(ready -> {
            boolean stuck = ready.isEmpty() && due.size() >= window;
            window = stuck ? Math.min(2 * window, WIDEST_WINDOW) : WINDOW;
            return ready;
        });
    }

    private void polled(List<Action> ready, Throwable failure) {
        polling = false;
        if (failure == null) {
            away = false;
            try {
                launch(ready);
            } catch (RuntimeException e) { // whatever it is, the next look comes
                warn("what is due in {} cannot be sent", e);
            }
        } else {
            warn("the outbox of {} cannot be read", failure);
        }
        if ((pollAgain || turns.outdated()) && failure == null) {
            poll();
        }
        pollLater();
        completeStop();
    }

    private void pollLater() {
        if (running && !polling && timer < 0) {
            timer = vertx.setTimer(settings.pollEvery().toMillis(), id -> {
                timer = -1;
                poll();
            });
        }
    }

    private void launch(List<Action> ready) {
        for (Action action : ready) {
            if (!running || underWay.size() >= settings.inPartition()) {
                return;
            }
            Line line = connectors.line(platforms.get());
            if (!line.take()) {
                return;
            }
            underWay.add(action.order().id());
            CompletableFuture<Boolean> written =
                    suspensions.written(action).thenCombine(guards.written(action), Boolean::logicalAnd);
            called(() -> begin(line, action, written))
                    .whenComplete((done, failure) -> line.free())
                    .whenCompleteAsync((done, failure) -> ended(action, failure), this::onContext);
        }
    }

    private CompletionStage<Void> begin(Line line, Action action, CompletableFuture<Boolean> written) {
        Instant now = clock.instant();
        Enforcer.Try planned = enforcer.plan(now);
        return outbox.begin(partition, action, now, planned.lapsesAt(), enforcer.patience())
                .thenCompose(begun -> begun.map(b -> carryOut(line, action, b, planned, written))
                        .orElseGet(() -> CompletableFuture.completedFuture(null)));
    }

    private CompletionStage<Void> carryOut(
            Line line, Action due, Action begun, Enforcer.Try planned, CompletableFuture<Boolean> written) {
        return called(() -> outranked(line, begun, written)
                        .thenCompose(over -> over.map(CompletableFuture::<Enforcer.Ending>completedStage)
                                .orElseGet(() -> tried(line, begun, planned))))
                .thenCompose(ending -> written.copy()
                        .completeOnTimeout(false, Asking.GRACE.toMillis(), TimeUnit.MILLISECONDS)
                        .thenApply(known -> known ? ending : unwritten(begun, ending)))
                .exceptionally(fault -> broken(begun, fault))
                .thenCompose(ending -> record(due, begun, ending, planned));
    }

    /** What gives back for one case what another still keeps from the account: the platform must not do that. */
    private CompletionStage<Optional<Enforcer.Ending>> outranked(
            Line line, Action begun, CompletableFuture<Boolean> written) {
        Optional<String> account = begun.order().target().accountId();
        Optional<Right> right = ActionTargets.takesBack(begun.order().type())
                ? Right.of(begun.order().type())
                : Optional.empty();
        if (right.isEmpty() || account.isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return written.copy()
                .completeOnTimeout(false, Asking.GRACE.toMillis(), TimeUnit.MILLISECONDS)
                .thenCompose(known -> outbox.standing(line.platform(), right.get(), account.get(), clock.instant()))
                .thenApply(standing -> standing.suspended() ? Optional.of(Enforcer.OUTRANKED) : Optional.empty());
    }

    /** Not over, whatever the platform answered: the account may still join. The platform knows the id when asked again. */
    private Enforcer.Ending unwritten(Action begun, Enforcer.Ending ending) {
        return ending.state() == Action.State.ANSWERED
                ? enforcer.judge(
                        begun,
                        ActionResult.unknown("what the account may do could not be written down", Duration.ZERO),
                        clock.instant())
                : ending;
    }

    private CompletionStage<Enforcer.Ending> tried(Line line, Action begun, Enforcer.Try planned) {
        Optional<Enforcer.Ending> hopeless =
                line.fault().map(enforcer::unreachable).or(() -> enforcer.exhausted(begun));
        if (hopeless.isPresent()) {
            return CompletableFuture.completedFuture(hopeless.get());
        }
        return asking.of(line, begun, planned).thenCompose(result -> {
            meters.actionTried(line.platform().connector(), result.status().code(), result.took());
            return switchOff(line, result).thenCompose(off -> verdicts.of(line.platform(), begun, result));
        });
    }

    /** A fault of ours: the same will happen at the next try, so a lead sees it now. */
    private Enforcer.Ending broken(Action begun, Throwable fault) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        LOG.error(
                "the try {} of {} failed in this service",
                begun.tries(),
                begun.order().id(),
                cause);
        return enforcer.unreachable(
                "this service failed on it: " + cause.getClass().getSimpleName());
    }

    private CompletionStage<Void> switchOff(Line line, ActionResult result) {
        if (!result.switchOff()) {
            return CompletableFuture.completedFuture(null);
        }
        return called(() -> connectors.switchOff(line.platform())).exceptionally(failure -> {
            LOG.warn(
                    "platform {} stays switched off on this node only",
                    line.platform().id(),
                    failure);
            return null;
        });
    }

    /** Records, again and again if need be, until the try has lapsed: what was answered should not be asked again. */
    private CompletionStage<Void> record(Action due, Action begun, Enforcer.Ending ending, Enforcer.Try planned) {
        return called(() -> outbox.record(
                        partition,
                        begun,
                        ending.state(),
                        ending.status(),
                        ending.detail(),
                        ending.retryAt(),
                        Watch.firstLook(begun, ending, policy.get(), clock.instant()),
                        clock.instant()))
                .handle((done, failure) -> {
                    if (failure == null) {
                        told.recorded(due, begun, ending);
                        return CompletableFuture.<Void>completedFuture(null);
                    }
                    if (!clock.instant().isBefore(planned.lapsesAt())) {
                        return CompletableFuture.<Void>failedFuture(failure);
                    }
                    return pause().thenCompose(later -> record(due, begun, ending, planned));
                })
                .thenCompose(next -> next);
    }

    private CompletableFuture<Void> pause() {
        CompletableFuture<Void> over = new CompletableFuture<>();
        vertx.setTimer(settings.pollEvery().toMillis(), id -> over.complete(null));
        return over;
    }

    private void ended(Action action, Throwable failure) {
        underWay.remove(action.order().id());
        turns.ended(action);
        if (failure == null) {
            poll(); // the next one of this case may be waiting
        } else {
            warn("a try in {} was not recorded and will be begun again", failure);
        }
        pollLater();
        completeStop();
    }

    private void completeStop() {
        if (!running && stopped != null && !polling && underWay.isEmpty()) {
            stopped.tryComplete();
        }
    }

    /** Said once until it is over, not five times a second. */
    private void warn(String message, Throwable failure) {
        if (!away) {
            away = true;
            if (StoreAway.is(failure)) {
                LOG.debug(
                        "partition {} waits for Redis: {}",
                        partition,
                        StoreAway.why(failure)); // the node says it for all
            } else {
                LOG.warn(message, partition, failure);
            }
        }
    }

    private void onContext(Runnable work) {
        context.runOnContext(now -> work.run());
    }

    /** What a call throws, instead of failing its stage, fails the stage. */
    static <T> CompletionStage<T> called(Supplier<CompletionStage<T>> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
