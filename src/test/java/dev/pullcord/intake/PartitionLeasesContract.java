package dev.pullcord.intake;

import static dev.pullcord.review.Ground.now;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What all leases do. */
public abstract class PartitionLeasesContract {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(40);
    private static final Partition ZERO = new Partition("tandem", 0);
    private static final Partition ONE = new Partition("tandem", 1);

    /** With nobody holding anything. */
    protected abstract PartitionLeases leases();

    @Test
    void aLeaseIsOneNodesUntilItIsGivenBack() {
        assertThat(hold(ZERO, "a", LONG)).isTrue();
        assertThat(hold(ZERO, "a", LONG)).isTrue();
        assertThat(hold(ZERO, "b", LONG)).isFalse();
        assertThat(hold(ONE, "b", LONG)).isTrue();
        assertThat(now(leases().holders(List.of(ZERO, ONE, new Partition("tandem", 2)))))
                .isEqualTo(Map.of(ZERO, "a", ONE, "b"));

        now(leases().release(ZERO, "b"));
        assertThat(hold(ZERO, "b", LONG)).isFalse();
        now(leases().release(ZERO, "a"));
        assertThat(hold(ZERO, "b", LONG)).isTrue();
    }

    @Test
    void aSilentNodesLeaseRunsOut() {
        assertThat(hold(ZERO, "a", SHORT)).isTrue();

        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> hold(ZERO, "b", LONG));

        assertThat(hold(ZERO, "a", LONG)).isFalse();
    }

    @Test
    void ofManyWhoWantItOneHoldsIt() {
        List<CompletableFuture<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            all.add(leases().hold(ZERO, "node-" + i, LONG).toCompletableFuture());
        }
        assertThat(all.stream().filter(f -> now(f))).hasSize(1);
    }

    @Test
    void livingNodesAreCounted() {
        assertThat(now(leases().heartbeat("a", LONG))).isEqualTo(1);
        assertThat(now(leases().heartbeat("b", LONG))).isEqualTo(2);
        assertThat(now(leases().heartbeat("a", LONG))).isEqualTo(2);

        now(leases().leave("b"));

        assertThat(now(leases().heartbeat("a", LONG))).isEqualTo(1);
    }

    @Test
    void aSilentNodeIsCountedNoMore() {
        now(leases().heartbeat("a", SHORT));

        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> now(leases().heartbeat("b", LONG)) == 1);
    }

    private boolean hold(Partition partition, String node, Duration lease) {
        return now(leases().hold(partition, node, lease));
    }
}
