package dev.pullcord.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalTest {
    private static final long ROOM = 1 << 20;

    @TempDir
    Path dir;

    private static String record(int number) {
        return "record-" + number + "-" + "x".repeat(number % 900);
    }

    private static List<String> texts(List<Journal.Entry> entries) {
        return entries.stream().map(e -> e.text().replaceAll("-x*$", "")).toList();
    }

    private Path lastSegment() throws IOException {
        try (Stream<Path> all = Files.list(dir)) {
            return all.filter(f -> f.toString().endsWith(".log"))
                    .filter(f -> f.toFile().length() > 0)
                    .sorted()
                    .reduce((a, b) -> b)
                    .orElseThrow();
        }
    }

    /** Half a header, a header without its record, half a record, a record that is not what its sum says. */
    @ParameterizedTest
    @ValueSource(ints = {3, 8, 12, -1})
    void aTornLastRecordIsDroppedAndTheRestIsThere(int torn) throws IOException {
        try (Journal journal = Journal.open(dir, ROOM, 0)) {
            for (int i = 0; i < 5; i++) {
                assertThat(journal.append(record(i))).isTrue();
            }
        }
        Path file = lastSegment();
        long whole = Files.size(file);
        ByteBuffer more = ByteBuffer.allocate(8 + 40);
        more.putInt(0, 40);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(torn < 0 ? more : more.limit(torn), whole);
        }

        try (Journal journal = Journal.open(dir, ROOM, 0)) {
            assertThat(journal.pending()).isEqualTo(5);
            journal.append(record(5));
            assertThat(texts(journal.read(100, 1 << 20)))
                    .containsExactly("record-0", "record-1", "record-2", "record-3", "record-4", "record-5");
        }
    }

    /** Of an earlier version, which wrote what it could not read again: nothing behind it is lost. */
    @Test
    void aRecordIsReadAsItWasWrittenHoweverLongItIs() throws IOException {
        try (Journal journal = Journal.open(dir, 4 * ROOM, 0)) {
            assertThat(journal.append("x".repeat((1 << 20) + 1))).isTrue();
            assertThat(journal.append("behind")).isTrue();
        }
        try (Journal journal = Journal.open(dir, 4 * ROOM, 0)) {
            assertThat(journal.pending()).isEqualTo(2);
            assertThat(journal.read(1, 1 << 20).get(0).text()).hasSize((1 << 20) + 1);
            assertThat(journal.read(1, 1 << 20).get(0).text()).isEqualTo("behind");
        }
    }

    /** As on a full disk: what is taken has to go, or there is never room again. */
    @Test
    void whatIsTakenMakesRoomAlsoWhereTheMarkCannotBeWritten() throws IOException {
        try (Journal journal = Journal.open(dir, ROOM, 0)) {
            while (journal.append(record(899))) {
                // until it is full
            }
            Files.createDirectory(dir.resolve("done.new"));
            List<Journal.Entry> all = journal.read(2000, 4 << 20);
            assertThatThrownBy(() -> journal.done(all)).isInstanceOf(IOException.class);

            assertThat(journal.append(record(898))).isTrue();
            assertThat(journal.pending()).isEqualTo(1);
        }
        Files.delete(dir.resolve("done.new"));
        try (Journal journal = Journal.open(dir, ROOM, 0)) {
            assertThat(texts(journal.read(2000, 4 << 20))).endsWith("record-898"); // some before it are sent again
        }
    }

    @Test
    void whatIsReservedIsNoRecordAndIsThereAtEachStart() throws IOException {
        for (int start = 0; start < 3; start++) {
            try (Journal journal = Journal.open(dir, ROOM, 10_000)) {
                assertThat(journal.pending()).isEqualTo(start);
                assertThat(journal.append(record(start))).isTrue();
                assertThat(Files.size(lastSegment())).isEqualTo(10_000);
            }
        }
        try (Journal journal = Journal.open(dir, ROOM, 10_000)) {
            assertThat(texts(journal.read(100, 1 << 20))).containsExactly("record-0", "record-1", "record-2");
        }
    }

    @Test
    void itIsFullAtItsBoundAndHasRoomAgainOnceItsRecordsAreTaken() throws IOException {
        try (Journal journal = Journal.open(dir, ROOM, 0)) {
            int written = 0;
            while (journal.append(record(899))) {
                written++;
            }
            assertThat(written).isBetween(1000, 1200);
            List<Journal.Entry> all = new ArrayList<>();
            for (List<Journal.Entry> some = journal.read(100, 1 << 20);
                    !some.isEmpty();
                    some = journal.read(100, 1 << 20)) {
                all.addAll(some);
            }
            assertThat(all).hasSize(written);
            journal.done(all.subList(1, all.size()));
            assertThat(journal.append(record(899)))
                    .as("the first is still wanted")
                    .isFalse();
            journal.done(all.subList(0, 1));
            assertThat(journal.append(record(899))).isTrue();
            assertThat(journal.pending()).isEqualTo(1);
        }
    }

    @Test
    void aSegmentDamagedInItsMidstCostsItsRestAndNothingElse() throws IOException {
        Path first;
        try (Journal journal = Journal.open(dir, ROOM, 0)) {
            for (int i = 0; i < 1000; i++) {
                journal.append(record(899));
            }
            try (Stream<Path> all = Files.list(dir)) {
                first = all.filter(f -> f.toString().endsWith(".log"))
                        .sorted()
                        .findFirst()
                        .orElseThrow();
            }
        }
        try (FileChannel channel = FileChannel.open(first, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3, 4}), Files.size(first) / 2);
        }
        try (Journal journal = Journal.open(dir, ROOM, 0)) {
            long left = journal.pending();
            List<Journal.Entry> all = journal.read(1000, 1 << 30);
            assertThat(all).hasSize((int) left).hasSizeBetween(700, 950);
            assertThat(all.get(all.size() - 1).number()).isEqualTo(999);
            journal.done(all);
            assertThat(journal.pending()).isZero();
        }
    }

    /** Any mix of writing, reading, taking in any order and starting again: nothing is lost, nothing comes out of turn. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void itLosesNothingWhateverOrderThingsComeIn(long seed) throws IOException {
        Random random = new Random(seed);
        int written = 0;
        int expected = 0; // the next that a reader must get
        List<Journal.Entry> out = new ArrayList<>();
        Journal journal = Journal.open(dir, ROOM, 0);
        for (int step = 0; step < 1500; step++) {
            switch (random.nextInt(6)) {
                case 0, 1, 2 -> written += journal.append(record(written)) ? 1 : 0;
                case 3 -> {
                    for (Journal.Entry entry : journal.read(1 + random.nextInt(9), 4000)) {
                        assertThat(entry.text()).isEqualTo(record(expected));
                        assertThat(entry.number()).isEqualTo(expected);
                        out.add(entry);
                        expected++;
                    }
                }
                case 4 -> {
                    if (!out.isEmpty()) {
                        journal.done(List.of(out.remove(random.nextInt(Math.min(out.size(), 3)))));
                    }
                }
                default -> {
                    if (random.nextInt(40) == 0) {
                        journal.close();
                        journal = Journal.open(dir, ROOM, 0);
                        out.clear();
                        expected = written - (int) journal.pending(); // what was taken ahead of turn comes again
                    }
                }
            }
        }
        assertThat(journal.pending()).isGreaterThanOrEqualTo(written - expected);
        journal.close();
        assertThat(written).isGreaterThan(300);
    }
}
