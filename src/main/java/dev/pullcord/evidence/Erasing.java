package dev.pullcord.evidence;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.evidence.Erasure.Kept;
import dev.pullcord.evidence.LegalHold.Target;
import dev.pullcord.intake.LogIds;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.ActivePolicies;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseState;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.RetentionPolicy;
import dev.pullcord.review.ReviewQueue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Erases what is known of an account as far as it may: nothing that must still be kept, is held, or is under way. One lead takes the
 * wish, for it shortens no duty to keep; what could not be erased is named with its reason, and tried again when that ends. Thread-safe;
 * one owner for each partition carries it out, a page at a step.
 */
public final class Erasing {
    private static final int CASES = 50;
    private static final int EVENTS = 500;
    private static final int MOST_NAMED = 100;
    private static final Duration AGAIN = Duration.ofDays(1);

    private final Erasures erasures;
    private final Records records;
    private final Holds holds;
    private final ReviewQueue queue;
    private final ActivePolicies active;
    private final Clock clock;

    public Erasing(
            Erasures erasures, Records records, Holds holds, ReviewQueue queue, ActivePolicies active, Clock clock) {
        this.erasures = erasures;
        this.records = records;
        this.holds = holds;
        this.queue = queue;
        this.active = active;
        this.clock = clock;
    }

    /** Takes the wish. While one is open it is that one. */
    public CompletionStage<Erasure> ask(Platform platform, Moderator by, String account, String reason) {
        return erasures.find(platform, account).thenCompose(found -> {
            if (found.filter(open -> open.nextAt().isPresent()).isPresent()) {
                return CompletableFuture.completedFuture(found.get());
            }
            Instant now = clock.instant();
            Erasure asked = Erasure.asked(account, by.id(), now, reason);
            Erasure next = found.isEmpty()
                    ? asked
                    : new Erasure(
                            account,
                            by.id(),
                            now,
                            reason,
                            asked.erased(),
                            List.of(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(now),
                            found.get().version() + 1);
            AuditDraft audit = new AuditDraft(
                    now,
                    by.id(),
                    by.role().word(),
                    "erasure_asked",
                    Optional.empty(),
                    new TreeMap<>()); // the reason is in the wish, which is sealed and ends; a chain never does
            return erasures.write(platform, next, Optional.of(audit), true)
                    .thenCompose(written ->
                            written ? CompletableFuture.completedFuture(next) : ask(platform, by, account, reason));
        });
    }

    public CompletionStage<Optional<Erasure>> find(Platform platform, String account) {
        return erasures.find(platform, account);
    }

    /** Does the next piece of work in this partition; answers whether there was any. */
    public CompletionStage<Boolean> step(Platform platform, Partition partition) {
        return erasures.due(platform, partition, clock.instant(), 1)
                .thenCompose(due -> due.isEmpty()
                        ? CompletableFuture.completedFuture(false)
                        : step(platform, partition, due.get(0)).thenApply(done -> true));
    }

    private CompletionStage<Boolean> step(Platform platform, Partition partition, Erasure erasure) {
        Instant now = clock.instant();
        return holds.on(platform, Target.account(erasure.account()), now).thenCompose(on -> {
            if (!on.isEmpty()) {
                return ends(
                        platform,
                        erasure,
                        erasure.erased(),
                        List.of(new Kept("account", Optional.empty(), "held", Optional.empty())));
            }
            return erasure.place().isPresent()
                    ? sweep(platform, partition, erasure)
                    : cases(platform, erasure, Optional.empty(), new Pass());
        });
    }

    /** What a pass over the account's cases met. */
    private static final class Pass {
        private final List<Kept> kept = new ArrayList<>();
        private long gone;
    }

    private CompletionStage<Boolean> cases(Platform platform, Erasure erasure, Optional<String> cursor, Pass pass) {
        ReviewQueue.Filter its = new ReviewQueue.Filter(
                Optional.empty(), Optional.empty(), Optional.of(erasure.account()), Optional.empty(), Optional.empty());
        return queue.search(platform, its, cursor, CASES).thenCompose(page -> {
            CompletionStage<Void> all = CompletableFuture.completedFuture(null);
            for (Case one : page.items()) {
                all = all.thenCompose(done -> one(platform, one, pass));
            }
            return all.thenCompose(done -> {
                if (page.next().isPresent()) {
                    return cases(platform, erasure, page.next(), pass);
                }
                Erasure.Erased erased = erasure.erased().plus(pass.gone, 0);
                if (pass.kept.isEmpty()) {
                    return erasures.write(
                            platform,
                            erasure.after(
                                    erased, List.of(), Optional.of(LogIds.START), erasure.lookedAt(), erasure.nextAt()),
                            Optional.empty(),
                            false);
                }
                pass.kept.add(new Kept("observed", Optional.empty(), "cases", Optional.empty()));
                return ends(platform, erasure, erased, pass.kept);
            });
        });
    }

    private CompletionStage<Void> one(Platform platform, Case one, Pass pass) {
        if (one.state() != CaseState.DECIDED && one.state() != CaseState.CLOSED) {
            return keeps(pass, one.id(), "open", Optional.empty());
        }
        Instant now = clock.instant();
        RetentionPolicy policy = active.of(platform.id()).retention();
        return records.find(platform, one.partition(), one.id()).thenCompose(found -> {
            if (found.isEmpty()) {
                return keeps(pass, one.id(), "open", Optional.empty()); // it cannot be read, or was opened again
            }
            KeptCase kept = found.get();
            Instant keepUntil = kept.clocks(policy).keepUntil();
            if (!kept.waits().isEmpty()) {
                return keeps(pass, one.id(), kept.waits().iterator().next().word(), Optional.empty());
            }
            if (now.isBefore(keepUntil)) {
                return keeps(pass, one.id(), "kept", Optional.of(keepUntil));
            }
            Map<String, String> why = new TreeMap<>(Map.of("why", "erasure", "keepUntil", AuditDraft.time(keepUntil)));
            return records.forget(platform, kept, now, Retention.begins(kept, now, why))
                    .thenCompose(forgot -> switch (forgot) {
                        case FORGOTTEN, GONE -> {
                            pass.gone++;
                            yield CompletableFuture.<Void>completedFuture(null);
                        }
                        case HELD -> keeps(pass, one.id(), "held", Optional.empty());
                        case MOVED -> keeps(pass, one.id(), "open", Optional.empty());
                    });
        });
    }

    private static CompletionStage<Void> keeps(Pass pass, String caseId, String why, Optional<Instant> until) {
        if (pass.kept.size() < MOST_NAMED) {
            pass.kept.add(new Kept("case", Optional.of(caseId), why, until));
        }
        return CompletableFuture.completedFuture(null);
    }

    /** No case is left: what was observed goes, then what it added up to. */
    private CompletionStage<Boolean> sweep(Platform platform, Partition partition, Erasure erasure) {
        Subject subject = Subject.account(erasure.account());
        return records.sweepOf(partition, subject, erasure.place().orElseThrow(), EVENTS)
                .thenCompose(swept -> {
                    Erasure.Erased erased = erasure.erased().plus(0, swept.events());
                    return swept.more()
                            ? erasures.write(
                                    platform,
                                    erasure.after(
                                            erased,
                                            List.of(),
                                            Optional.of(swept.last()),
                                            erasure.lookedAt(),
                                            erasure.nextAt()),
                                    Optional.empty(),
                                    false)
                            : records.unlink(platform, subject)
                                    .thenCompose(gone -> records.drop(partition, subject))
                                    .thenCompose(dropped -> ends(platform, erasure, erased, List.of()));
                });
    }

    /** Ends a pass: over, or to be tried again when what keeps the rest ends. */
    private CompletionStage<Boolean> ends(Platform platform, Erasure erasure, Erasure.Erased erased, List<Kept> kept) {
        Instant now = clock.instant();
        boolean allKnown = kept.stream()
                .filter(one -> !one.why().equals("cases"))
                .allMatch(one -> one.until().isPresent());
        Optional<Instant> earliest =
                kept.stream().flatMap(one -> one.until().stream()).min(Instant::compareTo);
        Optional<Instant> next = kept.isEmpty()
                ? Optional.empty()
                : Optional.of(allKnown ? earliest.orElse(now.plus(AGAIN)) : now.plus(AGAIN));
        AuditDraft audit = new AuditDraft(
                now,
                "service",
                "service",
                kept.isEmpty() ? "erasure_done" : "erasure_stands",
                Optional.empty(),
                new TreeMap<>(Map.of(
                        "cases",
                        Long.toString(erased.cases()),
                        "events",
                        Long.toString(erased.events()),
                        "kept",
                        Integer.toString(kept.size()))));
        boolean same = !kept.isEmpty() && kept.equals(erasure.kept()) && erased.equals(erasure.erased());
        return erasures.write(
                platform,
                erasure.after(erased, kept, Optional.empty(), Optional.of(now), next),
                same ? Optional.empty() : Optional.of(audit), // day after day the same is no news
                false);
    }
}
