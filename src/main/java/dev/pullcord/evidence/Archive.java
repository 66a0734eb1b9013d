package dev.pullcord.evidence;

import dev.pullcord.intake.Partition;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Where closed cases lie that left the store. It is handed nothing but sealed texts, and digests of what they are looked for by; it
 * never knows what they say.
 *
 * <p>What was kept outlives a power cut once its stage completes. What is here counts only where the store has no case of that id: so a
 * case is never in neither, and whoever finds it in both goes by the store. Thread-safe; stages complete on threads of its own.
 */
public interface Archive extends AutoCloseable {
    /**
     * A case that was put away.
     *
     * @param place where it stands among the others
     * @param endedAt when the last was concluded in it
     * @param violation whether that was a violation: its clock hangs on it
     * @param account a keyed digest of whom it is about; empty for nobody
     * @param sealed all of it
     */
    record Kept(Place place, Instant endedAt, boolean violation, String account, ByteBuffer sealed) {
        public Kept {
            sealed = sealed.asReadOnlyBuffer();
        }

        public Kept(Place place, Instant endedAt, boolean violation, String account, byte[] sealed) {
            this(place, endedAt, violation, account, ByteBuffer.wrap(sealed.clone()));
        }

        @Override
        public ByteBuffer sealed() {
            return sealed.asReadOnlyBuffer(); // to be read is to move its position
        }

        /** What is sealed, copied. */
        public byte[] bytes() {
            byte[] bytes = new byte[sealed.remaining()];
            sealed().get(bytes);
            return bytes;
        }

        @Override
        public String toString() {
            return "Kept[" + place + "]";
        }
    }

    /**
     * Where a case stands: newest first, of one millisecond the greatest id first.
     *
     * @param partition where it would lie in the store
     * @param caseId its id
     * @param openedAt when it was opened, to the millisecond
     */
    record Place(Partition partition, String caseId, Instant openedAt) {}

    /** Keeps these, each in the place of what it had of the same case: all of them or none. */
    CompletionStage<Void> keep(List<Kept> cases);

    /** Whether it has a case of this id. */
    CompletionStage<Boolean> has(String platform, String caseId);

    CompletionStage<Optional<Kept>> find(String platform, String caseId);

    /**
     * The next of a platform's cases, newest first.
     *
     * @param account only those of this digest
     * @param openedBefore with {@code idBefore} where to go on; at first a time to come, and any id
     */
    CompletionStage<List<Place>> newest(
            String platform, Optional<String> account, Instant openedBefore, String idBefore, int max);

    /** The next of a partition's cases by their ids; the first ones after an empty id. */
    CompletionStage<List<Kept>> each(Partition partition, String afterId, int max);

    /** Ids of cases of a partition in which the last was concluded before. */
    CompletionStage<List<String>> ended(Partition partition, boolean violation, Instant before, int max);

    /** Removes these, and the bytes they were. What it never had does not matter. */
    CompletionStage<Void> remove(String platform, Collection<String> caseIds);

    /** A small value of its own: this one, if there was none of that name before. */
    CompletionStage<byte[]> remembered(String name, byte[] first);

    /** How many cases it has. Does not wait. */
    long cases();

    /** What it takes on disk. Does not wait long. */
    long bytes();

    @Override
    void close();
}
