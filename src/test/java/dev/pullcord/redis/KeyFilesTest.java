package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pullcord.plugin.DataKeyStore;
import dev.pullcord.plugin.DataKeyStore.Rewrappable.Change;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFilesTest {
    @TempDir
    Path folder;

    @Test
    void whatIsKeptIsFoundUntilItIsDestroyed() throws IOException {
        try (KeyFiles files = KeyFiles.in(folder);
                KeyFiles others = KeyFiles.in(folder)) {
            List<String> ids = files.keep(List.of(bytes("one"), bytes("another"), bytes("a third")));
            List<String> theirs = others.keep(List.of(bytes("of another process")));

            others.destroy(List.of(ids.get(1)));
            others.destroy(
                    List.of(ids.get(1), "no id", "aaaaaaaaaaaa-7", ids.get(0).substring(0, 12) + "-99"));

            assertThat(files.find(ids.get(0))).contains(bytes("one"));
            assertThat(files.find(ids.get(1))).isEmpty();
            assertThat(files.find(ids.get(2))).contains(bytes("a third"));
            assertThat(files.find(theirs.get(0))).contains(bytes("of another process"));
            assertThat(onDisk()).contains("one", "a third").doesNotContain("another\0");
        }
        try (KeyFiles again = KeyFiles.in(folder)) {
            assertThat(again.find(again.keep(List.of(bytes("new"))).get(0))).contains(bytes("new"));
        }
    }

    @Test
    void whatIsNoIdHasNoKey() throws IOException {
        try (KeyFiles files = KeyFiles.in(folder)) {
            files.keep(List.of(bytes("one")));
            for (String id : List.of("", "../../etc/passwd", "aaaaaaaaaaaa-0", "x", "aaaaaaaaaaaa-99999", "é-1")) {
                assertThat(files.find(id)).as(id).isEmpty();
            }
        }
    }

    @Test
    void manyGoIntoSeveralFilesAndNoIdIsGivenTwice() throws IOException {
        try (KeyFiles files = KeyFiles.in(folder)) {
            List<String> ids = new ArrayList<>();
            for (int batch = 0; batch < 5; batch++) {
                int from = batch * 9_000;
                ids.addAll(files.keep(IntStream.range(from, from + 9_000)
                        .mapToObj(i -> bytes("key " + i))
                        .toList()));
            }

            assertThat(new HashSet<>(ids)).hasSize(45_000);
            assertThat(files.find(ids.get(32_767))).contains(bytes("key 32767"));
            assertThat(files.find(ids.get(32_768))).contains(bytes("key 32768"));
            assertThat(files.find(ids.get(44_999))).contains(bytes("key 44999"));
        }
    }

    @Test
    void whatIsNoWrappedKeyIsRefused() throws IOException {
        try (KeyFiles files = KeyFiles.in(folder)) {
            assertThatThrownBy(() -> files.keep(List.of(new byte[0]))).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> files.keep(List.of(new byte[127]))).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void onlyItsOwnerReadsIt() throws IOException {
        Path below = folder.resolve("below/keys");
        try (KeyFiles files = KeyFiles.in(below)) {
            files.keep(Collections.nCopies(3, bytes("one")));
        }
        assertThat(Files.getPosixFilePermissions(below)).hasSize(3);
        try (Stream<Path> all = Files.list(below)) {
            assertThat(all)
                    .singleElement()
                    .satisfies(file ->
                            assertThat(Files.getPosixFilePermissions(file)).hasSize(2));
        }
    }

    @Test
    void anotherWrappingTakesThePlaceOfTheOneThatWasReadAndOfNoOther() throws IOException {
        try (KeyFiles files = KeyFiles.in(folder)) {
            List<String> ids = files.keep(List.of(bytes("one"), bytes("two"), bytes("six")));
            files.destroy(List.of(ids.get(2)));

            files.replace(List.of(
                    new Change(ids.get(0), bytes("one"), bytes("uno")),
                    new Change(ids.get(1), bytes("zwo"), bytes("due")),
                    new Change(ids.get(2), bytes("six"), bytes("sei")),
                    new Change(ids.get(1), bytes("two"), bytes("longer")),
                    new Change("aaaaaaaaaaaa-0", bytes("two"), bytes("due"))));

            assertThat(files.find(ids.get(0))).contains(bytes("uno"));
            assertThat(files.find(ids.get(1))).contains(bytes("two"));
            assertThat(files.find(ids.get(2))).isEmpty();
            assertThat(onDisk()).doesNotContain("due", "sei", "longer");
        }
    }

    @Test
    void pageByPageEveryKeyIsMetOnce() throws IOException {
        try (KeyFiles files = KeyFiles.in(folder);
                KeyFiles others = KeyFiles.in(folder)) {
            List<String> ids = new ArrayList<>(files.keep(Collections.nCopies(10, bytes("one"))));
            ids.addAll(others.keep(Collections.nCopies(7, bytes("two"))));
            files.destroy(List.of(ids.remove(3)));
            for (int max : new int[] {1, 5, 7, 100}) {
                List<String> met = new ArrayList<>();
                Optional<String> after = Optional.empty();
                do {
                    DataKeyStore.Rewrappable.Page page = files.page(after, max);
                    met.addAll(page.wrapped().keySet());
                    assertThat(page.wrapped().size()).isLessThanOrEqualTo(max);
                    after = page.next();
                } while (after.isPresent());
                assertThat(met).as("by %d", max).containsExactlyInAnyOrderElementsOf(ids);
            }
        }
    }

    private String onDisk() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
