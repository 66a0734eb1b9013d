package dev.pullcord.insight;

import dev.pullcord.intake.Subject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Those of a partition's subjects that are replayed in one go: all whose number lies from one bound to another. What has to be
 * kept for them at once is bounded by taking fewer, and all slices together are the whole partition, each subject once.
 *
 * @param from the first number, 0 to 2^32
 * @param to behind the last number
 */
record Slice(long from, long to) {
    private static final long END = 1L << 32;

    /** All subjects. */
    static final Slice WHOLE = new Slice(0, END);

    /** By a checksum that has nothing to do with the one that chooses the partition. */
    boolean holds(Subject subject) {
        if (to - from == END) {
            return true;
        }
        CRC32 number = new CRC32();
        number.update(subject.kind() == Subject.Kind.MEETING ? 1 : 0);
        number.update(subject.id().getBytes(StandardCharsets.UTF_8));
        return from <= number.getValue() && number.getValue() < to;
    }

    /** The first half of it; itself when it cannot be cut. */
    Slice half() {
        return new Slice(from, from + Math.max(1, (to - from) / 2));
    }

    boolean divisible() {
        return to - from > 1;
    }

    /** What comes behind it, of the same width times this; empty at the end. */
    Optional<Slice> next(int times) {
        return to >= END ? Optional.empty() : Optional.of(new Slice(to, Math.min(END, to + (to - from) * times)));
    }

    /** The first slice of another partition, as wide as this one. */
    Slice first() {
        return new Slice(0, to - from);
    }
}
