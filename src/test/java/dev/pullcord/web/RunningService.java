package dev.pullcord.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pullcord.Meters;
import dev.pullcord.enforcement.Outbox;
import dev.pullcord.insight.BacktestDesk;
import dev.pullcord.insight.BacktestRun;
import dev.pullcord.insight.Backtests;
import dev.pullcord.insight.LogWalk;
import dev.pullcord.insight.Outcomes;
import dev.pullcord.intake.InMemoryLinks;
import dev.pullcord.intake.Intake;
import dev.pullcord.intake.Links;
import dev.pullcord.intake.PanicJournal;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Platforms;
import dev.pullcord.intake.RecordingLog;
import dev.pullcord.intake.Rosters;
import dev.pullcord.intake.Sightings;
import dev.pullcord.intake.Subject;
import dev.pullcord.intake.Urgency;
import dev.pullcord.review.Casework;
import dev.pullcord.review.Circumstances;
import dev.pullcord.review.Desk;
import dev.pullcord.review.InMemoryCredentials;
import dev.pullcord.review.InMemoryPeople;
import dev.pullcord.review.InMemoryRepeatedCalls;
import dev.pullcord.review.InMemorySessions;
import dev.pullcord.review.InMemoryStore;
import dev.pullcord.review.InMemoryTickets;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.PersonalToken;
import dev.pullcord.review.Policies;
import dev.pullcord.review.PolicyDesk;
import dev.pullcord.review.ReviewQueue;
import dev.pullcord.review.Role;
import dev.pullcord.review.SubjectFile;
import dev.pullcord.risk.RiskState;
import dev.pullcord.wire.Contract;
import dev.pullcord.wire.EventCodec;
import dev.pullcord.wire.PolicyCodec;
import dev.pullcord.wire.PolicyShelf;
import dev.pullcord.wire.SampleEvents;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The whole of web over real HTTP on a free port, with a log and books that forget. */
final class RunningService implements AutoCloseable {
    static final String KEY = "pk_valid";
    static final String REVOKED_KEY = "pk_revoked";
    static final String WRITE_ONLY_KEY = "pk_write";
    static final String ORIGIN = "https://app.example";
    static final String SECRET = "whsec_bmV3LXNlY3JldC1uZXctc2VjcmV0";
    static final String OLD_SECRET = "whsec_b2xkLXNlY3JldC1vbGQtc2VjcmV0";
    static final int RATE = 1000;
    static final Document DOCUMENT = Document.read();
    static final Contract CONTRACT = DOCUMENT.contract();
    static final Platform ACME =
            new Platform("acme", 16, "c2VjcmV0LXNlY3JldC1zZWNyZXQ=", "generic", Optional.empty(), Optional.empty());

    /** How the books of platforms and people do. */
    enum Books {
        OPEN,
        FAILING,
        THROWING,
        HANGING
    }

    static final Duration UPLOAD_TIME = Duration.ofSeconds(5);

    final RecordingLog log = new RecordingLog();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final Map<String, Platforms.Key> keys = new ConcurrentHashMap<>();
    final Map<String, Function<Object[], Object>> queue = new HashMap<>();
    final Map<String, Function<Object[], Object>> outbox = new HashMap<>();
    final Map<String, Function<Object[], Object>> policies = new HashMap<>();
    final Map<String, Function<Object[], Object>> backtests = new HashMap<>();
    final PanicJournal journal;
    final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    final InMemoryPeople people = new InMemoryPeople() {
        @Override
        @SuppressWarnings({"unchecked", "UnsynchronizedOverridesSynchronized"}) // what it calls is
        public CompletionStage<Optional<Bearer>> findByToken(String tokenDigest) {
            Object found = books(
                    () -> super.findByToken(tokenDigest).toCompletableFuture().join());
            return found instanceof CompletableFuture<?> stage
                    ? (CompletionStage<Optional<Bearer>>) stage
                    : CompletableFuture.completedFuture((Optional<Bearer>) found);
        }
    };
    final InMemoryCredentials credentials = new InMemoryCredentials();
    final InMemoryStore audit = new InMemoryStore();
    volatile boolean auditAway;
    volatile boolean linksAway;
    final InMemoryLinks links = links();
    volatile Books books = Books.OPEN;

    private InMemoryLinks links() {
        return new InMemoryLinks() {
            @Override
            public CompletionStage<Of> of(Platform platform, String account, Set<Kind> kinds, Instant now) {
                return linksAway
                        ? CompletableFuture.failedFuture(new IOException("away"))
                        : super.of(platform, account, kinds, now);
            }
        };
    }

    /** These were seen with one device. */
    void share(String device, String... accounts) {
        List<Sightings.Sighting> seen = Arrays.stream(accounts)
                .map(account -> new Sightings.Sighting(Links.Kind.DEVICE, device, account, started))
                .toList();
        links.saw(ACME, new Sightings(seen, List.of()), started);
    }

    /** Makes the one good link good again. */
    void invite() {
        people.invite(Access.digest("good-code"), "id-moderator", started.plus(Duration.ofDays(30)), started);
    }

    private final Instant started = Instant.now(); // a signature's library looks at the real clock
    private volatile Duration ahead = Duration.ZERO;
    private final Vertx vertx = Vertx.vertx();
    private final WebServer server;

    RunningService(Path dir) throws IOException {
        this(dir, Optional.empty());
    }

    /** @param oidc the provider that people sign in at */
    RunningService(Path dir, Optional<WebServer.Oidc> oidc) throws IOException {
        journal = PanicJournal.open(dir);
        Clock clock = new Standing();
        Platforms platforms = Stub.of(Platforms.class, platforms());
        for (Role role : Role.values()) {
            Moderator one = new Moderator("id-" + role.word(), "acme", role.word(), role);
            people.add(one);
            people.addToken(
                    PersonalToken.whole(Access.digest("pat_" + role.word()), one.id(), Optional.of(Instant.EPOCH)));
        }
        invite();
        ReviewQueue reviewQueue = Stub.of(ReviewQueue.class, queue);
        Intake intake = new Intake(
                log,
                Stub.of(Rosters.class, Map.of()),
                platforms,
                journal,
                (platform, panic, roster, at) -> new Urgency("panic", "panic_live", 0, at.plusSeconds(60), "p1"),
                EventCodec::decode,
                Duration.ofMillis(300),
                clock);
        Meters meters = new Meters(registry);
        server = WebServer.start(
                        vertx,
                        2,
                        new WebServer.Settings(
                                "127.0.0.1",
                                0,
                                1024 * 1024,
                                500,
                                RATE,
                                Duration.ofMinutes(5),
                                Set.of(ORIGIN),
                                UPLOAD_TIME,
                                new WebServer.Console(
                                        Optional.empty(), Duration.ofMinutes(30), Duration.ofHours(12), oidc)),
                        DOCUMENT,
                        new WebServer.Rooms(
                                intake,
                                LifeStubs.help(),
                                LifeStubs.reached(),
                                new Desk(
                                        reviewQueue,
                                        Stub.of(Rosters.class, Map.of("find", args -> Optional.empty())),
                                        PolicyCodec.defaults(),
                                        Duration.ofMinutes(2),
                                        partition -> {},
                                        clock),
                                LifeStubs.care(people, reviewQueue, clock),
                                LifeStubs.approvals(reviewQueue, clock),
                                LifeStubs.handover(reviewQueue, people, clock),
                                LifeStubs.life(reviewQueue, people, log, platforms, clock),
                                reviewQueue,
                                Stub.of(Outbox.class, outbox),
                                Stub.of(Rosters.class, Map.of()),
                                links,
                                Stub.of(
                                        Casework.class,
                                        Map.of("load", this::files, "course", args -> FilledDesk.TURNS)),
                                AwayLog.of(audit, () -> auditAway),
                                platforms,
                                people,
                                new WebServer.Ways(new InMemorySessions(), credentials, new InMemoryTickets()),
                                new InMemoryRepeatedCalls(Duration.ofMinutes(1)),
                                new WebServer.Policy(
                                        new PolicyDesk(
                                                Stub.of(Policies.class, policies),
                                                platform -> PolicyCodec.defaults(),
                                                new PolicyShelf(),
                                                clock),
                                        platform -> PolicyCodec.defaults(),
                                        new BacktestDesk(
                                                new BacktestRun(new LogWalk(
                                                        log,
                                                        Stub.of(Circumstances.class, Map.of()),
                                                        Stub.of(Outcomes.class, Map.of()),
                                                        Runnable::run,
                                                        1,
                                                        1 << 20)),
                                                Stub.of(Backtests.class, backtests),
                                                () -> "backtest-1",
                                                clock))),
                        meters,
                        clock)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        addKey(KEY, Set.of(Platforms.Scope.EVENTS_WRITE, Platforms.Scope.STANDING_READ), Optional.empty());
        addKey(WRITE_ONLY_KEY, Set.of(Platforms.Scope.EVENTS_WRITE), Optional.empty());
        addKey(REVOKED_KEY, Set.of(Platforms.Scope.EVENTS_WRITE), Optional.of(Instant.EPOCH));
    }

    /** Of account {@code a-sub} there is a file. */
    private Object files(Object[] args) {
        return ((List<?>) args[1])
                .stream()
                        .map(Subject.class::cast)
                        .map(subject -> new SubjectFile(
                                subject,
                                RiskState.EMPTY,
                                subject.id().equals("a-sub") ? "1-1" : "0-0",
                                Double.NEGATIVE_INFINITY,
                                Optional.empty()))
                        .toList();
    }

    private void addKey(String key, Set<Platforms.Scope> scopes, Optional<Instant> revokedAt) {
        String digest = Access.digest(key);
        keys.put(digest, new Platforms.Key(digest, "acme", scopes, Instant.EPOCH, revokedAt));
    }

    private Map<String, Function<Object[], Object>> platforms() {
        Platform called = ACME.withCallback(Optional.of("https://acme.example/actions"), Optional.of(SECRET));
        Map<String, Function<Object[], Object>> platforms = new HashMap<>();
        platforms.put("findKey", args -> books(() -> Optional.ofNullable(keys.get(args[0]))));
        platforms.put("find", args -> books(() -> Optional.of(called).filter(p -> p.id().equals(args[0]))));
        FilledDesk.PLATFORM_TAKES.forEach(call -> platforms.put(call, args -> books(() -> FilledDesk.took(call))));
        platforms.put("keys", args -> books(() -> List.copyOf(keys.values())));
        platforms.put("all", args -> books(() -> List.of(ACME)));
        Map<Object, Object> signed = new HashMap<>();
        platforms.put(
                "standsFor", args -> books(() -> args[2].equals(signed.computeIfAbsent(args[1], first -> args[2]))));
        platforms.put(
                "signingSecrets",
                args -> books(() ->
                        Set.of(SECRET, OLD_SECRET, TokenKey.OURS.toPublicJWK().toJSONString())));
        return platforms;
    }

    private Object books(java.util.function.Supplier<Object> open) {
        return switch (books) {
            case OPEN -> open.get();
            case FAILING -> CompletableFuture.failedFuture(new IOException("away"));
            case HANGING -> new CompletableFuture<>();
            case THROWING -> throw new java.io.UncheckedIOException(new IOException("away"));
        };
    }

    /** What the service does at its start and then by the minute. */
    void learn() {
        server.learn().toCompletionStage().toCompletableFuture().join();
    }

    Instant now() {
        return started.plus(ahead);
    }

    void moveClock(Duration by) {
        ahead = ahead.plus(by);
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(30));
    }

    HttpRequest.Builder events(String contentType) {
        return request("/v1/events").header("Content-Type", contentType).header("Authorization", "Bearer " + KEY);
    }

    Reply send(HttpRequest request) {
        try {
            return new Reply(http.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return server.port();
    }

    Reply post(String contentType, String body) {
        return send(events(contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    Reply postBatch(JsonNode... events) {
        return post(
                "application/cloudevents-batch+json",
                List.of(events).stream().map(JsonNode::toString).collect(Collectors.joining(",", "[", "]")));
    }

    double counted(String meter, String... tags) {
        return registry.find(meter).tags(tags).counters().stream()
                .mapToDouble(io.micrometer.core.instrument.Counter::count)
                .sum();
    }

    @Override
    public void close() throws IOException {
        server.stop(Duration.ofSeconds(5))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        journal.close();
    }

    /** What came back. */
    record Reply(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        JsonNode json() {
            return SampleEvents.json(response.body());
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        String problem() {
            return header("content-type").equals("application/problem+json")
                    ? json().path("type").asText().replace("/problems/", "")
                    : "none";
        }
    }

    private final class Standing extends Clock {
        @Override
        public Instant instant() {
            return started.plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
