package dev.pullcord.web;

import dev.pullcord.Meters;
import dev.pullcord.audit.AuditLog;
import dev.pullcord.enforcement.Notices;
import dev.pullcord.enforcement.Outbox;
import dev.pullcord.evidence.Directory;
import dev.pullcord.evidence.Keeping;
import dev.pullcord.evidence.Paperwork;
import dev.pullcord.insight.BacktestDesk;
import dev.pullcord.insight.Insights;
import dev.pullcord.insight.QualityReport;
import dev.pullcord.intake.Intake;
import dev.pullcord.intake.Links;
import dev.pullcord.intake.Platforms;
import dev.pullcord.intake.Rosters;
import dev.pullcord.review.ActivePolicies;
import dev.pullcord.review.Appeals;
import dev.pullcord.review.Approvals;
import dev.pullcord.review.Assigned;
import dev.pullcord.review.Attribution;
import dev.pullcord.review.BulkDesk;
import dev.pullcord.review.Care;
import dev.pullcord.review.Casework;
import dev.pullcord.review.Credentials;
import dev.pullcord.review.Desk;
import dev.pullcord.review.Handover;
import dev.pullcord.review.Hearing;
import dev.pullcord.review.MisuseDesk;
import dev.pullcord.review.OnCalls;
import dev.pullcord.review.People;
import dev.pullcord.review.PolicyDesk;
import dev.pullcord.review.Reception;
import dev.pullcord.review.RepeatedCalls;
import dev.pullcord.review.ReviewQueue;
import dev.pullcord.review.Reviews;
import dev.pullcord.review.SecondLooks;
import dev.pullcord.review.SecondReviews;
import dev.pullcord.review.Sessions;
import dev.pullcord.review.Strikes;
import dev.pullcord.review.Superseding;
import dev.pullcord.review.Tickets;
import dev.pullcord.transparency.Restrictions;
import dev.pullcord.wire.PublicStatements;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The service's own port: {@code openapi.yaml} served. */
public final class WebServer {
    private static final Duration TURNED_AWAY = Duration.ofMinutes(1); // whether a count of them is due
    private static final Duration IDLE = Duration.ofSeconds(75); // above what proxies keep idle: they hang up first

    private static final int FREE_PORT_TRIES = 5;
    private static final Duration LEARN_EVERY = Duration.ofMinutes(1);

    private final List<Loop> loops;
    private Supplier<Future<Void>> learn;
    private Runnable forget;
    private LiveRoutes live;

    private WebServer(List<Loop> loops) {
        this.loops = loops;
    }

    /**
     * What the operations are made of.
     *
     * @param intake what a platform sends goes here
     * @param directory where help is to be had
     * @param reached how platforms' calls are reached, and how their own webhooks are read
     * @param desk what moderators do
     * @param care how they are looked after
     * @param approvals what second persons do
     * @param handover what they do with a case that they do not decide
     * @param life what else becomes of cases
     * @param queue the cases
     * @param outbox the actions on their way
     * @param rosters who was in a meeting
     * @param links what accounts share
     * @param files what is remembered of accounts
     * @param audit where it is remembered who looked
     * @param platforms the platforms and their keys
     * @param people who works the desk
     * @param ways what people sign in by
     * @param calls what desk writes were answered
     * @param policy what leads do with policies
     */
    public record Rooms(
            Intake intake,
            Directory directory,
            Reached reached,
            Desk desk,
            Care care,
            Approvals approvals,
            Handover handover,
            Life life,
            ReviewQueue queue,
            Outbox outbox,
            Rosters rosters,
            Links links,
            Casework files,
            AuditLog audit,
            Platforms platforms,
            People people,
            Ways ways,
            RepeatedCalls calls,
            Policy policy) {}

    /**
     * What people sign in by.
     *
     * @param sessions who is signed in at the console
     * @param credentials passwords, codes and passkeys
     * @param tickets what signing in remembers for minutes
     */
    public record Ways(Sessions sessions, Credentials.Book credentials, Tickets tickets) {}

    /**
     * What becomes of cases besides being decided.
     *
     * @param assigned given to somebody
     * @param attribution said to be about an account
     * @param superseding decided anew
     * @param looks what waits for a second look
     * @param hearing contested and heard
     * @param appeals who contests what
     * @param strikes what was counted against accounts
     * @param reception what reporters are told
     * @param quality closed cases looked at again
     * @param bulk several decided at once
     * @param misuse what is done about whoever reports without cause again and again
     * @param notices who could not be told of a missed deadline
     * @param onCalls who is on call
     * @param paperwork what goes to authorities
     * @param insights how the desk does
     * @param keeping what must be kept, and what is forgotten
     * @param exports what the public is told
     */
    public record Life(
            Assigned assigned,
            Attribution attribution,
            Superseding superseding,
            SecondLooks looks,
            Hearing hearing,
            Appeals appeals,
            Strikes strikes,
            Reception reception,
            Quality quality,
            BulkDesk bulk,
            MisuseDesk misuse,
            Notices notices,
            OnCalls onCalls,
            Paperwork paperwork,
            Insights insights,
            Keeping keeping,
            Exports exports) {}

    /**
     * What the public and its regulators are told.
     *
     * @param restrictions what decisions took, and counts
     * @param statements how the EU's database wants it
     */
    public record Exports(Restrictions restrictions, PublicStatements statements) {}

    /**
     * Closed cases looked at again.
     *
     * @param second who looks
     * @param reviews what was looked at
     * @param report how far it agrees
     */
    public record Quality(SecondReviews second, Reviews reviews, QualityReport report) {}

    /**
     * What leads do with policies.
     *
     * @param desk brings them and puts them in force
     * @param active the one in force on each platform
     * @param backtests tries them
     */
    public record Policy(PolicyDesk desk, ActivePolicies active, BacktestDesk backtests) {}

    /**
     * How it listens.
     *
     * @param host address to bind
     * @param port 0 takes a free one
     * @param maxBody largest body, bytes
     * @param maxEvents most events in a batch
     * @param eventsPerSecond flags and signals a second and platform
     * @param webhookTolerance how far a signature's time may be from ours
     * @param browserOrigins whose pages may send events
     * @param uploadTime within which a body must have arrived
     * @param console how people are signed in
     */
    public record Settings(
            String host,
            int port,
            int maxBody,
            int maxEvents,
            int eventsPerSecond,
            Duration webhookTolerance,
            Set<String> browserOrigins,
            Duration uploadTime,
            Console console) {}

    /**
     * How people are signed in at the console.
     *
     * @param publicUrl where they open it; absent: at this process itself
     * @param idle without a request for so long, a session is over
     * @param longest a session is over after this, however busy
     * @param oidc the provider that people sign in at, if any
     */
    public record Console(Optional<URI> publicUrl, Duration idle, Duration longest, Optional<Oidc> oidc) {}

    /**
     * An OpenID Connect provider.
     *
     * @param issuer its issuer's URL
     * @param clientId what it knows this service by
     * @param clientSecret what this service proves it by
     * @param scope what is asked for, {@code openid} among it
     * @param groupsClaim the claim that names somebody's groups
     * @param roles the role's word by the group's name
     * @param audience what access tokens must be made for; absent: none are taken
     * @param platform whose desk its people work; absent: the only one
     */
    public record Oidc(
            String issuer,
            String clientId,
            String clientSecret,
            String scope,
            String groupsClaim,
            Map<String, String> roles,
            Optional<String> audience,
            Optional<String> platform) {
        @Override
        public String toString() {
            return "Oidc[" + issuer + "]"; // the secret stays out of logs
        }
    }

    /**
     * Listens.
     *
     * @param loops how many event loops share the port, 1 or more
     */
    public static Future<WebServer> start(
            Vertx vertx, int loops, Settings settings, Document document, Rooms rooms, Meters meters, Clock clock) {
        Console console = settings.console();
        SessionCookie cookie = new SessionCookie(console.publicUrl(), settings.host());
        TurnedAway away = new TurnedAway(rooms.platforms(), rooms.audit(), clock);
        vertx.setPeriodic(TURNED_AWAY.toMillis(), tick -> away.tell());
        SignIn signIn = new SignIn(
                rooms.ways().sessions(),
                rooms.people(),
                rooms.audit(),
                away,
                cookie,
                new SignIn.Settings(console.idle(), console.longest()),
                clock);
        Optional<Provider> provider = console.oidc().map(Provider::new);
        ProviderTokens providerTokens = new ProviderTokens(provider, rooms.people(), WaysIn.workers(vertx));
        Access access = new Access(
                rooms.platforms(),
                rooms.reached().natives(),
                rooms.people(),
                signIn,
                cookie,
                providerTokens,
                settings.webhookTolerance(),
                clock);
        Requests requests = new Requests(settings.maxBody(), meters, clock, access.comings());
        Uploads uploads = new Uploads(settings.maxBody(), settings.uploadTime(), Uploads.share());
        Handlers handlers = new Handlers(vertx, settings, document, rooms, access, signIn, provider, meters, clock);
        Looks looks = new Looks(rooms.audit(), clock);
        Router router = new Operations(
                        document, access, requests, uploads, settings.browserOrigins(), looks, handlers.byOperation())
                .router(vertx);
        HttpServerOptions options = new HttpServerOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setReuseAddress(true)
                .setIdleTimeout((int) IDLE.toSeconds())
                .setMaxInitialLineLength(8192)
                .setMaxHeaderSize(16 * 1024);
        return access.learn()
                .otherwiseEmpty() // then each is looked up as it comes
                .compose(learnt -> listen(vertx, options, router, loops, settings.port() == 0 ? FREE_PORT_TRIES : 0))
                .onSuccess(server -> server.learning(vertx, access))
                .onSuccess(server -> server.live = handlers.live());
    }

    private void learning(Vertx vertx, Access access) {
        learn = access::learn;
        long timer = vertx.setPeriodic(
                LEARN_EVERY.toMillis(), tick -> access.learn()); // what fails is learnt a minute later
        forget = () -> vertx.cancelTimer(timer);
    }

    /** Learns the platforms, their keys and secrets anew. */
    Future<Void> learn() {
        return learn.get();
    }

    /** Loops share a port only by its number, so a free one is looked for first; should it be taken meanwhile, another. */
    private static Future<WebServer> listen(
            Vertx vertx, HttpServerOptions options, Router router, int loops, int tries) {
        HttpServerOptions bound = tries > 0 ? new HttpServerOptions(options).setPort(freePort()) : options;
        List<Loop> all =
                Stream.generate(() -> new Loop(bound, router)).limit(loops).toList();
        return Future.join(all.stream().map(vertx::deployVerticle).toList())
                .map(new WebServer(all))
                .recover(failure -> tries > 1 && failure instanceof BindException
                        ? listen(vertx, options, router, loops, tries - 1)
                        : Future.failedFuture(failure));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no port is free", e);
        }
    }

    /** One event loop's share: servers of several verticles on one port share its connections. */
    private static final class Loop extends VerticleBase {
        private final HttpServerOptions options;
        private final Router router;
        private HttpServer server;

        Loop(HttpServerOptions options, Router router) {
            this.options = options;
            this.router = router;
        }

        @Override
        public Future<?> start() {
            server = Doorstep.before(vertx.createHttpServer(options), router);
            return server.listen();
        }
    }

    public int port() {
        return loops.get(0).server.actualPort();
    }

    /** Takes nothing new and lets what is under way finish, for at most this long. */
    public Future<Void> stop(Duration patience) {
        forget.run();
        live.close(); // they would never finish
        List<Future<Void>> stops = loops.stream()
                .map(loop -> loop.server.shutdown(patience.toMillis(), TimeUnit.MILLISECONDS))
                .toList();
        return Future.join(stops).mapEmpty();
    }
}
