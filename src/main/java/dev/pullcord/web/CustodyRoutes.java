package dev.pullcord.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.evidence.Custody;
import dev.pullcord.evidence.Custody.Reply;
import dev.pullcord.evidence.Release;
import dev.pullcord.evidence.Xarf;
import dev.pullcord.wire.BundleFile;
import dev.pullcord.wire.CaseView;
import dev.pullcord.wire.Stamping;
import dev.pullcord.wire.XarfJson;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Evidence that leaves the house: proposed, agreed to, taken out. */
final class CustodyRoutes {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Custody custody;
    private final Repeats repeats;
    private final Stamping stamping;
    private final Clock clock;

    CustodyRoutes(Custody custody, Repeats repeats, Clock clock) {
        this.clock = clock;
        this.custody = custody;
        this.repeats = repeats;
        this.stamping = new Stamping(custody.authority(), new SecureRandom());
    }

    Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "listReleases", Answer.by(this::list),
                "proposeRelease", Answer.by(this::propose),
                "answerRelease", Answer.by(this::answer),
                "getBundle", this::take,
                "getXarf", Answer.by(this::xarf));
    }

    private Future<Answer> list(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        return Answer.of(ctx, custody.ofCase(caller.platform(), ctx.pathParam("id")))
                .map(found -> found.orElseThrow(() -> Problem.unknownCase().toException()))
                .compose(all -> Answer.of(ctx, custody.key(caller.platform())).map(key -> {
                    ObjectNode node = JSON.objectNode();
                    ArrayNode items = node.putArray("items");
                    all.forEach(release -> items.add(view(release)));
                    node.put(
                                    "key",
                                    Base64.getEncoder()
                                            .encodeToString(key.getPublic().getEncoded()))
                            .put("fingerprint", BundleFile.fingerprint(key.getPublic()));
                    return Answer.of(200, node);
                }));
    }

    private Future<Answer> propose(RoutingContext ctx) {
        JsonNode body = ctx.get("body");
        if (body.has("xarf")) {
            Xarf xarf = asked(body.path("xarf"));
            return write(
                    ctx,
                    caller -> custody.refer(
                            caller.platform(),
                            caller.moderator(),
                            ctx.pathParam("id"),
                            body.path("recipient").asText(),
                            Optional.ofNullable(body.path("reference").textValue()),
                            body.path("basis").asText(),
                            body.path("reason").asText(),
                            xarf),
                    202);
        }
        return write(
                ctx,
                caller -> custody.propose(
                        caller.platform(),
                        caller.moderator(),
                        ctx.pathParam("id"),
                        body.path("recipient").asText(),
                        Optional.ofNullable(body.path("reference").textValue()),
                        body.path("basis").asText(),
                        body.path("reason").asText()),
                202);
    }

    private Xarf asked(JsonNode node) {
        XarfJson.Asked asked = XarfJson.read(node, UUID.randomUUID().toString(), clock.instant());
        if (asked instanceof XarfJson.Asked.For known) {
            return known.xarf();
        }
        XarfJson.Asked.Wrong wrong = (XarfJson.Asked.Wrong) asked;
        throw Problem.invalid("/xarf" + wrong.pointer(), wrong.why()).toException();
    }

    private Future<Answer> xarf(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        return Answer.of(
                        ctx,
                        custody.takeXarf(
                                caller.platform(), caller.moderator(), ctx.pathParam("id"), ctx.pathParam("release")))
                .map(reply -> {
                    if (reply instanceof Reply.Refers refers) {
                        return Answer.of(200, XarfJson.write(refers.xarf(), refers.foundAt()));
                    }
                    throw problem(reply).toException();
                });
    }

    private Future<Answer> answer(RoutingContext ctx) {
        JsonNode body = ctx.get("body");
        return write(
                ctx,
                caller -> custody.answer(
                        caller.platform(),
                        caller.moderator(),
                        ctx.pathParam("id"),
                        ctx.pathParam("release"),
                        body.path("approve").asBoolean(),
                        body.path("reason").asText()),
                200);
    }

    private Future<Answer> write(
            RoutingContext ctx, Function<Caller.OfModerator, CompletionStage<Reply>> wish, int status) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        return repeats.once(
                ctx,
                caller.moderator(),
                () -> Answer.of(ctx, wish.apply(caller)).map(reply -> {
                    if (reply instanceof Reply.Stands stands) {
                        return Answer.of(status, view(stands.release()));
                    }
                    throw problem(reply).toException();
                }));
    }

    private void take(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        String caseId = ctx.pathParam("id");
        String release = ctx.pathParam("release");
        Answer.of(ctx, custody.take(caller.platform(), caller.moderator(), caseId, release))
                .compose(reply -> {
                    if (reply instanceof Reply.Leaves leaves) {
                        return leaving(ctx, caller, release, leaves);
                    }
                    throw problem(reply).toException();
                })
                .onFailure(ctx::fail)
                .onSuccess(bundle -> ctx.response()
                        .putHeader("Content-Type", "application/zip")
                        .putHeader("Cache-Control", "no-store")
                        .putHeader("Content-Disposition", "attachment; filename=\"" + caseId + '-' + release + ".zip\"")
                        .end(Buffer.buffer(bundle)));
    }

    /** Says how it leaves, where somebody was asked to stamp it. */
    private Future<byte[]> leaving(RoutingContext ctx, Caller.OfModerator caller, String release, Reply.Leaves leaves) {
        return Answer.of(ctx, stamping.make(leaves.dossier(), leaves.key()))
                .compose(made -> made.stamped()
                        .map(stamped -> {
                            ctx.response().putHeader("Pullcord-Time-Stamp", stamped.word());
                            String caseId = leaves.dossier().whole().id();
                            return Answer.of(
                                            ctx,
                                            custody.stamped(
                                                    caller.platform(), caller.moderator(), caseId, release, stamped))
                                    .map(told -> made.bundle());
                        })
                        .orElseGet(() -> Future.succeededFuture(made.bundle())));
    }

    private static Problem problem(Reply reply) {
        if (reply instanceof Reply.Own) {
            return Problem.of(403, "own-decision", "Somebody else must do this", "Nobody agrees to his own proposal.");
        }
        if (reply instanceof Reply.NotNow not) {
            return Problem.of(
                    409,
                    "wrong-state",
                    "This cannot be done with it now",
                    "It is " + not.state().word() + ", or somebody changed it meanwhile.");
        }
        if (reply instanceof Reply.NothingFound) {
            return Problem.of(
                    409,
                    "nothing-found",
                    "No violation stands here",
                    "Another platform is told of what people found, and the decision that counts found none.");
        }
        if (reply instanceof Reply.OfNoChild) {
            return Problem.of(
                            422,
                            "of-no-child",
                            "The case says nothing of a child",
                            "No report of it says that a minor was involved.")
                    .at("/xarf/kind");
        }
        if (reply instanceof Reply.OtherForm other) {
            return Problem.of(
                    409,
                    "other-form",
                    "It leaves in another form",
                    other.xarf() ? "It is a report to another platform: see its xarf." : "It is a bundle.");
        }
        return reply instanceof Reply.UnknownCase
                ? Problem.unknownCase()
                : Problem.of(404, "unknown-release", "There is no such release", "The case has none by this id.");
    }

    private static ObjectNode view(Release release) {
        ObjectNode node = JSON.objectNode()
                .put("id", release.id())
                .put("case", release.caseId())
                .put("state", release.state().word())
                .put("recipient", release.recipient())
                .put("basis", release.basis())
                .put("reason", release.reason())
                .put("proposedBy", release.proposedBy())
                .put("proposedAt", CaseView.time(release.proposedAt()));
        release.reference().ifPresent(known -> node.put("reference", known));
        release.xarf().ifPresent(xarf -> XarfJson.view(node.putObject("xarf"), xarf));
        release.answer()
                .ifPresent(second -> node.put("answeredBy", second.by()).put("answeredAt", CaseView.time(second.at())));
        return node;
    }
}
