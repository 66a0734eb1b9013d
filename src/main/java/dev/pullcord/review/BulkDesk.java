package dev.pullcord.review;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.AuditLog;
import dev.pullcord.audit.ChainId;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.Bulk.Became;
import dev.pullcord.review.Bulk.Item;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Decides several cases the same way. Each is claimed and decided as one alone would be, by the same guard and the same step;
 * what holds for one holds for each of these. Thread-safe, and safe to be run by several at once.
 */
public final class BulkDesk {
    /** Most cases of one bulk. */
    public static final int MOST = 100;

    private static final Duration COUNTED_TOGETHER = Duration.ofHours(1);
    private static final int RECENT = 200;
    private static final int TRIES = 50;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Desk desk;
    private final ReviewQueue queue;
    private final BulkUndo undoing;
    private final Bulks bulks;
    private final AuditLog audit;
    private final ActivePolicies active;
    private final BulkStep step;
    private final BulkStanding standing;
    private final Clock clock;

    /** @param lease how long a claim lives unless renewed */
    public BulkDesk(
            Desk desk,
            ReviewQueue queue,
            Approvals approvals,
            Superseding superseding,
            Supersessions supersessions,
            People people,
            Bulks bulks,
            AuditLog audit,
            ActivePolicies active,
            Duration lease,
            Clock clock) {
        this.desk = desk;
        this.queue = queue;
        this.undoing = new BulkUndo(queue, superseding, clock);
        this.bulks = bulks;
        this.audit = audit;
        this.active = active;
        this.step = new BulkStep(desk, queue, approvals, supersessions, people, lease, clock);
        this.standing = new BulkStanding(queue);
        this.clock = clock;
    }

    /**
     * What would happen to one case.
     *
     * @param caseId which
     * @param c as it stands; absent when there is none
     * @param preview what its decision would be
     * @param could whether it could be decided now: it waits, or he holds it
     */
    public record Foreseen(String caseId, Optional<Case> c, Desk.Preview preview, boolean could) {}

    /** What it came to. */
    public sealed interface Reply {
        /** As it stands after. */
        record Stands(Bulk bulk) implements Reply {}

        /** It says something that cannot be; {@code pointer} names the field, as in a JSON pointer. */
        record Invalid(String pointer, String detail) implements Reply {}

        /** It is his own proposal, or only who decided undoes it. */
        record NotHis() implements Reply {}

        /** It is not where this could be done. */
        record Moved(Bulk bulk) implements Reply {}

        record Unknown() implements Reply {}
    }

    /**
     * Whether so many take a second person: these, and those that he decided so alone within the last hour. Many small ones are
     * one large one.
     */
    public CompletionStage<Boolean> takesTwo(Platform platform, Moderator moderator, int cases) {
        Instant since = clock.instant().minus(COUNTED_TOGETHER);
        return bulks.newest(platform, RECENT)
                .thenApply(newest -> cases
                                + newest.stream()
                                        .filter(bulk -> bulk.by().equals(moderator.id())
                                                && bulk.second().isEmpty()
                                                && bulk.at().isAfter(since))
                                        .mapToLong(BulkDesk::decided)
                                        .sum()
                        > active.of(platform.id()).tree().bulkAlone());
    }

    /** Of how many cases it is not yet known that they were not decided so, or that it was taken back. */
    private static long decided(Bulk bulk) {
        boolean undecided = bulk.state() == Bulk.State.PROPOSED || bulk.state() == Bulk.State.REFUSED;
        return undecided
                ? 0
                : bulk.items().stream()
                        .filter(item -> item.became() == Became.DECIDED || item.became() == Became.OPEN)
                        .count();
    }

    /** What would happen to each; writes nothing. */
    public CompletionStage<List<Foreseen>> preview(
            Platform platform, Moderator moderator, List<String> cases, Desk.Request request) {
        CompletionStage<List<Foreseen>> all = CompletableFuture.completedFuture(List.of());
        for (String id : new LinkedHashSet<>(cases)) {
            all = all.thenCompose(before -> queue.find(platform, id)
                    .thenCombine(desk.preview(platform, moderator, id, request), (c, preview) -> {
                        List<Foreseen> more = new ArrayList<>(before);
                        more.add(new Foreseen(
                                id,
                                c,
                                preview,
                                c.filter(found -> BulkStep.reachable(found, moderator))
                                                .isPresent()
                                        && preview instanceof Desk.Preview.Whole));
                        return more;
                    }));
        }
        return all;
    }

    /** Begins one: decides the cases, or puts them before a second person where they are too many for one. */
    public CompletionStage<Reply> begin(
            Platform platform, Moderator moderator, List<String> cases, Desk.Request request, String why) {
        List<String> ids = List.copyOf(new LinkedHashSet<>(cases));
        if (ids.isEmpty() || ids.size() > MOST) {
            return done(new Reply.Invalid("/cases", "names none, or more than " + MOST));
        }
        if (request.alone().isPresent()) {
            return done(new Reply.Invalid("/decision/alone", "is for one case and its danger, not for several"));
        }
        for (int i = 0; i < ids.size(); i++) {
            if (CaseId.partition(platform.id(), platform.partitions(), ids.get(i))
                    .isEmpty()) {
                return done(new Reply.Invalid("/cases/" + i, "is no case of this platform"));
            }
        }
        Partition partition = CaseId.partition(platform.id(), platform.partitions(), ids.get(0))
                .orElseThrow();
        return takesTwo(platform, moderator, ids.size())
                .thenCompose(two -> begin(platform, moderator, ids, request, why, two, partition));
    }

    private CompletionStage<Reply> begin(
            Platform platform,
            Moderator moderator,
            List<String> ids,
            Desk.Request request,
            String why,
            boolean two,
            Partition partition) {
        Bulk bulk = new Bulk(
                Bulk.id(partition, RANDOM),
                moderator.id(),
                moderator.role(),
                request,
                ids.stream().map(Item::open).toList(),
                why,
                clock.instant(),
                two ? Bulk.State.PROPOSED : Bulk.State.RUNNING,
                Optional.empty());
        return preview(platform, moderator, ids, request)
                .thenCompose(foreseen -> fault(foreseen)
                        .map(BulkDesk::done)
                        .orElseGet(() -> remember(platform, bulk, moderator, two ? "bulk_proposed" : "bulk_begun", why)
                                .thenCompose(written -> bulks.change(partition, Optional.empty(), bulk))
                                .thenCompose(kept ->
                                        two ? done(new Reply.Stands(bulk)) : alone(platform, moderator, bulk))));
    }

    /** It is counted among his by now: if another of his began at the same moment, neither is one person's. */
    private CompletionStage<Reply> alone(Platform platform, Moderator moderator, Bulk bulk) {
        return takesTwo(platform, moderator, 0).thenCompose(two -> {
            if (!two) {
                return run(platform, bulk);
            }
            Bulk proposed = bulk.in(Bulk.State.PROPOSED);
            return remember(platform, bulk, moderator, "bulk_proposed", bulk.why())
                    .thenCompose(written -> bulks.change(partition(platform, bulk.id()), Optional.of(bulk), proposed))
                    .thenCompose(changed -> changed
                            ? done(new Reply.Stands(proposed))
                            : find(platform, bulk.id()).thenApply(now -> new Reply.Moved(now.orElse(bulk))));
        });
    }

    /** What is wrong with the request itself is wrong with each: nothing is begun. */
    private static Optional<Reply> fault(List<Foreseen> foreseen) {
        boolean all = foreseen.stream().allMatch(one -> one.preview() instanceof Desk.Preview.Invalid);
        return all
                ? Optional.of((Desk.Preview.Invalid) foreseen.get(0).preview())
                        .map(invalid -> new Reply.Invalid("/decision" + invalid.pointer(), invalid.detail()))
                : Optional.empty();
    }

    public CompletionStage<Optional<Bulk>> find(Platform platform, String id) {
        return bulks.find(platform, id);
    }

    /** The same, with what others have done with its cases since; {@link #find} says what it did itself. */
    public CompletionStage<Optional<Bulk>> standing(Platform platform, String id) {
        return find(platform, id)
                .thenCompose(found -> found.isEmpty()
                        ? CompletableFuture.completedFuture(found)
                        : standing.now(platform, found.get()).thenApply(Optional::of));
    }

    /** Those of the last month, the newest first; so many at most. */
    public CompletionStage<List<Bulk>> newest(Platform platform, int most) {
        return bulks.newest(platform, most);
    }

    /** A second person agrees, and it is done; or does not, and nothing is. */
    public CompletionStage<Reply> answer(
            Platform platform, Moderator second, String id, boolean approve, String reason) {
        return on(platform, id, bulk -> {
            if (bulk.by().equals(second.id())) {
                return done(new Reply.NotHis());
            }
            if (bulk.state() != Bulk.State.PROPOSED) {
                return done(new Reply.Moved(bulk));
            }
            Bulk after = approve ? bulk.agreed(second) : bulk.in(Bulk.State.REFUSED);
            return remember(platform, bulk, second, approve ? "bulk_approved" : "bulk_refused", reason)
                    .thenCompose(written -> bulks.change(partition(platform, id), Optional.of(bulk), after))
                    .thenCompose(changed -> !changed
                            ? find(platform, id).thenApply(now -> new Reply.Moved(now.orElse(bulk)))
                            : approve ? run(platform, after) : done(new Reply.Stands(after)));
        });
    }

    /** Goes on with one that was broken off; of one that is done, it changes nothing. */
    public CompletionStage<Reply> resume(Platform platform, String id) {
        return on(
                platform,
                id,
                bulk -> bulk.state() == Bulk.State.RUNNING ? run(platform, bulk) : done(new Reply.Stands(bulk)));
    }

    /** Takes back what was decided within the last minute, case by case. */
    public CompletionStage<Reply> undo(Platform platform, Moderator moderator, String id, String reason) {
        return on(platform, id, bulk -> {
            if (!bulk.by().equals(moderator.id()) && !bulk.second().equals(Optional.of(moderator.id()))) {
                return done(new Reply.NotHis());
            }
            return bulk.state() != Bulk.State.DONE
                    ? done(new Reply.Moved(bulk))
                    : remember(platform, bulk, moderator, "bulk_undone", reason)
                            .thenCompose(written -> undoNext(platform, moderator, bulk, 0, reason));
        });
    }

    private CompletionStage<Reply> undoNext(Platform platform, Moderator moderator, Bulk bulk, int at, String reason) {
        if (at == bulk.items().size()) {
            return done(new Reply.Stands(bulk));
        }
        Item item = bulk.items().get(at);
        return undoing.undo(platform, moderator, bulk, item, reason)
                .thenCompose(now ->
                        now.equals(item) ? CompletableFuture.completedFuture(bulk) : note(platform, bulk, now, 1))
                .thenCompose(noted -> undoNext(platform, moderator, noted, at + 1, reason));
    }

    private CompletionStage<Reply> run(Platform platform, Bulk bulk) {
        Optional<Item> next = bulk.next(Became.OPEN);
        if (next.isEmpty()) {
            return finish(platform, bulk, 1);
        }
        return step.person(bulk.by(), platform)
                .thenCompose(who -> who.isEmpty()
                        ? done(new Reply.Moved(bulk)) // he is no longer at the desk: nobody decides in his name
                        : step.decide(platform, who.get(), bulk, next.get())
                                .thenCompose(became -> note(platform, bulk, became, 1))
                                .thenCompose(noted -> run(platform, noted)));
    }

    private CompletionStage<Reply> finish(Platform platform, Bulk bulk, int attempt) {
        if (bulk.state() != Bulk.State.RUNNING) {
            return done(new Reply.Stands(bulk));
        }
        Bulk after = bulk.in(Bulk.State.DONE);
        return bulks.change(partition(platform, bulk.id()), Optional.of(bulk), after)
                .thenCompose(changed -> changed
                        ? done(new Reply.Stands(after))
                        : find(platform, bulk.id())
                                .thenCompose(now -> now.isPresent() && attempt < TRIES
                                        ? finish(platform, now.get(), attempt + 1)
                                        : done(new Reply.Moved(bulk))));
    }

    /** Writes down what became of a case; another run may have written of others meanwhile. */
    private CompletionStage<Bulk> note(Platform platform, Bulk bulk, Item item, int attempt) {
        Bulk after = bulk.with(item);
        return bulks.change(partition(platform, bulk.id()), Optional.of(bulk), after)
                .thenCompose(changed -> {
                    if (changed) {
                        return CompletableFuture.completedFuture(after);
                    }
                    if (attempt == TRIES) {
                        return CompletableFuture.failedFuture(
                                new IllegalStateException("a bulk was changed " + TRIES + " times by others"));
                    }
                    return find(platform, bulk.id())
                            .thenCompose(now -> note(platform, now.orElseThrow(), item, attempt + 1));
                });
    }

    private CompletionStage<?> remember(Platform platform, Bulk bulk, Moderator by, String verb, String why) {
        Partition partition = partition(platform, bulk.id());
        TreeMap<String, String> detail = new TreeMap<>(Map.of(
                "bulk",
                bulk.id(),
                "reason",
                why,
                "outcome",
                bulk.request().outcome().word(),
                "cases",
                String.join(" ", bulk.items().stream().map(Item::caseId).toList())));
        return audit.append(
                new ChainId(partition.platform(), partition.number(), ChainId.Hand.DESK),
                new AuditDraft(clock.instant(), by.id(), by.role().word(), verb, Optional.empty(), detail));
    }

    private interface With {
        CompletionStage<Reply> bulk(Bulk bulk);
    }

    private CompletionStage<Reply> on(Platform platform, String id, With then) {
        return find(platform, id)
                .thenCompose(found -> found.map(then::bulk).orElseGet(() -> done(new Reply.Unknown())));
    }

    private static Partition partition(Platform platform, String bulkId) {
        return Bulk.partition(platform, bulkId).orElseThrow();
    }

    private static CompletionStage<Reply> done(Reply reply) {
        return CompletableFuture.completedFuture(reply);
    }
}
