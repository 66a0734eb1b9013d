package dev.pullcord.review;

import dev.pullcord.intake.EventLog;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Platforms;
import dev.pullcord.intake.Report;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What a reporter is told who holds a receipt: how far his report is, and no more of the desk than that. The receipt alone lets
 * him in, so nothing here tells a receipt that was never given from one that is not known yet. Thread-safe.
 */
public final class Reception {
    private final EventLog log;
    private final Platforms platforms;
    private final Appeals appeals;
    private final ReviewQueue queue;
    private final ActivePolicies active;

    public Reception(EventLog log, Platforms platforms, Appeals appeals, ReviewQueue queue, ActivePolicies active) {
        this.log = log;
        this.platforms = platforms;
        this.appeals = appeals;
        this.queue = queue;
        this.active = active;
    }

    /** How far a report is. */
    public enum Stage {
        /** it is here, and waits */
        RECEIVED,
        /** somebody is at it */
        LOOKED_AT,
        /** people have come to a conclusion */
        ANSWERED
    }

    /**
     * A report as its reporter may see it.
     *
     * @param platform whose
     * @param stage how far it is
     * @param receivedAt when it came
     * @param language the reporter's own, as it was sent
     * @param acted whether something was found; absent where it is not safe to tell, or not decided
     */
    public record Status(
            Platform platform, Stage stage, Instant receivedAt, Optional<String> language, Optional<Boolean> acted) {}

    /** The report of this receipt; empty when there is none. */
    public CompletionStage<Optional<Status>> status(String receipt) {
        return find(receipt)
                .thenCompose(found -> found.isEmpty()
                        ? done(Optional.empty())
                        : status(found.get()).thenApply(Optional::of));
    }

    /** Whose report this is; empty when there is none of this receipt. */
    public CompletionStage<Optional<Platform>> platform(String receipt) {
        return find(receipt).thenApply(found -> found.map(Found::platform));
    }

    private record Found(Platform platform, LoggedEvent report) {}

    /** A receipt names no platform: there are few, and each is asked. */
    private CompletionStage<Optional<Found>> find(String receipt) {
        return platforms.all().thenCompose(all -> find(List.copyOf(all), 0, receipt));
    }

    private CompletionStage<Optional<Found>> find(List<Platform> all, int at, String receipt) {
        if (at == all.size()) {
            return done(Optional.empty());
        }
        Platform platform = all.get(at);
        return log.findByReceipt(platform, receipt)
                .thenCompose(found -> found.filter(event -> event.event().body() instanceof Report)
                        .map(event -> done(Optional.of(new Found(platform, event))))
                        .orElseGet(() -> find(all, at + 1, receipt)));
    }

    private CompletionStage<Status> status(Found found) {
        return appeals.caseOf(found.platform(), found.report())
                .thenCompose(id ->
                        id.map(caseId -> queue.find(found.platform(), caseId)).orElseGet(() -> done(Optional.empty())))
                .thenCompose(c -> c.flatMap(known -> known.marks().movedTo())
                        .map(moved -> queue.find(found.platform(), moved))
                        .orElseGet(() -> done(c)))
                .thenCompose(c -> c.isEmpty() ? done(at(found, Stage.RECEIVED, Optional.empty())) : of(found, c.get()));
    }

    private CompletionStage<Status> of(Found found, Case c) {
        return switch (c.state()) {
            case QUEUED -> done(at(found, Stage.RECEIVED, Optional.empty()));
            case CLAIMED, AWAITING_APPROVAL, SNOOZED, ESCALATED -> done(at(found, Stage.LOOKED_AT, Optional.empty()));
            case DECIDED, APPEALED, CLOSED ->
                queue.decisions(found.platform(), c.id())
                        .thenApply(all -> at(
                                found,
                                Stage.ANSWERED,
                                all.isEmpty() ? Optional.empty() : acted(found, c, all.get(all.size() - 1))));
        };
    }

    private Optional<Boolean> acted(Found found, Case c, Decision last) {
        return last.notifyReporter()
                        && active.of(found.platform().id()).reporters().tells(c)
                ? Optional.of(last.outcome() == Outcome.VIOLATION)
                : Optional.empty();
    }

    private static Status at(Found found, Stage stage, Optional<Boolean> acted) {
        Report report = (Report) found.report().event().body();
        return new Status(found.platform(), stage, found.report().receivedAt(), report.language(), acted);
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
