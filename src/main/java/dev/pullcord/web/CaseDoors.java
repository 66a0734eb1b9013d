package dev.pullcord.web;

import dev.pullcord.review.Case;
import dev.pullcord.review.CaseDoor;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/** What the door of a case says, as the contract says it. */
final class CaseDoors {
    private CaseDoors() {}

    /** Fails with what it takes to open it. */
    static Future<Void> open(RoutingContext ctx, CaseDoor door, Caller.OfModerator caller, Case c) {
        return Answer.of(ctx, door.ask(caller.platform(), caller.moderator(), c))
                .compose(reply -> switch (reply) {
                    case OPEN -> Future.succeededFuture();
                    case REASON_NEEDED ->
                        Future.failedFuture(Problem.of(
                                        403,
                                        "reason-needed",
                                        "This case is not yours",
                                        "Say why you look into it: POST /v1/cases/{id}/looks.")
                                .toException());
                    case NOT_HIS -> Future.failedFuture(notHis().toException());
                });
    }

    static Problem notHis() {
        return Problem.of(
                403,
                "not-your-case",
                "This case is not yours",
                "The policy in force lets a moderator open his own cases only. Ask a senior or a lead.");
    }
}
