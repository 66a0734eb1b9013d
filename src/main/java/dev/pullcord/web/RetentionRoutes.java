package dev.pullcord.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.evidence.Retention;
import dev.pullcord.review.RetentionPolicy;
import dev.pullcord.wire.CaseView;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** How forgetting stands: what holds, what was met last, what was ever forgotten. */
final class RetentionRoutes {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Retention retention;

    RetentionRoutes(Retention retention) {
        this.retention = retention;
    }

    Map<String, Handler<RoutingContext>> operations() {
        return Map.of("getRetention", Answer.by(this::get));
    }

    private Future<Answer> get(RoutingContext ctx) {
        return Answer.of(ctx, retention.standing(ClaimRoutes.moderator(ctx).platform()))
                .map(standing -> Answer.of(200, view(standing)));
    }

    private static ObjectNode view(Retention.Standing standing) {
        ObjectNode node = JSON.objectNode();
        ObjectNode terms = node.putObject("terms");
        put(terms, "violation", standing.policy().violation());
        put(terms, "other", standing.policy().other());
        put(terms, "filed", standing.policy().filed());
        terms.put("observed", standing.policy().observed().toString());
        ObjectNode run = node.putObject("lastRun");
        standing.startedAt().ifPresent(at -> run.put("startedAt", CaseView.time(at)));
        standing.finishedAt().ifPresent(at -> run.put("finishedAt", CaseView.time(at)));
        run.put("due", standing.counts().due())
                .put("forgotten", standing.counts().forgotten())
                .put("held", standing.counts().held())
                .put("waiting", standing.counts().waiting());
        ArrayNode kept = run.putArray("kept");
        standing.counts()
                .kept()
                .forEach(one -> kept.addObject().put("case", one.caseId()).put("why", one.why()));
        node.putObject("done")
                .put("cases", standing.totals().cases())
                .put("reports", standing.totals().reports())
                .put("events", standing.totals().events())
                .put("subjects", standing.totals().subjects());
        return node;
    }

    private static void put(ObjectNode terms, String name, RetentionPolicy.Term term) {
        terms.putObject(name)
                .put("keep", term.keep().toString())
                .put("deleteBy", term.deleteBy().toString());
    }
}
