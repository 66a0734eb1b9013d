package dev.pullcord.risk;

import dev.pullcord.intake.Observation;
import java.time.Duration;
import java.util.Optional;

/**
 * CNT-1: the platform found that something this account sent is in a bank of known material. Nothing of it comes here but the bank's name;
 * what it is, only a person may say. Each bank counts once, for several of them hold the same.
 */
record HashMatched(Policy policy) implements Signal {

    /**
     * Its numbers.
     *
     * @param on whether it counts
     * @param halfLife in which it fades to a half
     * @param weight nats for the first bank
     * @param more what a further bank weighs, as a share of the first
     * @param remembered how many banks are told apart
     */
    public record Policy(boolean on, Duration halfLife, double weight, double more, int remembered) {
        public Policy {
            Bounds.signal("matches", halfLife, weight);
            Bounds.within(Bounds.key("matches.more"), more, 0, 1);
            Bounds.remembered("matches", remembered);
        }
    }

    @Override
    public String id() {
        return "CNT-1";
    }

    @Override
    public Family family() {
        return Family.MEETING;
    }

    @Override
    public long halfLifeMs() {
        return policy.halfLife().toMillis();
    }

    @Override
    public Optional<Evidence> read(SignalInput in, Ledger ledger) {
        if (!in.saw(Observation.Kind.HASH_MATCHED) || in.word("bank").isEmpty()) {
            return Optional.empty();
        }
        boolean any = !ledger.all(id()).isEmpty();
        String bank = SignalInput.digest("bank", in.word("bank"));
        if (ledger.seen(id(), bank, in.atMs(), policy.remembered()).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new Evidence("", policy.weight() * (any ? policy.more() : 1), 0, "", 0, in.atMs()));
    }

    @Override
    public String explain(RiskState.Note note) {
        return "The platform found something that this account sent in "
                + (note.count() == 1 ? "a bank" : note.count() + " banks") + " of known material.";
    }

    @Override
    public String caution() {
        return "Banks hold mistakes, and what is shared in protest or by a victim matches too; look before you conclude.";
    }
}
