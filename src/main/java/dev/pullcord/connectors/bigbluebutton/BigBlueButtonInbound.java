package dev.pullcord.connectors.bigbluebutton;

import dev.pullcord.plugin.Inbound;
import dev.pullcord.plugin.InboundEvent;
import dev.pullcord.plugin.Json;
import dev.pullcord.plugin.RawRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What bbb-webhooks sends: a form whose field {@code event} holds a JSON array, with a checksum behind the address. That is a hash over the
 * address as it was registered, the form's raw bytes and the secret; no time is in it, so what comes again is known by its event's own.
 * Passwords that a created meeting brings along are not read.
 */
final class BigBlueButtonInbound implements Inbound {
    private static final String SCHEME = "bbb-checksum";
    private static final Pattern BEHIND = Pattern.compile("[?&]checksum=([0-9a-fA-F]+)$");
    private static final int LONGEST_NAME = 500;

    private final Checksum checksum;
    private final Json json;

    BigBlueButtonInbound(Checksum checksum, Json json) {
        this.checksum = checksum;
        this.json = json;
    }

    @Override
    public Verification verify(RawRequest request, Instant now) {
        String address = request.publicUrl().toString();
        Matcher behind = BEHIND.matcher(address);
        if (!behind.find()) {
            return Verification.forged(SCHEME, "there is no checksum behind the address");
        }
        byte[] body = new byte[request.body().remaining()];
        request.body().get(body);
        String ours = checksum.of(address.substring(0, behind.start()).getBytes(StandardCharsets.UTF_8), body);
        return MessageDigest.isEqual(
                        ours.getBytes(StandardCharsets.US_ASCII),
                        behind.group(1).getBytes(StandardCharsets.US_ASCII))
                ? Verification.genuine(SCHEME, Optional.empty())
                : Verification.forged(
                        SCHEME,
                        "the checksum is not of this secret, this algorithm and the address that was registered");
    }

    @Override
    public List<InboundEvent> decode(RawRequest request) {
        String form = StandardCharsets.UTF_8.decode(request.body()).toString();
        String event = null;
        for (String field : form.split("&", -1)) {
            if (field.startsWith("event=")) {
                event = URLDecoder.decode(field.substring("event=".length()), StandardCharsets.UTF_8);
            }
        }
        if (event == null) {
            throw new IllegalArgumentException("the form has no event");
        }
        List<InboundEvent> events = new ArrayList<>();
        if (json.read("{\"all\":" + event + "}").get("all") instanceof List<?> all) {
            for (Object one : all) {
                if (one instanceof Map<?, ?> wrapped && wrapped.get("data") instanceof Map<?, ?> data) {
                    read(data).ifPresent(events::add);
                }
            }
        }
        return events;
    }

    @Override
    public RawReply reply(int accepted, int duplicates) {
        return new RawReply(200, Map.of(), "");
    }

    private static Optional<InboundEvent> read(Map<?, ?> data) {
        Optional<String> kind = kind(String.valueOf(data.get("id")));
        if (kind.isEmpty()
                || !(data.get("attributes") instanceof Map<?, ?> attributes)
                || !(attributes.get("meeting") instanceof Map<?, ?> meeting)
                || !(meeting.get("external-meeting-id") instanceof String id)) {
            return Optional.empty();
        }
        Map<String, Object> place = new LinkedHashMap<>();
        place.put("id", id);
        if (meeting.get("internal-meeting-id") instanceof String instance) {
            place.put("instanceId", instance);
        }
        if (meeting.get("name") instanceof String title && !title.isBlank()) {
            place.put("title", cut(title));
        }
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("meeting", place);
        Optional<String> who = Optional.empty();
        if (!kind.get().startsWith("meeting.")) {
            if (!(attributes.get("user") instanceof Map<?, ?> user)
                    || !(user.get("internal-user-id") instanceof String internal)) {
                return Optional.empty();
            }
            told.put("participant", participant(internal, user));
            who = Optional.of(internal);
        }
        Object at = data.get("event") instanceof Map<?, ?> event ? event.get("ts") : null;
        String name = String.join(
                "\n",
                String.valueOf(place.get("instanceId")),
                id,
                String.valueOf(data.get("id")),
                who.orElse(""),
                "" + at);
        return Optional.of(new InboundEvent(
                "bbb-" + digest(name),
                "dev.pullcord." + kind.get() + ".v1",
                at instanceof Number millis ? Optional.of(Instant.ofEpochMilli(millis.longValue())) : Optional.empty(),
                told));
    }

    private static Optional<String> kind(String event) {
        return switch (event) {
            case "meeting-created" -> Optional.of("meeting.started");
            case "meeting-ended" -> Optional.of("meeting.ended");
            case "user-joined" -> Optional.of("participant.joined");
            case "user-left" -> Optional.of("participant.left");
            case "user-cam-broadcast-start" -> Optional.of("media.published");
            case "user-cam-broadcast-end" -> Optional.of("media.unpublished");
            case "user-audio-muted" -> Optional.of("media.muted");
            default -> Optional.empty();
        };
    }

    private static Map<String, Object> participant(String internal, Map<?, ?> user) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("participantId", internal);
        account(internal, user.get("external-user-id")).ifPresent(account -> one.put("accountId", account));
        if (user.get("name") instanceof String name && !name.isBlank()) {
            one.put("displayName", cut(name));
        }
        if (user.get("role") instanceof String role && role.matches("[A-Z_]{1,64}")) {
            one.put("role", role.toLowerCase(java.util.Locale.ROOT));
        }
        return one;
    }

    /** Who joins without a userID of the platform's gets his internal id for one: that is no account. */
    static Optional<String> account(String internal, Object external) {
        return external instanceof String id
                        && !id.isBlank()
                        && !id.equals(internal)
                        && !id.matches("[wv]_[a-z0-9]{12}")
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

    private static String digest(String text) {
        try {
            byte[] all = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(all, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
