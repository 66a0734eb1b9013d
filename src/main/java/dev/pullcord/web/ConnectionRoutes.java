package dev.pullcord.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.enforcement.Connections;
import dev.pullcord.enforcement.Connections.Connection;
import dev.pullcord.plugin.Capability;
import dev.pullcord.wire.CaseView;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;

/** How the desk's platform is reached. */
final class ConnectionRoutes {
    private final Connections connections;

    ConnectionRoutes(Connections connections) {
        this.connections = connections;
    }

    Map<String, Handler<RoutingContext>> operations() {
        return Map.of("listConnectors", Answer.by(this::list));
    }

    private Future<Answer> list(RoutingContext ctx) {
        return Answer.of(ctx, connections.ways(ClaimRoutes.moderator(ctx).platform()))
                .map(all ->
                        Pages.of(ctx, all.stream().map(ConnectionRoutes::view).toList()));
    }

    private static ObjectNode view(Connection one) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("connector", one.connector())
                .put("state", one.health().state().name().toLowerCase(Locale.ROOT))
                .put("tells", one.tells())
                .put("checkedAt", CaseView.time(one.checkedAt()));
        ArrayNode findings = node.putArray("findings");
        one.health().findings().forEach(findings::add);
        ArrayNode can = node.putArray("capabilities");
        one.capabilities().stream()
                .sorted(Comparator.comparing(Capability::action))
                .forEach(capability -> {
                    ObjectNode each = can.addObject()
                            .put("action", capability.action().code())
                            .put("support", capability.support().name().toLowerCase(Locale.ROOT));
                    capability.limits().ifPresent(limits -> each.put("limits", limits));
                });
        return node;
    }
}
