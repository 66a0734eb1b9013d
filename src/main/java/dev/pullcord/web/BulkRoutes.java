package dev.pullcord.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.Bulk;
import dev.pullcord.review.BulkDesk;
import dev.pullcord.review.Case;
import dev.pullcord.review.Desk;
import dev.pullcord.wire.CaseView;
import dev.pullcord.wire.LinksView;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** One decision for several cases: what would happen, that it happens, what became of each. */
final class BulkRoutes {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int NEIGHBOURS = 500;

    private final BulkDesk bulk;
    private final LinkReader links;
    private final Repeats repeats;
    private final DecisionMeters meters;

    BulkRoutes(BulkDesk bulk, LinkReader links, Repeats repeats, DecisionMeters meters) {
        this.meters = meters;
        this.bulk = bulk;
        this.links = links;
        this.repeats = repeats;
    }

    Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "previewBulk", Answer.by(this::preview),
                "beginBulk", Answer.by(this::begin),
                "listBulks", Answer.by(this::list),
                "getBulk", Answer.by(this::get),
                "answerBulk", Answer.by(this::answer),
                "resumeBulk", Answer.by(this::resume),
                "undoBulk", Answer.by(this::undo));
    }

    private Future<Answer> preview(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        JsonNode body = ctx.get("body");
        List<String> cases = cases(body);
        return Answer.of(ctx, bulk.preview(caller.platform(), caller.moderator(), cases, request(body)))
                .compose(foreseen -> linked(ctx, caller, foreseen)
                        .compose(linked -> Answer.of(
                                        ctx, bulk.takesTwo(caller.platform(), caller.moderator(), foreseen.size()))
                                .map(two -> {
                                    ObjectNode node = JSON.objectNode().put("takesTwo", two);
                                    ArrayNode items = node.putArray("items");
                                    foreseen.forEach(one -> items.add(item(one, linked)));
                                    return Answer.of(200, node);
                                })));
    }

    /** The first case's account and all that share something with it; none where it cannot be read. */
    private Future<Set<String>> linked(
            RoutingContext ctx, Caller.OfModerator caller, List<BulkDesk.Foreseen> foreseen) {
        Optional<String> first =
                foreseen.stream().findFirst().flatMap(BulkDesk.Foreseen::c).flatMap(Case::account);
        if (first.isEmpty()) {
            return Future.succeededFuture(Set.of());
        }
        return links.shown(ctx, caller.platform(), first.get(), 0, NEIGHBOURS)
                .otherwise(LinksView.Shown.UNREADABLE)
                .map(shown -> {
                    Set<String> linked = new HashSet<>(Set.of(first.get()));
                    shown.neighbours()
                            .forEach(neighbour -> linked.add(neighbour.linked().account()));
                    return linked;
                });
    }

    private static ObjectNode item(BulkDesk.Foreseen one, Set<String> linked) {
        ObjectNode node = JSON.objectNode().put("case", one.caseId()).put("could", one.could());
        one.c().ifPresent(c -> {
            node.put("state", c.state().word());
            c.account().ifPresent(account -> node.put("account", account));
            node.put("linked", c.account().filter(linked::contains).isPresent());
        });
        if (one.preview() instanceof Desk.Preview.Whole whole) {
            node.put("takesTwo", whole.takesTwo());
            node.set("decision", CaseView.decision(whole.decision()));
        } else if (one.preview() instanceof Desk.Preview.Invalid invalid) {
            node.put("detail", invalid.pointer() + " " + invalid.detail());
        } else {
            node.put("detail", "unknown-case");
        }
        return node;
    }

    private Future<Answer> begin(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        JsonNode body = ctx.get("body");
        return repeats.once(
                ctx,
                caller.moderator(),
                () -> Answer.of(
                                ctx,
                                bulk.begin(
                                        caller.platform(),
                                        caller.moderator(),
                                        cases(body),
                                        request(body),
                                        body.path("why").asText()))
                        .map(reply -> counted(caller.platform(), Optional.empty(), reply))
                        .map(reply -> answer(reply, 201)));
    }

    private Future<Answer> list(RoutingContext ctx) {
        Platform platform = ClaimRoutes.moderator(ctx).platform();
        return Answer.of(ctx, bulk.newest(platform, Pages.upTo(ctx)))
                .map(found -> Pages.of(
                        ctx,
                        found.stream()
                                .map(one -> head(one)
                                        .put("outcome", one.request().outcome().word())
                                        .put("cases", one.items().size()))
                                .toList()));
    }

    private Future<Answer> get(RoutingContext ctx) {
        return Answer.of(ctx, bulk.standing(ClaimRoutes.moderator(ctx).platform(), ctx.pathParam("id")))
                .map(found ->
                        Answer.of(200, view(found.orElseThrow(() -> unknown().toException()))));
    }

    private Future<Answer> answer(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        JsonNode body = ctx.get("body");
        return change(
                ctx,
                () -> bulk.answer(
                        caller.platform(),
                        caller.moderator(),
                        ctx.pathParam("id"),
                        body.path("approve").asBoolean(),
                        body.path("reason").asText()));
    }

    private Future<Answer> resume(RoutingContext ctx) {
        return change(ctx, () -> bulk.resume(ClaimRoutes.moderator(ctx).platform(), ctx.pathParam("id")));
    }

    private Future<Answer> undo(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        String reason = ctx.<JsonNode>get("body").path("reason").asText();
        return change(ctx, () -> bulk.undo(caller.platform(), caller.moderator(), ctx.pathParam("id"), reason));
    }

    private Future<Answer> change(RoutingContext ctx, Supplier<CompletionStage<BulkDesk.Reply>> change) {
        Platform platform = ClaimRoutes.moderator(ctx).platform();
        return Answer.of(ctx, bulk.find(platform, ctx.pathParam("id")))
                .compose(before ->
                        Answer.of(ctx, change.get()).map(reply -> answer(counted(platform, before, reply), 200)));
    }

    private BulkDesk.Reply counted(Platform platform, Optional<Bulk> before, BulkDesk.Reply reply) {
        if (reply instanceof BulkDesk.Reply.Stands stands) {
            meters.bulk(platform, before, stands.bulk());
        }
        return reply;
    }

    private static Answer answer(BulkDesk.Reply reply, int status) {
        if (reply instanceof BulkDesk.Reply.Stands stands) {
            boolean waits = stands.bulk().state() == Bulk.State.PROPOSED;
            return Answer.of(waits ? 202 : status, view(stands.bulk()));
        }
        if (reply instanceof BulkDesk.Reply.Invalid invalid) {
            throw DecisionBody.fault(invalid.pointer(), invalid.detail()).toException();
        }
        if (reply instanceof BulkDesk.Reply.NotHis) {
            throw Problem.of(
                            403,
                            "own-decision",
                            "Somebody else must do this",
                            "Nobody agrees to his own proposal, and only who decided takes it back at once.")
                    .toException();
        }
        if (reply instanceof BulkDesk.Reply.Moved moved) {
            throw Problem.of(
                            409,
                            "bulk-moved",
                            "This is not to be done with it now",
                            "It is " + moved.bulk().state().word() + ".")
                    .toException();
        }
        throw unknown().toException();
    }

    private static Problem unknown() {
        return Problem.of(
                404, "not-found", "There is no such bulk", "None of this platform has this id, or it was long ago.");
    }

    private static ObjectNode head(Bulk bulk) {
        ObjectNode node = JSON.objectNode()
                .put("id", bulk.id())
                .put("state", bulk.state().word())
                .put("by", bulk.by())
                .put("why", bulk.why())
                .put("at", CaseView.time(bulk.at()));
        bulk.second().ifPresent(second -> node.put("approvedBy", second));
        return node;
    }

    private static ObjectNode view(Bulk bulk) {
        ObjectNode node = head(bulk);
        node.set("decision", asked(bulk.request()));
        ArrayNode items = node.putArray("items");
        bulk.items().forEach(item -> {
            ObjectNode one = items.addObject()
                    .put("case", item.caseId())
                    .put("became", item.became().word());
            item.decisionId().ifPresent(decision -> one.put("decisionId", decision));
            item.detail().ifPresent(detail -> one.put("detail", detail));
        });
        return node;
    }

    /** What is decided of each, as it was asked for: whoever is to agree must see to what. */
    private static ObjectNode asked(Desk.Request request) {
        ObjectNode node = JSON.objectNode()
                .put("outcome", request.outcome().word())
                .put("reason", request.reason())
                .put("notifyReporter", request.notifyReporter());
        request.policy().ifPresent(policy -> node.put("policy", policy));
        request.suppressNotice().ifPresent(why -> node.put("suppressNotice", why));
        ArrayNode actions = node.putArray("actions");
        request.actions().forEach(wish -> {
            ObjectNode one = actions.addObject().put("type", wish.type().code());
            wish.duration().ifPresent(duration -> one.put("duration", duration.toString()));
        });
        return node;
    }

    private static List<String> cases(JsonNode body) {
        List<String> cases = new ArrayList<>();
        body.path("cases").forEach(id -> cases.add(id.asText()));
        return cases;
    }

    private static Desk.Request request(JsonNode body) {
        return DecisionBody.request(body.path("decision"), Optional.empty());
    }
}
