package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ContendedTest {
    private final AtomicInteger tries = new AtomicInteger();

    private CompletableFuture<String> doneAtTry(int which) {
        return Contended.until(
                        "a step",
                        () -> CompletableFuture.completedFuture(
                                tries.incrementAndGet() == which ? Optional.of("done") : Optional.<String>empty()))
                .toCompletableFuture();
    }

    @Test
    void aStepThatWinsAtOnceIsDoneOnce() {
        assertThat(doneAtTry(1).join()).isEqualTo("done");
        assertThat(tries).hasValue(1);
    }

    @Test
    void aStepThatLosesIsTriedAgain() {
        assertThat(doneAtTry(12).join()).isEqualTo("done");
        assertThat(tries).hasValue(12);
    }

    @Test
    void aStepThatLosesEveryTimeIsGivenUpAndSaysSo() {
        assertThatThrownBy(doneAtTry(1_000)::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(Contended.class)
                .hasMessageContaining("a step was overtaken 100 times");
    }

    @Test
    void whatFailsIsNotTriedAgain() {
        assertThatThrownBy(Contended.until("a step", () -> {
                            tries.incrementAndGet();
                            return CompletableFuture.<Optional<String>>failedFuture(
                                    new IllegalStateException("broken"));
                        })
                        .toCompletableFuture()::join)
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThat(tries).hasValue(1);
    }
}
