package dev.pullcord;

import dev.pullcord.redis.Fsync;
import dev.pullcord.wire.PolicyCodec;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every setting. Only the composition knows this type: each room is handed what it needs of it.
 *
 * <p>A setting's key is its path, {@code redis.caFile}; its environment variable follows from it,
 * {@code PULLCORD_REDIS_CA_FILE}. A bad value ends the process; nothing is mended, rounded or ignored.
 *
 * @param server where it listens
 * @param data the data directory, default {@code ./data}; made if it is not there
 * @param node what this process is called among others on the same Redis, default none: a name is made at every start.
 *     Two live processes never share one
 * @param sealFile the keyset that stored secrets are sealed with, default {@code seal.json} in the data directory; made
 *     if it is not there. All processes on one Redis need the same
 * @param keys where the keys lie that reports and cases are sealed under
 * @param archive where old cases go
 * @param evidence what leaves as evidence
 * @param filings what goes to authorities
 * @param redis where what is known is kept
 * @param intake what is let in
 * @param fold how the log becomes cases
 * @param policy what holds where no other policy was put in force
 * @param claims how long somebody may hold a case
 * @param signIn how people are let in at the console
 * @param oidc the OpenID Connect provider that they sign in at, if any
 * @param dispatch how actions reach the platform
 * @param audit where the ends of the audit chains are told
 * @param notices how people are told of a missed deadline
 * @param log what is written about it all
 */
record Config(
        Server server,
        Path data,
        Optional<String> node,
        Optional<Path> sealFile,
        KeysConfig keys,
        ArchiveConfig archive,
        EvidenceConfig evidence,
        FilingsConfig filings,
        Redis redis,
        Intake intake,
        Fold fold,
        Policy policy,
        Claims claims,
        SignIn signIn,
        OidcConfig oidc,
        Dispatch dispatch,
        AuditConfig audit,
        NoticesConfig notices,
        TracesConfig traces,
        Log log) {
    private static final Pattern NODE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    Config {
        node.ifPresent(name -> require(NODE.matcher(name).matches(), "node", name, "not of " + NODE));
        audit.requireOutside(data);
    }

    /**
     * Where it listens. Plain HTTP: TLS is the business of what stands in front.
     *
     * @param host address to bind, default 127.0.0.1
     * @param port default 8080; 0 takes a free one
     * @param managementHost address to bind for metrics and health, default 127.0.0.1; neither asks who is calling
     * @param managementPort default 8081; 0 takes a free one
     * @param publicUrl where people open the console, without a path; default none: at this process itself. With
     *     {@code https} its cookies are for TLS only
     * @param drainTimeout how long a stop waits for what has begun, default 30 s
     */
    record Server(
            String host,
            int port,
            String managementHost,
            int managementPort,
            Optional<URI> publicUrl,
            Duration drainTimeout) {
        Server {
            publicUrl.ifPresent(url -> require(
                    Set.of("http", "https").contains(String.valueOf(url.getScheme()))
                            && url.getHost() != null
                            && url.getRawUserInfo() == null
                            && Set.of("", "/").contains(url.getRawPath())
                            && url.getRawQuery() == null,
                    "server.publicUrl",
                    url,
                    "not http(s)://host[:port]"));
            require(!host.isBlank(), "server.host", host, "empty");
            require(!managementHost.isBlank(), "server.managementHost", managementHost, "empty");
            within("server.port", port, 0, 65_535);
            within("server.managementPort", managementPort, 0, 65_535);
            require(port == 0 || port != managementPort, "server.managementPort", managementPort, "server.port too");
            within("server.drainTimeout", drainTimeout, Duration.ofSeconds(1), Duration.ofMinutes(10));
        }
    }

    /**
     * The system of record: a redis-server that the service starts and owns, or an external one.
     *
     * @param url an external Redis, default none: embedded. {@code redis://} or {@code rediss://} for one server,
     *     {@code redis-sentinel://host:port,host:port/0#master} (or {@code rediss-sentinel://}) for Sentinel, several
     *     with commas between them for a Cluster. Secret, as it may carry a password
     * @param cluster whether a single address is a seed of a Cluster, default false
     * @param user ACL user, default none
     * @param password its password, default none
     * @param caFile PEM file of the authorities to trust for {@code rediss://}, default none: those of the JVM
     * @param fsync when the embedded Redis forces writes to disk, default {@code always}: only then does a 202 outlive
     *     a power cut
     * @param binary redis-server or valkey-server to run embedded, default none: one on PATH, else the bundled one
     * @param prefix in front of every key, default {@code pullcord}; tells installations apart that share a Redis
     * @param commandTimeout after this long without an answer a command has failed, default 2 s
     */
    record Redis(
            Optional<Secret> url,
            boolean cluster,
            Optional<String> user,
            Optional<Secret> password,
            Optional<Path> caFile,
            Fsync fsync,
            Optional<Path> binary,
            String prefix,
            Duration commandTimeout) {
        private static final Pattern PREFIX = Pattern.compile("[a-z0-9][a-z0-9:_-]{0,39}");
        private static final Set<String> SCHEMES = Set.of("redis", "rediss", "redis-sentinel", "rediss-sentinel");

        Redis {
            url.ifPresent(u -> require(
                    SCHEMES.contains(u.value().split("://", 2)[0]),
                    "redis.url",
                    u,
                    "not of redis://, rediss://, redis-sentinel:// or rediss-sentinel://"));
            require(
                    !cluster || url.isPresent(),
                    "redis.cluster",
                    true,
                    "for an external Redis, and redis.url is not set");
            require(PREFIX.matcher(prefix).matches(), "redis.prefix", prefix, "not of " + PREFIX);
            require(user.isEmpty() || password.isPresent(), "redis.user", user.orElse(""), "without redis.password");
            within("redis.commandTimeout", commandTimeout, Duration.ofMillis(100), Duration.ofMinutes(1));
        }
    }

    /**
     * What is let in. Over a limit, flags and signals are refused; a panic never is.
     *
     * @param maxBody largest body, bytes, default 1 MiB
     * @param maxEvents most events in a batch, default 500
     * @param eventsPerSecond flags and signals a second and platform, over which 429 is answered, default 5 000; held by
     *     each process for itself. Fails open
     * @param dedupeWindow how long a (source, id) is known again, default 7 d
     * @param partitions shares of a new platform's subjects, default 16; fixed for a platform once it exists
     * @param webhookTolerance how far a signature's time may be from ours, default 5 min
     * @param browserOrigins pages that may send events from a browser, {@code https://app.example, https://…}; default none
     */
    record Intake(
            int maxBody,
            int maxEvents,
            int eventsPerSecond,
            Duration dedupeWindow,
            int partitions,
            Duration webhookTolerance,
            String browserOrigins) {
        private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.:\\[\\]-]+");

        Intake {
            within("intake.maxBody", maxBody, 1024, 16 * 1024 * 1024);
            within("intake.maxEvents", maxEvents, 1, 10_000);
            within("intake.eventsPerSecond", eventsPerSecond, 1, 1_000_000);
            within("intake.dedupeWindow", dedupeWindow, Duration.ofHours(1), Duration.ofDays(365));
            within("intake.partitions", partitions, 1, 4096);
            within("intake.webhookTolerance", webhookTolerance, Duration.ofSeconds(1), Duration.ofHours(1));
            for (String origin : origins(browserOrigins)) {
                require(
                        ORIGIN.matcher(origin).matches(),
                        "intake.browserOrigins",
                        origin,
                        "no origin: scheme, host in lower case and port, nothing behind it");
            }
        }

        /** The origins, each as a browser says it. */
        Set<String> origins() {
            return origins(browserOrigins);
        }

        private static Set<String> origins(String listed) {
            return Stream.of(listed.split(",", -1))
                    .map(String::strip)
                    .filter(origin -> !origin.isEmpty())
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    /**
     * How the log becomes cases.
     *
     * @param batchSize most events of a partition taken at once, default 256
     * @param partitionLease how long a silent process keeps its partitions from the others, default 6 s
     */
    record Fold(int batchSize, Duration partitionLease) {
        Fold {
            within("fold.batchSize", batchSize, 1, 4_000); // Lua unpacks no more than 8 000 values
            within("fold.partitionLease", partitionLease, Duration.ofSeconds(1), Duration.ofMinutes(1));
        }
    }

    /**
     * What holds where no other policy was put in force.
     *
     * @param pack one of the packs that come with the service: {@code default} (the default), {@code eu-report-only},
     *     {@code us}
     */
    record Policy(String pack) {
        Policy {
            require(PolicyCodec.PACKS.contains(pack), "policy.pack", pack, "none of " + PolicyCodec.PACKS);
        }
    }

    /**
     * How long somebody may hold a case.
     *
     * @param lease without a renewal the case goes back to its place in the queue, default 2 min
     * @param renewEvery how often the console renews, default 40 s; at most half the lease
     */
    record Claims(Duration lease, Duration renewEvery) {
        Claims {
            within("claims.lease", lease, Duration.ofSeconds(1), Duration.ofHours(1));
            within("claims.renewEvery", renewEvery, Duration.ofMillis(100), Duration.ofHours(1));
            require(
                    renewEvery.compareTo(lease.dividedBy(2)) <= 0,
                    "claims.renewEvery",
                    SettingText.of(renewEvery),
                    "more than half of claims.lease, " + lease.toSeconds() + " s");
        }
    }

    /**
     * How people are let in at the console.
     *
     * @param idle without a request for so long, a session is over; default 30 min
     * @param longest a session is over after this, however busy; default 12 h
     */
    record SignIn(Duration idle, Duration longest) {
        SignIn {
            within("signIn.idle", idle, Duration.ofMinutes(1), Duration.ofHours(24));
            within("signIn.longest", longest, Duration.ofMinutes(5), Duration.ofDays(7));
        }
    }

    /**
     * How actions reach the platform. One that was neither done nor refused after {@code maxTries} tries is parked in
     * sight: by tries and not by time, so that a night in which this service was down costs it none.
     *
     * @param attemptTimeout how long one try waits for the answer, default 10 s
     * @param firstDelay pause before the second try, default 1 s; it doubles, with jitter
     * @param maxDelay longest pause, default 15 min
     * @param maxTries default 34, about 6 h
     * @param allowPrivateAddresses whether a callback may be on a loopback, link-local or private address, default
     *     false
     */
    record Dispatch(
            Duration attemptTimeout,
            Duration firstDelay,
            Duration maxDelay,
            int maxTries,
            boolean allowPrivateAddresses) {
        Dispatch {
            within("dispatch.attemptTimeout", attemptTimeout, Duration.ofMillis(100), Duration.ofMinutes(2));
            within("dispatch.firstDelay", firstDelay, Duration.ofMillis(10), Duration.ofHours(1));
            within("dispatch.maxDelay", maxDelay, firstDelay, Duration.ofDays(1));
            within("dispatch.maxTries", maxTries, 1, 10_000);
        }
    }

    /**
     * What is written about it all.
     *
     * @param level default {@code info}
     */
    record Log(LogLevel level) {}

    /** How much is written. */
    enum LogLevel {
        ERROR,
        WARN,
        INFO,
        DEBUG
    }

    /**
     * A value that is never shown.
     *
     * @param value the value itself
     */
    record Secret(String value) {
        @Override
        public String toString() {
            return "(secret)";
        }
    }

    static Config defaults() {
        return new Config(
                new Server("127.0.0.1", 8080, "127.0.0.1", 8081, Optional.empty(), Duration.ofSeconds(30)),
                Path.of("./data"),
                Optional.empty(),
                Optional.empty(),
                KeysConfig.defaults(),
                ArchiveConfig.defaults(),
                EvidenceConfig.defaults(),
                FilingsConfig.defaults(),
                new Redis(
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Fsync.ALWAYS,
                        Optional.empty(),
                        "pullcord",
                        Duration.ofSeconds(2)),
                new Intake(1024 * 1024, 500, 5_000, Duration.ofDays(7), 16, Duration.ofMinutes(5), ""),
                new Fold(256, Duration.ofSeconds(6)),
                new Policy("default"),
                new Claims(Duration.ofMinutes(2), Duration.ofSeconds(40)),
                new SignIn(Duration.ofMinutes(30), Duration.ofHours(12)),
                new OidcConfig(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "openid profile",
                        "groups",
                        "",
                        Optional.empty(),
                        Optional.empty()),
                new Dispatch(Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofMinutes(15), 34, false),
                new AuditConfig(
                        Optional.empty(), Optional.empty(), Optional.empty(), Duration.ofDays(1), Duration.ofDays(1)),
                NoticesConfig.defaults(),
                TracesConfig.defaults(),
                new Log(LogLevel.INFO));
    }

    /**
     * The settings of this process: flags stand over the environment, that over the file, that over the presets, those
     * over the defaults.
     *
     * @param presets what the command itself wants, by key
     * @param file YAML, if there is one
     * @param environment the process's environment variables; those of {@code PULLCORD_*} are read
     * @param flags what the command line says, flag by key
     * @throws BadSettings if a key is unknown or a value is bad; it names all of them
     * @throws Failed if the file cannot be read
     */
    static Config load(
            Map<String, String> presets,
            Optional<Path> file,
            Map<String, String> environment,
            Map<String, String> flags) {
        SettingLayers layers = new SettingLayers(defaults());
        presets.forEach((key, value) -> layers.put(key, value, "preset"));
        file.ifPresent(layers::readFile);
        layers.readEnvironment(environment);
        flags.forEach((key, value) -> layers.put(key, value, SettingLayers.FLAG));
        return layers.bind(Config.class);
    }

    static void require(boolean met, String key, Object value, String fault) {
        if (!met) {
            throw new IllegalArgumentException(key + ": '" + value + "' is " + fault);
        }
    }

    private static void within(String key, int value, int least, int most) {
        require(value >= least && value <= most, key, value, "outside " + least + " … " + most);
    }

    static void within(String key, Duration value, Duration least, Duration most) {
        require(
                value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
                key,
                SettingText.of(value),
                "outside " + SettingText.of(least) + " … " + SettingText.of(most));
    }
}
