package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
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
