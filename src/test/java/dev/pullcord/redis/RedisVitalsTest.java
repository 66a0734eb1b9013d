package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RedisVitalsTest {
    private static final String INFO = """
            # Memory
            used_memory:1048576
            maxmemory:0
            # Persistence
            aof_enabled:1
            aof_rewrite_in_progress:1
            aof_last_bgrewrite_status:ok
            aof_last_write_status:ok
            aof_current_size:5000
            aof_base_size:2000
            aof_delayed_fsync:3
            # Replication
            role:master
            connected_slaves:2
            slave0:ip=10.0.0.2,port=6379,state=online,offset=900,lag=1
            slave1:ip=10.0.0.3,port=6379,state=online,offset=400,lag=7
            master_repl_offset:1000
            """;

    @Test
    void whatInfoSaysIsRead() {
        assertThat(RedisVitals.of(INFO))
                .isEqualTo(new RedisVitals(1_048_576, 0, new RedisVitals.Aof(true, 3, 5000, 2000, true), 2, 600));
    }

    @Test
    void aWriteThatFailedIsNotWellAndOneWithoutFileIs() {
        assertThat(RedisVitals.of(INFO.replace("write_status:ok", "write_status:err"))
                        .aof()
                        .well())
                .isFalse();
        assertThat(RedisVitals.of("used_memory:7"))
                .isEqualTo(new RedisVitals(7, 0, new RedisVitals.Aof(true, 0, 0, 0, false), 0, 0));
    }

    @Test
    void mastersOfAClusterAreAddedUpAndTheWorstReplicaCounts() {
        RedisVitals both = RedisVitals.of(INFO).and(RedisVitals.of("aof_last_write_status:err\nmaxmemory:5"));

        assertThat(both)
                .isEqualTo(new RedisVitals(1_048_576, 5, new RedisVitals.Aof(false, 3, 5000, 2000, true), 2, 600));
    }
}
