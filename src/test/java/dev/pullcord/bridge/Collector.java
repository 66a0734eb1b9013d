package dev.pullcord.bridge;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;

/** Takes spans, and looks at none: that there are traces is all that exemplars need. */
final class Collector implements AutoCloseable {
    private final HttpServer server;

    Collector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    /** For a service that traces every call. */
    Map<String, String> settings() {
        return Map.of(
                "PULLCORD_TRACES_ENDPOINT",
                "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces",
                "PULLCORD_TRACES_ONE_IN",
                "1");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
