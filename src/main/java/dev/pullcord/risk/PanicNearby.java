package dev.pullcord.risk;

import dev.pullcord.intake.Observation;
import java.time.Duration;
import java.util.Optional;

/**
 * USR-2, for those who were there when somebody pressed panic and named nobody. None is presumed guilty: it weighs so little that
 * it tells two accounts apart only when there is more.
 */
record PanicNearby(Policy policy) implements Signal {

    /**
     * Its numbers.
     *
     * @param on whether it counts
     * @param halfLife in which it fades to a half
     * @param weight nats for each meeting; 0 … 0.3
     * @param remembered how many meetings are told apart
     */
    public record Policy(boolean on, Duration halfLife, double weight, int remembered) {
        public Policy {
            Bounds.signal("nearPanics", halfLife, weight);
            Bounds.within(Bounds.key("nearPanics.weight"), weight, 0, 0.3);
            Bounds.remembered("nearPanics", remembered);
        }
    }

    @Override
    public String id() {
        return "USR-2/near";
    }

    @Override
    public Family family() {
        return Family.VOICE;
    }

    @Override
    public long halfLifeMs() {
        return policy.halfLife().toMillis();
    }

    @Override
    public Optional<Evidence> read(SignalInput in, Ledger ledger) {
        if (!in.saw(Observation.Kind.MEETING_ATTENDED)
                || !(in.number("panics") >= 1)
                || ledger.seen(id(), in.place(), in.atMs(), policy.remembered()).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new Evidence("", policy.weight(), 0, in.place(), 0, in.atMs()));
    }

    @Override
    public String explain(RiskState.Note note) {
        return note.count() == 1
                ? "Was in a meeting in which somebody pressed panic and named nobody."
                : "Was in " + note.count() + " meetings in which somebody pressed panic and named nobody.";
    }

    @Override
    public String caution() {
        return "Everybody else was there too; most of them did nothing.";
    }
}
