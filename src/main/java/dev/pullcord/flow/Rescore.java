package dev.pullcord.flow;

import dev.pullcord.Meters;
import dev.pullcord.PlatformMeters;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Rosters;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseFold;
import dev.pullcord.review.Casework;
import dev.pullcord.review.Damaged;
import dev.pullcord.review.Folded;
import dev.pullcord.review.Rescoring;
import dev.pullcord.review.SubjectFile;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * After a change of policy, looks at every case of the partition that is still open as the new one sees it, a few at a time
 * while the fold goes on. It writes through the same guarded step as the fold, so whichever is later starts from what the
 * other wrote. Where it stands is remembered after each step: a crash or another owner goes on from there, and a case that
 * is looked at twice stays as it is.
 */
final class Rescore {
    private static final int STEP = 20;
    private static final int MOST_TRIES = 5;

    private final Platform platform;
    private final Partition partition;
    private final Casework casework;
    private final Rescoring rescoring;
    private final Rosters rosters;
    private final Supplier<CaseFold> policy;
    private final Clock clock;
    private final PlatformMeters meters;
    private final Context context;
    private String done = "";
    private long left;

    Rescore(
            Platform platform,
            Partition partition,
            Stores stores,
            Supplier<CaseFold> policy,
            Clock clock,
            Meters meters,
            Context context) {
        this.platform = platform;
        this.partition = partition;
        this.casework = stores.casework();
        this.rescoring = stores.rescoring();
        this.rosters = stores.rosters();
        this.policy = policy;
        this.clock = clock;
        this.meters = meters.of(platform.id());
        this.context = context;
    }

    Loop loop(Duration rest) {
        return new Pulse("re-score of partition " + partition.number(), context, rest, this::step);
    }

    /** Looks at a few; rests after each step, so that the fold always goes first. */
    private Future<Boolean> step() {
        CaseFold fold = policy.get();
        if (done.equals(fold.version())) {
            return Future.succeededFuture(false);
        }
        return of(rescoring.place(partition)).compose(known -> {
            Rescoring.Place at = known.filter(p -> p.version().equals(fold.version()))
                    .orElse(new Rescoring.Place(fold.version(), 0, false));
            if (at.done()) {
                done = fold.version();
                return Future.succeededFuture(false);
            }
            return of(rescoring.subjects(partition, at.place(), STEP))
                    .compose(subjects -> look(fold, subjects).compose(looked -> moveOn(at, subjects.size())))
                    .map(false);
        });
    }

    private Future<Void> moveOn(Rescoring.Place at, int looked) {
        boolean end = looked < STEP;
        Rescoring.Place next = new Rescoring.Place(at.version(), at.place() + looked, end);
        return of(rescoring.remember(partition, next))
                .compose(remembered -> of(rescoring.count(partition)))
                .map(count -> {
                    long now = end ? 0 : Math.max(0, count - next.place());
                    meters.rescoreLeft(now - left);
                    left = now;
                    done = end ? at.version() : done;
                    return null;
                });
    }

    private Future<Void> look(CaseFold fold, List<Optional<Subject>> subjects) {
        List<Future<Void>> looks = subjects.stream()
                .flatMap(Optional::stream)
                .distinct()
                .map(subject -> look(fold, subject, 1))
                .toList();
        return looks.isEmpty() ? Future.succeededFuture() : Future.join(looks).mapEmpty();
    }

    /** A record that is damaged is passed over: what mends it is the fold, not this. */
    private Future<Void> look(CaseFold fold, Subject subject, int attempt) {
        if (attempt > MOST_TRIES) { // the loop pauses, and goes on from the place it remembered
            return Future.failedFuture(new IllegalStateException("a subject's file moved at every try"));
        }
        return of(casework.load(partition, List.of(subject)))
                .compose(files -> look(fold, files.get(0), attempt))
                .recover(failure -> Damaged.is(failure) ? Future.succeededFuture() : Future.failedFuture(failure));
    }

    private Future<Void> look(CaseFold fold, SubjectFile file, int attempt) {
        if (file.openCase().isEmpty() || file.riskLost()) {
            return Future.succeededFuture();
        }
        return file.openCase()
                .flatMap(Case::meeting)
                .map(id -> of(rosters.find(platform, id))
                        .map(found -> found.map(Rosters.Roster::live).orElse(false)))
                .orElseGet(() -> Future.succeededFuture(false))
                .compose(live -> {
                    Optional<Folded> changed = fold.rescored(file, live, clock.instant());
                    return changed.isEmpty() ? Future.succeededFuture() : write(fold, changed.get(), attempt);
                });
    }

    private Future<Void> write(CaseFold fold, Folded folded, int attempt) {
        return of(casework.apply(partition, folded)).compose(applied -> {
            if (applied) {
                meters.caseRescored();
                return Future.succeededFuture();
            }
            return look(fold, folded.before().subject(), attempt + 1); // the fold or a panic was faster
        });
    }

    private <T> Future<T> of(CompletionStage<T> stage) {
        return Future.fromCompletionStage(stage, context);
    }
}
