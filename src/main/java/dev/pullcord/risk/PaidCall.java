package dev.pullcord.risk;

import dev.pullcord.intake.Observation;
import dev.pullcord.risk.RiskState.Tally;
import java.time.Duration;
import java.util.Optional;

/**
 * PAY-3: money goes to somebody shortly before or after a call alone with the same person. Counts for both, the one who pays
 * and the one who is paid.
 */
record PaidCall(Policy policy) implements Signal {

    /**
     * Its numbers.
     *
     * @param on whether it counts
     * @param halfLife in which it fades to a half
     * @param weight nats for each such call
     * @param window how close they must be
     * @param remembered how many people are told apart
     */
    public record Policy(boolean on, Duration halfLife, double weight, Duration window, int remembered) {
        public Policy {
            Bounds.signal("paidCalls", halfLife, weight);
            Bounds.duration(Bounds.key("paidCalls.window"), window);
            Bounds.remembered("paidCalls", remembered);
        }
    }

    @Override
    public String id() {
        return "PAY-3";
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
        long windowMs = policy.window().toMillis();
        Pairing pairing = new Pairing(id(), windowMs, windowMs, policy.remembered());
        boolean pays = in.between(Observation.Kind.PAYMENT);
        if (!pays && !in.calledAlone()) {
            return Optional.empty();
        }
        Optional<Tally> pair = pays
                ? pairing.second(ledger, in.counterparty(), in.atMs())
                : pairing.first(ledger, in.counterparty(), in.sinceMs(), in.atMs());
        return pair.map(p -> {
            boolean known = ledger.seen(id() + "/people", in.counterparty(), in.atMs(), policy.remembered())
                    .isPresent();
            return new Evidence("", policy.weight(), known ? 0 : 1, "", 0, Math.min(p.f(), in.atMs()));
        });
    }

    @Override
    public String explain(RiskState.Note note) {
        if (note.count() == 1) {
            return "A payment was made shortly before or after a private call of the same two people.";
        }
        return "Payments were made shortly before or after " + note.count() + " private calls"
                + (note.people() > 1 ? ", with " + note.people() + " different people" : ", with the same person")
                + ", within " + Words.span(note) + ".";
    }

    @Override
    public String caution() {
        return "Lessons, coaching, therapy and lawful adult work are paid for like this too.";
    }
}
