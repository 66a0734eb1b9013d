package dev.pullcord.web;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.AuditLog;
import dev.pullcord.audit.ChainId;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.People;
import dev.pullcord.review.Person;
import dev.pullcord.review.Sessions;
import dev.pullcord.review.Sessions.Session;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Begins and ends people's sessions at the console. Each sign-in, sign-out and refusal is written down: a sign-in before it
 * is made, so that there is none without its entry (an entry without a session is a sign-in that broke off).
 */
final class SignIn {
    private final Sessions sessions;
    private final People people;
    private final AuditLog audit;
    private final TurnedAway away;
    private final SessionCookie cookie;
    private final Settings settings;
    private final Clock clock;

    /**
     * How long sign-ins last.
     *
     * @param idle without a request for so long, a session is over
     * @param longest over after this, however busy
     */
    record Settings(Duration idle, Duration longest) {}

    /** @param away is told of whom nobody knows, and of what was too much */
    SignIn(
            Sessions sessions,
            People people,
            AuditLog audit,
            TurnedAway away,
            SessionCookie cookie,
            Settings settings,
            Clock clock) {
        this.away = away;
        this.sessions = sessions;
        this.people = people;
        this.audit = audit;
        this.cookie = cookie;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A session that was read.
     *
     * @param session itself
     * @param person whose it is, as he is now
     */
    record Known(Session session, Person person) {}

    /** Writes down that somebody comes in and begins his session; its secret, for {@link #give}. */
    Future<String> begin(RoutingContext ctx, Person person, String way) {
        Instant now = clock.instant();
        String secret = SessionCookie.secret();
        Session session = new Session(person.id(), way, person.accessVersion(), now, now.plus(settings.longest()));
        return write(ctx, person.moderator(), "signed_in", Map.of("way", way))
                .compose(written -> Answer.of(ctx, sessions.begin(Access.digest(secret), session, settings.idle())))
                .map(secret);
    }

    /** Begins somebody's session and gives his browser the cookie. */
    Future<Void> enter(RoutingContext ctx, Person person, String way) {
        return begin(ctx, person, way).map(secret -> {
            give(ctx, secret);
            return null;
        });
    }

    /** Ends all of his sessions, and goes on in a new one. */
    Future<Void> restart(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        String way = caller.session().map(Session::way).orElseThrow();
        return Answer.of(ctx, people.change(caller.moderator().id(), Person::signedOut))
                .compose(now -> enter(ctx, now.orElseThrow(), way));
    }

    /** Another site must not sign somebody in, as whomever. */
    void fromHere(RoutingContext ctx) {
        if (!SessionCookie.sameSite(ctx.request())) {
            throw Problem.of(403, "csrf", "This does not come from the console", "Sign in on its own page.")
                    .toException();
        }
    }

    /** Writes down that somebody was not let in, and says no more than that. */
    <T> Future<T> refuse(RoutingContext ctx, Optional<Person> person, String way) {
        return refuse(ctx, person, way, Optional.empty(), Optional.empty());
    }

    /**
     * The same of somebody who said who he is.
     *
     * @param platform that he named
     * @param name as he typed it
     */
    <T> Future<T> refuse(
            RoutingContext ctx, Optional<Person> person, String way, Optional<String> platform, Optional<String> name) {
        Future<Void> written = person.map(p -> write(ctx, p.moderator(), "sign_in_refused", Map.of("way", way)))
                .orElseGet(() -> Answer.of(ctx, away.unknown(platform, name, way, TurnedAway.Why.UNKNOWN)));
        return written.transform(done -> Future.failedFuture(Problem.of(
                        401,
                        "wrong-credentials",
                        "You are not let in",
                        "Something of what was shown is not right, or was used before.")
                .toException()));
    }

    /** Writes down that it was tried too often, if that is why it failed; it fails all the same. */
    <T> Future<T> tooMany(
            RoutingContext ctx,
            Throwable failure,
            Optional<Person> person,
            String way,
            Optional<String> platform,
            Optional<String> name) {
        if (!(failure instanceof ProblemException refused) || refused.problem().status() != 429) {
            return Future.failedFuture(failure);
        }
        TurnedAway.Why why = TurnedAway.Why.TOO_MANY;
        return Answer.of(
                        ctx,
                        person.map(p -> away.known(p, way, why))
                                .orElseGet(() -> away.unknown(platform, name, way, why)))
                .transform(written -> Future.failedFuture(failure));
    }

    /** Gives the browser the cookie that it is signed in by. */
    void give(RoutingContext ctx, String secret) {
        cookie.give(ctx.request(), secret);
    }

    /** Whose session a browser shows; nobody's, when it is over or he was signed out everywhere. */
    Future<Optional<Known>> find(RoutingContext ctx, String secret) {
        return Answer.of(ctx, sessions.use(Access.digest(secret), clock.instant(), settings.idle()))
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture(Optional.empty())
                        : Answer.of(ctx, people.find(found.get().personId()))
                                .map(person ->
                                        person.filter(p -> lets(found.get(), p)).map(p -> new Known(found.get(), p))));
    }

    private static boolean lets(Session session, Person person) {
        return !person.disabled() && session.accessVersion() == person.accessVersion();
    }

    /** Ends a session and takes the cookie back. */
    Future<Void> end(RoutingContext ctx, Moderator moderator, String secret) {
        return Answer.of(ctx, sessions.end(Access.digest(secret)))
                .compose(ended -> write(ctx, moderator, "signed_out", Map.of()))
                .compose(written -> Answer.of(ctx, people.left(moderator.id())))
                .map(written -> {
                    cookie.takeBack(ctx.request());
                    return null;
                });
    }

    /** Until when a session lasts if it is not used again. */
    Instant idleUntil() {
        return clock.instant().plus(settings.idle());
    }

    /** Writes down what somebody did with his way in. */
    Future<Void> write(RoutingContext ctx, Moderator moderator, String verb, Map<String, String> detail) {
        AuditDraft draft = new AuditDraft(
                clock.instant(),
                moderator.id(),
                moderator.role().word(),
                verb,
                Optional.empty(),
                new TreeMap<>(detail));
        return Answer.of(ctx, audit.append(new ChainId(moderator.platform(), 0, ChainId.Hand.ADMIN), draft))
                .mapEmpty();
    }
}
