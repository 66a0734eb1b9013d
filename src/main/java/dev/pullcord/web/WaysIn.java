package dev.pullcord.web;

import dev.pullcord.review.PeopleDesk;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Every way in at the console, put together. */
final class WaysIn {
    private static final int WORKERS = 2; // a password costs 50 ms of one: more at once would only wait for the cores

    private final Map<String, Handler<RoutingContext>> operations = new HashMap<>();

    WaysIn(
            Vertx vertx,
            WebServer.Rooms rooms,
            WebServer.Console console,
            Access access,
            SignIn signIn,
            Optional<Provider> provider,
            PeopleDesk desk,
            Clock clock) {
        Function<RoutingContext, URI> site = SignInPage.site(console.publicUrl());
        WorkerExecutor workers = workers(vertx);
        operations.putAll(new Invitations(rooms.people(), signIn, clock).operations());
        operations.putAll(new SessionRoutes(access, signIn).operations());
        operations.putAll(new SignInPage(provider.isPresent(), site).operations());
        operations.putAll(new PasswordRoutes(
                        rooms.people(),
                        rooms.platforms(),
                        rooms.ways().credentials(),
                        new Guesses(rooms.ways().tickets()),
                        signIn,
                        new Passwords(),
                        workers,
                        clock)
                .operations());
        operations.putAll(new PasskeyRoutes(
                        rooms.people(), rooms.ways().credentials(), rooms.ways().tickets(), signIn, site, clock)
                .operations());
        operations.putAll(new ProviderRoutes(
                        provider,
                        rooms.people(),
                        desk,
                        rooms.platforms(),
                        rooms.ways().tickets(),
                        signIn,
                        workers,
                        site,
                        console.longest())
                .operations());
    }

    /** Shared by all who ask for it in this process. */
    static WorkerExecutor workers(Vertx vertx) {
        return vertx.createSharedWorkerExecutor("sign-in", WORKERS);
    }

    Map<String, Handler<RoutingContext>> operations() {
        return operations;
    }
}
