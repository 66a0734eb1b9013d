package dev.pullcord;

import dev.pullcord.evidence.Archive;
import dev.pullcord.redis.CaseSeal;
import dev.pullcord.redis.EmbeddedRedis;
import dev.pullcord.redis.Fsync;
import dev.pullcord.redis.MasterKeys;
import dev.pullcord.redis.RedisLink;
import dev.pullcord.redis.RedisSettings;
import dev.pullcord.redis.RedisStore;
import dev.pullcord.redis.Seal;
import dev.pullcord.wire.EventCodec;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What everything stands on: the Redis of this installation and the ports it answers. A command opens it for a moment,
 * the service for its life.
 */
final class Foundation implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Foundation.class);

    private static final Duration UNTIL_ON_DISK =
            Duration.ofSeconds(3); // what Redis forces every second is, even when it is late

    private final Optional<EmbeddedRedis> embedded;
    private final RedisLink link;
    private final CaseSeal caseSeal;
    private final Optional<Archive> archive;
    private final RedisStore store;

    private Foundation(
            Optional<EmbeddedRedis> embedded,
            RedisLink link,
            CaseSeal caseSeal,
            Optional<Archive> archive,
            RedisStore store) {
        this.embedded = embedded;
        this.link = link;
        this.caseSeal = caseSeal;
        this.archive = archive;
        this.store = store;
    }

    /** For the service: starts the embedded Redis and owns it, or links to the external one. */
    static Foundation forService(Config config, Clock clock, EmbeddedRedis.Watcher watcher, Meters meters) {
        RedisSettings settings = settings(config);
        Foundation opened = open(
                config,
                settings,
                clock,
                meters::damaged,
                meters.traces(),
                true,
                embedded(config, settings, () -> EmbeddedRedis.start(settings, watcher)));
        opened.archive.ifPresent(archive -> meters.archive(archive::cases, archive::bytes));
        opened.link.cold().ifPresent(cold -> cold.toldBy(meters::archived));
        opened.caseSeal.warm().exceptionally(closed -> null); // nobody waits for it
        return opened;
    }

    /** For a command: uses the Redis of the running service, or starts the embedded one until it is closed. */
    static Foundation forCommand(Config config, Clock clock) {
        RedisSettings settings = settings(config);
        return open(
                config,
                settings,
                clock,
                kind -> {},
                Traces.OFF,
                false,
                embedded(config, settings, () -> EmbeddedRedis.attachOrStart(settings, EmbeddedRedis.Watcher.none())));
    }

    private static Optional<EmbeddedRedis> embedded(
            Config config, RedisSettings settings, Supplier<EmbeddedRedis> start) {
        if (settings.url().isPresent()) {
            return Optional.empty();
        }
        try {
            return Optional.of(start.get());
        } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
            throw config.redis().binary().isPresent()
                    ? Failed.by("redis.binary, data", e, "give the path of a redis-server, or choose another --data")
                    : Failed.by("data", e, "choose another by --data or PULLCORD_DATA");
        }
    }

    private static RedisLink link(RedisSettings settings, Traces traces, Optional<EmbeddedRedis> embedded) {
        try {
            return embedded.map(redis -> RedisLink.open(settings, redis.endpoint(), traces))
                    .orElseGet(() -> RedisLink.open(settings, traces));
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw Failed.by(
                    embedded.isPresent() ? "data" : "redis.url",
                    e,
                    embedded.isPresent()
                            ? "look at redis/redis.log in the data directory"
                            : "start that Redis, or correct redis.url, redis.user, redis.password or redis.caFile");
        }
    }

    private static Path sealFile(Config config) {
        return config.sealFile().orElse(config.data().resolve("seal.json"));
    }

    private static MasterKeys masters(Config config, Seal seal) {
        try {
            return MasterKeys.beside(sealFile(config), seal);
        } catch (IllegalStateException e) {
            throw Failed.by(
                    "sealFile", e, "restore masters.json beside it: the keys of cases cannot be read without it");
        }
    }

    private static Seal seal(Config config) {
        try {
            return Seal.of(sealFile(config));
        } catch (IllegalStateException e) {
            throw Failed.by("sealFile", e, "restore it from the backup: what it sealed cannot be read without it");
        }
    }

    /** A seal of another installation is found out here, and not by the first thing that needs a secret. */
    private static void tryTheSeal(RedisStore store) {
        try {
            Registrar.await(store.platforms().all());
        } catch (CompletionException e) {
            if (e.getCause() instanceof Seal.Wrong wrong) {
                throw Failed.by("sealFile", wrong, "restore the one that this Redis was used with");
            }
            throw e;
        }
    }

    /** Keys of another installation, or none where some were: everything sealed would look destroyed. */
    private static void tryTheKeys(RedisStore store) {
        boolean here;
        try {
            here = Registrar.await(store.records().keysAreHere());
        } catch (CompletionException e) {
            if (e.getCause() instanceof Seal.Wrong wrong) {
                throw Failed.by(
                        "sealFile", wrong, "restore masters.json beside it, as it was when the keys were turned");
            }
            throw e;
        }
        if (!here) {
            throw Failed.by(
                    "keys.place",
                    new IllegalStateException("the keys of this data are not there"),
                    "give the store of keys that this Redis was used with: cases cannot be read without it");
        }
    }

    /** Another archive, or none where one was: cases that were put away would look forgotten. */
    private static void tryTheArchive(RedisStore store) {
        if (!Registrar.await(store.records().archiveIsHere())) {
            throw Failed.by(
                    "archive.dir",
                    new IllegalStateException("the archive that has cases of this data is not there"),
                    "give the folder that this Redis was used with, on the machine that it is on");
        }
    }

    private static Foundation open(
            Config config,
            RedisSettings settings,
            Clock clock,
            Consumer<String> damaged,
            Traces traces,
            boolean putsAway,
            Optional<EmbeddedRedis> embedded) {
        RedisLink link = null;
        CaseSeal caseSeal = null;
        Optional<Archive> archive = Optional.empty();
        try {
            link = link(settings, traces, embedded);
            Seal seal = seal(config);
            caseSeal = config.keys()
                    .open(config.data())
                    .map(keys -> new CaseSeal(masters(config, seal), keys))
                    .orElseGet(() -> CaseSeal.none(seal));
            archive = config.archive().open(putsAway);
            Duration untilOnDisk =
                    embedded.isPresent() && config.redis().fsync().name().equals(Fsync.ALWAYS.name())
                            ? Duration.ZERO
                            : UNTIL_ON_DISK;
            RedisStore store = RedisStore.on(
                    link,
                    config.redis().prefix(),
                    config.intake().dedupeWindow(),
                    EventCodec::decode,
                    seal,
                    caseSeal,
                    archive.map(place -> new RedisStore.PutAway(place, untilOnDisk, putsAway)),
                    clock,
                    damaged);
            tryTheSeal(store);
            tryTheKeys(store);
            tryTheArchive(store);
            return new Foundation(embedded, link, caseSeal, archive, store);
        } catch (RuntimeException e) {
            archive.ifPresent(Archive::close);
            if (caseSeal != null) {
                caseSeal.close();
            }
            if (link != null) {
                link.close();
            }
            embedded.ifPresent(EmbeddedRedis::close);
            throw e;
        }
    }

    private static RedisSettings settings(Config config) {
        Config.Redis redis = config.redis();
        return new RedisSettings(
                redis.url().map(Config.Secret::value),
                redis.cluster(),
                redis.user(),
                redis.password().map(Config.Secret::value),
                redis.caFile(),
                config.data(),
                redis.binary(),
                Fsync.valueOf(redis.fsync().name()),
                redis.commandTimeout(),
                RedisSettings.DEFAULT_REQUEST_QUEUE_SIZE,
                RedisSettings.DEFAULT_IO_THREADS);
    }

    RedisStore store() {
        return store;
    }

    RedisLink link() {
        return link;
    }

    /** What turns the key that data keys are wrapped under; empty where there are none, or their store cannot. */
    Optional<KeyTurning> turning(Clock clock) {
        return caseSeal.rewrapping(clock)
                .map(rewrapping -> new KeyTurning(rewrapping, store.platforms(), store.audit(), clock));
    }

    /** Says what of an external Redis's settings would make a 202 untrue. */
    void warnOfLoss() {
        if (embedded.isEmpty()) {
            sayWhatIsFound(link.durability());
            sayWhatIsFound(link.reload());
        }
    }

    private static void sayWhatIsFound(CompletionStage<List<String>> look) {
        look.whenComplete((faults, failure) -> {
            if (failure == null) {
                faults.forEach(fault -> LOG.warn("redis.url: {}", fault));
            } else {
                LOG.warn("redis.url: could not look whether this Redis keeps what is accepted", failure);
            }
        });
    }

    @Override
    public void close() {
        link.close();
        archive.ifPresent(Archive::close);
        caseSeal.close();
        embedded.ifPresent(EmbeddedRedis::close);
    }
}
