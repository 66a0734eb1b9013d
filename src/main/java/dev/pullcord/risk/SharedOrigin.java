package dev.pullcord.risk;

import dev.pullcord.intake.Observation;
import java.time.Duration;
import java.util.Optional;

/**
 * DEN-1: several publishers come from one origin whom flags for what is done to people before a camera point at, or who pressed
 * panic. A device weighs as evidence of the
 * account; a network is shared by whole hotels and shelters, so it weighs as network evidence does: a tie-break, which opens
 * nothing. How many they are is read beside a sighting; who was there before is told ({@code originShared}).
 */
record SharedOrigin(Policy policy, Origin origin) implements Signal {
    /** What is shared. */
    enum Origin {
        DEVICE,
        NETWORK
    }

    /**
     * Its numbers.
     *
     * @param on whether it counts
     * @param halfLife in which it fades to a half
     * @param weight nats when it is one device
     * @param network nats when it is one network
     * @param from how many accounts
     * @param pause it counts once in this time
     */
    public record Policy(boolean on, Duration halfLife, double weight, double network, int from, Duration pause) {
        public Policy {
            Bounds.signal("origins", halfLife, weight);
            Bounds.within(Bounds.key("origins.network"), network, 0, 1);
            Bounds.within(Bounds.key("origins.from"), from, 2, 1000);
            Bounds.duration(Bounds.key("origins.pause"), pause);
        }
    }

    @Override
    public String id() {
        return origin == Origin.DEVICE ? "DEN-1" : "DEN-1/network";
    }

    @Override
    public Family family() {
        return origin == Origin.DEVICE ? Family.ACCOUNT : Family.NETWORK;
    }

    @Override
    public long halfLifeMs() {
        return policy.halfLife().toMillis();
    }

    @Override
    public Optional<Evidence> read(SignalInput in, Ledger ledger) {
        boolean device = origin == Origin.DEVICE;
        int accounts = accounts(in, device);
        if (accounts < policy.from()
                || ledger.lately(id(), "", in.atMs(), policy.pause().toMillis(), 1)) {
            return Optional.empty();
        }
        double weight = device ? policy.weight() : policy.network();
        return Optional.of(new Evidence("", weight, 0, "", accounts, in.atMs()));
    }

    private static int accounts(SignalInput in, boolean device) {
        if (in.saw(Observation.Kind.ORIGIN_SHARED)) {
            return in.word("shared").equals(device ? "device" : "network") ? (int) in.number("others") : 0;
        }
        if (!in.saw(device ? Observation.Kind.DEVICE_SEEN : Observation.Kind.NETWORK_SEEN)) {
            return 0;
        }
        return device ? in.beside().publishersOnDevice() : in.beside().publishersOnNetwork();
    }

    @Override
    public String explain(RiskState.Note note) {
        return "This account shares a " + (origin == Origin.DEVICE ? "device" : "network") + " with " + note.count()
                + " others that sent picture or sound in calls, and either were flagged for child safety, trafficking or"
                + " sexual exploitation, or pressed panic. They may be in need of help.";
    }

    @Override
    public String caution() {
        return "Hotels, schools, shelters and families share devices and networks.";
    }
}
