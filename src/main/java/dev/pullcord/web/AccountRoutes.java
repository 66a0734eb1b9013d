package dev.pullcord.web;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.AuditLog;
import dev.pullcord.audit.ChainId;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Subject;
import dev.pullcord.wire.LinksView;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Accounts: whom they share something with. */
final class AccountRoutes {
    private final LinkReader links;
    private final AuditLog audit;
    private final Clock clock;

    AccountRoutes(LinkReader links, AuditLog audit, Clock clock) {
        this.links = links;
        this.audit = audit;
        this.clock = clock;
    }

    Map<String, Handler<RoutingContext>> operations() {
        return Map.of("listLinks", Answer.by(this::list));
    }

    /** Who looked at whom is remembered before he sees anything. */
    private Future<Answer> list(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        String account = ctx.pathParam("id");
        int skip = CaseRoutes.cursor(ctx, "[0-9]{1,6}").map(Integer::parseInt).orElse(0);
        Partition partition = Subject.account(account).partition(caller.platform());
        AuditDraft looked = new AuditDraft(
                clock.instant(),
                caller.moderator().id(),
                caller.moderator().role().word(),
                "links_viewed",
                Optional.empty(),
                new TreeMap<>(Map.of("account", account)));
        return Answer.of(
                        ctx,
                        audit.append(new ChainId(partition.platform(), partition.number(), ChainId.Hand.DESK), looked))
                .compose(remembered -> links.shown(ctx, caller.platform(), account, skip, CaseRoutes.limit(ctx)))
                .map(shown -> Answer.of(
                        200,
                        LinksView.json(shown)
                                .put(
                                        "next",
                                        shown.more() == 0
                                                ? null
                                                : Integer.toString(skip
                                                        + shown.neighbours().size()))));
    }
}
