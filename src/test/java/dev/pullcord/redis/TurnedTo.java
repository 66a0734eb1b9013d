package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.enforcement.Action;
import dev.pullcord.enforcement.Enforcer;
import dev.pullcord.enforcement.Notice;
import dev.pullcord.intake.Partition;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseState;
import dev.pullcord.review.Escalation;
import dev.pullcord.review.EscalationPolicy;
import dev.pullcord.review.Ground;
import dev.pullcord.review.Overdue;
import dev.pullcord.review.Reachable;
import dev.pullcord.review.Recipient;
import dev.pullcord.review.ReviewQueue;
import dev.pullcord.review.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Who is turned to for what is overdue on a {@link DeskShift}, and a count of its own of what waits with nobody told. */
final class TurnedTo {
    private static final Recipient CHAT = Recipient.of(Recipient.Channel.SLACK);

    private final RedisStore store;
    private final Ground ground;
    private final EscalationPolicy policy;
    /** How long all levels have together before somebody is paged, and a minute, for that is how often this looks. */
    private final Duration pagedWithin;

    private final Map<String, Instant> unattended = new HashMap<>();
    private final Set<String> paged = new HashSet<>();

    TurnedTo(RedisStore store, Ground ground, EscalationPolicy policy) {
        this.store = store;
        this.ground = ground;
        this.policy = policy;
        this.pagedWithin = policy.levels().stream()
                .limit(policy.rounds())
                .map(EscalationPolicy.Level::timeout)
                .reduce(Duration.ofMinutes(1), Duration::plus);
    }

    /** How many cases somebody was paged for. */
    int paged() {
        return paged.size();
    }

    void turn(Partition partition, Instant time) {
        Reachable there = new Reachable(Set.of(Role.values()), CHAT::equals, Set.of(CHAT), Optional.empty());
        for (Overdue.Due due : now(ground.overdue().due(partition, Ground.queues(), time, 100))) {
            Escalation.Turn turn = Escalation.next(policy, due.overdue(), there, due.made(), time);
            now(ground.overdue().turn(due, turn, time));
        }
    }

    /** What waits for a second person. */
    List<Case> proposed() {
        ReviewQueue.Filter waits = new ReviewQueue.Filter(
                Optional.of(CaseState.AWAITING_APPROVAL),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return now(store.queue().search(ground.platform(), waits, Optional.empty(), 100))
                .items();
    }

    /** The channel tells whatever is due. */
    void tell(Partition partition, Instant time) {
        for (Notice due : now(store.notices().due(partition, time, 100))) {
            Notice begun = now(store.notices().begin(partition, due, time, time.plusSeconds(30)))
                    .orElseThrow();
            now(store.notices()
                    .record(
                            partition,
                            begun,
                            new Enforcer.Ending(Action.State.ANSWERED, "done", "", Optional.empty()),
                            time));
            if (due.order().page()) {
                paged.add(due.order().caseId());
            }
        }
    }

    /**
     * Of what waits past its deadline, for somebody to take it or for an answer, whoever is last has been paged once all levels had their
     * time.
     */
    void nothingWaitsUnseen(List<ReviewQueue.Waiting> queued, Instant time) {
        Map<String, Instant> all = new HashMap<>();
        queued.forEach(waiting -> all.put(waiting.caseId(), waiting.deadline()));
        proposed().forEach(c -> all.put(c.id(), c.placement().deadline()));
        Set<String> overdue = new HashSet<>();
        all.forEach((caseId, deadline) -> {
            if (!deadline.isAfter(time)) {
                overdue.add(caseId);
                unattended.putIfAbsent(caseId, time);
            }
        });
        unattended.keySet().retainAll(overdue);
        unattended.forEach((id, since) -> assertThat(
                        paged.contains(id) || Duration.between(since, time).compareTo(pagedWithin) <= 0)
                .as("somebody was paged for what waits since " + since)
                .isTrue());
    }

    private static <T> T now(CompletionStage<T> stage) {
        return Ground.now(stage);
    }
}
