package dev.pullcord.connectors.jitsi;

import dev.pullcord.plugin.Inbound;
import dev.pullcord.plugin.InboundEvent;
import dev.pullcord.plugin.Json;
import dev.pullcord.plugin.RawRequest;
import dev.pullcord.plugin.StandardWebhooks;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What {@code mod_pullcord} tells: some events a request, signed by Standard Webhooks, in the contract's own words. */
final class JitsiInbound implements Inbound {
    private static final String SCHEME = "standard-webhooks";
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final Set<String> KINDS =
            Set.of("meeting.started", "meeting.ended", "participant.joined", "participant.left", "participant.removed");
    private static final Set<String> OF_SOMEBODY = Set.of("participantId", "accountId", "displayName", "role");

    private final StandardWebhooks webhooks;
    private final Json json;

    JitsiInbound(StandardWebhooks webhooks, Json json) {
        this.webhooks = webhooks;
        this.json = json;
    }

    @Override
    public Verification verify(RawRequest request, Instant now) {
        Optional<Instant> signed = webhooks.signedAt(request, now, WINDOW);
        return signed.isPresent()
                ? Verification.genuine(SCHEME, signed)
                : Verification.forged(SCHEME, "it is not signed by this secret, or its time is off");
    }

    @Override
    public List<InboundEvent> decode(RawRequest request) {
        Object all = json.read(StandardCharsets.UTF_8.decode(request.body()).toString())
                .get("events");
        return JitsiModule.list(all).stream().flatMap(one -> read(one).stream()).toList();
    }

    private static Optional<InboundEvent> read(Map<?, ?> event) {
        if (!(event.get("id") instanceof String id)
                || !(event.get("type") instanceof String kind)
                || !(event.get("meeting") instanceof String meeting)
                || !KINDS.contains(kind)) {
            return Optional.empty(); // of a newer module
        }
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("meeting", Map.of("id", meeting));
        if (event.get("participant") instanceof Map<?, ?> participant) {
            Map<String, Object> one = new LinkedHashMap<>();
            participant.forEach((name, value) -> {
                if (name instanceof String field && OF_SOMEBODY.contains(field) && value instanceof String text) {
                    one.put(field, text);
                }
            });
            told.put("participant", one);
        }
        Optional<Instant> at = event.get("at") instanceof Number millis
                ? Optional.of(Instant.ofEpochMilli(millis.longValue()))
                : Optional.empty();
        return Optional.of(new InboundEvent("jitsi-" + id, "dev.pullcord." + kind + ".v1", at, told));
    }
}
