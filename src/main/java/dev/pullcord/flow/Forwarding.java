package dev.pullcord.flow;

import dev.pullcord.intake.EventLog;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Observation;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Subject;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells the second account of an observation that concerns two: a payment its payee, a contact whom it was asked of. Done
 * before the fold's cursor passes the event, so a crash repeats it, and the log knows a copy that it has.
 */
final class Forwarding {
    private static final Set<Observation.Kind> OF_TWO = EnumSet.of(
            Observation.Kind.PAYMENT,
            Observation.Kind.CONTACT_REQUESTED,
            Observation.Kind.CONTACTS_VIEWED,
            Observation.Kind.BLOCKED,
            Observation.Kind.LINK_SHARED);

    private final Platform platform;
    private final EventLog log;
    private final Context context;

    Forwarding(Platform platform, EventLog log, Context context) {
        this.platform = platform;
        this.log = log;
        this.context = context;
    }

    Future<Void> forward(List<LoggedEvent> events) {
        List<Future<Void>> copies = events.stream()
                .flatMap(event ->
                        other(event)
                                .map(other -> Future.fromCompletionStage(log.forward(platform, event, other), context))
                                .stream())
                .toList();
        return copies.isEmpty() ? Future.succeededFuture() : Future.join(copies).mapEmpty();
    }

    /** Whom it is to be told; nobody of a copy, whose subject is the other one already. */
    private static Optional<Subject> other(LoggedEvent event) {
        if (!(event.event().body() instanceof Observation observation) || !OF_TWO.contains(observation.kind())) {
            return Optional.empty();
        }
        return observation
                .counterparty()
                .filter(counterparty -> !counterparty.equals(observation.account()))
                .filter(counterparty -> event.subject().equals(Subject.account(observation.account())))
                .map(Subject::account);
    }
}
