package dev.pullcord.intake;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Folders and files that hold what people said: nobody else on the machine reads them, whatever the umask. */
final class OwnersOnly {
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final FileAttribute<Set<PosixFilePermission>> AS_FILE = PosixFilePermissions.asFileAttribute(FILE);

    private OwnersOnly() {}

    /** Makes the folder and those above it that are missing; what it holds already is closed to others too. */
    static void folder(Path dir) throws IOException {
        Files.createDirectories(dir, PosixFilePermissions.asFileAttribute(FOLDER));
        Files.setPosixFilePermissions(dir, FOLDER);
        try (var files = Files.newDirectoryStream(dir)) {
            for (Path file : files) {
                Files.setPosixFilePermissions(file, FILE);
            }
        }
    }

    static FileChannel open(Path file, OpenOption... how) throws IOException {
        return FileChannel.open(file, Set.of(how), AS_FILE);
    }
}
