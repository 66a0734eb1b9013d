package dev.pullcord.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.People;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * That somebody is there, and that he was refused something: the first to see who works, the second because it must be on
 * record. Neither is worth more than one write a minute, so a program that asks again and again fills no chain.
 */
final class Comings {
    private static final Duration OFTEN_ENOUGH = Duration.ofMinutes(1);
    private static final int REMEMBERED = 10_000;

    private final People people;
    private final SignIn signIn;
    private final Clock clock;
    private final Cache<String, Instant> written =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    Comings(People people, SignIn signIn, Clock clock) {
        this.people = people;
        this.signIn = signIn;
        this.clock = clock;
    }

    /** He made a call. What cannot be remembered of it keeps nobody out. */
    Future<Void> noticed(RoutingContext ctx, Moderator moderator) {
        Instant now = clock.instant();
        return due(moderator.id(), now)
                ? LookUps.asked(ctx, () -> people.seen(moderator.id(), now)).otherwiseEmpty()
                : Future.succeededFuture();
    }

    /** He was refused a call. A store that is away makes it no less refused. */
    Future<Void> refused(RoutingContext ctx, Moderator moderator, String needs) {
        String operation = ctx.get(Requests.OPERATION, "none");
        return due(moderator.id() + ' ' + operation, clock.instant())
                ? signIn.write(ctx, moderator, "call_refused", Map.of("operation", operation, "needs", needs))
                : Future.succeededFuture();
    }

    private boolean due(String what, Instant now) {
        Instant last = written.getIfPresent(what);
        if (last != null && Duration.between(last, now).compareTo(OFTEN_ENOUGH) < 0) {
            return false;
        }
        written.put(what, now);
        return true;
    }
}
