package dev.pullcord.audit;

import java.util.Objects;

/**
 * An entry in its place.
 *
 * @param chain the chain it stands in
 * @param seq 1, 2, 3 … without a gap
 * @param draft what it says
 * @param detailDigest SHA-256 of the detail, hex: the link covers this and not the detail, so that a detail can be
 *     erased when its time has come and the chain still holds
 * @param previousHash the hash of the entry before; {@link AuditChain#GENESIS} for the first
 * @param hash SHA-256 over all of the above, hex
 */
public record AuditEntry(
        ChainId chain, long seq, AuditDraft draft, String detailDigest, String previousHash, String hash) {
    public AuditEntry {
        Objects.requireNonNull(chain, "entry.chain");
        Objects.requireNonNull(draft, "entry.draft");
        Objects.requireNonNull(detailDigest, "entry.detailDigest");
        Objects.requireNonNull(previousHash, "entry.previousHash");
        Objects.requireNonNull(hash, "entry.hash");
    }
}
