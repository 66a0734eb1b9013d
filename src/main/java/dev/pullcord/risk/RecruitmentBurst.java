package dev.pullcord.risk;

import dev.pullcord.intake.Observation;
import dev.pullcord.plugin.Reason;
import java.time.Duration;
import java.util.Optional;

/**
 * OUT-2: the same message to many people, and a flag for deceptive recruitment about the same time. Neither alone says it: the
 * message is not read here.
 */
record RecruitmentBurst(Policy policy) implements Signal {

    /**
     * Its numbers.
     *
     * @param on whether it counts
     * @param halfLife in which it fades to a half
     * @param weight nats
     * @param recipients to how many
     * @param similarity how alike the messages are, 0 … 1, as the platform measures it
     * @param window how close burst and flag must be
     * @param pause it counts once in this time
     */
    public record Policy(
            boolean on,
            Duration halfLife,
            double weight,
            int recipients,
            double similarity,
            Duration window,
            Duration pause) {
        public Policy {
            Bounds.signal("recruiting", halfLife, weight);
            Bounds.within(Bounds.key("recruiting.recipients"), recipients, 2, 1_000_000);
            Bounds.within(Bounds.key("recruiting.similarity"), similarity, 0.1, 1);
            Bounds.duration(Bounds.key("recruiting.window"), window);
            Bounds.duration(Bounds.key("recruiting.pause"), pause);
        }
    }

    @Override
    public String id() {
        return "OUT-2";
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
        boolean burst = in.saw(Observation.Kind.MESSAGE_BURST)
                && in.number("recipients") >= policy.recipients()
                && in.number("similarity") >= policy.similarity();
        boolean flag = in.kind() == SignalInput.Kind.FLAG
                && in.reason().filter(Reason.DECEPTIVE_RECRUITMENT::equals).isPresent();
        if (!burst && !flag) {
            return Optional.empty();
        }
        long windowMs = policy.window().toMillis();
        Pairing pairing = new Pairing(id(), windowMs, windowMs, 1);
        Optional<RiskState.Tally> pair =
                burst ? pairing.first(ledger, "", in.atMs(), in.atMs()) : pairing.second(ledger, "", in.atMs());
        return pair.filter(
                        p -> !ledger.lately(id(), "", in.atMs(), policy.pause().toMillis(), 1))
                .map(p -> new Evidence("", policy.weight(), 0, "", 0, Math.min(p.f(), in.atMs())));
    }

    @Override
    public String explain(RiskState.Note note) {
        String often = note.count() == 1 ? "" : " Seen " + Words.times(note.count()) + ".";
        return "Near-identical messages went to many people, and about the same time this account was flagged for deceptive"
                + " recruitment." + often;
    }

    @Override
    public String caution() {
        return "Honest recruiters write the same to many people too.";
    }
}
