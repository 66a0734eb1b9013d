package dev.pullcord.web;

import dev.pullcord.audit.AuditEntry;
import dev.pullcord.enforcement.Action;
import dev.pullcord.enforcement.Outbox;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Rosters;
import dev.pullcord.review.Case;
import dev.pullcord.review.Decision;
import dev.pullcord.review.ReviewQueue;
import dev.pullcord.wire.CaseView;
import dev.pullcord.wire.LinksView;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads all that belongs to a case. */
final class CaseReader {
    /** The newest reports a case shows; all are had by their own call. */
    static final int REPORTS_SHOWN = 500;

    private static final int ENTRIES_SHOWN = 500;
    private static final int NEIGHBOURS_SHOWN = 20;

    private final ReviewQueue queue;
    private final Outbox outbox;
    private final Rosters rosters;
    private final LinkReader links;

    CaseReader(ReviewQueue queue, Outbox outbox, Rosters rosters, LinkReader links) {
        this.queue = queue;
        this.outbox = outbox;
        this.rosters = rosters;
        this.links = links;
    }

    Future<CaseView.Whole> whole(RoutingContext ctx, Platform platform, Case c) {
        Future<List<LoggedEvent>> reports = Answer.of(ctx, queue.reports(platform, c.id(), 0, REPORTS_SHOWN));
        Future<Map<String, List<LoggedEvent>>> additions =
                reports.compose(found -> Answer.of(ctx, queue.additions(c, found)));
        Future<List<Decision>> decisions = Answer.of(ctx, queue.decisions(platform, c.id()));
        Future<List<Action>> actions = Answer.of(ctx, outbox.ofCase(platform, c.id()));
        Future<List<AuditEntry>> timeline = Answer.of(ctx, queue.timeline(platform, c.id(), ENTRIES_SHOWN));
        Future<Optional<Rosters.Roster>> roster = c.meeting()
                .map(meeting -> Answer.of(ctx, rosters.find(platform, meeting)))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()));
        Future<LinksView.Shown> shared = c.account()
                .map(account -> links.shown(ctx, platform, account, 0, NEIGHBOURS_SHOWN)
                        .otherwise(LinksView.Shown.UNREADABLE)) // no reason to keep a case from who holds it
                .orElseGet(() -> Future.succeededFuture(LinksView.Shown.NOTHING));
        return Future.all(additions, decisions, actions, timeline, roster, shared)
                .map(all -> new CaseView.Whole(
                        reports.result(),
                        additions.result(),
                        decisions.result(),
                        actions.result(),
                        timeline.result(),
                        roster.result(),
                        shared.result()));
    }
}
