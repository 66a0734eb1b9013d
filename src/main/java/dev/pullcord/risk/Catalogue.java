package dev.pullcord.risk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All signals there are, and which of them a policy has switched on. */
final class Catalogue {
    private record Listed(Signal signal, boolean on) {}

    private Catalogue() {}

    private static List<Listed> list(SignalPolicy p) {
        Reporters reporters = new Reporters(p.reporters(), p.flags());
        boolean counted = p.flags().on() && p.reporters().on();
        return List.of(
                // What is about who flags reads the flag before it is counted, in this order.
                new Listed(new ProvenReporter(reporters), counted),
                new Listed(new SilentWitnesses(reporters), counted),
                new Listed(
                        new WithdrawnSoon(p.withdrawals(), reporters),
                        p.withdrawals().on()),
                new Listed(new NotIndependent(reporters), counted),
                new Listed(new FlaggedByPeople(reporters), p.flags().on()),
                new Listed(new PanicPressed(p.panics()), p.panics().on()),
                new Listed(new PanicNearby(p.nearPanics()), p.nearPanics().on()),
                new Listed(new MinorInvolved(p.minors(), reporters), p.minors().on()),
                new Listed(new BlockedByPeople(p.blocks()), p.blocks().on()),
                new Listed(new SmallPayments(p.payments()), p.payments().on()),
                new Listed(
                        new PaymentEscalation(p.escalations(), p.payments().small()),
                        p.escalations().on()),
                new Listed(new PaidCall(p.paidCalls()), p.paidCalls().on()),
                new Listed(
                        new PaidWhereReported(p.paidReports()), p.paidReports().on()),
                new Listed(new ManyPayers(p.payers()), p.payers().on()),
                new Listed(new PayerOverlap(p.overlaps()), p.overlaps().on()),
                new Listed(new OddPayment(p.oddPayments()), p.oddPayments().on()),
                new Listed(
                        new OneWayMeeting(p.oneWayMeetings()),
                        p.oneWayMeetings().on()),
                new Listed(
                        new RecreatedRoom(p.recreatedRooms()),
                        p.recreatedRooms().on()),
                new Listed(new AgeGap(p.ageGaps()), p.ageGaps().on()),
                new Listed(new AgeChanged(p.ageChanges()), p.ageChanges().on()),
                new Listed(new ContactBurst(p.contacts()), p.contacts().on()),
                new Listed(new RecruitmentBurst(p.recruiting()), p.recruiting().on()),
                new Listed(new PushedElsewhere(p.pushes()), p.pushes().on()),
                new Listed(new ExtortionCycle(p.cycles()), p.cycles().on()),
                new Listed(new ContactsHarvested(p.harvests()), p.harvests().on()),
                new Listed(new HashMatched(p.matches()), p.matches().on()),
                new Listed(
                        new ClassifierScored(p.classifiers()), p.classifiers().on()),
                new Listed(
                        new DeviceReused(p.reusedDevices()), p.reusedDevices().on()),
                new Listed(new SanctionedBefore(p.sanctions()), p.sanctions().on()),
                new Listed(new NetworkHidden(p.networks()), p.networks().on()),
                new Listed(
                        new SharedOrigin(p.origins(), SharedOrigin.Origin.DEVICE),
                        p.origins().on()),
                new Listed(
                        new SharedOrigin(p.origins(), SharedOrigin.Origin.NETWORK),
                        p.origins().on()));
    }

    /** Every signal by its id, on or off: what is off still explains what it said before. */
    static Map<String, Signal> all(SignalPolicy policy) {
        Map<String, Signal> all = new LinkedHashMap<>();
        list(policy).forEach(listed -> all.put(listed.signal.id(), listed.signal));
        return all;
    }

    /** Those that the policy wants to hear, of families that it lets count. */
    static List<Signal> on(RiskPolicy policy) {
        return list(policy.signals()).stream()
                .filter(Listed::on)
                .map(Listed::signal)
                .filter(signal -> policy.families().contains(signal.family()))
                .toList();
    }
}
