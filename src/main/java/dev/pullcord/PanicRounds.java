package dev.pullcord;

import dev.pullcord.intake.Intake;
import dev.pullcord.intake.StoreAway;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings journaled panics into the log, every second. */
final class PanicRounds {
    private static final Logger LOG = LoggerFactory.getLogger(PanicRounds.class);
    private static final Duration DRAIN_EVERY = Duration.ofSeconds(1);

    private PanicRounds() {}

    /** One round after the other, a pause between them: a Redis that hangs must not make them pile up. */
    static void begin(Vertx vertx, Intake intake, PanicsWaiting panics) {
        vertx.setTimer(DRAIN_EVERY.toMillis(), tick -> {
            panics.bearable(); // its minute begins when they begin to wait, not when somebody first asks
            Future.fromCompletionStage(drainOnce(intake)).onComplete(done -> begin(vertx, intake, panics));
        });
    }

    private static CompletionStage<?> drainOnce(Intake intake) {
        try {
            return intake.drain().whenComplete((drained, failure) -> {
                if (failure != null) {
                    LOG.warn(
                            "the panic journal cannot be drained and is tried again",
                            StoreAway.is(failure) ? null : failure);
                } else if (drained.settled() + drained.damaged() + drained.putAside() > 0) {
                    LOG.info(
                            "the panic journal gave {} to the log, {} wait, {} were put aside, {} lines are damaged",
                            drained.settled(),
                            drained.left(),
                            drained.putAside(),
                            drained.damaged());
                } else if (drained.left() > 0) {
                    LOG.warn("the panic journal keeps {} that the log does not take", drained.left());
                }
            });
        } catch (RuntimeException stopping) {
            return CompletableFuture.failedFuture(stopping); // the journal is closed: the service is ending
        }
    }
}
