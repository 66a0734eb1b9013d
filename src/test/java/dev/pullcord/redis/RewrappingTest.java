package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pullcord.plugin.DataKeyStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Turning the master key: everything is readable at every moment, and the old one goes only when nothing is under it. */
class RewrappingTest {
    private static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant LATER = T0.plusSeconds(60);

    @TempDir
    Path folder;

    private MasterKeys masters;
    private KeyFiles files;
    private Map<String, byte[]> kept;

    @BeforeEach
    void someKeysUnderTheSeal() throws IOException {
        files = KeyFiles.in(folder.resolve("keys"));
        masters = masters();
        kept = keep(masters, files, 40);
    }

    private Path sealFile() {
        return folder.resolve("seal.json");
    }

    /** As another process has them. */
    private MasterKeys masters() {
        return MasterKeys.beside(sealFile(), Seal.of(sealFile()));
    }

    private static Map<String, byte[]> keep(MasterKeys masters, DataKeyStore store, int count) throws IOException {
        List<byte[]> bare = IntStream.range(0, count)
                .mapToObj(i -> ("a data key, the " + i + "th of all").getBytes(StandardCharsets.UTF_8))
                .toList();
        List<String> ids = masters.keep(bare, store);
        Map<String, byte[]> kept = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            kept.put(ids.get(i), bare.get(i));
        }
        return kept;
    }

    private static void assertReadable(MasterKeys masters, DataKeyStore store, Map<String, byte[]> kept)
            throws IOException {
        for (Map.Entry<String, byte[]> key : kept.entrySet()) {
            assertThat(masters.unwrap(store.find(key.getKey()).orElseThrow()))
                    .as(key.getKey())
                    .isEqualTo(key.getValue());
        }
    }

    private static Rewrapping rewrapping(MasterKeys masters, DataKeyStore.Rewrappable store) {
        return new Rewrapping(masters, store, Clock.fixed(LATER, ZoneOffset.UTC));
    }

    private static void finish(Rewrapping rewrapping, int page) throws IOException {
        int steps = 0;
        while (rewrapping.step(page).more()) {
            assertThat(steps++).as("steps").isLessThan(1_000);
        }
    }

    @Test
    void nothingIsDoneBeforeItIsTurned() throws IOException {
        assertThat(rewrapping(masters, files).step(10).more()).isFalse();
        assertThat(masters.turn()).isEmpty();
        assertThat(folder.resolve("masters.json")).doesNotExist();
    }

    @Test
    void whatIsNewIsUnderTheNewMasterAtOnceInEveryProcess() throws IOException {
        MasterKeys other = masters();

        masters.begin(T0);

        Map<String, byte[]> theirs = keep(other, files, 3);
        for (String id : theirs.keySet()) {
            assertThat(masters.isNewest(files.find(id).orElseThrow())).isTrue();
        }
        for (String id : kept.keySet()) {
            assertThat(masters.isNewest(files.find(id).orElseThrow())).isFalse();
        }
        assertReadable(other, files, kept);
        assertReadable(masters, files, theirs);
    }

    @Test
    void theOldMasterGoesWhenNothingIsUnderItAndOpensNothingFromThenOn() throws IOException {
        String id = kept.keySet().iterator().next();
        byte[] underTheSeal = files.find(id).orElseThrow();
        masters.begin(T0);
        Rewrapping rewrapping = rewrapping(masters, files);

        for (int page = 0; page < 4; page++) {
            assertThat(rewrapping.step(10).more()).isTrue();
            assertThat(masters.count()).as("masters, while it goes on").isEqualTo(2);
            assertReadable(masters, files, kept);
        }
        finish(rewrapping, 10);

        assertThat(masters.turn().orElseThrow().endedAt()).contains(LATER);
        assertThat(masters.count()).isEqualTo(1);
        assertReadable(masters(), files, kept);
        assertThatThrownBy(() -> masters().unwrap(underTheSeal)).isInstanceOf(Seal.Wrong.class);
    }

    @Test
    void turnedAgainBeforeItEndedAllComesUnderTheLast() throws IOException {
        masters.begin(T0);
        Rewrapping rewrapping = rewrapping(masters, files);
        rewrapping.step(25);
        Map<String, byte[]> between = keep(masters, files, 5);
        masters().begin(LATER);

        finish(rewrapping, 25);

        assertThat(masters.turn().orElseThrow().begunAt()).isEqualTo(LATER);
        assertThat(masters.count()).isEqualTo(1);
        assertReadable(masters, files, kept);
        assertReadable(masters, files, between);
        assertThat(rewrapping.step(25).more()).isFalse();
    }

    /** The store dies at its first call, at its second, and so on, each time before and after it did what it was asked. */
    @Test
    void dyingAnywhereItGoesOnAndIsDoneOnce() throws IOException {
        masters.begin(T0);
        boolean ended = false;
        for (int calls = 0; !ended; calls++) {
            assertThat(calls).isLessThan(60);
            for (boolean after : new boolean[] {false, true}) {
                MasterKeys mine = masters();
                try {
                    finish(rewrapping(mine, new LentKeyFiles.Dying(files, calls, after)), 7);
                    ended = true;
                } catch (LentKeyFiles.Dying.Died died) {
                    assertReadable(masters(), files, kept);
                    assertThat(masters().turn().orElseThrow().ended()).isFalse();
                }
            }
        }
        assertThat(masters().count()).isEqualTo(1);
        assertReadable(masters(), files, kept);
    }

    @Test
    void aKeyDestroyedMeanwhileDoesNotComeBack() throws IOException {
        masters.begin(T0);
        String gone = kept.keySet().iterator().next();
        DataKeyStore.Rewrappable raced = new LentKeyFiles(files) {
            @Override
            public void replace(List<Change> changes) throws IOException {
                try (KeyFiles others = KeyFiles.in(folder.resolve("keys"))) {
                    others.destroy(List.of(gone));
                }
                super.replace(changes);
            }
        };

        finish(rewrapping(masters, raced), 100);

        assertThat(files.find(gone)).isEmpty();
        kept.remove(gone);
        assertReadable(masters, files, kept);
    }

    @Test
    void whatAnOlderMasterIsJustWrappingIsWaitedFor() throws Exception {
        CountDownLatch wrapped = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        List<String> late = new ArrayList<>();
        DataKeyStore slow = new LentKeyFiles(files) {
            @Override
            public List<String> keep(List<byte[]> keys) throws IOException {
                wrapped.countDown();
                awaitQuietly(goOn);
                late.addAll(super.keep(keys));
                return late;
            }
        };
        Thread keeping = new Thread(() -> keepQuietly(slow));
        keeping.start();
        wrapped.await();
        MasterKeys turned = masters();
        Thread turning = new Thread(() -> beginQuietly(turned));
        turning.start();
        while (turning.getState() == Thread.State.NEW || turning.getState() == Thread.State.RUNNABLE) {
            Thread.onSpinWait();
        }
        assertThat(turning.getState()).as("the turn").isIn(Thread.State.WAITING, Thread.State.BLOCKED);

        goOn.countDown();
        keeping.join();
        turning.join();
        finish(rewrapping(turned, files), 10);

        assertThat(turned.isNewest(files.find(late.get(0)).orElseThrow())).isTrue();
    }

    @Test
    void aDamagedKeyHoldsNothingUpAndIsCounted() throws IOException {
        String damaged = kept.keySet().iterator().next();
        byte[] was = files.find(damaged).orElseThrow();
        byte[] broken = was.clone();
        broken[20] ^= 1;
        files.replace(List.of(new DataKeyStore.Rewrappable.Change(damaged, was, broken)));
        masters.begin(T0);
        Rewrapping rewrapping = rewrapping(masters, files);

        Rewrapping.Step step = rewrapping.step(100);

        assertThat(step.rewrapped()).isEqualTo(39);
        assertThat(step.lost()).isEqualTo(1);
        finish(rewrapping, 100);
        assertThat(masters.count()).isEqualTo(1);
        assertThat(files.find(damaged)).contains(broken);
    }

    @Test
    void aReaderThatSleptThroughATurnReadsOn() throws IOException {
        MasterKeys slept = masters();
        masters.begin(T0);
        finish(rewrapping(masters, files), 100);

        assertReadable(slept, files, kept);
    }

    @Test
    void withAnotherFileOfMastersItSaysSo() throws IOException {
        masters.begin(T0);
        finish(rewrapping(masters, files), 100);
        Files.delete(folder.resolve("masters.json"));
        assertThatThrownBy(() -> keep(masters, files, 1)) // nothing new goes under what was dropped
                .hasMessageContaining("masters.json is gone");
        assertThatThrownBy(() -> masters()
                        .unwrap(files.find(kept.keySet().iterator().next()).orElseThrow()))
                .isInstanceOf(Seal.Wrong.class);
        Files.writeString(folder.resolve("masters.json"), "{}");
        assertThatThrownBy(this::masters)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("damaged");
    }

    /** A process of its own, killed with -9 some pages further each time. */
    @Test
    void killedAgainAndAgainItComesToItsEnd() throws Exception {
        kept.putAll(keep(masters, files, 3_000));
        masters.begin(T0);
        for (int pages : new int[] {1, 20, 45}) {
            Process process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx64m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            RewrappingTest.class.getName(),
                            folder.toString()))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (int page = 0; page < pages; page++) {
                    assertThat(lines.readLine()).isNotNull();
                }
            } finally {
                process.toHandle().destroyForcibly();
                process.waitFor();
            }
            assertReadable(masters(), files, kept);
        }
        assertThat(masters().turn().orElseThrow().ended()).isFalse();

        finish(rewrapping(masters(), files), 500);

        assertThat(masters().count()).isEqualTo(1);
        assertReadable(masters(), files, kept);
    }

    /** The process: never comes to an end by itself. */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        Path seal = folder.resolve("seal.json");
        Rewrapping rewrapping = rewrapping(MasterKeys.beside(seal, Seal.of(seal)), KeyFiles.in(folder.resolve("keys")));
        while (rewrapping.step(30).more()) {
            System.out.println("a page");
        }
    }

    private void keepQuietly(DataKeyStore store) {
        try {
            keep(masters, store, 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void beginQuietly(MasterKeys masters) {
        try {
            masters.begin(T0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
