package dev.pullcord.web;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Platforms;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Platforms that sign what they send. */
final class Signatures {
    private final Platforms platforms;
    private final LookUps lookUps;
    private final Duration tolerance;
    private final Clock clock;

    /** @param tolerance how far a signature's time may be from ours */
    Signatures(Platforms platforms, LookUps lookUps, Duration tolerance, Clock clock) {
        this.platforms = platforms;
        this.lookUps = lookUps;
        this.tolerance = tolerance;
        this.clock = clock;
    }

    /**
     * Standard Webhooks over the raw body. All of the platform's secrets are tried, so that they can be rotated; so is the
     * one that signs its actions, which both sides know.
     */
    Future<Caller> check(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        Optional<String> named = Optional.ofNullable(request.getHeader("pullcord-platform"))
                .or(() -> Optional.ofNullable(request.getParam("platform")));
        return signer(ctx, named).compose(platform -> {
            if (platform.isEmpty()) {
                return Access.refuse("bad-signature", "Name the platform that signs by the header Pullcord-Platform.");
            }
            return secretsOf(ctx, platform.get())
                    .compose(secrets -> verified(ctx, secrets)
                            ? unforged(ctx, platform.get())
                            : Access.refuse(
                                    "bad-signature",
                                    "No secret of this platform made this signature, or its time is off."));
        });
    }

    /**
     * A signature covers the body and the message's id, not the headers that name an event in binary mode: who sees one could
     * send another under it. So a message's id stands for the first headers that came with it. While the store is away it is
     * let in: a panic must not fail for this.
     */
    private Future<Caller> unforged(RoutingContext ctx, Platform platform) {
        Optional<String> named = EventModes.named(ctx.request().headers());
        if (named.isEmpty()) {
            return Future.succeededFuture(new Caller.OfPlatform(platform));
        }
        String id = ctx.request().getHeader("webhook-id");
        Duration kept = tolerance.multipliedBy(2);
        return LookUps.asked(ctx, () -> platforms.standsFor(platform.id(), id, Access.digest(named.get()), kept))
                .timeout(LookUps.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .otherwise(true)
                .compose(same -> same
                        ? Future.succeededFuture(new Caller.OfPlatform(platform))
                        : Access.refuse(
                                "bad-signature",
                                "Another event came under this webhook-id: its headers are not what they were."));
    }

    private Future<Optional<Platform>> signer(RoutingContext ctx, Optional<String> named) {
        if (named.isPresent()) {
            return platform(ctx, named.get());
        }
        return all(ctx).map(all -> all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty());
    }

    /** All platforms there are. */
    Future<List<Platform>> all(RoutingContext ctx) {
        return lookUps.lookUp(ctx, "platforms", true, () -> platforms.all().thenApply(Optional::of))
                .map(found -> found.orElse(List.of()));
    }

    /** The platform of this id. */
    Future<Optional<Platform>> platform(RoutingContext ctx, String id) {
        return lookUps.lookUp(ctx, "platform:" + id, true, () -> platforms.find(id));
    }

    /** All that this platform signs with, and the one that signs its actions. */
    Future<Set<String>> secretsOf(RoutingContext ctx, Platform platform) {
        return stored(ctx, platform).map(found -> {
            Set<String> all = found.stream()
                    .filter(each -> each.startsWith(Platforms.SECRET))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            platform.callbackSecret().ifPresent(shared -> all.addAll(List.of(shared.split(" ", -1))));
            return all;
        });
    }

    /** The public keys of which this platform holds the private halves, each a JWK. Public: they sign nothing here. */
    Future<Set<String>> publicKeysOf(RoutingContext ctx, Platform platform) {
        return stored(ctx, platform)
                .map(found -> found.stream()
                        .filter(each -> !each.startsWith(Platforms.SECRET))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private Future<Set<String>> stored(RoutingContext ctx, Platform platform) {
        return lookUps.lookUp(
                        ctx,
                        "secrets:" + platform.id(),
                        true,
                        () -> platforms.signingSecrets(platform.id()).thenApply(Optional::of))
                .map(found -> found.orElse(Set.of()));
    }

    private boolean verified(RoutingContext ctx, Collection<String> secrets) {
        HttpServerRequest request = ctx.request();
        String id = request.getHeader("webhook-id");
        String timestamp = request.getHeader("webhook-timestamp");
        String signature = request.getHeader("webhook-signature");
        if (id == null || timestamp == null || !fresh(timestamp)) {
            return false;
        }
        String body = ctx.body() == null || ctx.body().buffer() == null
                ? ""
                : ctx.body().buffer().toString(StandardCharsets.UTF_8);
        HttpHeaders headers = HttpHeaders.of(
                Map.of(
                        "webhook-id", List.of(id),
                        "webhook-timestamp", List.of(timestamp),
                        "webhook-signature", List.of(signature)),
                (name, value) -> true);
        boolean match = false;
        for (String secret : secrets) {
            try {
                new Webhook(secret).verify(body, headers);
                match = true;
            } catch (WebhookVerificationException | EmptyWebhookSecretException wrong) {
                // the next secret may be the one
            }
        }
        return match;
    }

    private boolean fresh(String timestamp) {
        try {
            Duration off = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), clock.instant());
            return off.abs().compareTo(tolerance) <= 0;
        } catch (NumberFormatException | java.time.DateTimeException | ArithmeticException e) {
            return false;
        }
    }
}
