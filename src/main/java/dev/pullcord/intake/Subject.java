package dev.pullcord.intake;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * What risk is added up for and what a case is about: an account, or a meeting where a panic names nobody.
 *
 * @param kind account or meeting
 * @param id the platform's id of it, opaque
 */
public record Subject(Kind kind, String id) {
    /** The two things a case can be about. */
    public enum Kind {
        ACCOUNT,
        MEETING
    }

    public Subject {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("subject.id: is empty");
        }
    }

    public static Subject account(String id) {
        return new Subject(Kind.ACCOUNT, id);
    }

    public static Subject meeting(String id) {
        return new Subject(Kind.MEETING, id);
    }

    /**
     * The partition that holds all that is known of this subject. Part of the stored format: it must never change for
     * a platform once it has data.
     */
    public Partition partition(Platform platform) {
        CRC32C crc = new CRC32C();
        crc.update(kind.name().getBytes(StandardCharsets.US_ASCII));
        crc.update(id.getBytes(StandardCharsets.UTF_8));
        return new Partition(platform.id(), (int) (crc.getValue() % platform.partitions()));
    }
}
