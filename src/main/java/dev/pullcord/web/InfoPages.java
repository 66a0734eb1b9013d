package dev.pullcord.web;

import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;

/**
 * Two pages for people who pressed: where help is to be had, and how far their note is. Their addresses and titles say nothing, they
 * store nothing, and they call nobody but this service.
 */
final class InfoPages {
    private static final String AT = "/info/";
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; "
            + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
            + "require-trusted-types-for 'script'";

    private InfoPages() {}

    /** Has these routes serve them. */
    static void serve(Router router) {
        Handler<RoutingContext> files = StaticHandler.create("info")
                .setDirectoryListing(false)
                .setIncludeHidden(false)
                .setFilesReadOnly(false);
        router.get(AT + "*").handler(InfoPages::guard).handler(files);
        router.head(AT + "*").handler(InfoPages::guard).handler(files);
    }

    private static void guard(RoutingContext ctx) {
        ctx.response()
                .putHeader("content-security-policy", POLICY)
                .putHeader("referrer-policy", "no-referrer")
                .putHeader("cache-control", "no-store") // nothing of it stays in the browser
                .putHeader("permissions-policy", "camera=(), microphone=(), geolocation=()")
                .putHeader("cross-origin-opener-policy", "same-origin");
        ctx.next();
    }
}
