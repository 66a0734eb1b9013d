package dev.pullcord.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.audit.AuditDraft;
import dev.pullcord.enforcement.Connections;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.ActivePolicies;
import dev.pullcord.review.CaseDoor;
import dev.pullcord.review.CaseId;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Desk;
import dev.pullcord.review.PolicyTree;
import dev.pullcord.review.Recommendation;
import dev.pullcord.review.ReviewQueue;
import dev.pullcord.review.Superseding;
import dev.pullcord.wire.CaseView;
import dev.pullcord.wire.ForeseenView;
import dev.pullcord.wire.PlanView;
import dev.pullcord.wire.Words;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What a decision would be, and what people are told of one. */
final class WordRoutes {
    private static final Duration WAYS_WITHIN = Duration.ofMillis(500);
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Desk desk;
    private final Superseding superseding;
    private final ReviewQueue queue;
    private final ActivePolicies policies;
    private final Connections connections;
    private final Words words;
    private final CaseDoor door;
    private final Clock clock;

    /** @param connections say by whom each step would be done */
    WordRoutes(
            Desk desk,
            Superseding superseding,
            ReviewQueue queue,
            ActivePolicies policies,
            Connections connections,
            Words words,
            CaseDoor door,
            Clock clock) {
        this.door = door;
        this.desk = desk;
        this.superseding = superseding;
        this.queue = queue;
        this.policies = policies;
        this.connections = connections;
        this.words = words;
        this.clock = clock;
    }

    Map<String, Handler<RoutingContext>> operations() {
        return Map.of("previewDecision", Answer.by(this::preview), "getWords", Answer.by(this::words));
    }

    private Future<Answer> preview(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        JsonNode body = ctx.get("body");
        // It says much of the case: whom it is about, who was there, what was decided before.
        Future<Desk.Preview> previewed = Answer.of(ctx, queue.find(caller.platform(), ctx.pathParam("id")))
                .compose(c -> CaseDoors.open(
                        ctx,
                        door,
                        caller,
                        c.orElseThrow(() -> Problem.unknownCase().toException())))
                .compose(may -> Answer.of(
                        ctx,
                        desk.preview(
                                caller.platform(),
                                caller.moderator(),
                                ctx.pathParam("id"),
                                DecisionBody.request(body, Optional.empty()))));
        // Who does it is good to know, and nothing to wait long or fail for.
        Future<List<Connections.Connection>> ways = Answer.of(ctx, connections.ways(caller.platform()))
                .timeout(WAYS_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                .otherwise(List.of());
        Future<Optional<Superseding.Foreseen>> foreseen =
                previewed.compose(preview -> foresee(ctx, caller.platform(), preview));
        return Future.join(foreseen, ways).map(both -> previewed.result()).map(preview -> {
            if (preview instanceof Desk.Preview.Whole whole) {
                ObjectNode node = JSON.objectNode();
                node.set("decision", CaseView.decision(whole.decision()));
                node.put(
                        "takesTwo",
                        foreseen.result().map(Superseding.Foreseen::takesTwo).orElse(whole.takesTwo()));
                foreseen.result().ifPresent(instead -> node.set("instead", ForeseenView.json(instead)));
                node.set(
                        "plan",
                        PlanView.preview(
                                whole.decision().actions(),
                                policies.of(caller.platform().id()).plans(),
                                ways.result()));
                whole.recommended().ifPresent(r -> node.set("recommended", recommended(r)));
                node.set("words", told(caller.platform().id(), whole.decision()));
                return Answer.of(200, node);
            }
            if (preview instanceof Desk.Preview.Invalid invalid) {
                throw DecisionBody.fault(invalid.pointer(), invalid.detail()).toException();
            }
            throw Problem.unknownCase().toException();
        });
    }

    /** What becomes of the decision whose place it would take, where the case is decided. */
    private Future<Optional<Superseding.Foreseen>> foresee(
            RoutingContext ctx, Platform platform, Desk.Preview preview) {
        return preview instanceof Desk.Preview.Whole whole
                ? Answer.of(ctx, queue.find(platform, whole.decision().caseId()))
                        .compose(c -> Answer.of(
                                ctx,
                                superseding.foresee(platform, c.orElseThrow(), whole.decision(), whole.takesTwo())))
                : Future.succeededFuture(Optional.empty());
    }

    private static ObjectNode recommended(Recommendation recommended) {
        ObjectNode node = JSON.objectNode()
                .put("severity", recommended.severity().word())
                .put("strikesBefore", recommended.before())
                .put("strikesAdded", recommended.adds());
        ArrayNode actions = node.putArray("actions");
        recommended.measures().forEach(order -> {
            ObjectNode action = CaseView.order(order);
            action.remove("id"); // nothing is ordered
            actions.add(action);
        });
        return node;
    }

    private Future<Answer> words(RoutingContext ctx) {
        Platform platform = platform(ctx);
        String id = ctx.pathParam("id");
        return Answer.of(ctx, queue.decisions(platform, CaseId.caseOf(id)))
                .map(all -> all.stream()
                        .filter(d -> d.id().equals(id))
                        .findFirst()
                        .orElseThrow(() -> Problem.of(
                                        404,
                                        "unknown-decision",
                                        "There is no such decision",
                                        "No decision of this platform has this id.")
                                .toException()))
                .compose(decision ->
                        ofTheCase(ctx, decision).map(known -> Answer.of(200, told(platform.id(), decision))));
    }

    /** It says what was decided, so it counts as a look into the case: whoever reviews that blind has seen it. */
    private Future<?> ofTheCase(RoutingContext ctx, Decision decision) {
        if (!(ctx.get("caller") instanceof Caller.OfModerator caller)) {
            return Future.succeededFuture();
        }
        AuditDraft look = new AuditDraft(
                clock.instant(),
                caller.moderator().id(),
                caller.moderator().role().word(),
                "words_viewed",
                Optional.of(decision.caseId()),
                new TreeMap<>(Map.of("decision", decision.id())));
        return Answer.of(ctx, queue.find(caller.platform(), decision.caseId()))
                .compose(c ->
                        c.map(one -> CaseDoors.open(ctx, door, caller, one)).orElseGet(Future::succeededFuture))
                .compose(may -> Answer.of(ctx, queue.remember(caller.platform(), decision.caseId(), look)));
    }

    /** Whose decision it would be: a desk's reader's platform, or the platform that asks for itself. */
    private static Platform platform(RoutingContext ctx) {
        Caller caller = ctx.get("caller");
        return caller instanceof Caller.OfPlatform itself
                ? itself.platform()
                : ClaimRoutes.moderator(ctx).platform();
    }

    private ObjectNode told(String platform, Decision decision) {
        Optional<PolicyTree.Code> rule =
                decision.policy().flatMap(code -> policies.of(platform).tree().find(code));
        ObjectNode node = JSON.objectNode();
        node.put("noticeSuppressed", decision.suppressNotice().isPresent());
        ArrayNode by = node.putArray("decidedBy").add(decision.decidedBy());
        decision.approvedBy().ifPresent(by::add);
        ObjectNode account = node.putObject("account");
        words.toAccount(decision, language -> rule.flatMap(code -> code.titleIn(language)))
                .forEach(account::put);
        ObjectNode reporter = node.putObject("reporter");
        words.toReporter(decision).forEach(reporter::put);
        return node;
    }
}
