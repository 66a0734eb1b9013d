package dev.pullcord.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.Platform;
import dev.pullcord.review.InMemoryPolicies;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Policies.Stored;
import dev.pullcord.review.Role;
import dev.pullcord.wire.PolicyCodec;
import dev.pullcord.wire.PolicyDocument;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PolicyWatchTest {
    private static final Instant NOW = Instant.parse("2026-11-02T09:00:00Z");
    private static final Platform ACME =
            new Platform("acme", 4, "c2VjcmV0", "generic", Optional.empty(), Optional.empty());
    private static final Moderator ANN = new Moderator("ann", "acme", "Ann", Role.LEAD);
    private static final Moderator BEN = new Moderator("ben", "acme", "Ben", Role.LEAD);
    private static final String US = "us-2026-11-01";

    private final Vertx vertx = Vertx.vertx();
    private final InMemoryPolicies policies = new InMemoryPolicies();
    private final PolicyWatch watch = new PolicyWatch(new OnePlatform(ACME), policies, PolicyCodec.defaults());

    @AfterEach
    void close() throws Exception {
        done(watch.stop());
        done(vertx.close());
    }

    @Test
    void thePackOfTheInstallationHoldsUntilAnotherIsPutInForce() throws Exception {
        done(watch.start(vertx.getOrCreateContext(), Duration.ofMillis(5)));
        assertThat(watch.of("acme").version()).isEqualTo("default-2026-11-01");

        putInForce(US, PolicyCodec.pack("us").whole());

        Awaitility.await().until(() -> watch.of("acme").version().equals(US));
        assertThat(watch.of("another").version()).isEqualTo("default-2026-11-01");
    }

    @Test
    void aPolicyThatCannotBeReadLeavesTheOneInForce() throws Exception {
        putInForce(US, PolicyCodec.pack("us").whole());
        done(watch.start(vertx.getOrCreateContext(), Duration.ofMillis(5)));

        putInForce("odd", "{\"version\":\"odd\"}");
        PolicyDocument mine = PolicyCodec.document("base: us-2026-11-01\nversion: mine", PolicyCodec::shipped);
        Awaitility.await()
                .during(Duration.ofMillis(50))
                .until(() -> watch.of("acme").version().equals(US));
        putInForce("mine", mine.whole());

        Awaitility.await().until(() -> watch.of("acme").version().equals("mine"));
    }

    @Test
    void aNodeThatStartsWithAPolicyItCannotReadTakesTheLastGoodOne() throws Exception {
        putInForce(US, PolicyCodec.pack("us").whole());
        putInForce("odd", "{\"version\":\"odd\"}");

        done(watch.start(vertx.getOrCreateContext(), Duration.ofMinutes(5)));

        assertThat(watch.of("acme").version()).isEqualTo(US);
    }

    private void putInForce(String version, String whole) {
        Optional<String> before =
                policies.standing("acme").toCompletableFuture().join().active();
        policies.add(ACME, new Stored(version, "a".repeat(64), whole, "ann", NOW), ANN);
        policies.propose(ACME, version, ANN, NOW, NOW.plusSeconds(60));
        policies.activate(ACME, version, BEN, before, NOW);
    }

    private static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
