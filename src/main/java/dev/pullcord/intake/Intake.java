package dev.pullcord.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Takes events in: finds whom each counts for, and gets it into the log. Panics go first; when the log does not take
 * one in time, it is written to the journal here, acknowledged with the receipt that the log will give it, and brought
 * into the log by {@link #drain}. Thread-safe; never blocks.
 *
 * <p>An event's subject decides its partition, and a partition knows its duplicates. So the same event must find the
 * same subject at every try. Where that hangs on a roster, which changes, the first try's finding is settled before the
 * event is accepted, and its receipt does not depend on it:
 *
 * <pre>
 *   first try                     later try, here or on another node      ends as
 *   settled, accepted             settles to the same                     a duplicate
 *   settled, then a crash         settles to the same                     accepted where the first would have been
 *   settled in silence, journaled settles to the same                     accepted; the journal's is the duplicate
 *   not settled, journaled        settles what it finds itself            accepted; the journal's settles to it too
 *   not settled, journaled        not settled, journaled                  the first to drain settles for both
 * </pre>
 */
public final class Intake {
    private static final Duration ASIDE_EVERY = Duration.ofMinutes(1);

    private final EventLog log;
    private final Rosters rosters;
    private final PanicJournal journal;
    private final PanicTriage triage;
    private final JournalDrain drain;
    private final AtomicReference<Instant> nextAside = new AtomicReference<>(Instant.MIN);
    private final Duration patience;
    private final Clock clock;

    /**
     * @param decode reads an event's document back
     * @param patience how long a panic waits for the log before the journal takes it; half of it for what is only good
     *     to know
     */
    public Intake(
            EventLog log,
            Rosters rosters,
            Platforms platforms,
            PanicJournal journal,
            PanicTriage triage,
            Function<String, Event> decode,
            Duration patience,
            Clock clock) {
        this.log = log;
        this.rosters = rosters;
        this.journal = journal;
        this.triage = triage;
        this.drain = new JournalDrain(log, platforms, decode, this::settle);
        this.patience = patience;
        this.clock = clock;
    }

    /** What became of one event. */
    public sealed interface Result {
        /**
         * It is durable, now.
         *
         * @param journaled whether it waits in the journal for the log
         */
        record Accepted(String receipt, boolean journaled) implements Result {}

        /** It was durable before. */
        record Duplicate(String receipt) implements Result {}

        /** It cannot be taken as it is. */
        record Rejected(Fault fault) implements Result {}

        /** It could be made durable nowhere, or nothing is known of it: the same event may be sent again. */
        record Unavailable(Throwable cause) implements Result {}
    }

    /** Why an event that is valid in itself cannot be taken. */
    public enum Fault {
        /** a flag names neither a subject's account nor a meeting */
        NO_SUBJECT,
        /** a panic names neither meeting nor reporter */
        NOTHING_NAMED,
        /** a correction's report is not known, or not yet */
        UNKNOWN_REPORT
    }

    /**
     * Takes events of one platform. Panics are durable before anything else is begun; corrections come last, for they
     * may be about a report beside them.
     *
     * @return for each event, in the order given; never fails for what happened to one
     */
    public CompletionStage<List<Result>> take(Platform platform, List<Event> events) {
        Instant now = clock.instant();
        Result[] results = new Result[events.size()]; // each written once, and read when all stages are done
        return each(events, results, Intake::isPanic, event -> panic(platform, event, now))
                .thenCompose(done -> each(
                        events,
                        results,
                        event -> !isPanic(event) && !(event.body() instanceof Correction),
                        event -> other(platform, event, now)))
                .thenCompose(done -> each(
                        events,
                        results,
                        event -> event.body() instanceof Correction,
                        event -> correction(platform, event, (Correction) event.body(), now)))
                .thenApply(done -> List.of(results));
    }

    /**
     * Brings journaled panics into the log. To be called every few seconds, on any thread. What was passed over is tried
     * again once a minute.
     *
     * @return what this round came to
     */
    public CompletionStage<PanicJournal.Drained> drain() {
        Instant now = clock.instant();
        boolean asideToo = !now.isBefore(nextAside.get());
        if (asideToo) {
            nextAside.set(now.plus(ASIDE_EVERY));
        }
        return journal.drain(drain::settle, asideToo);
    }

    private CompletionStage<Acceptance> settle(Platform platform, Event event, PanicJournal.Entry entry) {
        Report panic = (Report) event.body();
        return settled(platform, event, entry.subject())
                .thenCompose(subject -> roster(platform, panic)
                        .thenCompose(roster -> log.acceptPanic(
                                platform,
                                event,
                                subject,
                                triage.urgency(platform.id(), panic, roster, entry.receivedAt()),
                                entry.receivedAt())));
    }

    private static CompletionStage<Void> each(
            List<Event> events,
            Result[] results,
            Predicate<Event> which,
            Function<Event, CompletionStage<Result>> take) {
        List<CompletableFuture<?>> taken = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            int at = i;
            if (which.test(events.get(at))) {
                taken.add(ask(() -> take.apply(events.get(at))).handle((result, failure) -> {
                    results[at] = failure == null ? result : new Result.Unavailable(failure);
                    return result;
                }));
            }
        }
        return CompletableFuture.allOf(taken.toArray(CompletableFuture[]::new));
    }

    private static boolean isPanic(Event event) {
        return event.body() instanceof Report report && report.isPanic();
    }

    private CompletionStage<Result> panic(Platform platform, Event event, Instant now) {
        Report panic = (Report) event.body();
        return roster(platform, panic).thenCompose(roster -> {
            Optional<Subject> named = subject(panic, roster).or(() -> unnamedMeeting(panic));
            if (named.isEmpty()) {
                return done(new Result.Rejected(Fault.NOTHING_NAMED));
            }
            Urgency urgency = triage.urgency(platform.id(), panic, roster, now);
            return settled(platform, event, named.get())
                    .thenCompose(subject -> ask(() -> log.acceptPanic(platform, event, subject, urgency, now)))
                    .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                    .thenApply(Intake::result)
                    .exceptionallyCompose(away -> toJournal(platform, event, named.get(), now));
        });
    }

    private CompletionStage<Result> toJournal(Platform platform, Event event, Subject subject, Instant now) {
        String receipt = Receipts.of(platform, event, subject);
        return journal.append(new PanicJournal.Entry(platform.id(), now, subject, event.document()))
                .thenApply(durable -> new Result.Accepted(receipt, true));
    }

    private CompletionStage<Result> other(Platform platform, Event event, Instant now) {
        if (event.body() instanceof Report flag) {
            return flag(platform, event, flag, now);
        }
        Subject subject = event.body() instanceof MeetingEvent change
                ? Subject.meeting(change.meeting().id())
                : Subject.account(((Observation) event.body()).account());
        return accept(platform, event, subject, Optional.empty(), now);
    }

    private CompletionStage<Result> flag(Platform platform, Event event, Report flag, Instant now) {
        if (!flag.hangsOnRoster()) {
            return subject(flag, Optional.empty())
                    .map(subject -> accept(platform, event, subject, Optional.empty(), now))
                    .orElseGet(() -> done(new Result.Rejected(Fault.NO_SUBJECT)));
        }
        return ask(() -> rosters.find(platform, flag.meeting().orElseThrow().id()))
                .thenCompose(
                        roster -> settled(platform, event, subject(flag, roster).orElseThrow()))
                .thenCompose(subject -> accept(platform, event, subject, Optional.empty(), now));
    }

    private CompletionStage<Result> correction(Platform platform, Event event, Correction correction, Instant now) {
        return ask(() -> correction.receipt().isPresent()
                        ? log.findByReceipt(platform, correction.receipt().get())
                        : log.findByEventId(
                                platform, event.source(), correction.eventId().orElseThrow()))
                .thenCompose(found -> {
                    Optional<LoggedEvent> report = found.filter(f -> f.event().body() instanceof Report);
                    return report.isEmpty()
                            ? done(new Result.Rejected(Fault.UNKNOWN_REPORT))
                            : accept(
                                    platform,
                                    event,
                                    report.get().subject(),
                                    Optional.of(report.get().logId()),
                                    now);
                });
    }

    private CompletionStage<Result> accept(
            Platform platform, Event event, Subject subject, Optional<String> concerns, Instant now) {
        return ask(() -> log.accept(platform, event, subject, concerns, now)).thenApply(Intake::result);
    }

    private static Result result(Acceptance acceptance) {
        return switch (acceptance.outcome()) {
            case ACCEPTED -> new Result.Accepted(acceptance.receipt(), false);
            case DUPLICATE -> new Result.Duplicate(acceptance.receipt());
        };
    }

    /** The meeting's roster, if it can be had soon: good to know, and nothing to wait for. */
    private CompletableFuture<Optional<Rosters.Roster>> roster(Platform platform, Report panic) {
        if (panic.meeting().isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return ask(() -> rosters.find(platform, panic.meeting().get().id()))
                .completeOnTimeout(Optional.empty(), patience.toMillis() / 2, TimeUnit.MILLISECONDS)
                .exceptionally(away -> Optional.empty());
    }

    /** Whom the event counts for: what its first try found, where tries can differ. */
    private CompletableFuture<Subject> settled(Platform platform, Event event, Subject found) {
        return event.body() instanceof Report report && report.hangsOnRoster()
                ? ask(() -> log.settle(platform, event, found))
                : CompletableFuture.completedFuture(found);
    }

    private static Optional<Subject> subject(Report report, Optional<Rosters.Roster> roster) {
        return report.subject()
                .flatMap(Party::accountId)
                .or(() -> report.subject()
                        .flatMap(Party::participantId)
                        .flatMap(participant -> roster.flatMap(r -> accountOf(r, participant))))
                .map(Subject::account)
                .or(() -> report.meeting().map(meeting -> Subject.meeting(meeting.id())));
    }

    private static Optional<String> accountOf(Rosters.Roster roster, String participant) {
        return roster.members().stream()
                .filter(member -> member.participantId().equals(participant))
                .findFirst()
                .flatMap(Rosters.Member::accountId);
    }

    /**
     * A panic that names only its reporter is about a meeting we were not told of. It is named after the reporter, who
     * is not presumed to have done anything.
     */
    private static Optional<Subject> unnamedMeeting(Report panic) {
        return panic.reporter().flatMap(Party::identity).map(who -> Subject.meeting("reporter:" + who));
    }

    /** A call of a port, that it throws like that it fails; cut off from the port's own stage. */
    private static <T> CompletableFuture<T> ask(Supplier<CompletionStage<T>> call) {
        try {
            return call.get().toCompletableFuture().copy();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
