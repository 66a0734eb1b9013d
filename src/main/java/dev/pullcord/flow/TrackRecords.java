package dev.pullcord.flow;

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
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads what is known of those who flag, in the files of their own accounts, wherever these lie. A file that is damaged or
 * away says nothing of its reporter, and holds no flag up.
 */
final class TrackRecords {
    private final Platform platform;
    private final Casework casework;
    private final Context context;

    TrackRecords(Platform platform, Casework casework, Context context) {
        this.platform = platform;
        this.casework = casework;
        this.context = context;
    }

    /** What lies beside each of these events, all of one subject. */
    Future<Function<LoggedEvent, Beside>> beside(CaseFold policy, List<LoggedEvent> events, Instant now) {
        Set<Subject> reporters = new HashSet<>();
        events.forEach(event -> reporter(event).ifPresent(reporters::add));
        if (reporters.isEmpty()) {
            return Future.succeededFuture(event -> Beside.NOTHING);
        }
        Map<Partition, List<Subject>> byPartition = new HashMap<>();
        reporters.forEach(reporter -> byPartition
                .computeIfAbsent(reporter.partition(platform), p -> new ArrayList<>())
                .add(reporter));
        Map<Subject, SubjectFile> files = new HashMap<>();
        List<Future<Void>> reads = new ArrayList<>();
        byPartition.forEach((partition, subjects) -> reads.add(read(partition, subjects, files)));
        Subject flagged = events.get(0).subject();
        return Future.join(reads)
                .map(read -> event -> reporter(event)
                        .map(files::get)
                        .map(file -> Beside.of(policy.trackRecord(file, flagged, now)))
                        .orElse(Beside.NOTHING));
    }

    private Future<Void> read(Partition partition, List<Subject> subjects, Map<Subject, SubjectFile> files) {
        return Future.fromCompletionStage(casework.load(partition, subjects), context)
                .onSuccess(loaded -> loaded.forEach(file -> files.put(file.subject(), file)))
                .<Void>mapEmpty()
                .recover(failure ->
                        Damaged.is(failure) ? oneByOne(partition, subjects, files) : Future.succeededFuture());
    }

    /** One of them is damaged: the others are read without it. */
    private Future<Void> oneByOne(Partition partition, List<Subject> subjects, Map<Subject, SubjectFile> files) {
        return subjects.size() == 1
                ? Future.succeededFuture()
                : Future.join(subjects.stream()
                                .map(subject -> read(partition, List.of(subject), files))
                                .toList())
                        .mapEmpty();
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
