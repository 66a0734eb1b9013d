package dev.pullcord.flow;

import dev.pullcord.Meters;
import dev.pullcord.enforcement.Outbox;
import dev.pullcord.intake.Links;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Party;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Report;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.CaseFold;
import dev.pullcord.review.Casework;
import dev.pullcord.review.Damaged;
import dev.pullcord.review.SubjectFile;
import dev.pullcord.risk.Beside;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads what lies beside events, wherever it lies: what is known of those who flag, in their own accounts' files, and of those
 * seen with the same device or network.
 *
 * <pre>
 *                   readable      damaged                          away
 *   reporter        his record    a stranger, counted              the batch is tried again, {@link #PATIENCE} times in a row,
 *                                                                  for what he is believed is booked for good; then as damaged
 *   neighbours      counted       this one is none, counted        they are none, counted
 * </pre>
 *
 * All on the fold's context.
 */
final class Besides {
    static final int PATIENCE = 3;

    private final Platform platform;
    private final Casework casework;
    private final Clock clock;
    private final Meters meters;
    private final Context context;
    private final Neighbours neighbours;
    private final Outage recordsAway;
    private final Outage linksAway;
    private int patience = PATIENCE;
    private boolean asked;
    private boolean failed;

    Besides(
            Platform platform,
            Partition partition,
            Casework casework,
            Links links,
            Outbox outbox,
            Clock clock,
            Meters meters,
            Context context) {
        this.platform = platform;
        this.casework = casework;
        this.clock = clock;
        this.meters = meters;
        this.context = context;
        String seenFrom = ", seen from partition " + partition.number() + " of " + partition.platform() + ",";
        this.recordsAway = new Outage("what is known of reporters" + seenFrom, clock);
        this.linksAway = new Outage("what is known of neighbours" + seenFrom, clock);
        this.neighbours = new Neighbours(platform, links, outbox, this::unread, context);
    }

    /** Another batch begins. */
    void begin() {
        neighbours.begin();
        patience = failed ? Math.max(0, patience - 1) : asked ? PATIENCE : patience;
        asked = false;
        failed = false;
    }

    /** What was read, which policies see differently. */
    record Read(Map<String, Beside> beside, Map<Subject, SubjectFile> reporters, Instant at) {
        /** What lies beside each event, by this policy. */
        Function<LoggedEvent, Beside> under(CaseFold policy) {
            return event -> reporter(event)
                    .map(reporters::get)
                    .map(file -> Beside.of(policy.trackRecord(file, event.subject(), at)))
                    .or(() -> Optional.ofNullable(beside.get(event.logId())).filter(read -> policy.linking()))
                    .orElse(Beside.NOTHING);
        }
    }

    /** What lies beside these events, all of one subject. Fails only where a reporter's partition is away and patience lasts. */
    Future<Read> read(CaseFold policy, List<LoggedEvent> events) {
        Instant now = clock.instant();
        Map<String, Future<Beside>> reads = new HashMap<>();
        for (LoggedEvent event : policy.linking() ? events : List.<LoggedEvent>of()) {
            reads.put(event.logId(), neighbours.beside(event, now));
        }
        return readRecords(events, now)
                .compose(records -> all(List.copyOf(reads.values())).map(read -> {
                    reads.forEach((logId, beside) -> records.beside().put(logId, beside.result()));
                    return records;
                }));
    }

    /**
     * The same without links: for events that are folded again, of which there are many. What links say is a snapshot of when
     * an event was first folded, and cannot be had again.
     */
    Future<Read> readRecords(List<LoggedEvent> events, Instant now) {
        Read read = new Read(new HashMap<>(), new HashMap<>(), now);
        events.forEach(event -> read.beside().put(event.logId(), neighbours.alone(event)));
        Map<Partition, List<Subject>> byPartition = new HashMap<>();
        events.stream()
                .flatMap(event -> reporter(event).stream())
                .distinct()
                .forEach(reporter -> byPartition
                        .computeIfAbsent(reporter.partition(platform), p -> new ArrayList<>())
                        .add(reporter));
        List<Future<Void>> reads = new ArrayList<>();
        byPartition.forEach((partition, its) -> reads.add(load(partition, its, read.reporters())));
        return all(reads).map(done -> read);
    }

    private Future<Void> load(Partition partition, List<Subject> reporters, Map<Subject, SubjectFile> files) {
        asked = true;
        return Future.succeededFuture()
                .compose(go -> Future.fromCompletionStage(casework.load(partition, reporters), context))
                .onSuccess(loaded -> loaded.forEach(file -> {
                    if (file.riskLost()) { // his own partition's fold makes it anew from his log
                        meters.besideUnread("record", 1);
                    } else {
                        files.put(file.subject(), file);
                    }
                }))
                .<Void>mapEmpty()
                .recover(failure ->
                        Damaged.is(failure) ? oneByOne(partition, reporters, files) : away(failure, reporters.size()));
    }

    /** One of them is damaged: the others are read without it. */
    private Future<Void> oneByOne(Partition partition, List<Subject> reporters, Map<Subject, SubjectFile> files) {
        if (reporters.size() == 1) {
            meters.besideUnread("record", 1);
            return Future.succeededFuture();
        }
        return all(reporters.stream()
                .map(reporter -> load(partition, List.of(reporter), files))
                .toList());
    }

    private Future<Void> away(Throwable failure, int reporters) {
        failed = true;
        if (patience > 0) {
            return Future.failedFuture(failure); // the loop pauses, and goes on from the cursor
        }
        recordsAway.met(failure);
        meters.besideUnread("record", reporters);
        return Future.succeededFuture();
    }

    /** What is known of neighbours could not be read: said once an outage, and counted. */
    void unread(Throwable failure) {
        linksAway.met(failure);
        meters.besideUnread("links", 1);
    }

    private static <T> Future<Void> all(List<Future<T>> reads) {
        return reads.isEmpty() ? Future.succeededFuture() : Future.join(reads).mapEmpty();
    }

    /** Of a flag that is no rehearsal, whoever raised it with an account of his own. */
    private static Optional<Subject> reporter(LoggedEvent event) {
        return event.event().body() instanceof Report report && !report.isPanic() && !report.drill()
                ? report.reporter()
                        .flatMap(Party::accountId)
                        .map(Subject::account)
                        .filter(reporter -> !reporter.equals(event.subject()))
                : Optional.empty();
    }
}
