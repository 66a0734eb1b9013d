package dev.pullcord.redis;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.ChainId;
import dev.pullcord.enforcement.Action;
import dev.pullcord.enforcement.Finding;
import dev.pullcord.enforcement.Trail;
import dev.pullcord.enforcement.Watches;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.review.ActionOrder;
import dev.pullcord.review.Case;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** Actions that are not over with the platform's answer, on Redis. */
public final class RedisWatches implements Watches {
    private static final String NOT_KNOWN_ANY_MORE = "-";

    private enum Written {
        WRITTEN,
        STALE
    }

    private enum Guarded {
        GUARDED,
        OVER
    }

    private final RedisLink link;
    private final Keys keys;
    private final AuditedScript audited;
    private final Script watchAction;
    private final Script guardMeeting;

    RedisWatches(RedisLink link, Keys keys, AuditedScript audited) {
        this.link = link;
        this.keys = keys;
        this.audited = audited;
        this.watchAction = new Script(link, "watch_action");
        this.guardMeeting = new Script(link, "guard_meeting");
    }

    @Override
    public CompletionStage<List<String>> due(Partition partition, Instant now, int max) {
        return link.commands()
                .zrangebyscore(keys.watched(partition), Range.create(0L, now.toEpochMilli()), Limit.from(max));
    }

    @Override
    public CompletionStage<Void> forget(Partition partition, String actionId) {
        return link.commands().zrem(keys.watched(partition), actionId).thenAccept(gone -> {});
    }

    @Override
    public CompletionStage<Boolean> write(Case c, Action action, Finding finding, Instant now) {
        Partition partition = c.partition();
        List<String> args = new ArrayList<>(List.of(
                Tries.suffix(action.order().id()),
                action.state().word(),
                Integer.toString(action.tries()),
                Integer.toString(c.decisionCount()),
                CaseFields.millis(now),
                finding.next().map(Action.State::word).orElse(""),
                finding.doubts()
                        ? NOT_KNOWN_ANY_MORE
                        : finding.proof().map(Trail.Proof::by).orElse(""),
                finding.proof().map(proof -> CaseFields.millis(proof.at())).orElse("0"),
                codes(finding.proposes()),
                finding.next().isPresent() ? finding.why() : "",
                finding.because(),
                Integer.toString(finding.joins()),
                Integer.toString(finding.resent())));
        for (ActionOrder order : finding.orders()) {
            args.addAll(Decisions.ordered(order, finding.orders(), now, now));
        }
        return audited.run(
                        watchAction,
                        "written",
                        new ChainId(partition.platform(), partition.number(), ChainId.Hand.CLOCK),
                        AuditDraft.byService(now, finding.verb(), c.id(), detail(action, finding)),
                        List.of(
                                keys.reviewCase(partition, c.id()),
                                keys.actions(partition, c.id()),
                                keys.outbox(partition),
                                keys.failed(partition),
                                keys.watched(partition),
                                keys.ends(partition)),
                        args)
                .thenApply(reply -> Script.word(Written.class, reply.word()) == Written.WRITTEN);
    }

    private static Map<String, String> detail(Action action, Finding finding) {
        TreeMap<String, String> detail = new TreeMap<>(Map.of(
                "actionId",
                action.order().id(),
                "type",
                action.order().type().code(),
                finding.verb().equals("action_confirmed") ? "shown" : "why",
                finding.why()));
        if (!finding.orders().isEmpty()) {
            detail.put(
                    "then",
                    codes(finding.orders().stream().map(ActionOrder::type).toList()));
            detail.put("thenId", finding.orders().stream().map(ActionOrder::id).collect(Collectors.joining(" ")));
        }
        if (!finding.proposes().isEmpty()) {
            detail.put("proposes", codes(finding.proposes()));
        }
        if (finding.joins() > 0) {
            detail.put("joins", Integer.toString(finding.joins()));
        }
        if (finding.resent() > 0) {
            detail.put("resent", Integer.toString(finding.resent()));
        }
        return detail;
    }

    private static String codes(List<ActionType> types) {
        return types.stream().map(ActionType::code).collect(Collectors.joining(" "));
    }

    @Override
    public CompletionStage<Void> guard(
            Platform platform, String meetingId, String actionId, Instant until, Instant now) {
        Partition partition = Subject.meeting(meetingId).partition(platform);
        return guardMeeting
                .run(
                        List.of(keys.guards(partition, meetingId)),
                        List.of(actionId, CaseFields.millis(until), CaseFields.millis(now)))
                .thenAccept(words -> Script.word(Guarded.class, words.get(0)));
    }

    @Override
    public CompletionStage<List<String>> guards(Platform platform, String meetingId, Instant now) {
        Partition partition = Subject.meeting(meetingId).partition(platform);
        return link.commands()
                .zrangebyscore(
                        keys.guards(partition, meetingId),
                        Range.from(Range.Boundary.excluding(now.toEpochMilli()), Range.Boundary.<Long>unbounded()));
    }
}
