package dev.pullcord.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.review.ActionOrder;
import dev.pullcord.review.Superseding;
import java.util.List;

/** What becomes of the decision whose place another takes, as JSON. */
public final class ForeseenView {
    private ForeseenView() {}

    public static ObjectNode json(Superseding.Foreseen foreseen) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        orders(node.putArray("takesBack"), foreseen.takesBack());
        orders(node.putArray("withdraws"), foreseen.withdraws());
        orders(node.putArray("remains"), foreseen.remains());
        return node;
    }

    private static void orders(ArrayNode into, List<ActionOrder> orders) {
        orders.forEach(order -> {
            ObjectNode node = CaseView.order(order);
            node.remove("id"); // nothing is ordered yet
            into.add(node);
        });
    }
}
