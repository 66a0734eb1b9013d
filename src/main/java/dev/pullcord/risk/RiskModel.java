package dev.pullcord.risk;

import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.Reason;
import dev.pullcord.risk.RiskState.Decayed;
import dev.pullcord.risk.RiskState.Note;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Adds evidence up. Each piece is a weight in nats (Good's weight of evidence, 1950) that fades with a half-life; per
 * family the faded weights are summed to S and saturate at c·(1 − e^(−S/c)), so that much of one kind cannot stand for
 * many kinds; the families' sums are added to the prior's log-odds.
 *
 * <p>Pure and total: a batch makes the same state in whatever order it is given ({@link AsItHappened}), and events make the same
 * state however they are cut into batches, as long as no batch holds one that happened before one of an earlier batch.
 * Events it does not know change nothing. Stateless and safe for any number of threads.
 */
public final class RiskModel {
    private static final Map<String, Family> FAMILIES =
            Arrays.stream(Family.values()).collect(Collectors.toUnmodifiableMap(Family::word, Function.identity()));
    static final String REPORTED = "reported/";
    private static final Map<Reason.Group, String> REPORTED_OF = Arrays.stream(Reason.Group.values())
            .collect(Collectors.toUnmodifiableMap(Function.identity(), group -> REPORTED + Bounds.word(group)));
    private static final double WORTH_SHOWING = 0.01; // nats

    private final RiskPolicy policy;
    private final Map<String, Signal> signals;
    private final List<Signal> heard;
    private final Reporters reporters;
    private final Set<String> lasting;
    private final Map<String, Term> terms;

    /** What the name of a sum says. */
    private record Term(Family family, long halfLifeMs) {}

    public RiskModel(RiskPolicy policy) {
        SignalInput.refuseForbidden(SignalInput.ATTRIBUTES);
        this.policy = policy;
        signals = Catalogue.all(policy.signals());
        heard = Catalogue.on(policy);
        reporters = new Reporters(policy.signals().reporters(), policy.signals().flags());
        lasting = signals.values().stream()
                .filter(Signal::lasting)
                .map(Signal::id)
                .collect(Collectors.toUnmodifiableSet());
        terms = signals.values().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Ledger::sum, s -> new Term(s.family(), s.halfLifeMs()), (one, same) -> one));
    }

    /** The ids of all signals, on or off. */
    public Set<String> signalIds() {
        return Set.copyOf(signals.keySet());
    }

    /** The state with one more event in it; the very same state when the event says nothing. */
    public RiskState fold(RiskState before, LoggedEvent event) {
        return fold(before, List.of(event));
    }

    /** The state with these events in it, whatever order they are given in; the very same state when they say nothing. */
    public RiskState fold(RiskState before, List<LoggedEvent> events) {
        return fold(before, events, event -> Beside.NOTHING);
    }

    /** The same, with the numbers that were read elsewhere for each event. */
    public RiskState fold(RiskState before, List<LoggedEvent> events, Function<LoggedEvent, Beside> beside) {
        Ledger ledger = new Ledger(before, lasting);
        for (LoggedEvent event : AsItHappened.sorted(events)) {
            Optional<SignalInput> in = SignalInput.of(
                    event, beside.apply(event), policy.signals().payments().worth());
            if (in.isPresent()) {
                read(in.get(), ledger);
            }
        }
        return ledger.close();
    }

    private void read(SignalInput in, Ledger ledger) {
        if (in.isReport() && policy.families().contains(Family.VOICE)) {
            in.reason().ifPresent(reason -> ledger.mark(REPORTED_OF.get(reason.group()), in.atMs()));
        }
        reporters.remember(in, ledger, linking());
        for (Signal signal : heard) {
            signal.read(in, ledger).ifPresent(evidence -> ledger.book(signal, evidence, in.atMs()));
        }
    }

    /**
     * What is known of an account as a reporter.
     *
     * @param reporter what is remembered of it
     * @param flagged whom it flags
     */
    public TrackRecord trackRecord(RiskState reporter, Subject flagged, Instant now) {
        String whom = flagged.kind() == Subject.Kind.ACCOUNT ? SignalInput.account(flagged.id()) : "";
        return reporters.trackRecord(reporter, whom, now.toEpochMilli());
    }

    /** How likely a flag about this group of reasons is right, by its reporter's record alone; 0 … 1. */
    public double likely(TrackRecord reporter, Reason.Group group) {
        return reporters.likely(reporter, group);
    }

    /** Whether it is remembered that people judged a flag of this reporter's about that account. */
    public static boolean judged(RiskState reporter, String account) {
        return Misused.judged(reporter, SignalInput.account(account));
    }

    /** Whether the policy lets count what accounts share; if not, it is not even remembered. */
    public boolean linking() {
        return policy.families().contains(Family.ACCOUNT) || policy.families().contains(Family.NETWORK);
    }

    /** What it all adds up to at a moment, and why. */
    public Risk assess(RiskState state, Instant now) {
        long at = now.toEpochMilli();
        Map<Family, Double> sums = sums(state, at);
        Terms terms = terms(state, sums, at);
        double score = terms.score(policy);
        Map<Family, Double> shares = terms.counting(policy);
        return new Risk(score, terms.prior(policy.prior()), sigmoid(score), contributions(state, sums, shares, at));
    }

    /** What it all adds up from at a moment. */
    public Terms terms(RiskState state, Instant now) {
        long at = now.toEpochMilli();
        return terms(state, sums(state, at), at);
    }

    private Terms terms(RiskState state, Map<Family, Double> sums, long at) {
        Map<Reason.Group, Double> reported = new EnumMap<>(Reason.Group.class);
        for (Reason.Group group : Reason.Group.values()) {
            Long reportedAt = state.marks().get(REPORTED_OF.get(group));
            if (reportedAt != null) {
                long age = Math.max(0, at - reportedAt);
                reported.put(group, Decayed.half(age, policy.prior().halfLife().toMillis()));
            }
        }
        return new Terms(shares(sums), reported, state.marks().containsKey(MinorInvolved.MARK));
    }

    /**
     * Whether what was observed, and nobody reported, is reason enough for a case: two families must say so, the whole
     * must pass the policy's probability, and it must be clearly more than people have judged already. Network evidence
     * is left out throughout: it can be the reason to look at one case before another, never to look at all.
     *
     * @param settledScore the score when a case of this subject was last decided; negative infinity when none was
     */
    public boolean behaviourOpens(RiskState state, Instant now, double settledScore) {
        long at = now.toEpochMilli();
        Terms terms = terms(state, sums(state, at), at);
        long families = terms.shares().entrySet().stream()
                .filter(e -> policy.opening().families().contains(e.getKey()))
                .filter(e -> e.getValue() >= policy.opening().familyMinimum())
                .count();
        double score = terms.withoutNetwork(policy);
        return families >= policy.opening().atLeast()
                && sigmoid(score) > policy.opening().probability()
                && score > settledScore + policy.opening().margin();
    }

    /** What each family's evidence weighs now, in nats. */
    private Map<Family, Double> sums(RiskState state, long at) {
        Map<Family, Double> sums = new EnumMap<>(Family.class);
        state.sums().forEach((name, sum) -> {
            Term term = terms.containsKey(name) ? terms.get(name) : term(name);
            if (term.family() != null && policy.families().contains(term.family())) {
                sums.merge(term.family(), sum.at(at, term.halfLifeMs()), Double::sum);
            }
        });
        return sums;
    }

    /** Of a sum that was begun under another policy; a newer version may know families that this one does not. */
    private static Term term(String name) {
        int slash = name.indexOf('/');
        Family family = FAMILIES.get(name.substring(0, Math.max(0, slash)));
        return new Term(family, family == null ? 0 : Long.parseLong(name.substring(slash + 1)));
    }

    /** What of that each family adds, in nats. */
    private Map<Family, Double> shares(Map<Family, Double> sums) {
        Map<Family, Double> shares = new EnumMap<>(Family.class);
        sums.forEach((family, sum) ->
                shares.put(family, saturated(sum, policy.saturation().get(family))));
        return shares;
    }

    static double saturated(double sum, double most) {
        return sum > 0 ? -most * Math.expm1(-sum / most) : sum;
    }

    private List<Contribution> contributions(
            RiskState state, Map<Family, Double> sums, Map<Family, Double> shares, long at) {
        List<Contribution> shown = new ArrayList<>();
        for (Note note : state.notes()) {
            Signal signal = signals.get(note.signal());
            if (signal == null || !policy.families().contains(signal.family())) {
                continue; // from a catalogue that had more, or a policy that weighed more
            }
            double weight = new Decayed(note.weight(), note.lastMs()).at(at, note.halfLifeMs());
            if (Math.abs(weight) >= WORTH_SHOWING || signal.lasting()) {
                double sum = sums.getOrDefault(signal.family(), 0.0);
                shown.add(new Contribution(
                        note.signal(),
                        signal.family(),
                        weight,
                        sum == 0 ? 0 : weight * shares.get(signal.family()) / sum,
                        note.halfLifeMs(),
                        Instant.ofEpochMilli(note.lastMs()),
                        signal.explain(note),
                        signal.caution()));
            }
        }
        shown.sort(Comparator.comparingDouble(Contribution::weight)
                .reversed()
                .thenComparing(Contribution::signal)
                .thenComparing(Contribution::explanation));
        return shown;
    }

    static double sigmoid(double logOdds) {
        return 1 / (1 + Math.exp(-logOdds));
    }

    static double logit(double probability) {
        return Math.log(probability) - Math.log1p(-probability);
    }
}
