package dev.pullcord.risk;

import dev.pullcord.risk.RiskState.Tally;
import java.util.Optional;

/**
 * USR-4: a report is taken back soon after it was made. Raises, and never lowers: people are made to take back what
 * they said. But not at once: who takes it back within a minute has slipped. Each person's withdrawals count once, as far as his report was believed.
 */
record WithdrawnSoon(SignalPolicy.Withdrawals policy, Reporters reporters) implements Signal {
    private static final String BY = " "; // between a report's log id and its reporter

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
            String which = in.logId() + BY + in.reporter();
            double trusted = Ledger.rounded(reporters.trusted(in, ledger));
            remember(ledger, new Tally(which, 0, in.atMs(), in.atMs(), trusted));
            return Optional.empty();
        }
        if (in.kind() != SignalInput.Kind.WITHDRAWN || in.concerns().isEmpty()) {
            return Optional.empty();
        }
        String made = in.concerns().get() + BY;
        Optional<Tally> known = ledger.all(id()).stream()
                .filter(report -> report.k().startsWith(made))
                .findFirst();
        if (known.isEmpty() || known.get().n() > 0) {
            return Optional.empty(); // not known any more, or withdrawn already
        }
        Tally report = known.get();
        remember(ledger, new Tally(report.k(), 1, report.f(), Math.max(report.f(), in.atMs()), report.v()));
        long after = in.atMs() - report.f();
        if (after <= policy.slip().toMillis() || after > policy.window().toMillis()) {
            return Optional.empty();
        }
        Ledger.Given given = ledger.oncePerPerson(
                id() + "/by",
                report.k().substring(made.length()),
                policy.weight() * report.v(),
                in.atMs(),
                halfLifeMs(),
                0,
                policy.remembered());
        return Optional.of(new Evidence("", given.weight(), 0, "", 0, Math.min(report.f(), in.atMs())));
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
