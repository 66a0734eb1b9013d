package dev.pullcord.connectors.livekit;

import dev.pullcord.plugin.JoinTokens;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** LiveKit's join tokens: whoever's identity is his account's id can report with the one that he is in the call by. Immutable. */
final class LiveKitJoinTokens implements JoinTokens {
    private final LiveKitToken token;

    LiveKitJoinTokens(LiveKitToken token) {
        this.token = token;
    }

    /** A server's own tokens, of webhooks and of admins, are of the same pair: they name nobody, or let nobody join. */
    @Override
    public Optional<Holder> holder(String text, Instant now) {
        return token.signed(text).flatMap(claims -> {
            if (!(claims.get("video") instanceof Map<?, ?> grant)
                    || !Boolean.TRUE.equals(grant.get("roomJoin"))
                    || !(grant.get("room") instanceof String room)
                    || !(claims.get("sub") instanceof String identity)
                    || !(claims.get("exp") instanceof Number until)
                    || !LiveKitToken.begun(claims, now)) {
                return Optional.empty();
            }
            try {
                return Optional.of(
                        new Holder(room, identity, Optional.of(identity), Instant.ofEpochSecond(until.longValue())));
            } catch (IllegalArgumentException | DateTimeException e) { // an id too long, a time that is none
                return Optional.empty();
            }
        });
    }
}
