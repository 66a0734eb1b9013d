package dev.pullcord.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Platforms;
import dev.pullcord.review.Credentials;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.People;
import dev.pullcord.review.Person;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;

/**
 * Signing in by a password and a code, always both, and setting them up. What is set up needs the session of a browser: a
 * token that got about must not become a way in that outlives it.
 */
final class PasswordRoutes {
    /** For so long after coming in by other means, somebody may set a password without the one before. */
    private static final Duration JUST_CAME = Duration.ofMinutes(10);

    private final People people;
    private final Platforms platforms;
    private final Credentials.Book book;
    private final Guesses guesses;
    private final SignIn signIn;
    private final Passwords passwords;
    private final WorkerExecutor workers;
    private final Clock clock;

    /** @param workers where passwords are hashed */
    PasswordRoutes(
            People people,
            Platforms platforms,
            Credentials.Book book,
            Guesses guesses,
            SignIn signIn,
            Passwords passwords,
            WorkerExecutor workers,
            Clock clock) {
        this.people = people;
        this.platforms = platforms;
        this.book = book;
        this.guesses = guesses;
        this.signIn = signIn;
        this.passwords = passwords;
        this.workers = workers;
        this.clock = clock;
    }

    Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "signInByPassword", Answer.by(this::signIn),
                "getCredentials", Answer.by(this::show),
                "setPassword", Answer.by(this::setPassword),
                "beginTotp", Answer.by(this::beginTotp),
                "confirmTotp", Answer.by(this::confirmTotp));
    }

    private Future<Answer> signIn(RoutingContext ctx) {
        signIn.fromHere(ctx);
        JsonNode body = ctx.get("body");
        String name = body.path("name").asText();
        String platform = body.path("platform").asText();
        String guessed = platform + '\0' + name;
        Optional<String> there = Optional.of(platform).filter(named -> !named.isEmpty());
        return guesses.count(ctx, guessed)
                .recover(failure -> person(ctx, platform, name)
                        .compose(person -> signIn.tooMany(ctx, failure, person, "password", there, Optional.of(name))))
                .compose(counted -> person(ctx, platform, name))
                .compose(person -> verified(ctx, person, body)
                        .compose(right -> right
                                ? guesses.right(ctx, guessed)
                                        .compose(cleared -> signIn.enter(ctx, person.orElseThrow(), "password"))
                                        .map(entered -> Answer.empty(204))
                                : signIn.refuse(ctx, person, "password", there, Optional.of(name))));
    }

    /** The one active person of this name; nobody if there are several, on whatever platforms. */
    private Future<Optional<Person>> person(RoutingContext ctx, String platform, String name) {
        return Answer.of(ctx, platforms.all()).compose(all -> {
            List<Future<List<Person>>> found = all.stream()
                    .map(Platform::id)
                    .filter(id -> platform.isEmpty() || platform.equals(id))
                    .map(id -> Answer.of(ctx, people.everyone(id)))
                    .toList();
            return (found.isEmpty() ? Future.succeededFuture() : Future.all(found)).map(read -> {
                List<Person> named = found.stream()
                        .flatMap(list -> list.result().stream())
                        .filter(p -> p.name().equals(name) && !p.disabled())
                        .toList();
                return named.size() == 1 ? Optional.of(named.get(0)) : Optional.<Person>empty();
            });
        });
    }

    /** Whether password and code are both right; the code is then taken, and good no more. */
    private Future<Boolean> verified(RoutingContext ctx, Optional<Person> person, JsonNode body) {
        String password = body.path("password").asText();
        String code = body.path("code").asText();
        Future<Credentials> kept = person.map(p -> Answer.of(ctx, book.find(p.id())))
                .orElseGet(() -> Future.succeededFuture(Credentials.NONE));
        return kept.compose(c -> hashed(() -> passwords.matches(password, c.password()))
                .compose(right -> {
                    OptionalLong step = c.complete()
                            ? passwords.step(c.totp().orElseThrow(), code, clock.instant())
                            : OptionalLong.empty();
                    return right && step.isPresent()
                            ? take(ctx, person.orElseThrow().id(), step.getAsLong())
                            : Future.succeededFuture(false);
                }));
    }

    /** A code is taken once, however many show it at the same time. */
    private Future<Boolean> take(RoutingContext ctx, String personId, long step) {
        boolean[] taken = {false};
        return Answer.of(ctx, book.change(personId, c -> {
                    taken[0] = step > c.totpStep();
                    return taken[0] ? c.tookTotp(step) : c;
                }))
                .map(now -> taken[0]);
    }

    private <T> Future<T> hashed(Callable<T> work) {
        return workers.executeBlocking(work, false);
    }

    private Future<Answer> show(RoutingContext ctx) {
        return Answer.of(ctx, book.find(ClaimRoutes.moderator(ctx).moderator().id()))
                .map(c -> {
                    ObjectNode node = JsonNodeFactory.instance
                            .objectNode()
                            .put("password", c.password().isPresent())
                            .put("totp", c.totp().isPresent() && c.totpConfirmed());
                    node.set("passkeys", PasskeyRoutes.view(c.passkeys()));
                    return Answer.of(200, node);
                });
    }

    private Future<Answer> setPassword(RoutingContext ctx) {
        Moderator self = ClaimRoutes.moderator(ctx).moderator();
        JsonNode body = ctx.get("body");
        String password = body.path("password").asText();
        if (self.name().length() > 3
                && password.toLowerCase(Locale.ROOT).contains(self.name().toLowerCase(Locale.ROOT))) {
            throw Problem.invalid("/password", "Holds your name.").toException();
        }
        return Answer.of(ctx, book.find(self.id()))
                .compose(kept -> mayReplace(ctx, kept, body.path("current").asText()))
                .compose(may -> hashed(() -> passwords.hash(password)))
                .compose(hash -> signIn.write(ctx, self, "password_set", Map.of("person", self.id()))
                        .compose(written -> Answer.of(ctx, book.change(self.id(), c -> c.withPassword(hash)))))
                .compose(set -> signIn.restart(ctx))
                .map(restarted -> Answer.empty(204));
    }

    /** With the password before, or just after coming in by something else. */
    private Future<Void> mayReplace(RoutingContext ctx, Credentials kept, String current) {
        if (kept.password().isEmpty() || justCame(ctx)) {
            return Future.succeededFuture();
        }
        return counted(ctx, "password_set")
                .compose(counted -> hashed(() -> passwords.matches(current, kept.password())))
                .compose(right -> right
                        ? guesses.right(
                                ctx, ClaimRoutes.moderator(ctx).moderator().id())
                        : Future.failedFuture(Problem.of(
                                        403,
                                        "wrong-credentials",
                                        "This is not your password",
                                        "Give the one you have as `current`, or come in by a new link.")
                                .at("/current")
                                .toException()));
    }

    /** Counts a guess of somebody who is in already. */
    private Future<Void> counted(RoutingContext ctx, String way) {
        String id = ClaimRoutes.moderator(ctx).moderator().id();
        return guesses.count(ctx, id)
                .recover(failure -> Answer.of(ctx, people.find(id))
                        .compose(person ->
                                signIn.tooMany(ctx, failure, person, way, Optional.empty(), Optional.empty())));
    }

    private boolean justCame(RoutingContext ctx) {
        return ClaimRoutes.moderator(ctx)
                .session()
                .filter(s -> !s.way().equals("password")
                        && s.beganAt().plus(JUST_CAME).isAfter(clock.instant()))
                .isPresent();
    }

    private Future<Answer> beginTotp(RoutingContext ctx) {
        Moderator self = ClaimRoutes.moderator(ctx).moderator();
        JsonNode body = ctx.get("body");
        String secret = Passwords.totpSecret();
        return Answer.of(ctx, book.find(self.id()))
                .compose(kept -> kept.totpConfirmed()
                        ? mayReplace(
                                ctx,
                                kept,
                                body == null ? "" : body.path("current").asText())
                        : Future.succeededFuture())
                .compose(may -> signIn.write(ctx, self, "totp_begun", Map.of("person", self.id())))
                .compose(written -> Answer.of(ctx, book.change(self.id(), c -> c.withTotp(secret))))
                .map(begun -> Answer.of(
                        201,
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("secret", secret)
                                .put("uri", Passwords.uri(secret, self.name()))));
    }

    private Future<Answer> confirmTotp(RoutingContext ctx) {
        Moderator self = ClaimRoutes.moderator(ctx).moderator();
        String code = ctx.<JsonNode>get("body").path("code").asText();
        return counted(ctx, "totp")
                .compose(counted -> Answer.of(ctx, book.find(self.id())))
                .compose(kept -> {
                    OptionalLong step = kept.totp()
                            .map(secret -> passwords.step(secret, code, clock.instant()))
                            .orElse(OptionalLong.empty());
                    if (step.isEmpty()) {
                        return Future.failedFuture(Problem.invalid("/code", "Is no code of the new secret.")
                                .toException());
                    }
                    return signIn.write(ctx, self, "totp_confirmed", Map.of("person", self.id()))
                            .compose(written -> take(ctx, self.id(), step.getAsLong()))
                            .compose(taken -> guesses.right(ctx, self.id()));
                })
                .map(confirmed -> Answer.empty(204));
    }
}
