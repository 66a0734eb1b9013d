package dev.pullcord.risk;

import java.util.Optional;

/**
 * A signal about those who flag: it hears the first flag of each of them, before it is counted, and fades as flags do.
 */
interface OfFlags extends Signal {
    Reporters reporters();

    /** What this first flag of its reporter is evidence of. */
    Optional<Evidence> first(SignalInput in, Reporters.Weighed weighed, Ledger ledger);

    @Override
    default Family family() {
        return Family.VOICE;
    }

    @Override
    default long halfLifeMs() {
        return reporters().flags().halfLife().toMillis();
    }

    @Override
    default Optional<Evidence> read(SignalInput in, Ledger ledger) {
        return FlaggedByPeople.isFirstOf(in, ledger)
                ? first(in, reporters().weigh(in, ledger), ledger)
                : Optional.empty();
    }
}
