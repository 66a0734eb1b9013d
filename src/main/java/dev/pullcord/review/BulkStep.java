package dev.pullcord.review;

import dev.pullcord.audit.AuditChain;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.Bulk.Became;
import dev.pullcord.review.Bulk.Item;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Decides one case of a bulk, or finds that it was decided by it. May be made again at any time.
 *
 * <pre>
 *   the process dies                   whoever makes it again finds
 *   before the case is claimed         the case as it was
 *   between its claim and decision     the claim of who began it, or the case in its queue
 *   between decision and note          the decision under the bulk's key: it is noted
 * </pre>
 */
final class BulkStep {
    private final Desk desk;
    private final ReviewQueue queue;
    private final Approvals approvals;
    private final Supersessions supersessions;
    private final People people;
    private final Duration lease;
    private final Clock clock;

    BulkStep(
            Desk desk,
            ReviewQueue queue,
            Approvals approvals,
            Supersessions supersessions,
            People people,
            Duration lease,
            Clock clock) {
        this.desk = desk;
        this.queue = queue;
        this.approvals = approvals;
        this.supersessions = supersessions;
        this.people = people;
        this.lease = lease;
        this.clock = clock;
    }

    /** Whether he could have it now. */
    static boolean reachable(Case c, Moderator moderator) {
        boolean above = c.placement()
                .needs()
                .filter(role -> !moderator.role().includes(role))
                .isPresent();
        return Reach.own(c, moderator).isPresent() || (c.state().waiting() && !above);
    }

    /** He, if he is at the desk still. */
    CompletionStage<Optional<Moderator>> person(String id, Platform platform) {
        return people.find(id)
                .thenApply(found -> found.filter(person -> !person.disabled())
                        .map(Person::moderator)
                        .filter(who -> who.platform().equals(platform.id())));
    }

    CompletionStage<Item> decide(Platform platform, Moderator by, Bulk bulk, Item item) {
        return queue.find(platform, item.caseId()).thenCompose(found -> {
            if (found.isEmpty()) {
                return CompletableFuture.completedFuture(item.now(Became.NOT_DONE, Optional.empty(), "unknown-case"));
            }
            Case c = found.get();
            return wrote(platform, bulk, c).thenCompose(wrote -> {
                if (wrote) {
                    return CompletableFuture.completedFuture(
                            item.now(Became.DECIDED, Optional.of(c.id() + ".d" + c.decisionCount()), ""));
                }
                if (c.state() == CaseState.AWAITING_APPROVAL
                        && c.proposal().filter(p -> p.by().equals(by.id())).isPresent()) {
                    return proposed(platform, bulk, item);
                }
                return claim(platform, by, c)
                        .thenCompose(claim -> claim.token().isEmpty()
                                ? CompletableFuture.completedFuture(
                                        item.now(Became.NOT_DONE, Optional.empty(), claim.why()))
                                : decide(platform, by, bulk, item, claim.token().get()));
            });
        });
    }

    /** Whether this bulk made the case's last decision: by its key, or, where two did, by who they are and when. */
    private CompletionStage<Boolean> wrote(Platform platform, Bulk bulk, Case c) {
        if (c.decisionCount() == 0
                || c.state().waiting()
                || c.proposal().filter(p -> !p.corrects()).isPresent()) {
            return CompletableFuture.completedFuture(false);
        }
        return supersessions
                .wroteLast(c, key(bulk))
                .thenCompose(wrote -> wrote || bulk.second().isEmpty()
                        ? CompletableFuture.completedFuture(wrote)
                        : queue.decisions(platform, c.id()).thenApply(all -> bothMade(bulk, all.get(all.size() - 1))));
    }

    private static boolean bothMade(Bulk bulk, Decision last) {
        return last.decidedBy().equals(bulk.by())
                && last.approvedBy().equals(bulk.second())
                && last.reason().equals(bulk.request().reason())
                && !last.decidedAt().isBefore(bulk.at());
    }

    private record Claimed(Optional<String> token, String why) {}

    private CompletionStage<Claimed> claim(Platform platform, Moderator by, Case c) {
        Optional<String> own = Reach.own(c, by).map(Claim::token);
        if (own.isEmpty() && !reachable(c, by)) {
            return CompletableFuture.completedFuture(
                    new Claimed(Optional.empty(), c.claim().isPresent() ? "already-claimed" : "not-waiting"));
        }
        String token = own.orElseGet(Desk::token);
        Instant now = clock.instant();
        return queue.claim(platform, c.id(), by, token, now, now.plus(lease)).thenApply(reply -> {
            if (reply instanceof ReviewQueue.ClaimReply.Claimed) {
                return new Claimed(Optional.of(token), "");
            }
            if (reply instanceof ReviewQueue.ClaimReply.Barred barred) {
                // Leads read this: what he opted out of, or that he stopped, is nobody's business.
                return new Claimed(
                        Optional.empty(),
                        barred.why() == ClaimGuard.Bar.CONFLICT ? barred.why().word() : "not-for-you");
            }
            return new Claimed(Optional.empty(), "already-claimed");
        });
    }

    private CompletionStage<Item> decide(Platform platform, Moderator by, Bulk bulk, Item item, String token) {
        Desk.Request asked = bulk.request();
        Desk.Request request = new Desk.Request(
                asked.outcome(),
                asked.policy(),
                asked.reason(),
                asked.actions(),
                asked.notifyReporter(),
                asked.suppressNotice(),
                Optional.of(key(bulk)),
                asked.statement(),
                Optional.empty());
        CompletionStage<Desk.Deciding> asking = bulk.second().isPresent()
                ? desk.propose(platform, by, item.caseId(), token, request) // each is a decision of both
                : desk.decide(platform, by, item.caseId(), token, request);
        return asking.thenCompose(deciding -> {
            if (deciding instanceof Desk.Deciding.Written written) {
                return CompletableFuture.completedFuture(
                        item.now(Became.DECIDED, Optional.of(written.decision().id()), ""));
            }
            if (deciding instanceof Desk.Deciding.Proposed) {
                return proposed(platform, bulk, item);
            }
            String why = deciding instanceof Desk.Deciding.Invalid invalid
                    ? invalid.pointer() + " " + invalid.detail()
                    : deciding instanceof Desk.Deciding.AlreadyDecided ? "already-decided" : "not-holder";
            return desk.release(platform, by, item.caseId(), token, "bulk")
                    .handle((released, failure) -> item.now(Became.NOT_DONE, Optional.empty(), why));
        });
    }

    /** Who agreed to all has agreed to this one. */
    private CompletionStage<Item> proposed(Platform platform, Bulk bulk, Item item) {
        if (bulk.second().isEmpty()) {
            return CompletableFuture.completedFuture(item.now(Became.PROPOSED, Optional.empty(), "approval-required"));
        }
        return person(bulk.second().get(), platform)
                .thenCompose(second -> second.isEmpty()
                        ? CompletableFuture.completedFuture(
                                item.now(Became.PROPOSED, Optional.empty(), "approval-required"))
                        : approvals
                                .answer(platform, second.get(), item.caseId(), true, "agreed to all: " + bulk.why())
                                .thenApply(answered -> answered instanceof Approvals.Answered.Approved approved
                                        ? item.now(
                                                Became.DECIDED,
                                                Optional.of(approved.decision().id()),
                                                "")
                                        : item.now(Became.PROPOSED, Optional.empty(), "approval-required")));
    }

    /** The bulk's own idempotency key: a case that has it was decided by this bulk. */
    static String key(Bulk bulk) {
        return AuditChain.digest("bulk " + bulk.id());
    }
}
