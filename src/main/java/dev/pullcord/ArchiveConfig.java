package dev.pullcord;

import dev.pullcord.archive.SqliteArchive;
import dev.pullcord.evidence.Archive;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where closed cases go that nobody has asked for in long, so that Redis' memory does not grow with every case there ever was.
 *
 * @param dir a folder on this machine's own disk, default none: all cases stay in Redis. Once some were put away, all processes on that
 *     Redis need it, and so run on one machine
 * @param after how long after the last was concluded in it a case goes, default 200 d: when it cannot be contested any more. No less than what
 *     figures look back on
 */
record ArchiveConfig(Optional<Path> dir, Duration after) {
    ArchiveConfig {
        Config.within("archive.after", after, Duration.ofDays(100), Duration.ofDays(3_653)); // ten years
    }

    static ArchiveConfig defaults() {
        return new ArchiveConfig(Optional.empty(), Duration.ofDays(200));
    }

    /**
     * Empty where there is none.
     *
     * @param putsAway whether this process puts cases away: only one may
     */
    Optional<Archive> open(boolean putsAway) {
        try {
            return dir.isEmpty()
                    ? Optional.empty()
                    : Optional.of(putsAway ? SqliteArchive.alone(dir.get()) : SqliteArchive.in(dir.get()));
        } catch (IOException | RuntimeException e) {
            throw Failed.by("archive.dir", e, "make it usable for this user: there are cases that lie nowhere else");
        }
    }
}
