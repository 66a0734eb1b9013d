package dev.pullcord.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.PlatformKeys;
import dev.pullcord.intake.Platforms;
import dev.pullcord.wire.CaseView;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The desk's own platform, as it was entered: no secret but a new key, once, and nothing that one could be guessed from. */
final class PlatformRoutes {
    private final Platforms platforms;
    private final PlatformKeys keys;
    private final Repeats repeats;

    PlatformRoutes(Platforms platforms, PlatformKeys keys, Repeats repeats) {
        this.platforms = platforms;
        this.keys = keys;
        this.repeats = repeats;
    }

    Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "getPlatform", Answer.by(this::show),
                "addPlatformKey", Answer.by(this::add),
                "revokePlatformKey", Answer.by(this::revoke));
    }

    private Future<Answer> add(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        Set<Platforms.Scope> scopes = EnumSet.noneOf(Platforms.Scope.class);
        ctx.<JsonNode>get("body")
                .path("scopes")
                .forEach(word -> Platforms.Scope.ofWord(word.asText()).ifPresent(scopes::add));
        if (scopes.isEmpty()) {
            scopes.addAll(EnumSet.allOf(Platforms.Scope.class));
        }
        String key = "pk_" + SessionCookie.secret();
        return Answer.of(
                        ctx,
                        keys.add(
                                caller.platform(),
                                caller.moderator().id(),
                                caller.moderator().role().word(),
                                Access.digest(key),
                                scopes))
                .map(made -> Answer.of(201, view(made).put("key", key)));
    }

    private Future<Answer> revoke(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        return repeats.once(
                ctx,
                caller.moderator(),
                () -> Answer.of(
                                ctx,
                                keys.end(
                                        caller.platform(),
                                        caller.moderator().id(),
                                        caller.moderator().role().word(),
                                        ctx.pathParam("id"),
                                        ctx.<JsonNode>get("body").path("reason").asText()))
                        .map(ended -> switch (ended) {
                            case DONE -> Answer.empty(204);
                            case UNKNOWN ->
                                throw Problem.of(
                                                404,
                                                "unknown-platform-key",
                                                "There is no such key",
                                                "None of this platform has this id.")
                                        .toException();
                            case LAST ->
                                throw Problem.of(
                                                409,
                                                "last-key",
                                                "It is the only key that is good",
                                                "Make another first, and have the platform use it.")
                                        .toException();
                        }));
    }

    private Future<Answer> show(RoutingContext ctx) {
        Platform platform = ClaimRoutes.moderator(ctx).platform();
        Future<List<Platforms.Key>> keys = Answer.of(ctx, platforms.keys());
        Future<Set<String>> secrets = Answer.of(ctx, platforms.signingSecrets(platform.id()));
        return Future.all(keys, secrets).map(read -> Answer.of(200, view(platform, keys.result(), secrets.result())));
    }

    private static ObjectNode view(Platform platform, List<Platforms.Key> keys, Set<String> signing) {
        long secrets = signing.stream()
                .filter(each -> each.startsWith(Platforms.SECRET))
                .count();
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("id", platform.id())
                .put("partitions", platform.partitions())
                .put("connector", platform.connector())
                .put("signingSecrets", secrets)
                .put("tokenKeys", signing.size() - secrets);
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
                .forEach(key -> all.add(view(key)));
        return node;
    }

    private static ObjectNode view(Platforms.Key key) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("id", PlatformKeys.id(key))
                .put("createdAt", CaseView.time(key.createdAt()));
        ArrayNode scopes = node.putArray("scopes");
        key.scopes().stream().map(Platforms.Scope::word).sorted().forEach(scopes::add);
        key.revokedAt().ifPresent(at -> node.put("revokedAt", CaseView.time(at)));
        return node;
    }
}
