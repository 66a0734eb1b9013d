package dev.pullcord.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pullcord.intake.Correction;
import dev.pullcord.intake.Intake;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.Reception;
import dev.pullcord.wire.CaseView;
import dev.pullcord.wire.EventCodec;
import dev.pullcord.wire.Words;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The reporter's side, by a receipt and nothing else: how far his report is, what he adds, that he takes it back. */
final class ReceiptRoutes {
    private static final String SOURCE = "urn:pullcord:receipt";
    private static final int A_SECOND = 5; // calls about one receipt
    private static final int ALL_A_SECOND = 300; // of this process: a receipt is asked for on every platform
    private static final int REMEMBERED = 100_000;

    private final Reception reception;
    private final Intake intake;
    private final Words words;
    private final Clock clock;
    private final EventRates all;
    private final Cache<String, EventRates> rates = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();

    ReceiptRoutes(Reception reception, Intake intake, Words words, Clock clock) {
        this.reception = reception;
        this.intake = intake;
        this.words = words;
        this.clock = clock;
        this.all = new EventRates(ALL_A_SECOND, clock);
    }

    Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "getReceipt", Answer.by(this::status),
                "addDetails", Answer.by(this::details),
                "withdrawReport", Answer.by(this::withdraw));
    }

    private Future<Answer> status(RoutingContext ctx) {
        return Answer.of(ctx, reception.status(receipt(ctx))).map(found -> {
            Reception.Status status = found.orElseThrow(ReceiptRoutes::unknown);
            String language = words.language(
                    CaseRoutes.query(ctx, "language").or(status::language).orElse("en"));
            ObjectNode node = JsonNodeFactory.instance
                    .objectNode()
                    .put("status", status.stage().name().toLowerCase(Locale.ROOT))
                    .put("receivedAt", CaseView.time(status.receivedAt()))
                    .put("language", language)
                    .put("text", words.ofReceipt(language, status.stage(), status.acted()));
            status.acted().ifPresent(acted -> node.put("acted", acted));
            return Answer.of(200, node);
        });
    }

    private Future<Answer> details(RoutingContext ctx) {
        JsonNode body = ctx.get("body");
        String id = Optional.ofNullable(ctx.request().getHeader("idempotency-key"))
                .map(key -> "details:" + Access.digest(receipt(ctx, false) + '\0' + key))
                .orElseGet(() -> "details:" + UUID.randomUUID());
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("receipt", receipt(ctx, false));
        Optional.ofNullable(body.get("text")).ifPresent(text -> data.set("text", text));
        Optional.ofNullable(body.get("contact"))
                .ifPresent(wish -> data.putObject("ext").set("contact", wish));
        return take(ctx, id, Correction.DETAILS_ADDED, data);
    }

    /** Twice withdrawn is withdrawn. It closes nothing. */
    private Future<Answer> withdraw(RoutingContext ctx) {
        JsonNode body = ctx.get("body");
        String receipt = receipt(ctx, false);
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("receipt", receipt);
        Optional.ofNullable(body).map(given -> given.get("text")).ifPresent(text -> data.set("text", text));
        return take(ctx, "withdrawn:" + Access.digest(receipt), Correction.WITHDRAWN, data);
    }

    private Future<Answer> take(RoutingContext ctx, String id, String type, ObjectNode data) {
        String receipt = receipt(ctx);
        return Answer.of(ctx, reception.platform(receipt)).compose(found -> {
            Platform platform = found.orElseThrow(ReceiptRoutes::unknown);
            ObjectNode event = JsonNodeFactory.instance
                    .objectNode()
                    .put("specversion", "1.0")
                    .put("id", id)
                    .put("source", SOURCE)
                    .put("type", type)
                    .put("time", CaseView.time(clock.instant()));
            event.set("data", data);
            return Answer.of(ctx, intake.take(platform, List.of(EventCodec.decode(event.toString()))))
                    .map(results -> answer(results.get(0)));
        });
    }

    private static Answer answer(Intake.Result result) {
        if (result instanceof Intake.Result.Accepted || result instanceof Intake.Result.Duplicate) {
            return Answer.empty(202);
        }
        if (result instanceof Intake.Result.Rejected) {
            throw unknown();
        }
        throw Problem.unavailable().toException();
    }

    private String receipt(RoutingContext ctx) {
        return receipt(ctx, true);
    }

    /** @param counted whether it counts against the rates, which it does once a call */
    private String receipt(RoutingContext ctx, boolean counted) {
        String receipt = ctx.pathParam("receipt");
        if (counted) {
            String who = Access.digest(receipt);
            rates.get(who, first -> new EventRates(A_SECOND, clock))
                    .take(who)
                    .or(() -> all.take(""))
                    .ifPresent(pause -> {
                        throw Problem.of(429, "rate-limited", "Too many calls", "Try again in a moment.")
                                .retryAfter(pause)
                                .toException();
                    });
        }
        return receipt;
    }

    /** The same, whether there never was such a receipt or its report is still on its way. */
    private static ProblemException unknown() {
        return Problem.of(
                        404,
                        "unknown-report",
                        "This receipt is not known",
                        "There is none like it. What was sent this very moment may still be on its way.")
                .retryAfter(Duration.ofSeconds(1))
                .toException();
    }
}
