package dev.pullcord.connectors.zoom;

import dev.pullcord.plugin.Inbound;
import dev.pullcord.plugin.InboundEvent;
import dev.pullcord.plugin.Json;
import dev.pullcord.plugin.RawRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Zoom's webhooks: an HMAC-SHA256 in hex over {@code v0:time:body}. Its set-up question asks for the HMAC of a text by the same key, so whoever
 * may ask it could have anything signed, webhooks too: it is answered only where it is signed itself, and never for a text that has
 * the form of what is signed. Mail addresses and telephone numbers that come along are not read.
 */
final class ZoomInbound implements Inbound {
    private static final String SCHEME = "zoom-v0";
    private static final String ALGORITHM = "HmacSHA256";
    private static final String QUESTION = "endpoint.url_validation";
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int LONGEST_NAME = 500;

    private final SecretKeySpec secret;
    private final String account;
    private final Json json;
    private final Clock clock;

    ZoomInbound(String secretToken, String account, Json json, Clock clock) {
        this.secret = new SecretKeySpec(secretToken.getBytes(StandardCharsets.UTF_8), ALGORITHM);
        this.account = account;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public Optional<RawReply> handshake(RawRequest request) {
        if (!verify(request, clock.instant()).genuine()) {
            return Optional.empty(); // it is then refused as any other
        }
        Map<String, Object> event;
        try {
            event = read(request);
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
        if (!QUESTION.equals(event.get("event"))
                || !(event.get("payload") instanceof Map<?, ?> payload)
                || !(payload.get("plainToken") instanceof String plain)
                || !plain.matches("[A-Za-z0-9_-]{1,128}")) {
            return Optional.empty();
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("plainToken", plain);
        answer.put("encryptedToken", hex(plain, ByteBuffer.allocate(0)));
        return Optional.of(new RawReply(200, Map.of("content-type", "application/json"), json.write(answer)));
    }

    @Override
    public Verification verify(RawRequest request, Instant now) {
        String time = request.header("x-zm-request-timestamp").orElse("");
        Optional<Instant> at =
                time.matches("\\d{1,12}") ? Optional.of(Instant.ofEpochSecond(Long.parseLong(time))) : Optional.empty();
        if (at.isEmpty() || Duration.between(at.get(), now).abs().compareTo(WINDOW) > 0) {
            return Verification.forged(SCHEME, "its time is missing or off");
        }
        byte[] ours = ("v0=" + hex("v0:" + time + ":", request.body())).getBytes(StandardCharsets.US_ASCII);
        byte[] theirs = request.header("x-zm-signature").orElse("").getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(ours, theirs)
                ? Verification.genuine(SCHEME, at)
                : Verification.forged(SCHEME, "it is not signed by this secret token");
    }

    private String hex(String begin, ByteBuffer rest) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            mac.update(begin.getBytes(StandardCharsets.UTF_8));
            mac.update(rest);
            return HexFormat.of().formatHex(mac.doFinal());
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
        Optional<String> kind = kind(String.valueOf(event.get("event")));
        if (kind.isEmpty()
                || !(event.get("payload") instanceof Map<?, ?> payload)
                || !(payload.get("object") instanceof Map<?, ?> meeting)
                || meeting.get("id") == null) {
            return List.of();
        }
        String id = meeting.get("id").toString(); // a number in some of Zoom's events, a text in others
        Map<String, Object> place = new LinkedHashMap<>();
        place.put("id", id);
        text(meeting, "uuid").ifPresent(instance -> place.put("instanceId", instance));
        text(meeting, "topic").ifPresent(title -> place.put("title", cut(title)));
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("meeting", place);
        String who = "";
        if (!kind.get().startsWith("meeting.")) {
            if (!(meeting.get("participant") instanceof Map<?, ?> participant)) {
                return List.of();
            }
            Map<String, Object> one = participant(participant);
            if (!one.containsKey("participantId")) {
                return List.of();
            }
            who = one.get("participantId").toString();
            told.put("participant", one);
        }
        Object at = event.get("event_ts");
        String name = Stream.of(event.get("event"), at, id, place.get("instanceId"), who)
                .map(String::valueOf)
                .collect(Collectors.joining("\n"));
        return List.of(new InboundEvent(
                "zoom-" + digest(name),
                "dev.pullcord." + kind.get() + ".v1",
                at instanceof Number millis ? Optional.of(Instant.ofEpochMilli(millis.longValue())) : Optional.empty(),
                told));
    }

    @Override
    public RawReply reply(int accepted, int duplicates) {
        return new RawReply(200, Map.of(), "");
    }

    private static Optional<String> kind(String event) {
        return switch (event) {
            case "meeting.started" -> Optional.of("meeting.started");
            case "meeting.ended" -> Optional.of("meeting.ended");
            case "meeting.participant_joined" -> Optional.of("participant.joined");
            case "meeting.participant_left" -> Optional.of("participant.left");
            default -> Optional.empty();
        };
    }

    private Map<String, Object> participant(Map<?, ?> from) {
        Map<String, Object> one = new LinkedHashMap<>();
        text(from, "participant_uuid").or(() -> text(from, "user_id")).ifPresent(id -> one.put("participantId", id));
        Optional<String> his = switch (account) {
            case "id" -> text(from, "id"); // blank for guests
            case "customerKey" -> text(from, "customer_key");
            default -> Optional.empty();
        };
        his.ifPresent(id -> one.put("accountId", id));
        text(from, "user_name").ifPresent(name -> one.put("displayName", cut(name)));
        return one;
    }

    private static Optional<String> text(Map<?, ?> from, String field) {
        return Optional.ofNullable(from.get(field)).map(Object::toString).filter(value -> !value.isBlank());
    }

    private static String cut(String name) {
        if (name.length() <= LONGEST_NAME) {
            return name;
        }
        int end = Character.isHighSurrogate(name.charAt(LONGEST_NAME - 1)) ? LONGEST_NAME - 1 : LONGEST_NAME;
        return name.substring(0, end);
    }

    private static String digest(String text) {
        try {
            byte[] all = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(all, 0, 16);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
