package dev.pullcord.risk;

import dev.pullcord.intake.Observation;
import java.util.Optional;

/** ACC-2: the platform has sanctioned the account before. Fades like everything else. */
record SanctionedBefore(SignalPolicy.Sanctions policy) implements Signal {
    @Override
    public String id() {
        return "ACC-2";
    }

    @Override
    public Family family() {
        return Family.ACCOUNT;
    }

    @Override
    public long halfLifeMs() {
        return policy.halfLife().toMillis();
    }

    @Override
    public Optional<Evidence> read(SignalInput in, Ledger ledger) {
        return in.saw(Observation.Kind.ACCOUNT_SANCTIONED)
                ? Optional.of(new Evidence("", policy.weight(), 0, "", 0, in.atMs()))
                : Optional.empty();
    }

    @Override
    public String explain(RiskState.Note note) {
        return "The platform sanctioned this account before, " + Words.times(note.count()) + ".";
    }

    @Override
    public String caution() {
        return "What was found then says little about what happened now.";
    }
}
