package dev.pullcord.redis;

import dev.pullcord.review.Events;
import dev.pullcord.review.Ground;
import dev.pullcord.wire.EventCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Grounds on a real Redis, each under a prefix of its own. */
final class RedisGround {
    private static final AtomicInteger NEXT = new AtomicInteger();

    /** One for all: it only seals what tests made up. */
    private static final class Sealing {
        static final Seal SEAL = make();

        private static Seal make() {
            try {
                Path folder = Files.createTempDirectory("pullcord-seal-");
                Seal seal = Seal.of(folder.resolve("seal.json"));
                RedisFixture.deleteAll(folder);
                return seal;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Keys of cases, in a folder that goes with the JVM. */
    static final class Keyed {
        static final CaseSeal CASES = warm(new CaseSeal(Sealing.SEAL, files()));

        private static CaseSeal warm(CaseSeal cases) {
            cases.warm().toCompletableFuture().join(); // as a service is that has begun
            return cases;
        }

        private static KeyFiles files() {
            try {
                Path folder = Files.createTempDirectory("pullcord-keys-");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> RedisFixture.deleteAll(folder)));
                return KeyFiles.in(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private RedisGround() {}

    static Ground on(RedisLink link, int partitions) {
        return on(store(link, prefix(), Clock.fixed(Events.T0, ZoneOffset.UTC)), partitions);
    }

    static Ground on(RedisStore store, int partitions) {
        return new Ground(
                Ground.tandem(partitions),
                store.log(),
                store.casework(),
                store.queue(),
                store.handovers(),
                store.overdue(),
                store.assignments(),
                store.attributions(),
                store.audit());
    }

    /** A prefix that no other test of this JVM has. */
    static String prefix() {
        return "test" + NEXT.incrementAndGet();
    }

    /** The ports as another process would have them. */
    static RedisStore store(RedisLink link, String prefix, Clock clock) {
        return store(link, prefix, clock, kind -> {});
    }

    static RedisStore store(RedisLink link, String prefix, Clock clock, Consumer<String> damaged) {
        return store(link, prefix, CaseSeal.none(Sealing.SEAL), clock, damaged);
    }

    /** With what goes with a case sealed under keys of its own. One link is with them or without. */
    static RedisStore sealed(RedisLink link, String prefix, Clock clock) {
        return store(link, prefix, Keyed.CASES, clock, kind -> {});
    }

    /** The same, with old cases put away. */
    static RedisStore sealed(RedisLink link, String prefix, RedisStore.PutAway away, Clock clock) {
        return RedisStore.on(
                link,
                prefix,
                Duration.ofDays(7),
                EventCodec::decode,
                Sealing.SEAL,
                Keyed.CASES,
                Optional.of(away),
                clock,
                kind -> {});
    }

    private static RedisStore store(
            RedisLink link, String prefix, CaseSeal cases, Clock clock, Consumer<String> damaged) {
        return RedisStore.on(link, prefix, Duration.ofDays(7), EventCodec::decode, Sealing.SEAL, cases, clock, damaged);
    }
}
