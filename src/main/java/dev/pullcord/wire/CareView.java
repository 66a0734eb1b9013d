package dev.pullcord.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.review.Care;
import dev.pullcord.review.ToldBack;
import java.time.Instant;

/** How people stand with their work, as it is shown to themselves and to those who lead. */
public final class CareView {
    private CareView() {}

    /** All of it, for himself. */
    public static void me(ObjectNode node, Care.Standing his) {
        node.set("exposure", exposure(his));
        node.put("onShift", his.onShift());
        his.kept().stoppedAt().ifPresent(at -> node.put("stoppedAt", CaseView.time(at)));
        ObjectNode rest = node.putObject("break");
        his.kept().workingSince().ifPresent(since -> rest.put("workingSince", CaseView.time(since)));
        his.pausedSince().ifPresent(since -> rest.put("pausedSince", CaseView.time(since)));
        his.breakAt().ifPresent(at -> rest.put("dueAt", CaseView.time(at)));
        rest.put("due", his.breakAt().filter(at -> !at.isAfter(his.now())).isPresent());
    }

    /** How much somebody had, for a lead: not when he paused, nor whether he stopped. */
    public static ObjectNode load(Care.Standing his) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("id", his.person().id())
                .put("name", his.person().name())
                .put("role", his.person().role().word())
                .put("onShift", his.onShift());
        node.set("exposure", exposure(his));
        return node;
    }

    /** Looks and minutes, weighed, used and left. */
    private static ObjectNode exposure(Care.Standing his) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        Instant shift = his.shiftFrom();
        Instant week = his.weekFrom();
        ObjectNode looks = node.putObject("looks");
        put(looks, "shift", his.looksSince(shift), his.policy().shiftLooks());
        put(looks, "week", his.looksSince(week), his.policy().weekLooks());
        ObjectNode minutes = node.putObject("minutes");
        put(minutes, "shift", his.minutesSince(shift), his.policy().shiftMinutes());
        put(minutes, "week", his.minutesSince(week), his.policy().weekMinutes());
        return node;
    }

    private static void put(ObjectNode node, String of, double used, double most) {
        double shown = Math.round(used * 10) / 10.0;
        node.putObject(of).put("used", shown).put("left", Math.max(0, Math.round((most - used) * 10) / 10.0));
    }

    /** What became of a decision. */
    public static ObjectNode became(ToldBack.Became one) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("caseId", one.c().id())
                .put("state", one.c().state().word())
                .put("decision", one.made().id())
                .put("outcome", one.made().outcome().word())
                .put("decidedAt", CaseView.time(one.made().decidedAt()));
        one.made().policy().ifPresent(policy -> node.put("policy", policy));
        one.made().approvedBy().ifPresent(by -> node.put("approvedBy", by));
        one.after()
                .ifPresent(later -> node.putObject("after")
                        .put("outcome", later.outcome().word())
                        .put("decidedAt", CaseView.time(later.decidedAt())));
        return node;
    }
}
