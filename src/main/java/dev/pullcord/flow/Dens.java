package dev.pullcord.flow;

import dev.pullcord.intake.Event;
import dev.pullcord.intake.EventLog;
import dev.pullcord.intake.Links;
import dev.pullcord.intake.Links.Kind;
import dev.pullcord.intake.Links.Trait;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Observation;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Sightings;
import dev.pullcord.intake.Subject;
import dev.pullcord.wire.EventCodec;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Tells those who were there first. Whoever comes to a device, or shows himself on one, is seen by his own events; the others on
 * that device have none of their own at that moment, and would hear of it with the next. So they are told, each in his own log, how many
 * others on one device or network publish and may be in need; nobody's name is in it.
 *
 * <p>Only who publishes and may be in need makes a difference to the others, so of everybody else one small read is all it
 * costs. Nobody is followed through a crowd ({@link Links#CROWD}), and each number is told an account once a week
 * at most: the id says account, what is shared, number and week, so a crash, another node and a neighbour's fold tell the same again, which changes nothing.
 *
 * <p>To be done when the batch is linked and folded and before its cursor moves. What cannot be read tells nothing, and is counted; what cannot
 * be written fails, and is told again with the batch. All on the fold's context.
 */
final class Dens {
    private static final String SOURCE = "urn:pullcord:fold";
    private static final Set<Kind> ORIGINS = EnumSet.of(Kind.DEVICE, Kind.NETWORK);
    private static final Set<Trait> PUBLISHER_IN_NEED = EnumSet.of(Trait.PUBLISHES, Trait.IN_NEED);
    private static final int FEWEST = 2; // no policy hears less
    private static final long WEEK_MS = 604_800_000;

    private final Platform platform;
    private final EventLog log;
    private final Links links;
    private final Consumer<Throwable> unread;
    private final Clock clock;
    private final Context context;

    /** One account with one kind of thing. */
    private record Told(String account, Kind kind) {}

    /** @param unread is told of each read that failed */
    Dens(Platform platform, EventLog log, Links links, Consumer<Throwable> unread, Clock clock, Context context) {
        this.platform = platform;
        this.log = log;
        this.links = links;
        this.unread = unread;
        this.clock = clock;
        this.context = context;
    }

    /** Completes when all that these events say of others is durable. */
    Future<Void> tell(List<LoggedEvent> events) {
        Map<String, Instant> shown = shown(Sightings.of(events));
        if (shown.isEmpty()) {
            return Future.succeededFuture();
        }
        Map<String, Future<Boolean>> inNeed = new HashMap<>();
        List<Future<Void>> all = new ArrayList<>();
        shown.forEach((account, at) -> all.add(inNeed(account, inNeed)
                .compose(counts -> counts ? tellOthers(account, at, inNeed) : Future.succeededFuture())));
        return Future.join(all).mapEmpty();
    }

    /** Whose place or traits these events may have changed, and when they last did. */
    private static Map<String, Instant> shown(Sightings seen) {
        Map<String, Instant> shown = new TreeMap<>();
        seen.things().stream()
                .filter(sighting -> ORIGINS.contains(sighting.kind()))
                .forEach(sighting -> shown.merge(sighting.account(), sighting.at(), Dens::later));
        seen.traits().stream()
                .filter(trait -> PUBLISHER_IN_NEED.contains(trait.trait()))
                .forEach(trait -> shown.merge(trait.account(), trait.at(), Dens::later));
        return shown;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private Future<Void> tellOthers(String account, Instant at, Map<String, Future<Boolean>> inNeed) {
        return ask(() -> links.of(platform, account, ORIGINS, clock.instant()))
                .map(Links.Of::things)
                .otherwise(failure -> nothing(failure, List.of()))
                .compose(things -> {
                    List<Future<Boolean>> reads = things.stream()
                            .flatMap(thing -> thing.getValue().accounts().stream())
                            .map(neighbour -> inNeed(neighbour.account(), inNeed))
                            .toList();
                    return reads.isEmpty()
                            ? Future.succeededFuture()
                            : Future.join(reads).compose(read -> write(count(account, things, inNeed), at));
                });
    }

    /** For each of the others, how many publishers in need he shares one thing with; the most of each kind. */
    private static Map<Told, Integer> count(
            String account, List<Map.Entry<Kind, Links.Seen>> things, Map<String, Future<Boolean>> inNeed) {
        Map<Told, Integer> told = new HashMap<>();
        for (Map.Entry<Kind, Links.Seen> thing : things) {
            Set<String> accounts = new HashSet<>();
            thing.getValue().accounts().forEach(at -> accounts.add(at.account()));
            long publishers =
                    accounts.stream().filter(one -> inNeed.get(one).result()).count();
            for (String other : accounts) {
                int others = (int) publishers - (inNeed.get(other).result() ? 1 : 0);
                if (!other.equals(account) && others >= FEWEST) {
                    told.merge(new Told(other, thing.getKey()), others, Math::max);
                }
            }
        }
        return told;
    }

    private Future<Void> write(Map<Told, Integer> told, Instant at) {
        List<Future<?>> writes = new ArrayList<>();
        told.forEach((whom, others) -> {
            Observation shared = new Observation(
                    whom.account(),
                    Observation.Kind.ORIGIN_SHARED,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Map.of("shared", whom.kind().word(), "others", (long) others));
            String what = whom.kind().word() + '/' + others + '/' + at.toEpochMilli() / WEEK_MS + '/' + whom.account();
            String id = "den-" + UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8));
            Event event = EventCodec.event(id, SOURCE, at, shared);
            writes.add(ask(() ->
                    log.accept(platform, event, Subject.account(whom.account()), Optional.empty(), clock.instant())));
        });
        return writes.isEmpty() ? Future.succeededFuture() : Future.join(writes).mapEmpty();
    }

    private Future<Boolean> inNeed(String account, Map<String, Future<Boolean>> known) {
        return known.computeIfAbsent(
                account,
                a -> ask(() -> links.traits(platform, a, clock.instant()))
                        .map(traits -> traits.containsAll(PUBLISHER_IN_NEED))
                        .otherwise(failure -> nothing(failure, false)));
    }

    private <T> T nothing(Throwable failure, T nothing) {
        unread.accept(failure);
        return nothing;
    }

    /** Also asking itself may throw. */
    private <T> Future<T> ask(Supplier<CompletionStage<T>> read) {
        return Future.succeededFuture().compose(go -> Future.fromCompletionStage(read.get(), context));
    }
}
