package dev.pullcord.flow;

import dev.pullcord.enforcement.Outbox;
import dev.pullcord.intake.Links;
import dev.pullcord.intake.Links.Kind;
import dev.pullcord.intake.Links.Trait;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Observation;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Sightings;
import dev.pullcord.intake.Subject;
import dev.pullcord.risk.Beside;
import dev.pullcord.risk.TrackRecord;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Reads what is known of the others seen with a thing, and of those who pay the same. Each thing and each account is read once a batch, however many events name it:
 * a school's network in a busy batch costs 64 small reads and not 64 for everybody who comes. Nothing here fails: whom
 * nothing can be read of counts for nothing, and is told. On the fold's context.
 */
final class Neighbours {
    private final Platform platform;
    private final Links links;
    private final Outbox outbox;
    private final Consumer<Throwable> unread;
    private final Context context;
    private final Map<Map.Entry<Kind, String>, Future<List<Neighbour>>> around = new HashMap<>();
    private final Map<String, Future<Set<Trait>>> traits = new HashMap<>();
    private final Map<String, Future<Boolean>> suspended = new HashMap<>();
    private final Map<String, Future<Integer>> payers = new HashMap<>();

    /** Somebody seen with a thing. */
    private record Neighbour(Links.At at, Set<Trait> traits, boolean keptOut) {
        boolean sanctioned() {
            return keptOut || traits.contains(Trait.SANCTIONED);
        }

        boolean publishesInNeed() {
            return traits.contains(Trait.PUBLISHES) && traits.contains(Trait.IN_NEED);
        }
    }

    /** @param unread is told of each read that failed */
    Neighbours(Platform platform, Links links, Outbox outbox, Consumer<Throwable> unread, Context context) {
        this.platform = platform;
        this.links = links;
        this.outbox = outbox;
        this.unread = unread;
        this.context = context;
    }

    /** What was read is forgotten: another batch begins. */
    void begin() {
        around.clear();
        traits.clear();
        suspended.clear();
        payers.clear();
    }

    /** What lies beside an event that shows its account with a device or network, or pays it. */
    Future<Beside> beside(LoggedEvent event, Instant now) {
        Optional<String> paid = paid(event);
        if (paid.isPresent()) {
            return payers.computeIfAbsent(paid.get(), payee -> payersInCommon(payee, now))
                    .map(Beside::paid);
        }
        return Sightings.origin(event)
                .map(thing -> around.computeIfAbsent(thing, t -> around(t, now))
                        .map(others -> count(event, thing.getKey(), others)))
                .orElse(Future.succeededFuture(Beside.NOTHING));
    }

    /** The same without asking for others. */
    Beside alone(LoggedEvent event) {
        return Sightings.origin(event)
                .map(thing -> Beside.at(Links.digest(platform, thing.getKey(), thing.getValue())))
                .orElse(Beside.NOTHING);
    }

    /** Of the payee's copy of a payment, the payee. */
    private static Optional<String> paid(LoggedEvent event) {
        return event.event().body() instanceof Observation seen
                        && seen.kind() == Observation.Kind.PAYMENT
                        && !event.subject().equals(Subject.account(seen.account()))
                ? Optional.of(event.subject().id())
                : Optional.empty();
    }

    private Future<Integer> payersInCommon(String payee, Instant now) {
        return ask(() -> links.of(platform, payee, EnumSet.of(Kind.PAYER), now))
                .map(shared -> shared.most(Kind.PAYER))
                .otherwise(failure -> nothing(failure, 0));
    }

    private Future<List<Neighbour>> around(Map.Entry<Kind, String> thing, Instant now) {
        boolean device = thing.getKey() == Kind.DEVICE;
        return ask(() -> links.with(platform, thing.getKey(), thing.getValue(), now))
                .compose(seen -> {
                    List<Future<Neighbour>> reads = new ArrayList<>();
                    for (Links.At at : seen.accounts()) {
                        reads.add(neighbour(at, device, now));
                    }
                    return reads.isEmpty()
                            ? Future.succeededFuture(List.<Neighbour>of())
                            : Future.join(reads)
                                    .map(all ->
                                            reads.stream().map(Future::result).toList());
                })
                .otherwise(failure -> nothing(failure, List.of()));
    }

    /** Whom we keep out of calls is sanctioned too; only a device asks for that. */
    private Future<Neighbour> neighbour(Links.At at, boolean device, Instant now) {
        Future<Set<Trait>> shown = traits.computeIfAbsent(
                at.account(),
                account -> ask(() -> links.traits(platform, account, now))
                        .otherwise(failure -> nothing(failure, Set.of())));
        Future<Boolean> keptOut = device
                ? suspended.computeIfAbsent(
                        at.account(),
                        account -> ask(() -> outbox.standing(platform, account, now))
                                .map(Outbox.Standing::suspended)
                                .otherwise(failure -> nothing(failure, false)))
                : Future.succeededFuture(false);
        return Future.join(shown, keptOut).map(both -> new Neighbour(at, shown.result(), keptOut.result()));
    }

    private <T> T nothing(Throwable failure, T nothing) {
        unread.accept(failure);
        return nothing;
    }

    /** Who came to the device after this account did says nothing of where this account comes from. */
    private Beside count(LoggedEvent event, Kind kind, List<Neighbour> all) {
        String account = event.subject().id();
        Instant since = all.stream()
                .filter(one -> one.at().account().equals(account))
                .map(one -> one.at().first())
                .findFirst()
                .orElse(event.event().time());
        int sanctioned = 0;
        int publishers = 0;
        for (Neighbour one : all) {
            if (!one.at().account().equals(account)) {
                sanctioned += one.sanctioned() && !one.at().first().isAfter(since) ? 1 : 0;
                publishers += one.publishesInNeed() ? 1 : 0;
            }
        }
        boolean device = kind == Kind.DEVICE;
        return new Beside(
                alone(event).origin(),
                device ? sanctioned : 0,
                device ? publishers : 0,
                device ? 0 : publishers,
                0,
                TrackRecord.NONE);
    }

    /** Also asking itself may throw. */
    private <T> Future<T> ask(Supplier<CompletionStage<T>> read) {
        return Future.succeededFuture().compose(go -> Future.fromCompletionStage(read.get(), context));
    }
}
