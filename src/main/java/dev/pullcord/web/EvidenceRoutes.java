package dev.pullcord.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pullcord.audit.AuditDraft;
import dev.pullcord.intake.EvidenceRef;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Report;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseDoor;
import dev.pullcord.review.ClaimGuard;
import dev.pullcord.review.ReviewQueue;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Looks at evidence: remembered first, then the platform's own viewer is named. Nothing is fetched, shown or kept here. Who holds the
 * case was asked when he took it; of anybody else it is one look more, and as much as a claim against what he can bear.
 */
final class EvidenceRoutes {
    private final ReviewQueue queue;
    private final ClaimGuard guard;
    private final CaseDoor door;
    private final Clock clock;

    EvidenceRoutes(ReviewQueue queue, ClaimGuard guard, CaseDoor door, Clock clock) {
        this.door = door;
        this.queue = queue;
        this.guard = guard;
        this.clock = clock;
    }

    Map<String, Handler<RoutingContext>> operations() {
        return Map.of("viewEvidence", Answer.by(this::view));
    }

    private Future<Answer> view(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        return Answer.of(ctx, queue.find(caller.platform(), ctx.pathParam("id")))
                .compose(found -> found.map(
                                c -> CaseDoors.open(ctx, door, caller, c).compose(may -> view(ctx, caller, c)))
                        .orElseGet(
                                () -> Future.failedFuture(Problem.unknownCase().toException())));
    }

    private Future<Answer> view(RoutingContext ctx, Caller.OfModerator caller, Case c) {
        String id = ctx.pathParam("evidenceId");
        return Answer.of(ctx, queue.reports(caller.platform(), c.id(), 0, CaseReader.REPORTS_SHOWN))
                .compose(reports -> {
                    List<EvidenceRef> known = reports.stream()
                            .flatMap(EvidenceRoutes::evidence)
                            .filter(ref -> ref.id().equals(id))
                            .toList();
                    if (known.isEmpty()) {
                        throw Problem.of(
                                        404,
                                        "unknown-evidence",
                                        "There is no such evidence",
                                        "No report of this case refers to it, among the newest "
                                                + CaseReader.REPORTS_SHOWN + ".")
                                .toException();
                    }
                    Optional<EvidenceRef> viewable =
                            known.stream().filter(ref -> ref.href().isPresent()).findFirst();
                    if (viewable.isEmpty()) {
                        throw Problem.of(
                                        409,
                                        "no-viewer",
                                        "This cannot be looked at from here",
                                        "Its reference came without the address of a viewer.")
                                .toException();
                    }
                    return borne(ctx, caller, c).compose(may -> remembered(ctx, caller, c, viewable.get()));
                });
    }

    /** Counted once for each person and case. That he decided it keeps nobody from looking again. */
    private Future<Void> borne(RoutingContext ctx, Caller.OfModerator caller, Case c) {
        String person = caller.moderator().id();
        Instant now = clock.instant();
        boolean his = c.claim()
                .filter(claim ->
                        claim.holder().equals(person) && claim.expiresAt().isAfter(now))
                .isPresent();
        return his
                ? Future.succeededFuture()
                : Answer.of(ctx, guard.admit(caller.platform(), c, caller.moderator(), "evidence " + c.id(), now))
                        .compose(admission -> admission
                                .bar()
                                .filter(bar -> bar != ClaimGuard.Bar.CONFLICT)
                                .<Future<Void>>map(bar -> Future.failedFuture(
                                        ClaimRoutes.barred(bar).toException()))
                                .orElseGet(Future::succeededFuture));
    }

    private static Stream<EvidenceRef> evidence(LoggedEvent event) {
        return event.event().body() instanceof Report report ? report.evidence().stream() : Stream.empty();
    }

    private Future<Answer> remembered(RoutingContext ctx, Caller.OfModerator caller, Case c, EvidenceRef ref) {
        TreeMap<String, String> detail = new TreeMap<>(Map.of("evidence", ref.id(), "kind", ref.kind()));
        detail.put("reason", ctx.<JsonNode>get("body").path("reason").asText());
        AuditDraft looked = new AuditDraft(
                clock.instant(),
                caller.moderator().id(),
                caller.moderator().role().word(),
                "evidence_viewed",
                Optional.of(c.id()),
                detail);
        return Answer.of(ctx, queue.remember(caller.platform(), c.id(), looked))
                .map(seen -> Answer.of(
                        200,
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("href", ref.href().orElseThrow())));
    }
}
