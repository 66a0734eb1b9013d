package dev.pullcord.flow;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.intake.Event;
import dev.pullcord.intake.EventLog;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Observation;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.Reason;
import dev.pullcord.review.Case;
import dev.pullcord.review.Conclusion;
import dev.pullcord.review.Damaged;
import dev.pullcord.review.Decision;
import dev.pullcord.review.PolicyTree;
import dev.pullcord.review.ReviewQueue;
import dev.pullcord.wire.EventCodec;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells reporters' own logs what became of their flags: right when what they flagged was found, wrong when the report was unfounded
 * ({@link Conclusion}). A decided case stands in a list, written with the decision, until all of its reporters are told. After a crash they are told
 * again under the same ids, which changes nothing; each person once for each group of reasons, however often he flagged. On the same
 * way, what a decision found that must go to an authority is drafted for it.
 */
final class Conclusions {
    private static final Logger LOG = LoggerFactory.getLogger(Conclusions.class);
    private static final String SOURCE = "urn:pullcord:desk";
    private static final int CASES = 10;
    private static final int REPORTS = 200;
    private static final Duration SURELY_KNOWN = Duration.ofDays(3); // to the log, which knows a repeat for a week

    private final Platform platform;
    private final Partition partition;
    private final ReviewQueue queue;
    private final EventLog log;
    private final Supplier<PolicyTree> tree;
    private final Further further;
    private final Clock clock;
    private final Context context;
    private int skip; // those before failed in this round
    private Optional<Throwable> failure = Optional.empty();

    /** What a decision sets going besides: called after it until it succeeds, and perhaps once more. */
    @FunctionalInterface
    interface Further {
        CompletionStage<Void> decided(Platform platform, String caseId);
    }

    /**
     * @param tree of the policy in force: what the rules are about that decisions name
     * @param further drafts what must go to an authority
     */
    Conclusions(
            Platform platform,
            Partition partition,
            Stores stores,
            Supplier<PolicyTree> tree,
            Further further,
            Clock clock,
            Context context) {
        this.platform = platform;
        this.partition = partition;
        this.queue = stores.queue();
        this.log = stores.log();
        this.tree = tree;
        this.further = further;
        this.clock = clock;
        this.context = context;
    }

    Loop loop(Duration rest) {
        return new Pulse("conclusions of partition " + partition.number(), context, rest, this::step);
    }

    /** A case that fails is passed over until the end of the list: it must not keep those behind it from being told. */
    private Future<Boolean> step() {
        int from = skip;
        return of(queue.untold(partition, from, CASES)).compose(cases -> {
            List<Future<Void>> tries = cases.stream().map(this::tell).toList();
            return Future.join(tries).transform(done -> {
                List<Future<Void>> failed =
                        tries.stream().filter(Future::failed).toList();
                failure = failed.isEmpty() ? failure : Optional.of(failed.get(0).cause());
                boolean more = cases.size() == CASES;
                skip = more ? from + failed.size() : 0;
                if (more || failure.isEmpty()) {
                    return Future.succeededFuture(more);
                }
                Throwable first = failure.get();
                failure = Optional.empty();
                return Future.failedFuture(first);
            });
        });
    }

    /** A case that is damaged is put away, or it would be tried for ever. */
    private Future<Void> tell(ReviewQueue.Untold untold) {
        String caseId = untold.caseId();
        return of(queue.decisions(platform, caseId))
                .compose(decisions -> tell(caseId, decisions, 0))
                .compose(done -> of(further.decided(platform, caseId)))
                .recover(failure -> {
                    if (!Damaged.is(failure)) {
                        return Future.failedFuture(failure);
                    }
                    LOG.warn("a case of partition {} is damaged: its reporters are not told", partition);
                    return Future.succeededFuture();
                })
                .compose(done -> of(queue.told(partition, untold)));
    }

    /**
     * The last one, and those before it that may not be told yet, one after the other: what takes a conclusion back is said after
     * it. Older ones were told; said again they would be forgotten repeats.
     */
    private Future<Void> tell(String caseId, List<Decision> decisions, int at) {
        if (at == decisions.size()) {
            return Future.succeededFuture();
        }
        Decision decision = decisions.get(at);
        Optional<Decision> before = Optional.of(at)
                .filter(n -> n > 0 && decision.course().supersedes().isPresent())
                .map(n -> decisions.get(n - 1));
        boolean tell = at == decisions.size() - 1
                || decision.decidedAt().plus(SURELY_KNOWN).isAfter(clock.instant());
        return (tell
                        ? tell(caseId, new Said(decision, before, first(decisions, at), at == decisions.size() - 1))
                        : Future.<Void>succeededFuture())
                .compose(done -> tell(caseId, decisions, at + 1));
    }

    /** As of when: that of the first decision whose place was taken. */
    private static Instant first(List<Decision> decisions, int at) {
        int first = at;
        while (first > 0 && decisions.get(first).course().supersedes().isPresent()) {
            first--;
        }
        return decisions.get(first).decidedAt();
    }

    /** A decision, the one whose place it takes, and as of when it is told. */
    private record Said(Decision decision, Optional<Decision> before, Instant at, boolean last) {}

    private Future<Void> tell(String caseId, Said decision) {
        Map<String, Event> told = new HashMap<>();
        return of(queue.find(platform, caseId))
                .map(found -> found.map(Case::reportCount).orElse(0L))
                .compose(count -> tell(caseId, decision, new Page(0, count), told))
                .compose(all -> decision.last()
                        ? record(caseId, decision.decision(), told.values())
                        : Future.<Void>succeededFuture());
    }

    /**
     * How far through a case's reports.
     *
     * @param count how many it has: a page can be short, or empty, because some of it cannot be read
     */
    private record Page(long skip, long count) {
        Page next() {
            return new Page(skip + REPORTS, count);
        }

        boolean last() {
            return skip + REPORTS >= count;
        }
    }

    /** How many records a decision moved, beside it in the audit: whose is not said. After a crash it can be said again. */
    private Future<Void> record(String caseId, Decision decision, Collection<Event> told) {
        if (told.isEmpty()) {
            return Future.succeededFuture();
        }
        long people = told.stream()
                .map(event -> ((Observation) event.body()).account())
                .distinct()
                .count();
        Map<String, String> detail = new TreeMap<>(Map.of(
                "decision", decision.id(),
                "outcome", decision.outcome().word(),
                "records", Long.toString(people)));
        return of(queue.remember(
                        platform, caseId, AuditDraft.byService(clock.instant(), "records_moved", caseId, detail)))
                .mapEmpty();
    }

    private Future<Void> tell(String caseId, Said decision, Page page, Map<String, Event> told) {
        return of(queue.reports(platform, caseId, page.skip(), REPORTS)).compose(reports -> {
            Map<String, Event> events = new LinkedHashMap<>();
            for (LoggedEvent report : reports) {
                event(decision, report).ifPresent(event -> events.put(event.id(), event));
            }
            told.putAll(events);
            List<Future<Void>> writes = events.values().stream()
                    .map(event -> of(log.accept(
                                    platform,
                                    event,
                                    Subject.account(((Observation) event.body()).account()),
                                    Optional.empty(),
                                    clock.instant()))
                            .<Void>mapEmpty())
                    .toList();
            return Future.join(writes)
                    .compose(written ->
                            page.last() ? Future.succeededFuture() : tell(caseId, decision, page.next(), told));
        });
    }

    /** As of the decision: an overturn takes it back as of then, too. */
    private Optional<Event> event(Said said, LoggedEvent report) {
        Optional<Conclusion> now = concluded(said.decision(), report);
        Optional<Conclusion> before = said.before().flatMap(decision -> concluded(decision, report));
        return now.or(() -> before).map(either -> {
            String whose = said.decision().id() + "/" + either.word() + "/" + either.reporter();
            String id = "judged-" + UUID.nameUUIDFromBytes(whose.getBytes(StandardCharsets.UTF_8));
            return EventCodec.event(
                    id,
                    SOURCE,
                    said.at(),
                    Conclusion.observation(
                            now,
                            said.decision().decidedBy(),
                            before,
                            said.before().map(Decision::decidedBy).orElse("")));
        });
    }

    private Optional<Conclusion> concluded(Decision decision, LoggedEvent report) {
        Optional<Reason> found =
                decision.policy().flatMap(code -> tree.get().find(code)).map(PolicyTree.Code::reason);
        return Conclusion.of(decision.outcome(), found, report);
    }

    private <T> Future<T> of(CompletionStage<T> stage) {
        return Future.fromCompletionStage(stage, context);
    }
}
