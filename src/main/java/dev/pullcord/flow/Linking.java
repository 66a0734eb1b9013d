package dev.pullcord.flow;

import dev.pullcord.Meters;
import dev.pullcord.intake.Links;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Sightings;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;

/**
 * Remembers what accounts were seen with. It lies in other partitions than the one that is folded, so it must never hold up what
 * is folded: a flag has its case whatever becomes of links.
 *
 * <pre>
 *   before the fold      after it            then
 *   written              -                   what is folded reads it
 *   fails                written             the batch itself did not see it; nothing is lost
 *   fails                fails               dropped and counted: the next sighting brings it back
 *   not tried, as the    written             the outage is over
 *   last one failed      fails               dropped and counted; costs one timeout a batch, behind its cases
 * </pre>
 *
 * All on the fold's context.
 */
final class Linking {
    private final Platform platform;
    private final Links links;
    private final Clock clock;
    private final Meters meters;
    private final Context context;
    private final Outage outage;
    private boolean away;

    Linking(Platform platform, Partition partition, Links links, Clock clock, Meters meters, Context context) {
        this.platform = platform;
        this.links = links;
        this.clock = clock;
        this.meters = meters;
        this.context = context;
        this.outage = new Outage(
                "what accounts share, seen from partition " + partition.number() + " of " + partition.platform() + ",",
                clock);
    }

    /** Before a batch is folded. Never fails: answers whether all of it is written, else {@link #linkLate} is to be called. */
    Future<Boolean> link(List<LoggedEvent> events) {
        Sightings seen = Sightings.of(events);
        if (seen.isEmpty()) {
            return Future.succeededFuture(true);
        }
        return away
                ? Future.succeededFuture(false)
                : write(seen).map(written -> true).otherwise(false);
    }

    /** After it was folded. Never fails: what cannot be written now is dropped. */
    Future<Void> linkLate(List<LoggedEvent> events) {
        Sightings seen = Sightings.of(events);
        return write(seen).otherwise(failure -> {
            meters.linksDropped(seen.size());
            return null;
        });
    }

    private Future<Void> write(Sightings seen) {
        return Future.succeededFuture()
                .compose(go -> Future.fromCompletionStage(links.saw(platform, seen, clock.instant()), context))
                .onSuccess(written -> away = false)
                .onFailure(failure -> {
                    away = true;
                    outage.met(failure);
                });
    }
}
