package dev.pullcord.wire;

import dev.pullcord.audit.AuditChain;
import dev.pullcord.audit.AuditEntry;
import dev.pullcord.audit.Verification;
import dev.pullcord.review.Damaged;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An export of audit chains: an entry a line, chain by chain from the first entry on, and a last line that says where each
 * ended. Without it the export was cut off. A line is read only as it was written, byte for byte.
 */
public final class AuditLines {
    private static final String END = "{\"end\":";

    private AuditLines() {}

    /** The last line's whole. */
    private record Trailer(End end, String digest) {
        static Trailer of(End end) {
            return new Trailer(end, AuditChain.digest(StoredJson.write(end)));
        }
    }

    /**
     * The last line.
     *
     * @param at when the export was made
     * @param platform whose it is; absent: all platforms'
     * @param caseId the case whose chains alone are exported; absent: all chains
     * @param heads where each chain ended
     */
    public record End(Instant at, Optional<String> platform, Optional<String> caseId, List<Verification.Head> heads) {
        public End {
            heads = List.copyOf(heads);
        }
    }

    /** An entry's line, without its end. */
    public static String line(AuditEntry entry) {
        return StoredJson.write(entry);
    }

    /** The last line. */
    public static String line(End end) {
        return StoredJson.write(Trailer.of(end));
    }

    /** Whether this is meant as a last line. */
    public static boolean isEnd(String line) {
        return line.startsWith(END);
    }

    /**
     * A line's entry.
     *
     * @throws Damaged if the line is no entry as it was written
     */
    public static AuditEntry entry(String line) {
        return asWritten(line, StoredJson.read(line, AuditEntry.class));
    }

    /**
     * What a last line says.
     *
     * @throws Damaged if the line is no end as it was written
     */
    public static End end(String line) {
        End end = StoredJson.read(line, Trailer.class).end();
        return asWritten(line, Trailer.of(end)).end();
    }

    private static <T> T asWritten(String line, T read) {
        if (!StoredJson.write(read).equals(line)) {
            throw new Damaged("this line was not written so");
        }
        return read;
    }
}
