package dev.pullcord.bench;

import dev.pullcord.plugin.Kept;
import dev.pullcord.plugin.Meeting;
import dev.pullcord.plugin.Party;
import dev.pullcord.plugin.PullcordClient;
import dev.pullcord.plugin.PullcordListener;
import dev.pullcord.plugin.Reason;
import dev.pullcord.plugin.SafetyEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * A platform's process: some threads of its calls hand a client so many events a second, each thread about accounts of its
 * own, and time every hand-over. Made to be killed: what it was told is journaled, each hand-over that was slow, and every
 * second what was measured, is in files by then. It ends by itself once there is a file {@code stop} and nothing is pending.
 */
final class FiringClient {
    static final int KEPT_BYTES = "r0-0000000-000\n".length(); // what is written of each event
    private static final int ACCOUNTS = 1_000;
    private static final int THREADS = 4;
    private static final int PANIC_EVERY = 500; // events of one thread
    private static final String SLEPT = "\nvoluntary_ctxt_switches:";
    private static final long SLOW_NANOS = 500_000;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final PullcordClient client;
    private final Path dir;
    private final String run;
    private final long period;
    private final Recorder took = new Recorder(3);
    private final Recorder ours = new Recorder(3);
    private final Recorder made = new Recorder(3);
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong notKept = new AtomicLong();
    private final FileChannel kept;
    private final FileChannel slow;
    private final FileChannel refused;

    private FiringClient(URI service, String key, Path dir, String run, int perSecond, int capacity)
            throws IOException {
        this.dir = dir;
        this.run = run;
        period = 1_000_000_000L * THREADS / perSecond;
        kept = lines("kept-" + run);
        slow = lines("slow-" + run);
        refused = lines("refused-" + run);
        client = PullcordClient.to(service, key, Clock.systemUTC())
                .capacity(capacity)
                .journal(dir.resolve("journal"))
                .closePatience(Duration.ofMinutes(5))
                .listener(new PullcordListener() {
                    @Override
                    public void refused(String eventId, String problem, String pointer) {
                        line(refused, eventId + " " + problem + " " + pointer);
                    }
                })
                .start();
    }

    private FileChannel lines(String name) throws IOException {
        return FileChannel.open(
                dir.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    /** {@code args}: the service's address, a platform key, where to write, what ids begin with, events a second, the client's capacity. */
    public static void main(String[] args) throws Exception {
        FiringClient firing = new FiringClient(
                URI.create(args[0]),
                args[1],
                Path.of(args[2]),
                args[3],
                Integer.parseInt(args[4]),
                Integer.parseInt(args[5]));
        Thread[] threads = new Thread[THREADS];
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            threads[i] = new Thread(() -> firing.call(number), "call-" + i);
            threads[i].start();
        }
        firing.write(threads);
    }

    /** A thread of a call. */
    private void call(int thread) {
        try (FileChannel waits = own("schedstat");
                FileChannel status = own("status")) {
            long due = System.nanoTime();
            for (int i = 0; !Files.exists(dir.resolve("stop")); i++) {
                int account = (i * THREADS + thread) % ACCOUNTS;
                String id = String.format(Locale.ROOT, "%s-%07d-%03d", run, i, account);
                int number = i;
                SafetyEvent event = timed("make", waits, status, made, made, () -> make(number, account, id));
                note(id, timed("send", waits, status, took, ours, () -> client.send(event)));
                due += period;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SafetyEvent make(int number, int account, String id) {
        SafetyEvent event = number % PANIC_EVERY == PANIC_EVERY - 1
                ? SafetyEvent.panic(Meeting.of("m-" + account), Party.account("r-" + account))
                : SafetyEvent.flag(
                        Meeting.of("m-" + account),
                        Party.account("r-" + number % 97),
                        Party.account("acc-" + account),
                        Reason.HARASSMENT);
        return event.withId(id).text(String.format(Locale.ROOT, "%d of %d", number, account));
    }

    /** @param what is written down of it where it was slow: {@code send}, or {@code make} for what no client has a part in */
    private <T> T timed(
            String what, FileChannel waits, FileChannel status, Recorder all, Recorder rest, Supplier<T> work)
            throws IOException {
        long slept = slept(status);
        long waited = waited(waits);
        long begun = System.nanoTime();
        T result = work.get();
        long ended = System.nanoTime();
        waited = waited(waits) - waited;
        all.recordValue(ended - begun);
        if (rest != all) {
            rest.recordValue(Math.max(0, ended - begun - waited));
        }
        if (ended - begun > SLOW_NANOS) {
            line(slow, what + " " + begun + " " + ended + " " + waited + " " + (slept(status) - slept));
        }
        return result;
    }

    private void note(String id, CompletionStage<Kept> said) {
        sent.incrementAndGet();
        var unused = said.thenAccept(where -> {
            if (where == Kept.JOURNALED) {
                line(kept, id);
            } else {
                notKept.incrementAndGet();
            }
        });
    }

    /** How long this thread was ready to run and had no processor so far; nanoseconds, 0 where the system does not say. */
    private static long waited(FileChannel waits) throws IOException {
        return waits == null ? 0 : Long.parseLong(text(waits).split(" ", -1)[1]);
    }

    /** How often this thread gave the processor up by itself: for a lock, a wait, a disk, a stop of the JVM. */
    private static long slept(FileChannel status) throws IOException {
        if (status == null) {
            return 0;
        }
        String text = text(status);
        int at = text.indexOf(SLEPT) + SLEPT.length();
        return Long.parseLong(text.substring(at, text.indexOf('\n', at)).strip());
    }

    private static String text(FileChannel file) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(4096);
        file.read(text, 0);
        return new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII);
    }

    /** What the system says of this very thread; null where it says nothing. */
    private static FileChannel own(String what) throws IOException {
        Path file = Path.of("/proc/thread-self", what);
        return Files.exists(file) ? FileChannel.open(file) : null;
    }

    private static void line(FileChannel file, String line) {
        try {
            file.write(StandardCharsets.US_ASCII.encode(line + "\n")); // in one piece
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every second, until the threads have ended and nothing is pending. */
    private void write(Thread[] threads) throws IOException, InterruptedException {
        Histogram allTook = new Histogram(3);
        Histogram allOurs = new Histogram(3);
        FileChannel memory = lines("memory-" + run);
        while (true) {
            boolean calls = false;
            for (Thread thread : threads) {
                calls |= thread.isAlive();
            }
            boolean last = !calls && client.pending() == 0;
            allTook.add(took.getIntervalHistogram());
            allOurs.add(ours.getIntervalHistogram());
            Path fresh = dir.resolve("figures.new");
            Files.writeString(
                    fresh, sent.get() + "\n" + notKept.get() + "\n" + text(allTook) + "\n" + text(allOurs) + "\n");
            Files.move(fresh, dir.resolve("figures-" + run), StandardCopyOption.ATOMIC_MOVE);
            line(memory, client.pending() + " " + live() + " " + resident());
            if (last) {
                client.close();
                return;
            }
            Thread.sleep(SECOND.toMillis());
        }
    }

    private static String text(Histogram histogram) {
        ByteBuffer bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(bytes);
        return Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(bytes.array(), length));
    }

    /** Bytes that were in use after the last collection of each pool. */
    private static long live() {
        long live = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getCollectionUsage() != null) {
                live += pool.getCollectionUsage().getUsed();
            }
        }
        return live;
    }

    /** Bytes of the process in memory; 0 where the system does not say. */
    private static long resident() throws IOException {
        Path file = Path.of("/proc/self/statm");
        return Files.exists(file) ? 4096 * Long.parseLong(Files.readString(file).split(" ", -1)[1]) : 0;
    }
}
