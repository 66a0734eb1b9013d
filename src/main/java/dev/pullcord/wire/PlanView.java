package dev.pullcord.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.enforcement.Action;
import dev.pullcord.enforcement.Connections.Connection;
import dev.pullcord.enforcement.Patience;
import dev.pullcord.enforcement.Trail;
import dev.pullcord.enforcement.Watch;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.review.ActionOrder;
import dev.pullcord.review.Fallback;
import dev.pullcord.review.PlanPolicy;
import java.util.ArrayList;
import java.util.List;

/** The plan that a decision is carried out by, as JSON. */
public final class PlanView {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private PlanView() {}

    /** What a step waits for, what it follows, and what showed that it took effect. */
    static void step(Action a, ObjectNode node) {
        Trail trail = a.trail();
        if (!trail.after().isEmpty()) {
            words(node.putArray("after"), trail.after());
            if (a.state() == Action.State.PENDING && a.tries() == 0) {
                node.put("leavesBy", CaseView.time(Patience.DEFAULT.latest(a)));
            }
        }
        trail.follows().ifPresent(id -> node.put("follows", id));
        trail.because().ifPresent(why -> node.put("because", why.replaceFirst(" .*$", "")));
        if (trail.joins() > 0) {
            node.put("joins", trail.joins());
        }
        if (trail.resent() > 0) {
            node.put("resent", trail.resent());
        }
        if (Watch.isSeen(a) || trail.proof().isPresent()) {
            ObjectNode effect = node.putObject("effect");
            effect.put(
                    "state",
                    trail.proof()
                            .map(proof -> proof.shows() ? "confirmed" : "unknown")
                            .orElse("awaited"));
            trail.proof()
                    .filter(Trail.Proof::shows)
                    .ifPresent(proof -> effect.put("by", proof.by()).put("at", CaseView.time(proof.at())));
        }
        if (!trail.proposes().isEmpty()) {
            words(node.putArray("proposes"), trail.proposes());
        }
    }

    /**
     * An action with the steps that hold it, until it leaves all the same.
     *
     * @param ofCase all actions of their case
     */
    public static ObjectNode action(Action action, List<Action> ofCase) {
        ObjectNode node = CaseView.action(action);
        List<String> waits = action.state() == Action.State.PENDING
                ? Patience.DEFAULT.waitsFor(action, ofCase, action.createdAt()).stream()
                        .map(other -> other.order().id())
                        .toList()
                : List.of();
        if (!waits.isEmpty()) {
            words(node.putArray("waitsFor"), waits);
        }
        return node;
    }

    /**
     * What would be done in which order and by whom, and what would stand in for what the platform cannot do.
     *
     * @param ways how the platform is reached
     */
    public static ArrayNode preview(List<ActionOrder> steps, PlanPolicy policy, List<Connection> ways) {
        ArrayNode plan = JSON.arrayNode();
        List<String> ahead = new ArrayList<>();
        for (ActionOrder order : steps) {
            ObjectNode step = plan.addObject()
                    .put("id", order.id())
                    .put("type", order.type().code());
            words(step.putArray("after"), ahead);
            ahead.add(order.id());
            ways.forEach(way -> way.capabilities().stream()
                    .filter(capability -> capability.action() == order.type())
                    .forEach(capability -> {
                        step.put("by", way.connector());
                        capability.limits().ifPresent(limits -> step.put("limits", limits));
                    }));
            ArrayNode fallbacks = step.putArray("fallbacks");
            for (ActionType type : policy.fallbacks().getOrDefault(order.type(), List.of())) {
                if (Fallback.target(type, order.target()).isPresent()) {
                    fallbacks
                            .addObject()
                            .put("type", type.code())
                            .put("needsPerson", !Fallback.byItself(order.type(), type));
                }
            }
        }
        return plan;
    }

    private static void words(ArrayNode array, List<String> words) {
        words.forEach(array::add);
    }
}
