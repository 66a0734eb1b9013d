package dev.pullcord.bench;

import dev.pullcord.redis.CaseSeal;
import dev.pullcord.redis.Fsync;
import dev.pullcord.redis.KeyFiles;
import dev.pullcord.redis.MasterKeys;
import dev.pullcord.redis.RedisSettings;
import dev.pullcord.redis.Seal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** An embedded Redis that may take its time: what is measured is how much it does, not how soon it answers; and its keys. */
final class Patient {
    private Patient() {}

    static RedisSettings redis(Path data, Fsync fsync) {
        RedisSettings usual = RedisSettings.embedded(data);
        return new RedisSettings(
                usual.url(),
                usual.cluster(),
                usual.user(),
                usual.password(),
                usual.caFile(),
                usual.dataDir(),
                usual.serverBinary(),
                fsync,
                Duration.ofSeconds(30),
                usual.requestQueueSize(),
                usual.ioThreads());
    }

    /** The keys of cases of this data, where there are any. */
    static CaseSeal cases(Path data) {
        Path file = data.resolve("seal.json");
        Seal seal = Seal.of(file);
        Path keys = data.resolve("keys");
        try {
            return Files.exists(keys)
                    ? new CaseSeal(MasterKeys.beside(file, seal), KeyFiles.in(keys))
                    : CaseSeal.none(seal);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
