package dev.pullcord.redis;

import dev.pullcord.plugin.DataKeyStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Data keys in files: slots of one size, so that a key's id says where it lies and nothing is searched, and destroying one is to write
 * zeros over it. Each process appends to files of its own; reading and destroying goes into anybody's, so that several processes may
 * share the folder.
 *
 * <p>A slot lies within one sector, which disks write whole: whatever is killed while it writes over one, the slot has what it had or what it was to
 * have. Who writes over slots has the folder's lock, so that a key that one process destroys is not put back by another.
 */
public final class KeyFiles implements DataKeyStore.Rewrappable {
    private static final int SLOT = 128; // bytes: the length, a wrapped key, zeros
    private static final int LONGEST = SLOT - 2;
    private static final int SLOTS = 32_768; // of one file: 4 MiB
    private static final String ENDING = ".keys";
    private static final String LOCK = "lock";

    /** A file's lock belongs to the process and ends with any channel on it: within one, its threads take turns before they take it. */
    private static final Object WRITING = new Object();

    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final Pattern ID = Pattern.compile("([a-z0-9]{12})-([0-9]{1,5})");
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path folder;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, FileChannel> open = new ConcurrentHashMap<>();
    private String own = "";
    private int used = SLOTS; // of the own one: none is begun before a key is to be kept

    private KeyFiles(Path folder) {
        this.folder = folder;
    }

    /** Those in this folder; made, for this user alone, if it is not there. */
    public static KeyFiles in(Path folder) throws IOException {
        Files.createDirectories(folder.toAbsolutePath(), OWNER_FOLDER);
        return new KeyFiles(folder.toRealPath());
    }

    @Override
    public synchronized List<String> keep(List<byte[]> wrapped) throws IOException {
        List<String> ids = new ArrayList<>(wrapped.size());
        int from = 0;
        while (from < wrapped.size()) {
            if (used == SLOTS) {
                begin();
            }
            int count = Math.min(wrapped.size() - from, SLOTS - used);
            ByteBuffer slots = ByteBuffer.allocate(count * SLOT);
            for (int i = 0; i < count; i++) {
                byte[] key = wrapped.get(from + i);
                if (key.length < 1 || key.length > LONGEST) {
                    throw new IllegalArgumentException("a wrapped key has " + key.length + " bytes");
                }
                slots.position(i * SLOT).putShort((short) key.length).put(key);
                ids.add(own + '-' + (used + i));
            }
            FileChannel file = channel(own);
            write(file, slots.clear(), (long) used * SLOT);
            file.force(true);
            used += count; // what failed half way is written over
            from += count;
        }
        return ids;
    }

    private void begin() throws IOException {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            name.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        own = name.toString();
        open.put(
                own,
                FileChannel.open(
                        folder.resolve(own + ENDING),
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
                        OWNER_FILE));
        try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
            entries.force(true); // else the file may be there without its name
        }
        used = 0;
    }

    private static void write(FileChannel file, ByteBuffer bytes, long at) throws IOException {
        while (bytes.hasRemaining()) {
            at += file.write(bytes, at);
        }
    }

    @Override
    public Optional<byte[]> find(String id) throws IOException {
        Matcher its = ID.matcher(id);
        if (!its.matches()) {
            return Optional.empty();
        }
        ByteBuffer slot = ByteBuffer.allocate(SLOT);
        long at = Long.parseLong(its.group(2)) * SLOT;
        try {
            read(its.group(1), slot, at);
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (ClosedChannelException interrupted) { // by somebody else's interrupt: the file is still there
            open.remove(its.group(1));
            read(its.group(1), slot.clear(), at);
        }
        int length = slot.hasRemaining() ? 0 : slot.getShort(0);
        if (length < 1 || length > LONGEST) {
            return Optional.empty();
        }
        byte[] wrapped = new byte[length];
        slot.position(2).get(wrapped);
        return Optional.of(wrapped);
    }

    private void read(String name, ByteBuffer slot, long at) throws IOException {
        FileChannel file = channel(name);
        int read;
        do {
            read = file.read(slot, at + slot.position());
        } while (read > 0 && slot.hasRemaining());
    }

    @Override
    public void destroy(Collection<String> ids) throws IOException {
        Map<String, List<Long>> byFile = new HashMap<>();
        for (String id : ids) {
            Matcher its = ID.matcher(id);
            if (its.matches()) {
                byFile.computeIfAbsent(its.group(1), name -> new ArrayList<>()).add(Long.parseLong(its.group(2)));
            }
        }
        alone(() -> {
            for (Map.Entry<String, List<Long>> its : byFile.entrySet()) {
                over(its.getKey(), file -> {
                    for (long slot : its.getValue()) {
                        if (slot * SLOT < file.size()) {
                            write(file, ByteBuffer.allocate(SLOT), slot * SLOT);
                        }
                    }
                });
            }
        });
    }

    @Override
    public Page page(Optional<String> after, int max) throws IOException {
        Matcher from = ID.matcher(after.orElse("000000000000-0"));
        if (!from.matches()) {
            throw new IllegalArgumentException("no page ended so");
        }
        Map<String, byte[]> entries = new HashMap<>();
        int room = max;
        for (String name : names()) {
            int order = name.compareTo(from.group(1));
            if (order < 0) {
                continue;
            }
            if (room == 0) {
                return new Page(entries, Optional.of(name + "-0"));
            }
            int slot = order == 0 ? Integer.parseInt(from.group(2)) : 0;
            int kept = slots(name);
            int end = Math.min(kept, slot + room);
            for (; slot < end; slot++) {
                String id = name + '-' + slot;
                find(id).ifPresent(wrapped -> entries.put(id, wrapped));
                room--;
            }
            if (end < kept) {
                return new Page(entries, Optional.of(name + '-' + end));
            }
        }
        return new Page(entries, Optional.empty());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .filter(name -> ID.matcher(name + "-0").matches())
                    .sorted()
                    .toList();
        }
    }

    private int slots(String name) throws IOException {
        try {
            return (int) (Files.size(folder.resolve(name + ENDING)) / SLOT);
        } catch (NoSuchFileException gone) {
            return 0;
        }
    }

    @Override
    public void replace(List<Change> changes) throws IOException {
        Map<String, List<Change>> byFile = new HashMap<>();
        for (Change change : changes) {
            Matcher its = ID.matcher(change.id());
            if (its.matches() && change.now().length == change.was().length) {
                byFile.computeIfAbsent(its.group(1), name -> new ArrayList<>()).add(change);
            }
        }
        alone(() -> {
            for (Map.Entry<String, List<Change>> its : byFile.entrySet()) {
                over(its.getKey(), file -> {
                    for (Change change : its.getValue()) {
                        Optional<byte[]> there = find(change.id());
                        if (there.filter(bytes -> Arrays.equals(bytes, change.was()))
                                .isPresent()) {
                            long slot = Long.parseLong(
                                    change.id().substring(its.getKey().length() + 1));
                            write(file, ByteBuffer.wrap(change.now()), slot * SLOT + 2);
                        }
                    }
                });
            }
        });
    }

    private interface Work {
        void run() throws IOException;
    }

    private interface FileWork {
        void on(FileChannel file) throws IOException;
    }

    /** No other process of this folder writes over slots meanwhile. */
    private void alone(Work work) throws IOException {
        synchronized (WRITING) {
            try (FileChannel lock = FileChannel.open(
                    folder.resolve(LOCK), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), OWNER_FILE)) {
                lock.lock(); // let go by closing
                work.run();
            }
        }
    }

    /** Writes over slots of one file, and forces it. */
    private void over(String name, FileWork work) throws IOException {
        try {
            FileChannel file = channel(name);
            work.on(file);
            file.force(false);
        } catch (NoSuchFileException gone) {
            // and its keys with it
        } catch (ClosedChannelException interrupted) {
            open.remove(name);
            throw interrupted;
        }
    }

    private FileChannel channel(String name) throws IOException {
        FileChannel known = open.get(name);
        if (known != null) {
            return known;
        }
        FileChannel opened =
                FileChannel.open(folder.resolve(name + ENDING), StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileChannel first = open.putIfAbsent(name, opened);
        if (first != null) {
            opened.close();
            return first;
        }
        return opened;
    }

    @Override
    public synchronized void close() {
        used = SLOTS;
        open.values().forEach(file -> {
            try {
                file.close();
            } catch (IOException ignored) {
                // all that was kept is on disk
            }
        });
        open.clear();
    }
}
