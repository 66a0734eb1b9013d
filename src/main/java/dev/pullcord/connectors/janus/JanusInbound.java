package dev.pullcord.connectors.janus;

import dev.pullcord.plugin.Inbound;
import dev.pullcord.plugin.InboundEvent;
import dev.pullcord.plugin.Json;
import dev.pullcord.plugin.RawRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Janus' HTTP event handler (sampleevh). It signs nothing and knows only Basic authentication, so it belongs behind TLS or on one machine.
 * Its events have no id: a digest of what makes one unique stands for it. Join tokens and private ids that it sends along are not read.
 */
final class JanusInbound implements Inbound {
    private static final int OF_A_PLUGIN = 64;
    private static final int LONGEST_NAME = 500;

    private final JanusSettings.Account account;
    private final byte[] credentials;
    private final Json json;

    JanusInbound(JanusSettings.Account account, JanusSettings.Login login, Json json) {
        this.account = account;
        this.credentials = digest("Basic "
                + Base64.getEncoder()
                        .encodeToString((login.user() + ":" + login.password()).getBytes(StandardCharsets.UTF_8)));
        this.json = json;
    }

    /** What of a participant is his account, if anything is. */
    static Optional<String> account(JanusSettings.Account account, String id, Object display) {
        return switch (account) {
            case ID -> Optional.of(id);
            case DISPLAY -> Optional.ofNullable(display).map(Object::toString).filter(name -> !name.isBlank());
            case NONE -> Optional.empty();
        };
    }

    @Override
    public Verification verify(RawRequest request, Instant now) {
        String offered = request.header("authorization").orElse("");
        return MessageDigest.isEqual(digest(offered), credentials)
                ? Verification.genuine("basic", Optional.empty())
                : Verification.forged("basic", "the user or the password is not the one that was set");
    }

    @Override
    public List<InboundEvent> decode(RawRequest request) {
        ByteBuffer body = request.body();
        String text = StandardCharsets.UTF_8.decode(body).toString().strip();
        // A group of events is an array, and only objects can be read here.
        Map<String, Object> whole = json.read(text.startsWith("[") ? "{\"all\":" + text + "}" : text);
        List<?> all = whole.get("all") instanceof List<?> group ? group : List.of(whole);
        List<InboundEvent> events = new ArrayList<>();
        for (Object one : all) {
            if (one instanceof Map<?, ?> event) {
                read(event).ifPresent(events::add);
            }
        }
        return events;
    }

    @Override
    public RawReply reply(int accepted, int duplicates) {
        return new RawReply(200, Map.of(), ""); // anything else is sent again
    }

    private Optional<InboundEvent> read(Map<?, ?> event) {
        if (!(event.get("type") instanceof Number type)
                || type.intValue() != OF_A_PLUGIN
                || !(event.get("event") instanceof Map<?, ?> inner)
                || !(inner.get("data") instanceof Map<?, ?> data)
                || data.get("room") == null) {
            return Optional.empty();
        }
        String room = String.valueOf(data.get("room"));
        Object word = data.containsKey("event") ? data.get("event") : data.get("videoroom");
        return type(String.valueOf(word)).flatMap(kind -> {
            boolean ofSomebody = !kind.startsWith("meeting.");
            if (ofSomebody && data.get("id") == null) {
                return Optional.empty();
            }
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("meeting", Map.of("id", room));
            if (ofSomebody) {
                told.put("participant", participant(data));
            }
            String name = String.join(
                    "\n",
                    String.valueOf(event.get("emitter")),
                    String.valueOf(event.get("timestamp")),
                    kind,
                    room,
                    String.valueOf(data.get("id")),
                    String.valueOf(data.get("mid")));
            return Optional.of(new InboundEvent(
                    "janus-" + HexFormat.of().formatHex(digest(name), 0, 16),
                    "dev.pullcord." + kind + ".v1",
                    time(event.get("timestamp")),
                    told));
        });
    }

    private static Optional<String> type(String word) {
        return switch (word) {
            case "created" -> Optional.of("meeting.started");
            case "destroyed" -> Optional.of("meeting.ended");
            case "joined" -> Optional.of("participant.joined");
            case "leaving" -> Optional.of("participant.left");
            case "kicked" -> Optional.of("participant.removed");
            case "published" -> Optional.of("media.published");
            case "unpublished" -> Optional.of("media.unpublished");
            case "moderated" -> Optional.of("media.muted");
            default -> Optional.empty();
        };
    }

    private Map<String, Object> participant(Map<?, ?> data) {
        Map<String, Object> one = new LinkedHashMap<>();
        String id = data.get("id").toString();
        one.put("participantId", id);
        account(account, id, data.get("display")).ifPresent(his -> one.put("accountId", his));
        if (data.get("display") instanceof String display && !display.isBlank()) {
            one.put("displayName", cut(display));
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

    /** Microseconds since 1970. */
    private static Optional<Instant> time(Object micros) {
        return micros instanceof Number number
                ? Optional.of(Instant.ofEpochMilli(number.longValue() / 1000))
                : Optional.empty();
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
