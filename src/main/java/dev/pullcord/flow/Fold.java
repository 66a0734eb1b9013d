package dev.pullcord.flow;

import dev.pullcord.Meters;
import dev.pullcord.intake.EventLog;
import dev.pullcord.intake.LogIds;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.MeetingEvent;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Report;
import dev.pullcord.intake.Rosters;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseFold;
import dev.pullcord.review.CaseId;
import dev.pullcord.review.Casework;
import dev.pullcord.review.Circumstance;
import dev.pullcord.review.Courses;
import dev.pullcord.review.Damaged;
import dev.pullcord.review.Folded;
import dev.pullcord.review.ShadowNote;
import dev.pullcord.review.Shadows;
import dev.pullcord.review.SubjectFile;
import dev.pullcord.risk.Beside;
import dev.pullcord.risk.RiskState;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A partition's one consumer: log → roster, risk, case. Whatever crashes, and even if two nodes fold the same partition
 * for a moment, each event counts once: a subject's file says which event went into it last, and is only replaced if it
 * is still the one that was folded.
 */
final class Fold {
    private static final Logger LOG = LoggerFactory.getLogger(Fold.class);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int REBUILD_STEP = 1000;
    private static final int MOST_TRIES = 50;

    private final Platform platform;
    private final Partition partition;
    private final EventLog log;
    private final Rosters rosters;
    private final Casework casework;
    private final Supplier<CaseFold> policy;
    private final Supplier<Optional<CaseFold>> shadow;
    private final Shadows shadows;
    private final int batch;
    private final Clock clock;
    private final Meters meters;
    private final Context context;
    private final Aside aside;
    private final Forwarding forwarding;
    private final Attendances attendances;
    private final Besides besides;
    private final Linking linking;
    private final Dens dens;
    private final Watching watching;
    private final FoldMeters told;
    private String cursor;

    /**
     * @param policy the active one; asked anew for every batch
     * @param watching sees who comes and goes where somebody was removed
     * @param shadow one that runs beside it and is only compared
     * @param batch how many events are folded at a time
     * @param context all of it runs here
     */
    Fold(
            Platform platform,
            Partition partition,
            Stores stores,
            Supplier<CaseFold> policy,
            Supplier<Optional<CaseFold>> shadow,
            Watching watching,
            int batch,
            Clock clock,
            Meters meters,
            Context context) {
        this.platform = platform;
        this.partition = partition;
        this.log = stores.log();
        this.rosters = stores.rosters();
        this.casework = stores.casework();
        this.policy = policy;
        this.shadow = shadow;
        this.shadows = stores.policies();
        this.watching = watching;
        this.batch = batch;
        this.clock = clock;
        this.meters = meters;
        this.context = context;
        this.told = new FoldMeters(meters, platform.id(), clock);
        this.forwarding = new Forwarding(platform, log, context);
        this.aside = new Aside(partition, casework, log, clock, meters, context);
        this.besides =
                new Besides(platform, partition, casework, stores.links(), stores.outbox(), clock, meters, context);
        this.linking = new Linking(platform, partition, stores.links(), clock, meters, context);
        this.dens = new Dens(platform, log, stores.links(), besides::unread, clock, context);
        this.attendances = new Attendances(platform, partition, log, rosters, clock, context);
    }

    Loop loop(Duration rest) {
        Pulse pulse = new Pulse("fold of partition " + partition.number(), context, rest, this::step);
        return new Loop() {
            @Override
            public void start() {
                pulse.start();
            }

            @Override
            public void nudge() {
                pulse.nudge();
            }

            @Override
            public Future<Void> stop() {
                return pulse.stop().onComplete(stopped -> aside.forget());
            }
        };
    }

    /** Folds one batch; answers whether there may be more. */
    private Future<Boolean> step() {
        besides.begin();
        return aside.tryAgain(this::foldOne)
                .compose(tried -> place())
                .compose(after -> of(log.read(partition, after, batch)).compose(events -> {
                    if (events.isEmpty()) {
                        return Future.succeededFuture(false);
                    }
                    String last = events.get(events.size() - 1).logId();
                    return link(events)
                            .compose(linked -> fold(events)
                                    .compose(done -> linked ? Future.succeededFuture() : linking.linkLate(events)))
                            .compose(done -> tellNeighbours(events))
                            .compose(done -> forwarding.forward(events))
                            .compose(done -> of(log.advance(partition, last)))
                            .map(done -> {
                                cursor = last;
                                meters.folded(
                                        events.size(),
                                        Duration.between(events.get(0).receivedAt(), clock.instant()));
                                return events.size() == batch;
                            })
                            .onFailure(e -> cursor = null); // what was written is plain only from the store
                }));
    }

    /** Links first, for what is folded reads them. */
    private Future<Boolean> link(List<LoggedEvent> events) {
        return policy.get().linking() ? linking.link(events) : Future.succeededFuture(true);
    }

    private Future<Void> tellNeighbours(List<LoggedEvent> events) {
        return policy.get().linking() ? dens.tell(events) : Future.succeededFuture();
    }

    private Future<String> place() {
        return cursor != null ? Future.succeededFuture(cursor) : of(log.cursor(partition));
    }

    private Future<Void> fold(List<LoggedEvent> events) {
        Map<Subject, List<LoggedEvent>> bySubject = new LinkedHashMap<>();
        events.forEach(e ->
                bySubject.computeIfAbsent(e.subject(), s -> new ArrayList<>()).add(e));
        return enrol(bySubject).compose(enrolled -> {
            List<Future<Void>> writes = new ArrayList<>();
            bySubject.forEach((subject, ofSubject) -> writes.add(
                    aside.holds(subject)
                            ? aside.keep(subject, ofSubject)
                            : foldOne(subject, ofSubject)
                                    .recover(failure -> Damaged.is(failure)
                                            ? aside.keep(subject, ofSubject)
                                            : Future.failedFuture(failure))));
            return Future.join(writes).mapEmpty();
        });
    }

    private Future<Void> foldOne(Subject subject, List<LoggedEvent> events) {
        return of(casework.load(partition, List.of(subject)))
                .compose(
                        files -> files.get(0).riskLost() ? rebuilt(files.get(0)) : Future.succeededFuture(files.get(0)))
                .compose(file -> write(file, events, 1));
    }

    /** What was remembered of a subject cannot be read: the log is the truth, and is folded again. */
    private Future<SubjectFile> rebuilt(SubjectFile file) {
        LOG.warn("the risk of a subject of partition {} is damaged and is folded again from the log", partition);
        return rebuild(file, LogIds.START, RiskState.EMPTY).map(file::with);
    }

    private Future<RiskState> rebuild(SubjectFile file, String from, RiskState state) {
        return of(log.read(partition, from, REBUILD_STEP)).compose(events -> {
            List<LoggedEvent> its = events.stream()
                    .filter(e -> e.subject().equals(file.subject()))
                    .filter(e -> LogIds.compare(e.logId(), file.appliedLogId()) <= 0)
                    .toList();
            CaseFold fold = policy.get();
            String last =
                    events.isEmpty() ? from : events.get(events.size() - 1).logId();
            return of(casework.circumstances(
                            partition, its.stream().map(LoggedEvent::logId).toList()))
                    .map(kept -> fold.remembered(
                            state,
                            its,
                            event -> kept.getOrDefault(event.logId(), Circumstance.NOTHING)
                                    .under(fold.linking(), platform, event)
                                    .beside()))
                    .compose(next -> events.isEmpty() || LogIds.compare(last, file.appliedLogId()) >= 0
                            ? Future.succeededFuture(next)
                            : rebuild(file, last, next));
        });
    }

    /** Brings the roster up to date first, so that a report of the same batch finds who was there, and tells these of it. */
    private Future<Void> enrol(Map<Subject, List<LoggedEvent>> bySubject) {
        List<Future<Void>> writes = new ArrayList<>();
        bySubject.forEach((subject, events) -> {
            List<LoggedEvent> ofMeeting = events.stream()
                    .filter(e -> e.event().body() instanceof MeetingEvent)
                    .toList();
            Future<Void> applied = ofMeeting.isEmpty()
                    ? Future.succeededFuture()
                    : of(rosters.apply(partition, subject.id(), ofMeeting));
            writes.add(applied.compose(done -> attendances.tell(subject, events))
                    .compose(told -> watching.see(subject, ofMeeting)));
        });
        return writes.isEmpty() ? Future.succeededFuture() : Future.join(writes).mapEmpty();
    }

    private Future<Void> write(SubjectFile file, List<LoggedEvent> events, int attempt) {
        if (attempt > MOST_TRIES) { // the loop pauses, and goes on from the cursor
            return Future.failedFuture(new IllegalStateException("a subject's file moved at every try"));
        }
        if (file.riskLost()) { // somebody else wrote meanwhile, and it is lost again
            return foldOne(file.subject(), events);
        }
        List<LoggedEvent> fresh = events.stream()
                .filter(e -> LogIds.compare(e.logId(), file.appliedLogId()) > 0)
                .toList();
        if (fresh.isEmpty()) {
            return Future.succeededFuture();
        }
        CaseFold fold = policy.get();
        Future<Besides.Read> read = besides.read(fold, fresh);
        Future<Optional<Boolean>> goesOn = live(file, fresh);
        return Future.join(read, goesOn)
                .compose(done -> keep(fresh, read.result().under(fold), goesOn.result()))
                .compose(kept -> {
                    Function<LoggedEvent, Beside> beside =
                            event -> kept.get(event.logId()).beside();
                    Optional<Boolean> live = live(fresh, kept).or(goesOn::result);
                    Instant now = clock.instant(); // of both: a deadline that is a millisecond later is no difference
                    Folded folded = fold.fold(file, fresh, beside, live, now, () -> CaseId.create(partition, RANDOM));
                    return of(casework.apply(partition, folded)).onSuccess(applied -> {
                        if (applied) {
                            told.folded(fresh, folded, fold, beside);
                            turned(fold, folded);
                            shadow.get()
                                    .ifPresent(s -> compare(
                                            fold,
                                            s,
                                            folded,
                                            s.fold(file, fresh, read.result().under(s), live, now, () -> "shadow")));
                        }
                    });
                })
                .compose(applied -> applied
                        ? Future.succeededFuture()
                        : of(casework.load(partition, List.of(file.subject())))
                                .compose(again -> write(again.get(0), events, attempt + 1)));
    }

    /** How an account's risk went; nothing waits for it. */
    private void turned(CaseFold fold, Folded folded) {
        SubjectFile before = folded.before();
        Instant now = clock.instant();
        if (before.subject().kind() == Subject.Kind.ACCOUNT) {
            Courses.Turn.of(fold.assess(before, now), folded.risk(), now)
                    .ifPresent(turn -> of(casework.turned(partition, before.subject(), turn))
                            .onFailure(lost -> LOG.debug("a turn of a risk is not kept", lost)));
        }
    }

    /** Nothing waits for it, and where it is lost one less is counted. */
    private void compare(CaseFold active, CaseFold shadow, Folded is, Folded would) {
        ShadowNote.of(is, would, clock.instant()).ifPresent(note -> {
            told.compared(note);
            of(shadows.note(partition, shadow.version(), active.version(), note))
                    .onFailure(lost -> LOG.debug("what a policy in shadow would have done is not counted", lost));
        });
    }

    /**
     * Writes down what lies beside these events before it is used: whoever folds them again sees what was seen first, also this fold
     * where it died in between.
     */
    private Future<Map<String, Circumstance>> keep(
            List<LoggedEvent> fresh, Function<LoggedEvent, Beside> beside, Optional<Boolean> live) {
        Map<String, Circumstance> all = new HashMap<>();
        Map<String, Circumstance> telling = new HashMap<>();
        for (LoggedEvent event : fresh) {
            boolean report = event.event().body() instanceof Report;
            Circumstance its = new Circumstance(beside.apply(event), report ? live : Optional.empty());
            all.put(event.logId(), its);
            if (its.tells(event)) {
                telling.put(event.logId(), its);
            }
        }
        if (telling.isEmpty()) {
            return Future.succeededFuture(all);
        }
        return of(casework.keep(partition, telling)).map(kept -> {
            all.putAll(kept);
            return all;
        });
    }

    /** What the newest report says of its meeting, where that was kept. */
    private static Optional<Boolean> live(List<LoggedEvent> fresh, Map<String, Circumstance> kept) {
        return fresh.stream()
                .filter(event -> event.event().body() instanceof Report)
                .reduce((earlier, later) -> later)
                .flatMap(event -> kept.get(event.logId()).live());
    }

    /** Whether the meeting goes on that the newest report is from; empty when no meeting is known. */
    private Future<Optional<Boolean>> live(SubjectFile file, List<LoggedEvent> fresh) {
        Optional<String> meeting = fresh.stream()
                .map(e -> e.event().body())
                .filter(Report.class::isInstance)
                .flatMap(body -> ((Report) body).meeting().stream())
                .reduce((earlier, later) -> later)
                .map(m -> m.id())
                .or(() -> file.openCase().flatMap(Case::meeting));
        return meeting.map(id -> of(rosters.find(platform, id)).map(found -> found.map(Rosters.Roster::live)))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()));
    }

    private <T> Future<T> of(CompletionStage<T> stage) {
        return Future.fromCompletionStage(stage, context);
    }
}
