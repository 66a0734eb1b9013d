package dev.pullcord;

import dev.pullcord.flow.Connectors;
import dev.pullcord.flow.Flow;
import dev.pullcord.flow.NudgingEventLog;
import dev.pullcord.flow.PolicyWatch;
import dev.pullcord.flow.Stores;
import dev.pullcord.insight.BacktestDesk;
import dev.pullcord.insight.BacktestRun;
import dev.pullcord.insight.LogWalk;
import dev.pullcord.intake.EventLog;
import dev.pullcord.intake.Intake;
import dev.pullcord.intake.PanicJournal;
import dev.pullcord.intake.Partition;
import dev.pullcord.redis.RedisStore;
import dev.pullcord.review.ActivePolicies;
import dev.pullcord.review.Care;
import dev.pullcord.review.Desk;
import dev.pullcord.review.Handover;
import dev.pullcord.review.Impartiality;
import dev.pullcord.review.PolicyDesk;
import dev.pullcord.review.PolicyPack;
import dev.pullcord.review.Stakes;
import dev.pullcord.web.Document;
import dev.pullcord.web.Management;
import dev.pullcord.web.Reached;
import dev.pullcord.web.WebServer;
import dev.pullcord.wire.DirectoryCodec;
import dev.pullcord.wire.EventCodec;
import dev.pullcord.wire.PolicyCodec;
import dev.pullcord.wire.PolicyShelf;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running node: every room, put together. Started and stopped by blocking calls. */
final class Service implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Service.class);
    private static final Duration PANIC_PATIENCE = Duration.ofMillis(800);
    private static final Duration UPLOAD_TIME = Duration.ofSeconds(30);
    private static final Duration POLICY_BEAT = Duration.ofSeconds(1);

    private final Config config;
    private final Vertx vertx;
    private final Foundation foundation;
    private final PanicJournal journal;
    private final PrometheusMeterRegistry registry;
    private final Traces traces;
    private final ExecutorService connectorThreads;
    private final Flow flow;
    private final WebServer web;
    private final HttpServer management;
    private final Lookouts lookouts;
    private final ServiceFile file;

    private Service(
            Config config,
            Vertx vertx,
            Foundation foundation,
            PanicJournal journal,
            PrometheusMeterRegistry registry,
            Traces traces,
            ExecutorService connectorThreads,
            Flow flow,
            WebServer web,
            HttpServer management,
            Lookouts lookouts) {
        this.lookouts = lookouts;
        this.config = config;
        this.vertx = vertx;
        this.foundation = foundation;
        this.journal = journal;
        this.registry = registry;
        this.traces = traces;
        this.connectorThreads = connectorThreads;
        this.flow = flow;
        this.web = web;
        this.management = management;
        this.file = new ServiceFile(config.data());
    }

    /**
     * Starts a node and answers when it takes requests.
     *
     * @param prepared whether what its command does besides is done: before, the node calls itself not ready
     */
    static Service start(Config config, Clock clock, BooleanSupplier prepared) {
        // What is opened is closed again, last first, should a later step fail.
        List<AutoCloseable> opened = new ArrayList<>();
        try {
            Traces traces = config.traces().open();
            opened.add(traces);
            PrometheusMeterRegistry registry = Scrapes.registry(traces);
            opened.add(registry::close);
            JvmGcMetrics gc = new JvmGcMetrics();
            opened.add(gc);
            Scrapes.process(registry, gc);
            Meters meters = new Meters(Scrapes.counting(registry), traces);
            // Both take long and need nobody: they are read while Redis comes up.
            CompletableFuture<Document> document = CompletableFuture.supplyAsync(Document::read);
            CompletableFuture<PolicyPack> pack = CompletableFuture.supplyAsync(
                    () -> PolicyCodec.pack(config.policy().pack()).pack());
            Foundation foundation = Foundation.forService(config, clock, new RedisWatch(meters), meters);
            opened.add(foundation);
            foundation.warnOfLoss();
            PanicJournal journal = StartFaults.journal(config);
            opened.add(journal);
            meters.journal(journal::pending, journal::aside);
            foundation.link().timedBy(meters::scriptRan);
            Vertx vertx = Vertx.vertx();
            opened.add(() -> await(vertx.close()));
            ExecutorService threads = Executors.newCachedThreadPool(Service::connectorThread);
            opened.add(threads::shutdownNow);

            RedisStore store = foundation.store();
            meters.auditWaiting(store.audit()::waiting);
            AtomicReference<Consumer<Partition>> accepted = new AtomicReference<>(partition -> {});
            EventLog log =
                    new NudgingEventLog(store.log(), partition -> accepted.get().accept(partition));
            PolicyWatch policies = new PolicyWatch(store.platforms(), store.policies(), pack.join());
            await(policies.start(vertx.getOrCreateContext(), POLICY_BEAT));
            Expected.ofBuild(
                    meters, document.join().operations(), foundation.link().scripts(), pack.join());
            Expected.ofPlatforms(meters, Registrar.await(store.platforms().all()), policies);
            opened.add(() -> await(policies.stop()));
            Flow.Sending sending = Outgoing.sending(config, store, policies, vertx, clock, threads);
            Flow flow = await(Flow.start(
                    vertx,
                    stores(store),
                    policies,
                    sending,
                    new Flow.Pace(
                            config.node().orElseGet(Secrets::id),
                            config.fold().partitionLease(),
                            config.fold().batchSize(),
                            config.archive().dir().map(place -> config.archive().after())),
                    clock,
                    meters));
            accepted.set(flow::accepted);
            opened.add(() -> await(flow.stop()));

            Intake intake = new Intake(
                    log,
                    store.rosters(),
                    store.platforms(),
                    journal,
                    policies::urgency,
                    EventCodec::decode,
                    PANIC_PATIENCE,
                    clock);
            Vitals.watch(vertx, foundation.link(), meters, clock);
            PanicsWaiting panics = new PanicsWaiting(journal::pending, clock);
            PanicRounds.begin(vertx, intake, panics);
            Impartiality impartiality = new Stakes(store.people(), store.queue(), store.rosters());
            Care care = new Care(
                    store.people(),
                    new CountedExposures(store.exposures(), meters),
                    store.queue(),
                    impartiality,
                    policies,
                    clock);
            Lookouts lookouts = new Lookouts(config, foundation, policies, care, meters, clock);
            WebServer web = await(StartFaults.port(
                    config,
                    web(
                            config,
                            vertx,
                            document.join(),
                            store,
                            policies,
                            care,
                            threads,
                            intake,
                            sending.connectors(),
                            flow::decided,
                            meters,
                            clock)));
            opened.add(() -> await(web.stop(Duration.ZERO)));
            Health health = new Health(foundation, panics, prepared, lookouts.anchoring(), lookouts.quality(), clock);
            HttpServer management = await(StartFaults.managementPort(
                    config,
                    new Management(
                                    registry::scrape,
                                    health.checks(),
                                    health.cares(),
                                    Map.of("panicsWaiting", journal::pending, "panicsAside", journal::aside),
                                    health.details())
                            .listen(
                                    vertx,
                                    config.server().managementHost(),
                                    config.server().managementPort())));
            lookouts.start(vertx);
            threads.execute(() -> Scrapes.warm(registry));
            Service service = new Service(
                    config, vertx, foundation, journal, registry, traces, threads, flow, web, management, lookouts);
            service.file.write(service.baseUrl(), service.managementUrl(), Redacted.settings(config));
            LOG.info("listening on {}, management on {}", service.baseUrl(), service.managementUrl());
            return service;
        } catch (Exception e) { // of any kind: Vert.x throws what made a future fail, declared or not
            Collections.reverse(opened);
            opened.forEach(Service::closeQuietly);
            throw e;
        }
    }

    private static Stores stores(RedisStore store) {
        return new Stores(
                store.platforms(),
                store.leases(),
                store.log(),
                store.rosters(),
                store.links(),
                store.casework(),
                store.queue(),
                store.handovers(),
                store.attributions(),
                store.overdue(),
                store.people(),
                store.policies(),
                store.outbox(),
                store.lasting(),
                store.audit(),
                store.reviews(),
                store.watches(),
                store.notices(),
                store.onCalls(),
                store.supersessions(),
                store.records(),
                store.holds(),
                store.erasures(),
                store.appeals(),
                store.restrictions(),
                store.rescoring());
    }

    private static Thread connectorThread(Runnable task) {
        Thread thread = new Thread(task, "connector");
        thread.setDaemon(true);
        return thread;
    }

    private static Future<WebServer> web(
            Config config,
            Vertx vertx,
            Document document,
            RedisStore store,
            ActivePolicies policies,
            Care care,
            ExecutorService background,
            Intake intake,
            Connectors connectors,
            Consumer<Partition> decided,
            Meters meters,
            Clock clock) {
        Config.Intake limits = config.intake();
        Desk desk = new Desk(
                store.queue(), store.rosters(), policies, config.claims().lease(), decided, clock);
        desk.caring(care).counting(store.strikes());
        store.queue().guardedBy(care);
        return WebServer.start(
                vertx,
                Runtime.getRuntime().availableProcessors(),
                new WebServer.Settings(
                        config.server().host(),
                        config.server().port(),
                        limits.maxBody(),
                        limits.maxEvents(),
                        limits.eventsPerSecond(),
                        limits.webhookTolerance(),
                        limits.origins(),
                        UPLOAD_TIME,
                        new WebServer.Console(
                                config.server().publicUrl(),
                                config.signIn().idle(),
                                config.signIn().longest(),
                                config.oidc().forWeb())),
                document,
                new WebServer.Rooms(
                        intake,
                        DirectoryCodec.load(config.data().resolve("help.yaml")),
                        new Reached(connectors, connectors),
                        desk,
                        care,
                        CaseLife.approvals(store, policies, decided, clock),
                        new Handover(desk, store.queue(), store.handovers(), store.people(), policies, clock),
                        CaseLife.of(desk, care, store, policies, config, decided, background, clock),
                        store.queue(),
                        store.outbox(),
                        store.rosters(),
                        store.links(),
                        store.casework(),
                        store.audit(),
                        store.platforms(),
                        store.people(),
                        new WebServer.Ways(store.sessions(), store.credentials(), store.tickets()),
                        store.calls(),
                        new WebServer.Policy(
                                new PolicyDesk(store.policies(), policies, new PolicyShelf(), clock),
                                policies,
                                new BacktestDesk(
                                        new BacktestRun(new LogWalk(
                                                store.log(),
                                                store.casework(),
                                                store.outcomes(),
                                                background,
                                                1,
                                                Runtime.getRuntime().maxMemory() / 16)), // beside live work
                                        store.backtests(),
                                        Secrets::id,
                                        clock))),
                meters,
                clock);
    }

    URI baseUrl() {
        return URI.create("http://" + shown(config.server().host()) + ":" + web.port());
    }

    URI managementUrl() {
        return URI.create("http://" + shown(config.server().managementHost()) + ":" + management.actualPort());
    }

    /** An address that can be opened: the wildcard cannot. */
    private static String shown(String host) {
        if (host.equals("0.0.0.0") || host.equals("::")) {
            return "127.0.0.1";
        }
        return host.contains(":") ? "[" + host + "]" : host;
    }

    RedisStore store() {
        return foundation.store();
    }

    /** Drains: takes nothing new, finishes what has begun, gives partitions back, and only then lets Redis go. */
    @Override
    public void close() {
        file.remove();
        Duration patience = config.server().drainTimeout();
        closeQuietly(() -> await(web.stop(patience)));
        closeQuietly(() -> await(flow.stop(), patience));
        connectorThreads.shutdownNow();
        closeQuietly(lookouts::keepHeads);
        closeQuietly(journal);
        closeQuietly(() -> await(management.close()));
        closeQuietly(() -> await(vertx.close()));
        closeQuietly(foundation);
        closeQuietly(traces);
        registry.close();
        LOG.info("drained");
    }

    private static void closeQuietly(AutoCloseable closing) {
        try {
            closing.close();
        } catch (Exception e) {
            LOG.warn("while stopping", e);
        }
    }

    private static <T> T await(Future<T> future) {
        return await(future, Duration.ofMinutes(1));
    }

    private static <T> T await(Future<T> future, Duration patience) {
        try {
            return future.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new Failed("not done within " + patience.toSeconds() + " s", e);
        }
    }
}
