package dev.pullcord.plugin;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the platform's own webhooks, sent to {@code POST /v1/connectors/{connector}/events}. Called in this order for
 * each request, on a thread that must not block: {@link #handshake}, {@link #verify}, {@link #decode}, then, when what
 * was decoded is durable, {@link #reply}. Everything here is pure: it keeps nothing from one call to the next.
 */
public interface Inbound {
    /** The answer to a set-up question of the platform, such as a challenge; empty for an ordinary request. */
    default Optional<RawReply> handshake(RawRequest request) {
        return Optional.empty();
    }

    /** Whether the platform really sent this, by the raw bytes; compares in constant time. */
    Verification verify(RawRequest request, Instant now);

    /**
     * The events in a verified request, in their order; empty when it holds none that matter. Tokens and other secrets
     * that the platform puts into its events are left out.
     *
     * @throws IllegalArgumentException if it cannot be read; answered with 400. The message never quotes the body
     */
    List<InboundEvent> decode(RawRequest request);

    /** What this platform takes for "received". Called only when all accepted events are durable. */
    default RawReply reply(int accepted, int duplicates) {
        return new RawReply(202, Map.of(), "");
    }

    /**
     * Whether a request is genuine.
     *
     * @param genuine whether to go on; if not, it is answered with 401 and nothing is kept
     * @param scheme the kind of signature, for the log, for example {@code jwt-hs256}
     * @param signedAt when it was signed, where the scheme says so
     * @param problem why it is not genuine, in plain words, without what was expected
     */
    record Verification(boolean genuine, String scheme, Optional<Instant> signedAt, Optional<String> problem) {
        public static Verification genuine(String scheme, Optional<Instant> signedAt) {
            return new Verification(true, scheme, signedAt, Optional.empty());
        }

        public static Verification forged(String scheme, String problem) {
            return new Verification(false, scheme, Optional.empty(), Optional.of(problem));
        }
    }

    /**
     * An answer to a platform.
     *
     * @param status the HTTP status
     * @param headers its headers
     * @param body its body, UTF-8
     */
    record RawReply(int status, Map<String, String> headers, String body) {
        public RawReply {
            headers = Map.copyOf(headers);
        }
    }
}
