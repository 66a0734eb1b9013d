package dev.pullcord.risk;

import dev.pullcord.intake.Observation;
import dev.pullcord.risk.RiskState.Tally;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * PAY-4: many different people pay the account. Payers are counted in a list of digests and not in a sketch: what matters is
 * whether there are some dozens, and above the list's end nothing more is learned, since thousands of payers are what a
 * popular creator has.
 */
record ManyPayers(Policy policy) implements Signal {

    /**
     * Its numbers.
     *
     * @param on whether it counts
     * @param halfLife in which it fades to a half
     * @param weight nats for each payer from the {@code from}th on
     * @param window how recent a payment must be to count
     * @param from how many payers are a pattern
     * @param to after how many no more is learned; not above {@code remembered}
     * @param remembered how many payers are told apart
     */
    public record Policy(
            boolean on, Duration halfLife, double weight, Duration window, int from, int to, int remembered) {
        public Policy {
            Bounds.signal("payers", halfLife, weight);
            Bounds.duration(Bounds.key("payers.window"), window);
            Bounds.within(Bounds.key("payers.from"), from, 2, 64);
            Bounds.within(Bounds.key("payers.to"), to, from, 64);
            Bounds.remembered("payers", remembered);
            Bounds.within(Bounds.key("payers.remembered"), remembered, to, 64);
        }
    }

    @Override
    public String id() {
        return "PAY-4";
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
        if (in.own() || !in.between(Observation.Kind.PAYMENT) || !in.paid()) {
            return Optional.empty();
        }
        Optional<Tally> known = ledger.seen(id(), in.counterparty(), in.atMs(), policy.remembered());
        long windowMs = policy.window().toMillis();
        if (known.filter(t -> Math.abs(in.atMs() - t.t()) <= windowMs).isPresent()) {
            return Optional.empty();
        }
        List<Tally> recent = ledger.all(id()).stream()
                .filter(t -> Math.abs(in.atMs() - t.t()) <= windowMs)
                .toList();
        if (recent.size() < policy.from()) {
            return Optional.empty();
        }
        long since = recent.stream().mapToLong(Tally::t).min().orElse(in.atMs());
        double weight = recent.size() <= policy.to() ? policy.weight() : 0;
        return Optional.of(new Evidence("", weight, 0, "", recent.size(), Math.min(since, in.atMs())));
    }

    @Override
    public String explain(RiskState.Note note) {
        String more = note.count() >= policy.remembered() ? " or more" : "";
        return note.count() + more + " different people paid this account within " + Words.span(note) + ".";
    }

    @Override
    public String caution() {
        return "Popular creators, teachers and shops are paid by many people.";
    }
}
