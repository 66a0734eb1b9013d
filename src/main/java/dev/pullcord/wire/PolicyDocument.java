package dev.pullcord.wire;

import dev.pullcord.review.PolicyPack;

/**
 * A policy as it is read and kept.
 *
 * @param pack what it says
 * @param whole all of it as JSON with its keys sorted, what it builds on merged in: nothing that changes elsewhere changes it
 * @param digest SHA-256 of {@code whole}, hex
 */
public record PolicyDocument(PolicyPack pack, String whole, String digest) {
    public String version() {
        return pack.version();
    }
}
