package dev.pullcord.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.enforcement.Action;
import dev.pullcord.intake.Platform;
import dev.pullcord.plugin.ActionResult;
import dev.pullcord.plugin.ActionType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes wrong on this side of an action ends in sight, and holds nothing else up. */
class DispatchFaultsTest {
    private final ScriptedConnector connector = new ScriptedConnector();
    private final DispatchBench bench = new DispatchBench(
            List.of(connector),
            Map.of(),
            new Platform("tandem", 1, "c2VjcmV0", "scripted", Optional.of("there"), Optional.empty()),
            DispatchBench.quick());

    @AfterEach
    void clear() {
        bench.close();
    }

    /** It was begun again for ever, and no lead ever saw it. */
    @Test
    void aFaultOfOursParksTheActionInSight() {
        bench.pausingBy(tries -> {
            throw new IllegalStateException("a bug");
        });
        connector.answers(ActionResult.failed("answered 500", Duration.ofMillis(1)));
        bench.started();

        List<String> ids = bench.order(ActionType.WARN, ActionType.SUSPEND_ACCOUNT);

        Action parked = bench.until(ids.get(0), Action.State.FAILED);
        assertThat(parked.tries()).isEqualTo(1);
        assertThat(parked.lastDetail()).contains("this service failed on it: IllegalStateException");
        bench.until(ids.get(1), Action.State.FAILED); // and it holds nothing up
    }

    @Test
    void anActionThatThisProcessDiesOfIsParkedInTheEnd() {
        String id = bench.order(ActionType.WARN).get(0);
        for (int i = 0; i < DispatchBench.TRIES; i++) { // each begun by a process that then died
            Instant now = bench.clock.instant();
            Action due = bench.outbox
                    .due(bench.partition, now, 1)
                    .toCompletableFuture()
                    .join()
                    .get(0);
            bench.outbox.begin(bench.partition, due, now, now.plus(DispatchBench.LAPSE));
            bench.clock.move(DispatchBench.LAPSE);
        }

        bench.started();

        assertThat(bench.until(id, Action.State.FAILED).lastDetail().orElseThrow())
                .contains("the last never ended");
        assertThat(connector.asked()).isEmpty();
    }
}
