package dev.pullcord.web;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * The console's files: the same for everybody, so they hold nothing that anybody may not see. An address below
 * {@code /console/} that is no file's is one of the console's own pages.
 */
final class Console {
    private static final String AT = ConsoleFiles.AT;
    /**
     * Scripts, styles and calls from here alone, nothing inline, nobody frames it. What shows evidence is the platform's own
     * viewer, in a frame that may do nothing but show.
     */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; worker-src 'self'; frame-src https: http://localhost:* http://127.0.0.1:*; "
                    + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private Console() {}

    /** Has these routes serve it. */
    static void serve(Router router) {
        ConsoleFiles files = ConsoleFiles.built();
        router.get("/").handler(Console::moved);
        router.get("/console").handler(Console::moved);
        router.get(AT + "*").handler(Console::guard).handler(ctx -> page(ctx, files));
    }

    private static void moved(RoutingContext ctx) {
        if (ctx.request().path().equals(AT)) { // to Vert.x the same address
            ctx.next();
        } else {
            ctx.response().setStatusCode(303).putHeader("location", AT).end();
        }
    }

    private static void guard(RoutingContext ctx) {
        HttpServerResponse response = ctx.response();
        response.putHeader("content-security-policy", POLICY)
                .putHeader("referrer-policy", "no-referrer")
                .putHeader("permissions-policy", "camera=(), microphone=(), geolocation=()")
                .putHeader("cross-origin-opener-policy", "same-origin");
        ctx.next();
    }

    /** Where no file has this name, its script knows which page it is; unless it was to be a file. */
    private static void page(RoutingContext ctx, ConsoleFiles files) {
        String path = ctx.normalizedPath();
        if (!files.sent(ctx)) {
            if (path.matches(AT + "(vendor/|at-[0-9a-f]+/).*|.*\\.(js|css|ftl|svg|html|txt)")) {
                ctx.next();
            } else {
                files.sendShell(ctx);
            }
        }
    }
}
