package dev.pullcord.review;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Platforms;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What somebody leaves behind who may not work any more: the cases he holds go back to their places at once, not only when
 * his claims run out. Thread-safe.
 */
public final class Leaving {
    private final Platforms platforms;
    private final Assignments assignments;
    private final Clock clock;

    public Leaving(Platforms platforms, Assignments assignments, Clock clock) {
        this.platforms = platforms;
        this.assignments = assignments;
        this.clock = clock;
    }

    /**
     * Gives back all he holds. It does not count as handed back by him.
     *
     * @param by who sees to it
     * @param why as the timeline says it
     */
    public CompletionStage<Void> giveBack(PeopleDesk.Actor by, Moderator whose, String why) {
        return platforms
                .find(whose.platform())
                .thenCompose(found -> found.map(platform -> assignments
                                .held(platform, whose, clock.instant())
                                .thenCompose(held -> giveBack(by, platform, whose, why, held)))
                        .orElseGet(() -> CompletableFuture.completedFuture(null)));
    }

    private CompletionStage<Void> giveBack(
            PeopleDesk.Actor by, Platform platform, Moderator whose, String why, List<Case> held) {
        CompletionStage<Void> all = CompletableFuture.completedFuture(null);
        for (Case c : held) {
            Optional<String> token = c.claim().map(Claim::token);
            if (token.isPresent()) {
                all = all.thenCompose(
                                before -> assignments.takeBack(platform, c, token.get(), entry(by, whose, c, why)))
                        .thenAccept(back -> {}); // not his any more: it lapsed meanwhile, and is back already
            }
        }
        return all;
    }

    private AuditDraft entry(PeopleDesk.Actor by, Moderator whose, Case c, String why) {
        Instant now = clock.instant();
        return new AuditDraft(
                now,
                by.id(),
                by.role(),
                "claim_taken_back",
                Optional.of(c.id()),
                new TreeMap<>(Map.of("from", whose.id(), "reason", why)));
    }
}
