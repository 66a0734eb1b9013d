package dev.pullcord.risk;

import dev.pullcord.intake.Observation;
import dev.pullcord.risk.RiskState.Tally;
import java.util.Optional;

/** USR-5: different people block the account. Each weighs a little, once. */
record BlockedByPeople(SignalPolicy.Blocks policy) implements Signal {
    @Override
    public String id() {
        return "USR-5";
    }

    @Override
    public Family family() {
        return Family.CONTACT;
    }

    @Override
    public long halfLifeMs() {
        return policy.halfLife().toMillis();
    }

    @Override
    public Optional<Evidence> read(SignalInput in, Ledger ledger) {
        if (!in.saw(Observation.Kind.BLOCKED) || in.counterparty().isEmpty()) {
            return Optional.empty();
        }
        Optional<Tally> known = ledger.tally(id(), in.counterparty());
        long since = known.map(Tally::f).orElse(in.atMs());
        long last = Math.max(known.map(Tally::t).orElse(in.atMs()), in.atMs());
        ledger.remember(
                id(),
                new Tally(in.counterparty(), known.map(Tally::n).orElse(0L) + 1, Math.min(since, in.atMs()), last, 0),
                policy.remembered(),
                Ledger.LEAST_RECENT);
        return known.isPresent()
                ? Optional.empty()
                : Optional.of(new Evidence("", policy.weight(), 1, in.place(), 0, in.atMs()));
    }

    @Override
    public String explain(RiskState.Note note) {
        return note.people() == 1
                ? "1 person blocked this account."
                : note.people() + " people blocked this account within " + Words.span(note) + ".";
    }

    @Override
    public String caution() {
        return "Being disliked is not abuse.";
    }
}
