package dev.pullcord.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.RegistrationData;
import dev.pullcord.review.Credentials;
import dev.pullcord.review.Credentials.Passkey;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.People;
import dev.pullcord.review.Person;
import dev.pullcord.review.Tickets;
import dev.pullcord.wire.CaseView;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Signing in by a passkey, and setting one up in a session. A challenge is kept here and is good once. */
final class PasskeyRoutes {
    private static final int MOST = 10;

    private final People people;
    private final Credentials.Book book;
    private final Tickets tickets;
    private final SignIn signIn;
    private final Passkeys passkeys = new Passkeys();
    private final Function<RoutingContext, URI> site;
    private final Clock clock;

    /** @param site where a request's console is opened */
    PasskeyRoutes(
            People people,
            Credentials.Book book,
            Tickets tickets,
            SignIn signIn,
            Function<RoutingContext, URI> site,
            Clock clock) {
        this.people = people;
        this.book = book;
        this.tickets = tickets;
        this.signIn = signIn;
        this.site = site;
        this.clock = clock;
    }

    Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "beginPasskeySignIn", Answer.by(this::beginSignIn),
                "signInByPasskey", Answer.by(this::signIn),
                "beginPasskey", Answer.by(this::begin),
                "addPasskey", Answer.by(this::add),
                "removePasskey", Answer.by(this::remove));
    }

    static ArrayNode view(List<Passkey> passkeys) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        passkeys.forEach(passkey -> all.addObject()
                .put("id", passkey.id())
                .put("name", passkey.name())
                .put("addedAt", CaseView.time(passkey.addedAt())));
        return all;
    }

    private Future<Answer> beginSignIn(RoutingContext ctx) {
        signIn.fromHere(ctx);
        String challenge = SessionCookie.secret();
        return Answer.of(ctx, tickets.put(Tickets.Kind.CHALLENGE, challenge, "-", Passkeys.PATIENCE))
                .map(kept -> Answer.of(201, Passkeys.request(site.apply(ctx), challenge)));
    }

    private Future<Answer> signIn(RoutingContext ctx) {
        signIn.fromHere(ctx);
        AuthenticationData shown;
        try {
            shown = passkeys.shown(ctx.<JsonNode>get("body").path("credential").toString());
        } catch (Passkeys.Refused e) {
            return signIn.refuse(ctx, Optional.empty(), "passkey");
        }
        String challenge = Passkeys.challenge(shown.getCollectedClientData()).orElse("");
        return Answer.of(ctx, tickets.take(Tickets.Kind.CHALLENGE, challenge)).compose(ticket -> {
            Optional<String> owner = Passkeys.owner(shown);
            return ticket.filter("-"::equals).isEmpty() || owner.isEmpty()
                    ? signIn.refuse(ctx, Optional.empty(), "passkey")
                    : Answer.of(ctx, people.find(owner.get()))
                            .compose(person -> person.filter(p -> !p.disabled()).isEmpty()
                                    ? signIn.refuse(ctx, person, "passkey")
                                    : signIn(ctx, person.get(), shown, challenge));
        });
    }

    private Future<Answer> signIn(RoutingContext ctx, Person person, AuthenticationData shown, String challenge) {
        return Answer.of(ctx, book.find(person.id())).compose(kept -> {
            Optional<Passkey> known = kept.passkeys().stream()
                    .filter(p -> p.id().equals(Passkeys.id(shown)))
                    .findFirst();
            if (known.isEmpty()) {
                return signIn.refuse(ctx, Optional.of(person), "passkey");
            }
            try {
                long signed = passkeys.verify(shown, challenge, site.apply(ctx), known.get());
                return Answer.of(
                                ctx,
                                book.change(
                                        person.id(), c -> counted(c, known.get().id(), signed)))
                        .compose(counted -> signIn.enter(ctx, person, "passkey"))
                        .map(entered -> Answer.empty(204));
            } catch (Passkeys.Refused e) {
                return signIn.refuse(ctx, Optional.of(person), "passkey");
            }
        });
    }

    private static Credentials counted(Credentials kept, String id, long signed) {
        return kept.with(kept.passkeys().stream()
                .map(p -> p.id().equals(id) ? new Passkey(p.id(), p.name(), p.key(), signed, p.addedAt()) : p)
                .toList());
    }

    private Future<Answer> begin(RoutingContext ctx) {
        Moderator self = ClaimRoutes.moderator(ctx).moderator();
        String challenge = SessionCookie.secret();
        return Answer.of(ctx, book.find(self.id()))
                .compose(kept -> Answer.of(
                                ctx, tickets.put(Tickets.Kind.CHALLENGE, challenge, self.id(), Passkeys.PATIENCE))
                        .map(put ->
                                Answer.of(201, Passkeys.creation(site.apply(ctx), self, kept.passkeys(), challenge))));
    }

    private Future<Answer> add(RoutingContext ctx) {
        Moderator self = ClaimRoutes.moderator(ctx).moderator();
        JsonNode body = ctx.get("body");
        RegistrationData made;
        try {
            made = passkeys.made(body.path("credential").toString());
        } catch (Passkeys.Refused e) {
            return Future.failedFuture(notOurs());
        }
        String challenge = Passkeys.challenge(made.getCollectedClientData()).orElse("");
        return Answer.of(ctx, tickets.take(Tickets.Kind.CHALLENGE, challenge)).compose(ticket -> {
            if (ticket.filter(self.id()::equals).isEmpty()) {
                return Future.failedFuture(notOurs());
            }
            try {
                return keep(
                        ctx,
                        self,
                        passkeys.register(
                                made,
                                challenge,
                                site.apply(ctx),
                                body.path("name").asText(),
                                clock.instant()));
            } catch (Passkeys.Refused e) {
                return Future.failedFuture(notOurs());
            }
        });
    }

    private Future<Answer> keep(RoutingContext ctx, Moderator self, Passkey passkey) {
        return signIn.write(ctx, self, "passkey_added", Map.of("person", self.id(), "name", passkey.name()))
                .compose(written -> Answer.of(ctx, book.change(self.id(), c -> {
                    List<Passkey> all = new ArrayList<>(c.passkeys());
                    if (all.size() < MOST && all.stream().noneMatch(p -> p.id().equals(passkey.id()))) {
                        all.add(passkey);
                    }
                    return c.with(all);
                })))
                .map(now -> {
                    if (now.passkeys().stream().noneMatch(p -> p.id().equals(passkey.id()))) {
                        throw Problem.invalid("", "You have " + MOST + " passkeys; remove one first.")
                                .toException();
                    }
                    return Answer.of(201, view(List.of(passkey)).get(0));
                });
    }

    private Future<Answer> remove(RoutingContext ctx) {
        Moderator self = ClaimRoutes.moderator(ctx).moderator();
        String id = ctx.pathParam("passkeyId");
        return Answer.of(ctx, book.find(self.id())).compose(kept -> {
            if (kept.passkeys().stream().noneMatch(p -> p.id().equals(id))) {
                return Future.failedFuture(
                        Problem.of(404, "unknown-passkey", "There is no such passkey", "None of yours has this id.")
                                .toException());
            }
            return signIn.write(ctx, self, "passkey_removed", Map.of("person", self.id()))
                    .compose(written -> Answer.of(
                            ctx,
                            book.change(
                                    self.id(),
                                    c -> c.with(c.passkeys().stream()
                                            .filter(p -> !p.id().equals(id))
                                            .toList()))))
                    .map(removed -> Answer.empty(204));
        });
    }

    private static ProblemException notOurs() {
        return Problem.invalid("/credential", "Answers no challenge of ours, or was used before.")
                .toException();
    }
}
