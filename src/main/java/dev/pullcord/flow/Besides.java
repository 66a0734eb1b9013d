package dev.pullcord.flow;

import dev.pullcord.intake.Links;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Observation;
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
import dev.pullcord.risk.Neighbour;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads what lies beside events: what is known of those who flag, and of those who share a device or a network, in the files of
 * their own accounts, wherever these lie. A file that is damaged or away says nothing, and holds nothing up.
 */
final class Besides {
    private final Platform platform;
    private final Casework casework;
    private final Links links;
    private final Context context;

    Besides(Platform platform, Casework casework, Links links, Context context) {
        this.platform = platform;
        this.casework = casework;
        this.links = links;
        this.context = context;
    }

    /** What lies beside each of these events, all of one subject. */
    Future<Function<LoggedEvent, Beside>> beside(CaseFold policy, List<LoggedEvent> events, Instant now) {
        Map<String, Future<Beside>> reads = new HashMap<>();
        for (LoggedEvent event : policy.linking() ? events : List.<LoggedEvent>of()) {
            origin(event).ifPresent(thing -> reads.put(event.logId(), neighbours(policy, event.subject(), thing)));
        }
        Map<Subject, SubjectFile> reporters = new HashMap<>();
        return read(
                        events.stream()
                                .flatMap(event -> reporter(event).stream())
                                .distinct()
                                .toList(),
                        reporters)
                .compose(read -> Future.join(List.copyOf(reads.values())))
                .map(read -> event -> reads.containsKey(event.logId())
                        ? reads.get(event.logId()).result()
                        : reporter(event)
                                .map(reporters::get)
                                .map(file -> Beside.of(policy.trackRecord(file, event.subject(), now)))
                                .orElse(Beside.NOTHING));
    }

    /** Of a device or a network that an account was seen with: what is known of the others seen with it. */
    private Future<Beside> neighbours(CaseFold policy, Subject account, Map.Entry<Links.Kind, String> thing) {
        boolean device = thing.getKey() == Links.Kind.DEVICE;
        return Future.fromCompletionStage(links.with(platform, thing.getKey(), thing.getValue()), context)
                .compose(seen -> {
                    List<Subject> others = seen.accounts().stream()
                            .map(at -> Subject.account(at.account()))
                            .filter(other -> !other.equals(account))
                            .toList();
                    Map<Subject, SubjectFile> files = new HashMap<>();
                    return read(others, files).map(read -> {
                        List<Neighbour> known =
                                files.values().stream().map(policy::neighbour).toList();
                        int sanctioned = (int)
                                known.stream().filter(Neighbour::sanctioned).count();
                        int inNeed =
                                (int) known.stream().filter(Neighbour::inNeed).count();
                        return device ? new Beside(sanctioned, inNeed, 0) : new Beside(0, 0, inNeed);
                    });
                })
                .otherwise(Beside.NOTHING);
    }

    private static Optional<Map.Entry<Links.Kind, String>> origin(LoggedEvent event) {
        if (!(event.event().body() instanceof Observation seen)
                || !event.subject().equals(Subject.account(seen.account()))) {
            return Optional.empty();
        }
        return switch (seen.kind()) {
            case DEVICE_SEEN -> text(seen, "deviceHash").map(hash -> Map.entry(Links.Kind.DEVICE, hash));
            case NETWORK_SEEN -> text(seen, "networkHash").map(hash -> Map.entry(Links.Kind.NETWORK, hash));
            default -> Optional.empty();
        };
    }

    private static Optional<String> text(Observation seen, String attribute) {
        return seen.attributes().get(attribute) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private Future<Void> read(List<Subject> subjects, Map<Subject, SubjectFile> files) {
        Map<Partition, List<Subject>> byPartition = new HashMap<>();
        subjects.forEach(subject -> byPartition
                .computeIfAbsent(subject.partition(platform), p -> new ArrayList<>())
                .add(subject));
        List<Future<Void>> reads = new ArrayList<>();
        byPartition.forEach((partition, its) -> reads.add(read(partition, its, files)));
        return reads.isEmpty() ? Future.succeededFuture() : Future.join(reads).mapEmpty();
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
