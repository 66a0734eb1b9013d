package dev.pullcord.redis;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.ChainId;
import dev.pullcord.enforcement.Action;
import dev.pullcord.enforcement.Lasting;
import dev.pullcord.enforcement.Sequel;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.Case;
import dev.pullcord.review.StandingChange.Right;
import dev.pullcord.wire.StoredJson;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/** What follows actions whose time is over, on Redis. */
public final class RedisLasting implements Lasting {
    private enum Follow {
        FOLLOWED,
        GONE,
        STALE
    }

    private final RedisLink link;
    private final Keys keys;
    private final AuditedScript audited;
    private final Script followAction;

    RedisLasting(RedisLink link, Keys keys, AuditedScript audited) {
        this.link = link;
        this.keys = keys;
        this.audited = audited;
        this.followAction = new Script(link, "follow_action");
    }

    @Override
    public CompletionStage<List<String>> over(Partition partition, Instant now, int max) {
        return link.commands()
                .zrangebyscore(keys.ends(partition), Range.create(0L, now.toEpochMilli()), Limit.from(max));
    }

    @Override
    public CompletionStage<Boolean> end(Case c, Action action, Sequel sequel, Instant now) {
        Partition partition = c.partition();
        TreeMap<String, String> detail = new TreeMap<>(Map.of(
                "actionId", action.order().id(), "type", action.order().type().code(), "why", sequel.why()));
        sequel.order().ifPresent(order -> {
            detail.put("then", order.type().code());
            detail.put("thenId", order.id());
        });
        boolean own = c.subject().kind() == Subject.Kind.ACCOUNT
                && action.order()
                        .target()
                        .accountId()
                        .filter(c.subject().id()::equals)
                        .isPresent();
        Optional<Right> givenBack = sequel.order().flatMap(order -> Right.of(order.type()));
        return audited.run(
                        followAction,
                        "followed",
                        new ChainId(partition.platform(), partition.number(), ChainId.Hand.CLOCK),
                        AuditDraft.byService(now, "measure_ended", c.id(), detail),
                        List.of(
                                keys.reviewCase(partition, c.id()),
                                keys.actions(partition, c.id()),
                                keys.outbox(partition),
                                keys.failed(partition),
                                keys.standing(
                                        partition,
                                        givenBack.orElse(Right.JOINING),
                                        c.subject().id()),
                                keys.ends(partition)),
                        List.of(
                                suffix(c, action.order().id()),
                                action.state().word(),
                                Integer.toString(action.tries()),
                                Integer.toString(c.decisionCount()),
                                CaseFields.millis(now),
                                CaseFields.flag(own && givenBack.isPresent()),
                                CaseFields.flag(sequel.withdraws()),
                                sequel.order()
                                        .map(order -> suffix(c, order.id()))
                                        .orElse(""),
                                sequel.order().map(StoredJson::write).orElse(""),
                                sequel.dueAt().map(CaseFields::millis).orElse("0")))
                .thenApply(reply -> Script.word(Follow.class, reply.word()) != Follow.STALE);
    }

    private static String suffix(Case c, String actionId) {
        return actionId.substring(c.id().length() + 1);
    }
}
