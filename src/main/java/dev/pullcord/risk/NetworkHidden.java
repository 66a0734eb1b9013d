package dev.pullcord.risk;

import dev.pullcord.intake.Observation;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * NET-1: the connection hides where it comes from. A tie-break: the model caps what it adds and never opens a case by
 * it.
 */
record NetworkHidden(SignalPolicy.Networks policy) implements Signal {
    static final Set<String> CLASSES = Set.of("vpn", "tor", "proxy");
    private static final Map<String, String> SAID = Map.of("vpn", "a VPN", "tor", "Tor", "proxy", "a proxy");

    @Override
    public String id() {
        return "NET-1";
    }

    @Override
    public Family family() {
        return Family.NETWORK;
    }

    @Override
    public long halfLifeMs() {
        return policy.halfLife().toMillis();
    }

    @Override
    public Optional<Evidence> read(SignalInput in, Ledger ledger) {
        if (!in.saw(Observation.Kind.NETWORK_SEEN)
                || !(in.attributes().get("class") instanceof String kind)
                || !CLASSES.contains(kind)) {
            return Optional.empty();
        }
        String mark = id() + "/" + kind;
        if (ledger.mark(mark).isPresent()
                && Math.abs(in.atMs() - ledger.mark(mark).getAsLong())
                        < policy.pause().toMillis()) {
            return Optional.empty();
        }
        ledger.mark(mark, in.atMs());
        return Optional.of(new Evidence(kind, policy.weight().getOrDefault(kind, 0.0), 0, "", 0, in.atMs()));
    }

    @Override
    public String explain(RiskState.Note note) {
        return "Connected through " + SAID.getOrDefault(note.about(), note.about()) + ".";
    }

    @Override
    public String caution() {
        return "Victims, journalists and people in danger hide where they are too.";
    }
}
