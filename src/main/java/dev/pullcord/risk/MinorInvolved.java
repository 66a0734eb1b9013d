package dev.pullcord.risk;

import dev.pullcord.plugin.Reason;
import java.util.Optional;

/**
 * USR-3: a reporter says a minor is involved, outright or by the reason. Adds to the report's own weight, and leaves a
 * mark that keeps the subject from ever falling below review.
 */
record MinorInvolved(SignalPolicy.Minors policy) implements Signal {
    static final String MARK = "minor";

    @Override
    public String id() {
        return "USR-3";
    }

    @Override
    public Family family() {
        return Family.VOICE;
    }

    @Override
    public long halfLifeMs() {
        return policy.halfLife().toMillis();
    }

    @Override
    public Optional<Evidence> read(SignalInput in, Ledger ledger) {
        boolean byReason = in.reason()
                .map(Reason::group)
                .filter(Reason.Group.MINORS::equals)
                .isPresent();
        if (!in.isReport() || !(in.minorInvolved() || byReason)) {
            return Optional.empty();
        }
        ledger.mark(MARK, in.atMs());
        Ledger.Given given = ledger.oncePerPerson(
                id(),
                in.reporter(),
                policy.weight(),
                in.atMs(),
                halfLifeMs(),
                policy.repeatShare(),
                policy.remembered());
        return Optional.of(Evidence.by(given, "", in));
    }

    @Override
    public String explain(RiskState.Note note) {
        return note.people() <= 1
                ? "A reporter says that a minor is involved."
                : note.people() + " people say that a minor is involved.";
    }

    @Override
    public String caution() {
        return "Some say so to be heard sooner; look first, and act on what you see.";
    }

    @Override
    public boolean lasting() {
        return true;
    }
}
