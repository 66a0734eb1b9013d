package dev.pullcord.flow;

import dev.pullcord.Meters;
import dev.pullcord.intake.Links;
import dev.pullcord.intake.Links.Kind;
import dev.pullcord.intake.Links.Sighting;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.MeetingEvent;
import dev.pullcord.intake.Observation;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Party;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Subject;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    private final Meters meters;
    private final Context context;
    private final Outage outage;

    Linking(Platform platform, Partition partition, Links links, Meters meters, Context context) {
        this.platform = platform;
        this.links = links;
        this.meters = meters;
        this.context = context;
        this.outage = new Outage("what accounts share, seen from partition " + partition.number());
    }

    /** Before a batch is folded. Never fails: answers whether all of it is written, else {@link #linkLate} is to be called. */
    Future<Boolean> link(List<LoggedEvent> events) {
        Collection<Sighting> seen = sightings(events);
        if (seen.isEmpty()) {
            return Future.succeededFuture(true);
        }
        return outage.lasts()
                ? Future.succeededFuture(false)
                : write(seen).map(written -> true).otherwise(false);
    }

    /** After it was folded. Never fails: what cannot be written now is dropped. */
    Future<Void> linkLate(List<LoggedEvent> events) {
        Collection<Sighting> seen = sightings(events);
        return write(seen).otherwise(failure -> {
            meters.linksDropped(seen.size());
            return null;
        });
    }

    private Future<Void> write(Collection<Sighting> seen) {
        return Future.succeededFuture()
                .compose(go -> Future.fromCompletionStage(links.saw(platform, List.copyOf(seen)), context))
                .onSuccess(written -> outage.over())
                .onFailure(outage::met);
    }

    /** Each once, as of its last time. */
    private static Collection<Sighting> sightings(List<LoggedEvent> events) {
        Map<List<Object>, Sighting> last = new LinkedHashMap<>();
        for (LoggedEvent event : events) {
            for (Sighting sighting : of(event)) {
                last.merge(
                        List.of(sighting.kind(), sighting.what(), sighting.account()),
                        sighting,
                        (a, b) -> a.at().isAfter(b.at()) ? a : b);
            }
        }
        return last.values();
    }

    private static List<Sighting> of(LoggedEvent event) {
        Instant at = at(event);
        if (event.event().body() instanceof MeetingEvent met && met.kind() == MeetingEvent.Kind.JOINED) {
            return met.participant()
                    .flatMap(Party::accountId)
                    .map(account ->
                            List.of(new Sighting(Kind.MEETING, met.meeting().id(), account, at)))
                    .orElse(List.of());
        }
        if (event.event().body() instanceof Observation seen
                && event.subject().equals(Subject.account(seen.account()))) { // not the copy for its other side
            return of(seen, at);
        }
        return List.of();
    }

    private static List<Sighting> of(Observation seen, Instant at) {
        return switch (seen.kind()) {
            case DEVICE_SEEN -> one(Kind.DEVICE, text(seen, "deviceHash"), seen.account(), at);
            case NETWORK_SEEN -> one(Kind.NETWORK, text(seen, "networkHash"), seen.account(), at);
            case PAYMENT ->
                seen.counterparty()
                        .map(payee -> {
                            Sighting paid = new Sighting(Kind.PAYER, seen.account(), payee, at);
                            return text(seen, "handleHash")
                                    .map(handle -> List.of(paid, new Sighting(Kind.HANDLE, handle, payee, at)))
                                    .orElse(List.of(paid));
                        })
                        .orElse(List.of());
            default -> List.of();
        };
    }

    private static List<Sighting> one(Kind kind, Optional<String> what, String account, Instant at) {
        return what.map(thing -> List.of(new Sighting(kind, thing, account, at)))
                .orElse(List.of());
    }

    private static Optional<String> text(Observation seen, String attribute) {
        return seen.attributes().get(attribute) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** When it happened; never after it was received. */
    private static Instant at(LoggedEvent event) {
        Instant happened = event.event().time();
        return happened.isAfter(event.receivedAt()) ? event.receivedAt() : happened;
    }
}
