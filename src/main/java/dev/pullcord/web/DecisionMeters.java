package dev.pullcord.web;

import dev.pullcord.Meters;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.Appeal;
import dev.pullcord.review.Bulk;
import dev.pullcord.review.Case;
import dev.pullcord.review.Decision;
import dev.pullcord.review.ReviewQueue;
import dev.pullcord.risk.Contribution;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Counts decisions however they came about: one by one, by a second person's yes, many at once, or in another's place. */
final class DecisionMeters {
    private final ReviewQueue queue;
    private final Meters meters;

    DecisionMeters(ReviewQueue queue, Meters meters) {
        this.queue = queue;
        this.meters = meters;
    }

    /** A decision was written. */
    void decided(Platform platform, Decision decision) {
        queue.find(platform, decision.caseId())
                .thenAccept(found -> found.ifPresent(
                        c -> meters.traces().about(decision.id(), () -> decided(platform, decision, c))));
        if (decision.course().alone().isPresent()) {
            meters.of(platform.id()).glassBroken();
        }
    }

    private void decided(Platform platform, Decision decision, Case c) {
        String outcome = decision.outcome().word();
        meters.of(platform.id())
                .caseDecided(c.placement().lane(), outcome, Duration.between(c.openedAt(), decision.decidedAt()));
        signals(c).forEach(signal -> meters.signalDecided(signal, outcome));
    }

    /** A decision was written that takes another's place, if it does. */
    void superseded(Platform platform, Decision decision) {
        decision.course()
                .cause()
                .map(Decision.Cause::word)
                .ifPresent(cause -> queue.find(platform, decision.caseId()).thenAccept(found -> {
                    meters.of(platform.id()).superseded(cause);
                    found.ifPresent(c -> signals(c).forEach(signal -> meters.signalOverturned(signal, cause)));
                }));
    }

    /** A second person agreed to a proposal, or refused it, so long after it was made. */
    void answered(Platform platform, String answer, Duration waited) {
        meters.of(platform.id()).secondAnswered("decision", answer, waited);
    }

    /** An appeal was heard, and may have put a decision in another's place. */
    void heard(Platform platform, Appeal appeal, Optional<Decision> result) {
        meters.of(platform.id()).appealHeard(appeal.state().word());
        result.ifPresent(decision -> superseded(platform, decision));
    }

    /** Some cases of a bulk were decided or undone by this call. */
    void bulk(Platform platform, Optional<Bulk> before, Bulk after) {
        List<Bulk.Item> known = before.map(Bulk::items).orElse(List.of());
        after.items().stream()
                .filter(item -> known.stream()
                        .noneMatch(was -> was.caseId().equals(item.caseId()) && was.became() == item.became()))
                .forEach(item -> {
                    switch (item.became()) {
                        case DECIDED -> last(platform, item, decision -> decided(platform, decision));
                        case UNDONE -> last(platform, item, decision -> superseded(platform, decision));
                        case OPEN, PROPOSED, NOT_DONE -> {} // nothing was written
                    }
                });
    }

    private void last(Platform platform, Bulk.Item item, Consumer<Decision> then) {
        queue.decisions(platform, item.caseId())
                .thenAccept(all -> all.stream().reduce((one, next) -> next).ifPresent(then));
    }

    /** The same as the console's figures: what counts for the case. */
    private static Stream<String> signals(Case c) {
        return c.risk().contributions().stream()
                .filter(contribution -> contribution.counts() > 0)
                .map(Contribution::signal)
                .distinct();
    }
}
