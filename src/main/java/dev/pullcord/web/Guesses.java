package dev.pullcord.web;

import dev.pullcord.review.Tickets;
import dev.pullcord.review.Tickets.Kind;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/**
 * Bounds how often somebody may guess: at one name, and from one address. Counted before a guess is looked at, so that many
 * at once are no more than their number. Fails closed: without the store nobody is let in anyway.
 */
final class Guesses {
    static final int AT_A_NAME = 5;
    static final int FROM_AN_ADDRESS = 50; // a desk may share one

    private static final Duration WINDOW = Duration.ofMinutes(15);

    private final Tickets tickets;

    Guesses(Tickets tickets) {
        this.tickets = tickets;
    }

    /** Counts a guess; fails with 429 when there were too many. */
    Future<Void> count(RoutingContext ctx, String name) {
        String address = ctx.request().remoteAddress().hostAddress();
        return Answer.of(ctx, tickets.count(Kind.NAME, name, WINDOW))
                .compose(atName -> Answer.of(ctx, tickets.count(Kind.ADDRESS, address, WINDOW))
                        .compose(from -> atName > AT_A_NAME || from > FROM_AN_ADDRESS
                                ? Future.failedFuture(Problem.of(
                                                429,
                                                "rate-limited",
                                                "Too many tries",
                                                "Wait a while, or come in by a link.")
                                        .retryAfter(WINDOW)
                                        .toException())
                                : Future.succeededFuture()));
    }

    /** It was no guess: the name's count begins anew. */
    Future<Void> right(RoutingContext ctx, String name) {
        return Answer.of(ctx, tickets.clear(Kind.NAME, name));
    }
}
