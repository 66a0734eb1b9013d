package dev.pullcord.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Pages of lists that are short enough to be read whole: a cursor is how many came before. */
final class Pages {
    private static final int USUAL = 50;
    private static final int DIGITS = 9;

    private Pages() {}

    static Answer of(RoutingContext ctx, List<ObjectNode> all) {
        String limit = ctx.request().getParam("limit");
        int most = limit == null ? USUAL : Integer.parseInt(limit); // the schema has 1 … 500
        int from = Math.min(all.size(), cursor(ctx.request().getParam("cursor")));
        int to = Math.min(all.size(), from + most);
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ArrayNode items = node.putArray("items");
        all.subList(from, to).forEach(items::add);
        if (to < all.size()) {
            node.put("next", Integer.toString(to));
        } else {
            node.putNull("next");
        }
        return Answer.of(200, node);
    }

    private static int cursor(String given) {
        if (given == null) {
            return 0;
        }
        if (!given.matches("[0-9]{1," + DIGITS + "}")) {
            throw Problem.of(400, "invalid-request", "The call breaks its schema", "cursor is none that was given.")
                    .about("cursor")
                    .toException();
        }
        return Integer.parseInt(given);
    }
}
