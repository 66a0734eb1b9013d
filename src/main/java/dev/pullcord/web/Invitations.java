package dev.pullcord.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.People;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * One-time links: a page that changes nothing, and two buttons on it that turn the link into a session of this browser, or
 * into a personal token.
 */
final class Invitations {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final People people;
    private final SignIn signIn;
    private final Clock clock;
    private final String page;
    private final String done;
    private final String gone;

    Invitations(People people, SignIn signIn, Clock clock) {
        this.people = people;
        this.signIn = signIn;
        this.clock = clock;
        this.page = resource("setup.html");
        this.done = resource("setup-done.html");
        this.gone = resource("setup-gone.html");
    }

    Map<String, Handler<RoutingContext>> operations() {
        return Map.of("showSetup", this::show, "redeemInvitation", this::redeem);
    }

    /** The code's shape was checked: it holds letters, digits, dashes and underscores only. */
    private void show(RoutingContext ctx) {
        html(ctx, 200, page.replace("{{action}}", "/v1/invitations/" + ctx.pathParam("code")));
    }

    private void redeem(RoutingContext ctx) {
        if (!SessionCookie.sameSite(ctx.request())) { // or another site could sign somebody in as somebody else
            ctx.fail(Problem.of(403, "csrf", "This does not come from the link's page", "Open the link itself.")
                    .toException());
        } else if ("session".equals(ctx.request().getFormAttribute("want"))) {
            signIn(ctx);
        } else {
            token(ctx);
        }
    }

    /** The session first, then the link is taken: should the second fail, nobody knows the first's secret. */
    private void signIn(RoutingContext ctx) {
        String digest = Access.digest(ctx.pathParam("code"));
        Instant now = clock.instant();
        Answer.of(ctx, people.invited(digest, now))
                .map(found -> found.filter(person -> !person.disabled()))
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture(Optional.<String>empty())
                        : signIn.begin(ctx, found.get(), "link")
                                .compose(secret -> Answer.of(ctx, people.redeem(digest, Optional.empty(), now))
                                        .map(taken -> taken.map(who -> secret))))
                .onSuccess(secret -> {
                    if (secret.isEmpty()) {
                        html(ctx, 404, gone);
                        return;
                    }
                    signIn.give(ctx, secret.get());
                    ctx.response().setStatusCode(303).putHeader("location", "/").end();
                })
                .onFailure(ctx::fail);
    }

    private void token(RoutingContext ctx) {
        Instant now = clock.instant();
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        String token = "pat_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        String digest = Access.digest(ctx.pathParam("code"));
        Answer.of(ctx, people.invited(digest, now))
                .compose(person -> person.filter(one -> !one.disabled()).isEmpty()
                        ? Future.succeededFuture(Optional.<Moderator>empty())
                        : Answer.of(ctx, people.redeem(digest, Optional.of(Access.digest(token)), now)))
                .onSuccess(found -> answer(ctx, found, token))
                .onFailure(ctx::fail);
    }

    private void answer(RoutingContext ctx, Optional<Moderator> found, String token) {
        String type = ctx.request().getHeader("content-type");
        boolean form = type != null && type.startsWith("application/x-www-form-urlencoded");
        if (form) {
            // The token is of our own making: base64url holds nothing that HTML would read as markup.
            html(ctx, found.isPresent() ? 201 : 404, found.isPresent() ? done.replace("{{token}}", token) : gone);
        } else if (found.isEmpty()) {
            ctx.fail(Problem.of(
                            404,
                            "unknown-invitation",
                            "This link is good for nothing any more",
                            "It was taken, has expired, or was never given.")
                    .toException());
        } else {
            ObjectNode body = JsonNodeFactory.instance.objectNode().put("token", token);
            body.set("person", ClaimRoutes.me(found.get()));
            ctx.response()
                    .setStatusCode(201)
                    .putHeader("content-type", "application/json")
                    .end(body.toString());
        }
    }

    private static void html(RoutingContext ctx, int status, String html) {
        ctx.response()
                .setStatusCode(status)
                .putHeader("content-type", "text/html; charset=utf-8")
                .putHeader(
                        "content-security-policy",
                        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; "
                                + "base-uri 'none'")
                .putHeader("referrer-policy", "no-referrer")
                .end(html);
    }

    private static String resource(String name) {
        try (InputStream in = Invitations.class.getResourceAsStream("/web/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }
}
