package dev.pullcord.flow;

import dev.pullcord.Traces;
import dev.pullcord.enforcement.Action;
import dev.pullcord.enforcement.Enforcer;
import dev.pullcord.plugin.ActionResult;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a platform, and waits no longer than was planned, whatever its connector does. */
final class Asking {
    /** A connector's own timeout comes first. */
    static final Duration GRACE = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(Asking.class);

    private final Enforcer enforcer;
    private final Vertx vertx;
    private final Clock clock;
    private final Traces traces;

    Asking(Enforcer enforcer, Vertx vertx, Clock clock, Traces traces) {
        this.enforcer = enforcer;
        this.vertx = vertx;
        this.clock = clock;
        this.traces = traces;
    }

    CompletionStage<ActionResult> of(Line line, Action begun, Enforcer.Try planned) {
        return traces.tried(
                begun.order().id(),
                begun.caseId(),
                begun.order().type().code(),
                line.platform().connector(),
                begun.tries(),
                () -> asked(line, begun, planned),
                result -> result.status().code());
    }

    private CompletionStage<ActionResult> asked(Line line, Action begun, Enforcer.Try planned) {
        CompletableFuture<ActionResult> answer = new CompletableFuture<>();
        Duration within = Duration.between(clock.instant(), planned.deadline());
        Duration patience = within.isNegative() ? GRACE : within.plus(GRACE);
        long guard = vertx.setTimer(patience.toMillis(), id -> {
            LOG.error(
                    "connector {} let the deadline of {} pass",
                    line.platform().connector(),
                    begun.order().id());
            answer.complete(ActionResult.unknown("no answer by the deadline", patience));
        });
        line.ask(enforcer.request(begun, planned).in(traces.parent())).thenAccept(answer::complete);
        return answer.whenComplete((result, never) -> vertx.cancelTimer(guard));
    }
}
