package dev.pullcord.web;

import dev.pullcord.intake.Platforms;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.People;
import dev.pullcord.review.PeopleDesk;
import dev.pullcord.review.Person;
import dev.pullcord.review.Role;
import dev.pullcord.review.Tickets;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * Signing in at an OpenID Connect provider, and out when it says so. Whom it sends is entered under its subject's id; his
 * role is what his groups say, at every sign-in anew.
 */
final class ProviderRoutes {
    private static final String BOUND =
            "pullcord-oidc"; // the cookie that a sign-in under way is bound to its browser by
    private static final Duration FLOW = Duration.ofMinutes(10);
    private static final PeopleDesk.Actor PROVIDER = new PeopleDesk.Actor("provider", "service");

    /** A page of our own, not a redirect: the browser's next request must come from here, or it leaves the cookie out. */
    private static final String ONWARD = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">"
            + "<meta http-equiv=\"refresh\" content=\"0;url=/\"><title>Pullcord</title><a href=\"/\">Pullcord</a></html>";

    private final Optional<Provider> provider;
    private final People people;
    private final PeopleDesk desk;
    private final Platforms platforms;
    private final Tickets tickets;
    private final SignIn signIn;
    private final WorkerExecutor workers;
    private final Function<RoutingContext, URI> site;
    private final Duration longest;

    /**
     * @param workers where the provider is asked
     * @param site where a request's console is opened
     * @param longest how long a session may last
     */
    ProviderRoutes(
            Optional<Provider> provider,
            People people,
            PeopleDesk desk,
            Platforms platforms,
            Tickets tickets,
            SignIn signIn,
            WorkerExecutor workers,
            Function<RoutingContext, URI> site,
            Duration longest) {
        this.provider = provider;
        this.people = people;
        this.desk = desk;
        this.platforms = platforms;
        this.tickets = tickets;
        this.signIn = signIn;
        this.workers = workers;
        this.site = site;
        this.longest = longest;
    }

    Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "beginProviderSignIn", this::begin,
                "endProviderSignIn", this::end,
                "providerSignedOut", Answer.by(this::signedOut));
    }

    private Provider provider() {
        return provider.orElseThrow(() -> Problem.of(
                        404, "not-found", "No provider is set up", "Sign in by a link, a passkey or a password.")
                .toException());
    }

    private URI back(RoutingContext ctx) {
        return site.apply(ctx).resolve("/v1/sign-in/oidc/callback");
    }

    private void begin(RoutingContext ctx) {
        Provider at = provider();
        String state = SessionCookie.secret();
        String nonce = SessionCookie.secret();
        String verifier = SessionCookie.secret();
        String bound = SessionCookie.secret();
        URI back = back(ctx);
        asked(() -> at.begin(state, nonce, verifier, back))
                .compose(there -> Answer.of(
                                ctx,
                                tickets.put(
                                        Tickets.Kind.FLOW,
                                        state,
                                        String.join(" ", Access.digest(bound), nonce, verifier),
                                        FLOW))
                        .map(there))
                .onSuccess(there -> {
                    ctx.response().addCookie(bound(ctx, bound).setMaxAge(FLOW.toSeconds()));
                    ctx.response()
                            .setStatusCode(302)
                            .putHeader("location", there.toString())
                            .end();
                })
                .onFailure(failure -> refuse(ctx, failure));
    }

    /** Lax, for the browser comes back from another site. */
    private Cookie bound(RoutingContext ctx, String value) {
        return Cookie.cookie(BOUND, value)
                .setPath("/v1/sign-in/oidc")
                .setHttpOnly(true)
                .setSecure("https".equals(site.apply(ctx).getScheme()))
                .setSameSite(CookieSameSite.LAX);
    }

    private void end(RoutingContext ctx) {
        Provider at = provider();
        String state = Optional.ofNullable(ctx.request().getParam("state")).orElse("");
        String code = Optional.ofNullable(ctx.request().getParam("code")).orElse("");
        String bound = Optional.ofNullable(ctx.request().getCookie(BOUND))
                .map(Cookie::getValue)
                .orElse("");
        URI back = back(ctx);
        Answer.of(ctx, tickets.take(Tickets.Kind.FLOW, state))
                .compose(ticket -> {
                    String[] kept = ticket.orElse("").split(" ", -1);
                    return kept.length != 3 || !kept[0].equals(Access.digest(bound)) || code.isEmpty()
                            ? Future.failedFuture(new Provider.Refused(null))
                            : asked(() -> at.finish(code, kept[1], kept[2], back));
                })
                .compose(who -> person(ctx, at, who).compose(person -> enter(ctx, at, who, person)))
                .onSuccess(entered -> {
                    ctx.response().addCookie(bound(ctx, "").setMaxAge(0));
                    ctx.response()
                            .putHeader("content-type", "text/html; charset=utf-8")
                            .putHeader("content-security-policy", "default-src 'none'; frame-ancestors 'none'")
                            .end(ONWARD);
                })
                .onFailure(failure -> refuse(ctx, failure));
    }

    private Future<Void> enter(RoutingContext ctx, Provider at, Provider.Who who, Person person) {
        Future<Void> remembered = who.session()
                .map(session -> Answer.of(
                        ctx,
                        tickets.put(
                                Tickets.Kind.PROVIDER_SESSION,
                                at.settings().issuer() + '\0' + session,
                                person.id(),
                                longest)))
                .orElseGet(Future::succeededFuture);
        return remembered.compose(kept -> signIn.enter(ctx, person, "oidc"));
    }

    /** As he is in the books after what his groups say was brought there. */
    private Future<Person> person(RoutingContext ctx, Provider at, Provider.Who who) {
        Optional<Role> role = who.groups().stream()
                .flatMap(group -> Optional.ofNullable(at.settings().roles().get(group)).stream())
                .flatMap(word -> Role.ofWord(word).stream())
                .max(Comparator.comparing(Role::ordinal));
        String id = id(at, who);
        return Answer.of(ctx, people.find(id)).compose(known -> {
            if (role.isEmpty() || known.filter(Person::disabled).isPresent()) {
                return signIn.<Person>refuse(ctx, known, "oidc");
            }
            return known.isPresent()
                    ? Answer.of(ctx, desk.give(PROVIDER, known.get(), role.get()))
                            .map(ProviderRoutes::done)
                    : platform(ctx, at)
                            .compose(platform -> entered(
                                    ctx, new Moderator(id, platform, who.name().orElse(id), role.get())));
        });
    }

    /** Another of that name is told from him by the end of his id. */
    private Future<Person> entered(RoutingContext ctx, Moderator moderator) {
        return Answer.of(ctx, desk.enter(PROVIDER, moderator))
                .compose(reply -> reply instanceof PeopleDesk.Reply.NameTaken
                        ? Answer.of(
                                ctx,
                                desk.enter(
                                        PROVIDER,
                                        new Moderator(
                                                moderator.id(),
                                                moderator.platform(),
                                                moderator.name() + " "
                                                        + moderator
                                                                .id()
                                                                .substring(moderator
                                                                                .id()
                                                                                .length()
                                                                        - 4),
                                                moderator.role())))
                        : Future.succeededFuture(reply))
                .map(ProviderRoutes::done);
    }

    private static Person done(PeopleDesk.Reply reply) {
        if (reply instanceof PeopleDesk.Reply.Done done) {
            return done.person();
        }
        throw Problem.of(409, "last-admin", "Nobody would be left who could undo this", "The role stays as it was.")
                .toException();
    }

    private Future<String> platform(RoutingContext ctx, Provider at) {
        return Answer.of(ctx, platforms.all())
                .map(all -> at.settings()
                        .platform()
                        .or(() -> Optional.of(all)
                                .filter(a -> a.size() == 1)
                                .map(a -> a.get(0).id()))
                        .filter(id -> all.stream().anyMatch(p -> p.id().equals(id)))
                        .orElseThrow(() -> new IllegalStateException("oidc.platform names no platform there is")));
    }

    /** The same for a subject at every sign-in, and of no other provider. */
    static String id(Provider at, Provider.Who who) {
        return "oidc-"
                + Access.digest(at.settings().issuer() + '\0' + who.subject()).substring(0, 24);
    }

    /** Back-channel: all of his sessions here are over. */
    private Future<Answer> signedOut(RoutingContext ctx) {
        Provider at = provider();
        String token = Optional.ofNullable(ctx.request().getFormAttribute("logout_token"))
                .orElse("");
        return asked(() -> at.signedOut(token))
                .recover(failure -> Future.failedFuture(
                        failure instanceof Provider.Refused
                                ? Problem.invalid("/logout_token", "Is no logout token of the provider.")
                                        .toException()
                                : failure))
                .compose(who -> who.session()
                        .map(session -> Answer.of(
                                ctx,
                                tickets.take(
                                        Tickets.Kind.PROVIDER_SESSION,
                                        at.settings().issuer() + '\0' + session)))
                        .orElseGet(() -> Future.succeededFuture(Optional.empty()))
                        .map(byState -> byState.orElseGet(() -> id(at, who))))
                .compose(id -> Answer.of(ctx, people.find(id))
                        .compose(known -> known.isEmpty()
                                ? Future.succeededFuture()
                                : signIn.write(ctx, known.get().moderator(), "signed_out", Map.of("by", "provider"))
                                        .compose(written -> Answer.of(ctx, people.change(id, Person::signedOut)))))
                .map(done -> Answer.empty(200));
    }

    private <T> Future<T> asked(Callable<T> question) {
        return workers.executeBlocking(question, false);
    }

    private static void refuse(RoutingContext ctx, Throwable failure) {
        if (failure instanceof Provider.Refused || failure instanceof ProblemException) {
            ctx.response()
                    .setStatusCode(303)
                    .putHeader("location", "/signin?refused")
                    .end();
        } else {
            ctx.fail(failure);
        }
    }
}
