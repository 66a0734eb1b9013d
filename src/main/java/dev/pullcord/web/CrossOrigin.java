package dev.pullcord.web;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;

/**
 * Lets pages of the platforms' own origins send events and ask by receipts from a browser (CORS), and read the answer. To any other page the
 * browser shows nothing; the request itself is judged by its token alone, for a panic is not refused for its origin.
 */
final class CrossOrigin {
    private static final List<String> PATHS = List.of("/v1/events", "/v1/receipts/*");
    private static final String REMEMBER = "7200"; // seconds; the most that Chromium takes

    private CrossOrigin() {}

    /** @param origins as browsers say them, {@code https://app.example} */
    static void allow(Router router, Set<String> origins) {
        Handler<RoutingContext> named = ctx -> {
            String origin = ctx.request().getHeader("origin");
            ctx.response().putHeader("vary", "Origin");
            if (origin != null && origins.contains(origin)) {
                HttpServerResponse response = ctx.response()
                        .putHeader("access-control-allow-origin", origin)
                        .putHeader("access-control-expose-headers", "retry-after");
                if (ctx.request().getHeader("access-control-request-method") != null) {
                    response.putHeader("access-control-allow-methods", "GET, POST")
                            .putHeader("access-control-allow-headers", "authorization, content-type, idempotency-key")
                            .putHeader("access-control-max-age", REMEMBER);
                }
            }
            ctx.next();
        };
        if (!origins.isEmpty()) {
            for (String path : PATHS) {
                router.get(path).handler(named);
                router.post(path).handler(named);
                router.options(path).handler(named);
            }
        }
    }
}
