package dev.pullcord.redis;

import dev.pullcord.intake.Acceptance;
import dev.pullcord.intake.Correction;
import dev.pullcord.intake.Event;
import dev.pullcord.intake.EventLog;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Receipts;
import dev.pullcord.intake.Report;
import dev.pullcord.intake.Subject;
import dev.pullcord.intake.Urgency;
import dev.pullcord.review.Case;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.SetArgs;
import io.lettuce.core.StreamMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;

/** The event log on Redis streams, one a partition. */
public final class RedisEventLog implements EventLog {
    private enum Accept {
        ACCEPTED,
        DUPLICATE,
        STALE
    }

    private enum Settle {
        SETTLED,
        KNOWN
    }

    private enum Advance {
        ADVANCED,
        BEHIND
    }

    private static final int ADDITIONS_SHOWN = 100;
    private static final Duration PROBE_KEPT = Duration.ofSeconds(1);

    private final RedisLink link;
    private final Keys keys;
    private final AuditedScript audited;
    private final Damage damage;
    private final CaseSeal seal;
    private final Duration dedupeWindow;
    private final Function<String, Event> decode;
    private final Script acceptEvent;
    private final Script acceptPanic;
    private final Script settleSubject;
    private final Script advance;

    /**
     * @param dedupeWindow how long a repeated event other than a report is known for; reports are known for ever
     * @param decode reads an event's document
     */
    RedisEventLog(
            RedisLink link,
            Keys keys,
            AuditedScript audited,
            Damage damage,
            CaseSeal seal,
            Duration dedupeWindow,
            Function<String, Event> decode) {
        this.link = link;
        this.seal = seal;
        this.damage = damage;
        this.keys = keys;
        this.audited = audited;
        this.dedupeWindow = dedupeWindow;
        this.decode = decode;
        this.acceptEvent = new Script(link, "accept_event");
        this.acceptPanic = new Script(link, "accept_panic");
        this.settleSubject = new Script(link, "settle_subject");
        this.advance = new Script(link, "advance_cursor");
    }

    @Override
    public CompletionStage<Acceptance> accept(
            Platform platform, Event event, Subject subject, Optional<String> concerns, Instant now) {
        Partition partition = subject.partition(platform);
        String receipt = Receipts.of(platform, event, subject);
        long ttl = event.body() instanceof Report ? 0 : dedupeWindow.toMillis();
        return sealed(
                        event,
                        document -> acceptEvent.run(
                                List.of(
                                        keys.event(partition, receipt),
                                        keys.log(partition),
                                        keys.added(partition, concerns.orElse("none"))),
                                List.of(
                                        Long.toString(ttl),
                                        CaseFields.millis(now),
                                        receipt,
                                        word(subject.kind()),
                                        subject.id(),
                                        concerns.orElse(""),
                                        document)))
                .thenApply(words -> new Acceptance(outcome(words), receipt, Optional.empty()));
    }

    /**
     * Hands on the document under a key of its own, where it goes with a case: a report, and what was said of it later. What is merely
     * observed goes by its age and is of no case.
     */
    private CompletionStage<List<String>> sealed(
            Event event, Function<String, CompletionStage<List<String>>> accepting) {
        boolean goes = event.body() instanceof Report || event.body() instanceof Correction;
        // A key whose document turns out to be known is not given to another: the same call may have been sent twice.
        return seal.on() && goes
                ? seal.fresh().thenCompose(key -> accepting.apply(key.close(event.document())))
                : accepting.apply(event.document());
    }

    /** Known by a key of its own, for both accounts may lie in one partition. */
    @Override
    public CompletionStage<Void> forward(Platform platform, LoggedEvent event, Subject other) {
        Partition partition = other.partition(platform);
        return acceptEvent
                .run(
                        List.of(
                                keys.event(partition, event.receipt() + ".copy"),
                                keys.log(partition),
                                keys.added(partition, "none")),
                        List.of(
                                Long.toString(dedupeWindow.toMillis()),
                                CaseFields.millis(event.receivedAt()),
                                event.receipt(),
                                word(other.kind()),
                                other.id(),
                                "",
                                event.event().document()))
                .thenAccept(words -> outcome(words));
    }

    @Override
    public CompletionStage<Acceptance> acceptPanic(
            Platform platform, Event event, Subject subject, Urgency urgency, Instant now) {
        Partition partition = subject.partition(platform);
        String receipt = Receipts.of(platform, event, subject);
        // The case is read when its turn has come: of a thousand panics at once each finds what the one before left.
        return sealed(
                        event,
                        document -> Contended.until(
                                "a panic",
                                () -> audited.run(
                                                acceptPanic,
                                                "accepted",
                                                PanicArrival.chain(partition),
                                                () -> openCase(partition, subject)
                                                        .thenApply(open -> new PanicArrival(
                                                                        partition, subject, receipt, event, urgency,
                                                                        open, now)
                                                                .prepared(keys, document)))
                                        .thenApply(reply -> Optional.of(reply.words())
                                                .filter(words ->
                                                        Script.word(Accept.class, words.get(0)) != Accept.STALE))))
                .thenApply(words -> new Acceptance(
                        outcome(words), receipt, Optional.of(words.get(2)).filter(id -> !id.isEmpty())));
    }

    private CompletionStage<Optional<Case>> openCase(Partition partition, Subject subject) {
        return link.commands()
                .hget(keys.subject(partition, subject), "open_case")
                .thenCompose(open -> open == null
                        ? CompletableFuture.completedFuture(Optional.empty())
                        : link.commands()
                                .hgetall(keys.reviewCase(partition, open))
                                .thenApply(hash -> Optional.of(CaseFields.readOpen(damage, partition, open, hash))));
    }

    @Override
    public CompletionStage<Subject> settle(Platform platform, Event event, Subject proposed) {
        Partition home = Receipts.home(platform, event.source(), event.id());
        return settleSubject
                .run(
                        List.of(keys.settled(home, Receipts.of(platform, home, event.source(), event.id()))),
                        List.of(word(proposed.kind()), proposed.id()))
                .thenApply(words -> switch (Script.word(Settle.class, words.get(0))) {
                    case SETTLED, KNOWN -> subject(words.get(1), words.get(2));
                });
    }

    @Override
    public CompletionStage<Optional<LoggedEvent>> findByReceipt(Platform platform, String receipt) {
        OptionalInt number = Receipts.partition(receipt);
        if (number.isEmpty() || number.getAsInt() >= platform.partitions()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        Partition named = new Partition(platform.id(), number.getAsInt());
        return byReceipt(named, receipt)
                .thenCompose(found -> found.isPresent()
                        ? CompletableFuture.completedFuture(found)
                        : bySettledSubject(platform, named, receipt));
    }

    /** The report of a receipt that names its event's home. */
    private CompletionStage<Optional<LoggedEvent>> bySettledSubject(Platform platform, Partition home, String receipt) {
        return link.commands().hgetall(keys.settled(home, receipt)).thenCompose(settled -> {
            if (settled.isEmpty()) {
                return CompletableFuture.completedFuture(Optional.empty());
            }
            Subject subject = subject(settled.get("subject_kind"), settled.get("subject_id"));
            return byReceipt(subject.partition(platform), receipt);
        });
    }

    /** Asks every partition, since only the report's subject says which holds it. Corrections are rare. */
    @Override
    public CompletionStage<Optional<LoggedEvent>> findByEventId(Platform platform, String source, String eventId) {
        List<CompletableFuture<Optional<LoggedEvent>>> found = new ArrayList<>(platform.partitions());
        for (int number = 0; number < platform.partitions(); number++) {
            Partition partition = new Partition(platform.id(), number);
            found.add(byReceipt(partition, Receipts.of(platform, partition, source, eventId))
                    .toCompletableFuture());
        }
        Partition home = Receipts.home(platform, source, eventId);
        found.add(bySettledSubject(platform, home, Receipts.of(platform, home, source, eventId))
                .toCompletableFuture());
        return CompletableFuture.allOf(found.toArray(CompletableFuture[]::new))
                .thenApply(all -> found.stream()
                        .map(CompletableFuture::join)
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    private CompletionStage<Optional<LoggedEvent>> byReceipt(Partition partition, String receipt) {
        return link.commands()
                .get(keys.event(partition, receipt))
                .thenCompose(logId -> logId == null
                        ? CompletableFuture.completedFuture(List.of())
                        : readAll(partition, List.of(logId)))
                .thenApply(found -> found.stream().findFirst());
    }

    @Override
    public CompletionStage<List<LoggedEvent>> read(Partition partition, String afterLogId, int max) {
        return readOf(partition, afterLogId, max, subject -> true);
    }

    /** Whose an event is stands beside its document, so what is of others is never decoded. */
    @Override
    public CompletionStage<List<LoggedEvent>> readOf(
            Partition partition, String afterLogId, int max, Predicate<Subject> whose) {
        return link.commands()
                .xrange(
                        keys.log(partition),
                        Range.from(Range.Boundary.excluding(afterLogId), Range.Boundary.unbounded()),
                        Limit.from(max))
                .thenCompose(entries -> {
                    List<LoggedEvent> events = entries.stream()
                            .flatMap(e -> readable(partition, e, whose).stream())
                            .toList();
                    return events.isEmpty() && !entries.isEmpty() // whoever reads on must get past them
                            ? readOf(partition, entries.get(entries.size() - 1).getId(), max, whose)
                            : CompletableFuture.completedFuture(events);
                });
    }

    @Override
    public CompletionStage<List<LoggedEvent>> readAll(Partition partition, List<String> logIds) {
        List<CompletableFuture<List<StreamMessage<String, String>>>> reads = logIds.stream()
                .map(id -> link.commands()
                        .xrange(keys.log(partition), Range.create(id, id))
                        .toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new))
                .thenApply(all -> reads.stream()
                        .flatMap(r -> r.join().stream())
                        .flatMap(e -> readable(partition, e).stream())
                        .toList());
    }

    @Override
    public CompletionStage<Map<String, List<LoggedEvent>>> additions(Partition partition, List<String> reports) {
        List<CompletableFuture<List<LoggedEvent>>> reads = reports.stream()
                .map(report -> link.commands()
                        .lrange(keys.added(partition, report), -ADDITIONS_SHOWN, -1)
                        .thenCompose(ids -> readAll(partition, ids))
                        .toCompletableFuture())
                .toList();
        return RedisReviewQueue.all(reads).thenApply(all -> {
            Map<String, List<LoggedEvent>> found = new HashMap<>();
            for (int i = 0; i < reports.size(); i++) {
                if (!all.get(i).isEmpty()) {
                    found.put(reports.get(i), all.get(i));
                }
            }
            return found;
        });
    }

    @Override
    public CompletionStage<Void> probe(Partition partition) {
        return link.commands()
                .set(keys.probe(partition), "", SetArgs.Builder.px(PROBE_KEPT))
                .thenAccept(ok -> {});
    }

    @Override
    public CompletionStage<String> cursor(Partition partition) {
        return link.commands().get(keys.cursor(partition)).thenApply(id -> id == null ? "0-0" : id);
    }

    @Override
    public CompletionStage<Void> advance(Partition partition, String logId) {
        int dash = logId.indexOf('-');
        return advance.run(
                        List.of(keys.cursor(partition)), List.of(logId.substring(0, dash), logId.substring(dash + 1)))
                .thenAccept(words -> Script.word(Advance.class, words.get(0)));
    }

    private Optional<LoggedEvent> readable(Partition partition, StreamMessage<String, String> entry) {
        return readable(partition, entry, subject -> true);
    }

    private Optional<LoggedEvent> readable(
            Partition partition, StreamMessage<String, String> entry, Predicate<Subject> whose) {
        return damage.pass("event", partition.number() + ":" + entry.getId(), () -> {
                    Map<String, String> body = entry.getBody();
                    return whose.test(subject(body.get("subject_kind"), body.get("subject_id")))
                            ? Optional.of(logged(partition, entry))
                            : Optional.<LoggedEvent>empty();
                })
                .flatMap(found -> found);
    }

    private LoggedEvent logged(Partition partition, StreamMessage<String, String> entry) {
        Map<String, String> body = entry.getBody();
        return new LoggedEvent(
                partition,
                entry.getId(),
                Instant.ofEpochMilli(Long.parseLong(body.get("received_at_ms"))),
                body.get("receipt"),
                subject(body.get("subject_kind"), body.get("subject_id")),
                Optional.of(body.get("case_id")).filter(id -> !id.isEmpty()),
                Optional.of(body.get("concerns")).filter(id -> !id.isEmpty()),
                decode.apply(body.get("document")));
    }

    private static Acceptance.Outcome outcome(List<String> words) {
        return switch (Script.word(Accept.class, words.get(0))) {
            case ACCEPTED -> Acceptance.Outcome.ACCEPTED;
            case DUPLICATE -> Acceptance.Outcome.DUPLICATE;
            case STALE -> throw new IllegalStateException("stale is tried again, not answered");
        };
    }

    private static Subject subject(String kind, String id) {
        return new Subject(Subject.Kind.valueOf(kind.toUpperCase(Locale.ROOT)), id);
    }

    /** Where a report was first taken that another log has now, as {@code concerns} tells it. */
    static String place(Partition partition, String logId) {
        return partition.number() + "/" + logId;
    }

    static String word(Subject.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
