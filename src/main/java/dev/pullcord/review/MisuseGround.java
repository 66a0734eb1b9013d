package dev.pullcord.review;

import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Party;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Report;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.Reason;
import dev.pullcord.risk.RiskModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What is looked at before anything is done about how somebody reports: what he flagged in vain, and who may judge it. */
public final class MisuseGround {
    private static final int REPORTS = 500; // the newest of a case

    private final ReviewQueue queue;
    private final Casework files;
    private final People people;

    public MisuseGround(ReviewQueue queue, Casework files, People people) {
        this.queue = queue;
        this.files = files;
        this.people = people;
    }

    /**
     * A case in which he flagged in vain.
     *
     * @param lastFlag when his last flag there was received
     */
    record Found(Instant lastFlag) {}

    CompletionStage<Optional<Case>> find(Platform platform, String caseId) {
        return CaseId.partition(platform.id(), platform.partitions(), caseId).isPresent()
                ? queue.find(platform, caseId)
                : CompletableFuture.completedFuture(Optional.empty());
    }

    /** Of each of these cases, what it shows against him; empty for one that shows nothing. */
    CompletionStage<List<Optional<Found>>> found(Platform platform, String account, List<String> cases) {
        CompletionStage<List<Optional<Found>>> all = CompletableFuture.completedFuture(List.of());
        for (String id : cases) {
            all = all.thenCompose(before -> found(platform, account, id).thenApply(one -> {
                List<Optional<Found>> more = new ArrayList<>(before);
                more.add(one);
                return more;
            }));
        }
        return all;
    }

    private CompletionStage<Optional<Found>> found(Platform platform, String account, String caseId) {
        return find(platform, caseId)
                .thenCompose(c -> c.isEmpty() || c.get().state().open()
                        ? CompletableFuture.completedFuture(Optional.empty())
                        : queue.decisions(platform, caseId).thenCompose(decisions -> {
                            boolean unfounded = !decisions.isEmpty()
                                    && decisions.get(decisions.size() - 1).outcome() == Outcome.UNFOUNDED_REPORT;
                            return unfounded
                                    ? queue.reports(platform, caseId, 0, REPORTS)
                                            .thenApply(reports -> reports.stream()
                                                    .filter(report -> inVain(report, account))
                                                    .map(LoggedEvent::receivedAt)
                                                    .max(Instant::compareTo)
                                                    .map(Found::new))
                                    : CompletableFuture.completedFuture(Optional.empty());
                        }));
    }

    /** A panic, and what may be about a minor, are held against nobody. */
    private static boolean inVain(LoggedEvent logged, String account) {
        return logged.event().body() instanceof Report report
                && !report.isPanic()
                && !report.drill()
                && !report.minorInvolved()
                && report.reason()
                        .filter(reason -> reason.group() != Reason.Group.MINORS)
                        .isPresent()
                && report.reporter()
                        .flatMap(Party::accountId)
                        .filter(account::equals)
                        .isPresent();
    }

    /** Whether he is, or knows, the account, somebody whom these cases are about, or whom other flags of it were about. */
    CompletionStage<Boolean> conflict(Platform platform, Moderator moderator, String account, List<String> cases) {
        return people.find(moderator.id()).thenCompose(person -> {
            List<String> knows =
                    person.map(known -> known.profile().relations()).orElse(List.of());
            if (knows.isEmpty()) {
                return CompletableFuture.completedFuture(false);
            }
            Subject reporter = Subject.account(account);
            return files.load(reporter.partition(platform), List.of(reporter))
                    .thenCombine(accounts(platform, cases), (file, reported) -> {
                        reported.add(account);
                        return knows.stream()
                                .anyMatch(one -> reported.contains(one)
                                        || RiskModel.judged(file.get(0).risk(), one));
                    });
        });
    }

    private CompletionStage<Set<String>> accounts(Platform platform, List<String> cases) {
        CompletionStage<Set<String>> all = CompletableFuture.completedFuture(new HashSet<>());
        for (String id : cases) {
            all = all.thenCombine(find(platform, id), (accounts, found) -> {
                found.flatMap(Case::account).ifPresent(accounts::add);
                return accounts;
            });
        }
        return all;
    }
}
