package dev.pullcord.redis;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * How a Redis says it is.
 *
 * @param memory bytes used
 * @param limit bytes it may use; 0 for no limit
 * @param aofWell whether its last write to disk and its last rewrite went well, as far as it says; one without AOF is well
 * @param delayedFsyncs how often an fsync was still running when the next was due, since it started
 * @param replicas that are connected
 */
public record RedisVitals(long memory, long limit, boolean aofWell, long delayedFsyncs, long replicas) {
    static RedisVitals of(String info) {
        Map<String, String> fields = info.lines()
                .filter(line -> line.contains(":"))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf(':')),
                        line -> line.substring(line.indexOf(':') + 1).strip(),
                        (first, second) -> first));
        return new RedisVitals(
                number(fields, "used_memory"),
                number(fields, "maxmemory"),
                fields.getOrDefault("aof_last_write_status", "ok").equals("ok")
                        && fields.getOrDefault("aof_last_bgrewrite_status", "ok")
                                .equals("ok"),
                number(fields, "aof_delayed_fsync"),
                number(fields, "connected_slaves"));
    }

    RedisVitals and(RedisVitals other) {
        return new RedisVitals(
                memory + other.memory,
                limit + other.limit,
                aofWell && other.aofWell,
                delayedFsyncs + other.delayedFsyncs,
                replicas + other.replicas);
    }

    private static long number(Map<String, String> fields, String name) {
        String value = fields.getOrDefault(name, "0");
        return value.matches("[0-9]{1,18}") ? Long.parseLong(value) : 0;
    }
}
