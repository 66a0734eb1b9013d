package dev.pullcord.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * The service's classes as a JVM has them in memory, in a file beside its jar: reading them there saves a third of what a start
 * costs, and the tests start hundreds. Made in the background by a service that is started for nothing else; until then, and
 * where classes are not in a jar, starts go without.
 */
final class SharedClasses {
    private static final AtomicBoolean BEGUN = new AtomicBoolean();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private SharedClasses() {}

    /**
     * What to add to Java's options.
     *
     * @param java the command that starts it, to the name of the main class
     */
    static List<String> options(Path jar, List<String> java) {
        if (!Files.isRegularFile(jar)) {
            return List.of();
        }
        Path archive = jar.resolveSibling("classes.jsa");
        try {
            // Java itself leaves an archive of other jars alone.
            if (Files.exists(archive)
                    && Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(jar)) > 0) {
                return List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off", "-Xlog:class+path=off");
            }
        } catch (IOException e) {
            return List.of(); // it is being replaced
        }
        if (BEGUN.compareAndSet(false, true)) {
            Thread maker = new Thread(() -> make(archive, java), "shared-classes");
            maker.setDaemon(true);
            maker.start();
        }
        return List.of();
    }

    private static void make(Path archive, List<String> java) {
        Path folder = null;
        Process process = null;
        try {
            folder = Files.createTempDirectory(archive.getParent(), "classes");
            Path made = folder.resolve("classes.jsa");
            Path data = folder.resolve("data");
            List<String> command = new ArrayList<>(java);
            command.addAll(1, List.of("-XX:ArchiveClassesAtExit=" + made, "-Xlog:disable"));
            command.addAll(List.of("demo", "--no-traffic", "--port", "0", "--management-port", "0"));
            command.addAll(List.of("--data", data.toString()));
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly)); // a run of one short test
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (!Files.exists(data.resolve("demo/credentials.json")) && System.nanoTime() < until) {
                if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
            process.destroy();
            if (process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) && Files.exists(made)) {
                Files.move(made, archive, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            // without it
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (process != null) {
                process.destroyForcibly();
            }
            delete(folder);
        }
    }

    private static void delete(Path folder) {
        if (folder == null) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // the next clean build takes it
        }
    }
}
