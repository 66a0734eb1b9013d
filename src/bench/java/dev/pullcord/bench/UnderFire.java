package dev.pullcord.bench;

import dev.pullcord.intake.LogIds;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/**
 * The client of a platform while the service is away: its process hands it events, is killed, is started again, and goes on;
 * then the service comes back. What it was told is journaled must all be in the service's log, once, and what is about one
 * account in the order in which it was handed over.
 */
final class UnderFire {
    private static final Duration CATCH_UP = Duration.ofHours(1);
    private static final int PAGE = 1_000;
    private static final int SOME = 10; // of what is missing, by name

    private final Path dir;
    private final Clock clock;
    private final Consumer<String> say;

    /**
     * What came of it.
     *
     * @param journaled how many were said to be on disk
     * @param logged how many are in the service's log
     * @param faults what is not as it must be
     * @param sent how many were handed over, as last counted before each death
     * @param notKept how many of these were said to be in memory only, or not kept
     * @param took of every hand-over, nanoseconds
     * @param ours the same without the waiting for a processor
     * @param slow those above half a millisecond
     * @param mostLive bytes of the heap after a collection
     * @param mostResident bytes of the process
     * @param mostPending events
     * @param mostDisk bytes of the journal
     * @param caughtUp from the service's return until nothing was pending
     */
    record Outcome(
            long journaled,
            long logged,
            List<String> faults,
            long sent,
            long notKept,
            Histogram took,
            Histogram ours,
            List<Slow> slow,
            long mostLive,
            long mostResident,
            long mostPending,
            long mostDisk,
            Duration caughtUp) {}

    /**
     * One slow hand-over, nanoseconds; or, to hold it against, one slow making of an event, which the client has no part in.
     *
     * @param ofClient whether it was a hand-over
     * @param took in all
     * @param waited of it, ready to run and without a processor
     * @param stopped of it, while the JVM stood at a safepoint: for its collector, mostly
     * @param slept how often the thread gave its processor up: never, and it was not blocked, whatever took so long
     */
    record Slow(boolean ofClient, long took, long waited, long stopped, long slept) {
        long rest() {
            return Math.max(0, took - waited - stopped);
        }
    }

    UnderFire(Path dir, Clock clock, Consumer<String> say) {
        this.dir = dir;
        this.clock = clock;
        this.say = say;
    }

    /**
     * @param events how many are handed over while the service is away
     * @param kills how often the client's process is killed in that time
     * @param capacity most events that the client may have in memory
     */
    Outcome run(ServiceChild service, long events, int kills, int perSecond, int capacity) throws IOException {
        service.away();
        long share = events / (kills + 1L);
        long mostDisk = 0;
        for (int run = 0; run < kills; run++) {
            Child client = client(service, run, perSecond, capacity);
            awaitKept(client, run, share);
            client.kill();
            mostDisk = Math.max(mostDisk, disk());
            say.accept(
                    "killed the client for the " + (run + 1) + ". time, " + disk() / 1_000_000 + " MB in its journal");
        }
        Duration caughtUp;
        try (Child client = client(service, kills, perSecond, capacity)) {
            awaitKept(client, kills, share);
            mostDisk = Math.max(mostDisk, disk());
            say.accept("the service comes back");
            service.back();
            long back = System.nanoTime();
            Files.createFile(dir.resolve("stop"));
            client.awaitEnd(CATCH_UP);
            caughtUp = Duration.ofNanos(System.nanoTime() - back);
        }
        service.awaitPanicsInLog();
        return outcome(service, kills, mostDisk, caughtUp);
    }

    private void awaitKept(Child client, int run, long events) {
        Path kept = dir.resolve("kept-r" + run);
        client.awaitUntil(() -> kept.toFile().length() >= events * FiringClient.KEPT_BYTES, CATCH_UP);
    }

    private Child client(ServiceChild service, int run, int perSecond, int capacity) {
        Load.Target target = service.target(true);
        return Child.start(
                FiringClient.class,
                List.of(
                        "-Xmx64m",
                        // decorated with what System.nanoTime() says, which the slow ones are written down with
                        "-Xlog:safepoint:file=" + dir.resolve("stops-" + run) + ":timenanos:filecount=0"),
                List.of(
                        target.base().toString(),
                        target.key(),
                        dir.toString(),
                        "r" + run,
                        "" + perSecond,
                        "" + capacity),
                Map.of(),
                dir.resolve("client.log"));
    }

    private long disk() throws IOException {
        try (Stream<Path> files = Files.walk(dir.resolve("journal"))) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private Outcome outcome(ServiceChild service, int kills, long mostDisk, Duration caughtUp) throws IOException {
        Histogram took = new Histogram(3);
        Histogram ours = new Histogram(3);
        List<Slow> slow = new ArrayList<>();
        Set<String> journaled = new HashSet<>();
        long sent = 0;
        long notKept = 0;
        long[] most = new long[3];
        for (int run = 0; run <= kills; run++) {
            List<String> figures = Files.readAllLines(dir.resolve("figures-r" + run));
            sent += Long.parseLong(figures.get(0));
            notKept += Long.parseLong(figures.get(1));
            took.add(histogram(figures.get(2)));
            ours.add(histogram(figures.get(3)));
            journaled.addAll(Files.readAllLines(dir.resolve("kept-r" + run)));
            slow.addAll(slow(run));
            for (String line : Files.readAllLines(dir.resolve("memory-r" + run))) {
                String[] words = line.split(" ", -1);
                for (int i = 0; i < most.length; i++) {
                    most[i] = Math.max(most[i], Long.parseLong(words[i]));
                }
            }
        }
        List<String> faults = new ArrayList<>();
        for (int run = 0; run <= kills; run++) {
            Files.readAllLines(dir.resolve("refused-r" + run)).forEach(line -> faults.add("refused: " + line));
        }
        long logged = check(service.data(), journaled, faults);
        return new Outcome(
                journaled.size(),
                logged,
                faults,
                sent,
                notKept,
                took,
                ours,
                slow,
                most[1],
                most[2],
                most[0],
                mostDisk,
                caughtUp);
    }

    private List<Slow> slow(int run) throws IOException {
        List<long[]> stops = new ArrayList<>();
        for (String line : Files.readAllLines(dir.resolve("stops-" + run))) {
            int total = line.indexOf("Total:");
            if (total > 0) {
                long end = Long.parseLong(line.substring(line.indexOf('[') + 1, line.indexOf("ns]")));
                stops.add(new long[] {
                    end - Long.parseLong(line.substring(total + 6).replaceAll("\\D", "")), end
                });
            }
        }
        List<Slow> slow = new ArrayList<>();
        for (String line : Files.readAllLines(dir.resolve("slow-r" + run))) {
            String[] words = line.split(" ", -1);
            long begun = Long.parseLong(words[1]);
            long ended = Long.parseLong(words[2]);
            long stopped = 0;
            for (long[] stop : stops) {
                stopped += Math.max(0, Math.min(ended, stop[1]) - Math.max(begun, stop[0]));
            }
            slow.add(new Slow(
                    words[0].equals("send"),
                    ended - begun,
                    Long.parseLong(words[3]),
                    stopped,
                    Long.parseLong(words[4])));
        }
        return slow;
    }

    private static Histogram histogram(String text) {
        try {
            return Histogram.decodeFromCompressedByteBuffer(
                    ByteBuffer.wrap(Base64.getDecoder().decode(text)), 0);
        } catch (DataFormatException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads the whole log; answers how many events are in it. */
    private long check(Path data, Set<String> journaled, List<String> faults) {
        Set<String> missing = new HashSet<>(journaled);
        Set<String> seen = new HashSet<>();
        Map<String, String> last = new HashMap<>();
        try (OpenStore open = OpenStore.of(data, clock)) {
            Platform platform = open.store()
                    .platforms()
                    .find(ServiceChild.PLATFORM)
                    .toCompletableFuture()
                    .join()
                    .orElseThrow();
            for (int i = 0; i < platform.partitions(); i++) {
                String after = LogIds.START;
                for (List<LoggedEvent> page = page(open, platform, i, after); !page.isEmpty(); ) {
                    for (LoggedEvent event : page) {
                        String id = event.event().id();
                        if (!seen.add(id)) {
                            faults.add(id + " is in the log twice");
                        }
                        missing.remove(id);
                        boolean panic = event.caseId().isPresent(); // goes ahead of the others
                        String before = panic ? null : last.put(event.subject().id(), id);
                        if (before != null && before.compareTo(id) > 0) {
                            faults.add(id + " of " + event.subject().id() + " came after " + before);
                        }
                        after = event.logId();
                    }
                    page = page(open, platform, i, after);
                }
            }
        }
        if (!missing.isEmpty()) {
            faults.add(missing.size() + " events that were said to be journaled are not in the log: "
                    + missing.stream().sorted().limit(SOME).toList());
        }
        return seen.size();
    }

    private static List<LoggedEvent> page(OpenStore open, Platform platform, int partition, String after) {
        return open.store()
                .log()
                .read(new Partition(platform.id(), partition), after, PAGE)
                .toCompletableFuture()
                .join();
    }
}
