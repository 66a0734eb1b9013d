package dev.pullcord.risk;

import dev.pullcord.intake.Observation;
import dev.pullcord.risk.RiskState.Tally;
import java.time.Duration;
import java.util.Optional;

/**
 * SEX-1: a new contact, soon a call alone with them, and within hours that person blocks the account, flags it or presses panic.
 * Demands come within minutes to hours of the first call (Thorn and NCMEC, 2024), and the one who makes them does not stop at
 * one person: from the second on each weighs more.
 */
record ExtortionCycle(Policy policy) implements Signal {

    /**
     * Its numbers.
     *
     * @param on whether it counts
     * @param halfLife in which it fades to a half
     * @param weight nats for each person
     * @param fast how soon after the first contact the call is
     * @param soon how soon after the call began the person cries for help
     * @param repeat what the weight is multiplied by from the second person on
     * @param remembered how many people are told apart
     */
    public record Policy(
            boolean on, Duration halfLife, double weight, Duration fast, Duration soon, double repeat, int remembered) {
        public Policy {
            Bounds.signal("cycles", halfLife, weight);
            Bounds.duration(Bounds.key("cycles.fast"), fast);
            Bounds.duration(Bounds.key("cycles.soon"), soon);
            Bounds.within(Bounds.key("cycles.repeat"), repeat, 1, 5);
            Bounds.remembered("cycles", remembered);
        }
    }

    @Override
    public String id() {
        return "SEX-1";
    }

    @Override
    public Family family() {
        return Family.CONTACT;
    }

    @Override
    public long halfLifeMs() {
        return policy.halfLife().toMillis();
    }

    @Override
    public Optional<Evidence> read(SignalInput in, Ledger ledger) {
        if (in.between(Observation.Kind.CONTACT_REQUESTED)) {
            meet(in, ledger);
            return Optional.empty();
        }
        Pairing pairing = new Pairing(id(), 0, policy.soon().toMillis(), policy.remembered());
        if (in.calledAlone() && known(in.counterparty(), ledger)) {
            meet(in, ledger); // whoever was called too outlasts those who were only asked
            return pairing.first(ledger, in.counterparty(), in.sinceMs(), in.atMs())
                    .flatMap(cry -> cycle(in.counterparty(), in.sinceMs(), cry.t(), ledger));
        }
        boolean blocked = in.saw(Observation.Kind.BLOCKED) && !in.counterparty().isEmpty();
        if (!blocked && !in.isReport()) {
            return Optional.empty();
        }
        String person = blocked ? in.counterparty() : in.reporter();
        if (!known(person, ledger)) {
            return Optional.empty();
        }
        return pairing.second(ledger, person, in.atMs()).flatMap(call -> cycle(person, call.f(), in.atMs(), ledger));
    }

    private boolean known(String person, Ledger ledger) {
        return ledger.tally(id() + "/met", person).isPresent();
    }

    private void meet(SignalInput in, Ledger ledger) {
        Optional<Tally> old = ledger.tally(id() + "/met", in.counterparty());
        ledger.remember(
                id() + "/met",
                new Tally(
                        in.counterparty(),
                        old.map(Tally::n).orElse(0L) + (in.calledAlone() ? 1 : 0),
                        Math.min(old.map(Tally::f).orElse(in.atMs()), in.atMs()),
                        Math.max(old.map(Tally::t).orElse(in.atMs()), in.atMs()),
                        0),
                policy.remembered(),
                Ledger.LEAST_OFTEN);
    }

    private Optional<Evidence> cycle(String person, long calledMs, long criedMs, Ledger ledger) {
        Optional<Tally> met = ledger.tally(id() + "/met", person)
                .filter(t ->
                        calledMs >= t.f() && calledMs - t.f() <= policy.fast().toMillis());
        if (met.isEmpty()
                || ledger.seen(id() + "/people", person, criedMs, policy.remembered())
                        .isPresent()) {
            return Optional.empty();
        }
        boolean repeated = ledger.all(id() + "/people").size() > 1;
        double weight = policy.weight() * (repeated ? policy.repeat() : 1);
        return Optional.of(new Evidence("", weight, 1, "", 0, met.get().f()));
    }

    @Override
    public String explain(RiskState.Note note) {
        return note.count() == 1
                ? "A new contact had a call alone with this account soon after they met, and within hours blocked or"
                        + " reported it."
                : note.count() + " new contacts each had a call alone with this account soon after they met, and within"
                        + " hours blocked or reported it.";
    }

    @Override
    public String caution() {
        return "A single quarrel or a bad date looks the same; several people do not.";
    }
}
