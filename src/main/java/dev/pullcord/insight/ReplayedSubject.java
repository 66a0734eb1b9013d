package dev.pullcord.insight;

import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseFold;
import dev.pullcord.review.CaseState;
import dev.pullcord.review.Circumstance;
import dev.pullcord.review.Folded;
import dev.pullcord.review.SubjectFile;
import dev.pullcord.risk.Risk;
import dev.pullcord.risk.RiskState;
import java.util.List;
import java.util.Optional;

/** One policy's view of a subject whose log is replayed under it, an event at a time. One thread only. */
final class ReplayedSubject {
    private SubjectFile file;
    private String openedBy = "";
    private double score = Double.NEGATIVE_INFINITY;
    private int things;

    ReplayedSubject(Subject subject) {
        file = new SubjectFile(subject, RiskState.EMPTY, "0-0", Double.NEGATIVE_INFINITY, Optional.empty());
    }

    void fold(CaseFold fold, Platform platform, LoggedEvent event, Circumstance circumstance) {
        Circumstance seen = circumstance.under(fold.linking(), platform, event);
        Folded folded = fold.fold(
                file, List.of(event), any -> seen.beside(), seen.live(), event.receivedAt(), () -> "replayed");
        score = folded.risk().score();
        Optional<Case> open =
                folded.change().map(change -> opened(event, folded, change)).or(file::openCase);
        if (file.openCase().isEmpty() && open.isPresent()) {
            openedBy = event.logId();
        }
        things = folded.state().things();
        file = new SubjectFile(file.subject(), folded.state(), folded.appliedLogId(), file.settledScore(), open);
    }

    private Case opened(LoggedEvent event, Folded folded, Folded.CaseChange change) {
        long reports = file.openCase().map(Case::reportCount).orElse(0L);
        return new Case(
                change.caseId(),
                event.partition(),
                file.subject(),
                Optional.empty(),
                CaseState.QUEUED,
                change.placement(),
                change.openedAt(),
                change.reason(),
                change.panic(),
                change.immediateDanger(),
                change.minorInvolved(),
                change.drill(),
                reports + change.joins().size(),
                change.meeting(),
                new Risk(
                        folded.risk().score(),
                        folded.risk().prior(),
                        folded.risk().probability(),
                        List.of()), // nobody is shown why
                Optional.empty(),
                Optional.empty(),
                change.policyVersion(),
                0,
                0,
                1,
                Case.Marks.NONE);
    }

    void settle() {
        file = new SubjectFile(file.subject(), file.risk(), file.appliedLogId(), score, Optional.empty());
        openedBy = "";
    }

    Optional<Case> openCase() {
        return file.openCase();
    }

    /** The event that opened it, by its place in the log. */
    String openedBy() {
        return openedBy;
    }

    /** How many things are remembered. */
    int things() {
        return things;
    }
}
