package dev.pullcord.redis;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.evidence.LegalHold.Target;
import dev.pullcord.evidence.Records.Swept;
import dev.pullcord.intake.Correction;
import dev.pullcord.intake.Event;
import dev.pullcord.intake.Links;
import dev.pullcord.intake.LogIds;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Receipts;
import dev.pullcord.intake.Report;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.Case;
import io.lettuce.core.KeyValue;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Takes events out of the log, a stretch at a time. What lies in other slots goes first and the list of a case's reports is shortened
 * last, so that whatever a crash leaves is met again.
 */
final class Stretches {
    private enum Take {
        FORGOTTEN,
        HELD,
        MOVED
    }

    private enum Drop {
        FORGOTTEN,
        KEPT
    }

    private enum End {
        ENDED,
        MORE,
        GONE
    }

    private static final String NONE = "none"; // the id of no case
    private static final int REPORTS = 100;
    private static final int ADDITIONS = 40; // of one report at once; more than that is nobody's any more, and swept

    private final RedisLink link;
    private final Keys keys;
    private final AuditedScript audited;
    private final Damage damage;
    private final Function<String, Event> decode;
    private final Clock clock;
    private final Shredder shredder;
    private final Script forgetEvents;
    private final Script forgetSubject;
    private final Script endForgetting;

    Stretches(
            RedisLink link,
            Keys keys,
            AuditedScript audited,
            Damage damage,
            Function<String, Event> decode,
            Clock clock,
            Shredder shredder) {
        this.link = link;
        this.keys = keys;
        this.audited = audited;
        this.damage = damage;
        this.decode = decode;
        this.clock = clock;
        this.shredder = shredder;
        this.forgetEvents = new Script(link, "forget_events");
        this.forgetSubject = new Script(link, "forget_subject");
        this.endForgetting = new Script(link, "end_forgetting");
    }

    /** How often a meeting's case was taken over is counted where its account lies; nobody takes it over any more. */
    CompletionStage<Void> takenOver(Platform platform, Case c) {
        return c.marks().movedTo().isPresent() && c.account().isPresent()
                ? link.commands()
                        .unlink(keys.taken(Subject.account(c.account().get()).partition(platform), c.id()))
                        .thenAccept(gone -> {})
                : CompletableFuture.completedFuture(null);
    }

    /** Takes the next reports of a case; answers whether there may be more. */
    CompletionStage<Boolean> next(Platform platform, Partition partition, String caseId) {
        String list = keys.reports(partition, caseId);
        return link.commands().lrange(list, 0, REPORTS - 1L).thenCompose(ids -> {
            if (ids.isEmpty()) {
                return CompletableFuture.completedFuture(false);
            }
            return entries(partition, ids)
                    .thenCompose(entries -> elsewhere(platform, entries)
                            .thenCompose(done -> additions(partition, ids))
                            .thenCompose(added -> subjects(partition, entries, added))
                            .thenCompose(added -> {
                                List<String> known = new ArrayList<>();
                                entries.forEach(entry -> known.add(
                                        keys.event(partition, entry.getBody().get("receipt"))));
                                ids.forEach(id -> known.add(keys.added(partition, id)));
                                List<String> gone = new ArrayList<>(ids);
                                added.forEach(later -> {
                                    known.add(keys.event(
                                            partition, later.getBody().get("receipt")));
                                    gone.add(later.getId());
                                });
                                return take(partition, list, ids.get(0), ids.size(), Target.ofCase(NONE), known, gone);
                            })
                            .thenApply(done -> true));
        });
    }

    /** Takes these; none of them where a hold is on their account. What a case that was begun has left goes in any case. */
    private CompletionStage<Boolean> take(
            Partition partition,
            String list,
            String first,
            int taken,
            Target held,
            List<String> known,
            List<String> gone) {
        List<String> all = new ArrayList<>(List.of(
                keys.log(partition),
                keys.circumstances(partition),
                keys.aside(partition),
                list,
                keys.forgotten(partition),
                keys.held(partition, held),
                keys.doomed(partition)));
        all.addAll(known);
        List<String> args =
                new ArrayList<>(List.of(first, Integer.toString(taken), CaseFields.millis(clock.instant())));
        args.addAll(gone);
        return forgetEvents
                .run(all, args)
                .thenCompose(words -> shredder.run(partition)
                        .thenApply(shredded -> Script.word(Take.class, words.get(0)) == Take.FORGOTTEN));
    }

    /** Takes what is of no case, account by account, for a hold may be on some of them; answers how many went. */
    private CompletionStage<Long> takeOf(
            Partition partition, List<StreamMessage<String, String>> read, List<String> gone) {
        Set<String> going = Set.copyOf(gone);
        Map<Subject, List<String>> bySubject = new LinkedHashMap<>();
        read.stream()
                .filter(entry -> going.contains(entry.getId()))
                .forEach(entry -> bySubject
                        .computeIfAbsent(subject(entry), whose -> new ArrayList<>())
                        .add(entry.getId()));
        List<CompletableFuture<Long>> takes = bySubject.entrySet().stream()
                .map(its -> take(
                                partition,
                                keys.reports(partition, NONE),
                                "",
                                0,
                                target(its.getKey()),
                                List.of(),
                                its.getValue())
                        .thenApply(went -> went ? (long) its.getValue().size() : 0L)
                        .toCompletableFuture())
                .toList();
        return RedisReviewQueue.all(takes)
                .thenApply(all -> all.stream().mapToLong(Long::longValue).sum());
    }

    /** What a hold on this would be on; there is none on a meeting. */
    private static Target target(Subject subject) {
        return subject.kind() == Subject.Kind.ACCOUNT ? Target.account(subject.id()) : Target.ofCase(NONE);
    }

    private CompletionStage<List<StreamMessage<String, String>>> entries(Partition partition, List<String> ids) {
        return RedisReviewQueue.all(ids.stream()
                        .map(id -> link.commands()
                                .xrange(keys.log(partition), Range.create(id, id))
                                .toCompletableFuture())
                        .toList())
                .thenApply(found -> found.stream().flatMap(List::stream).toList());
    }

    /** What later words there are about these reports. */
    private CompletionStage<List<StreamMessage<String, String>>> additions(Partition partition, List<String> reports) {
        return RedisReviewQueue.all(reports.stream()
                        .map(id -> link.commands()
                                .lrange(keys.added(partition, id), 0, ADDITIONS - 1L)
                                .toCompletableFuture())
                        .toList())
                .thenCompose(found ->
                        entries(partition, found.stream().flatMap(List::stream).toList()));
    }

    /** Whom a report was settled on lies in its event's home; and what was taken over lies where it was first taken, too. */
    private CompletionStage<Void> elsewhere(Platform platform, List<StreamMessage<String, String>> entries) {
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (StreamMessage<String, String> entry : entries) {
            String receipt = entry.getBody().get("receipt");
            OptionalInt home = Receipts.partition(receipt);
            if (home.isPresent() && home.getAsInt() < platform.partitions()) {
                all.add(link.commands()
                        .unlink(keys.settled(new Partition(platform.id(), home.getAsInt()), receipt))
                        .toCompletableFuture());
            }
            String concerns = entry.getBody().get("concerns");
            int slash = concerns.indexOf('/');
            if (slash > 0) {
                Partition first = new Partition(platform.id(), Integer.parseInt(concerns.substring(0, slash)));
                String id = concerns.substring(slash + 1);
                all.add(additions(first, List.of(id))
                        .thenCompose(added ->
                                entries(first, List.of(id)).thenCompose(original -> subjects(first, original, added)))
                        .thenCompose(added -> {
                            List<String> gone = new ArrayList<>(List.of(id));
                            List<String> known =
                                    new ArrayList<>(List.of(keys.event(first, receipt), keys.added(first, id)));
                            added.forEach(later -> {
                                known.add(keys.event(first, later.getBody().get("receipt")));
                                gone.add(later.getId());
                            });
                            return take(first, keys.reports(first, NONE), "", 0, Target.ofCase(NONE), known, gone);
                        })
                        .toCompletableFuture());
            }
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
    }

    /** The same with what was said later; answers that. */
    private CompletionStage<List<StreamMessage<String, String>>> subjects(
            Partition partition,
            List<StreamMessage<String, String>> entries,
            List<StreamMessage<String, String>> later) {
        List<StreamMessage<String, String>> all = new ArrayList<>(entries);
        all.addAll(later);
        return subjects(partition, all).thenApply(done -> later);
    }

    /** Drops the state of those of whom one of these is the last that was heard; what remains of it would be nobody's. */
    private CompletionStage<Void> subjects(Partition partition, List<StreamMessage<String, String>> entries) {
        Map<Subject, String> last = new LinkedHashMap<>();
        entries.forEach(entry -> last.merge(
                subject(entry), entry.getId(), (one, other) -> LogIds.compare(one, other) > 0 ? one : other));
        List<CompletableFuture<Void>> drops = new ArrayList<>();
        last.forEach((subject, id) -> drops.add(link.commands()
                .hget(keys.subject(partition, subject), "applied_log_id")
                .thenCompose(applied -> id.equals(applied)
                        ? forgetSubject
                                .run(
                                        List.of(
                                                keys.subject(partition, subject),
                                                keys.forgotten(partition),
                                                keys.held(partition, target(subject))),
                                        List.of(id, CaseFields.millis(clock.instant())))
                                .thenAccept(words -> Script.word(Drop.class, words.get(0)))
                        : CompletableFuture.<Void>completedFuture(null))
                .toCompletableFuture()));
        return CompletableFuture.allOf(drops.toArray(CompletableFuture[]::new));
    }

    private static Subject subject(StreamMessage<String, String> entry) {
        return new Subject(
                Subject.Kind.valueOf(entry.getBody().get("subject_kind").toUpperCase(Locale.ROOT)),
                entry.getBody().get("subject_id"));
    }

    /** Ends it; answers whether it is wholly gone. */
    CompletionStage<Boolean> end(Partition partition, String caseId, AuditDraft proof) {
        // The proof comes last: what it says is gone can be read from no copy either.
        return shredder.run(partition).thenCompose(shredded -> ended(partition, caseId, proof));
    }

    private CompletionStage<Boolean> ended(Partition partition, String caseId, AuditDraft proof) {
        return audited.run(
                        endForgetting,
                        "ended",
                        RedisRecords.chain(partition),
                        proof,
                        List.of(keys.forgetting(partition), keys.reports(partition, caseId), keys.forgotten(partition)),
                        List.of())
                .thenApply(reply -> Script.word(End.class, reply.word()) != End.MORE);
    }

    /** Never beyond what is folded. */
    CompletionStage<Swept> sweep(Partition partition, String after, Instant before, int max) {
        CompletionStage<List<StreamMessage<String, String>>> page = link.commands()
                .xrange(
                        keys.log(partition),
                        Range.from(Range.Boundary.excluding(after), Range.Boundary.unbounded()),
                        Limit.from(max));
        return page.thenCombine(
                        link.commands().get(keys.cursor(partition)),
                        (read, cursor) -> read.stream()
                                .takeWhile(entry -> old(entry, before)
                                        && LogIds.compare(entry.getId(), cursor == null ? LogIds.START : cursor) <= 0)
                                .toList())
                .thenCompose(old -> old.isEmpty()
                        ? CompletableFuture.completedFuture(new Swept(after, false, 0))
                        : subjects(partition, old)
                                .thenCompose(dropped -> deletable(partition, old))
                                .thenCompose(gone -> takeOf(partition, old, gone)
                                        .thenApply(went -> new Swept(
                                                old.get(old.size() - 1).getId(), old.size() == max, went))));
    }

    CompletionStage<Swept> sweepOf(Partition partition, Subject subject, String after, int max) {
        return link.commands()
                .xrange(
                        keys.log(partition),
                        Range.from(Range.Boundary.excluding(after), Range.Boundary.unbounded()),
                        Limit.from(max))
                .thenCompose(read -> deletable(
                                partition,
                                read.stream()
                                        .filter(entry -> subject(entry).equals(subject))
                                        .toList())
                        .thenCompose(gone -> takeOf(partition, read, gone)
                                .thenApply(went -> new Swept(
                                        read.isEmpty()
                                                ? after
                                                : read.get(read.size() - 1).getId(),
                                        read.size() == max,
                                        went))));
    }

    /** What others are linked to it by is theirs and goes by itself, within 90 days. */
    CompletionStage<Void> drop(Partition partition, Subject subject) {
        return link.commands()
                .hget(keys.subject(partition, subject), "applied_log_id")
                .thenCompose(applied -> applied == null
                        ? CompletableFuture.completedFuture(null)
                        : forgetSubject
                                .run(
                                        List.of(
                                                keys.subject(partition, subject),
                                                keys.forgotten(partition),
                                                keys.held(partition, target(subject))),
                                        List.of(applied, CaseFields.millis(clock.instant())))
                                .thenAccept(words -> Script.word(Drop.class, words.get(0))))
                .thenCompose(done -> {
                    List<String> linked = new ArrayList<>(List.of(keys.traits(partition, subject.id())));
                    for (Links.Kind kind : Links.Kind.values()) {
                        linked.add(keys.ties(partition, kind, subject.id()));
                    }
                    List<String> all = new ArrayList<>(linked);
                    linked.forEach(key -> all.add(keys.since(key)));
                    return link.commands().unlink(all.toArray(String[]::new));
                })
                .thenAccept(gone -> {});
    }

    private static boolean old(StreamMessage<String, String> entry, Instant before) {
        return Long.parseLong(entry.getBody().get("received_at_ms")) < before.toEpochMilli();
    }

    /** Reports go with their case, and what was said of them later with them. What cannot be read stays, and is told. */
    private CompletionStage<List<String>> deletable(Partition partition, List<StreamMessage<String, String>> old) {
        List<String> gone = new ArrayList<>();
        Map<String, String> later = new HashMap<>();
        for (StreamMessage<String, String> entry : old) {
            Optional<Event> event = damage.pass(
                    "event",
                    partition.number() + ":" + entry.getId(),
                    () -> decode.apply(entry.getBody().get("document")));
            if (event.isPresent() && event.get().body() instanceof Correction) {
                later.put(entry.getId(), entry.getBody().get("concerns"));
            } else if (event.isPresent() && !(event.get().body() instanceof Report)) {
                gone.add(entry.getId());
            }
        }
        List<CompletableFuture<KeyValue<String, Boolean>>> reads = later.entrySet().stream()
                .map(of -> (of.getValue().isEmpty()
                                ? CompletableFuture.completedFuture(List.<StreamMessage<String, String>>of())
                                : entries(partition, List.of(of.getValue())))
                        .thenApply(report -> KeyValue.just(of.getKey(), report.isEmpty()))
                        .toCompletableFuture())
                .toList();
        return RedisReviewQueue.all(reads).thenApply(all -> {
            all.stream().filter(KeyValue::getValue).forEach(orphan -> gone.add(orphan.getKey()));
            return gone;
        });
    }
}
