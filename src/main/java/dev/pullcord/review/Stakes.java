package dev.pullcord.review;

import dev.pullcord.audit.AuditEntry;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Party;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Report;
import dev.pullcord.intake.Rosters;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Who has a stake in a case, by what people say of whom they know and by the case's own timeline. Thread-safe. */
public final class Stakes implements Impartiality {
    private static final int REPORTS_READ = 100; // of a case, for whom of its reporters he knows
    private static final int TIMELINE_READ = 2000;
    private static final Set<String> WORK = Set.of(
            "case_escalated", "case_handed_over", "case_snoozed", "case_attributed", "note_added", "decision_proposed");
    private static final Set<String> ENDS =
            Set.of("case_decided", "glass_broken", "decision_undone", "decision_corrected", "decision_overturned");

    private final People people;
    private final ReviewQueue queue;
    private final Rosters rosters;

    public Stakes(People people, ReviewQueue queue, Rosters rosters) {
        this.people = people;
        this.queue = queue;
        this.rosters = rosters;
    }

    @Override
    public CompletionStage<Boolean> knows(Platform platform, Moderator who, Case c) {
        return people.find(who.id()).thenCompose(found -> {
            List<String> relations =
                    found.map(person -> person.profile().relations()).orElse(List.of());
            if (relations.isEmpty()) {
                return done(false);
            }
            if (relations.contains(c.subject().id())
                    || c.account().filter(relations::contains).isPresent()) {
                return done(true);
            }
            return queue.reports(platform, c.id(), 0, REPORTS_READ)
                    .thenCompose(reports -> reports.stream().anyMatch(report -> reportedBy(report, relations))
                            ? done(true)
                            : wasThere(platform, c, relations));
        });
    }

    private static boolean reportedBy(LoggedEvent event, List<String> accounts) {
        return event.event().body() instanceof Report report
                && report.reporter()
                        .flatMap(Party::accountId)
                        .filter(accounts::contains)
                        .isPresent();
    }

    /** Of a case that is about a meeting, anybody in it may be the one. */
    private CompletionStage<Boolean> wasThere(Platform platform, Case c, List<String> relations) {
        Optional<String> meeting = c.account().isEmpty() ? c.meeting() : Optional.empty();
        return meeting.map(id -> rosters.find(platform, id)
                        .thenApply(roster -> roster.stream()
                                .flatMap(there -> there.members().stream())
                                .anyMatch(member -> member.accountId()
                                        .filter(relations::contains)
                                        .isPresent())))
                .orElseGet(() -> done(false));
    }

    @Override
    public CompletionStage<Boolean> workedFor(Platform platform, Moderator who, Case c) {
        return queue.timeline(platform, c.id(), TIMELINE_READ)
                .thenApply(entries -> work(who, entries).forNext());
    }

    @Override
    public CompletionStage<Boolean> workedForGlass(Platform platform, Moderator who, Case c) {
        return queue.timeline(platform, c.id(), TIMELINE_READ)
                .thenApply(entries -> work(who, entries).forGlass());
    }

    private record Work(boolean forNext, boolean forGlass) {}

    private static Work work(Moderator who, List<AuditEntry> timeline) {
        boolean next = false;
        boolean glass = false;
        for (AuditEntry entry : timeline) {
            String verb = entry.draft().verb();
            if (ENDS.contains(verb)) {
                glass = verb.equals("glass_broken") ? next : glass;
                next = false;
            } else if (WORK.contains(verb) && entry.draft().actor().equals(who.id())) {
                next = true;
            }
        }
        return new Work(next, glass);
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
