package dev.pullcord.web;

import dev.pullcord.audit.AuditEntry;
import dev.pullcord.enforcement.Action;
import dev.pullcord.enforcement.Outbox;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Rosters;
import dev.pullcord.review.Case;
import dev.pullcord.review.Decision;
import dev.pullcord.review.People;
import dev.pullcord.review.Person;
import dev.pullcord.review.Proposal;
import dev.pullcord.review.ReviewQueue;
import dev.pullcord.review.Role;
import dev.pullcord.review.Superseding;
import dev.pullcord.wire.CaseView;
import dev.pullcord.wire.LinksView;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

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
    private final People people;
    private final Superseding superseding;

    CaseReader(
            ReviewQueue queue,
            Outbox outbox,
            Rosters rosters,
            LinkReader links,
            People people,
            Superseding superseding) {
        this.superseding = superseding;
        this.people = people;
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
        Future<Map<String, String>> names = Future.all(decisions, timeline)
                .compose(read -> names(ctx, platform, c, decisions.result(), timeline.result()));
        Future<Optional<Superseding.Foreseen>> foreseen = c.proposal()
                .filter(Proposal::corrects)
                .map(correction -> Answer.of(ctx, superseding.foresee(platform, c, correction.decision(), true)))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()));
        return Future.all(List.of(additions, decisions, actions, timeline, roster, shared, names, foreseen))
                .map(all -> new CaseView.Whole(
                        reports.result(),
                        additions.result(),
                        decisions.result(),
                        actions.result(),
                        timeline.result(),
                        roster.result(),
                        shared.result(),
                        names.result(),
                        foreseen.result()));
    }

    /** What to call those who had a hand in it; whom nobody knows by name any more is left to his id. */
    private Future<Map<String, String>> names(
            RoutingContext ctx, Platform platform, Case c, List<Decision> decisions, List<AuditEntry> timeline) {
        Set<String> ids = new TreeSet<>();
        c.claim().ifPresent(claim -> ids.add(claim.holder()));
        c.proposal().ifPresent(proposal -> ids.add(proposal.by()));
        c.marks().assignedTo().ifPresent(ids::add);
        decisions.forEach(decision -> {
            ids.add(decision.decidedBy());
            decision.approvedBy().ifPresent(ids::add);
        });
        timeline.stream()
                .filter(entry -> Role.ofWord(entry.draft().role()).isPresent())
                .forEach(entry -> ids.add(entry.draft().actor()));
        Map<String, String> names = new ConcurrentHashMap<>();
        List<Future<?>> found = new ArrayList<>();
        ids.forEach(id -> found.add(Answer.of(ctx, people.find(id))
                .onSuccess(person -> person.map(Person::moderator)
                        .filter(moderator -> moderator.platform().equals(platform.id()))
                        .ifPresent(moderator -> names.put(id, moderator.name())))
                .otherwiseEmpty())); // a name is no reason to keep a case from who holds it
        return Future.join(found).map(all -> new TreeMap<>(names));
    }
}
