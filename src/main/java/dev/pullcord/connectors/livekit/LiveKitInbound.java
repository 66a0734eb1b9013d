package dev.pullcord.connectors.livekit;

import dev.pullcord.plugin.Inbound;
import dev.pullcord.plugin.InboundEvent;
import dev.pullcord.plugin.Json;
import dev.pullcord.plugin.RawRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * LiveKit's webhooks: one event each, its JWT bare in {@code Authorization} with the SHA-256 of the raw body as a claim. The server
 * drops what is older than 30 s and does not promise order; somebody may leave who never joined.
 */
final class LiveKitInbound implements Inbound {
    private static final String SCHEME = "jwt-hs256+sha256";
    private static final int LONGEST_NAME = 500;

    private final LiveKitToken token;
    private final boolean identityIsAccount;
    private final Json json;

    LiveKitInbound(LiveKitToken token, boolean identityIsAccount, Json json) {
        this.token = token;
        this.identityIsAccount = identityIsAccount;
        this.json = json;
    }

    @Override
    public Verification verify(RawRequest request, Instant now) {
        Optional<Map<String, Object>> claims = request.header("authorization").flatMap(jwt -> token.claims(jwt, now));
        if (claims.isEmpty()) {
            return Verification.forged(SCHEME, "the token is missing, expired, or not signed by this pair's secret");
        }
        byte[] said = base64(claims.get().get("sha256"));
        return MessageDigest.isEqual(sha256(request.body()), said)
                ? Verification.genuine(SCHEME, signedAt(claims.get()))
                : Verification.forged(SCHEME, "the body is not the one that was signed");
    }

    private static Optional<Instant> signedAt(Map<String, Object> claims) {
        return claims.get("nbf") instanceof Number from
                ? Optional.of(Instant.ofEpochSecond(from.longValue()))
                : Optional.empty();
    }

    private static byte[] base64(Object text) {
        try {
            return Base64.getDecoder().decode(String.valueOf(text));
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] sha256(ByteBuffer body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(body);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public List<InboundEvent> decode(RawRequest request) {
        Map<String, Object> event =
                json.read(StandardCharsets.UTF_8.decode(request.body()).toString());
        Optional<String> kind = kind(String.valueOf(event.get("event")));
        if (kind.isEmpty()
                || !(event.get("id") instanceof String id)
                || !(event.get("room") instanceof Map<?, ?> room)
                || !(room.get("name") instanceof String meeting)) {
            return List.of();
        }
        Map<String, Object> told = new LinkedHashMap<>();
        Map<String, Object> place = new LinkedHashMap<>();
        place.put("id", meeting);
        if (room.get("sid") instanceof String instance) {
            place.put("instanceId", instance);
        }
        told.put("meeting", place);
        if (!kind.get().startsWith("meeting.")) {
            if (!(event.get("participant") instanceof Map<?, ?> participant)
                    || !(participant.get("identity") instanceof String)) {
                return List.of();
            }
            told.put("participant", participant(participant));
        }
        return List.of(new InboundEvent(
                "livekit-" + id, "dev.pullcord." + kind.get() + ".v1", time(event.get("createdAt")), told));
    }

    private static Optional<String> kind(String event) {
        return switch (event) {
            case "room_started" -> Optional.of("meeting.started");
            case "room_finished" -> Optional.of("meeting.ended");
            case "participant_joined" -> Optional.of("participant.joined");
            case "participant_left", "participant_connection_aborted" -> Optional.of("participant.left");
            case "track_published" -> Optional.of("media.published");
            case "track_unpublished" -> Optional.of("media.unpublished");
            default -> Optional.empty();
        };
    }

    private Map<String, Object> participant(Map<?, ?> from) {
        Map<String, Object> one = new LinkedHashMap<>();
        String identity = (String) from.get("identity");
        one.put("participantId", identity);
        if (identityIsAccount) {
            one.put("accountId", identity);
        }
        if (from.get("name") instanceof String name && !name.isBlank()) {
            one.put("displayName", cut(name));
        }
        if (from.get("kind") instanceof String kind && kind.matches("[A-Z_]{1,64}")) {
            one.put("role", kind.toLowerCase(java.util.Locale.ROOT)); // a recorder or an agent is told apart
        }
        return one;
    }

    private static String cut(String name) {
        if (name.length() <= LONGEST_NAME) {
            return name;
        }
        int end = Character.isHighSurrogate(name.charAt(LONGEST_NAME - 1)) ? LONGEST_NAME - 1 : LONGEST_NAME;
        return name.substring(0, end);
    }

    /** Seconds since 1970, as text: 64-bit numbers are text on this wire. */
    private static Optional<Instant> time(Object seconds) {
        try {
            return Optional.of(Instant.ofEpochSecond(Long.parseLong(String.valueOf(seconds))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
