package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pullcord.intake.StoreAway;
import dev.pullcord.plugin.DataKeyStore;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseSealTest {
    @TempDir
    Path folder;

    private final AtomicBoolean full = new AtomicBoolean();
    private Seal wraps;
    private CaseSeal seal;

    @BeforeEach
    void open() throws IOException {
        wraps = Seal.of(folder.resolve("seal.json"));
        seal = new CaseSeal(wraps, new Sometimes(KeyFiles.in(folder.resolve("keys")), full));
    }

    @AfterEach
    void close() {
        seal.close();
    }

    @Test
    void whatIsSealedIsOpenedByWhoeverHasTheKeys() throws Exception {
        String text = "zwei Wörter, and \0 what JSON has not";
        CaseSeal.Key key = fresh();
        String closed = key.close(text);

        assertThat(closed).startsWith("sealed.1." + key.id() + ".").doesNotContain("Wörter");
        assertThat(seal.open(closed)).isEqualTo(text);
        assertThat(key.close(text)).as("nobody sees that it is the same").isNotEqualTo(closed);
        assertThat(fresh().close(text)).isNotEqualTo(closed);
        try (CaseSeal other = new CaseSeal(wraps, KeyFiles.in(folder.resolve("keys")))) {
            assertThat(other.open(closed)).isEqualTo(text);
        }
        try (CaseSeal other = new CaseSeal(wraps, KeyFiles.in(folder.resolve("other")))) {
            assertThat(other.open(closed)).isEqualTo(closed);
        }
    }

    @Test
    void anyOtherTextStaysAsItIs() throws Exception {
        String closed = fresh().close("hello");
        int at = closed.lastIndexOf('.') + 5;
        String changed = closed.substring(0, at) + (closed.charAt(at) == 'A' ? 'B' : 'A') + closed.substring(at + 1);

        assertThat(Stream.of(
                        "",
                        "sealed",
                        "sealed.1.",
                        "sealed.1.x",
                        "sealed.1.x.y",
                        "sealed.1..",
                        changed,
                        closed + "=",
                        closed + "A",
                        "x" + closed))
                .allSatisfy(text -> assertThat(seal.open(text)).isEqualTo(text));
    }

    @Test
    void noKeyIsGivenTwiceButOneThatCameBack() throws Exception {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 2_000; i++) {
            assertThat(ids.add(fresh().id())).isTrue();
        }
        CaseSeal.Key unused = fresh();
        seal.giveBack(unused);
        assertThat(fresh()).isEqualTo(unused);
    }

    @Test
    void aDestroyedKeyOpensNothingAnyMore() throws Exception {
        CaseSeal.Key gone = fresh();
        CaseSeal.Key stays = fresh();
        seal.destroy(List.of(gone.id())).toCompletableFuture().get();

        assertThat(seal.open(gone.close("hello"))).startsWith("sealed.1.");
        assertThat(seal.open(stays.close("hello"))).isEqualTo("hello");
    }

    /** To intake it is as if the store were away: panics go to the journal. */
    @Test
    void withoutAKeyNothingIsSealedAndLaterItIs() throws Exception {
        full.set(true);
        CompletableFuture<CaseSeal.Key> asked = seal.fresh().toCompletableFuture();
        assertThatThrownBy(asked::get)
                .isInstanceOf(ExecutionException.class)
                .satisfies(
                        failure -> assertThat(StoreAway.is(failure.getCause())).isTrue());

        full.set(false);

        assertThat(fresh()).isNotNull();
    }

    /** Else a key would be written into a store that is closed, or was taken away. */
    @Test
    void closingWaitsForTheKeysThatAreBeingKept() throws Exception {
        Slow store = new Slow();
        CaseSeal slow = new CaseSeal(wraps, store);
        List<CompletableFuture<CaseSeal.Key>> asked = Stream.generate(
                        () -> slow.fresh().toCompletableFuture())
                .limit(600) // more than are made at once
                .toList();
        store.begun.await();

        Thread closing = new Thread(slow::close);
        closing.start();
        while (closing.getState() == Thread.State.NEW || closing.getState() == Thread.State.RUNNABLE) {
            Thread.onSpinWait();
        }
        store.goOn.countDown();
        closing.join();

        assertThat(store.order).containsExactly("kept", "closed");
        assertThat(asked.get(0).get().id()).isEqualTo("0");
        assertThat(asked).allMatch(CompletableFuture::isDone);
        assertThat(asked.get(599)).isCompletedExceptionally();
        assertThat(slow.fresh()).isCompletedExceptionally();
    }

    private static final class Slow implements DataKeyStore {
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch goOn = new CountDownLatch(1);
        final List<String> order = new CopyOnWriteArrayList<>();

        @Override
        public List<String> keep(List<byte[]> wrapped) throws IOException {
            begun.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new InterruptedIOException();
            }
            order.add("kept");
            return IntStream.range(0, wrapped.size())
                    .mapToObj(Integer::toString)
                    .toList();
        }

        @Override
        public Optional<byte[]> find(String id) {
            return Optional.empty();
        }

        @Override
        public void destroy(Collection<String> ids) {
            // nothing is destroyed here
        }

        @Override
        public void close() {
            order.add("closed");
        }
    }

    private CaseSeal.Key fresh() throws Exception {
        return seal.fresh().toCompletableFuture().get();
    }

    private record Sometimes(DataKeyStore files, AtomicBoolean full) implements DataKeyStore {
        @Override
        public List<String> keep(List<byte[]> wrapped) throws IOException {
            if (full.get()) {
                throw new IOException("No space left on device");
            }
            return files.keep(wrapped);
        }

        @Override
        public Optional<byte[]> find(String id) throws IOException {
            return files.find(id);
        }

        @Override
        public void destroy(Collection<String> ids) throws IOException {
            files.destroy(ids);
        }

        @Override
        public void close() {
            files.close();
        }
    }
}
