package dev.pullcord.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.review.Sessions.Session;
import dev.pullcord.wire.CaseView;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** The session that the console runs in: what it is, and its end. */
final class SessionRoutes {
    private final Access access;
    private final SignIn signIn;

    SessionRoutes(Access access, SignIn signIn) {
        this.access = access;
        this.signIn = signIn;
    }

    Map<String, Handler<RoutingContext>> operations() {
        return Map.of("getSession", Answer.by(this::get), "endSession", Answer.by(this::end));
    }

    private Future<Answer> get(RoutingContext ctx) {
        return Future.succeededFuture(Answer.of(200, view(ctx, session(ctx))));
    }

    private ObjectNode view(RoutingContext ctx, Session session) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.set("person", ClaimRoutes.me(ClaimRoutes.moderator(ctx).moderator()));
        return node.put("csrfToken", SessionCookie.csrf(access.secret(ctx).orElseThrow()))
                .put("way", session.way())
                .put("signedInAt", CaseView.time(session.beganAt()))
                .put("idleUntil", CaseView.time(signIn.idleUntil()))
                .put("expiresAt", CaseView.time(session.expiresAt()));
    }

    private Future<Answer> end(RoutingContext ctx) {
        session(ctx);
        String secret = access.secret(ctx).orElseThrow();
        return signIn.end(ctx, ClaimRoutes.moderator(ctx).moderator(), secret).map(ended -> {
            access.forget(secret);
            return Answer.empty(204);
        });
    }

    private static Session session(RoutingContext ctx) {
        return ClaimRoutes.moderator(ctx)
                .session()
                .orElseThrow(() -> Problem.of(
                                404,
                                "no-session",
                                "This call comes by a token",
                                "Only a browser that signed in has a session.")
                        .toException());
    }
}
