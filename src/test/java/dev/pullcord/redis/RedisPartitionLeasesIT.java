package dev.pullcord.redis;

import dev.pullcord.intake.PartitionLeases;
import dev.pullcord.intake.PartitionLeasesContract;
import java.time.Clock;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisPartitionLeasesIT extends PartitionLeasesContract {
    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    private final String prefix = RedisGround.prefix();
    private final PartitionLeases leases =
            RedisGround.store(redis.link(), prefix, Clock.systemUTC()).leases();

    @Override
    protected PartitionLeases leases() {
        return leases;
    }
}
