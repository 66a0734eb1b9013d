package dev.pullcord.risk;

import dev.pullcord.intake.Observation;
import dev.pullcord.risk.RiskState.Tally;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * NET-2: soon after the first contact, somebody is sent a link to another messenger or to a way to pay. Common, so each person
 * weighs little.
 */
record PushedElsewhere(Policy policy) implements Signal {

    /**
     * Its numbers.
     *
     * @param on whether it counts
     * @param halfLife in which it fades to a half
     * @param weight nats for each person
     * @param window how soon after the first contact
     * @param from from how many people on it counts
     * @param remembered how many people are told apart
     */
    public record Policy(boolean on, Duration halfLife, double weight, Duration window, int from, int remembered) {
        public Policy {
            Bounds.signal("pushes", halfLife, weight);
            Bounds.duration(Bounds.key("pushes.window"), window);
            Bounds.within(Bounds.key("pushes.from"), from, 1, 64);
            Bounds.remembered("pushes", remembered);
            Bounds.within(Bounds.key("pushes.remembered"), remembered, from, 64);
        }
    }

    @Override
    public String id() {
        return "NET-2";
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
            ledger.seen(id() + "/met", in.counterparty(), in.atMs(), policy.remembered());
            return Optional.empty();
        }
        String to = in.word("domainClass");
        if (!in.saw(Observation.Kind.LINK_SHARED)
                || in.counterparty().isEmpty()
                || !(to.equals("messenger") || to.equals("payment"))) {
            return Optional.empty();
        }
        Optional<Tally> met = ledger.tally(id() + "/met", in.counterparty())
                .filter(t -> in.atMs() >= t.f())
                .filter(t -> in.atMs() - t.f() <= policy.window().toMillis());
        if (met.isEmpty()
                || ledger.seen(id(), in.counterparty(), in.atMs(), policy.remembered())
                        .isPresent()) {
            return Optional.empty();
        }
        List<Tally> pushed = ledger.all(id());
        if (pushed.size() < policy.from()) {
            return Optional.empty();
        }
        long since = pushed.stream().mapToLong(Tally::f).min().orElse(in.atMs());
        return Optional.of(new Evidence("", policy.weight(), 0, "", pushed.size(), since));
    }

    @Override
    public String explain(RiskState.Note note) {
        return note.count() == 1
                ? "A new contact was sent a link to another messenger or a way to pay, soon after the first contact."
                : note.count() + " new contacts were each sent a link to another messenger or a way to pay,"
                        + " soon after the first contact.";
    }

    @Override
    public String caution() {
        return "People who get along often go on somewhere else.";
    }
}
