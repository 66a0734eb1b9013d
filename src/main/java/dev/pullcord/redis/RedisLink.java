package dev.pullcord.redis;

import dev.pullcord.Traces;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.cluster.event.ClusterTopologyChangedEvent;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.output.ValueOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The connection to Redis: one, shared, pipelined, the same to callers whether Redis is the embedded one, a single
 * server, behind Sentinel or a Cluster.
 *
 * <p>Nothing waits for ever. While Redis is away a command fails at once; one that was under way when the connection
 * broke fails too and is never sent again by itself, since a script must not run twice unasked; one without an answer
 * fails after the command timeout. The connection comes back by itself within about half a second of Redis.
 *
 * <p>Thread-safe. Stages complete on a thread of the connection, which must never be blocked.
 */
public final class RedisLink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);

    // Longer than a command's: a machine that is just starting is slow.
    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration LONGEST_RECONNECT_DELAY = Duration.ofMillis(500);

    private final AbstractRedisClient client;
    private final ClientResources resources;
    private final StatefulConnection<String, String> connection;
    private final RedisClusterAsyncCommands<String, String> bare;
    private volatile RedisClusterAsyncCommands<String, String> commands;
    private final Set<String> scripts = ConcurrentHashMap.newKeySet();
    private final SealedCodec codec;
    private volatile BiConsumer<String, Duration> timing = (script, took) -> {};
    private volatile CaseSeal cases;
    private volatile ColdCases cold;

    private final Traces traces;

    private RedisLink(
            AbstractRedisClient client,
            ClientResources resources,
            StatefulConnection<String, String> connection,
            RedisClusterAsyncCommands<String, String> commands,
            SealedCodec codec,
            Traces traces) {
        this.client = client;
        this.resources = resources;
        this.connection = connection;
        this.bare = TracedCommands.of(commands, traces);
        this.commands = bare;
        this.codec = codec;
        this.traces = traces;
    }

    /** Connects to the embedded Redis. Blocks until it answers; never call it on an event loop. */
    public static RedisLink open(RedisSettings settings, Endpoint embedded) {
        return open(settings, embedded, Traces.OFF);
    }

    /** The same, traced. */
    public static RedisLink open(RedisSettings settings, Endpoint embedded, Traces traces) {
        RedisURI uri = RedisURI.builder()
                .withHost(embedded.host())
                .withPort(embedded.port())
                .withAuthentication(embedded.user(), embedded.password().toCharArray())
                .build();
        return open(settings, List.of(uri), false, traces);
    }

    /**
     * Connects to the external Redis of {@code settings.url()}. Blocks until it answers; never call it on an event loop.
     *
     * @throws IllegalArgumentException if the url is none, or asks for what does not go together
     * @throws IllegalStateException if Redis is not reachable, refuses the credentials, or is too old; the message says
     *     which, without the credentials
     */
    public static RedisLink open(RedisSettings settings) {
        return open(settings, Traces.OFF);
    }

    /** The same, traced. */
    public static RedisLink open(RedisSettings settings, Traces traces) {
        List<RedisURI> uris = RedisAddresses.of(settings);
        return open(settings, uris, settings.cluster() || uris.size() > 1, traces);
    }

    private static RedisLink open(RedisSettings settings, List<RedisURI> uris, boolean cluster, Traces traces) {
        uris.forEach(uri -> uri.setTimeout(CONNECT_TIMEOUT)); // of connecting; commands have their own
        ClientResources resources = DefaultClientResources.builder()
                .ioThreadPoolSize(settings.ioThreads())
                .computationThreadPoolSize(2) // Lettuce's least
                .commandLatencyRecorder(CommandLatencyRecorder.disabled())
                .reconnectDelay(
                        Delay.exponential(Duration.ofMillis(10), LONGEST_RECONNECT_DELAY, 2, TimeUnit.MILLISECONDS))
                .build();
        SealedCodec codec = new SealedCodec();
        AbstractRedisClient client = null;
        try {
            RedisLink link;
            if (cluster) {
                RedisClusterClient clusterClient = RedisClusterClient.create(resources, uris);
                client = clusterClient;
                clusterClient.setOptions(LinkOptions.ofCluster(settings));
                StatefulRedisClusterConnection<String, String> connection = clusterClient.connect(codec);
                link = new RedisLink(client, resources, connection, connection.async(), codec, traces);
                connectEveryNode(connection).join();
                resources
                        .eventBus()
                        .get()
                        .filter(event -> event instanceof ClusterTopologyChangedEvent && connection.isOpen())
                        .concatMap(changed -> Mono.fromFuture(connectEveryNode(connection)))
                        .subscribe();
            } else {
                RedisClient singleClient = RedisClient.create(resources, uris.get(0));
                client = singleClient;
                singleClient.setOptions(LinkOptions.of(settings));
                StatefulRedisConnection<String, String> connection = singleClient.connect(codec);
                link = new RedisLink(client, resources, connection, connection.async(), codec, traces);
            }
            RedisVersion.require(FirstCommand.answer(() -> await(link.commands.info("server"))));
            return link;
        } catch (RuntimeException e) {
            shutDown(client, resources);
            throw e instanceof RedisException
                    ? new IllegalStateException("cannot connect to Redis: " + rootMessage(e), e)
                    : e;
        }
    }

    /**
     * A Cluster's connections are made as they are needed, and while one is being made {@code REJECT_COMMANDS} rejects what
     * needs it: so all are made ahead, those to replicas too, since the next failover makes one of them the master. A
     * node that is away is left to the next change of topology.
     */
    private static CompletableFuture<Void> connectEveryNode(StatefulRedisClusterConnection<String, String> connection) {
        List<CompletableFuture<?>> nodes = new ArrayList<>();
        for (RedisClusterNode node : connection.getPartitions()) {
            RedisURI uri = node.getUri();
            nodes.add(
                    connection.getConnectionAsync(uri.getHost(), uri.getPort()).exceptionally(away -> {
                        LOG.warn("a node of the Redis Cluster is away: {}", rootMessage(away));
                        return null;
                    }));
        }
        return CompletableFuture.allOf(nodes.toArray(CompletableFuture[]::new));
    }

    /** The commands that single servers and Clusters both have. Keys of one call lie in one slot. */
    public RedisClusterAsyncCommands<String, String> commands() {
        return commands;
    }

    /** From now on what is read and was sealed under a data key comes opened. */
    void openWith(CaseSeal seal) {
        cases = seal;
        codec.openWith(seal);
    }

    /** From now on a case that was put away is brought back before anything that names it is sent. */
    void bringBackBy(Function<RedisLink, ColdCases> made) {
        commands = bare;
        cold = made.apply(this);
        commands = cold.commands();
    }

    /** Whatever was put away; absent where nothing is. */
    public Optional<ColdCases> cold() {
        return Optional.ofNullable(cold);
    }

    /** A text that was read past the link's codec, as that would have it. */
    String opened(String text) {
        CaseSeal seal = cases;
        return seal == null ? text : seal.open(text);
    }

    /** A value as it lies there, sealed or not: to be compared by a script, for nothing is sealed alike twice. */
    CompletionStage<Optional<String>> stored(String key) {
        return stored(CommandType.GET, new CommandArgs<>(StringCodec.UTF8).addKey(key));
    }

    /** The same of a hash's field. */
    CompletionStage<Optional<String>> stored(String key, String field) {
        return stored(
                CommandType.HGET,
                new CommandArgs<>(StringCodec.UTF8).addKey(key).addKey(field));
    }

    private CompletionStage<Optional<String>> stored(CommandType read, CommandArgs<String, String> args) {
        return commands.dispatch(read, new ValueOutput<>(StringCodec.UTF8), args)
                .thenApply(Optional::ofNullable);
    }

    /** From now on every script's time is told to this. */
    public void timedBy(BiConsumer<String, Duration> meter) {
        timing = meter;
    }

    /** The names of all scripts that were made ready on it. */
    public Set<String> scripts() {
        return Set.copyOf(scripts);
    }

    void has(String script) {
        scripts.add(script);
    }

    Traces traces() {
        return traces;
    }

    void ran(String script, Duration took) {
        timing.accept(script, took);
    }

    /** How the masters say they are, added up. */
    public CompletionStage<RedisVitals> vitals() {
        return everyMaster(redis -> redis.info().thenApply(RedisVitals::of))
                .thenApply(all -> all.stream().reduce(RedisVitals::and).orElseThrow());
    }

    /** Completes when every master has answered; fails when one is away or too slow. */
    public CompletionStage<Void> ping() {
        return everyMaster(redis -> redis.ping()).thenApply(pongs -> null);
    }

    /**
     * What about this Redis makes an acknowledged write unsafe, a sentence each; empty if nothing is seen. For external
     * ones: the embedded one is set up by us.
     */
    public CompletionStage<List<String>> durability() {
        return everyMaster(redis -> redis.info()
                        .thenCombine(
                                // Managed Redis and careful ACLs refuse CONFIG: then this one thing goes unseen.
                                redis.configGet("appendfsync")
                                        .handle((found, e) ->
                                                e != null || found.isEmpty() ? "" : found.get("appendfsync")),
                                DurabilityCheck::of))
                .thenApply(
                        found -> found.stream().flatMap(List::stream).distinct().toList());
    }

    /**
     * What is known of how this Redis reads its AOF back, a sentence each; empty if it reads everything. For external ones,
     * as above.
     */
    public CompletionStage<List<String>> reload() {
        return everyMaster(redis -> redis.info("persistence")
                        .thenCombine(
                                redis.aclGetuser("default")
                                        .handle(RedisLink::defaultUser)
                                        .thenCompose(user -> user),
                                (info, user) -> DurabilityCheck.readsAof(info)
                                        ? user.warning().stream().toList()
                                        : List.<String>of()))
                .thenApply(
                        found -> found.stream().flatMap(List::stream).distinct().toList());
    }

    /** To be refused is an answer too; to be away is none. The answer has hashes of passwords in it: it is never shown. */
    private static CompletionStage<DefaultUser> defaultUser(List<Object> answer, Throwable failure) {
        return failure == null || failure instanceof RedisCommandExecutionException
                ? CompletableFuture.completedFuture(DefaultUser.of(answer))
                : CompletableFuture.failedFuture(failure);
    }

    private <T> CompletionStage<List<T>> everyMaster(
            Function<RedisClusterAsyncCommands<String, String>, CompletionStage<T>> command) {
        List<CompletionStage<RedisClusterAsyncCommands<String, String>>> masters = new ArrayList<>();
        if (connection instanceof StatefulRedisClusterConnection<String, String> cluster) {
            for (RedisClusterNode node : cluster.getPartitions()) {
                if (node.is(RedisClusterNode.NodeFlag.UPSTREAM)) {
                    RedisURI uri = node.getUri();
                    masters.add(cluster.getConnectionAsync(uri.getHost(), uri.getPort())
                            .thenApply(StatefulRedisConnection::async));
                }
            }
        } else {
            masters.add(CompletableFuture.completedStage(commands));
        }
        CompletionStage<List<T>> all = CompletableFuture.completedStage(List.of());
        for (CompletionStage<T> one :
                masters.stream().map(master -> master.thenCompose(command)).toList()) {
            all = all.thenCombine(one, (before, answer) -> {
                List<T> answers = new ArrayList<>(before);
                answers.add(answer);
                return answers;
            });
        }
        return all;
    }

    private static String await(CompletionStage<String> answer) {
        try {
            return answer.toCompletableFuture().get(CONNECT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while connecting to Redis", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("cannot connect to Redis: " + rootMessage(e), e);
        }
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    private static void shutDown(AbstractRedisClient client, ClientResources resources) {
        if (client != null) {
            client.shutdown(Duration.ZERO, CLOSE_TIMEOUT);
        }
        Future<Boolean> down = resources.shutdown(0, CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        if (!down.awaitUninterruptibly(CLOSE_TIMEOUT.toMillis())) {
            LOG.warn("Redis threads did not end within {}", CLOSE_TIMEOUT);
        }
    }

    /** Closes the connection; what is under way fails. Blocks for a few seconds at most; not for an event loop. */
    @Override
    public void close() {
        connection.close();
        shutDown(client, resources);
    }
}
