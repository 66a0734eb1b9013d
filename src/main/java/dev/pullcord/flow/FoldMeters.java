package dev.pullcord.flow;

import dev.pullcord.Meters;
import dev.pullcord.PlatformMeters;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Observation;
import dev.pullcord.intake.Report;
import dev.pullcord.plugin.Reason;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseFold;
import dev.pullcord.review.Folded;
import dev.pullcord.review.Placement;
import dev.pullcord.review.ShadowNote;
import dev.pullcord.risk.Beside;
import dev.pullcord.risk.RiskState;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Counts what a batch made of a subject, once it is written. */
final class FoldMeters {
    private final Meters all;
    private final PlatformMeters meters;
    private final Clock clock;

    FoldMeters(Meters all, String platform, Clock clock) {
        this.all = all;
        this.meters = all.of(platform);
        this.clock = clock;
    }

    /**
     * A batch was folded and is written.
     *
     * @param fresh the events that were new in it
     * @param fold by which policy
     * @param beside what was read elsewhere for each
     */
    void folded(List<LoggedEvent> fresh, Folded folded, CaseFold fold, Function<LoggedEvent, Beside> beside) {
        opened(fresh, folded).ifPresent(c -> meters.caseOpened(c.lane()));
        folded.change()
                .filter(Folded.CaseChange::opens)
                .ifPresent(change ->
                        meters.caseClaimable(Duration.between(fresh.get(0).receivedAt(), clock.instant())));
        contributed(folded);
        for (LoggedEvent event : fresh) {
            if (event.event().body() instanceof Report flag && !flag.isPanic() && !flag.drill()) {
                flag.reason()
                        .map(Reason::group)
                        .ifPresent(group -> meters.flagBelieved(
                                fold.likely(beside.apply(event).reporter(), group)));
            } else if (event.event().body() instanceof Observation seen
                    && seen.kind() == Observation.Kind.FLAG_JUDGED
                    && seen.attributes().get("conclusion") instanceof String conclusion) {
                meters.flagConcluded(conclusion);
            }
        }
    }

    /** A signal's lines that are new or were added to. */
    private void contributed(Folded folded) {
        Set<RiskState.Note> before = new HashSet<>(folded.before().risk().notes());
        Set<String> told = new HashSet<>();
        for (RiskState.Note note : folded.state().notes()) {
            boolean up = note.weight() > 0;
            if (!before.contains(note) && told.add(note.signal() + up)) {
                all.contributed(note.signal(), up);
            }
        }
    }

    /** Where a case stands that these events opened; one that a panic opened was there before they were folded. */
    private static Optional<Placement> opened(List<LoggedEvent> fresh, Folded folded) {
        Optional<Placement> here =
                folded.change().filter(Folded.CaseChange::opens).map(Folded.CaseChange::placement);
        return here.or(() -> folded.before()
                .openCase()
                .filter(c -> fresh.stream()
                        .anyMatch(e -> e.caseId().filter(c.id()::equals).isPresent()
                                && e.receivedAt().equals(c.openedAt())))
                .map(Case::placement));
    }

    /** What the policy in shadow would have made of it. */
    void compared(ShadowNote note) {
        meters.shadow(note.difference().word());
    }
}
