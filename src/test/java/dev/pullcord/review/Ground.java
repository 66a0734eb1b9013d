package dev.pullcord.review;

import dev.pullcord.audit.AuditLog;
import dev.pullcord.audit.ChainId;
import dev.pullcord.audit.Verification;
import dev.pullcord.intake.Acceptance;
import dev.pullcord.intake.Event;
import dev.pullcord.intake.EventLog;
import dev.pullcord.intake.LogIds;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Report;
import dev.pullcord.intake.Subject;
import dev.pullcord.intake.Urgency;
import dev.pullcord.wire.PolicyCodec;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/**
 * The ports between an event and a decision, kept in one place, with the few moves that tests make on them.
 *
 * @param platform whose they are; nothing is in them yet
 * @param log what came in
 * @param casework what the fold reads and writes
 * @param queue what people do
 * @param handovers what they do with a case that they do not decide
 * @param overdue the cases past their deadline
 * @param assignments cases meant for somebody
 * @param attributions meetings' cases that are about an account
 * @param audit who did what
 */
public record Ground(
        Platform platform,
        EventLog log,
        Casework casework,
        ReviewQueue queue,
        Handovers handovers,
        Overdue overdue,
        Assignments assignments,
        Attributions attributions,
        AuditLog audit) {
    public static final PolicyPack PACK = PolicyCodec.defaults();
    private static final Triage TRIAGE = new Triage(PACK.triage(), PACK.version());
    private static final CaseFold FOLD = CaseFold.of(PACK);
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A platform of this many partitions. */
    public static Platform tandem(int partitions) {
        return new Platform(
                "tandem",
                partitions,
                "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
                "generic",
                Optional.empty(),
                Optional.empty());
    }

    public static Moderator moderator(String id) {
        return new Moderator(id, "tandem", id, Role.MODERATOR);
    }

    /** The names of all queues. */
    public static List<String> queues() {
        return PACK.triage().lanes().stream()
                .map(TriagePolicy.Lane::queue)
                .distinct()
                .toList();
    }

    /** Takes an event in as the intake does: a panic into its case, all else into the log. */
    public Acceptance take(Event event, Subject subject, Instant now) {
        return now(taking(event, subject, now));
    }

    public CompletionStage<Acceptance> taking(Event event, Subject subject, Instant now) {
        if (event.body() instanceof Report report && report.isPanic()) {
            Urgency urgency = TRIAGE.forPanic(report, Optional.empty(), now);
            return log.acceptPanic(platform, event, subject, urgency, now);
        }
        return log.accept(platform, event, subject, Optional.empty(), now);
    }

    public Acceptance flag(String eventId, String account, Instant now) {
        return take(Events.flag(eventId, account), Subject.account(account), now);
    }

    public Acceptance panic(String eventId, Subject subject, Instant now) {
        return take(Events.panic(eventId, subject), subject, now);
    }

    /** The open case that this flag opens or joins, folded at once. */
    public Case flagged(String eventId, String account, Instant now) {
        flag(eventId, account, now);
        foldAll(now);
        return open(Subject.account(account)).orElseThrow();
    }

    public Optional<Case> open(Subject subject) {
        return now(queue.findOpen(platform, subject));
    }

    public Case find(String caseId) {
        return now(queue.find(platform, caseId)).orElseThrow();
    }

    public List<Partition> partitions() {
        return IntStream.range(0, platform.partitions())
                .mapToObj(n -> new Partition(platform.id(), n))
                .toList();
    }

    public Partition partitionOf(String account) {
        return Subject.account(account).partition(platform);
    }

    /** Folds whatever is new. */
    public void foldAll(Instant now) {
        for (Partition partition : partitions()) {
            while (fold(partition, now(log.cursor(partition)), 100, now) > 0) {
                // on to the next batch
            }
        }
    }

    /** Folds one batch from a place in the log on, as a partition's consumer does; answers how many events it was. */
    public int fold(Partition partition, String after, int batch, Instant now) {
        List<LoggedEvent> events = now(log.read(partition, after, batch));
        Map<Subject, List<LoggedEvent>> bySubject = new LinkedHashMap<>();
        events.forEach(e ->
                bySubject.computeIfAbsent(e.subject(), s -> new ArrayList<>()).add(e));
        bySubject.forEach((subject, its) -> fold(partition, subject, its, now));
        if (!events.isEmpty()) {
            now(log.advance(partition, events.get(events.size() - 1).logId()));
        }
        return events.size();
    }

    private void fold(Partition partition, Subject subject, List<LoggedEvent> events, Instant now) {
        for (int attempt = 0; attempt < 1_000; attempt++) {
            SubjectFile file = load(subject);
            if (events.stream().noneMatch(e -> LogIds.compare(e.logId(), file.appliedLogId()) > 0)
                    || now(casework.apply(partition, folded(file, events, now)))) {
                return;
            }
        }
        throw new AssertionError("the fold of " + subject + " is stale for ever");
    }

    public SubjectFile load(Subject subject) {
        return now(casework.load(subject.partition(platform), List.of(subject))).get(0);
    }

    /** What the policy makes of these events; applied nowhere yet. */
    public Folded folded(SubjectFile file, List<LoggedEvent> events, Instant now) {
        return FOLD.fold(
                file,
                events,
                Optional.empty(),
                now,
                () -> CaseId.create(file.subject().partition(platform), RANDOM));
    }

    /** The events of a subject that are in the log. */
    public List<LoggedEvent> logged(Subject subject) {
        return now(log.read(subject.partition(platform), LogIds.START, 10_000)).stream()
                .filter(e -> e.subject().equals(subject))
                .toList();
    }

    /** A decision of this case without actions. */
    public Decision decision(Case c, Moderator by, Instant now, List<ActionOrder> actions) {
        return new Decision(
                c.id() + ".d" + (c.decisionCount() + 1),
                c.id(),
                actions.isEmpty() ? Outcome.NO_VIOLATION : Outcome.VIOLATION,
                actions.isEmpty() ? Optional.empty() : Optional.of("harassment"),
                "seen and weighed",
                actions,
                true,
                Optional.empty(),
                by.id(),
                now,
                PACK.version(),
                Optional.empty());
    }

    /** Claims and decides it, without actions. */
    public void decide(Case open, Instant now) {
        Moderator dora = moderator("dora");
        String token = "token of " + open.id();
        now(queue.claim(platform, open.id(), dora, token, now, now.plusSeconds(60)));
        Decision decision = decision(open, dora, now, List.of());
        ReviewQueue.DecideReply reply =
                now(queue.decide(platform, open, dora, token, decision, "other", Optional.empty(), now));
        if (reply != ReviewQueue.DecideReply.DECIDED) {
            throw new AssertionError("not decided: " + reply);
        }
    }

    /** What is wrong with the audit chains; empty when nothing is. */
    public List<Verification.Fault> auditFaults() {
        return now(new Verification(audit, 50).run(Verification.chains(platform.id(), platform.partitions())))
                .faults();
    }

    public static ChainId chain(Partition partition, ChainId.Hand hand) {
        return new ChainId(partition.platform(), partition.number(), hand);
    }

    /** What a stage ends with, within twenty seconds; an unchecked failure is thrown bare. */
    public static <T> T now(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException bare) {
                throw bare;
            }
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("nothing came within 20 s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
