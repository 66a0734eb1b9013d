package dev.pullcord.transparency;

import dev.pullcord.audit.AuditEntry;
import dev.pullcord.audit.AuditLog;
import dev.pullcord.audit.ChainId;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Party;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Report;
import dev.pullcord.plugin.Reason;
import dev.pullcord.review.ActivePolicies;
import dev.pullcord.review.Appeal;
import dev.pullcord.review.Appeals;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseId;
import dev.pullcord.review.Damaged;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Measures;
import dev.pullcord.review.ReviewQueue;
import dev.pullcord.review.Superseding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Keeps what the public will be told of, before retention forgets the cases: once for each decision, by its place in the partition's own
 * audit chain, so that none is missed or counted twice whatever crashed. What may still be undone is left until it cannot. Thread-safe.
 */
public final class Publishing {
    /** So long an entry rests: whoever decided may take it back at once, and a platform has answered by then. */
    static final Duration RESTS = Superseding.UNDO_WITHIN.multipliedBy(2);

    /**
     * What is older was decided before this was kept, or while no node worked: it is passed over, so that an update tells the public nothing of
     * years ago, and does not call back the cases that were put away.
     */
    static final Duration OLD = Duration.ofDays(30);

    private static final int AT_A_TIME = 100;
    private static final int ENTRIES = 2_000; // of a timeline, for who looked first
    private static final Set<String> DECIDED =
            Set.of("case_decided", "glass_broken", "decision_corrected", "decision_overturned");
    private static final Set<String> PLAIN = Set.of("reporter_warned", "misuse_approved", "misuse_taken_back");

    /** What authorities want of the desk and what it answers, by the entry that says so. */
    private static final Map<String, List<String>> ORDERS = Map.of(
            "hold_placed", List.of("preserve", "placed"),
            "release_proposed", List.of("hand_over", "asked"),
            "release_approved", List.of("hand_over", "agreed"),
            "release_refused", List.of("hand_over", "refused"));

    /** What a platform says of a reporter who is a trusted flagger (Art. 22). */
    private static final String TRUSTED = "trusted_flagger";

    private static final int NOTICES = 500; // of a case are looked at for who sent them

    private final AuditLog audit;
    private final ReviewQueue queue;
    private final Appeals appeals;
    private final Measures measures;
    private final Restrictions restrictions;
    private final ActivePolicies active;
    private final Clock clock;

    public Publishing(
            AuditLog audit,
            ReviewQueue queue,
            Appeals appeals,
            Measures measures,
            Restrictions restrictions,
            ActivePolicies active,
            Clock clock) {
        this.audit = audit;
        this.queue = queue;
        this.appeals = appeals;
        this.measures = measures;
        this.restrictions = restrictions;
        this.active = active;
        this.clock = clock;
    }

    /** Looks at what was done since; answers whether there may be more. */
    public CompletionStage<Boolean> step(Platform platform, Partition partition) {
        ChainId desk = new ChainId(partition.platform(), partition.number(), ChainId.Hand.DESK);
        Instant now = clock.instant();
        return restrictions
                .readTo(partition)
                .thenCompose(from -> audit.read(desk, from + 1, AT_A_TIME).thenCompose(entries -> {
                    List<AuditEntry> these = rested(entries, now);
                    boolean more = these.size() == AT_A_TIME
                            || (these.size() < entries.size() && rests(entries.get(these.size()), now));
                    return these.isEmpty()
                            ? CompletableFuture.completedFuture(false)
                            : keep(platform, partition, from, these).thenApply(kept -> more);
                }));
    }

    /** Those of one month that nobody takes back any more. */
    private static List<AuditEntry> rested(List<AuditEntry> entries, Instant now) {
        List<AuditEntry> rested = new ArrayList<>();
        for (AuditEntry entry : entries) {
            if (!rests(entry, now) || (!rested.isEmpty() && !month(entry).equals(month(rested.get(0))))) {
                break; // counts are kept by month
            }
            rested.add(entry);
        }
        return rested;
    }

    /** Whether nobody takes back any more what it says. */
    private static boolean rests(AuditEntry entry, Instant now) {
        return !entry.draft().at().plus(RESTS).isAfter(now);
    }

    private static YearMonth month(AuditEntry entry) {
        return YearMonth.from(entry.draft().at().atZone(ZoneOffset.UTC));
    }

    private CompletionStage<Boolean> keep(Platform platform, Partition partition, long from, List<AuditEntry> entries) {
        Tally tally = new Tally();
        List<Restriction> found = new ArrayList<>();
        CompletionStage<Void> all = CompletableFuture.completedFuture(null);
        for (AuditEntry entry : entries) { // one after the other: there is no hurry, and nothing is held but this
            all = all.thenCompose(before -> look(platform, entry, tally, found));
        }
        return all.thenCompose(looked -> restrictions.keep(
                partition,
                from,
                entries.get(entries.size() - 1).seq(),
                found,
                month(entries.get(0)),
                tally.counts(),
                clock.instant())); // and not of the step's beginning: whoever reads on goes by it
    }

    private CompletionStage<Void> look(Platform platform, AuditEntry entry, Tally tally, List<Restriction> found) {
        String verb = entry.draft().verb();
        if (entry.draft().at().plus(OLD).isBefore(clock.instant())) {
            return CompletableFuture.completedFuture(null);
        }
        if (PLAIN.contains(verb)) {
            tally.add(1, verb);
        }
        if (ORDERS.containsKey(verb) && !entry.draft().detail().containsKey("form")) {
            tally.add(1, "orders", ORDERS.get(verb).get(0), ORDERS.get(verb).get(1));
        }
        String decision = entry.draft().detail().get("decision");
        String appeal = entry.draft().detail().get("appeal");
        CompletionStage<Void> looked = DECIDED.contains(verb) && decision != null
                ? decided(platform, decision, tally, found)
                : verb.startsWith("appeal_") && appeal != null
                        ? appealed(platform, appeal, verb, entry.draft().at(), tally)
                        : CompletableFuture.completedFuture(null);
        return looked.exceptionallyCompose(failure -> Damaged.is(failure)
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.failedFuture(failure));
    }

    private CompletionStage<Void> decided(Platform platform, String decisionId, Tally tally, List<Restriction> found) {
        String caseId = CaseId.caseOf(decisionId);
        return queue.find(platform, caseId)
                .thenCompose(c -> c.filter(one -> !one.drill()).isEmpty()
                        ? CompletableFuture.completedFuture(null)
                        : queue.decisions(platform, caseId)
                                .thenCompose(all -> all.stream()
                                        .filter(d -> d.id().equals(decisionId) && !d.undone(all))
                                        .findFirst()
                                        .map(d -> decided(platform, c.get(), d, tally, found))
                                        .orElseGet(() -> CompletableFuture.completedFuture(null))));
    }

    private CompletionStage<Void> decided(
            Platform platform, Case c, Decision decision, Tally tally, List<Restriction> found) {
        return queue.timeline(platform, c.id(), ENTRIES)
                .thenCombine(queue.reports(platform, c.id(), 0, NOTICES), (timeline, reports) -> {
                    count(c, decision, timeline, reports, tally);
                    return null;
                })
                .thenCombine(measures.ofCase(platform, c.id()), (counted, became) -> {
                    Restriction.of(c, decision, became, active.of(platform.id()).tree())
                            .ifPresent(restriction -> {
                                found.add(restriction);
                                restriction.measures().stream()
                                        .map(m -> m.kind().word())
                                        .distinct()
                                        .forEach(kind -> tally.add(
                                                1,
                                                "restrictions",
                                                restriction.reason().code(),
                                                kind,
                                                restriction.ground().word()));
                                tally.add(1, "detected", restriction.automatedDetection() ? "machine" : "person");
                            });
                    return null;
                });
    }

    private static void count(
            Case c, Decision decision, List<AuditEntry> timeline, List<LoggedEvent> reports, Tally tally) {
        String reason = c.reason().map(Reason::code).orElse("none");
        Optional<Decision.Cause> cause = decision.course().cause();
        if (cause.isPresent()) {
            tally.add(1, "changed", reason, cause.get().word());
            return;
        }
        String source = Restriction.Source.of(c).word();
        tally.add(1, "cases", reason, source, decision.outcome().word());
        tally.add(c.reportCount(), "notices", reason, source, decision.outcome().word());
        long trusted = reports.stream().filter(Publishing::trusted).count();
        if (trusted > 0) {
            tally.add(
                    trusted,
                    "trustedFlaggers",
                    reason,
                    source,
                    decision.outcome().word());
        }
        tally.took(Duration.between(c.openedAt(), decision.decidedAt()), "decided_within", reason);
        timeline.stream()
                .map(AuditEntry::draft)
                .filter(draft -> draft.verb().equals("case_claimed"))
                .findFirst()
                .ifPresent(look -> tally.took(Duration.between(c.openedAt(), look.at()), "looked_within", reason));
    }

    private static boolean trusted(LoggedEvent logged) {
        return logged.event().body() instanceof Report report
                && report.reporter()
                        .flatMap(Party::role)
                        .filter(TRUSTED::equals)
                        .isPresent();
    }

    private CompletionStage<Void> appealed(Platform platform, String appealId, String verb, Instant at, Tally tally) {
        return appeals.find(platform, appealId).thenApply(found -> {
            found.ifPresent(appeal -> {
                tally.add(1, "appeals", appeal.party().word(), verb.substring("appeal_".length()));
                if (appeal.state() != Appeal.State.OPEN && !verb.equals("appeal_filed")) {
                    tally.took(
                            Duration.between(appeal.filedAt(), at),
                            "heard_within",
                            appeal.party().word());
                }
            });
            return null;
        });
    }
}
