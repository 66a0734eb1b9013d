package dev.pullcord.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.intake.Links;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an account shares, as the desk is shown it: who with and how many things, never which. */
public final class LinksView {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private LinksView() {}

    /**
     * Another account, and how it stands.
     *
     * @param linked what is shared with it
     * @param suspended whether it may not join
     * @param openCase its open case
     */
    public record Neighbour(Links.Linked linked, boolean suspended, Optional<String> openCase) {}

    /**
     * What is shown.
     *
     * @param neighbours those shown, first who share what says most
     * @param more how many there are behind these
     * @param crowded how many things too many share, by kind
     * @param complete whether all of it could be read: it lies in many partitions, and one may be away or damaged
     */
    public record Shown(List<Neighbour> neighbours, int more, Map<Links.Kind, Integer> crowded, boolean complete) {
        public static final Shown NOTHING = new Shown(List.of(), 0, Map.of(), true);
        public static final Shown UNREADABLE = new Shown(List.of(), 0, Map.of(), false);

        public Shown {
            neighbours = List.copyOf(neighbours);
            crowded = Map.copyOf(crowded);
        }
    }

    /** All of it. */
    public static ObjectNode json(Shown shown) {
        ObjectNode node = JSON.objectNode();
        ArrayNode items = node.putArray("items");
        shown.neighbours().forEach(neighbour -> items.add(json(neighbour)));
        node.put("more", shown.more()).put("complete", shown.complete());
        node.set("crowded", json(shown.crowded()));
        return node;
    }

    private static ObjectNode json(Neighbour neighbour) {
        ObjectNode node = JSON.objectNode().put("account", neighbour.linked().account());
        node.set("shared", json(neighbour.linked().shared()));
        node.put("since", CaseView.time(neighbour.linked().since()))
                .put("lastSeen", CaseView.time(neighbour.linked().last()))
                .put("standing", neighbour.suspended() ? "suspended" : "good");
        neighbour.openCase().ifPresent(open -> node.put("openCase", open));
        return node;
    }

    private static ObjectNode json(Map<Links.Kind, Integer> counts) {
        ObjectNode node = JSON.objectNode();
        if (!counts.isEmpty()) {
            new EnumMap<>(counts).forEach((kind, count) -> node.put(kind.word(), count));
        }
        return node;
    }
}
