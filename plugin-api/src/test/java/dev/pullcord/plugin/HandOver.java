package dev.pullcord.plugin;

import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Measures how long {@code send} holds the thread that calls it, at 500 events a second while nobody listens at the service's
 * address; beside it the same thread's own delays, measured by the same two looks at the clock with only a hash of the
 * event in between. Run by hand: {@code java -cp target/classes:target/test-classes dev.pullcord.plugin.HandOver SECONDS}.
 */
final class HandOver {
    private HandOver() {}

    public static void main(String[] args) throws Exception {
        int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 60;
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Path dir = Files.createTempDirectory("hand-over");
        long[] took = new long[seconds * 500];
        long[] control = new long[took.length];
        AtomicInteger journaled = new AtomicInteger();
        try (PullcordClient client = PullcordClient.to(
                        URI.create("http://127.0.0.1:" + port), "pk_test", Clock.systemUTC())
                .journal(dir)
                .start()) {
            for (int i = 0; i < 2000; i++) {
                client.send(SafetyEvent.panic(Meeting.of("warm"), Party.account("a")));
            }
            long begin = System.nanoTime();
            int sum = 0;
            for (int i = 0; i < took.length; i++) {
                SafetyEvent event = SafetyEvent.flag(
                                Meeting.of("meeting"), Party.account("r"), Party.account("a" + i % 100), Reason.OTHER)
                        .text("x".repeat(200));
                TimeUnit.NANOSECONDS.sleep(begin + i * 2_000_000L - System.nanoTime());
                long before = System.nanoTime();
                var kept = client.send(event);
                took[i] = System.nanoTime() - before;
                before = System.nanoTime();
                sum += event.data().hashCode();
                control[i] = System.nanoTime() - before;
                kept.thenAccept(k -> journaled.addAndGet(k == Kept.JOURNALED ? 1 : 0));
            }
            Runtime runtime = Runtime.getRuntime();
            System.gc();
            System.out.printf(
                    "%d events in %d s, %d journaled, %d pending, heap after a collection %d MiB (%d)%n",
                    took.length,
                    seconds,
                    journaled.get(),
                    client.pending(),
                    (runtime.totalMemory() - runtime.freeMemory()) >> 20,
                    sum & 1);
        }
        print("send   ", took);
        print("control", control);
    }

    private static void print(String name, long[] nanos) {
        Arrays.sort(nanos);
        System.out.printf(
                "%s µs: p50 %.1f  p99 %.1f  p99.9 %.1f  max %.1f; over 1 ms: %d%n",
                name,
                at(nanos, 0.5),
                at(nanos, 0.99),
                at(nanos, 0.999),
                at(nanos, 1),
                Arrays.stream(nanos).filter(n -> n > 1_000_000).count());
    }

    private static double at(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.round(share * sorted.length))] / 1000.0;
    }
}
