package dev.pullcord.redis;

import static dev.pullcord.review.Ground.now;

import dev.pullcord.archive.SqliteArchive;
import dev.pullcord.evidence.Archive;
import dev.pullcord.evidence.Archiving;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.Ground;
import dev.pullcord.review.ReviewQueue;
import dev.pullcord.wire.EventCodec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A JVM of its own that puts cases away and brings them back without end, on a Redis that is another's; to be killed. */
final class ArchivingProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader lines;

    private ArchivingProcess(Process process) {
        this.process = process;
        this.lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static ArchivingProcess start(Endpoint redis, String prefix, Path folder) throws IOException {
        return new ArchivingProcess(new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ArchivingProcess.class.getName(),
                        redis.host(),
                        Integer.toString(redis.port()),
                        redis.user(),
                        redis.password(),
                        prefix,
                        folder.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Reads on until it has been through so often. */
    void awaitRounds(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            if (lines.readLine() == null) {
                throw new IOException("it ended");
            }
        }
    }

    /** With -9, so long after the last round. */
    void kill(Duration after) throws InterruptedException {
        process.waitFor(after.toMillis(), TimeUnit.MILLISECONDS);
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    static RedisStore store(RedisLink link, String prefix, Seal seal, CaseSeal cases, Archive archive) {
        return RedisStore.on(
                link,
                prefix,
                Duration.ofDays(7),
                EventCodec::decode,
                seal,
                cases,
                Optional.of(new RedisStore.PutAway(archive, Duration.ZERO, true)),
                Clock.fixed(ArchiveGround.OLD, ZoneOffset.UTC),
                kind -> {});
    }

    /** Prints a line for each round. */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[5]);
        RedisLink link = RedisLink.open(
                RedisSettings.embedded(folder), new Endpoint(args[0], Integer.parseInt(args[1]), args[2], args[3]));
        Seal seal = Seal.of(folder.resolve("seal.json"));
        RedisStore store = store(
                link,
                args[4],
                seal,
                new CaseSeal(seal, KeyFiles.in(folder.resolve("keys"))),
                SqliteArchive.in(folder.resolve("archive")));
        Platform platform = Ground.tandem(2);
        while (true) {
            for (Partition partition : RedisReviewQueue.partitions(platform)) {
                Archiving archiving = new Archiving(
                        store.records(),
                        any -> Ground.PACK,
                        store.rescoring(),
                        ArchiveGround.AFTER,
                        Clock.fixed(ArchiveGround.OLD, ZoneOffset.UTC));
                while (now(archiving.step(platform, partition))) {
                    // the next page
                }
            }
            System.out.println("away");
            now(store.queue()
                            .search(
                                    platform,
                                    new ReviewQueue.Filter(
                                            Optional.empty(),
                                            Optional.empty(),
                                            Optional.empty(),
                                            Optional.empty(),
                                            Optional.empty()),
                                    Optional.empty(),
                                    100))
                    .items()
                    .forEach(c -> now(store.queue().find(platform, c.id())));
            System.out.println("back");
        }
    }
}
