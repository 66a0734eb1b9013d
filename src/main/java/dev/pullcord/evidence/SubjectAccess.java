package dev.pullcord.evidence;

import dev.pullcord.intake.EventLog;
import dev.pullcord.intake.LogIds;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Observation;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseState;
import dev.pullcord.review.Decision;
import dev.pullcord.review.ReviewQueue;
import dev.pullcord.review.Strike;
import dev.pullcord.review.Strikes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What an account may be told that is known of it. Never who reported it, nor that somebody did: no report, no reporter, no other account,
 * nothing the account itself reported (whoever has taken it over reads along), no open case, and no decision of which somebody said
 * that the account must not hear. Thread-safe.
 */
public final class SubjectAccess {
    private static final int CASES = 200;
    private static final int EVENTS = 1_000;

    /** What others did, or people concluded of the account's own flags. */
    private static final Set<Observation.Kind> OF_OTHERS = EnumSet.of(
            Observation.Kind.BLOCKED,
            Observation.Kind.FLAG_JUDGED,
            Observation.Kind.FLAGS_LOWERED,
            Observation.Kind.ORIGIN_SHARED);

    private final ReviewQueue queue;
    private final Strikes strikes;
    private final EventLog log;

    public SubjectAccess(ReviewQueue queue, Strikes strikes, EventLog log) {
        this.queue = queue;
        this.strikes = strikes;
        this.log = log;
    }

    /**
     * Something that was observed.
     *
     * @param at when it happened
     * @param kind what it was
     * @param amount what was paid
     * @param attributes what the platform said of it
     */
    public record Seen(
            Instant at, Observation.Kind kind, Optional<Observation.Amount> amount, Map<String, Object> attributes) {}

    /**
     * A part of it.
     *
     * @param decisions the last word on each case that may be told; with the first part
     * @param strikes what counts against it; with the first part
     * @param observed what the platform said it saw, oldest first
     * @param next where to go on; absent when that was all. May be there though nothing was found
     */
    public record Part(List<Decision> decisions, List<Strike> strikes, List<Seen> observed, Optional<String> next) {
        public Part {
            decisions = List.copyOf(decisions);
            strikes = List.copyOf(strikes);
            observed = List.copyOf(observed);
        }
    }

    /** The next part; the first one without a cursor. */
    public CompletionStage<Part> part(Platform platform, String account, Optional<String> cursor) {
        Partition partition = Subject.account(account).partition(platform);
        CompletionStage<List<LoggedEvent>> events = log.read(partition, cursor.orElse(LogIds.START), EVENTS);
        if (cursor.isPresent()) {
            return events.thenApply(read -> part(account, List.of(), List.of(), read));
        }
        return decisions(platform, account, Optional.empty(), new ArrayList<>())
                .thenCombine(
                        strikes.of(platform, account),
                        (told, counted) -> events.thenApply(read -> part(
                                account,
                                told,
                                counted.stream()
                                        .filter(strike ->
                                                told.stream().anyMatch(d -> d.id().equals(strike.decisionId())))
                                        .toList(),
                                read)))
                .thenCompose(both -> both);
    }

    private CompletionStage<List<Decision>> decisions(
            Platform platform, String account, Optional<String> cursor, List<Decision> told) {
        ReviewQueue.Filter its = new ReviewQueue.Filter(
                Optional.empty(), Optional.empty(), Optional.of(account), Optional.empty(), Optional.empty());
        return queue.search(platform, its, cursor, CASES).thenCompose(page -> {
            CompletionStage<Void> all = CompletableFuture.completedFuture(null);
            for (Case one : page.items()) {
                if (one.state() == CaseState.DECIDED || one.state() == CaseState.CLOSED) {
                    all = all.thenCompose(done -> queue.decisions(platform, one.id()))
                            .thenAccept(of -> of.stream()
                                    .reduce((earlier, later) -> later)
                                    .filter(last -> last.suppressNotice().isEmpty())
                                    .ifPresent(told::add));
                }
            }
            return all.thenCompose(done -> page.next().isPresent()
                    ? decisions(platform, account, page.next(), told)
                    : CompletableFuture.completedFuture(told));
        });
    }

    private static Part part(String account, List<Decision> told, List<Strike> counted, List<LoggedEvent> read) {
        List<Seen> seen = new ArrayList<>();
        for (LoggedEvent logged : read) {
            if (logged.event().body() instanceof Observation observed
                    && observed.account().equals(account)
                    && !OF_OTHERS.contains(observed.kind())) {
                seen.add(new Seen(logged.event().time(), observed.kind(), observed.amount(), observed.attributes()));
            }
        }
        return new Part(
                told,
                counted,
                seen,
                read.size() < EVENTS
                        ? Optional.empty()
                        : Optional.of(read.get(read.size() - 1).logId()));
    }
}
