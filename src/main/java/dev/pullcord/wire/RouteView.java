package dev.pullcord.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.evidence.Recipient;
import dev.pullcord.evidence.Routing;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Who a case could go to, as the contract's JSON. Pure. */
public final class RouteView {
    private RouteView() {}

    public static ObjectNode json(List<Routing.Route> routes, Instant now) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ArrayNode items = node.putArray("items");
        routes.forEach(route -> {
            ObjectNode item = entry(items.addObject(), route.recipient(), now);
            ArrayNode because = item.putArray("because");
            route.because().forEach(why -> because.add(why.word()));
            item.put("suggested", route.suggested()).put("askTheVictim", route.consent());
            route.filing().ifPresent(id -> item.put("filing", id));
        });
        return node.putNull("next");
    }

    /** What the directory says of a recipient. */
    public static ObjectNode entry(ObjectNode item, Recipient one, Instant now) {
        item.put("id", one.id())
                .put("title", one.title())
                .put("reach", one.reach().name().toLowerCase(Locale.ROOT))
                .put("role", one.where().role().word());
        one.web().ifPresent(web -> item.put("web", web));
        one.notes().phone().ifPresent(phone -> item.put("phone", phone));
        one.notes().caution().ifPresent(why -> item.put("caution", why));
        one.notes().doubt().ifPresent(what -> item.put("doubt", what));
        return item.put("readOn", one.readOn().toString())
                .put("source", one.source())
                .put("stale", one.isStale(now));
    }
}
