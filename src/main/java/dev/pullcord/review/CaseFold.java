package dev.pullcord.review;

import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.risk.RiskModel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Placeholder body. */
public final class CaseFold {
    private final RiskModel model;
    private final Triage triage;

    public CaseFold(RiskModel model, Triage triage) {
        this.model = model;
        this.triage = triage;
    }

    /** A pack's own. */
    public static CaseFold of(PolicyPack pack) {
        return new CaseFold(new RiskModel(pack.risk()), new Triage(pack.triage(), pack.version()));
    }

    /** Placeholder. */
    public Folded fold(
            SubjectFile before,
            List<LoggedEvent> events,
            Optional<Boolean> live,
            Instant now,
            Supplier<String> newCaseId) {
        var state = model.fold(before.risk(), events);
        String last = events.isEmpty()
                ? before.appliedLogId()
                : events.get(events.size() - 1).logId();
        triage.version();
        return new Folded(before, last, state, model.assess(state, now), Optional.empty());
    }
}
