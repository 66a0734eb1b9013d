package dev.pullcord.redis;

import java.util.ArrayList;
import java.util.List;

/** What about a Redis makes an acknowledged write unsafe, read off its INFO. */
final class DurabilityCheck {
    private DurabilityCheck() {}

    /**
     * @param info the whole of INFO
     * @param appendfsync as CONFIG GET has it, empty if unknown
     */
    static List<String> of(String info, String appendfsync) {
        List<String> warnings = new ArrayList<>();
        if (!readsAof(info)) {
            warnings.add("Redis has appendonly off: a restart of Redis loses accepted reports. Set `appendonly yes`");
        } else if (appendfsync.equals("everysec")) {
            warnings.add(
                    "Redis has appendfsync everysec: a power cut loses the last second or two of accepted reports");
        } else if (appendfsync.equals("no")) {
            warnings.add("Redis has appendfsync no: a power cut loses accepted reports. Set `appendfsync always`");
        }
        String policy = value(info, "maxmemory_policy");
        boolean limited = !"0".equals(value(info, "maxmemory"));
        if (limited && !policy.isEmpty() && !policy.equals("noeviction")) {
            warnings.add("Redis has maxmemory-policy " + policy
                    + ": when full it drops reports and cases in silence. Set `maxmemory-policy noeviction`");
        }
        return warnings;
    }

    /** @param info the whole of INFO, or its part on persistence */
    static boolean readsAof(String info) {
        return !"0".equals(value(info, "aof_enabled"));
    }

    private static String value(String info, String field) {
        return info.lines()
                .filter(line -> line.startsWith(field + ":"))
                .map(line -> line.substring(field.length() + 1).strip())
                .findFirst()
                .orElse("");
    }
}
