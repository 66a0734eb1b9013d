package dev.pullcord.risk;

import java.util.Optional;

/**
 * A signal about those who flag: it hears each flag before that is counted, and fades as flags do.
 */
interface OfFlags extends Signal {
    Reporters reporters();

    /** What this flag is evidence of. */
    Optional<Evidence> of(SignalInput in, Reporters.Weighed weighed, Ledger ledger);

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
        return in.kind() == SignalInput.Kind.FLAG && in.reason().isPresent()
                ? of(in, reporters().weigh(in, ledger), ledger)
                : Optional.empty();
    }
}
