package dev.pullcord.intake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * One file of the panic journal. A line is, with tabs between: CRC-32C of the rest (8 hex digits), {@code v1}, the
 * platform's id, milliseconds of receipt, the subject's kind, its id (base64url of UTF-8), the document.
 *
 * @param entries its whole lines, in order
 * @param damaged whole lines that are not as they were written
 */
record PanicSegment(List<PanicJournal.Entry> entries, List<byte[]> damaged) {
    private static final Pattern NAME = Pattern.compile("panic-(\\d{12})\\.journal");
    private static final Pattern ASIDE = Pattern.compile("panic-(\\d{12})\\.aside");
    private static final int CRC_DIGITS = 8;
    private static final int FIELDS = 6;

    static Path path(Path dir, long number) {
        return dir.resolve(String.format(Locale.ROOT, "panic-%012d.journal", number));
    }

    static long number(Path segment) {
        for (Pattern pattern : List.of(NAME, ASIDE)) {
            Matcher name = pattern.matcher(segment.getFileName().toString());
            if (name.matches()) {
                return Long.parseLong(name.group(1));
            }
        }
        throw new IllegalArgumentException("journal: " + segment.getFileName() + " is no segment");
    }

    /** The segments of a directory, the oldest first. */
    static List<Path> all(Path dir) throws IOException {
        return named(dir, NAME);
    }

    /** The files of what was passed over, the oldest first: written like segments, numbered like the one they left. */
    static List<Path> asides(Path dir) throws IOException {
        return named(dir, ASIDE);
    }

    private static List<Path> named(Path dir, Pattern name) throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            return files.filter(f -> name.matcher(f.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        }
    }

    static byte[] line(PanicJournal.Entry entry) {
        String rest = String.join(
                "\t",
                "v1",
                entry.platform(),
                Long.toString(entry.receivedAt().toEpochMilli()),
                entry.subject().kind().name(),
                Base64.getUrlEncoder().encodeToString(entry.subject().id().getBytes(StandardCharsets.UTF_8)),
                entry.document());
        return (crc(rest.getBytes(StandardCharsets.UTF_8)) + "\t" + rest + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Reads a segment. What stands behind the last line break was never acknowledged, and is left out. */
    static PanicSegment read(Path path) throws IOException {
        byte[] file = Files.readAllBytes(path);
        List<PanicJournal.Entry> entries = new ArrayList<>();
        List<byte[]> damaged = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < file.length; i++) {
            if (file[i] == '\n') {
                byte[] line = Arrays.copyOfRange(file, from, i);
                from = i + 1;
                try {
                    entries.add(entry(line));
                } catch (IllegalArgumentException | ArithmeticException e) {
                    damaged.add(line);
                }
            }
        }
        return new PanicSegment(entries, damaged);
    }

    private static PanicJournal.Entry entry(byte[] line) {
        if (line.length <= CRC_DIGITS || line[CRC_DIGITS] != '\t') {
            throw new IllegalArgumentException("journal: a line without checksum");
        }
        byte[] rest = Arrays.copyOfRange(line, CRC_DIGITS + 1, line.length);
        if (!crc(rest).equals(new String(line, 0, CRC_DIGITS, StandardCharsets.US_ASCII))) {
            throw new IllegalArgumentException("journal: a line was changed");
        }
        String[] fields = new String(rest, StandardCharsets.UTF_8).split("\t", FIELDS);
        if (fields.length != FIELDS || !fields[0].equals("v1")) {
            throw new IllegalArgumentException("journal: a line of another version");
        }
        return new PanicJournal.Entry(
                fields[1],
                Instant.ofEpochMilli(Long.parseLong(fields[2])),
                new Subject(
                        Subject.Kind.valueOf(fields[3]),
                        new String(Base64.getUrlDecoder().decode(fields[4]), StandardCharsets.UTF_8)),
                fields[5]);
    }

    private static String crc(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return String.format(Locale.ROOT, "%08x", crc.getValue());
    }

    /**
     * Puts these entries in the place of all of the segment's, in one step.
     *
     * @param step called when they are written and not yet in their place
     */
    static void rewrite(Path path, List<PanicJournal.Entry> entries, Runnable step) throws IOException {
        replace(path, entries.stream().map(PanicSegment::line).toList(), step);
    }

    /**
     * Keeps entries of a segment in its aside file, beside those that are there. In one step, and the same entry once,
     * however often it is brought.
     *
     * @return how many were not there before
     */
    static int addToAside(Path segment, List<PanicJournal.Entry> entries, Runnable step) throws IOException {
        Path path = segment.resolveSibling(segment.getFileName().toString().replace(".journal", ".aside"));
        PanicSegment there = Files.exists(path) ? read(path) : new PanicSegment(List.of(), List.of());
        Set<PanicJournal.Entry> added = new LinkedHashSet<>(entries);
        there.entries().forEach(added::remove);
        if (!added.isEmpty()) {
            keepDamaged(path, there.damaged());
            replace(
                    path,
                    Stream.concat(there.entries().stream(), added.stream())
                            .map(PanicSegment::line)
                            .toList(),
                    step);
            step.run();
        }
        return added.size();
    }

    private static void replace(Path path, List<byte[]> lines, Runnable step) throws IOException {
        Path next = path.resolveSibling(path.getFileName() + ".next");
        write(next, lines, StandardOpenOption.TRUNCATE_EXISTING);
        step.run();
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
        force(path.getParent());
    }

    static void remove(Path path) throws IOException {
        Files.delete(path);
        force(path.getParent());
    }

    /** Keeps damaged lines beside the segment. */
    static void keepDamaged(Path path, List<byte[]> lines) throws IOException {
        if (!lines.isEmpty()) {
            List<byte[]> whole = lines.stream()
                    .map(line -> {
                        byte[] ended = Arrays.copyOf(line, line.length + 1);
                        ended[line.length] = '\n';
                        return ended;
                    })
                    .toList();
            write(path.resolveSibling(path.getFileName() + ".damaged"), whole, StandardOpenOption.APPEND);
            force(path.getParent());
        }
    }

    private static void write(Path path, List<byte[]> lines, StandardOpenOption how) throws IOException {
        try (FileChannel file = OwnersOnly.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
            for (byte[] line : lines) {
                ByteBuffer bytes = ByteBuffer.wrap(line);
                while (bytes.hasRemaining()) {
                    file.write(bytes);
                }
            }
            file.force(true);
        }
    }

    /** Makes the names in a directory durable. */
    static void force(Path dir) throws IOException {
        try (FileChannel names = FileChannel.open(dir, StandardOpenOption.READ)) {
            names.force(true);
        }
    }
}
