package dev.pullcord.flow;

import dev.pullcord.Meters;
import dev.pullcord.PlatformMeters;
import dev.pullcord.intake.Partition;
import dev.pullcord.review.ActivePolicies;
import dev.pullcord.review.Case;
import dev.pullcord.review.Escalation;
import dev.pullcord.review.EscalationPolicy;
import dev.pullcord.review.OnCall;
import dev.pullcord.review.OnCalls;
import dev.pullcord.review.Overdue;
import dev.pullcord.review.People;
import dev.pullcord.review.Person;
import dev.pullcord.review.Reachable;
import dev.pullcord.review.Role;
import dev.pullcord.review.TriagePolicy;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns to one after the other for the cases of a partition that wait past their deadline. */
final class Escalations {
    private static final Logger LOG = LoggerFactory.getLogger(Escalations.class);
    private static final int AT_A_TIME = 100;

    private final Partition partition;
    private final Overdue overdue;
    private final People people;
    private final ActivePolicies active;
    private final Function<String, CompletionStage<EscalationPolicy>> openedUnder;
    private final OnCalls onCalls;
    private final Channels channels;
    private final Runnable told;
    private final PlatformMeters meters;
    private final Clock clock;
    private long unattended;

    /**
     * @param openedUnder what a policy's version says of escalation
     * @param told is run when there are notices to send
     */
    Escalations(
            Partition partition,
            Overdue overdue,
            People people,
            ActivePolicies active,
            Function<String, CompletionStage<EscalationPolicy>> openedUnder,
            OnCalls onCalls,
            Channels channels,
            Runnable told,
            Clock clock,
            Meters meters) {
        this.partition = partition;
        this.overdue = overdue;
        this.people = people;
        this.active = active;
        this.openedUnder = openedUnder;
        this.onCalls = onCalls;
        this.channels = channels;
        this.told = told;
        this.clock = clock;
        this.meters = meters.of(partition.platform());
    }

    Loop loop(Context context, Duration rest) {
        return new Pulse("escalations of partition " + partition.number(), context, rest, this::step);
    }

    private Future<Boolean> step() {
        Instant now = clock.instant();
        List<String> queues = active.of(partition.platform()).triage().lanes().stream()
                .map(TriagePolicy.Lane::queue)
                .distinct()
                .toList();
        return Future.fromCompletionStage(overdue.due(partition, queues, now, AT_A_TIME))
                .compose(due -> due.isEmpty() ? Future.succeededFuture(false) : turn(due, now))
                .compose(more -> Future.fromCompletionStage(overdue.unattended(partition))
                        .map(count -> {
                            meters.unattended(count - unattended);
                            unattended = count;
                            return more;
                        }));
    }

    private Future<Boolean> turn(List<Overdue.Due> due, Instant now) {
        return Future.fromCompletionStage(people.everyone(partition.platform())
                        .thenCombine(onCalls.find(partition.platform()), There::new))
                .compose(there -> {
                    List<Future<Void>> turns = due.stream()
                            .map(one -> turn(one, reachable(there, one.overdue(), now), now))
                            .toList();
                    return Future.join(turns).map(due.size() == AT_A_TIME);
                });
    }

    private record There(List<Person> people, OnCall onCall) {}

    /** Who can be turned to for this case: for an answer, nobody who may not give it. */
    private Reachable reachable(There there, Case overdue, Instant now) {
        List<Person> able = Reachable.able(there.people(), overdue);
        Set<Role> roles = able.stream()
                .filter(person -> !person.disabled())
                .filter(person -> person.profile().onShift(now)) // whoever sleeps is not at the desk
                .map(person -> person.moderator().role())
                .collect(Collectors.toSet());
        return channels.reachable(roles, there.onCall().among(able), now);
    }

    private Future<Void> turn(Overdue.Due due, Reachable there, Instant now) {
        return Future.fromCompletionStage(openedUnder.apply(due.overdue().policyVersion()))
                .compose(policy -> {
                    Escalation.Turn turn = Escalation.next(policy, due.overdue(), there, due.made(), now);
                    return Future.fromCompletionStage(overdue.turn(due, turn, now))
                            .map(made -> {
                                if (made) {
                                    told(due, turn);
                                }
                                return null;
                            });
                });
    }

    private void told(Overdue.Due due, Escalation.Turn turn) {
        if (turn.level().isPresent()) {
            meters.escalated(turn.role().map(Role::word).orElse("channel"));
        }
        if (turn.pages()) {
            meters.escalated("page");
        }
        if (!turn.notices().isEmpty()) {
            told.run();
        }
        if (turn.pages()) {
            LOG.error(
                    "case {} in queue {} is overdue, and nobody who was turned to has taken it",
                    due.overdue().id(),
                    due.overdue().placement().queue());
        }
    }
}
