package dev.pullcord.risk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All signals there are, and which of them a policy has switched on. */
final class Catalogue {
    private Catalogue() {}

    /** Every signal by its id, on or off: what is off still explains what it said before. */
    static Map<String, Signal> all(SignalPolicy policy) {
        Map<String, Signal> all = new LinkedHashMap<>();
        for (Signal signal : List.of(
                new FlaggedByPeople(policy.flags()),
                new PanicPressed(policy.panics()),
                new MinorInvolved(policy.minors()),
                new WithdrawnSoon(policy.withdrawals()),
                new BlockedByPeople(policy.blocks()),
                new SmallPayments(policy.payments()),
                new ContactBurst(policy.contacts()),
                new SanctionedBefore(policy.sanctions()),
                new NetworkHidden(policy.networks()))) {
            all.put(signal.id(), signal);
        }
        return all;
    }

    /** Those that the policy wants to hear, of families that it lets count. */
    static List<Signal> on(RiskPolicy policy) {
        SignalPolicy signals = policy.signals();
        Map<String, Boolean> on = Map.of(
                "USR-1", signals.flags().on(),
                "USR-2", signals.panics().on(),
                "USR-3", signals.minors().on(),
                "USR-4", signals.withdrawals().on(),
                "USR-5", signals.blocks().on(),
                "PAY-1", signals.payments().on(),
                "OUT-1", signals.contacts().on(),
                "ACC-2", signals.sanctions().on(),
                "NET-1", signals.networks().on());
        List<Signal> heard = new ArrayList<>();
        for (Signal signal : all(signals).values()) {
            if (on.get(signal.id()) && policy.families().contains(signal.family())) {
                heard.add(signal);
            }
        }
        return List.copyOf(heard);
    }
}
