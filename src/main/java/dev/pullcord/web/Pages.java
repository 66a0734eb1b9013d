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

    /** How many of a list have to be read for its page, and one more to see whether there are any. */
    static int upTo(RoutingContext ctx) {
        return cursor(ctx.request().getParam("cursor")) + limit(ctx) + 1;
    }

    private static int limit(RoutingContext ctx) {
        String limit = ctx.request().getParam("limit");
        return limit == null ? USUAL : Integer.parseInt(limit); // the schema has 1 … 500
    }

    /** @param all of the list, or its first {@link #upTo} */
    static Answer of(RoutingContext ctx, List<ObjectNode> all) {
        int from = Math.min(all.size(), cursor(ctx.request().getParam("cursor")));
        int to = Math.min(all.size(), from + limit(ctx));
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
