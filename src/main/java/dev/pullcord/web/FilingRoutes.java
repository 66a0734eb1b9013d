package dev.pullcord.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.Meters;
import dev.pullcord.audit.AuditDraft;
import dev.pullcord.evidence.Drafter;
import dev.pullcord.evidence.Filing;
import dev.pullcord.evidence.FilingDesk.Reply;
import dev.pullcord.evidence.FilingState;
import dev.pullcord.evidence.Paperwork;
import dev.pullcord.evidence.Particulars;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.ReviewQueue;
import dev.pullcord.wire.FilingJson;
import dev.pullcord.wire.RouteView;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** What goes to authorities: drafted, read, changed, confirmed, let go, taken back. Whoever reads one whole is remembered. */
final class FilingRoutes {

    private final Paperwork paperwork;
    private final ReviewQueue queue;
    private final Repeats repeats;
    private final Meters meters;
    private final Clock clock;

    FilingRoutes(Paperwork paperwork, ReviewQueue queue, Repeats repeats, Meters meters, Clock clock) {
        this.meters = meters;
        this.paperwork = paperwork;
        this.queue = queue;
        this.repeats = repeats;
        this.clock = clock;
    }

    Map<String, Handler<RoutingContext>> operations() {
        return Map.ofEntries(
                Map.entry("listFilings", Answer.by(this::list)),
                Map.entry("getFiling", Answer.by(this::get)),
                Map.entry("draftFiling", Answer.by(this::draft)),
                Map.entry("reviseFiling", Answer.by(this::revise)),
                Map.entry("confirmFiling", Answer.by(this::confirm)),
                Map.entry("submitFiling", Answer.by(this::submit)),
                Map.entry("takeFiling", Answer.by(this::take)),
                Map.entry("giveBackFiling", Answer.by(this::giveBack)),
                Map.entry("receiptFiling", Answer.by(this::receipt)),
                Map.entry("retractFiling", Answer.by(this::retract)),
                Map.entry("listRecipients", Answer.by(this::recipients)));
    }

    private Future<Answer> list(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        Optional<FilingState> state = CaseRoutes.query(ctx, "state").flatMap(FilingState::ofWord);
        CompletionStage<List<Filing>> found = CaseRoutes.query(ctx, "case")
                .map(id -> paperwork.filings().ofCase(caller.platform(), id))
                .orElseGet(() -> paperwork.filings().newest(caller.platform(), state, Pages.upTo(ctx)));
        return Answer.of(ctx, found)
                .map(all -> Pages.of(
                        ctx,
                        all.stream()
                                .filter(filing -> state.isEmpty() || state.get() == filing.state())
                                .map(filing -> titled(
                                        FilingJson.item(filing, paperwork.desk().completeness(filing), clock.instant()),
                                        filing))
                                .toList()));
    }

    private ObjectNode titled(ObjectNode item, Filing filing) {
        paperwork.recipients().find(filing.authority()).ifPresent(one -> item.put("title", one.title()));
        return item;
    }

    private Future<Answer> get(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        return Answer.of(ctx, paperwork.filings().find(caller.platform(), ctx.pathParam("id")))
                .compose(found -> {
                    Filing filing =
                            found.orElseThrow(() -> FilingProblems.unknown().toException());
                    return looked(ctx, caller, filing, "filing_viewed").map(seen -> Answer.of(200, whole(filing)));
                });
    }

    /** Remembered before it is shown. */
    private Future<?> looked(RoutingContext ctx, Caller.OfModerator caller, Filing filing, String verb) {
        AuditDraft look = new AuditDraft(
                clock.instant(),
                caller.moderator().id(),
                caller.moderator().role().word(),
                verb,
                Optional.of(filing.caseId()),
                new TreeMap<>(Map.of("filing", filing.id())));
        return Answer.of(ctx, queue.remember(caller.platform(), filing.caseId(), look));
    }

    private Future<Answer> draft(RoutingContext ctx) {
        JsonNode body = ctx.get("body");
        return write(
                ctx,
                caller -> paperwork
                        .drafter()
                        .draft(
                                caller.platform(),
                                caller.moderator(),
                                body.path("case").asText(),
                                body.path("authority").asText(),
                                said(body),
                                Optional.ofNullable(body.path("followsUp").textValue())),
                201);
    }

    private Future<Answer> revise(RoutingContext ctx) {
        JsonNode body = ctx.get("body");
        return write(
                ctx,
                caller -> paperwork
                        .desk()
                        .revise(
                                caller.platform(),
                                caller.moderator(),
                                ctx.pathParam("id"),
                                body.path("version").asLong(),
                                said(body).orElseThrow()),
                200);
    }

    private Future<Answer> confirm(RoutingContext ctx) {
        JsonNode body = ctx.get("body");
        return write(
                ctx,
                caller -> paperwork
                        .desk()
                        .confirm(
                                caller.platform(),
                                caller.moderator(),
                                ctx.pathParam("id"),
                                body.path("version").asLong(),
                                body.path("reason").asText())
                        .thenApply(reply -> confirmed(caller.platform(), reply)),
                200);
    }

    private Reply confirmed(Platform platform, Reply reply) {
        if (reply instanceof Reply.Done done && !done.before()) {
            Filing.Hands hands = done.filing().hands();
            hands.confirmedAt()
                    .ifPresent(at -> meters.of(platform.id())
                            .secondAnswered("filing", "agreed", Duration.between(hands.draftedAt(), at)));
        }
        return reply;
    }

    private Future<Answer> submit(RoutingContext ctx) {
        JsonNode body = ctx.get("body");
        if (body.path("dryRun").asBoolean(false)) {
            Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
            return Answer.of(ctx, paperwork.desk().dryRun(caller.platform(), ctx.pathParam("id")))
                    .compose(reply -> reply instanceof Reply.Document document
                            ? looked(ctx, caller, document.filing(), "filing_viewed")
                                    .map(seen -> Answer.of(
                                            200, whole(document.filing()).put("document", document.text())))
                            : Future.succeededFuture(answer(reply, 200)));
        }
        return write(
                ctx,
                caller -> paperwork.desk().submit(caller.platform(), caller.moderator(), ctx.pathParam("id")),
                200);
    }

    private Future<Answer> take(RoutingContext ctx) {
        return write(
                ctx,
                caller -> paperwork.desk().portals().take(caller.platform(), caller.moderator(), ctx.pathParam("id")),
                200);
    }

    private Future<Answer> giveBack(RoutingContext ctx) {
        return write(
                ctx,
                caller ->
                        paperwork.desk().portals().giveBack(caller.platform(), caller.moderator(), ctx.pathParam("id")),
                200);
    }

    private Future<Answer> receipt(RoutingContext ctx) {
        JsonNode body = ctx.get("body");
        return write(
                ctx,
                caller -> paperwork
                        .desk()
                        .portals()
                        .receipt(
                                caller.platform(),
                                caller.moderator(),
                                ctx.pathParam("id"),
                                body.path("reference").asText(),
                                body.path("proof").asText(),
                                body.path("again").asBoolean(false)),
                200);
    }

    /** Who the case could go to. Where somebody is only a person says. */
    private Future<Answer> recipients(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        return Answer.of(
                        ctx,
                        paperwork
                                .drafter()
                                .routes(
                                        caller.platform(),
                                        ctx.pathParam("id"),
                                        CaseRoutes.query(ctx, "minor").map(Boolean::parseBoolean),
                                        CaseRoutes.query(ctx, "danger").map(Boolean::parseBoolean),
                                        CaseRoutes.query(ctx, "victimPlace"),
                                        CaseRoutes.query(ctx, "suspectPlace")))
                .compose(ways -> {
                    if (ways instanceof Drafter.Ways.Of of) {
                        return asked(ctx, caller)
                                .map(seen -> Answer.of(200, RouteView.json(of.routes(), clock.instant())));
                    }
                    throw FilingProblems.of(
                                    ways instanceof Drafter.Ways.NothingFound
                                            ? new Reply.NothingFound()
                                            : new Reply.UnknownCase())
                            .toException();
                });
    }

    /** That it was asked is in the case's own timeline, and goes with it; where the victim is said to be is not. */
    private Future<?> asked(RoutingContext ctx, Caller.OfModerator caller) {
        String caseId = ctx.pathParam("id");
        AuditDraft look = new AuditDraft(
                clock.instant(),
                caller.moderator().id(),
                caller.moderator().role().word(),
                "recipients_viewed",
                Optional.of(caseId),
                new TreeMap<>());
        return Answer.of(ctx, queue.remember(caller.platform(), caseId, look));
    }

    private Future<Answer> retract(RoutingContext ctx) {
        JsonNode body = ctx.get("body");
        return write(
                ctx,
                caller -> paperwork
                        .desk()
                        .retract(
                                caller.platform(),
                                caller.moderator(),
                                ctx.pathParam("id"),
                                body.path("reason").asText()),
                200);
    }

    private static Optional<Particulars> said(JsonNode body) {
        JsonNode node = body.path("particulars");
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        Optional<Particulars> said = FilingJson.particulars(node);
        if (said.isEmpty()) {
            throw Problem.invalid("/particulars", "It says something that cannot be.")
                    .toException();
        }
        return said;
    }

    private Future<Answer> write(
            RoutingContext ctx, Function<Caller.OfModerator, CompletionStage<Reply>> wish, int status) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        return repeats.once(
                ctx,
                caller.moderator(),
                () -> Answer.of(ctx, wish.apply(caller)).map(reply -> answer(reply, status)));
    }

    private ObjectNode whole(Filing filing) {
        ObjectNode node =
                titled(FilingJson.whole(filing, paperwork.desk().completeness(filing), clock.instant()), filing);
        paperwork
                .recipients()
                .find(filing.authority())
                .ifPresent(one -> RouteView.entry(node.putObject("recipient"), one, clock.instant()));
        return node;
    }

    private Answer answer(Reply reply, int status) {
        if (reply instanceof Reply.Done done) {
            return Answer.of(done.before() ? 200 : status, whole(done.filing()));
        }
        throw FilingProblems.of(reply).toException();
    }
}
