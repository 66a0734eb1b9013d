package dev.pullcord.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pullcord.evidence.Archive;
import dev.pullcord.evidence.ArchiveContract;
import dev.pullcord.intake.Partition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteArchiveTest extends ArchiveContract {
    @TempDir
    Path folder;

    private SqliteArchive archive;

    @BeforeEach
    void open() throws IOException {
        archive = SqliteArchive.in(folder.resolve("archive"));
    }

    @AfterEach
    void close() {
        archive.close();
    }

    @Override
    protected Archive archive() {
        return archive;
    }

    @Test
    void whatWasKeptIsThereAfterARestart() throws IOException {
        Archive.Kept one = kept("tandem", 0, 1, T0, "a", true);
        now(archive.keep(List.of(one)));
        archive.close();

        open();

        assertThat(now(archive.find("tandem", one.place().caseId()))).contains(one);
        assertThat(archive.cases()).isEqualTo(1);
    }

    /** What a process left that was killed is the file and SQLite's log beside it, as they are copied here. */
    @Test
    void whatWasKeptIsThereAfterAKill() throws IOException {
        Archive.Kept one = kept("tandem", 0, 1, T0, "a", true);
        now(archive.keep(List.of(one)));
        Files.createDirectories(folder.resolve("killed"));
        for (Path file : files(folder.resolve("archive"))) {
            if (!file.toString().endsWith("-shm")) { // memory of the one that is gone
                Files.copy(file, folder.resolve("killed").resolve(file.getFileName()));
            }
        }

        try (SqliteArchive next = SqliteArchive.in(folder.resolve("killed"))) {
            assertThat(now(next.find("tandem", one.place().caseId()))).contains(one);
        }
    }

    /** An exact copy of the disk's blocks would else still have it. */
    @Test
    void theBytesOfWhatWasRemovedAreInNoFile() throws IOException {
        List<Archive.Kept> all = new ArrayList<>();
        for (int n = 0; n < 200; n++) {
            Archive.Kept plain = kept("tandem", 0, n, T0, "a", true);
            all.add(new Archive.Kept(
                    plain.place(),
                    plain.endedAt(),
                    true,
                    "digest-" + n,
                    ("words-" + n + '-' + "x".repeat(9_000) + "-last-" + n).getBytes(StandardCharsets.UTF_8)));
        }
        now(archive.keep(all));
        assertThat(inFiles("words-7-", "-last-7", "digest-7")).isTrue();
        long before = archive.bytes();

        now(archive.remove(
                "tandem",
                all.subList(1, 200).stream().map(one -> one.place().caseId()).toList()));

        for (int n = 1; n < 200; n++) {
            assertThat(inFiles("words-" + n + '-')).as("the beginning of " + n).isFalse();
            assertThat(inFiles("digest-" + n)).as("the digest of " + n).isFalse();
        }
        assertThat(inFiles("words-0-", "-last-0")).isTrue();
        assertThat(archive.bytes()).as("what is free goes back to the disk").isLessThan(before / 4);
    }

    @Test
    void itIsForItsOwnerOnly() throws IOException {
        now(archive.keep(List.of(kept("tandem", 0, 1, T0, "a", true))));

        assertThat(files(folder.resolve("archive")))
                .hasSizeGreaterThan(1)
                .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("archive"))))
                .isEqualTo("rwx------");
    }

    @Test
    void whatIsNoArchiveIsRefused() throws IOException {
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.writeString(other.resolve("cases.sqlite"), "this is a letter and no archive".repeat(200));

        assertThatThrownBy(() -> SqliteArchive.in(other).close())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cases.sqlite");
    }

    /** A command looks while the service writes. */
    @Test
    void anotherProcessReadsBesideIt() throws IOException {
        Archive.Kept one = kept("tandem", 0, 1, T0, "a", true);
        try (SqliteArchive beside = SqliteArchive.in(folder.resolve("archive"))) {
            now(archive.keep(List.of(one)));

            assertThat(now(beside.newest("tandem", Optional.of("a"), T0.plusSeconds(1), "", 5)))
                    .containsExactly(one.place());
            assertThat(now(beside.ended(new Partition("tandem", 0), true, one.endedAt(), 5)))
                    .hasSize(1);
        }
    }

    @Test
    void onlyOneProcessPutsCasesAway() throws IOException {
        Path shared = folder.resolve("shared");
        try (SqliteArchive first = SqliteArchive.alone(shared)) {
            assertThat(first.cases()).isZero();
            assertThatThrownBy(() -> SqliteArchive.alone(shared).close()).isInstanceOf(IOException.class);
            SqliteArchive.in(shared).close(); // a command looks
        }

        SqliteArchive.alone(shared).close();
    }

    private boolean inFiles(String... words) throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path file : files(folder.resolve("archive"))) {
            all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        }
        return Stream.of(words).allMatch(word -> all.indexOf(word) >= 0);
    }

    private static List<Path> files(Path in) throws IOException {
        try (Stream<Path> files = Files.list(in)) {
            return files.toList();
        }
    }
}
