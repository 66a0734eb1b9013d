package dev.pullcord.risk;

import dev.pullcord.intake.Links;
import dev.pullcord.intake.Observation;
import dev.pullcord.plugin.Reason;
import dev.pullcord.risk.RiskState.Decayed;
import dev.pullcord.risk.RiskState.Tally;
import dev.pullcord.risk.TrackRecord.Kind;
import dev.pullcord.risk.TrackRecord.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How far a flag is believed, by who raised it. What people concluded from somebody's earlier flags makes a Beta posterior of
 * his being right, per reason group, around what is known of all reporters; it fades. All of it is kept in the state of
 * the reporter's own account, where events of his own log write it, so folding that log again finds the same.
 *
 * <p>Lowers and raises a flag's weight only: no flag is turned away for it, a panic does not ask, and whose flags always
 * led nowhere still counts for something.
 */
record Reporters(Policy policy, SignalPolicy.Flags flags) {
    private static final String RIGHT = "reporter/right/";
    private static final String WRONG = "reporter/wrong/";
    private static final String DECIDERS = "reporter/deciders/";
    static final String JUDGED = "reporter/judged/";
    private static final int JUDGED_KEPT = 8; // of each group
    private static final String DEVICE = "reporter/device";
    private static final String NETWORK = "reporter/network";
    private static final String CREATED = "reporter/created";
    private static final long HOUR_MS = 3_600_000;
    private static final int TARGETS = 4;
    private static final int KNOWN_FROM = 3; // conclusions about a group, whatever they were

    /**
     * Its numbers.
     *
     * @param on whether flags differ by who raises them; what is concluded is remembered either way
     * @param halfLife in which a conclusion fades to a half
     * @param right the share of all reporters' flags that lead to something; what is unknown is taken for
     * @param strength how many conclusions that is worth
     * @param decider how alike conclusions of one moderator about one reporter are, 0 … 1: n of them count as
     *     n / (1 + (n − 1)·ρ), so that nobody makes or breaks a record alone
     * @param most nats that a good record adds to a flag at most
     * @param least the share of its weight that a flag keeps whatever the record; above 0
     * @param together how alike flags of one origin are, 0 … 1: n of them count as n / (1 + (n − 1)·ρ)
     * @param remembered how many origins are told apart
     * @param silence what it says that others were there and did not flag
     * @param misuse what may follow where somebody reports without cause again and again
     */
    public record Policy(
            boolean on,
            Duration halfLife,
            double right,
            double strength,
            double decider,
            double most,
            double least,
            Map<Kind, Double> together,
            int remembered,
            Silence silence,
            MisusePolicy misuse) {
        public Policy {
            together = Map.copyOf(together);
            Bounds.duration(Bounds.key("reporters.halfLife"), halfLife);
            Bounds.probability(Bounds.key("reporters.right"), right);
            Bounds.within(Bounds.key("reporters.strength"), strength, 0.5, 1000);
            Bounds.within(Bounds.key("reporters.decider"), decider, 0, 1);
            Bounds.within(Bounds.key("reporters.most"), most, 0, 3);
            Bounds.within(Bounds.key("reporters.least"), least, 0.05, 1);
            for (Kind kind : Kind.values()) {
                String key = Bounds.key("reporters.together." + kind.name().toLowerCase(Locale.ROOT));
                Bounds.within(key, Bounds.present(key, together.get(kind)), 0, 1);
            }
            Bounds.remembered("reporters", remembered);
            Bounds.present(Bounds.key("reporters.misuse"), misuse);
        }
    }

    /**
     * Witnesses who did not flag.
     *
     * @param share κ: how much of what one's silence would say if all who see harm decided alone whether to flag it
     * @param most nats it takes away at most from what one meeting said
     * @param groups for which reasons; never for those where people are coerced, or minors or lives in danger
     */
    public record Silence(double share, double most, Set<Reason.Group> groups) {
        private static final Set<Reason.Group> NEVER =
                Set.of(Reason.Group.MINORS, Reason.Group.COERCION, Reason.Group.LIFE);

        public Silence {
            groups = Set.copyOf(groups);
            Bounds.within(Bounds.key("reporters.silence.share"), share, 0, 0.3);
            Bounds.within(Bounds.key("reporters.silence.most"), most, 0, 1);
            for (Reason.Group group : groups) {
                if (NEVER.contains(group)) {
                    throw new BrokenRule(
                            "silence-excuses",
                            Bounds.key("reporters.silence.groups"),
                            "that others kept silent says nothing about " + Bounds.word(group));
                }
            }
        }
    }

    /**
     * Remembers what an account's own log says of it as a reporter.
     *
     * @param linking whether devices and networks are remembered: not where the policy counts nothing that accounts share
     */
    void remember(SignalInput in, Ledger ledger, boolean linking) {
        if (in.saw(Observation.Kind.FLAG_JUDGED)) {
            judged(in, ledger);
        } else if (in.saw(Observation.Kind.FLAGS_LOWERED)) {
            Misused.remember(in, ledger);
        } else if (in.saw(Observation.Kind.ACCOUNT_CREATED)) {
            ledger.mark(CREATED, in.atMs());
        } else if (linking && !in.origin().isEmpty() && in.saw(Observation.Kind.DEVICE_SEEN)) {
            ledger.lately(DEVICE, in.origin(), in.atMs(), HOUR_MS, 1);
        } else if (linking
                && !in.origin().isEmpty()
                && in.saw(Observation.Kind.NETWORK_SEEN)
                && !in.word("class").equals("mobile")) {
            ledger.lately(NETWORK, in.origin(), in.atMs(), HOUR_MS, 1);
        }
    }

    /** An overturn takes back what was concluded first: both as of that time, so that nothing of it is left. */
    private void judged(SignalInput in, Ledger ledger) {
        String group = in.word("group");
        if (group.isEmpty()) {
            return;
        }
        count(in, ledger, in.word("before"), group, in.word("deciderBefore"), -1);
        count(in, ledger, in.word("conclusion"), group, in.word("decider"), 1);
    }

    /**
     * Counts what was concluded of flags against one account, about one group, once however often it was: else somebody with
     * a second account to flag would be as well known as he likes.
     */
    private void count(SignalInput in, Ledger ledger, String conclusion, String group, String decider, int more) {
        String memory = conclusion.equals("right") ? RIGHT : conclusion.equals("wrong") ? WRONG : "";
        if (memory.isEmpty()) {
            return;
        }
        String about = conclusion.charAt(0) + in.counterparty();
        Optional<Tally> known = ledger.tally(JUDGED + group, about);
        long before = known.map(Tally::n).orElse(0L);
        long firstMs = Math.min(in.atMs(), known.map(Tally::f).orElse(in.atMs()));
        long lastMs = Math.max(in.atMs(), known.map(Tally::t).orElse(in.atMs()));
        ledger.remember(
                JUDGED + group, new Tally(about, before + more, firstMs, lastMs, 0), JUDGED_KEPT, Ledger.LEAST_RECENT);
        if (more > 0 ? before == 0 : before == 1) { // it stands now, or does no more
            moved(in, ledger, conclusion.charAt(0) + decider, memory, group, more);
        }
    }

    /** One moderator's conclusions are alike: what more of them count is less. */
    private void moved(SignalInput in, Ledger ledger, String whose, String memory, String group, int more) {
        long halfLifeMs = policy.halfLife().toMillis();
        Optional<Tally> known = ledger.tally(DECIDERS + group, whose);
        Decayed before = known.map(tally -> new Decayed(tally.v(), tally.t())).orElse(new Decayed(0, in.atMs()));
        Decayed now = before.plus(more, in.atMs(), halfLifeMs);
        Tally his = new Tally(
                whose,
                known.map(Tally::n).orElse(0L) + 1,
                Math.min(in.atMs(), known.map(Tally::f).orElse(in.atMs())),
                now.atMs(),
                Ledger.rounded(now.sum()));
        ledger.remember(DECIDERS + group, his, JUDGED_KEPT, Ledger.LEAST_RECENT);
        double counts = alike(now.sum()) - alike(before.at(now.atMs(), halfLifeMs));
        ledger.count(memory + group, counts, now.atMs(), halfLifeMs);
    }

    /** What n conclusions of one moderator count as; a part of one is that part. */
    private double alike(double n) {
        return n <= 1 ? n : n / (1 + (n - 1) * policy.decider());
    }

    /**
     * What is known of the account of this state as a reporter.
     *
     * @param flagged digest of whom it flags now: that it flagged him before is nothing that it shares with others who do
     */
    TrackRecord trackRecord(RiskState state, String flagged, long atMs) {
        Map<Reason.Group, Double> right = new EnumMap<>(Reason.Group.class);
        Map<Reason.Group, Double> wrong = new EnumMap<>(Reason.Group.class);
        for (Reason.Group group : Reason.Group.values()) {
            if (judged(state, group).count() < KNOWN_FROM) {
                continue; // chance, and nothing to call a record
            }
            faded(state, RIGHT + Bounds.word(group), atMs).ifPresent(n -> right.put(group, n));
            faded(state, WRONG + Bounds.word(group), atMs).ifPresent(n -> wrong.put(group, n));
        }
        List<Origin> origins = new ArrayList<>();
        lately(state, DEVICE, atMs - Links.Kind.DEVICE.kept().toMillis())
                .forEach(key -> origins.add(new Origin(Kind.DEVICE, key)));
        lately(state, NETWORK, atMs - Links.Kind.NETWORK.kept().toMillis())
                .forEach(key -> origins.add(new Origin(Kind.NETWORK, key)));
        Long created = state.marks().get(CREATED);
        if (created != null) {
            origins.add(new Origin(Kind.CREATED, Long.toString(created / HOUR_MS)));
        }
        List<String> targets = wronged(state).stream()
                .filter(target -> !target.equals(flagged))
                .toList();
        for (int i = 0; i < targets.size(); i++) {
            for (int j = i + 1; j < targets.size(); j++) {
                origins.add(new Origin(Kind.TARGETS, SignalInput.digest(targets.get(i), targets.get(j))));
            }
        }
        return new TrackRecord(right, wrong, origins, Misused.now(state, atMs));
    }

    private Optional<Double> faded(RiskState state, String rate, long atMs) {
        Decayed sum = state.rates().get(rate);
        return sum == null
                ? Optional.empty()
                : Optional.of(Math.max(0, sum.at(atMs, policy.halfLife().toMillis())));
    }

    /** The last whom he flagged without cause, in the order of their digests: to be right about the same two is no conspiracy. */
    private static List<String> wronged(RiskState state) {
        Map<String, Long> last = new TreeMap<>();
        for (Reason.Group group : Reason.Group.values()) {
            judged(state, group)
                    .filter(tally -> tally.k().charAt(0) == 'w' && tally.k().length() > 1)
                    .forEach(tally -> last.merge(tally.k().substring(1), tally.t(), Math::max));
        }
        return last.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(TARGETS)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** What still stands of what was concluded. */
    private static Stream<Tally> judged(RiskState state, Reason.Group group) {
        return state.tallies().getOrDefault(JUDGED + Bounds.word(group), List.of()).stream()
                .filter(tally -> tally.n() > 0);
    }

    private static List<String> lately(RiskState state, String memory, long sinceMs) {
        return state.tallies().getOrDefault(memory, List.of()).stream()
                .filter(tally -> tally.t() >= sinceMs)
                .map(Tally::k)
                .toList();
    }

    /** What a flag weighs whose reporter is unknown, in nats. */
    private double plain(SignalInput in, Reason reason) {
        return flags.rates().get(reason.group()).weight() * flags.scale().getOrDefault(reason, 1.0)
                + (in.immediateDanger() ? flags.danger() : 0);
    }

    /** How likely a flag about this group is right, by its reporter's record alone, 0 … 1. */
    double likely(TrackRecord known, Reason.Group group) {
        return known.likely(group, policy.right(), policy.strength());
    }

    /**
     * What the reporter's record adds to that: by how much more, or less, often than others he was right, as log-odds. That
     * is the difference of the logs of TPR/FPR, for the odds of harm among what people could flag are the same for both.
     */
    private double change(SignalInput in, Reason reason) {
        if (!policy.on()) {
            return 0;
        }
        double likely = likely(in.beside().reporter(), reason.group());
        double change = RiskModel.logit(likely) - RiskModel.logit(policy.right());
        return Math.max(-(1 - policy.least()) * plain(in, reason), Math.min(policy.most(), change));
    }

    /**
     * What a flag comes to, beside those before it.
     *
     * @param given what it adds, as far as its reporter is believed
     * @param believed what a stranger's flag is multiplied by for his record; above 0
     * @param part what part of it counts beside others of one origin
     */
    record Weighed(Ledger.Given given, double believed, Together.Part part) {
        /** Nats that a stranger's would add. */
        double plain() {
            return given.weight() / believed;
        }

        /** Nats that the record adds or takes. */
        double byRecord() {
            return given.weight() - plain();
        }

        /** Nats that others of one origin take, below 0. */
        double byOthers() {
            return -(1 - part.share()) * given.weight();
        }

        /** 1 when its reporter has not flagged here before. */
        int people() {
            return given.first() ? 1 : 0;
        }

        /** Nats in all. */
        double counts() {
            return given.weight() * part.share();
        }
    }

    /** Reads only, so that all who ask before the flag is counted are told the same; see {@link #sharing}. */
    Weighed weigh(SignalInput in, Ledger ledger) {
        Ledger.Given given = ledger.offered(
                FlaggedByPeople.ID, in.reporter(), full(in), in.atMs(), halfLifeMs(), flags.repeatShare());
        Together.Part part = policy.on()
                ? together().part(word(given, in), in.beside().reporter().origins(), ledger)
                : Together.Part.ALL;
        return new Weighed(given, believed(in), part);
    }

    /** Remembers who flagged. */
    void flagged(SignalInput in, Ledger ledger) {
        ledger.oncePerPerson(
                FlaggedByPeople.ID,
                in.reporter(),
                full(in),
                in.atMs(),
                halfLifeMs(),
                flags.repeatShare(),
                flags.remembered());
    }

    /** Remembers the flag with each of its origins. */
    void sharing(SignalInput in, Weighed weighed, Ledger ledger) {
        together()
                .add(
                        word(weighed.given(), in),
                        weighed.part(),
                        in.beside().reporter().origins(),
                        ledger);
    }

    /** What part of what this flag adds to another signal counts beside others of one origin, which it joins. */
    double share(Together others, Ledger.Given given, SignalInput in, Ledger ledger) {
        if (!policy.on() || in.kind() != SignalInput.Kind.FLAG) {
            return 1;
        }
        List<Origin> origins = in.beside().reporter().origins();
        Together.Part part = others.part(word(given, in), origins, ledger);
        others.add(word(given, in), part, origins, ledger);
        return part.share();
    }

    /** How far a report is believed, its origins included; to be asked before it is counted. */
    double trusted(SignalInput in, Ledger ledger) {
        return in.kind() == SignalInput.Kind.FLAG && in.reason().isPresent()
                ? believed(in) * weigh(in, ledger).part().share()
                : 1;
    }

    private static Together.Word word(Ledger.Given given, SignalInput in) {
        return new Together.Word(given.weight(), given.whole(), in.atMs());
    }

    private Together together() {
        return new Together(NotIndependent.ID, policy.together(), halfLifeMs(), policy.remembered());
    }

    /** What a flag of somebody new weighs, as far as he is believed. */
    private double full(SignalInput in) {
        return plain(in, in.reason().orElseThrow()) * believed(in);
    }

    /** What a flag's weight is multiplied by for its reporter's record. */
    double believed(SignalInput in) {
        if (in.kind() != SignalInput.Kind.FLAG || in.reason().isEmpty()) {
            return 1; // a panic asks for nobody's record
        }
        Reason reason = in.reason().get();
        double plain = plain(in, reason);
        double byRecord = plain == 0 ? 1 : (plain + change(in, reason)) / plain;
        return lowered(in) ? byRecord * policy.misuse().factor() : byRecord;
    }

    /** Whether people lowered what this flag weighs; of what may be about a minor, they cannot. */
    boolean lowered(SignalInput in) {
        return policy.on() && in.beside().reporter().lowered() && !MinorInvolved.said(in);
    }

    private long halfLifeMs() {
        return flags.halfLife().toMillis();
    }
}
