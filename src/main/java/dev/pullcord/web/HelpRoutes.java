package dev.pullcord.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.evidence.Directory;
import dev.pullcord.evidence.Recipients;
import dev.pullcord.wire.DirectoryCodec;
import dev.pullcord.wire.RouteView;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Where help is to be had, for anybody; and how fresh that is, and whom filings go to, for who leads. */
final class HelpRoutes {
    private final Directory directory;
    private final Recipients recipients;
    private final Clock clock;

    HelpRoutes(Directory directory, Recipients recipients, Clock clock) {
        this.directory = directory;
        this.recipients = recipients;
        this.clock = clock;
    }

    Map<String, Handler<RoutingContext>> operations() {
        return Map.of("getHelp", Answer.by(this::help), "listDirectory", Answer.by(this::list));
    }

    private Future<Answer> list(RoutingContext ctx) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ArrayNode items = node.putArray("items");
        recipients.all().forEach(one -> {
            ObjectNode entry =
                    RouteView.entry(items.addObject(), one, clock.instant()).put("kind", "authority");
            ArrayNode countries = entry.putArray("countries");
            one.where().places().stream().sorted().forEach(countries::add);
        });
        directory.all().forEach(one -> {
            ObjectNode entry = DirectoryCodec.json(one, Optional.empty())
                    .put("kind", "help")
                    .put("source", one.source());
            ArrayNode countries = entry.putArray("countries");
            one.countries().stream().sorted().forEach(countries::add);
            items.add(entry.put("stale", one.isStale(clock.instant())));
        });
        return Future.succeededFuture(Answer.of(200, node.putNull("next")));
    }

    private Future<Answer> help(RoutingContext ctx) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ArrayNode items = node.putArray("items");
        Optional<String> language = Optional.ofNullable(ctx.request().getParam("language"));
        directory
                .helpAt(Optional.ofNullable(ctx.request().getParam("place")).orElse(""))
                .forEach(help -> items.add(DirectoryCodec.json(help, language, clock.instant())));
        ArrayNode places = node.putArray("places");
        directory.places().forEach(places::add);
        return Future.succeededFuture(Answer.of(200, node));
    }
}
