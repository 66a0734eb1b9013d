package dev.pullcord.risk;

import dev.pullcord.intake.Observation;
import dev.pullcord.plugin.Reason;
import dev.pullcord.risk.RiskState.Tally;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * PAY-3, in a larger call: several people pay the account in the very meeting from which somebody reports it for coercion or for
 * what is done to a minor. What is watched live for money is paid while it goes on (AIC, Trends &amp; issues 589), and nobody but those
 * who pay is there to report it, so that one voice is often all there is. Who reports does not count among those who pay.
 */
record PaidWhereReported(Policy policy) implements Signal {
    private static final Set<Reason.Group> GROUPS = EnumSet.of(Reason.Group.MINORS, Reason.Group.COERCION);

    /**
     * Its numbers.
     *
     * @param on whether it counts
     * @param halfLife in which it fades to a half
     * @param weight nats
     * @param from how many people must have paid
     * @param window how far payment and report may lie apart: a meeting's id can come back every week
     * @param pause it counts once in this time
     * @param remembered how many payments and reports are told apart
     */
    public record Policy(
            boolean on, Duration halfLife, double weight, int from, Duration window, Duration pause, int remembered) {
        public Policy {
            Bounds.signal("paidReports", halfLife, weight);
            Bounds.within(Bounds.key("paidReports.from"), from, 2, 64);
            Bounds.duration(Bounds.key("paidReports.window"), window);
            Bounds.duration(Bounds.key("paidReports.pause"), pause);
            Bounds.within(Bounds.key("paidReports.remembered"), remembered, from, 64);
        }
    }

    @Override
    public String id() {
        return "PAY-3/reported";
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
        boolean pays = !in.own() && in.between(Observation.Kind.PAYMENT) && in.paid();
        boolean reports = in.kind() == SignalInput.Kind.FLAG
                && in.reason().map(Reason::group).filter(GROUPS::contains).isPresent();
        if (in.place().isEmpty() || (!pays && !reports)) {
            return Optional.empty();
        }
        String who = pays ? in.counterparty() : in.reporter();
        ledger.seen(id() + (pays ? "/paid" : "/told"), in.place() + ' ' + who, in.atMs(), policy.remembered());
        Set<String> told = people("/told", in, ledger);
        Set<String> payers = people("/paid", in, ledger);
        payers.removeAll(told);
        if (told.isEmpty()
                || payers.size() < policy.from()
                || ledger.lately(id(), "", in.atMs(), policy.pause().toMillis(), 1)) {
            return Optional.empty();
        }
        return Optional.of(new Evidence("", policy.weight(), 0, in.place(), payers.size(), in.atMs()));
    }

    /** Who did so in this meeting lately. */
    private Set<String> people(String what, SignalInput in, Ledger ledger) {
        Set<String> people = new HashSet<>();
        String here = in.place() + ' ';
        for (Tally tally : ledger.all(id() + what)) {
            if (tally.k().startsWith(here)
                    && Math.abs(in.atMs() - tally.t()) <= policy.window().toMillis()) {
                people.add(tally.k().substring(here.length()));
            }
        }
        return people;
    }

    @Override
    public String explain(RiskState.Note note) {
        return note.count() + " people paid this account in the very meeting from which somebody reported it.";
    }

    @Override
    public String caution() {
        return "Lessons, performances and lawful adult work are paid for during the call too.";
    }
}
