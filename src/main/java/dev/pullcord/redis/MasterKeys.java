package dev.pullcord.redis;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.pullcord.plugin.DataKeyStore;
import dev.pullcord.wire.StoredJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What data keys are wrapped under: the installation's seal, until it is turned for the first time; from then on master keys of their
 * own, in a file beside the seal. The newest wraps, all that are in the file unwrap. Thread-safe, and several processes may share the
 * file.
 *
 * <p>A turn must reach whoever wraps: else one that slept wraps under an old key after the last was found gone, and that key is dropped.
 * So to wrap and keep is one step under a shared lock, which reads the file first, and to change the file needs the lock alone. The lock
 * is on the seal's file, which is there in any case and is never replaced.
 */
public final class MasterKeys {
    private static final String NAME = "masters.json";
    private static final byte[] DATA_KEY = "data key".getBytes(StandardCharsets.UTF_8);
    private static final int PREFIX = 5; // bytes: Tink's version, the key's number

    /** A file's lock belongs to the process and ends with any channel on it: within one, threads take turns before they take it. */
    private static final Map<Path, ReentrantLock> TURNS = new ConcurrentHashMap<>();

    private final Seal seal;
    private final Optional<Path> sealFile;
    private volatile Known known;

    /**
     * What lies in the file.
     *
     * @param keyset Tink's JSON; absent before the first turn
     * @param sealToo whether the seal unwraps beside it
     * @param turn the newest; absent before the first
     */
    private record Kept(Optional<String> keyset, boolean sealToo, Optional<Turn> turn) {}

    /**
     * One change of the key that wraps.
     *
     * @param begunAt from when on all is wrapped under the new one
     * @param endedAt when nothing was left under those before, and they were dropped
     * @param beginTold whether the audit has that it began
     * @param endTold whether the audit has that it ended
     */
    public record Turn(Instant begunAt, Optional<Instant> endedAt, boolean beginTold, boolean endTold) {
        public boolean ended() {
            return endedAt.isPresent();
        }
    }

    private record Known(String text, Kept kept, Optional<KeysetHandle> keyset, Optional<Aead> masters) {
        byte[] newest() {
            int number = keyset.orElseThrow().getPrimary().getId();
            return ByteBuffer.allocate(PREFIX).put((byte) 1).putInt(number).array();
        }
    }

    private MasterKeys(Seal seal, Optional<Path> sealFile) throws IOException {
        this.seal = seal;
        this.sealFile = sealFile;
        this.known = parsed(read());
    }

    /** The seal alone, which cannot be turned. */
    static MasterKeys only(Seal seal) {
        try {
            return new MasterKeys(seal, Optional.empty());
        } catch (IOException e) {
            throw new IllegalStateException("nothing was read", e);
        }
    }

    /**
     * Those beside this seal.
     *
     * @param sealFile where {@code seal} was read from
     */
    public static MasterKeys beside(Path sealFile, Seal seal) {
        try {
            return new MasterKeys(seal, Optional.of(sealFile.toAbsolutePath()));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the master keys beside " + sealFile + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Wraps these and has them kept, in one step that no turn comes into. Fails with what the store failed with. */
    List<String> keep(List<byte[]> bare, DataKeyStore store) throws IOException {
        return locked(true, () -> {
            refresh();
            List<byte[]> wrapped = new ArrayList<>(bare.size());
            for (byte[] key : bare) {
                wrapped.add(wrap(key));
            }
            return store.keep(wrapped);
        });
    }

    byte[] wrap(byte[] key) {
        Known now = known;
        try {
            return now.masters().isPresent() ? now.masters().get().encrypt(key, DATA_KEY) : seal.wrap(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot wrap a data key", e);
        }
    }

    /**
     * The data key again.
     *
     * @throws Seal.Wrong if no master that is here wrapped it, or it was changed
     */
    byte[] unwrap(byte[] wrapped) {
        try {
            return unwrap(known, wrapped);
        } catch (Seal.Wrong turned) { // perhaps by another process
            try {
                refresh();
            } catch (IOException e) {
                throw new UncheckedIOException("the master keys cannot be read now", e);
            }
            return unwrap(known, wrapped);
        }
    }

    private byte[] unwrap(Known now, byte[] wrapped) {
        if (now.masters().isPresent()) {
            try {
                return now.masters().get().decrypt(wrapped, DATA_KEY);
            } catch (GeneralSecurityException older) {
                if (!now.kept().sealToo()) {
                    throw new Seal.Wrong(older);
                }
            }
        }
        return seal.unwrap(wrapped);
    }

    /** The same key, wrapped under the newest master. */
    byte[] rewrap(byte[] wrapped) {
        return wrap(unwrap(wrapped));
    }

    /** Whether the newest master wrapped this, by what it begins with. */
    boolean isNewest(byte[] wrapped) {
        Known now = known;
        return now.keyset().isEmpty()
                || (wrapped.length > PREFIX && Arrays.equals(wrapped, 0, PREFIX, now.newest(), 0, PREFIX));
    }

    /** The newest turn, as the file has it now; empty before the first. */
    public Optional<Turn> turn() throws IOException {
        refresh();
        return known.kept().turn();
    }

    /** How many keys unwrap now. */
    public int count() {
        Known now = known;
        return now.keyset().map(KeysetHandle::size).orElse(0) + (now.kept().sealToo() ? 1 : 0);
    }

    /** Makes a new master, which wraps from now on, in every process. Those before unwrap until {@link #end}. */
    public Turn begin(Instant now) throws IOException {
        Turn begun = new Turn(now, Optional.empty(), false, false);
        change(before -> {
            KeysetHandle.Builder next =
                    before.keyset().map(KeysetHandle::newBuilder).orElseGet(KeysetHandle::newBuilder);
            KeysetHandle turned = next.addEntry(
                            KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                                    .withRandomId()
                                    .makePrimary())
                    .build();
            return new Kept(Optional.of(written(turned)), before.kept().sealToo(), Optional.of(begun));
        });
        return begun;
    }

    /** Drops all masters but the newest: nothing is wrapped under them any more. Changes nothing if it was turned again since. */
    void end(Turn turn, Instant now) throws IOException {
        change(before -> {
            if (before.kept()
                    .turn()
                    .filter(its -> its.begunAt().equals(turn.begunAt()))
                    .isEmpty()) {
                return before.kept();
            }
            KeysetHandle.Entry newest = before.keyset().orElseThrow().getPrimary();
            KeysetHandle alone = KeysetHandle.newBuilder()
                    .addEntry(KeysetHandle.importKey(newest.getKey())
                            .withFixedId(newest.getId())
                            .makePrimary())
                    .build();
            return new Kept(
                    Optional.of(written(alone)),
                    false,
                    before.kept().turn().map(its -> new Turn(its.begunAt(), Optional.of(now), its.beginTold(), false)));
        });
    }

    /** The audit has of this turn what it says. */
    public void told(Turn turn) throws IOException {
        change(before -> new Kept(
                before.kept().keyset(),
                before.kept().sealToo(),
                before.kept()
                        .turn()
                        .map(its -> its.begunAt().equals(turn.begunAt())
                                ? new Turn(its.begunAt(), its.endedAt(), true, its.ended() && turn.ended())
                                : its)));
    }

    private interface Change {
        Kept from(Known before) throws GeneralSecurityException;
    }

    private void change(Change change) throws IOException {
        locked(false, () -> {
            refresh();
            try {
                String next = StoredJson.write(change.from(known));
                if (!next.equals(known.text())) {
                    write(next);
                    known = parsed(next);
                }
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("cannot make a master key", e);
            }
            return null;
        });
    }

    private void refresh() throws IOException {
        String text = read();
        if (text.isEmpty() && !known.text().isEmpty()) { // "never turned" would wrap under what was dropped
            throw new IOException(NAME + " is gone: restore it from the backup");
        }
        if (!text.equals(known.text())) {
            known = parsed(text);
        }
    }

    private String read() throws IOException {
        try {
            return sealFile.isPresent() ? Files.readString(file()) : "";
        } catch (NoSuchFileException never) {
            return "";
        }
    }

    private Path file() throws IOException {
        return sealFile.orElseThrow(() -> new IOException("a seal alone has no masters"))
                .resolveSibling(NAME);
    }

    private static Known parsed(String text) throws IOException {
        if (text.isEmpty()) {
            Kept none = new Kept(Optional.empty(), true, Optional.empty());
            return new Known(text, none, Optional.empty(), Optional.empty());
        }
        try {
            Kept kept = StoredJson.read(text, Kept.class);
            KeysetHandle keyset = TinkJsonProtoKeysetFormat.parseKeyset(
                    kept.keyset().orElseThrow(), RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
            Aead masters = keyset.getPrimitive(RegistryConfiguration.get(), Aead.class);
            return new Known(text, kept, Optional.of(keyset), Optional.of(masters));
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new IOException(NAME + " is damaged: restore it from the backup", e);
        }
    }

    private static String written(KeysetHandle keyset) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.serializeKeyset(
                keyset, RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
    }

    /** Wholly or not at all, and for good before anything is wrapped under what it has. */
    private void write(String text) throws IOException {
        Path folder = file().getParent();
        Path fresh = Files.createTempFile(
                folder,
                "masters",
                ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            try (FileChannel out = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            Files.move(fresh, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
        try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }

    private interface Step<T> {
        T run() throws IOException;
    }

    private <T> T locked(boolean shared, Step<T> step) throws IOException {
        if (sealFile.isEmpty()) {
            return step.run();
        }
        ReentrantLock turn = TURNS.computeIfAbsent(sealFile.get(), file -> new ReentrantLock());
        turn.lock();
        try (FileChannel file =
                FileChannel.open(sealFile.get(), shared ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
            file.lock(0, Long.MAX_VALUE, shared); // let go by closing
            return step.run();
        } finally {
            turn.unlock();
        }
    }
}
