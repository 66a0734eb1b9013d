package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pullcord.review.Credentials;
import dev.pullcord.review.Tickets;
import dev.pullcord.review.WaysInContract;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisWaysInIT extends WaysInContract {
    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    private final String prefix = RedisGround.prefix();
    private final RedisStore store = RedisGround.store(redis.link(), prefix, Clock.systemUTC());

    @Override
    protected Credentials.Book book() {
        return store.credentials();
    }

    @Override
    protected Tickets tickets() {
        return store.tickets();
    }

    @Test
    void whoReadsTheStoreReadsNoSecret() {
        store.credentials()
                .change("m-1", c -> c.withPassword("$argon2id$x").withTotp("JBSWY3DP"))
                .toCompletableFuture()
                .join();

        String kept = redis.link()
                .commands()
                .hget(new Keys(prefix).credentials(), "m-1")
                .toCompletableFuture()
                .join();
        assertThat(kept).isNotBlank().doesNotContain("argon2id", "JBSWY3DP", "password");
    }

    @Test
    void ticketsAndCountsGoAwayByThemselves() {
        Duration soon = Duration.ofMillis(40);
        store.tickets()
                .put(Tickets.Kind.FLOW, "s", "v", soon)
                .toCompletableFuture()
                .join();
        store.tickets()
                .count(Tickets.Kind.NAME, "n", soon)
                .toCompletableFuture()
                .join();

        await().atMost(Duration.ofSeconds(5))
                .until(() -> redis.link()
                                .commands()
                                .exists(
                                        new Keys(prefix).ticket(Tickets.Kind.FLOW, "s"),
                                        new Keys(prefix).ticket(Tickets.Kind.NAME, "n"))
                                .toCompletableFuture()
                                .join()
                        == 0);
    }
}
