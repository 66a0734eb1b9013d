package dev.pullcord.redis;

import io.lettuce.core.RedisURI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the url of an external Redis. */
final class RedisAddresses {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[?[0-9A-Fa-f:.%]+]?");

    private RedisAddresses() {}

    /**
     * One address for a single server or a set of Sentinels, several for the seeds of a Cluster.
     *
     * @throws IllegalArgumentException if the url cannot be read; the message never repeats it, since it may carry a
     *     password
     */
    static List<RedisURI> of(RedisSettings settings) {
        String url = settings.url().orElseThrow(() -> new IllegalArgumentException("redis.url is not set"));
        List<RedisURI> uris = new ArrayList<>();
        for (String part : split(url.strip())) {
            RedisURI uri = read(part.strip());
            if (uri.getSocket() != null) {
                throw new IllegalArgumentException("redis.url cannot be a socket: use redis:// or rediss://");
            }
            settings.password().ifPresent(password -> {
                if (settings.user().isPresent()) {
                    uri.setAuthentication(settings.user().get(), password);
                } else {
                    uri.setAuthentication(password);
                }
            });
            uris.add(uri);
        }
        boolean sentinel = uris.stream().anyMatch(uri -> !uri.getSentinels().isEmpty());
        if (sentinel && settings.cluster()) {
            throw new IllegalArgumentException("redis.url names Sentinels and redis.cluster is set: choose one");
        }
        if ((settings.cluster() || uris.size() > 1) && uris.stream().anyMatch(uri -> uri.getDatabase() != 0)) {
            throw new IllegalArgumentException("redis.url names a database, but a Cluster has only 0");
        }
        if (settings.caFile().isPresent() && uris.stream().noneMatch(RedisURI::isSsl)) {
            throw new IllegalArgumentException("redis.caFile is set, but redis.url is not rediss://");
        }
        return List.copyOf(uris);
    }

    private static RedisURI read(String address) {
        RedisURI uri;
        try {
            uri = RedisURI.create(address);
        } catch (RuntimeException mayRepeatThePassword) {
            throw unreadable();
        }
        // What cannot be taken apart is left whole as the host, password and all: it would be shown as unreachable.
        Stream<RedisURI> hosts = uri.getSentinels().isEmpty() ? Stream.of(uri) : uri.getSentinels().stream();
        if (uri.getSocket() == null
                && !hosts.map(RedisURI::getHost)
                        .allMatch(host -> host != null && HOST.matcher(host).matches())) {
            throw unreadable();
        }
        return uri;
    }

    private static IllegalArgumentException unreadable() {
        return new IllegalArgumentException(
                "redis.url must be redis://, rediss://, redis-sentinel:// or rediss-sentinel:// and host:port");
    }

    /** Commas separate the seeds of a Cluster; those within a Sentinel address belong to it. */
    private static List<String> split(String url) {
        if (url.startsWith("redis-sentinel:") || url.startsWith("rediss-sentinel:")) {
            return List.of(url);
        }
        return List.of(url.split(","));
    }
}
