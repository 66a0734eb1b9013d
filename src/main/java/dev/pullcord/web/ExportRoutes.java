package dev.pullcord.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.intake.Platform;
import dev.pullcord.transparency.Period;
import dev.pullcord.transparency.Restriction;
import dev.pullcord.transparency.Restrictions;
import dev.pullcord.wire.PeriodView;
import dev.pullcord.wire.PublicStatements;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What the public and its regulators are told. */
final class ExportRoutes {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String CURSOR = "[0-9]{1,15}\\.[A-Za-z0-9_-]{0,100}";

    private final Restrictions restrictions;
    private final PublicStatements statements;
    private final Clock clock;
    private final Handler<RoutingContext> json =
            Answer.by(ctx -> counted(ctx).map(period -> Answer.of(200, PeriodView.json(period))));
    private final Handler<RoutingContext> csv = Answer.file(
            "text/csv; charset=utf-8; header=present", ctx -> counted(ctx).map(PeriodView::csv));

    ExportRoutes(Restrictions restrictions, PublicStatements statements, Clock clock) {
        this.restrictions = restrictions;
        this.statements = statements;
        this.clock = clock;
    }

    Map<String, Handler<RoutingContext>> operations() {
        return Map.of("exportStatements", Answer.by(this::statements), "exportPeriod", this::period);
    }

    private Future<Answer> statements(RoutingContext ctx) {
        Platform platform = ClaimRoutes.moderator(ctx).platform();
        Restrictions.Place from =
                CaseRoutes.cursor(ctx, CURSOR).map(ExportRoutes::place).orElse(Restrictions.Place.START);
        boolean withheld =
                CaseRoutes.query(ctx, "withheld").map(Boolean::parseBoolean).orElse(false);
        return Answer.of(ctx, restrictions.after(platform, from, clock.instant(), CaseRoutes.limit(ctx)))
                .map(page -> {
                    ObjectNode node = JSON.objectNode();
                    ArrayNode items = node.putArray("statements");
                    page.items().stream()
                            .filter(restriction -> withheld || !restriction.withheld())
                            .filter(statements::owed)
                            .forEach(restriction -> items.add(statements.json(restriction)));
                    return Answer.of(
                            200,
                            node.put(
                                            "withheld",
                                            page.items().stream()
                                                    .filter(Restriction::withheld)
                                                    .count())
                                    .put(
                                            "next",
                                            page.end().keptAtMs() + "."
                                                    + page.end().puid())
                                    .put("more", page.more()));
                });
    }

    private static Restrictions.Place place(String cursor) {
        int dot = cursor.indexOf('.');
        return new Restrictions.Place(Long.parseLong(cursor.substring(0, dot)), cursor.substring(dot + 1));
    }

    private void period(RoutingContext ctx) {
        (CaseRoutes.query(ctx, "format").filter("csv"::equals).isPresent() ? csv : json).handle(ctx);
    }

    private Future<Period> counted(RoutingContext ctx) {
        Platform platform = ClaimRoutes.moderator(ctx).platform();
        YearMonth now = YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
        YearMonth from = month(ctx, "from").orElse(now.minusMonths(1));
        YearMonth to = month(ctx, "to").orElse(from);
        if (to.isBefore(from)) {
            throw wrong("is before the first month");
        }
        if (from.plusMonths(Period.MOST_MONTHS).isBefore(to.plusMonths(1))) {
            throw wrong("makes more than " + Period.MOST_MONTHS + " months");
        }
        return Answer.of(ctx, sum(platform, Period.months(from, to), new ArrayList<>()))
                .map(months -> Period.of(from, to, months));
    }

    private static ProblemException wrong(String detail) {
        return Problem.of(400, "invalid-request", "The call breaks its schema", "to " + detail + ".")
                .about("to")
                .toException();
    }

    private CompletionStage<List<Map<String, Long>>> sum(
            Platform platform, List<YearMonth> months, List<Map<String, Long>> read) {
        return read.size() == months.size()
                ? CompletableFuture.completedFuture(read)
                : restrictions.counts(platform, months.get(read.size())).thenCompose(one -> {
                    read.add(one);
                    return sum(platform, months, read);
                });
    }

    private static Optional<YearMonth> month(RoutingContext ctx, String name) {
        return CaseRoutes.query(ctx, name).map(YearMonth::parse);
    }
}
