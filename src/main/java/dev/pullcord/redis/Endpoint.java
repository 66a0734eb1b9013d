package dev.pullcord.redis;

import java.util.Objects;

/**
 * Where an embedded Redis answers, and what opens it.
 *
 * @param host always a loopback address
 * @param port the port it listens on
 * @param user the ACL user of the service
 * @param password generated at each start, never logged
 */
public record Endpoint(String host, int port, String user, String password) {
    public Endpoint {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port must be 1 to 65535, not " + port);
        }
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
