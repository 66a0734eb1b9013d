package dev.pullcord.intake;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.PanicJournal.Entry;
import dev.pullcord.intake.PanicJournal.Settling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the log does not take because of itself is passed over and kept. */
class PanicAsideTest {
    @TempDir
    Path dir;

    private static Entry entry(int n) {
        return new Entry("acme", Instant.ofEpochMilli(n), Subject.meeting("m-" + n), "{\"id\":\"e-" + n + "\"}");
    }

    private static void append(PanicJournal journal, int count) {
        CompletableFuture.allOf(IntStream.range(0, count)
                        .mapToObj(n -> journal.append(entry(n)).toCompletableFuture())
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    @Test
    void entriesThatAreUnfitKeepNoOthersWaiting() throws IOException {
        List<Entry> seen = new CopyOnWriteArrayList<>();
        try (PanicJournal journal = PanicJournal.open(dir)) {
            append(journal, 6);

            PanicJournal.Drained drained = journal.drain(
                            e -> {
                                if (e.receivedAt().toEpochMilli() < 4) {
                                    return completedFuture(Settling.UNFIT);
                                }
                                seen.add(e);
                                return completedFuture(Settling.SETTLED);
                            },
                            false)
                    .toCompletableFuture()
                    .join();

            assertThat(drained).isEqualTo(new PanicJournal.Drained(2, 0, 0, 4));
            assertThat(seen).containsExactly(entry(4), entry(5));
            assertThat(journal.pending()).isZero();
            assertThat(journal.aside()).isEqualTo(4);
        }
    }

    @Test
    void whatIsAsideIsKnownAfterARestartTriedOnlyWhenAskedAndGoneOnceItIsTaken() throws IOException {
        List<Entry> seen = new CopyOnWriteArrayList<>();
        try (PanicJournal journal = PanicJournal.open(dir)) {
            append(journal, 2);
            journal.drain(e -> completedFuture(Settling.UNFIT), true)
                    .toCompletableFuture()
                    .join();
        }
        try (PanicJournal journal = PanicJournal.open(dir)) {
            assertThat(journal.aside()).isEqualTo(2);
            drain(journal, seen, false);
            assertThat(seen).isEmpty();

            drain(journal, seen, true);

            assertThat(seen).containsExactly(entry(0), entry(1));
            assertThat(journal.aside()).isZero();
        }
        try (Stream<Path> files = Files.list(dir)) {
            assertThat(files.map(f -> f.getFileName().toString())).containsExactly("panic.lock");
        }
    }

    @Test
    void aFileThatCannotBeReadKeepsNoOthersWaiting() throws IOException {
        List<Entry> seen = new CopyOnWriteArrayList<>();
        try (PanicJournal journal = PanicJournal.open(dir)) {
            append(journal, 1);
        }
        Files.move(PanicSegment.path(dir, 0), PanicSegment.path(dir, 1));
        try (PanicJournal journal = PanicJournal.open(dir)) {
            Files.createDirectory(PanicSegment.path(dir, 0));

            assertThat(journal.drain(e -> took(seen, e), true)).failsWithin(Duration.ofSeconds(20));

            assertThat(seen).containsExactly(entry(0));
        }
    }

    private static CompletionStage<Settling> took(List<Entry> seen, Entry entry) {
        seen.add(entry);
        return completedFuture(Settling.SETTLED);
    }

    private static void drain(PanicJournal journal, List<Entry> seen, boolean asideToo) {
        journal.drain(e -> took(seen, e), asideToo).toCompletableFuture().join();
    }

    /**
     * The state of the disk after each step is what a crash there leaves. From every one of them, whatever was taken,
     * was unfit or found the log away before: each entry is in the log already, or is found on disk.
     */
    @Property(tries = 40)
    void nothingIsLostWhereverACrashFalls(@ForAll @Size(min = 1, max = 8) List<Settling> first, @ForAll Settling second)
            throws IOException {
        Path root = Files.createTempDirectory("panic-aside");
        try {
            List<Path> crashes = new ArrayList<>();
            List<Set<Entry>> takenBefore = new ArrayList<>();
            Path live = Files.createDirectory(root.resolve("live"));
            Set<Entry> taken = new HashSet<>();
            try (PanicJournal journal = PanicJournal.open(live, () -> {
                Path crash = root.resolve("crash-" + crashes.size());
                copy(live, crash);
                crashes.add(crash);
                takenBefore.add(Set.copyOf(taken));
            })) {
                append(journal, first.size());
                for (int round = 0; round < 2; round++) {
                    boolean again = round > 0;
                    journal.drain(
                                    e -> {
                                        Settling verdict = again
                                                ? second
                                                : first.get((int) e.receivedAt().toEpochMilli());
                                        if (verdict == Settling.SETTLED) {
                                            taken.add(e);
                                        }
                                        return completedFuture(verdict);
                                    },
                                    true)
                            .toCompletableFuture()
                            .join();
                }
            }
            assertThat(crashes).isNotEmpty();
            for (int i = 0; i < crashes.size(); i++) {
                Set<Entry> known = new HashSet<>(takenBefore.get(i));
                List<Entry> found = new CopyOnWriteArrayList<>();
                try (PanicJournal journal = PanicJournal.open(crashes.get(i))) {
                    drain(journal, found, true);
                    assertThat(journal.aside() + journal.pending()).isZero();
                }
                known.addAll(found);
                assertThat(known)
                        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, first.size())
                                .mapToObj(PanicAsideTest::entry)
                                .toList());
            }
        } finally {
            try (Stream<Path> all = Files.walk(root)) {
                all.sorted(Comparator.reverseOrder()).forEach(PanicAsideTest::delete);
            }
        }
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.list(from)) {
            Files.createDirectory(to);
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
