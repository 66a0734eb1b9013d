package dev.pullcord.redis;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import dev.pullcord.plugin.DataKeyStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Seals what belongs to a case under keys that can be destroyed: envelope encryption, each key wrapped by the installation's {@link
 * MasterKeys} and kept by a {@link DataKeyStore}. What is sealed names its key, {@code sealed.1.<id>.<base64url>}, so whoever reads
 * needs to know nothing.
 *
 * <p>AES-256-GCM by Tink, with nonces drawn at random: a report's key seals once, a case's some thousand times, of 2^32 that are safe.
 * So the same text is never sealed alike, and who compares what is stored has to read it as it lies there: {@link RedisLink#stored}.
 *
 * <p>Keys are made some hundred at once, ahead of need: to take one costs no write and no wait. Those that a process had left when it
 * ended sealed nothing and are never used.
 */
public final class CaseSeal implements AutoCloseable {
    static final String SEALED = "sealed.1.";

    private static final int KEY_BYTES = 32;
    private static final int BATCH = 512;
    private static final int LOW = 256;
    private static final int WARM = 2_000;
    private static final int REMEMBERED = 20_000; // about 10 MB
    private static final Duration AT_MOST = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5); // a store may be far away
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final MasterKeys masters;
    private final DataKeyStore store;
    private final boolean on;
    private final SecureRandom random = new SecureRandom();
    private final Cache<String, Optional<Key>> known = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(AT_MOST) // another process may have destroyed it
            .build();
    private final ExecutorService aside = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "data-keys");
        thread.setDaemon(true);
        return thread;
    });
    private final Deque<Key> ready = new ArrayDeque<>();
    private final Deque<CompletableFuture<Key>> waiting = new ArrayDeque<>();
    private boolean making;
    private boolean closed;

    /** @param masters wrap the keys before the store gets them */
    public CaseSeal(MasterKeys masters, DataKeyStore store) {
        this(masters, store, true);
    }

    /** Where the seal was never turned. */
    public CaseSeal(Seal seal, DataKeyStore store) {
        this(MasterKeys.only(seal), store);
    }

    private CaseSeal(MasterKeys masters, DataKeyStore store, boolean on) {
        this.masters = masters;
        this.store = store;
        this.on = on;
    }

    /** Seals nothing, and reads what is not sealed. */
    public static CaseSeal none(Seal seal) {
        return new CaseSeal(MasterKeys.only(seal), new NoKeys(), false);
    }

    /** What brings the keys under a new master; empty where there are none, or their store cannot change how one is wrapped. */
    public Optional<Rewrapping> rewrapping(Clock clock) {
        return store instanceof DataKeyStore.Rewrappable its
                ? Optional.of(new Rewrapping(masters, its, clock))
                : Optional.empty();
    }

    private static final class NoKeys implements DataKeyStore {
        @Override
        public List<String> keep(List<byte[]> wrapped) throws IOException {
            throw new IOException("keys.store is none");
        }

        @Override
        public Optional<byte[]> find(String id) {
            return Optional.empty();
        }

        @Override
        public void destroy(Collection<String> ids) {
            // what it never had
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    /** Whether what is written from now on is sealed. */
    boolean on() {
        return on;
    }

    /**
     * A key, to seal with.
     *
     * @param id what the store knows it by
     */
    record Key(String id, Aead aead) {
        /** What this says, for nobody without the key. */
        String close(String text) {
            try {
                return SEALED + id + '.' + ENCODER.encodeToString(aead.encrypt(bytes(text), bytes(id)));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("cannot seal what belongs to a case", e);
            }
        }
    }

    /** A key that was never used, and outlives a power cut. Fails with an {@link IOException} while none can be kept. */
    CompletionStage<Key> fresh() {
        CompletableFuture<Key> given;
        synchronized (ready) {
            Key next = ready.poll();
            if (next == null && closed) {
                return CompletableFuture.failedFuture(closed());
            }
            if (ready.size() < LOW && !making && !closed) {
                making = true;
                aside.execute(this::make);
            }
            if (next != null) {
                return CompletableFuture.completedFuture(next);
            }
            given = new CompletableFuture<>();
            waiting.add(given);
        }
        return given;
    }

    /**
     * Gets used to sealing, aside: a process's first thousand times take fifty times as long as all others, and the first to come may
     * be a flood of panics.
     */
    public CompletionStage<Void> warm() {
        if (!on) {
            return CompletableFuture.completedFuture(null);
        }
        return CompletableFuture.runAsync(
                () -> {
                    fresh().thenAccept(this::giveBack); // the first batch is made next
                    String text = "x".repeat(1_000);
                    for (int i = 0; i < WARM; i++) {
                        byte[] bare = new byte[KEY_BYTES];
                        random.nextBytes(bare);
                        Key key = key("warm", masters.unwrap(masters.wrap(bare)));
                        open(key, key.close(text));
                    }
                },
                aside);
    }

    /** Each of these under a key of its own. */
    CompletionStage<List<String>> sealed(List<String> texts) {
        if (!on) {
            return CompletableFuture.completedFuture(texts);
        }
        return RedisReviewQueue.all(texts.stream()
                .map(text -> fresh().thenApply(key -> key.close(text)).toCompletableFuture())
                .toList());
    }

    /** It sealed nothing that anybody keeps. */
    void giveBack(Key key) {
        synchronized (ready) {
            ready.addFirst(key);
        }
    }

    private void make() {
        List<Key> made = List.of();
        Throwable fault = null;
        try {
            made = batch();
        } catch (IOException | RuntimeException e) {
            fault = e;
        }
        List<Runnable> given = new ArrayList<>();
        synchronized (ready) {
            ready.addAll(made);
            making = false;
            for (Key key = ready.peek(); key != null && !waiting.isEmpty(); key = ready.peek()) {
                CompletableFuture<Key> first = waiting.remove();
                Key its = ready.remove();
                given.add(() -> first.complete(its));
            }
            Throwable why = fault;
            while (why != null && !waiting.isEmpty()) {
                CompletableFuture<Key> first = waiting.remove();
                given.add(() -> first.completeExceptionally(why));
            }
            if (closed) {
                waiting.forEach(late -> given.add(() -> late.completeExceptionally(closed())));
                waiting.clear();
            } else if (!waiting.isEmpty()) {
                making = true;
                aside.execute(this::make);
            }
        }
        given.forEach(Runnable::run);
    }

    private List<Key> batch() throws IOException {
        List<byte[]> bare = new ArrayList<>(BATCH);
        byte[] drawn = new byte[BATCH * KEY_BYTES];
        random.nextBytes(drawn);
        for (int i = 0; i < BATCH; i++) {
            bare.add(Arrays.copyOfRange(drawn, i * KEY_BYTES, (i + 1) * KEY_BYTES));
        }
        List<String> ids = masters.keep(bare, store);
        List<Key> made = new ArrayList<>(BATCH);
        for (int i = 0; i < BATCH; i++) {
            Key key = key(ids.get(i), bare.get(i));
            known.put(key.id(), Optional.of(key));
            made.add(key);
        }
        return made;
    }

    private static Key key(String id, byte[] bare) {
        try {
            return new Key(id, new AesGcmJce(bare));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a data key is none", e);
        }
    }

    /** The key of this id; empty when it was destroyed. */
    Optional<Key> find(String id) {
        return known.get(id, this::read);
    }

    private Optional<Key> read(String id) {
        try {
            return unwrapped(id);
        } catch (Seal.Wrong read) { // perhaps while it was written over, or before a turn that is over now
            return again(id);
        } catch (IOException e) {
            throw new UncheckedIOException("a data key cannot be read now", e);
        }
    }

    private Optional<Key> again(String id) {
        try {
            return unwrapped(id);
        } catch (IOException e) {
            throw new UncheckedIOException("a data key cannot be read now", e);
        }
    }

    private Optional<Key> unwrapped(String id) throws IOException {
        return store.find(id).map(wrapped -> key(id, masters.unwrap(wrapped)));
    }

    /**
     * What was sealed; any other text as it is, also one whose key is gone or that was changed: {@link #isSealed} tells.
     *
     * @throws UncheckedIOException if the key cannot be read now
     */
    String open(String text) {
        int dot = isSealed(text) ? text.indexOf('.', SEALED.length()) : -1;
        if (dot < 0) {
            return text;
        }
        return find(text.substring(SEALED.length(), dot))
                .map(key -> open(key, text))
                .orElse(text);
    }

    private static String open(Key key, String text) {
        String closed = text.substring(SEALED.length() + key.id().length() + 1);
        try {
            byte[] bytes = DECODER.decode(closed);
            byte[] open = key.aead().decrypt(bytes, bytes(key.id()));
            // Base64 has several spellings of the same bytes. Only ours is what was written.
            return ENCODER.encodeToString(bytes).equals(closed) ? new String(open, StandardCharsets.UTF_8) : text;
        } catch (GeneralSecurityException | IllegalArgumentException changed) {
            return text;
        }
    }

    /** Whether this is still sealed: then nobody can read it. */
    static boolean isSealed(String text) {
        return text.startsWith(SEALED);
    }

    /** Destroys these keys, and what they sealed with them, wherever a copy of it lies. Completes when a power cut would not undo it. */
    CompletionStage<Void> destroy(Collection<String> ids) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        store.destroy(ids);
                    } catch (IOException e) {
                        throw new CompletionException(e);
                    }
                    known.invalidateAll(ids);
                },
                aside);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static IOException closed() {
        return new IOException("the keys are closed");
    }

    /** Waits some seconds for what it was about to keep or destroy, so that a store is not closed under it. */
    @Override
    public void close() {
        synchronized (ready) {
            closed = true;
        }
        aside.shutdown();
        try {
            aside.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        store.close();
    }
}
