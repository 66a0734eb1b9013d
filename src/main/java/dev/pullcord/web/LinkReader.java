package dev.pullcord.web;

import dev.pullcord.enforcement.Outbox;
import dev.pullcord.intake.Links;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.Case;
import dev.pullcord.review.Damaged;
import dev.pullcord.review.ReviewQueue;
import dev.pullcord.wire.LinksView;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads whom an account shares something with, and how these stand. */
final class LinkReader {
    private static final Set<Links.Kind> ALL = EnumSet.allOf(Links.Kind.class);

    private final Links links;
    private final ReviewQueue queue;
    private final Outbox outbox;
    private final Clock clock;

    LinkReader(Links links, ReviewQueue queue, Outbox outbox, Clock clock) {
        this.links = links;
        this.queue = queue;
        this.outbox = outbox;
        this.clock = clock;
    }

    Future<LinksView.Shown> shown(RoutingContext ctx, Platform platform, String account, int skip, int most) {
        return Answer.of(ctx, links.of(platform, account, ALL, clock.instant())).compose(found -> {
            List<Future<LinksView.Neighbour>> neighbours = found.others().stream()
                    .skip(skip)
                    .limit(most)
                    .map(linked -> neighbour(ctx, platform, linked))
                    .toList();
            return Future.join(neighbours)
                    .map(read -> new LinksView.Shown(
                            neighbours.stream().map(Future::result).toList(),
                            Math.max(0, found.others().size() - skip - neighbours.size()),
                            found.crowded(),
                            found.complete()));
        });
    }

    private Future<LinksView.Neighbour> neighbour(RoutingContext ctx, Platform platform, Links.Linked linked) {
        Future<Optional<Case>> open = Answer.of(ctx, queue.findOpen(platform, Subject.account(linked.account())))
                .recover(failure ->
                        Damaged.is(failure) ? Future.succeededFuture(Optional.empty()) : Future.failedFuture(failure));
        Future<Outbox.Standing> standing = Answer.of(ctx, outbox.standing(platform, linked.account(), clock.instant()));
        return Future.join(open, standing)
                .map(read -> new LinksView.Neighbour(
                        linked, standing.result().suspended(), open.result().map(Case::id)));
    }
}
