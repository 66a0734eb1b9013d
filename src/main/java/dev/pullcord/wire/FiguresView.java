package dev.pullcord.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.insight.CaseCourse;
import dev.pullcord.insight.Coverage;
import dev.pullcord.insight.Cut;
import dev.pullcord.insight.Figures;
import dev.pullcord.insight.Insights;
import dev.pullcord.insight.Interval;
import dev.pullcord.review.TriagePolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How the desk does, as the contract's JSON. What is absent is left out. */
public final class FiguresView {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private FiguresView() {}

    /**
     * The figures.
     *
     * @param lanes of the policy in force, in its order: their clocks stand beside what was kept of them
     */
    public static ObjectNode json(Figures f, List<TriagePolicy.Lane> lanes) {
        ObjectNode node = JSON.objectNode()
                .put("window", f.window().word())
                .put("from", CaseView.time(f.window().from(f.to())))
                .put("to", CaseView.time(f.to()))
                .put("since", CaseView.time(f.since()))
                .put("pieceMs", f.window().piece().toMillis())
                .put("opened", f.opened())
                .put("undecided", f.undecided())
                .put("rehearsals", f.rehearsals());
        ArrayNode bars = node.putArray("bars");
        Figures.BARS.forEach(end -> bars.add(end.toMillis()));
        ArrayNode pieces = node.putArray("pieces");
        f.pieces().forEach(piece -> pieces.add(piece(piece)));
        ArrayNode reasons = node.putArray("reasons");
        f.reasons().forEach(reason -> reasons.add(reason(reason)));
        ArrayNode times = node.putArray("times");
        f.times().forEach(one -> times.add(times(one)));
        ArrayNode all = node.putArray("lanes");
        lanes.forEach(lane -> {
            ObjectNode one = all.addObject()
                    .put("lane", lane.name())
                    .put("queue", lane.queue())
                    .put("clockMs", lane.clock().toMillis());
            share(one, f.inTime().get(lane.name()));
        });
        f.inTime().forEach((lane, share) -> {
            if (lanes.stream().noneMatch(known -> known.name().equals(lane))) { // of a policy before
                share(all.addObject().put("lane", lane), share);
            }
        });
        ArrayNode right = node.putArray("right");
        f.right()
                .forEach(one ->
                        share(right.addObject().put("of", one.of().word()).put("name", one.name()), one.share()));
        ObjectNode overturned = node.putObject("overturned");
        f.overturned().forEach((cause, count) -> overturned.put(cause.word(), count));
        ArrayNode actions = node.putArray("actions");
        f.actions().forEach(action -> {
            ObjectNode one = actions.addObject().put("type", action.type());
            for (CaseCourse.End end : CaseCourse.End.values()) {
                one.put(end.word(), action.ends().getOrDefault(end, 0L));
            }
        });
        return node;
    }

    private static ObjectNode piece(Figures.Piece piece) {
        ObjectNode node = JSON.objectNode()
                .put("at", CaseView.time(piece.at()))
                .put("opened", piece.opened())
                .put("late", piece.late())
                .put("overturned", piece.overturned());
        piece.firstLookMs().ifPresent(ms -> node.put("firstLookMs", ms));
        piece.effectMs().ifPresent(ms -> node.put("effectMs", ms));
        return node;
    }

    private static ObjectNode reason(Figures.ByReason reason) {
        ObjectNode node = JSON.objectNode()
                .put("reason", reason.reason())
                .put("opened", reason.opened())
                .put("undecided", reason.undecided());
        ObjectNode outcomes = node.putObject("outcomes");
        reason.outcomes().forEach((outcome, count) -> outcomes.put(outcome.word(), count));
        return node;
    }

    private static ObjectNode times(Figures.Times times) {
        ObjectNode node = JSON.objectNode().put("span", times.span().word());
        times.lane().ifPresent(lane -> node.put("lane", lane));
        node.put("count", times.count());
        if (times.count() > 0) {
            node.put("p50Ms", times.p50()).put("p95Ms", times.p95()).put("p99Ms", times.p99());
        }
        ArrayNode bars = node.putArray("bars");
        times.bars().forEach(bars::add);
        return node;
    }

    /** Of none there is no share. */
    private static void share(ObjectNode node, Interval share) {
        node.put("count", share == null ? 0 : share.of());
        if (share != null && share.of() > 0) {
            node.put("share", share.share()).put("low", share.low()).put("high", share.high());
        }
    }

    /** The cases behind a figure. */
    public static ObjectNode cases(Insights.Found found) {
        ObjectNode node = JSON.objectNode().put("count", found.count()).put("at", CaseView.time(found.at()));
        ArrayNode items = node.putArray("items");
        found.cases().forEach(c -> {
            ObjectNode one = items.addObject()
                    .put("case", c.caseId())
                    .put("openedAt", CaseView.time(c.openedAt()))
                    .put("lane", c.lane())
                    .put("reason", c.reasonCode())
                    .put("voice", c.voice().word());
            c.outcome().ifPresent(outcome -> one.put("outcome", outcome.word()));
            c.overturned().ifPresent(cause -> one.put("overturned", cause.word()));
            took(one, "firstLookMs", c.openedAt(), c.firstLookAt());
            took(one, "decisionMs", c.openedAt(), c.firstDecidedAt());
            took(one, "effectMs", c.openedAt(), c.firstEffectAt());
        });
        return node;
    }

    private static void took(ObjectNode node, String field, Instant from, Optional<Instant> to) {
        to.ifPresent(end ->
                node.put(field, Math.max(0, Duration.between(from, end).toMillis())));
    }

    /** How many people the coming hours have. */
    public static ObjectNode coverage(Coverage coverage) {
        ObjectNode node = JSON.objectNode().put("anytime", coverage.anytime());
        ArrayNode hours = node.putArray("hours");
        coverage.hours().forEach(hour -> {
            ObjectNode one = hours.addObject()
                    .put("at", CaseView.time(hour.at()))
                    .put("people", hour.people())
                    .put("seniors", hour.seniors());
            ArrayNode without = one.putArray("without");
            hour.without().forEach(without::add);
        });
        return node;
    }

    /** What a question asks for; its fields were held to the contract before. */
    public static Optional<Cut.Took> took(Optional<String> span, Optional<String> atLeast, Optional<String> below) {
        return span.flatMap(Cut.Span::ofWord)
                .map(found -> new Cut.Took(
                        found, atLeast.map(FiguresView::millis).orElse(Duration.ZERO), below.map(FiguresView::millis)));
    }

    private static Duration millis(String number) {
        return Duration.ofMillis(Long.parseLong(number));
    }
}
