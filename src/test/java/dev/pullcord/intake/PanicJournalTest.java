package dev.pullcord.intake;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pullcord.intake.PanicJournal.Settling;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PanicJournalTest {
    @TempDir
    Path dir;

    private static PanicJournal.Entry entry(int n) {
        return new PanicJournal.Entry(
                "acme",
                Instant.ofEpochMilli(1_762_077_600_000L + n),
                n % 2 == 0 ? Subject.account("a\t\n" + n) : Subject.meeting("m-" + n),
                "{\"id\":\"e-" + n + "\",\"text\":\"wörds\\n😀\"}");
    }

    private static List<PanicJournal.Entry> entries(int from, int to) {
        return IntStream.range(from, to).mapToObj(PanicJournalTest::entry).toList();
    }

    private static void append(PanicJournal journal, int from, int to) {
        CompletableFuture<?>[] durable = entries(from, to).stream()
                .map(e -> journal.append(e).toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(durable).join();
    }

    private static PanicJournal.Drained drain(
            PanicJournal journal, Function<PanicJournal.Entry, CompletionStage<Settling>> settle) {
        return journal.drain(settle, true).toCompletableFuture().join();
    }

    private static CompletionStage<Settling> took(List<PanicJournal.Entry> seen, PanicJournal.Entry entry) {
        seen.add(entry);
        return completedFuture(Settling.SETTLED);
    }

    private List<Path> files(String end) throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            return files.filter(f -> f.toString().endsWith(end)).sorted().toList();
        }
    }

    @Test
    void whatWasAppendedIsDrainedInOrderAndThenGone() throws IOException {
        List<PanicJournal.Entry> seen = new CopyOnWriteArrayList<>();
        try (PanicJournal journal = PanicJournal.open(dir)) {
            append(journal, 0, 100);
            assertThat(journal.pending()).isEqualTo(100);

            PanicJournal.Drained drained = drain(journal, e -> {
                seen.add(e);
                return completedFuture(Settling.SETTLED);
            });

            assertThat(drained).isEqualTo(new PanicJournal.Drained(100, 0, 0, 0));
            assertThat(seen).isEqualTo(entries(0, 100));
            assertThat(journal.pending()).isZero();
            assertThat(files(".journal")).isEmpty();
            append(journal, 100, 101); // goes on after
            assertThat(journal.pending()).isOne();
        }
    }

    @Test
    void aRestartLosesNothing() throws IOException {
        try (PanicJournal journal = PanicJournal.open(dir)) {
            append(journal, 0, 3);
        }
        try (PanicJournal journal = PanicJournal.open(dir)) {
            append(journal, 3, 5);
        }
        List<PanicJournal.Entry> seen = new ArrayList<>();
        try (PanicJournal journal = PanicJournal.open(dir)) {
            assertThat(journal.pending()).isEqualTo(5);
            drain(journal, e -> took(seen, e));
        }

        assertThat(seen).isEqualTo(entries(0, 5));
    }

    @Test
    void whatTheLogDoesNotTakeWaitsForTheNextRound() throws IOException {
        Set<PanicJournal.Entry> refused = Set.of(entry(1), entry(3));
        List<PanicJournal.Entry> seen = new ArrayList<>();
        try (PanicJournal journal = PanicJournal.open(dir)) {
            append(journal, 0, 5);

            PanicJournal.Drained first = drain(
                    journal,
                    e -> refused.contains(e)
                            ? failedFuture(new IOException("away"))
                            : completedFuture(Settling.SETTLED));

            assertThat(first).isEqualTo(new PanicJournal.Drained(3, 2, 0, 0));
        }
        try (PanicJournal journal = PanicJournal.open(dir)) { // and it was written down which
            drain(journal, e -> took(seen, e));
        }
        assertThat(seen).containsExactly(entry(1), entry(3));
    }

    @Test
    void aLogThatIsAwayIsNotAskedForEachEntry() throws IOException {
        List<PanicJournal.Entry> asked = new ArrayList<>();
        try (PanicJournal journal = PanicJournal.open(dir)) {
            append(journal, 0, 50);

            PanicJournal.Drained drained = drain(journal, e -> {
                asked.add(e);
                throw new IllegalStateException("away");
            });

            assertThat(asked).hasSize(3);
            assertThat(drained).isEqualTo(new PanicJournal.Drained(0, 50, 0, 0));
        }
    }

    /** A crash between draining an entry and removing its segment: the entry comes again, and the log knows it. */
    @Test
    void aCrashWhileDrainingRepeatsAndLosesNothing() throws IOException {
        try (PanicJournal journal = PanicJournal.open(dir)) {
            append(journal, 0, 4);
        }
        Path crashed = Files.createDirectory(dir.resolve("after-crash"));
        List<PanicJournal.Entry> seen = new ArrayList<>();
        try (PanicJournal journal = PanicJournal.open(dir)) {
            drain(journal, e -> {
                if (e.equals(entry(2))) { // the state of the disk at this point is what the next start finds
                    copySegmentsTo(crashed);
                }
                return completedFuture(Settling.SETTLED);
            });
        }
        try (PanicJournal journal = PanicJournal.open(crashed)) {
            drain(journal, e -> took(seen, e));
        }

        assertThat(seen).isEqualTo(entries(0, 4));
    }

    private void copySegmentsTo(Path to) {
        try {
            for (Path file : files(".journal")) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** A crash in the middle of a write, at every byte of the last line. */
    @Test
    void aTornLastLineIsLeftOutWhereverItTears() throws IOException {
        try (PanicJournal journal = PanicJournal.open(dir)) {
            append(journal, 0, 3);
        }
        byte[] whole = Files.readAllBytes(files(".journal").get(0));
        int lastLine = new String(whole, StandardCharsets.ISO_8859_1).lastIndexOf('\n', whole.length - 2) + 1;
        for (int cut = lastLine; cut < whole.length; cut++) {
            Path torn = Files.createDirectory(dir.resolve("cut-" + cut));
            Files.write(PanicSegment.path(torn, 0), java.util.Arrays.copyOf(whole, cut));
            List<PanicJournal.Entry> seen = new ArrayList<>();
            try (PanicJournal journal = PanicJournal.open(torn)) {
                append(journal, 7, 8); // never written behind the torn line
                PanicJournal.Drained drained = drain(journal, e -> took(seen, e));
                assertThat(drained.damaged()).isZero();
            }
            assertThat(seen).containsExactly(entry(0), entry(1), entry(7));
        }
    }

    @Test
    void aDamagedLineIsPutAsideAndTheOthersGoOn() throws IOException {
        try (PanicJournal journal = PanicJournal.open(dir)) {
            append(journal, 0, 3);
        }
        Path segment = files(".journal").get(0);
        String text = Files.readString(segment);
        Files.writeString(segment, text.replace("e-1", "e-9"), StandardOpenOption.TRUNCATE_EXISTING);
        List<PanicJournal.Entry> seen = new ArrayList<>();
        try (PanicJournal journal = PanicJournal.open(dir)) {
            assertThat(drain(journal, e -> took(seen, e))).isEqualTo(new PanicJournal.Drained(2, 0, 1, 0));
        }

        assertThat(seen).containsExactly(entry(0), entry(2));
        assertThat(files(".damaged")).hasSize(1);
        assertThat(Files.readString(files(".damaged").get(0))).contains("e-9").endsWith("\n");
    }

    /** What somebody in need wrote lay open to everybody on the machine. */
    @Test
    void nobodyElseOnTheMachineReadsWhatIsKept() throws IOException {
        Path folder = dir.resolve("data/panics");
        Files.createDirectories(folder);
        Path kept = Files.writeString(folder.resolve("panic-00000000000000000001.damaged"), "from before");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(kept, PosixFilePermissions.fromString("rw-r--r--"));

        try (PanicJournal journal = PanicJournal.open(folder)) {
            append(journal, 0, 3);
        }

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files)
                    .hasSize(3) // lock, segment, what was there
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void twoProcessesNeverShareAJournal() throws IOException {
        try (PanicJournal journal = PanicJournal.open(dir)) {
            assertThat(journal.pending()).isZero();
            assertThatThrownBy(() -> PanicJournal.open(dir))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("open");
        }
    }

    @Test
    void afterCloseNothingIsAcknowledged() throws IOException {
        PanicJournal journal = PanicJournal.open(dir);
        journal.close();

        assertThat(journal.append(entry(1))).failsWithin(java.time.Duration.ofSeconds(5));
    }

    @Test
    void whatCannotBeWrittenIsNotAcknowledgedAndTheNextIs() throws IOException {
        Path gone = dir.resolve("data");
        try (PanicJournal journal = PanicJournal.open(gone)) {
            Files.delete(gone.resolve("panic.lock"));
            Files.delete(gone);

            assertThat(journal.append(entry(1))).failsWithin(java.time.Duration.ofSeconds(5));
            assertThat(journal.pending()).isZero();

            Files.createDirectory(gone);
            append(journal, 2, 3);
            assertThat(journal.pending()).isOne();
        }
    }

    @Test
    void appendingWhileDrainingLosesNothing() throws IOException {
        List<PanicJournal.Entry> seen = new CopyOnWriteArrayList<>();
        try (PanicJournal journal = PanicJournal.open(dir)) {
            for (int round = 0; round < 20; round++) {
                CompletionStage<PanicJournal.Drained> drained = journal.drain(e -> took(seen, e), true);
                append(journal, round * 10, round * 10 + 10);
                drained.toCompletableFuture().join();
            }
            drain(journal, e -> took(seen, e));
        }

        assertThat(seen).containsExactlyElementsOf(entries(0, 200));
    }
}
