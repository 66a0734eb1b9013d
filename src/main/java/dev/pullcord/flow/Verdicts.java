package dev.pullcord.flow;

import dev.pullcord.enforcement.Action;
import dev.pullcord.enforcement.Enforcer;
import dev.pullcord.enforcement.Outbox;
import dev.pullcord.intake.Platform;
import dev.pullcord.plugin.ActionResult;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What an answer makes of an action, for some of them after a look at what was done in its case before. */
final class Verdicts {
    private final Outbox outbox;
    private final Enforcer enforcer;
    private final Clock clock;

    Verdicts(Outbox outbox, Enforcer enforcer, Clock clock) {
        this.outbox = outbox;
        this.enforcer = enforcer;
        this.clock = clock;
    }

    /** Of this answer to this try. Where the case cannot be looked into, what may go on is parked. */
    CompletionStage<Enforcer.Ending> of(Platform platform, Action begun, ActionResult result) {
        Enforcer.Ending ending = enforcer.judge(begun, result, clock.instant());
        return Enforcer.leaves(begun, ending)
                ? Dispatch.called(() -> outbox.ofCase(platform, begun.caseId()))
                        .thenApply(all -> Enforcer.parked(begun, ending, all))
                        .exceptionally(away -> new Enforcer.Ending(
                                Action.State.FAILED, ending.status(), ending.detail(), ending.retryAt()))
                : CompletableFuture.completedFuture(ending);
    }
}
