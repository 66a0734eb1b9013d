package dev.pullcord.redis;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version of a Redis, or of the Redis that a Valkey is compatible with. 6.2 is the oldest that Pullcord speaks. */
record RedisVersion(int major, int minor, int patch) implements Comparable<RedisVersion> {
    static final RedisVersion OLDEST = new RedisVersion(6, 2, 0);

    private static final Pattern FROM_BINARY = Pattern.compile("(?:Redis|Valkey) server v=(\\d+)\\.(\\d+)\\.(\\d+)");
    private static final Pattern FROM_INFO = Pattern.compile("(?m)^redis_version:(\\d+)\\.(\\d+)\\.(\\d+)");
    private static final Pattern PLAIN = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+)");

    /** From the first line that {@code redis-server --version} prints. */
    static Optional<RedisVersion> ofBinary(String printed) {
        return first(FROM_BINARY, printed);
    }

    /** From {@code INFO server}. */
    static Optional<RedisVersion> ofInfo(String info) {
        return first(FROM_INFO, info);
    }

    /** From {@link #toString()}. */
    static Optional<RedisVersion> parse(String text) {
        Matcher m = PLAIN.matcher(text.strip());
        return m.matches() ? Optional.of(of(m)) : Optional.empty();
    }

    /** @throws IllegalStateException if that Redis is older than 6.2 or does not say its version */
    static void require(String info) {
        RedisVersion version = ofInfo(info)
                .orElseThrow(() -> new IllegalStateException("this server does not say which version of Redis it is"));
        if (version.compareTo(OLDEST) < 0) {
            throw new IllegalStateException("Redis " + version + " is too old: Pullcord needs 6.2 or newer");
        }
    }

    private static Optional<RedisVersion> first(Pattern pattern, String text) {
        Matcher m = pattern.matcher(text);
        return m.find() ? Optional.of(of(m)) : Optional.empty();
    }

    private static RedisVersion of(Matcher m) {
        return new RedisVersion(
                Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)), Integer.parseInt(m.group(3)));
    }

    @Override
    public int compareTo(RedisVersion other) {
        int byMajor = Integer.compare(major, other.major);
        int byMinor = Integer.compare(minor, other.minor);
        return byMajor != 0 ? byMajor : byMinor != 0 ? byMinor : Integer.compare(patch, other.patch);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
