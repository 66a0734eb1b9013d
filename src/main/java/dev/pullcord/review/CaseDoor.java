package dev.pullcord.review;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.AuditEntry;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.LookPolicy.OtherCases;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Whether somebody may open a case. Seniors, leads and auditors may: it is what they are for, and each look is remembered. A moderator
 * opens without a question what he holds, was given, proposed or once held, and the other cases of the account that he is at; of any
 * other he says why first, or does not open it, as policy has it. Thread-safe.
 */
public final class CaseDoor {
    /** That somebody said why he looks into a case that is not his. */
    public static final String SAID = "case_looked_into";

    /** A reason is good for as long as a shift: a page that is open is read again with every change. */
    static final Duration GIVEN = Duration.ofHours(8);

    /** What only who had it in hand does. */
    private static final Set<String> WORKED = Set.of(
            "case_claimed",
            "case_attributed",
            "case_decided",
            "decision_proposed",
            "case_escalated",
            "case_snoozed",
            "case_handed_over");

    private static final int ENTRIES = 500; // as many as its page shows; what is older is asked for again

    private final ReviewQueue queue;
    private final ActivePolicies active;
    private final Clock clock;

    public CaseDoor(ReviewQueue queue, ActivePolicies active, Clock clock) {
        this.queue = queue;
        this.active = active;
        this.clock = clock;
    }

    /** What somebody who wants to open a case is told. */
    public enum Reply {
        OPEN,
        /** he says why first */
        REASON_NEEDED,
        /** it is not his, and policy lets him open his own only */
        NOT_HIS
    }

    public CompletionStage<Reply> ask(Platform platform, Moderator who, Case c) {
        OtherCases others = active.of(platform.id()).looks().otherCases();
        if (others == OtherCases.FREE || who.role() != Role.MODERATOR || his(c, who)) {
            return CompletableFuture.completedFuture(Reply.OPEN);
        }
        return ofTheSameAccount(platform, who, c)
                .thenCompose(same -> same ? CompletableFuture.completedFuture(true) : known(platform, who, c, others))
                .thenApply(may -> may ? Reply.OPEN : others == OtherCases.REASON ? Reply.REASON_NEEDED : Reply.NOT_HIS);
    }

    /**
     * Remembers why he looks into it.
     *
     * @return empty where policy keeps him out, whatever he says
     */
    public CompletionStage<Optional<AuditEntry>> say(Platform platform, Moderator who, Case c, String reason) {
        AuditDraft why = new AuditDraft(
                clock.instant(),
                who.id(),
                who.role().word(),
                SAID,
                Optional.of(c.id()),
                new TreeMap<>(Map.of("reason", reason)));
        return ask(platform, who, c)
                .thenCompose(reply -> reply == Reply.NOT_HIS
                        ? CompletableFuture.completedFuture(Optional.empty())
                        : queue.remember(platform, c.id(), why).thenApply(Optional::of));
    }

    private static boolean his(Case c, Moderator who) {
        return c.claim().filter(claim -> claim.holder().equals(who.id())).isPresent()
                || c.marks().assignedTo().equals(Optional.of(who.id()))
                || c.proposal()
                        .filter(proposal -> proposal.by().equals(who.id()))
                        .isPresent();
    }

    /** Whether it is about the account that he has in hand just now: its history is his business. */
    private CompletionStage<Boolean> ofTheSameAccount(Platform platform, Moderator who, Case c) {
        if (c.account().isEmpty()) {
            return CompletableFuture.completedFuture(false);
        }
        Instant now = clock.instant();
        return queue.intent(who, platform)
                .thenCompose(intent -> intent.isEmpty()
                        ? CompletableFuture.completedFuture(Optional.<Case>empty())
                        : queue.find(platform, intent.get().caseId()))
                .thenApply(at -> at.filter(held -> held.account().equals(c.account()))
                        .flatMap(Case::claim)
                        .filter(claim -> claim.holder().equals(who.id())
                                && claim.expiresAt().isAfter(now))
                        .isPresent());
    }

    /** Whether he worked on it, or said why not long ago. */
    private CompletionStage<Boolean> known(Platform platform, Moderator who, Case c, OtherCases others) {
        Instant since = clock.instant().minus(GIVEN);
        return queue.timeline(platform, c.id(), ENTRIES)
                .thenApply(entries -> entries.stream()
                        .map(AuditEntry::draft)
                        .filter(entry -> entry.actor().equals(who.id()))
                        .anyMatch(entry -> WORKED.contains(entry.verb())
                                || (others == OtherCases.REASON
                                        && entry.verb().equals(SAID)
                                        && entry.at().isAfter(since))));
    }
}
