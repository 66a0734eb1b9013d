package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.MeetingEvent;
import dev.pullcord.intake.Rosters;
import dev.pullcord.intake.RostersContract;
import dev.pullcord.review.Ground;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisRostersIT extends RostersContract {
    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    private final String prefix = RedisGround.prefix();
    private final Rosters rosters =
            RedisGround.store(redis.link(), prefix, Clock.systemUTC()).rosters();

    @Override
    protected Rosters rosters() {
        return rosters;
    }

    @Test
    void itsMembersAreKeptAsLongAsTheMeetingItself() {
        apply(event(MeetingEvent.Kind.JOINED, "ann", 1));
        Keys keys = new Keys(prefix);
        Ground.now(redis.commands().pexpire(keys.roster(partition, meeting), 60_000));

        apply(event(MeetingEvent.Kind.STARTED, "", 2)); // speaks of no member

        assertThat(Ground.now(redis.commands().pttl(keys.roster(partition, meeting))))
                .isGreaterThan(Duration.ofDays(29).toMillis());
    }
}
