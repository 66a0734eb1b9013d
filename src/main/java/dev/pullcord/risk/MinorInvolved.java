package dev.pullcord.risk;

import dev.pullcord.plugin.Reason;
import java.util.Optional;

/**
 * USR-3: a reporter says a minor is involved, outright or by the reason. Adds to the report's own weight, as far as that
 * is believed, and leaves a mark that keeps the subject from ever falling below review, whoever said it.
 */
record MinorInvolved(SignalPolicy.Minors policy, Reporters reporters) implements Signal {
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
        if (!said(in)) {
            return Optional.empty();
        }
        ledger.mark(MARK, in.atMs());
        Ledger.Given given = ledger.oncePerPerson(
                id(),
                in.reporter(),
                policy.weight() * reporters.believed(in),
                in.atMs(),
                halfLifeMs(),
                policy.repeatShare(),
                policy.remembered());
        double counts = given.weight() * reporters.share(together(), given, in, ledger);
        return Optional.of(new Evidence("", counts, given.first() ? 1 : 0, in.place(), 0, in.atMs()));
    }

    /** Whether this is a report that says so, outright or by its reason. */
    static boolean said(SignalInput in) {
        boolean byReason = in.reason()
                .map(Reason::group)
                .filter(Reason.Group.MINORS::equals)
                .isPresent();
        return in.isReport() && (in.minorInvolved() || byReason);
    }

    private Together together() {
        return new Together(id() + "/together", reporters.policy().together(), halfLifeMs(), policy.remembered());
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
