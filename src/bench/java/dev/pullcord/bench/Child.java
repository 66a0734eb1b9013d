package dev.pullcord.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A JVM of its own with the class path of this one. Ends, if need be by force, when it is closed. */
final class Child implements AutoCloseable {
    private static final Duration DOWN = Duration.ofSeconds(60);
    private static final Duration UP = Duration.ofMinutes(2); // a busy machine's

    private final Process process;
    private final Path log;

    private Child(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a class's {@code main}.
     *
     * @param options for Java
     * @param environment {@code PULLCORD_…}; what this process has of these is not passed on
     * @param log what it says goes here
     */
    static Child start(
            Class<?> main, List<String> options, List<String> arguments, Map<String, String> environment, Path log) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Runtime.version().feature() >= 24) {
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("PULLCORD_"));
        builder.environment().putAll(environment);
        try {
            return new Child(
                    builder.redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start(),
                    log);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command.get(0), e);
        }
    }

    /** Asks every 20 ms until the answer is yes. */
    void awaitUntil(Supplier<Boolean> ready) {
        awaitUntil(ready, UP);
    }

    void awaitUntil(Supplier<Boolean> ready, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!ready.get()) {
            if (!process.isAlive()) {
                throw new IllegalStateException("it ended with " + process.exitValue() + ":\n" + said());
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("it is not ready after " + patience.toSeconds() + " s:\n" + said());
            }
            Pause.millis(20);
        }
    }

    /** Kills it as {@code kill -9} does. */
    void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits for a command to end well, and answers what it said. */
    String awaitEnd() {
        return awaitEnd(UP);
    }

    String awaitEnd(Duration patience) {
        try {
            if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("it did not end well:\n" + said());
            }
            return said();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Says a line to it. */
    void tell(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that it has said so far. */
    String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "";
        }
    }

    long pid() {
        return process.pid();
    }

    /** What it has used of the processors so far. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** What those of its descendants have used whose program has this in its name. */
    Duration cpuOf(String... names) {
        try (Stream<ProcessHandle> all = process.descendants()) {
            return all.map(ProcessHandle::info)
                    .filter(info -> Stream.of(names)
                            .anyMatch(name -> Path.of(info.command().orElse("-"))
                                    .getFileName()
                                    .toString()
                                    .contains(name)))
                    .map(info -> info.totalCpuDuration().orElse(Duration.ZERO))
                    .reduce(Duration.ZERO, Duration::plus);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(DOWN.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
