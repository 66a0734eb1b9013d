package dev.pullcord.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.evidence.Directory;
import dev.pullcord.wire.DirectoryCodec;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Where help is to be had, for anybody. */
final class HelpRoutes {
    private final Directory directory;
    private final Clock clock;

    HelpRoutes(Directory directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    Map<String, Handler<RoutingContext>> operations() {
        return Map.of("getHelp", Answer.by(this::help));
    }

    private Future<Answer> help(RoutingContext ctx) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ArrayNode items = node.putArray("items");
        directory
                .helpAt(Optional.ofNullable(ctx.request().getParam("place")).orElse(""))
                .forEach(help -> items.add(DirectoryCodec.json(help, clock.instant())));
        ArrayNode places = node.putArray("places");
        directory.places().forEach(places::add);
        return Future.succeededFuture(Answer.of(200, node));
    }
}
