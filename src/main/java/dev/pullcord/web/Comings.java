package dev.pullcord.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pullcord.review.CaseId;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.People;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * That somebody is there, and that he was refused something: the first to see who works, the second because it must be on
 * record. Neither is worth more than one write a minute, so a program that asks again and again fills no chain.
 */
final class Comings {
    private static final Duration OFTEN_ENOUGH = Duration.ofMinutes(1);
    private static final int REMEMBERED = 10_000;
    private static final int MOST_PARTITIONS = 4096; // of any platform
    private static final String KNOWN = "known";

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

    /** Who he is was found out: what he is refused from now on is his. */
    void known(RoutingContext ctx, Moderator moderator) {
        ctx.put(KNOWN, moderator);
    }

    /**
     * He was refused a call, if that is what this is and if it is known who he is: by role, scope or rule, or because the case
     * is too near to him. What keeps a person from work for his own sake is nobody's business and not written. A store that
     * is away makes it no less refused.
     */
    Future<Void> refused(RoutingContext ctx, Problem problem) {
        Moderator moderator = ctx.get(KNOWN);
        if (moderator == null || !refuses(problem)) {
            return Future.succeededFuture();
        }
        String operation = ctx.get(Requests.OPERATION, "none");
        String once = moderator.id() + ' ' + operation + ' ' + problem.word();
        if (!due(once, clock.instant())) {
            return Future.succeededFuture();
        }
        Map<String, String> detail = new HashMap<>(Map.of("operation", operation, "problem", problem.word()));
        problem.needs().ifPresent(needs -> detail.put("needs", needs));
        named(ctx, moderator.platform()).ifPresent(id -> detail.put("case", id));
        return signIn.write(ctx, moderator, "call_refused", detail)
                .onFailure(e -> written.invalidate(once)) // the next one is written again
                .otherwiseEmpty();
    }

    private static boolean refuses(Problem problem) {
        return problem.status() == 403 || problem.word().equals("conflict-of-interest");
    }

    /** The case that the path names, by its own id or by that of something in it. Nobody looked whether there is such a one. */
    private static Optional<String> named(RoutingContext ctx, String platform) {
        return ctx.pathParams().values().stream()
                .filter(id -> CaseId.partition(platform, MOST_PARTITIONS, id).isPresent())
                .map(CaseId::caseOf)
                .findFirst();
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
