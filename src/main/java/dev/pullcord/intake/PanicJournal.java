package dev.pullcord.intake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Where panics are kept while the log is away: files in the data directory, one line each, on disk before they are
 * acknowledged, brought into the log when it is back. Thread-safe; appends that come together share one force to disk.
 *
 * <p>A segment is only ever appended to, then sealed, drained and removed: first each of its entries is in the log, then
 * the file goes. So a crash at any point leaves an entry in the segment, or in the log, or in both, and the log knows an
 * event it has seen. What was not yet acknowledged when the service died may be half a line at the end; it is left out.
 */
public final class PanicJournal implements AutoCloseable {
    private static final int FAILURES_THAT_END_A_ROUND = 3; // one may be the entry's own fault, three are the log's
    private static final long SETTLE_SECONDS = 30;

    private final Path dir;
    private final FileChannel lockFile;
    private final ExecutorService writer = thread("panic-journal");
    private final ExecutorService drainer = thread("panic-drain");
    private final ConcurrentLinkedQueue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicLong pending = new AtomicLong();

    private FileChannel active; // the writer's own
    private long nextSegment; // the writer's own

    private record Waiting(ByteBuffer line, CompletableFuture<Void> durable) {}

    /**
     * A panic that waits for the log.
     *
     * @param platform the platform's id
     * @param receivedAt when it was taken
     * @param subject whom it counts for, as it was found then: its receipt depends on it
     * @param document the event's document
     */
    public record Entry(String platform, Instant receivedAt, Subject subject, String document) {
        public Entry {
            if (document.indexOf('\n') >= 0) {
                throw new IllegalArgumentException("journal: a document is one line");
            }
        }
    }

    /**
     * What one round came to.
     *
     * @param settled entries that are in the log now
     * @param left entries that wait for the next round
     * @param damaged lines whose checksum is wrong; they are put aside in {@code *.damaged}, for a person
     */
    public record Drained(int settled, int left, int damaged) {}

    private PanicJournal(Path dir, FileChannel lockFile) throws IOException {
        this.dir = dir;
        this.lockFile = lockFile;
        for (Path segment : PanicSegment.all(dir)) {
            nextSegment = PanicSegment.number(segment) + 1;
            pending.addAndGet(PanicSegment.read(segment).entries().size());
        }
    }

    /**
     * Opens the journal of a directory, with whatever it holds from before.
     *
     * @throws IOException if the directory cannot be written, or another process has the journal open
     */
    public static PanicJournal open(Path dir) throws IOException {
        Files.createDirectories(dir);
        FileChannel lockFile =
                FileChannel.open(dir.resolve("panic.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = lockFile.tryLock();
            if (lock == null) {
                throw new IOException("the panic journal in " + dir + " is open in another process");
            }
            return new PanicJournal(dir, lockFile);
        } catch (IOException | OverlappingFileLockException e) {
            lockFile.close();
            throw e instanceof IOException io ? io : new IOException("the panic journal in " + dir + " is open", e);
        }
    }

    /** Keeps a panic. Completes when it is on disk; a stage that fails means that nothing may be told of it. */
    public CompletionStage<Void> append(Entry entry) {
        CompletableFuture<Void> durable = new CompletableFuture<>();
        waiting.add(new Waiting(ByteBuffer.wrap(PanicSegment.line(entry)), durable));
        try {
            writer.execute(this::flush);
        } catch (RejectedExecutionException closed) {
            durable.completeExceptionally(new IOException("the panic journal is closed", closed));
        }
        return durable;
    }

    /** How many panics wait for the log. */
    public long pending() {
        return pending.get();
    }

    /**
     * Brings what waits into the log, the oldest first. Rounds never overlap; entries appended meanwhile wait for the
     * next one.
     *
     * @param settle puts one entry into the log: true when it is there. Called on a thread of the journal's own, one
     *     entry at a time; the same entry may come again after a crash
     */
    public CompletionStage<Drained> drain(Function<Entry, CompletionStage<Boolean>> settle) {
        CompletableFuture<Drained> drained = new CompletableFuture<>();
        drainer.execute(() -> {
            try {
                drained.complete(drainNow(settle));
            } catch (IOException | RuntimeException e) {
                drained.completeExceptionally(e);
            }
        });
        return drained;
    }

    /** Writes out what was appended, and lets go of the files. */
    @Override
    public void close() throws IOException {
        for (ExecutorService each : List.of(drainer, writer)) {
            each.shutdown();
            try {
                if (!each.awaitTermination(SETTLE_SECONDS, TimeUnit.SECONDS)) {
                    each.shutdownNow();
                }
            } catch (InterruptedException e) {
                each.shutdownNow();
                Thread.currentThread().interrupt();
            }
        }
        seal();
        lockFile.close();
    }

    private void flush() {
        List<Waiting> batch = new ArrayList<>();
        for (Waiting next = waiting.poll(); next != null; next = waiting.poll()) {
            batch.add(next);
        }
        if (batch.isEmpty()) {
            return; // an earlier flush took it along
        }
        try {
            write(batch);
        } catch (IOException | RuntimeException e) {
            giveUpSegment();
            batch.forEach(w -> w.durable().completeExceptionally(e));
            return;
        }
        pending.addAndGet(batch.size());
        batch.forEach(w -> w.durable().complete(null));
    }

    private void write(List<Waiting> batch) throws IOException {
        if (active == null) {
            Path segment = PanicSegment.path(dir, nextSegment++);
            active = FileChannel.open(segment, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            PanicSegment.force(dir); // a file is not there until its name is
        }
        for (Waiting each : batch) {
            ByteBuffer line = each.line();
            while (line.hasRemaining()) {
                active.write(line);
            }
        }
        active.force(true);
    }

    /** After a failed write nobody knows what is on disk: the segment is left as it is, and the next starts afresh. */
    private void giveUpSegment() {
        try {
            seal();
        } catch (IOException alsoBroken) {
            active = null;
        }
    }

    private void seal() throws IOException {
        if (active != null) {
            FileChannel sealed = active;
            active = null;
            sealed.close();
        }
    }

    private Drained drainNow(Function<Entry, CompletionStage<Boolean>> settle) throws IOException {
        long firstOpen = sealOnWriter();
        int settled = 0;
        int damaged = 0;
        int failures = 0;
        for (Path path : PanicSegment.all(dir)) {
            if (failures >= FAILURES_THAT_END_A_ROUND || PanicSegment.number(path) >= firstOpen) {
                break;
            }
            PanicSegment segment = PanicSegment.read(path);
            List<Entry> left = new ArrayList<>();
            for (Entry entry : segment.entries()) {
                if (failures < FAILURES_THAT_END_A_ROUND && settled(settle, entry)) {
                    failures = 0;
                    settled++;
                } else {
                    failures++;
                    left.add(entry);
                }
            }
            PanicSegment.putAside(path, segment.damaged());
            damaged += segment.damaged().size();
            pending.addAndGet(left.size() - (long) segment.entries().size());
            if (left.isEmpty()) {
                PanicSegment.remove(path);
            } else if (left.size() < segment.entries().size()
                    || !segment.damaged().isEmpty()) {
                PanicSegment.rewrite(path, left);
            }
        }
        return new Drained(settled, (int) pending.get(), damaged);
    }

    /** Closes what is being appended to; answers the number that the next segment gets. */
    private long sealOnWriter() throws IOException {
        try {
            return writer.submit(() -> {
                        seal();
                        return nextSegment;
                    })
                    .get();
        } catch (ExecutionException e) {
            throw new IOException("the panic journal cannot be sealed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while draining the panic journal", e);
        }
    }

    private static boolean settled(Function<Entry, CompletionStage<Boolean>> settle, Entry entry) {
        try {
            return settle.apply(entry)
                    .toCompletableFuture()
                    .copy()
                    .orTimeout(SETTLE_SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (RuntimeException away) {
            return false; // the entry stays where it is
        }
    }

    private static ExecutorService thread(String name) {
        return Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }
}
