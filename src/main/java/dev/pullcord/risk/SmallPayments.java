package dev.pullcord.risk;

import dev.pullcord.intake.Observation;
import dev.pullcord.risk.RiskState.Tally;
import java.util.Optional;

/**
 * PAY-1: small payments to the same person, again and again, with short pauses. The pattern and its numbers are those
 * of bank data on live-streamed abuse (AIC, Trends &amp; issues 589 and 634): most payments were small, more than half
 * of the payers paid repeatedly, the busiest every few days.
 */
record SmallPayments(SignalPolicy.Payments policy) implements Signal {
    @Override
    public String id() {
        return "PAY-1";
    }

    @Override
    public Family family() {
        return Family.PAYMENT;
    }

    @Override
    public long halfLifeMs() {
        return policy.halfLife().toMillis();
    }

    @Override
    public Optional<Evidence> read(SignalInput in, Ledger ledger) {
        if (!in.saw(Observation.Kind.PAYMENT) || in.counterparty().isEmpty() || !small(in)) {
            return Optional.empty();
        }
        Tally pair = ledger.tally(id(), in.counterparty())
                .filter(t -> Math.abs(in.atMs() - t.t()) <= policy.interval().toMillis())
                .map(t -> new Tally(t.k(), t.n() + 1, Math.min(t.f(), in.atMs()), Math.max(t.t(), in.atMs()), 0))
                .orElse(new Tally(in.counterparty(), 1, in.atMs(), in.atMs(), 0)); // first, or after a long pause
        ledger.remember(id(), pair, policy.remembered(), Ledger.LEAST_OFTEN);
        if (pair.n() < policy.fromCount()) {
            return Optional.empty();
        }
        double weight = pair.n() <= policy.toCount() ? policy.weight() : 0;
        return Optional.of(new Evidence(pair.k(), weight, 0, "", pair.n(), pair.f()));
    }

    private boolean small(SignalInput in) {
        return in.paid() && in.euros() <= policy.small(); // NaN is not
    }

    @Override
    public String explain(RiskState.Note note) {
        return note.count() + " small payments from this account to the same person, within " + Words.span(note) + ".";
    }

    @Override
    public String caution() {
        return "Support for a family, tips and lessons look just the same.";
    }
}
