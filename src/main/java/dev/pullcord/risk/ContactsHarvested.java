package dev.pullcord.risk;

import dev.pullcord.intake.Observation;
import dev.pullcord.risk.RiskState.Tally;
import java.time.Duration;
import java.util.Optional;

/**
 * SEX-2: somebody's contacts are looked through in bulk during or right after a call alone with that person: what a threat to tell
 * everybody needs.
 */
record ContactsHarvested(Policy policy) implements Signal {

    /**
     * Its numbers.
     *
     * @param on whether it counts
     * @param halfLife in which it fades to a half
     * @param weight nats for each person
     * @param count how many contacts are bulk
     * @param window how soon after the call
     * @param remembered how many people are told apart
     */
    public record Policy(boolean on, Duration halfLife, double weight, int count, Duration window, int remembered) {
        public Policy {
            Bounds.signal("harvests", halfLife, weight);
            Bounds.within(Bounds.key("harvests.count"), count, 2, 1_000_000);
            Bounds.duration(Bounds.key("harvests.window"), window);
            Bounds.remembered("harvests", remembered);
        }
    }

    @Override
    public String id() {
        return "SEX-2";
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
        boolean viewed = in.saw(Observation.Kind.CONTACTS_VIEWED)
                && !in.counterparty().isEmpty()
                && in.number("count") >= policy.count();
        if (!viewed && !in.calledAlone()) {
            return Optional.empty();
        }
        Pairing pairing = new Pairing(id(), 0, policy.window().toMillis(), policy.remembered());
        Optional<Tally> pair = viewed
                ? pairing.second(ledger, in.counterparty(), in.atMs())
                : pairing.first(ledger, in.counterparty(), in.sinceMs(), in.atMs());
        if (pair.isEmpty()
                || ledger.seen(id() + "/people", in.counterparty(), in.atMs(), policy.remembered())
                        .isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                new Evidence("", policy.weight(), 1, "", 0, Math.min(pair.get().f(), in.atMs())));
    }

    @Override
    public String explain(RiskState.Note note) {
        return note.count() == 1
                ? "This account looked through many contacts of somebody during or right after a call with that person."
                : "This account looked through many contacts of " + note.count()
                        + " people, each during or right after a" + " call with that person.";
    }

    @Override
    public String caution() {
        return "People look at whom they have friends in common with.";
    }
}
