package dev.pullcord.review;

import dev.pullcord.intake.Platform;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Tells people what became of what they decided: of their own decisions, and nobody else. */
public final class ToldBack {
    private final Exposures exposures;
    private final ReviewQueue queue;
    private final Clock clock;

    ToldBack(Exposures exposures, ReviewQueue queue, Clock clock) {
        this.exposures = exposures;
        this.queue = queue;
        this.clock = clock;
    }

    /**
     * What somebody decided lately, and what came of it.
     *
     * @param made his decision
     * @param after the one that was made after it, if any
     * @param c the case as it is now
     */
    public record Became(Decision made, Optional<Decision> after, Case c) {}

    /** Of the cases he looked at in the last 30 days, at most so many, the newest first: what became of his decisions. */
    public CompletionStage<List<Became>> outcomes(Platform platform, Moderator moderator, int max) {
        return exposures.find(platform, moderator, clock.instant()).thenCompose(kept -> {
            List<String> cases = new ArrayList<>();
            for (int i = kept.looks().size() - 1; i >= 0 && cases.size() < max; i--) {
                String id = kept.looks().get(i).caseId();
                if (!cases.contains(id)) {
                    cases.add(id);
                }
            }
            CompletionStage<List<Became>> all = CompletableFuture.completedFuture(List.of());
            for (String id : cases) {
                all = all.thenCombine(became(platform, moderator, id), (before, more) -> {
                    List<Became> both = new ArrayList<>(before);
                    both.addAll(more);
                    return both;
                });
            }
            return all;
        });
    }

    private CompletionStage<List<Became>> became(Platform platform, Moderator moderator, String caseId) {
        return queue.find(platform, caseId).thenCombine(queue.decisions(platform, caseId), (found, decisions) -> {
            List<Became> his = new ArrayList<>();
            for (int i = decisions.size() - 1; i >= 0 && found.isPresent(); i--) {
                if (decisions.get(i).decidedBy().equals(moderator.id())) {
                    Optional<Decision> after =
                            i + 1 < decisions.size() ? Optional.of(decisions.get(i + 1)) : Optional.empty();
                    his.add(new Became(decisions.get(i), after, found.get()));
                }
            }
            return his;
        });
    }
}
