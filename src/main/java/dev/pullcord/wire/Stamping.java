package dev.pullcord.wire;

import dev.pullcord.evidence.Custody.Stamped;
import dev.pullcord.evidence.Dossier;
import dev.pullcord.evidence.TimeAuthority;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Bundles with a stamp on them, where there is who gives one. Whatever the authority does, there is a bundle: with a stamp that was checked, or
 * without one. Thread-safe.
 */
public final class Stamping {
    private final Optional<TimeAuthority> authority;
    private final SecureRandom random;

    public Stamping(Optional<TimeAuthority> authority, SecureRandom random) {
        this.authority = authority;
        this.random = random;
    }

    /** A bundle as it leaves. */
    public static final class Made {
        private final byte[] bundle;
        private final Optional<Stamped> stamped;

        private Made(byte[] bundle, Optional<Stamped> stamped) {
            this.bundle = bundle;
            this.stamped = stamped;
        }

        /** The file. */
        public byte[] bundle() {
            return bundle.clone();
        }

        /** What came of asking; absent where nobody was asked. */
        public Optional<Stamped> stamped() {
            return stamped;
        }
    }

    /** Makes one. */
    public CompletionStage<Made> make(Dossier dossier, KeyPair key) {
        BundleFile.Signed signed = BundleCodec.sign(dossier, key, authority.map(TimeAuthority::name));
        if (authority.isEmpty()) {
            return CompletableFuture.completedFuture(new Made(signed.plain(), Optional.empty()));
        }
        TimeStamp.Request request = TimeStamp.request(signed.toBeStamped(), random);
        return authority.get().ask(request.der()).handle((answer, away) -> {
            if (away != null) {
                return new Made(signed.plain(), Optional.of(Stamped.UNANSWERED));
            }
            return request.isAnsweredBy(answer)
                    ? new Made(signed.stamped(answer), Optional.of(Stamped.STAMPED))
                    : new Made(signed.plain(), Optional.of(Stamped.REFUSED));
        });
    }
}
