package dev.pullcord.flow;

import dev.pullcord.intake.Links;
import dev.pullcord.intake.Links.Kind;
import dev.pullcord.intake.Links.Sighting;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.MeetingEvent;
import dev.pullcord.intake.Observation;
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
 * Remembers what accounts were seen with. To be done before a batch is folded, which reads it, and before the log's cursor moves on:
 * after a crash it is done again, which changes nothing.
 */
final class Linking {
    private final Platform platform;
    private final Links links;
    private final Context context;

    Linking(Platform platform, Links links, Context context) {
        this.platform = platform;
        this.links = links;
        this.context = context;
    }

    Future<Void> link(List<LoggedEvent> events) {
        Collection<Sighting> seen = sightings(events);
        return seen.isEmpty()
                ? Future.succeededFuture()
                : Future.fromCompletionStage(links.saw(platform, List.copyOf(seen)), context);
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
