package dev.pullcord.redis;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How a Redis says it is.
 *
 * @param memory bytes used
 * @param limit bytes it may use; 0 for no limit
 * @param aof its append-only file
 * @param replicas that are connected
 * @param behind how many bytes of what it wrote the replica lacks that lacks most; 0 without any
 */
public record RedisVitals(long memory, long limit, Aof aof, long replicas, long behind) {
    private static final Pattern OFFSET = Pattern.compile("(?:^|,)offset=([0-9]{1,18})(?:,|$)");

    /**
     * The append-only file, as far as Redis says; where there is none it is well and empty.
     *
     * @param well whether the last write to disk and the last rewrite went well
     * @param delayedFsyncs how often an fsync was still running when the next was due, since Redis started
     * @param bytes how large it is
     * @param baseBytes how large it was after its last rewrite, or when Redis started
     * @param rewriting whether it is being rewritten
     */
    public record Aof(boolean well, long delayedFsyncs, long bytes, long baseBytes, boolean rewriting) {
        Aof and(Aof other) {
            return new Aof(
                    well && other.well,
                    delayedFsyncs + other.delayedFsyncs,
                    bytes + other.bytes,
                    baseBytes + other.baseBytes,
                    rewriting || other.rewriting);
        }
    }

    static RedisVitals of(String info) {
        Map<String, String> fields = info.lines()
                .filter(line -> line.contains(":"))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf(':')),
                        line -> line.substring(line.indexOf(':') + 1).strip(),
                        (first, second) -> first));
        boolean well = fields.getOrDefault("aof_last_write_status", "ok").equals("ok")
                && fields.getOrDefault("aof_last_bgrewrite_status", "ok").equals("ok");
        return new RedisVitals(
                number(fields, "used_memory"),
                number(fields, "maxmemory"),
                new Aof(
                        well,
                        number(fields, "aof_delayed_fsync"),
                        number(fields, "aof_current_size"),
                        number(fields, "aof_base_size"),
                        number(fields, "aof_rewrite_in_progress") == 1),
                number(fields, "connected_slaves"),
                behind(fields));
    }

    /** A replica is told as {@code slave0:ip=…,port=…,state=online,offset=…,lag=…}. */
    private static long behind(Map<String, String> fields) {
        long written = number(fields, "master_repl_offset");
        return fields.entrySet().stream()
                .filter(field -> field.getKey().matches("slave[0-9]+"))
                .map(field -> OFFSET.matcher(field.getValue()))
                .filter(Matcher::find)
                .mapToLong(offset -> Math.max(0, written - Long.parseLong(offset.group(1))))
                .max()
                .orElse(0);
    }

    RedisVitals and(RedisVitals other) {
        return new RedisVitals(
                memory + other.memory,
                limit + other.limit,
                aof.and(other.aof),
                replicas + other.replicas,
                Math.max(behind, other.behind));
    }

    private static long number(Map<String, String> fields, String name) {
        String value = fields.getOrDefault(name, "0");
        return value.matches("[0-9]{1,18}") ? Long.parseLong(value) : 0;
    }
}
