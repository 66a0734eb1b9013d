package dev.pullcord.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.enforcement.Connections.Connection;
import dev.pullcord.intake.Platform;
import dev.pullcord.plugin.ActionRequest;
import dev.pullcord.plugin.ActionResult;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Capability;
import dev.pullcord.plugin.Connector;
import dev.pullcord.plugin.ConnectorContext;
import dev.pullcord.plugin.ConnectorFactory;
import dev.pullcord.plugin.Health;
import dev.pullcord.plugin.Inbound;
import dev.pullcord.plugin.InboundEvent;
import dev.pullcord.plugin.RawRequest;
import dev.pullcord.plugin.Target;
import dev.pullcord.wire.ConnectorJson;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** A meeting system's own connector, and the callback beside it. */
class ConnectorsTest {
    private static final Platform BOTH = platform("call", Optional.of("there"));

    private final Told own = new Told("call", ActionType.REMOVE_PARTICIPANT);
    private final Told callback = new Told("generic", ActionType.REMOVE_PARTICIPANT, ActionType.SUSPEND_ACCOUNT);
    private final OnePlatform platforms = new OnePlatform(BOTH);
    private final Connectors connectors = new Connectors(
            List.of(own, callback),
            Map.of(),
            platforms,
            new ConnectorJson(),
            Clock.systemUTC(),
            Runnable::run,
            DispatchSettings.DEFAULT);

    private static Platform platform(String connector, Optional<String> callback) {
        return new Platform("tandem", 1, "c2VjcmV0", connector, callback, Optional.of("s"), Map.of("key", "own"));
    }

    private ActionResult.Status ask(Platform platform, ActionType type) {
        return connectors
                .line(platform)
                .ask(new ActionRequest(
                        "a1",
                        1,
                        "c1",
                        type,
                        Target.account("acc"),
                        "harassment",
                        Optional.empty(),
                        Instant.now().plusSeconds(10)))
                .toCompletableFuture()
                .join()
                .status();
    }

    @Test
    void whatTheMeetingSystemDoesNotOfferGoesToTheCallback() {
        assertThat(ask(BOTH, ActionType.REMOVE_PARTICIPANT)).isEqualTo(ActionResult.Status.DONE);
        assertThat(ask(BOTH, ActionType.SUSPEND_ACCOUNT)).isEqualTo(ActionResult.Status.DONE);
        assertThat(ask(BOTH, ActionType.HOLD_PAYOUT)).isEqualTo(ActionResult.Status.UNSUPPORTED);

        assertThat(own.asked).containsExactly(ActionType.REMOVE_PARTICIPANT);
        assertThat(callback.asked).containsExactly(ActionType.SUSPEND_ACCOUNT);
        assertThat(own.config).containsExactly(Map.entry("key", "own"));
        assertThat(callback.config).containsOnlyKeys("callback", "secret");
    }

    @Test
    void aCallbackThatCannotBeSetUpKeepsNobodyFromActingInTheCall() {
        callback.broken = true;

        assertThat(ask(BOTH, ActionType.REMOVE_PARTICIPANT)).isEqualTo(ActionResult.Status.DONE);
        assertThat(ask(BOTH, ActionType.SUSPEND_ACCOUNT)).isEqualTo(ActionResult.Status.UNSUPPORTED);
    }

    @Test
    void aConnectorThatCannotBeSetUpIsDownAndSaysWhy() {
        own.broken = true;

        assertThat(connectors.line(BOTH).fault())
                .hasValueSatisfying(why -> assertThat(why).contains("call cannot be set up", "key: is wrong"));
        assertThat(ways(BOTH))
                .singleElement()
                .satisfies(one -> assertThat(one.health().state()).isEqualTo(Health.State.DOWN));
    }

    @Test
    void eachWayIsShownWithWhatItIsAskedFor() {
        List<Connection> ways = ways(BOTH);

        assertThat(ways).extracting(Connection::connector).containsExactly("call", "generic");
        assertThat(ways.get(0).tells()).isTrue();
        assertThat(ways.get(1).capabilities())
                .extracting(Capability::action)
                .as("what the first does is not asked of it")
                .containsExactly(ActionType.SUSPEND_ACCOUNT);
    }

    @Test
    void whoOnlyAsksTurnsNothingBack() {
        Platform before = platform("generic", Optional.of("there"));
        connectors.seen(BOTH);

        ways(before);

        assertThat(connectors.of(before)).as("another connector's webhooks").isEmpty();
        assertThat(connectors.of(BOTH)).isPresent();
        assertThat(own.closed).isZero();
    }

    @Test
    void aCallbackThatWantsNothingMoreLeavesTheMeetingSystem() {
        ask(BOTH, ActionType.REMOVE_PARTICIPANT);

        connectors.switchOff(BOTH).toCompletableFuture().join();

        Platform after = platforms.get();
        assertThat(after.callbackUrl()).isEmpty();
        assertThat(ask(after, ActionType.REMOVE_PARTICIPANT)).isEqualTo(ActionResult.Status.DONE);
        assertThat(ask(after, ActionType.SUSPEND_ACCOUNT)).isEqualTo(ActionResult.Status.UNSUPPORTED);
    }

    private List<Connection> ways(Platform platform) {
        return connectors.ways(platform).toCompletableFuture().join();
    }

    /** A connector that does what it offers, and remembers what it was told. */
    private static final class Told implements ConnectorFactory, Connector {
        private final String name;
        private final Set<ActionType> offers;
        private final List<ActionType> asked = new ArrayList<>();
        private Map<String, String> config = Map.of();
        private boolean broken;
        private int closed;

        Told(String name, ActionType... offers) {
            this.name = name;
            this.offers = Set.of(offers);
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public int spiVersion() {
            return ConnectorFactory.SPI_VERSION;
        }

        @Override
        public Connector create(ConnectorContext context) {
            if (broken) {
                throw new IllegalArgumentException("key: is wrong");
            }
            config = context.config();
            return this;
        }

        @Override
        public Set<Capability> capabilities() {
            return Set.copyOf(offers.stream()
                    .map(type -> new Capability(type, Capability.Support.NATIVE, Optional.empty()))
                    .toList());
        }

        @Override
        public CompletionStage<ActionResult> act(ActionRequest request) {
            asked.add(request.type());
            return CompletableFuture.completedFuture(
                    ActionResult.answered(ActionResult.Status.DONE, Optional.empty(), Duration.ZERO));
        }

        @Override
        public Optional<Inbound> inbound() {
            return name.equals("generic")
                    ? Optional.empty()
                    : Optional.of(new Inbound() {
                        @Override
                        public Verification verify(RawRequest request, Instant now) {
                            return Verification.genuine("none", Optional.empty());
                        }

                        @Override
                        public List<InboundEvent> decode(RawRequest request) {
                            return List.of();
                        }
                    });
        }

        @Override
        public CompletionStage<Health> check() {
            return CompletableFuture.completedFuture(Health.up());
        }

        @Override
        public CompletionStage<Void> close() {
            closed++;
            return CompletableFuture.completedFuture(null);
        }
    }
}
