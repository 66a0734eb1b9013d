package dev.pullcord.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the contracts of the ground's ports share: an empty ground of four partitions, whose chains hold in the end. */
public abstract class GroundContract {
    protected static final Instant T0 = Events.T0;
    protected Ground ground;

    /** One with nothing in it. */
    protected abstract Ground empty();

    @BeforeEach
    void begin() {
        ground = empty();
    }

    @AfterEach
    void everyChainVerifies() {
        assertThat(ground.auditFaults()).isEmpty();
    }

    protected static <T> T now(java.util.concurrent.CompletionStage<T> stage) {
        return Ground.now(stage);
    }
}
