package dev.pullcord.enforcement;

import dev.pullcord.intake.Platform;
import dev.pullcord.plugin.ActionResult.Status;
import dev.pullcord.review.Measures;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** How far a case's actions are, as the outbox knows it. */
public final class OutboxMeasures implements Measures {
    /** As a platform answers what it has done, or did before. */
    private static final Set<String> DONE =
            Set.of(Status.DONE.code(), Status.ALREADY_DONE.code(), Status.PARTIAL.code());

    private final Outbox outbox;

    public OutboxMeasures(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public CompletionStage<List<Measure>> ofCase(Platform platform, String caseId) {
        return outbox.ofCase(platform, caseId)
                .thenApply(actions -> actions.stream()
                        .sorted(Action.AS_ORDERED)
                        .map(OutboxMeasures::measure)
                        .toList());
    }

    static Measure measure(Action action) {
        return new Measure(
                action.order(),
                progress(action),
                action.state().word(),
                action.tries(),
                action.createdAt(),
                action.state() == Action.State.TRYING ? action.nextTryAt() : Optional.empty());
    }

    /** What was given up may have been done: the platform did not say. */
    private static Progress progress(Action action) {
        return switch (action.state()) {
            case PENDING -> action.tries() == 0 ? Progress.UNSENT : Progress.UNDER_WAY;
            case TRYING -> Progress.UNDER_WAY;
            case ANSWERED -> action.lastStatus().filter(DONE::contains).isPresent() ? Progress.DONE : Progress.NEVER;
            case FAILED -> action.tries() == 0 ? Progress.NEVER : Progress.UNDER_WAY;
        };
    }
}
