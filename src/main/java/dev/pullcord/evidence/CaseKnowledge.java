package dev.pullcord.evidence;

import dev.pullcord.audit.AuditEntry;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Platform;
import dev.pullcord.plugin.Reason;
import dev.pullcord.review.Case;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Outcome;
import dev.pullcord.review.ReviewQueue;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/** Reads what is known of a case and who looked at what. */
final class CaseKnowledge {
    private static final int REPORTS = 500;
    private static final int ENTRIES = 10_000;
    private static final String LOOKED = "evidence_viewed";

    private final ReviewQueue queue;
    private final Filings filings;

    CaseKnowledge(ReviewQueue queue, Filings filings) {
        this.queue = queue;
        this.filings = filings;
    }

    /**
     * A case with what a filing rests on.
     *
     * @param decision its last one, if that found a violation
     * @param filings all of the case to this recipient
     */
    record Of(
            Case c,
            Optional<Decision> decision,
            Optional<Reason> found,
            List<LoggedEvent> reports,
            Map<String, Instant> viewed,
            List<Filing> filings) {
        Drafting.Known known(Optional<Filing> earlier) {
            return new Drafting.Known(
                    c,
                    decision.orElseThrow(),
                    found,
                    reports,
                    viewed,
                    earlier.stream().toList());
        }
    }

    CompletionStage<Optional<Of>> of(
            Platform platform,
            String caseId,
            String authority,
            BiFunction<Platform, Decision, Optional<Reason>> found) {
        return queue.find(platform, caseId)
                .thenCompose(c -> c.isEmpty()
                        ? CompletableFuture.completedFuture(Optional.<Of>empty())
                        : queue.decisions(platform, caseId).thenCompose(decisions -> {
                            Optional<Decision> last = decisions.isEmpty()
                                    ? Optional.empty()
                                    : Optional.of(decisions.get(decisions.size() - 1))
                                            .filter(d -> d.outcome() == Outcome.VIOLATION);
                            return queue.reports(platform, caseId, 0, REPORTS)
                                    .thenCombine(
                                            viewed(platform, caseId),
                                            (reports, viewed) -> new Of(
                                                    c.get(),
                                                    last,
                                                    last.flatMap(d -> found.apply(platform, d)),
                                                    reports,
                                                    viewed,
                                                    List.of()))
                                    .thenCombine(
                                            filings.ofCase(platform, caseId),
                                            (of, all) -> Optional.of(new Of(
                                                    of.c(),
                                                    of.decision(),
                                                    of.found(),
                                                    of.reports(),
                                                    of.viewed(),
                                                    all.stream()
                                                            .filter(f -> f.authority()
                                                                    .equals(authority))
                                                            .toList())));
                        }));
    }

    /** When somebody at the desk first looked at each item. */
    CompletionStage<Map<String, Instant>> viewed(Platform platform, String caseId) {
        return queue.timeline(platform, caseId, ENTRIES).thenApply(entries -> {
            Map<String, Instant> viewed = new HashMap<>();
            for (AuditEntry entry : entries) {
                String item = entry.draft().detail().get("evidence");
                if (entry.draft().verb().equals(LOOKED) && item != null) {
                    viewed.merge(item, entry.draft().at(), (a, b) -> a.isBefore(b) ? a : b);
                }
            }
            return viewed;
        });
    }
}
