package dev.pullcord.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Links entries so that none can be changed, removed or moved unseen: each hash covers the one before it, as in Haber
 * and Stornetta's time-stamping (1991). Fields are hashed with their lengths in front, so that no two different entries
 * read alike. Pure.
 */
public final class AuditChain {
    /** What the first entry of a chain points back to. */
    public static final String GENESIS = "0".repeat(64);

    private AuditChain() {}

    /** Gives a draft its place after {@code seq − 1}. */
    public static AuditEntry link(ChainId chain, long seq, String previousHash, AuditDraft draft) {
        String detailDigest = digestOf(draft.detail());
        return new AuditEntry(
                chain, seq, draft, detailDigest, previousHash, hash(chain, seq, previousHash, draft, detailDigest));
    }

    /** What is wrong with this entry as the successor of the one before; empty when nothing is. */
    public static Optional<String> fault(AuditEntry entry, long expectedSeq, String expectedPrevious) {
        if (entry.seq() != expectedSeq) {
            return Optional.of("entry " + expectedSeq + " is missing, " + entry.seq() + " stands in its place");
        }
        if (!entry.previousHash().equals(expectedPrevious)) {
            return Optional.of("entry " + entry.seq() + " does not follow the one before it");
        }
        if (!entry.draft().detail().equals(AuditDraft.FORGOTTEN)
                && !digestOf(entry.draft().detail()).equals(entry.detailDigest())) {
            return Optional.of("the detail of entry " + entry.seq() + " was changed");
        }
        String hash = hash(entry.chain(), entry.seq(), entry.previousHash(), entry.draft(), entry.detailDigest());
        return hash.equals(entry.hash()) ? Optional.empty() : Optional.of("entry " + entry.seq() + " was changed");
    }

    /** SHA-256 of a text's UTF-8, hex: what an entry names a document by that is kept elsewhere. */
    public static String digest(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String digestOf(SortedMap<String, String> detail) {
        MessageDigest sha = sha256();
        for (Map.Entry<String, String> e : detail.entrySet()) {
            field(sha, e.getKey());
            field(sha, e.getValue());
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    private static String hash(ChainId chain, long seq, String previousHash, AuditDraft draft, String detailDigest) {
        MessageDigest sha = sha256();
        field(sha, previousHash);
        field(sha, chain.platform());
        field(sha, Integer.toString(chain.partition()));
        field(sha, chain.hand().word());
        field(sha, Long.toString(seq));
        field(sha, Long.toString(draft.at().toEpochMilli()));
        field(sha, draft.actor());
        field(sha, draft.role());
        field(sha, draft.verb());
        field(sha, draft.caseId().orElse(""));
        field(sha, detailDigest);
        return HexFormat.of().formatHex(sha.digest());
    }

    private static void field(MessageDigest sha, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        sha.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
        sha.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
