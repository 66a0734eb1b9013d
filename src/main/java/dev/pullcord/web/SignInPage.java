package dev.pullcord.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The page to sign in on: three small files, no script or style but its own. */
final class SignInPage {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    private static final Map<String, String> TYPES = Map.of(
            "signin.html", "text/html; charset=utf-8",
            "signin.js", "text/javascript; charset=utf-8",
            "signin.css", "text/css; charset=utf-8");

    private final boolean provider;
    private final Function<RoutingContext, URI> site;
    private final Map<String, Buffer> files;

    SignInPage(boolean provider, Function<RoutingContext, URI> site) {
        this.provider = provider;
        this.site = site;
        this.files = Map.of(
                "signin.html", resource("signin.html"),
                "signin.js", resource("signin.js"),
                "signin.css", resource("signin.css"));
    }

    Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "showSignIn", ctx -> send(ctx, "signin.html"),
                "getSignInFile", ctx -> send(ctx, ctx.pathParam("file")),
                "listSignInWays", Answer.by(this::ways));
    }

    private void send(RoutingContext ctx, String file) {
        ctx.response()
                .putHeader("content-type", TYPES.get(file))
                .putHeader("content-security-policy", POLICY)
                .putHeader("referrer-policy", "no-referrer")
                .end(files.get(file));
    }

    /** Passkeys belong to a name: there are none for an address in numbers. */
    private Future<Answer> ways(RoutingContext ctx) {
        String host = site.apply(ctx).getHost();
        return Future.succeededFuture(Answer.of(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("password", true)
                        .put("passkey", !host.matches("[0-9.]+") && !host.contains(":"))
                        .put("provider", provider)));
    }

    /** Where a request's console is opened: as was set, else at this process, by the name that the browser calls it. */
    static Function<RoutingContext, URI> site(Optional<URI> publicUrl) {
        return ctx -> publicUrl.orElseGet(() -> {
            String host = ctx.request().authority() == null
                    ? ""
                    : ctx.request().authority().host();
            return URI.create("http://" + (host.equals("127.0.0.1") ? host : "localhost") + ":"
                    + ctx.request().localAddress().port());
        });
    }

    private static Buffer resource(String name) {
        try (InputStream in = SignInPage.class.getResourceAsStream("/console/" + name)) {
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }
}
