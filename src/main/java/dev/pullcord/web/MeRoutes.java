package dev.pullcord.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.review.Care;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.People;
import dev.pullcord.review.PeopleDesk;
import dev.pullcord.review.PeopleDesk.Actor;
import dev.pullcord.review.PersonalToken;
import dev.pullcord.review.PersonalToken.Scope;
import dev.pullcord.review.Preferences;
import dev.pullcord.wire.CareView;
import dev.pullcord.wire.PersonView;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is about oneself: who I am, what I want, and the tokens that speak for me. */
final class MeRoutes {
    private static final int USUAL_DAYS = 90;

    private final People people;
    private final PeopleDesk desk;
    private final Care care;
    private final Repeats repeats;
    private final Clock clock;

    MeRoutes(People people, PeopleDesk desk, Care care, Repeats repeats, Clock clock) {
        this.people = people;
        this.desk = desk;
        this.care = care;
        this.repeats = repeats;
        this.clock = clock;
    }

    Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "getMe", Answer.by(this::me),
                "setPreferences", Answer.by(this::prefer),
                "listTokens", Answer.by(this::tokens),
                "addToken", Answer.by(this::addToken),
                "revokeToken", Answer.by(this::revokeToken));
    }

    private Future<Answer> me(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        return Answer.of(ctx, care.standing(caller.platform(), caller.moderator()))
                .map(found -> {
                    Care.Standing his = found.orElseThrow(MeRoutes::gone);
                    ObjectNode node = PersonView.me(his.person());
                    CareView.me(node, his);
                    return Answer.of(200, node);
                });
    }

    private Future<Answer> prefer(RoutingContext ctx) {
        Moderator self = ClaimRoutes.moderator(ctx).moderator();
        Preferences wanted;
        try {
            wanted = PersonView.preferences(ctx.get("body"));
        } catch (PersonView.Wrong wrong) {
            throw Problem.invalid(wrong.pointer(), wrong.getMessage()).toException();
        }
        return repeats.once(
                ctx,
                self,
                () -> Answer.of(ctx, desk.prefer(self, wanted)).map(reply -> {
                    if (reply instanceof PeopleDesk.Reply.Done done) {
                        return Answer.of(200, PersonView.me(done.person()));
                    }
                    throw gone();
                }));
    }

    private Future<Answer> tokens(RoutingContext ctx) {
        return Answer.of(
                        ctx,
                        people.tokens(ClaimRoutes.moderator(ctx).moderator().id()))
                .map(all -> Pages.of(ctx, all.stream().map(PersonView::token).toList()));
    }

    /** Not by way of repeats: those keep the answer, and this one holds a secret. */
    private Future<Answer> addToken(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        JsonNode body = ctx.get("body");
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        body.path("scopes").forEach(word -> Scope.ofWord(word.asText()).ifPresent(scopes::add));
        Optional<Scope> beyond =
                scopes.stream().filter(s -> !caller.scopes().contains(s)).findFirst();
        if (beyond.isPresent()) { // a token makes none that may do more than itself
            return Future.failedFuture(
                    Problem.forbidden("the scope " + beyond.get().word()).toException());
        }
        String secret = "pat_" + SessionCookie.secret();
        Instant now = clock.instant();
        PersonalToken token = new PersonalToken(
                Access.digest(secret),
                caller.moderator().id(),
                body.path("name").asText(),
                scopes,
                Optional.of(now),
                Optional.of(notAfter(
                        caller.until(),
                        now.plus(Duration.ofDays(body.path("days").asInt(USUAL_DAYS))))));
        return Answer.of(ctx, desk.addToken(Actor.of(caller.moderator()), caller.moderator(), token))
                .map(kept -> Answer.of(201, PersonView.token(token).put("token", secret)));
    }

    /** A token makes none that outlives it: else one that leaked would renew itself. */
    private static Instant notAfter(Optional<Instant> longest, Instant wanted) {
        return longest.filter(end -> end.isBefore(wanted)).orElse(wanted);
    }

    private Future<Answer> revokeToken(RoutingContext ctx) {
        Moderator self = ClaimRoutes.moderator(ctx).moderator();
        return repeats.once(
                ctx,
                self,
                () -> Answer.of(ctx, desk.revokeToken(Actor.of(self), self, ctx.pathParam("tokenId")))
                        .map(revoked -> {
                            if (!revoked) {
                                throw Problem.of(
                                                404,
                                                "unknown-token",
                                                "There is no such token",
                                                "None of yours has this id.")
                                        .toException();
                            }
                            return Answer.empty(204);
                        }));
    }

    /** He was removed between being let in and being read. */
    private static ProblemException gone() {
        return Problem.of(401, "unknown-key", "Who calls is not known", "He is not in the books any more.")
                .toException();
    }
}
