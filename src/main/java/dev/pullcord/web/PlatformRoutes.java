package dev.pullcord.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Platforms;
import dev.pullcord.wire.CaseView;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The desk's own platform, as it was entered from the shell: no secret, and nothing that one could be guessed from. */
final class PlatformRoutes {
    /** So much of a key's digest tells keys apart, and finds none. */
    private static final int SHOWN = 12;

    private final Platforms platforms;

    PlatformRoutes(Platforms platforms) {
        this.platforms = platforms;
    }

    Map<String, Handler<RoutingContext>> operations() {
        return Map.of("getPlatform", Answer.by(this::show));
    }

    private Future<Answer> show(RoutingContext ctx) {
        Platform platform = ClaimRoutes.moderator(ctx).platform();
        Future<List<Platforms.Key>> keys = Answer.of(ctx, platforms.keys());
        Future<Set<String>> secrets = Answer.of(ctx, platforms.signingSecrets(platform.id()));
        return Future.all(keys, secrets)
                .map(read -> Answer.of(
                        200, view(platform, keys.result(), secrets.result().size())));
    }

    private static ObjectNode view(Platform platform, List<Platforms.Key> keys, int secrets) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("id", platform.id())
                .put("partitions", platform.partitions())
                .put("connector", platform.connector())
                .put("signingSecrets", secrets);
        platform.callbackUrl()
                .ifPresent(url -> node.put("callbackHost", URI.create(url).getHost())); // its path may hold a token
        node.put(
                "callbackSecrets",
                platform.callbackSecret().map(s -> s.split(" ", -1).length).orElse(0));
        ArrayNode settings = node.putArray("settings");
        platform.settings().keySet().stream().sorted().forEach(settings::add);
        ArrayNode all = node.putArray("keys");
        keys.stream()
                .filter(key -> key.platform().equals(platform.id()))
                .sorted(Comparator.comparing(Platforms.Key::createdAt)
                        .thenComparing(Platforms.Key::digest)
                        .reversed())
                .forEach(key -> {
                    ObjectNode one = all.addObject()
                            .put("id", key.digest().substring(0, SHOWN))
                            .put("createdAt", CaseView.time(key.createdAt()));
                    ArrayNode scopes = one.putArray("scopes");
                    key.scopes().stream().map(Platforms.Scope::word).sorted().forEach(scopes::add);
                    key.revokedAt().ifPresent(at -> one.put("revokedAt", CaseView.time(at)));
                });
        return node;
    }
}
