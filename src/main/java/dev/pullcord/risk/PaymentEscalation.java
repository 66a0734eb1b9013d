package dev.pullcord.risk;

import dev.pullcord.intake.Observation;
import dev.pullcord.risk.RiskState.Tally;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * PAY-2: payments to the same person grow, and do not come further apart. In bank data on live-streamed abuse amount and
 * frequency rise together (AIC, Trends &amp; issues 589). The trend is Kendall's rank correlation with time over the last few
 * payments, so that one odd amount does not make one. Amounts are compared by what they are worth
 * ({@link Worth}), so that the currency itself tells nothing.
 */
record PaymentEscalation(Policy policy, double small) implements Signal {
    private static final int RING = 8;

    /**
     * Its numbers.
     *
     * @param on whether it counts
     * @param halfLife in which it fades to a half
     * @param weight nats
     * @param from over how many payments a trend shows; 4 … 8
     * @param trend the rank correlation from which on amounts rise; 0.1 … 1
     * @param growth how many times the first of them the last must be
     * @param pause a trend that goes on counts once in this time
     * @param remembered how many payees are told apart
     */
    public record Policy(
            boolean on,
            Duration halfLife,
            double weight,
            int from,
            double trend,
            double growth,
            Duration pause,
            int remembered) {
        public Policy {
            Bounds.signal("escalations", halfLife, weight);
            Bounds.within(Bounds.key("escalations.from"), from, 4, RING);
            Bounds.within(Bounds.key("escalations.trend"), trend, 0.1, 1);
            Bounds.within(Bounds.key("escalations.growth"), growth, 1, 1000);
            Bounds.duration(Bounds.key("escalations.pause"), pause);
            Bounds.within(Bounds.key("escalations.remembered"), remembered, 1, 8);
        }
    }

    @Override
    public String id() {
        return "PAY-2";
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
        if (!in.saw(Observation.Kind.PAYMENT)
                || in.counterparty().isEmpty()
                || !in.paid()
                || Double.isNaN(in.euros())) {
            return Optional.empty();
        }
        List<Tally> ring = remember(in, in.euros() / small, ledger);
        if (!rises(ring)
                || ledger.lately(
                        id() + "/told",
                        in.counterparty(),
                        in.atMs(),
                        policy.pause().toMillis(),
                        policy.remembered())) {
            return Optional.empty();
        }
        long first = ring.get(0).t();
        return Optional.of(new Evidence(in.counterparty(), policy.weight(), 0, "", ring.size(), first));
    }

    /** The payee's last payments with this one among them, oldest first. Each has its place in a ring. */
    private List<Tally> remember(SignalInput in, double share, Ledger ledger) {
        String pair = in.counterparty() + '#';
        long number = 0;
        for (Tally tally : ledger.all(id())) {
            if (tally.k().startsWith(pair)) {
                number = Math.max(number, tally.n());
            }
        }
        number++;
        Tally now = new Tally(pair + number % RING, number, in.atMs(), in.atMs(), Math.rint(share * 1e6) / 1e6);
        ledger.remember(id(), now, policy.remembered() * RING, Ledger.LEAST_RECENT);
        return ledger.all(id()).stream()
                .filter(t -> t.k().startsWith(pair))
                .sorted(Comparator.comparingLong(Tally::t).thenComparingLong(Tally::n))
                .toList();
    }

    private boolean rises(List<Tally> ring) {
        int n = ring.size();
        if (n < policy.from()
                || ring.get(n - 1).v() < policy.growth() * ring.get(0).v()) {
            return false;
        }
        double[] amounts = ring.stream().mapToDouble(Tally::v).toArray();
        double[] gaps = new double[n - 1];
        for (int i = 1; i < n; i++) {
            gaps[i - 1] = ring.get(i).t() - ring.get(i - 1).t();
        }
        return kendall(amounts) >= policy.trend() && kendall(gaps) <= 0;
    }

    /** Kendall's tau-a against the order: 1 when every later one is larger, −1 when every one is smaller. */
    static double kendall(double[] values) {
        int sum = 0;
        for (int i = 0; i < values.length; i++) {
            for (int j = i + 1; j < values.length; j++) {
                sum += Double.compare(values[j], values[i]);
            }
        }
        return sum * 2.0 / (values.length * (values.length - 1));
    }

    @Override
    public String explain(RiskState.Note note) {
        return "This account's last " + note.count()
                + " payments to the same person rose and came no further apart, within " + Words.span(note) + ".";
    }

    @Override
    public String caution() {
        return "Support for somebody one has come to like grows too.";
    }
}
