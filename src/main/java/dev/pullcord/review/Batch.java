package dev.pullcord.review;

import dev.pullcord.intake.Correction;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.MeetingEvent;
import dev.pullcord.intake.Report;
import dev.pullcord.risk.Risk;
import dev.pullcord.risk.RiskState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Events of one subject on their way through the {@link CaseFold}, sorted once by what they are. For one thread. */
final class Batch {
    private final SubjectFile before;
    private final RiskState state;
    private final Risk risk;
    private final Optional<Boolean> live;
    private final Instant now;
    private final boolean evidence;
    private final Instant since;
    private List<LoggedEvent> reports = List.of();
    private List<LoggedEvent> withdrawn = List.of();
    private List<LoggedEvent> details = List.of();

    /**
     * @param before the subject's file
     * @param fresh those that it does not hold yet, oldest first
     * @param state what is remembered with them
     * @param risk what that adds up to
     * @param live whether the meeting goes on, where it is known
     */
    Batch(
            SubjectFile before,
            List<LoggedEvent> fresh,
            RiskState state,
            Risk risk,
            Optional<Boolean> live,
            Instant now) {
        this.before = before;
        this.state = state;
        this.risk = risk;
        this.live = live;
        this.now = now;
        this.evidence = !state.equals(before.risk());
        Instant first = null;
        for (LoggedEvent event : fresh) {
            if (event.event().body() instanceof MeetingEvent) {
                continue;
            }
            first = first == null || event.receivedAt().isBefore(first) ? event.receivedAt() : first;
            if (event.event().body() instanceof Report) {
                reports = with(reports, event);
            } else if (event.event().body() instanceof Correction correction) {
                switch (correction.kind()) {
                    case WITHDRAWN -> withdrawn = with(withdrawn, event);
                    case DETAILS_ADDED -> details = with(details, event);
                }
            }
        }
        this.since = first == null ? now : first;
    }

    /** Most batches have no report, or one. */
    private static List<LoggedEvent> with(List<LoggedEvent> events, LoggedEvent one) {
        if (events.isEmpty()) {
            return List.of(one);
        }
        List<LoggedEvent> more = events instanceof ArrayList ? events : new ArrayList<>(events);
        more.add(one);
        return more;
    }

    SubjectFile before() {
        return before;
    }

    RiskState state() {
        return state;
    }

    Risk risk() {
        return risk;
    }

    Optional<Boolean> live() {
        return live;
    }

    Instant now() {
        return now;
    }

    /** Whether anything in it counts. */
    boolean evidence() {
        return evidence;
    }

    /** When the first of what can count for risk was received. */
    Instant since() {
        return since;
    }

    /** The reports that have joined no case yet. */
    List<LoggedEvent> joins() {
        List<LoggedEvent> joins = List.of();
        for (LoggedEvent report : reports) {
            joins = report.caseId().isEmpty() ? with(joins, report) : joins;
        }
        return joins;
    }

    /** The reports that are this case's after the batch, whenever they joined it. */
    List<LoggedEvent> reportsOf(Case open) {
        List<LoggedEvent> its = List.of();
        for (LoggedEvent report : reports) {
            boolean anothers =
                    report.caseId().isPresent() && !report.caseId().get().equals(open.id());
            its = anothers ? its : with(its, report);
        }
        return its;
    }

    List<LoggedEvent> withdrawn() {
        return withdrawn;
    }

    List<LoggedEvent> details() {
        return details;
    }
}
