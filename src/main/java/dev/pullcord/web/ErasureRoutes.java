package dev.pullcord.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.AuditLog;
import dev.pullcord.audit.ChainId;
import dev.pullcord.evidence.Erasing;
import dev.pullcord.evidence.Erasure;
import dev.pullcord.evidence.SubjectAccess;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.Decision;
import dev.pullcord.wire.CaseView;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What an account asks for itself: to be erased, and to be told what is known of it. */
final class ErasureRoutes {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** What an erasure does not touch, whatever is asked: it is others', or what keeps a measure in force and the desk honest. */
    private static final List<String> STAYS =
            List.of("reports_by_it", "standing", "meetings", "others_copies", "misuse_of_reporting", "audit");

    private final Erasing erasing;
    private final SubjectAccess access;
    private final AuditLog audit;
    private final Repeats repeats;
    private final Clock clock;

    ErasureRoutes(Erasing erasing, SubjectAccess access, AuditLog audit, Repeats repeats, Clock clock) {
        this.erasing = erasing;
        this.access = access;
        this.audit = audit;
        this.repeats = repeats;
        this.clock = clock;
    }

    Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "askErasure", Answer.by(this::ask),
                "getErasure", Answer.by(this::get),
                "tellAccount", Answer.by(this::tell));
    }

    private Future<Answer> ask(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        String reason = ctx.<JsonNode>get("body").path("reason").asText();
        return repeats.once(
                ctx,
                caller.moderator(),
                () -> Answer.of(ctx, erasing.ask(caller.platform(), caller.moderator(), ctx.pathParam("id"), reason))
                        .map(erasure -> Answer.of(202, view(erasure))));
    }

    private Future<Answer> get(RoutingContext ctx) {
        return Answer.of(ctx, erasing.find(ClaimRoutes.moderator(ctx).platform(), ctx.pathParam("id")))
                .map(found -> Answer.of(
                        200,
                        view(found.orElseThrow(() -> Problem.of(
                                        404,
                                        "not-found",
                                        "Nobody asked for that",
                                        "No wish to be erased is known of this account.")
                                .toException()))));
    }

    /** Remembered before it is told. */
    private Future<Answer> tell(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        String account = ctx.pathParam("id");
        Optional<String> cursor = CaseRoutes.cursor(ctx, "[0-9]{1,4}\\.[0-9]{1,15}-[0-9]{1,9}");
        Partition partition = Subject.account(account).partition(caller.platform());
        AuditDraft looked = new AuditDraft(
                clock.instant(),
                caller.moderator().id(),
                caller.moderator().role().word(),
                "account_told",
                Optional.empty(),
                new TreeMap<>(Map.of("account", account)));
        return Answer.of(
                        ctx,
                        audit.append(new ChainId(partition.platform(), partition.number(), ChainId.Hand.DESK), looked))
                .compose(remembered -> Answer.of(ctx, access.part(caller.platform(), account, cursor)))
                .map(part -> Answer.of(200, view(account, part)));
    }

    private static ObjectNode view(Erasure erasure) {
        ObjectNode node = JSON.objectNode()
                .put("account", erasure.account())
                .put("state", erasure.nextAt().isPresent() ? "open" : "done")
                .put("askedBy", erasure.askedBy())
                .put("askedAt", CaseView.time(erasure.askedAt()))
                .put("reason", erasure.reason());
        node.putObject("erased")
                .put("cases", erasure.erased().cases())
                .put("events", erasure.erased().events());
        ArrayNode kept = node.putArray("kept");
        erasure.kept().forEach(one -> {
            ObjectNode item = kept.addObject().put("what", one.what()).put("why", one.why());
            one.caseId().ifPresent(id -> item.put("case", id));
            one.until().ifPresent(at -> item.put("until", CaseView.time(at)));
        });
        ArrayNode stays = node.putArray("stays");
        STAYS.forEach(stays::add);
        erasure.lookedAt().ifPresent(at -> node.put("lookedAt", CaseView.time(at)));
        erasure.nextAt().ifPresent(at -> node.put("nextAt", CaseView.time(at)));
        return node;
    }

    private static ObjectNode view(String account, SubjectAccess.Part part) {
        ObjectNode node = JSON.objectNode().put("account", account);
        ArrayNode decisions = node.putArray("decisions");
        part.decisions().forEach(decision -> decisions.add(view(decision)));
        ArrayNode strikes = node.putArray("strikes");
        part.strikes()
                .forEach(strike -> strikes.addObject()
                        .put("decision", strike.decisionId())
                        .put("policy", strike.policy())
                        .put("count", strike.count())
                        .put("at", CaseView.time(strike.at()))
                        .put("expiresAt", CaseView.time(strike.expiresAt())));
        ArrayNode weighed = node.putArray("weighed");
        part.weighed()
                .forEach(one -> weighed.addObject()
                        .put("signal", one.signal())
                        .put("at", CaseView.time(one.at()))
                        .put("explanation", one.explanation())
                        .put("caution", one.caution()));
        ArrayNode meetings = node.putArray("meetings");
        part.meetings().forEach(one -> {
            ObjectNode item = meetings.addObject()
                    .put("at", CaseView.time(one.at()))
                    .put("kind", one.kind().type())
                    .put("meeting", one.meetingId());
            one.role().ifPresent(role -> item.put("role", role));
        });
        ArrayNode observed = node.putArray("observed");
        part.observed().forEach(seen -> {
            ObjectNode item = observed.addObject()
                    .put("at", CaseView.time(seen.at()))
                    .put("kind", seen.kind().code());
            seen.amount()
                    .ifPresent(amount -> item.putObject("amount")
                            .put("minor", amount.minor())
                            .put("currency", amount.currency()));
            ObjectNode attributes = item.putObject("attributes");
            seen.attributes().forEach((name, value) -> put(attributes, name, value));
        });
        return node.put("next", part.next().orElse(null));
    }

    private static void put(ObjectNode node, String name, Object value) {
        if (value instanceof Boolean flag) {
            node.put(name, flag);
        } else if (value instanceof Integer || value instanceof Long) {
            node.put(name, ((Number) value).longValue());
        } else if (value instanceof Number number) {
            node.put(name, number.doubleValue());
        } else {
            node.put(name, value.toString());
        }
    }

    /** As its statement says it: what the moderator wrote for colleagues stays with them. */
    private static ObjectNode view(Decision decision) {
        ObjectNode node = JSON.objectNode()
                .put("decision", decision.id())
                .put("at", CaseView.time(decision.decidedAt()))
                .put("outcome", decision.outcome().word());
        decision.policy().ifPresent(code -> node.put("policy", code));
        decision.statement().ifPresent(statement -> {
            node.put("facts", statement.facts());
            node.put("ground", statement.ground().word());
            statement.law().ifPresent(law -> node.put("law", law));
        });
        ArrayNode actions = node.putArray("actions");
        decision.actions().forEach(action -> {
            ObjectNode item = actions.addObject().put("type", action.type().code());
            action.duration().ifPresent(length -> item.put("duration", length.toString()));
        });
        return node;
    }
}
