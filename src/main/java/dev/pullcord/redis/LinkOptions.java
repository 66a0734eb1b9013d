package dev.pullcord.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SocketOptions.KeepAliveOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.protocol.ProtocolVersion;
import java.time.Duration;

/** How the connection behaves: nothing waits for ever, and nothing is sent twice. */
final class LinkOptions {
    private static final Duration TOPOLOGY_REFRESH = Duration.ofSeconds(15);

    private LinkOptions() {}

    static ClientOptions of(RedisSettings settings) {
        return options(settings, ClientOptions.builder()).build();
    }

    private static ClientOptions.Builder options(RedisSettings settings, ClientOptions.Builder builder) {
        // REJECT_COMMANDS also fails what was under way when the connection broke, instead of sending it again.
        builder.protocolVersion(ProtocolVersion.RESP3)
                .autoReconnect(true)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(settings.requestQueueSize())
                .timeoutOptions(TimeoutOptions.enabled(settings.commandTimeout()))
                .publishOnScheduler(false)
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(RedisLink.CONNECT_TIMEOUT)
                        .tcpNoDelay(true)
                        .keepAlive(KeepAliveOptions.builder()
                                .enable()
                                .idle(Duration.ofSeconds(15))
                                .interval(Duration.ofSeconds(5))
                                .count(3)
                                .build())
                        .build());
        settings.caFile()
                .ifPresent(ca -> builder.sslOptions(SslOptions.builder()
                        .jdkSslProvider()
                        .trustManager(ca.toFile())
                        .build()));
        return builder;
    }

    static ClusterClientOptions ofCluster(RedisSettings settings) {
        return ClusterClientOptions.builder(
                        options(settings, ClientOptions.builder()).build())
                .topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
                        .enablePeriodicRefresh(TOPOLOGY_REFRESH)
                        .adaptiveRefreshTriggersTimeout(Duration.ofSeconds(1))
                        .build())
                .build();
    }
}
