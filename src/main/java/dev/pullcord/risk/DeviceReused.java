package dev.pullcord.risk;

import dev.pullcord.intake.Observation;
import java.time.Duration;
import java.util.Optional;

/**
 * ACC-1: a new account is used on a device on which sanctioned accounts were used before it. How many those are is read elsewhere.
 */
record DeviceReused(Policy policy) implements Signal {
    private static final String CREATED = "ACC-1/created";

    /**
     * Its numbers.
     *
     * @param on whether it counts
     * @param halfLife in which it fades to a half
     * @param weight nats
     * @param young how long an account is new
     * @param pause it counts once in this time
     */
    public record Policy(boolean on, Duration halfLife, double weight, Duration young, Duration pause) {
        public Policy {
            Bounds.signal("reusedDevices", halfLife, weight);
            Bounds.duration(Bounds.key("reusedDevices.young"), young);
            Bounds.duration(Bounds.key("reusedDevices.pause"), pause);
        }
    }

    @Override
    public String id() {
        return "ACC-1";
    }

    @Override
    public Family family() {
        return Family.ACCOUNT;
    }

    @Override
    public long halfLifeMs() {
        return policy.halfLife().toMillis();
    }

    @Override
    public Optional<Evidence> read(SignalInput in, Ledger ledger) {
        if (in.saw(Observation.Kind.ACCOUNT_CREATED)) {
            ledger.mark(CREATED, in.atMs());
            return Optional.empty();
        }
        int sanctioned = in.beside().sanctionedOnDevice();
        if (!in.saw(Observation.Kind.DEVICE_SEEN)
                || sanctioned < 1
                || ledger.mark(CREATED).isEmpty()
                || Math.abs(in.atMs() - ledger.mark(CREATED).getAsLong())
                        > policy.young().toMillis()
                || ledger.lately(id(), "", in.atMs(), policy.pause().toMillis(), 1)) {
            return Optional.empty();
        }
        return Optional.of(new Evidence("", policy.weight(), 0, "", sanctioned, in.atMs()));
    }

    @Override
    public String explain(RiskState.Note note) {
        return "This account was new when it was used on a device on which "
                + (note.count() == 1 ? "1 sanctioned account was" : note.count() + " sanctioned accounts were")
                + " used before.";
    }

    @Override
    public String caution() {
        return "Families, cafés and second-hand shops share devices.";
    }
}
