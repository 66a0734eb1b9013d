package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pullcord.review.Moderator;
import dev.pullcord.review.People;
import dev.pullcord.review.PeopleContract;
import dev.pullcord.review.Role;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisPeopleIT extends PeopleContract {
    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    private final String prefix = RedisGround.prefix();
    private final People people =
            RedisGround.store(redis.link(), prefix, Clock.systemUTC()).people();

    @Override
    protected People people() {
        return people;
    }

    /** It burned: the link was taken in one step, and the token made in another that could fail. */
    @Test
    void anInvitationStaysGoodWhenItsTokenCannotBeKept() {
        Moderator ann = new Moderator("m-1", "tandem", "Ann", Role.SENIOR);
        Instant now = Instant.parse("2026-03-01T12:00:00Z");
        people.add(ann).toCompletableFuture().join();
        people.invite("c1", "m-1", now.plusSeconds(60), now)
                .toCompletableFuture()
                .join();
        String tokens = new Keys(prefix).tokens();
        redis.link().commands().set(tokens, "not a hash").toCompletableFuture().join();

        assertThatThrownBy(() -> people.redeem("c1", Optional.of("t1"), now)
                        .toCompletableFuture()
                        .join())
                .hasMessageContaining("WRONGTYPE");

        redis.link().commands().del(tokens).toCompletableFuture().join();
        assertThat(people.redeem("c1", Optional.of("t1"), now)
                        .toCompletableFuture()
                        .join())
                .contains(ann);
        assertThat(people.findByToken("t1")
                        .toCompletableFuture()
                        .join()
                        .map(bearer -> bearer.person().moderator()))
                .contains(ann);
    }
}
