package dev.pullcord.risk;

import dev.pullcord.plugin.Reason;
import java.time.Duration;
import java.util.Map;

/**
 * The signals' own numbers: each can be switched off, has a half-life, and weighs so many nats.
 *
 * @param flags USR-1
 * @param panics USR-2
 * @param minors USR-3
 * @param withdrawals USR-4
 * @param blocks USR-5
 * @param payments PAY-1
 * @param contacts OUT-1
 * @param sanctions ACC-2
 * @param networks NET-1
 * @param nearPanics USR-2, for those who were there
 * @param escalations PAY-2
 * @param paidCalls PAY-3
 * @param paidReports PAY-3, in the meeting that a report is from
 * @param payers PAY-4
 * @param overlaps PAY-4, payers in common with another account
 * @param oddPayments PAY-5
 * @param oneWayMeetings SES-1
 * @param recreatedRooms SES-2
 * @param ageGaps GRM-1
 * @param ageChanges GRM-2
 * @param recruiting OUT-2
 * @param pushes NET-2
 * @param cycles SEX-1
 * @param harvests SEX-2
 * @param reusedDevices ACC-1
 * @param origins DEN-1
 * @param matches CNT-1
 * @param classifiers CNT-2
 * @param reporters how USR-1 differs by who flags
 */
public record SignalPolicy(
        Flags flags,
        Panics panics,
        Minors minors,
        Withdrawals withdrawals,
        Blocks blocks,
        Payments payments,
        Contacts contacts,
        Sanctions sanctions,
        Networks networks,
        PanicNearby.Policy nearPanics,
        PaymentEscalation.Policy escalations,
        PaidCall.Policy paidCalls,
        PaidWhereReported.Policy paidReports,
        ManyPayers.Policy payers,
        PayerOverlap.Policy overlaps,
        OddPayment.Policy oddPayments,
        OneWayMeeting.Policy oneWayMeetings,
        RecreatedRoom.Policy recreatedRooms,
        AgeGap.Policy ageGaps,
        AgeChanged.Policy ageChanges,
        RecruitmentBurst.Policy recruiting,
        PushedElsewhere.Policy pushes,
        ExtortionCycle.Policy cycles,
        ContactsHarvested.Policy harvests,
        DeviceReused.Policy reusedDevices,
        SharedOrigin.Policy origins,
        HashMatched.Policy matches,
        ClassifierScored.Policy classifiers,
        Reporters.Policy reporters) {

    /**
     * How often reporters flag what is harm, and what is not.
     *
     * @param truePositive of those who see harm of this group, the share that flags it
     * @param falsePositive of those who see none, the share that flags all the same; below {@code truePositive}
     */
    public record Rates(double truePositive, double falsePositive) {
        /** What one flag weighs, in nats. */
        double weight() {
            return Math.log(truePositive / falsePositive);
        }
    }

    /**
     * USR-1, flags by different people.
     *
     * @param on whether it counts
     * @param halfLife in which a flag fades to a half
     * @param rates of reporters nothing is known of, by reason group
     * @param scale what a flag's weight is multiplied by, by reason; 1 where none is given
     * @param danger nats on top when the reporter says somebody is in danger now
     * @param repeatShare what a second flag of the same person weighs, as a share of the first; a third, of the second
     * @param remembered how many reporters are told apart
     */
    public record Flags(
            boolean on,
            Duration halfLife,
            Map<Reason.Group, Rates> rates,
            Map<Reason, Double> scale,
            double danger,
            double repeatShare,
            int remembered) {
        public Flags {
            rates = Map.copyOf(rates);
            scale = Map.copyOf(scale);
        }
    }

    /** USR-2, a panic: parameters as in {@link Flags}. */
    public record Panics(boolean on, Duration halfLife, double weight, double repeatShare, int remembered) {}

    /** USR-3, a minor is said to be involved: nats on top of the flag's own. */
    public record Minors(boolean on, Duration halfLife, double weight, double repeatShare, int remembered) {}

    /**
     * USR-4, a report withdrawn soon after it was made.
     *
     * @param on whether it counts
     * @param halfLife in which it fades to a half
     * @param weight nats
     * @param slip how soon is so soon that it was a slip of the finger, and says nothing
     * @param window how soon is soon
     * @param remembered how many of the newest reports can be recognised
     */
    public record Withdrawals(
            boolean on, Duration halfLife, double weight, Duration slip, Duration window, int remembered) {}

    /** USR-5, blocked by different people: nats each, and how many are told apart. */
    public record Blocks(boolean on, Duration halfLife, double weight, int remembered) {}

    /**
     * PAY-1, small payments again and again to the same person.
     *
     * @param on whether it counts
     * @param halfLife in which one fades to a half
     * @param weight nats for each from the {@code fromCount}th on
     * @param fromCount how many are a pattern
     * @param toCount after how many no more is learned
     * @param interval the longest pause within a pattern
     * @param small what is small, in euros
     * @param worth by which table amounts are worth so many euros
     * @param remembered how many payees are told apart
     */
    public record Payments(
            boolean on,
            Duration halfLife,
            double weight,
            int fromCount,
            int toCount,
            Duration interval,
            double small,
            Worth worth,
            int remembered) {}

    /**
     * OUT-1, many contact requests at once, most of them unwanted.
     *
     * @param on whether it counts
     * @param halfLife in which a burst fades to a half
     * @param weight nats for each burst
     * @param burst the fading count of recent requests from which on it can be a burst
     * @param factor how many times the account's own usual rate it must be
     * @param recent half-life of the recent count
     * @param usual half-life of the usual rate
     * @param accepted the share of answered requests above which it is no burst
     */
    public record Contacts(
            boolean on,
            Duration halfLife,
            double weight,
            double burst,
            double factor,
            Duration recent,
            Duration usual,
            double accepted) {}

    /** ACC-2, the platform sanctioned the account before: nats for each time. */
    public record Sanctions(boolean on, Duration halfLife, double weight) {}

    /**
     * NET-1, a connection that hides where it comes from. A tie-break only.
     *
     * @param on whether it counts
     * @param halfLife in which it fades to a half
     * @param weight nats, by class of network
     * @param pause it counts once in this time
     */
    public record Networks(boolean on, Duration halfLife, Map<String, Double> weight, Duration pause) {
        public Networks {
            weight = Map.copyOf(weight);
        }
    }

    public SignalPolicy {
        check(flags);
        Bounds.signal("panics", panics.halfLife, panics.weight);
        repeats("panics", panics.repeatShare, panics.remembered);
        Bounds.signal("minors", minors.halfLife, minors.weight);
        repeats("minors", minors.repeatShare, minors.remembered);
        Bounds.signal("withdrawals", withdrawals.halfLife, withdrawals.weight);
        Bounds.duration(Bounds.key("withdrawals.slip"), withdrawals.slip);
        Bounds.duration(Bounds.key("withdrawals.window"), withdrawals.window);
        Bounds.remembered("withdrawals", withdrawals.remembered);
        Bounds.signal("blocks", blocks.halfLife, blocks.weight);
        Bounds.remembered("blocks", blocks.remembered);
        check(payments);
        check(contacts);
        Bounds.signal("sanctions", sanctions.halfLife, sanctions.weight);
        check(networks);
    }

    private static void check(Flags flags) {
        Bounds.duration(Bounds.key("flags.halfLife"), flags.halfLife);
        for (Reason.Group group : Reason.Group.values()) {
            String key = Bounds.key("flags.rates." + Bounds.word(group));
            Rates rates = Bounds.present(key, flags.rates.get(group));
            Bounds.probability(key + ".truePositive", rates.truePositive);
            Bounds.probability(key + ".falsePositive", rates.falsePositive);
            if (rates.falsePositive >= rates.truePositive) {
                throw new IllegalArgumentException(key + ".falsePositive: " + rates.falsePositive
                        + " is not below truePositive, " + rates.truePositive);
            }
        }
        flags.scale.forEach((reason, scale) -> Bounds.within(Bounds.key("flags.scale." + reason.code()), scale, 0, 5));
        Bounds.within(Bounds.key("flags.danger"), flags.danger, 0, 10);
        repeats("flags", flags.repeatShare, flags.remembered);
    }

    private static void check(Payments payments) {
        Bounds.signal("payments", payments.halfLife, payments.weight);
        Bounds.within(Bounds.key("payments.fromCount"), payments.fromCount, 2, 1000);
        Bounds.within(Bounds.key("payments.toCount"), payments.toCount, payments.fromCount, 1000);
        Bounds.duration(Bounds.key("payments.interval"), payments.interval);
        Bounds.remembered("payments", payments.remembered);
        Bounds.within(Bounds.key("payments.small"), payments.small, 0.01, 1e6);
    }

    private static void check(Contacts contacts) {
        Bounds.signal("contacts", contacts.halfLife, contacts.weight);
        Bounds.within(Bounds.key("contacts.burst"), contacts.burst, 2, 100_000);
        Bounds.within(Bounds.key("contacts.factor"), contacts.factor, 1, 1000);
        Bounds.duration(Bounds.key("contacts.recent"), contacts.recent);
        Bounds.duration(Bounds.key("contacts.usual"), contacts.usual);
        if (contacts.usual.compareTo(contacts.recent) <= 0) {
            throw new IllegalArgumentException(
                    Bounds.key("contacts.usual") + ": " + contacts.usual + " is not above recent, " + contacts.recent);
        }
        Bounds.within(Bounds.key("contacts.accepted"), contacts.accepted, 0, 1);
    }

    private static void check(Networks networks) {
        Bounds.duration(Bounds.key("networks.halfLife"), networks.halfLife);
        networks.weight.forEach((kind, weight) -> {
            if (!NetworkHidden.CLASSES.contains(kind)) {
                throw new IllegalArgumentException(
                        Bounds.key("networks.weight") + ": '" + kind + "' is none of " + NetworkHidden.CLASSES);
            }
            Bounds.within(Bounds.key("networks.weight." + kind), weight, 0, 1);
        });
        Bounds.duration(Bounds.key("networks.pause"), networks.pause);
    }

    private static void repeats(String signal, double repeatShare, int remembered) {
        Bounds.within(Bounds.key(signal + ".repeatShare"), repeatShare, 0, 0.5);
        Bounds.remembered(signal, remembered);
    }
}
