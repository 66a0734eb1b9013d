package dev.pullcord.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pullcord.connectors.generic.NastyReceiver;
import dev.pullcord.enforcement.Action;
import dev.pullcord.intake.Platform;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Role;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the outbox to a callback that misbehaves, through the connector as it is installed. */
class DispatchToCallbackIT {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final NastyReceiver receiver = new NastyReceiver();
    private final Set<String> effects = ConcurrentHashMap.newKeySet();
    private DispatchBench bench;

    @BeforeEach
    void build() {
        bench = bench("true");
    }

    @AfterEach
    void clear() {
        bench.close();
        receiver.close();
    }

    @Test
    void aReceiverThatMisbehavesInEveryWayAndRecoversGetsTheActionOnceInEffect() {
        List<NastyReceiver.Mood> moods = List.of(
                NastyReceiver.says(500, "oops"),
                receiver.hangs(),
                NastyReceiver.resets(),
                NastyReceiver.says(200, "<html>welcome</html>"),
                NastyReceiver.says(200, "x".repeat(1_000_000)),
                receiver.drips(),
                NastyReceiver.says(302, "", "Location: http://127.0.0.1:1/"),
                NastyReceiver.says(503, "", "Retry-After: 30"),
                this::actsAndCrashes,
                this::acts);
        receiver.mood(
                (request, socket) -> moods.get(receiver.received().size() - 1).answer(request, socket));
        bench.started();
        String id = bench.order(ActionType.REMOVE_PARTICIPANT).get(0);

        for (int tries = 1; tries < moods.size(); tries++) {
            bench.untilTried(id, tries);
            bench.clock.move(Duration.ofSeconds(60));
        }
        Action action = bench.until(id, Action.State.ANSWERED);

        assertThat(bench.statuses(id))
                .containsExactly(
                        "failed",
                        "unknown",
                        "unknown",
                        "unknown",
                        "unknown",
                        "unknown",
                        "failed",
                        "failed",
                        "unknown",
                        "already_done");
        assertThat(action.tries()).isEqualTo(10);
        assertThat(receiver.receivedIds()).containsOnly(id).hasSize(10);
        assertThat(effects).containsExactly(id);
    }

    @Test
    void aReceiverThatNeverRecoversLeavesTheActionParkedUntilAPersonRetriesIt() {
        receiver.mood(NastyReceiver.says(500, ""));
        bench.started();
        String id = bench.order(ActionType.SUSPEND_ACCOUNT).get(0);
        for (int tries = 1; tries < 12; tries++) {
            bench.untilTried(id, tries);
            bench.clock.move(Duration.ofSeconds(60));
        }
        Action parked = bench.until(id, Action.State.FAILED);
        assertThat(parked.lastDetail()).contains("given up after 12 tries: answered 500");
        assertThat(bench.outbox
                        .inState(bench.platforms.get(), Action.State.FAILED, Optional.empty(), 10)
                        .toCompletableFuture()
                        .join()
                        .items())
                .extracting(a -> a.order().id())
                .containsExactly(id);

        receiver.mood(this::acts);
        Moderator lead = new Moderator("m1", "tandem", "Lea", Role.LEAD);
        bench.outbox.retry(bench.platforms.get(), id, lead, bench.clock.instant());

        assertThat(bench.until(id, Action.State.ANSWERED).lastStatus()).contains("done");
        assertThat(receiver.receivedIds()).containsOnly(id);
    }

    @Test
    void aReceiverThatIsGoneIsLeftAlone() {
        receiver.mood(NastyReceiver.says(410, ""));
        bench.started();
        String first = bench.order(ActionType.WARN).get(0);
        bench.until(first, Action.State.FAILED);
        await().until(() -> bench.platforms.get().callbackUrl().isEmpty());

        String second = bench.order(ActionType.WARN).get(0);

        assertThat(bench.until(second, Action.State.FAILED).lastDetail())
                .hasValueSatisfying(d -> assertThat(d).contains("callback"));
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void aCallbackOnThisMachineIsNotCalledUnlessItIsAllowed() {
        bench.close();
        bench = bench("false");
        bench.started();
        String id = bench.order(ActionType.WARN).get(0);

        assertThat(bench.until(id, Action.State.FAILED).lastDetail())
                .contains("connector generic cannot be set up: callback: plain http needs"
                        + " dispatch.allowPrivateAddresses");
        assertThat(receiver.received()).isEmpty();
    }

    private void acts(NastyReceiver.Received request, Socket socket) throws java.io.IOException, InterruptedException {
        String status = effects.add(request.headers().get("webhook-id")) ? "done" : "already_done";
        NastyReceiver.says(200, "{\"status\":\"" + status + "\"}").answer(request, socket);
    }

    /** Does what it was asked and dies before it can say so. */
    private void actsAndCrashes(NastyReceiver.Received request, Socket socket) throws java.io.IOException {
        effects.add(request.headers().get("webhook-id"));
        socket.setSoLinger(true, 0);
    }

    private DispatchBench bench(String allowPrivate) {
        Platform platform =
                new Platform("tandem", 1, "c2VjcmV0", "generic", Optional.of(receiver.url()), Optional.of(SECRET));
        return new DispatchBench(
                        Connectors.installed(Path.of("none")),
                        Map.of("generic", Map.of("allowPrivate", allowPrivate, "timeout", "PT1.5S")),
                        platform,
                        DispatchBench.quick())
                .givingUpAfter(12);
    }
}
