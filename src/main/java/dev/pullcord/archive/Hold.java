package dev.pullcord.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** An archive's folder is this process's: it alone puts cases away there. The system lets go of it when the process ends, however that is. */
final class Hold implements AutoCloseable {
    /** A lock belongs to the process, and closing any channel on its file lets go of it: none of ours is opened twice. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private Hold(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** @throws IOException if another has it */
    static Hold of(Path given) throws IOException {
        Path folder = given.toRealPath();
        if (!HELD_HERE.add(folder)) {
            throw new IOException("this process puts cases away into " + folder + " already");
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    folder.resolve("lock"),
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new IOException("another process puts cases away into " + folder);
            }
            return new Hold(folder, channel);
        } catch (IOException e) {
            if (channel != null) {
                channel.close();
            }
            HELD_HERE.remove(folder);
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // the process that ends lets go of it
        }
        HELD_HERE.remove(folder);
    }
}
