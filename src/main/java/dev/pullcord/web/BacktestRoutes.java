package dev.pullcord.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.insight.BacktestDesk;
import dev.pullcord.insight.Backtests.Ticket;
import dev.pullcord.review.ActivePolicies;
import dev.pullcord.review.PolicyDesk;
import dev.pullcord.review.PolicyPack;
import dev.pullcord.wire.PolicyCodec;
import dev.pullcord.wire.StoredJson;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** What another policy would have done. */
final class BacktestRoutes {
    private static final String USUAL = "30d";

    private final PolicyDesk policies;
    private final ActivePolicies active;
    private final BacktestDesk backtests;
    private final Repeats repeats;

    BacktestRoutes(PolicyDesk policies, ActivePolicies active, BacktestDesk backtests, Repeats repeats) {
        this.policies = policies;
        this.active = active;
        this.backtests = backtests;
        this.repeats = repeats;
    }

    Map<String, Handler<RoutingContext>> operations() {
        return Map.of("startBacktest", Answer.by(this::start), "getBacktest", Answer.by(this::get));
    }

    private Future<Answer> start(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        JsonNode body = ctx.get("body");
        Duration since = span(body == null ? USUAL : body.path("since").asText(USUAL));
        return repeats.once(
                ctx,
                caller.moderator(),
                () -> Answer.of(ctx, policies.find(caller.platform(), ctx.pathParam("v")))
                        .compose(found -> {
                            if (found.isEmpty()) {
                                throw PolicyRoutes.unknown().toException();
                            }
                            PolicyPack tried = PolicyRoutes.judged(
                                            () -> PolicyCodec.stored(found.get().whole()))
                                    .pack();
                            PolicyPack now = active.of(caller.platform().id());
                            return Answer.of(ctx, backtests.start(caller.platform(), now, tried, since));
                        })
                        .map(ticket -> Answer.of(
                                202,
                                shown(ticket.orElseThrow(() -> Problem.of(
                                                409,
                                                "backtest-running",
                                                "One backtest at a time",
                                                "Another runs here. Ask again when it is done.")
                                        .retryAfter(Duration.ofSeconds(30))
                                        .toException())))));
    }

    private Future<Answer> get(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        return Answer.of(ctx, backtests.find(caller.platform(), ctx.pathParam("id")))
                .map(found -> found.filter(t -> t.version().equals(ctx.pathParam("v")))
                        .map(ticket -> Answer.of(200, shown(ticket)))
                        .orElseThrow(() -> Problem.of(
                                        404,
                                        "unknown-backtest",
                                        "There is no such backtest",
                                        "It was of another version, ended with its node, or is older than a week.")
                                .toException()));
    }

    private static ObjectNode shown(Ticket ticket) {
        ObjectNode node = StoredJson.read(StoredJson.write(ticket), ObjectNode.class);
        return node.put("state", ticket.state().name().toLowerCase(Locale.ROOT));
    }

    /** The document has checked its form. */
    private static Duration span(String text) {
        long n = Long.parseLong(text.substring(0, text.length() - 1));
        return text.endsWith("h") ? Duration.ofHours(n) : Duration.ofDays(n);
    }
}
