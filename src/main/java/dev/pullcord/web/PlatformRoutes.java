package dev.pullcord.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.PlatformKeys;
import dev.pullcord.intake.PlatformSecrets;
import dev.pullcord.intake.Platforms;
import dev.pullcord.wire.CaseView;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Base64;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The desk's own platform, as it was entered: no secret but a new one, once, and nothing that one could be guessed from. */
final class PlatformRoutes {
    private final Platforms platforms;
    private final PlatformKeys keys;
    private final PlatformSecrets secrets;
    private final Repeats repeats;

    PlatformRoutes(Platforms platforms, PlatformKeys keys, PlatformSecrets secrets, Repeats repeats) {
        this.platforms = platforms;
        this.keys = keys;
        this.secrets = secrets;
        this.repeats = repeats;
    }

    Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "getPlatform", Answer.by(this::show),
                "addPlatformKey", Answer.by(this::add),
                "revokePlatformKey", Answer.by(this::revoke),
                "addCallbackSecret", Answer.by(this::nextCallbackSecret),
                "endCallbackSecret", Answer.by(this::endCallbackSecret),
                "addSigningSecret", Answer.by(this::addSigningSecret),
                "revokeSigningSecret", Answer.by(this::revokeSigningSecret));
    }

    private static PlatformSecrets.Hand hand(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        return new PlatformSecrets.Hand(
                caller.platform(),
                caller.moderator().id(),
                caller.moderator().role().word());
    }

    /** As Standard Webhooks has them. */
    private static String signs() {
        byte[] random = Base64.getUrlDecoder().decode(SessionCookie.secret());
        return Platforms.SECRET + Base64.getEncoder().encodeToString(random);
    }

    private Future<Answer> nextCallbackSecret(RoutingContext ctx) {
        String secret = signs();
        return Answer.of(ctx, secrets.next(hand(ctx), secret)).map(reply -> answered(reply, made(secret)));
    }

    private Future<Answer> addSigningSecret(RoutingContext ctx) {
        String secret = signs();
        return Answer.of(ctx, secrets.add(hand(ctx), secret)).map(id -> made(secret));
    }

    private static Answer made(String secret) {
        return Answer.of(
                201,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("id", PlatformSecrets.id(secret))
                        .put("secret", secret));
    }

    private Future<Answer> endCallbackSecret(RoutingContext ctx) {
        return once(ctx, reason -> secrets.endOld(hand(ctx), reason));
    }

    private Future<Answer> revokeSigningSecret(RoutingContext ctx) {
        return once(ctx, reason -> secrets.end(hand(ctx), ctx.pathParam("id"), reason));
    }

    private Future<Answer> once(RoutingContext ctx, Function<String, CompletionStage<PlatformSecrets.Reply>> end) {
        String reason = ctx.<JsonNode>get("body").path("reason").asText();
        return repeats.once(
                ctx,
                ClaimRoutes.moderator(ctx).moderator(),
                () -> Answer.of(ctx, end.apply(reason)).map(reply -> answered(reply, Answer.empty(204))));
    }

    private static Answer answered(PlatformSecrets.Reply reply, Answer done) {
        return switch (reply) {
            case DONE -> done;
            case NO_CALLBACK ->
                throw Problem.of(409, "no-callback", "Its actions go nowhere", "Nothing signs what is not sent.")
                        .toException();
            case TWO_SIGN ->
                throw Problem.of(
                                409,
                                "two-secrets",
                                "Two sign already",
                                "End the old one first, once the platform knows the new one.")
                        .toException();
            case MOVED ->
                throw Problem.of(409, "platform-moved", "Somebody else changed the platform", "Look again.")
                        .toException();
            case UNKNOWN ->
                throw Problem.of(
                                404,
                                "unknown-signing-secret",
                                "There is no such secret",
                                "None of this platform has this id.")
                        .toException();
            case LAST ->
                throw Problem.of(
                                409,
                                "last-key",
                                "Nothing else lets its events in",
                                "Make another first, and have the platform use it.")
                        .toException();
        };
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
        // Read anew: whoever made the next secret a moment ago looks whether two sign.
        Future<Optional<Platform>> entered = Answer.of(ctx, platforms.find(platform.id()));
        Future<List<Platforms.Key>> keys = Answer.of(ctx, platforms.keys());
        Future<Set<String>> secrets = Answer.of(ctx, platforms.signingSecrets(platform.id()));
        return Future.all(entered, keys, secrets)
                .map(read -> Answer.of(200, view(entered.result().orElse(platform), keys.result(), secrets.result())));
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
        ArrayNode made = node.putArray("signing");
        signing.stream()
                .filter(each -> each.startsWith(Platforms.SECRET))
                .map(PlatformSecrets::id)
                .sorted()
                .forEach(id -> made.addObject().put("id", id));
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
