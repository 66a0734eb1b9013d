package dev.pullcord.plugin;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * What is still to be sent, on disk: an append-only log in segments, and a mark up to which all of it was taken. A record
 * is its length, its CRC-32 and its bytes; whatever follows the last whole record of a segment was never acknowledged and
 * is cut off. The mark may lag after a crash: then some is sent again, which the service counts once.
 *
 * <p>Files are mode 600 in a directory of mode 700. One process at a time. Not thread-safe: one thread owns it.
 */
final class Journal implements Closeable {
    private static final int HEADER = 8;
    private static final String SUFFIX = ".log";
    private static final String MARK = "done";

    private final Path dir;
    private final long maxBytes;
    private final long segmentBytes;
    private final int reserve; // bytes that a new segment takes of the disk before anything is written
    private final FileChannel lockFile;
    private final TreeMap<Long, Segment> segments = new TreeMap<>(); // by the number of its first record
    private final TreeSet<Long> doneAhead = new TreeSet<>();
    private FileChannel out;
    private long next; // the number of the record that is written next
    private long nextRead;
    private long nextReadAt; // its place in its segment
    private long done; // all below are taken
    private long bytes;
    private boolean tight; // the disk had no room: what is taken is to go at once

    /**
     * @param size its good bytes
     * @param end the number after its last record
     */
    private record Segment(Path file, long size, long end) {}

    /**
     * One record.
     *
     * @param number counts from 0 over the journal's life
     */
    record Entry(long number, String text) {}

    private Journal(Path dir, long maxBytes, int reserve, FileChannel lockFile) {
        this.dir = dir;
        this.maxBytes = maxBytes;
        this.reserve = reserve;
        this.segmentBytes = Math.max(64 * 1024, Math.min(4L << 20, maxBytes / 4));
        this.lockFile = lockFile;
    }

    /**
     * Opens it, and takes up what an earlier process left.
     *
     * @param reserve so many bytes are taken of the disk at once, where it has them: they are there when others have filled it
     * @throws IllegalStateException if another process, or another client of this one, has it
     */
    static Journal open(Path dir, long maxBytes, int reserve) throws IOException {
        Files.createDirectories(dir, attributes(dir, "rwx------"));
        FileChannel lockFile = create(dir.resolve("lock"));
        try {
            FileLock lock = lockFile.tryLock();
            if (lock == null) {
                throw new OverlappingFileLockException();
            }
        } catch (OverlappingFileLockException taken) {
            lockFile.close();
            throw new IllegalStateException("journal: another client uses this directory", taken);
        }
        Journal journal = new Journal(dir, maxBytes, reserve, lockFile);
        journal.recover();
        return journal;
    }

    private void recover() throws IOException {
        Path mark = dir.resolve(MARK);
        if (Files.exists(mark)) {
            try {
                done = Long.parseLong(Files.readString(mark).strip());
            } catch (NumberFormatException torn) {
                done = 0; // all that is still here is sent again, and counted once
            }
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(dir)) {
            files = all.filter(f -> f.getFileName().toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            long first = Long.parseLong(file.getFileName().toString().replace(SUFFIX, ""), 16);
            Segment segment = scan(file, first);
            segments.put(first, segment);
            bytes += segment.size();
            next = Math.max(next, segment.end());
        }
        next = Math.max(next, done);
        Segment before = null;
        for (Map.Entry<Long, Segment> each : segments.entrySet()) {
            for (long lost = before == null ? each.getKey() : before.end(); lost < each.getKey(); lost++) {
                doneAhead.add(lost); // a segment that was damaged in its midst: nobody waits for what is gone
            }
            before = each.getValue();
        }
        nextRead = segments.isEmpty() ? next : Math.max(done, segments.firstKey());
        done = nextRead; // what is gone from disk is behind us
        doneAhead.headSet(done).clear();
        forgetTaken();
        seek();
        roll();
    }

    private static Segment scan(Path file, long first) throws IOException {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long at = 0;
            long number = first;
            for (byte[] record = readAt(in, at); record != null; record = readAt(in, at)) {
                at += HEADER + record.length;
                number++;
            }
            if (at < in.size()) {
                in.truncate(at);
            }
            return new Segment(file, at, number);
        }
    }

    /** The record there; null when none begins there that is whole. */
    private static byte[] readAt(FileChannel in, long at) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        if (!fill(in, header, at)) {
            return null;
        }
        int length = header.getInt(0);
        if (length < 1 || length > in.size() - at - HEADER) {
            return null;
        }
        ByteBuffer body = ByteBuffer.allocate(length);
        return fill(in, body, at + HEADER) && crc(body.array()) == header.getInt(4) ? body.array() : null;
    }

    private static boolean fill(FileChannel in, ByteBuffer buffer, long at) throws IOException {
        while (buffer.hasRemaining()) {
            if (in.read(buffer, at + buffer.position()) < 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Writes a record; it outlives the process from here on, and a power cut from the next {@link #force}.
     *
     * @return false when the journal is full
     */
    boolean append(String text) throws IOException {
        byte[] record = text.getBytes(StandardCharsets.UTF_8);
        if (bytes + HEADER + record.length > maxBytes) {
            return false;
        }
        Segment current = segments.lastEntry().getValue();
        if (current.size() >= segmentBytes) {
            roll();
            current = segments.lastEntry().getValue();
        }
        ByteBuffer buffer = ByteBuffer.allocate(HEADER + record.length);
        buffer.putInt(record.length).putInt(crc(record)).put(record).flip();
        try {
            long at = current.size();
            while (buffer.hasRemaining()) {
                at += out.write(buffer, at);
            }
        } catch (IOException e) {
            tight = true;
            out.truncate(current.size()); // half a record would hide those behind it
            throw e;
        }
        bytes += HEADER + record.length;
        next++;
        segments.put(segments.lastKey(), new Segment(current.file(), current.size() + HEADER + record.length, next));
        return true;
    }

    void force() throws IOException {
        out.force(false);
    }

    /** The next records that were not read yet, in their order; reading takes them from nobody. */
    List<Entry> read(int most, int mostBytes) throws IOException {
        List<Entry> entries = new ArrayList<>();
        int size = 0;
        while (entries.size() < most && nextRead < next) {
            Map.Entry<Long, Segment> place = segments.floorEntry(nextRead);
            if (nextRead >= place.getValue().end()) {
                nextRead = segments.higherKey(nextRead);
                continue;
            }
            if (nextRead == place.getKey()) {
                nextReadAt = 0;
            }
            try (FileChannel in = FileChannel.open(place.getValue().file(), StandardOpenOption.READ)) {
                long end = place.getValue().end();
                while (entries.size() < most && nextRead < end) {
                    byte[] record = readAt(in, nextReadAt);
                    if (record == null) {
                        throw new EOFException("a record that was written cannot be read");
                    }
                    if (!entries.isEmpty() && size + record.length > mostBytes) {
                        return entries;
                    }
                    entries.add(new Entry(nextRead++, new String(record, StandardCharsets.UTF_8)));
                    size += record.length;
                    nextReadAt += HEADER + record.length;
                }
            }
        }
        return entries;
    }

    /** How many were written and not all taken. */
    long pending() {
        return next - done - doneAhead.size();
    }

    /** How many were not read yet. */
    long unread() {
        return next - nextRead;
    }

    /** These are taken, in any order; once all before them are too, they need not be kept. */
    void done(List<Entry> entries) throws IOException {
        entries.forEach(entry -> doneAhead.add(entry.number()));
        long before = done;
        while (!doneAhead.isEmpty() && doneAhead.first() == done) {
            doneAhead.pollFirst();
            done++;
        }
        if (done > before) {
            forgetTaken(); // before the mark, which a full disk has no room for: what begins later is proof enough
            Path fresh = dir.resolve(MARK + ".new");
            try (FileChannel file = create(fresh)) {
                file.truncate(0);
                file.write(StandardCharsets.US_ASCII.encode(Long.toString(done)));
            }
            Files.move(fresh, dir.resolve(MARK), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private void forgetTaken() throws IOException {
        while (segments.size() > 1 && segments.firstEntry().getValue().end() <= done) {
            Segment taken = segments.pollFirstEntry().getValue();
            Files.deleteIfExists(taken.file());
            bytes -= taken.size();
        }
        long last = segments.isEmpty() ? 0 : segments.lastEntry().getValue().size();
        if (out != null && done == next && (last >= segmentBytes || (tight && last > 0))) {
            tight = false;
            roll();
            forgetTaken();
        }
    }

    private void seek() throws IOException {
        nextReadAt = 0;
        Map.Entry<Long, Segment> place = segments.floorEntry(nextRead);
        if (place == null || nextRead >= place.getValue().end()) {
            return;
        }
        try (FileChannel in = FileChannel.open(place.getValue().file(), StandardOpenOption.READ)) {
            for (long number = place.getKey(); number < nextRead; number++) {
                byte[] record = readAt(in, nextReadAt);
                nextReadAt += HEADER + (record == null ? 0 : record.length);
            }
        }
    }

    /** Begins a segment; where none can be begun the last one goes on. */
    private void roll() throws IOException {
        boolean atEnd = nextRead == next;
        Path file = dir.resolve(String.format("%016x%s", next, SUFFIX));
        FileChannel begun = create(file);
        begun.truncate(0);
        try {
            begun.write(ByteBuffer.allocate(reserve), 0); // zeros are no record, and are written over
        } catch (IOException full) {
            begun.truncate(0); // it goes without
        }
        if (out != null) {
            out.force(false);
            out.close();
        }
        out = begun;
        segments.put(next, new Segment(file, 0, next));
        if (atEnd) {
            nextReadAt = 0;
        }
    }

    private static FileChannel create(Path file) throws IOException {
        return FileChannel.open(
                file,
                java.util.Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                attributes(file, "rw-------"));
    }

    private static FileAttribute<?>[] attributes(Path file, String mode) throws IOException {
        Path there = file.toAbsolutePath();
        while (!Files.exists(there)) {
            there = there.getParent();
        }
        FileStore store = Files.getFileStore(there);
        return store.supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0]; // there the directory's own rights have to do
    }

    private static int crc(byte[] record) {
        CRC32 crc = new CRC32();
        crc.update(record);
        return (int) crc.getValue();
    }

    @Override
    public void close() throws IOException {
        try (FileChannel last = out) {
            last.force(false);
        } finally {
            lockFile.close();
        }
    }
}
