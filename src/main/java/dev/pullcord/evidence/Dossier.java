package dev.pullcord.evidence;

import dev.pullcord.audit.AuditEntry;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.Case;
import dev.pullcord.review.Decision;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * All that an evidence bundle of a case says.
 *
 * @param platform whose it is
 * @param release to whom it goes, and by what law
 * @param made when it was put together
 * @param whole the case
 * @param reports its reports with the documents as they came
 * @param later what was said later, by the report's log id
 * @param decisions what was concluded
 * @param ledger the case's audit entries, in their order: who did what and who looked
 */
public record Dossier(
        Platform platform,
        Release release,
        Instant made,
        Case whole,
        List<LoggedEvent> reports,
        Map<String, List<LoggedEvent>> later,
        List<Decision> decisions,
        List<AuditEntry> ledger) {
    public Dossier {
        reports = List.copyOf(reports);
        later = Map.copyOf(later);
        decisions = List.copyOf(decisions);
        ledger = List.copyOf(ledger);
    }
}
