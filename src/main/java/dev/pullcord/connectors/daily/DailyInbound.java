package dev.pullcord.connectors.daily;

import dev.pullcord.plugin.Inbound;
import dev.pullcord.plugin.InboundEvent;
import dev.pullcord.plugin.Json;
import dev.pullcord.plugin.RawRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Daily's webhooks: one event each, an HMAC-SHA256 in base64 over {@code time.body}. Its test at set-up says nothing and is answered. */
final class DailyInbound implements Inbound {
    private static final String SCHEME = "daily-hmac";
    private static final String ALGORITHM = "HmacSHA256";
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int LONGEST_TEST = 64; // bytes
    private static final int LONGEST_NAME = 500;
    private static final long FIRST_OF_MILLIS = 100_000_000_000L; // in seconds it would be the year 5138

    private final SecretKeySpec secret;
    private final boolean userIdIsAccount;
    private final Json json;

    DailyInbound(byte[] secret, boolean userIdIsAccount, Json json) {
        this.secret = new SecretKeySpec(secret, ALGORITHM);
        this.userIdIsAccount = userIdIsAccount;
        this.json = json;
    }

    @Override
    public Optional<RawReply> handshake(RawRequest request) {
        if (request.body().remaining() > LONGEST_TEST) {
            return Optional.empty();
        }
        try {
            return read(request).keySet().equals(java.util.Set.of("test"))
                    ? Optional.of(reply(0, 0))
                    : Optional.empty();
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    @Override
    public Verification verify(RawRequest request, Instant now) {
        String time = request.header("x-webhook-timestamp").orElse("");
        Optional<Instant> at =
                time.matches("\\d{1,15}") ? Optional.of(instant(Long.parseLong(time))) : Optional.empty();
        if (at.isEmpty() || Duration.between(at.get(), now).abs().compareTo(WINDOW) > 0) {
            return Verification.forged(SCHEME, "its time is missing or off");
        }
        return MessageDigest.isEqual(hmac(time, request), offered(request))
                ? Verification.genuine(SCHEME, at)
                : Verification.forged(SCHEME, "it is not signed by this secret");
    }

    private static Instant instant(long number) {
        return number < FIRST_OF_MILLIS ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
    }

    private static byte[] offered(RawRequest request) {
        try {
            return Base64.getDecoder()
                    .decode(request.header("x-webhook-signature").orElse(""));
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private byte[] hmac(String time, RawRequest request) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
            mac.update(request.body());
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    private Map<String, Object> read(RawRequest request) {
        return json.read(StandardCharsets.UTF_8.decode(request.body()).toString());
    }

    @Override
    public List<InboundEvent> decode(RawRequest request) {
        Map<String, Object> event = read(request);
        Optional<String> kind = kind(String.valueOf(event.get("type")));
        if (kind.isEmpty()
                || !(event.get("id") instanceof String id)
                || !(event.get("payload") instanceof Map<?, ?> payload)
                || !(payload.get("room") instanceof String room)) {
            return List.of();
        }
        Map<String, Object> place = new LinkedHashMap<>();
        place.put("id", room);
        if (payload.get("meeting_id") instanceof String instance) {
            place.put("instanceId", instance);
        }
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("meeting", place);
        if (!kind.get().startsWith("meeting.")) {
            if (!(payload.get("session_id") instanceof String session)) {
                return List.of();
            }
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("participantId", session);
            account(session, payload.get("user_id")).ifPresent(account -> one.put("accountId", account));
            if (payload.get("user_name") instanceof String name && !name.isBlank()) {
                one.put("displayName", cut(name));
            }
            one.put("role", Boolean.TRUE.equals(payload.get("owner")) ? "owner" : "participant");
            told.put("participant", one);
        }
        return List.of(new InboundEvent(
                "daily-" + id, "dev.pullcord." + kind.get() + ".v1", time(event.get("event_ts")), told));
    }

    @Override
    public RawReply reply(int accepted, int duplicates) {
        return new RawReply(200, Map.of(), "");
    }

    private static Optional<String> kind(String type) {
        return switch (type) {
            case "meeting.started" -> Optional.of("meeting.started");
            case "meeting.ended" -> Optional.of("meeting.ended");
            case "participant.joined" -> Optional.of("participant.joined");
            case "participant.left" -> Optional.of("participant.left");
            default -> Optional.empty();
        };
    }

    /** Who joins without a user_id of the platform's is given his session's for one: that is no account. */
    private Optional<String> account(String session, Object userId) {
        return userIdIsAccount && userId instanceof String id && !id.isBlank() && !id.equals(session)
                ? Optional.of(id)
                : Optional.empty();
    }

    private static String cut(String name) {
        if (name.length() <= LONGEST_NAME) {
            return name;
        }
        int end = Character.isHighSurrogate(name.charAt(LONGEST_NAME - 1)) ? LONGEST_NAME - 1 : LONGEST_NAME;
        return name.substring(0, end);
    }

    /** Seconds since 1970, with or without a fraction. */
    private static Optional<Instant> time(Object seconds) {
        return seconds instanceof Number number
                ? Optional.of(Instant.ofEpochMilli(Math.round(number.doubleValue() * 1000)))
                : Optional.empty();
    }
}
