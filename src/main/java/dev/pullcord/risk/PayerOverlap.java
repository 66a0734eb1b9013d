package dev.pullcord.risk;

import dev.pullcord.intake.Links;
import dev.pullcord.intake.Observation;
import java.time.Duration;
import java.util.Optional;

/**
 * PAY-4, the other half: those who pay the account pay one other account too, as the customers of a seller do who shows himself
 * by several accounts. How many they have in common is read elsewhere, at the payee's copy of a payment.
 */
record PayerOverlap(Policy policy) implements Signal {

    /**
     * Its numbers.
     *
     * @param on whether it counts
     * @param halfLife in which it fades to a half
     * @param weight nats
     * @param from how many payers in common with one other account
     * @param pause it counts once in this time
     */
    public record Policy(boolean on, Duration halfLife, double weight, int from, Duration pause) {
        public Policy {
            Bounds.signal("overlaps", halfLife, weight);
            Bounds.within(Bounds.key("overlaps.from"), from, 2, Links.Kind.PAYER.remembered());
            Bounds.duration(Bounds.key("overlaps.pause"), pause);
        }
    }

    @Override
    public String id() {
        return "PAY-4/overlap";
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
        int common = in.beside().payersInCommon();
        if (in.own()
                || !in.between(Observation.Kind.PAYMENT)
                || common < policy.from()
                || ledger.lately(id(), "", in.atMs(), policy.pause().toMillis(), 1)) {
            return Optional.empty();
        }
        return Optional.of(new Evidence("", policy.weight(), 0, "", common, in.atMs()));
    }

    @Override
    public String explain(RiskState.Note note) {
        return note.count() + " of those who paid this account also paid one and the same other account.";
    }

    @Override
    public String caution() {
        return "Creators of one scene share their audience, and families the shops they pay.";
    }
}
