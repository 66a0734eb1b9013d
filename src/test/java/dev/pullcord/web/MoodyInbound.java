package dev.pullcord.web;

import dev.pullcord.plugin.Inbound;
import dev.pullcord.plugin.InboundEvent;
import dev.pullcord.plugin.RawRequest;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads webhooks as the request itself asks for, in its header {@code x-mood}. */
final class MoodyInbound implements Inbound {
    private static String mood(RawRequest request, String place) {
        String mood = request.header("x-mood").orElse("");
        if (mood.equals("throws-in-" + place)) {
            throw new IllegalStateException("broken");
        }
        return mood;
    }

    @Override
    public Optional<RawReply> handshake(RawRequest request) {
        return mood(request, "handshake").equals("handshake")
                ? Optional.of(new RawReply(200, Map.of(), "yes, it is us"))
                : Optional.empty();
    }

    @Override
    public Verification verify(RawRequest request, Instant now) {
        return mood(request, "verify").equals("forged")
                ? Verification.forged("none", "it says so itself")
                : Verification.genuine("none", Optional.empty());
    }

    @Override
    public List<InboundEvent> decode(RawRequest request) {
        return switch (mood(request, "decode")) {
            case "unreadable" -> throw new IllegalArgumentException("no");
            case "nothing" -> List.of();
            case "strange" -> List.of(event("s-1", "dev.pullcord.weather.v1"), started("s-2"));
            case "many" -> Collections.nCopies(501, started("m"));
            case "throws-in-reply" -> List.of(started("r-1"), started("r-2"));
            default -> List.of(started("e-1"));
        };
    }

    private static InboundEvent started(String id) {
        return event(id, "dev.pullcord.meeting.started.v1");
    }

    private static InboundEvent event(String id, String type) {
        return new InboundEvent(id, type, Optional.empty(), Map.of("meeting", Map.of("id", "m-1")));
    }

    @Override
    public RawReply reply(int accepted, int duplicates) {
        if (accepted + duplicates == 2) { // no other mood has two
            throw new IllegalStateException("broken");
        }
        return new RawReply(207, Map.of(), accepted + " " + duplicates);
    }
}
