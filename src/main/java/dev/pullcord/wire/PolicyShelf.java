package dev.pullcord.wire;

import dev.pullcord.review.Policies.Stored;
import dev.pullcord.review.PolicyDesk;
import dev.pullcord.review.PolicyPack;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The packs that come with the service, and the reader of all others. */
public final class PolicyShelf implements PolicyDesk.Shelf {
    @Override
    public Optional<Stored> shipped(String version) {
        return PolicyCodec.shipped(version).map(PolicyShelf::stored);
    }

    @Override
    public List<Stored> shipped() {
        return PolicyCodec.PACKS.stream()
                .map(PolicyCodec::pack)
                .map(PolicyShelf::stored)
                .toList();
    }

    @Override
    public PolicyPack read(Stored stored) {
        return PolicyCodec.stored(stored.whole()).pack();
    }

    private static Stored stored(PolicyDocument document) {
        return new Stored(document.version(), document.digest(), document.whole(), "service", Instant.EPOCH);
    }
}
