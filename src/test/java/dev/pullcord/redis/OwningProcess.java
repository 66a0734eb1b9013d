package dev.pullcord.redis;

import static dev.pullcord.redis.RedisFixture.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A JVM of its own that owns an embedded Redis and writes to it without end; to be killed. */
final class OwningProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader lines;
    private final long redisId;

    private OwningProcess(Process process, BufferedReader lines, long redisId) {
        this.process = process;
        this.lines = lines;
        this.redisId = redisId;
    }

    static OwningProcess start(Path data) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OwningProcess.class.getName(),
                        data.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String ready = lines.readLine();
        if (ready == null) {
            throw new IOException("it ended with code " + process.exitValue());
        }
        return new OwningProcess(process, lines, Long.parseLong(ready));
    }

    long processId() {
        return process.pid();
    }

    /** The process id of its redis-server. */
    long redisId() {
        return redisId;
    }

    /** Reads on until this many writes were acknowledged. */
    void awaitWrites(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            if (lines.readLine() == null) {
                throw new IOException("it ended");
            }
        }
    }

    /** Kills it with -9 and tells how many writes were acknowledged to it, after those already awaited. */
    int killAndCountTheRest() throws IOException, InterruptedException {
        process.toHandle().destroyForcibly(); // Process' own would close the stream that is yet to be read
        int rest = 0;
        while (lines.readLine() != null) {
            rest++;
        }
        process.waitFor();
        return rest;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Prints the process id of its Redis, then each number that Redis has taken. */
    public static void main(String[] args) {
        RedisSettings settings = RedisSettings.embedded(Path.of(args[0]));
        EmbeddedRedis redis = EmbeddedRedis.start(settings, EmbeddedRedis.Watcher.none());
        RedisLink link = RedisLink.open(settings, redis.endpoint());
        System.out.println(redis.processId().getAsLong());
        while (true) {
            System.out.println(await(link.commands().incr("written")));
        }
    }
}
