package dev.pullcord.risk;

import dev.pullcord.risk.RiskState.Tally;
import java.util.Optional;

/**
 * USR-4: a report is taken back soon after it was made. Raises, and never lowers: people are made to take back what
 * they said.
 */
record WithdrawnSoon(SignalPolicy.Withdrawals policy) implements Signal {
    @Override
    public String id() {
        return "USR-4";
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
        if (in.isReport()) {
            remember(ledger, new Tally(in.logId(), 0, in.atMs(), in.atMs(), 0));
            return Optional.empty();
        }
        if (in.kind() != SignalInput.Kind.WITHDRAWN || in.concerns().isEmpty()) {
            return Optional.empty();
        }
        Optional<Tally> report = ledger.tally(id(), in.concerns().get());
        if (report.isEmpty() || report.get().n() > 0) {
            return Optional.empty(); // not known any more, or withdrawn already
        }
        long madeAt = report.get().f();
        remember(ledger, new Tally(report.get().k(), 1, madeAt, Math.max(madeAt, in.atMs()), 0));
        return in.atMs() - madeAt > policy.window().toMillis()
                ? Optional.empty()
                : Optional.of(new Evidence("", policy.weight(), 0, "", 0, Math.min(madeAt, in.atMs())));
    }

    private void remember(Ledger ledger, Tally report) {
        ledger.remember(id(), report, policy.remembered(), Ledger.LEAST_RECENT);
    }

    @Override
    public String explain(RiskState.Note note) {
        return note.count() == 1
                ? "A report was withdrawn within " + Words.span(note) + " of being made."
                : note.count() + " reports were withdrawn soon after they were made.";
    }

    @Override
    public String caution() {
        return "It can be an honest mistake; it can also be that the reporter was made to do it.";
    }
}
