package dev.pullcord.intake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
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
 *
 * <p>An entry that cannot be settled because of itself must not keep those behind it waiting. It is passed over: first it
 * stands in an aside file, on disk, then it leaves its segment; so a crash in between leaves it in both, and brought aside
 * once more it is still there once. What is aside is tried again at a slower pace, and never deleted.
 */
public final class PanicJournal implements AutoCloseable {
    private static final int AWAY_THAT_ENDS_A_ROUND = 3; // one may be a hiccup, three in a row are none
    private static final long SETTLE_SECONDS = 30;

    private final Path dir;
    private final FileChannel lockFile;
    private final ExecutorService writer = thread("panic-journal");
    private final ExecutorService drainer = thread("panic-drain");
    private final ConcurrentLinkedQueue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicLong pending = new AtomicLong();
    private final AtomicLong aside = new AtomicLong();
    private final Runnable step;

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
     * @param damaged lines whose checksum is wrong; they are kept in {@code *.damaged}, for a person
     * @param putAside entries that were passed over in this round, now in {@code *.aside}
     */
    public record Drained(int settled, int left, int damaged, int putAside) {}

    /** What became of one entry that was offered to the log. A stage that fails counts as {@link #AWAY}. */
    public enum Settling {
        /** it is in the log */
        SETTLED,
        /** the log is there, and does not take this one: it would not help to wait */
        UNFIT,
        /** the log is away, or nothing is known: this one waits, and so would the next */
        AWAY
    }

    private PanicJournal(Path dir, FileChannel lockFile, Runnable step) throws IOException {
        this.dir = dir;
        this.lockFile = lockFile;
        this.step = step;
        for (Path segment : PanicSegment.all(dir)) {
            nextSegment = PanicSegment.number(segment) + 1;
            pending.addAndGet(PanicSegment.read(segment).entries().size());
        }
        for (Path file : PanicSegment.asides(dir)) { // a segment is never numbered like one whose entries are aside
            nextSegment = Math.max(nextSegment, PanicSegment.number(file) + 1);
            aside.addAndGet(PanicSegment.read(file).entries().size());
        }
    }

    /**
     * Opens the journal of a directory, with whatever it holds from before.
     *
     * @throws IOException if the directory cannot be written, or another process has the journal open
     */
    public static PanicJournal open(Path dir) throws IOException {
        return open(dir, () -> {});
    }

    /** @param step called after each step on disk that a crash could follow */
    static PanicJournal open(Path dir, Runnable step) throws IOException {
        OwnersOnly.folder(dir);
        FileChannel lockFile =
                OwnersOnly.open(dir.resolve("panic.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = lockFile.tryLock();
            if (lock == null) {
                throw new IOException("the panic journal in " + dir + " is open in another process");
            }
            return new PanicJournal(dir, lockFile, step);
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

    /** How many panics the log does not take although it is there: for a person to look at. */
    public long aside() {
        return aside.get();
    }

    /**
     * Brings what waits into the log, the oldest first. Rounds never overlap; entries appended meanwhile wait for the
     * next one.
     *
     * @param settle puts one entry into the log. Called on a thread of the journal's own, one entry at a time; the same
     *     entry may come again after a crash
     * @param asideToo whether what was passed over is tried again, once the rest had its turn
     */
    public CompletionStage<Drained> drain(Function<Entry, CompletionStage<Settling>> settle, boolean asideToo) {
        CompletableFuture<Drained> drained = new CompletableFuture<>();
        drainer.execute(() -> {
            try {
                drained.complete(drainNow(settle, asideToo));
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
            active = OwnersOnly.open(segment, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
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

    private Drained drainNow(Function<Entry, CompletionStage<Settling>> settle, boolean asideToo) throws IOException {
        long firstOpen = sealOnWriter();
        Round round = new Round(settle);
        for (Path segment : PanicSegment.all(dir)) {
            if (PanicSegment.number(segment) < firstOpen) {
                round.tryFile(segment, round::drain);
            }
        }
        for (Path file : asideToo ? PanicSegment.asides(dir) : List.<Path>of()) {
            round.tryFile(file, round::drainAside);
        }
        if (round.broken != null) {
            throw round.broken;
        }
        return new Drained(round.settled, (int) pending.get(), round.damaged, round.putAside);
    }

    private interface FileStep {
        void on(Path file) throws IOException;
    }

    /** One walk over the files. A file that cannot be read or written keeps none of the others waiting. */
    private final class Round {
        private final Function<Entry, CompletionStage<Settling>> settle;
        private int settled;
        private int damaged;
        private int putAside;
        private int away;
        private IOException broken;

        Round(Function<Entry, CompletionStage<Settling>> settle) {
            this.settle = settle;
        }

        void tryFile(Path file, FileStep what) {
            if (away >= AWAY_THAT_ENDS_A_ROUND) {
                return;
            }
            try {
                what.on(file);
            } catch (IOException e) {
                broken = broken == null ? e : broken;
            }
        }

        void drain(Path path) throws IOException {
            PanicSegment segment = PanicSegment.read(path);
            List<Entry> left = new ArrayList<>();
            List<Entry> unfit = new ArrayList<>();
            for (Entry entry : segment.entries()) {
                switch (settling(entry)) {
                    case SETTLED -> settled++;
                    case UNFIT -> unfit.add(entry);
                    case AWAY -> left.add(entry);
                }
            }
            int newlyAside = PanicSegment.addToAside(path, unfit, step); // there first, and only then gone from here
            aside.addAndGet(newlyAside);
            putAside += newlyAside;
            replace(path, segment, left);
            pending.addAndGet(left.size() - (long) segment.entries().size());
        }

        void drainAside(Path path) throws IOException {
            PanicSegment file = PanicSegment.read(path);
            List<Entry> left = new ArrayList<>();
            for (Entry entry : file.entries()) {
                if (settling(entry) == Settling.SETTLED) {
                    settled++;
                } else {
                    left.add(entry);
                }
            }
            replace(path, file, left);
            aside.addAndGet(left.size() - (long) file.entries().size());
        }

        private void replace(Path path, PanicSegment segment, List<Entry> left) throws IOException {
            PanicSegment.keepDamaged(path, segment.damaged());
            step.run();
            damaged += segment.damaged().size();
            if (left.isEmpty()) {
                PanicSegment.remove(path);
            } else if (left.size() < segment.entries().size()
                    || !segment.damaged().isEmpty()) {
                PanicSegment.rewrite(path, left, step);
            }
            step.run();
        }

        private Settling settling(Entry entry) {
            if (away >= AWAY_THAT_ENDS_A_ROUND) {
                return Settling.AWAY;
            }
            Settling settling = ask(settle, entry);
            away = settling == Settling.AWAY ? away + 1 : 0;
            return settling;
        }
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

    private static Settling ask(Function<Entry, CompletionStage<Settling>> settle, Entry entry) {
        try {
            return settle.apply(entry)
                    .toCompletableFuture()
                    .copy()
                    .orTimeout(SETTLE_SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (RuntimeException away) {
            return Settling.AWAY; // the entry stays where it is
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
