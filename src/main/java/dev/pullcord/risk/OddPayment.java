package dev.pullcord.risk;

import dev.pullcord.intake.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * PAY-5: a payment is odd in two ways of three: a round sum, late at night where the payer is, described in an unusual way. All
 * three are the platform's judgement; the description itself never comes here. Weak, and at most once in a while.
 */
record OddPayment(Policy policy) implements Signal {

    /**
     * Its numbers.
     *
     * @param on whether it counts
     * @param halfLife in which it fades to a half
     * @param weight nats
     * @param pause it counts once in this time
     */
    public record Policy(boolean on, Duration halfLife, double weight, Duration pause) {
        public Policy {
            Bounds.signal("oddPayments", halfLife, weight);
            Bounds.within(Bounds.key("oddPayments.weight"), weight, 0, 0.3);
            Bounds.duration(Bounds.key("oddPayments.pause"), pause);
        }
    }

    @Override
    public String id() {
        return "PAY-5";
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
        if (!in.saw(Observation.Kind.PAYMENT)) {
            return Optional.empty();
        }
        boolean unusual = in.word("descriptionClass").equals("unusual");
        List<String> odd = new ArrayList<>();
        if (in.yes("round")) {
            odd.add("a round sum");
        }
        if (in.yes("late")) {
            odd.add("late at night");
        }
        if (unusual) {
            odd.add("an unusual description");
        }
        if (odd.size() < 2 || ledger.lately(id(), "", in.atMs(), policy.pause().toMillis(), 1)) {
            return Optional.empty();
        }
        return Optional.of(Evidence.one(String.join(", ", odd), policy.weight(), in));
    }

    @Override
    public String explain(RiskState.Note note) {
        return note.count() == 1
                ? "The platform marked a payment as odd: " + note.about() + "."
                : "The platform marked payments as odd on " + note.count() + " occasions: " + note.about() + ".";
    }

    @Override
    public String caution() {
        return "Single marks like these mean little; many honest payments have them.";
    }
}
