package dev.pullcord.risk;

import dev.pullcord.intake.Observation;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * CNT-2: a classifier of the platform's scored something of this account high, for one of the labels that the policy listens to. A machine's
 * guess: it weighs little, once in a while for each label, and opens nothing by itself.
 */
record ClassifierScored(Policy policy) implements Signal {

    /**
     * Its numbers.
     *
     * @param on whether it counts
     * @param halfLife in which it fades to a half
     * @param weight nats for each label
     * @param from the score from which on it counts, 0.5 … 1
     * @param labels the platform's words that count; out of a closed list, so that none says who somebody is
     * @param pause each label counts once in this time
     */
    public record Policy(
            boolean on, Duration halfLife, double weight, double from, Set<String> labels, Duration pause) {
        public Policy {
            labels = Set.copyOf(labels);
            Bounds.duration(Bounds.key("classifiers.halfLife"), halfLife);
            Bounds.within(Bounds.key("classifiers.weight"), weight, 0, 1);
            Bounds.within(Bounds.key("classifiers.from"), from, 0.5, 1);
            Bounds.labels("classifiers", labels);
            Bounds.duration(Bounds.key("classifiers.pause"), pause);
        }
    }

    @Override
    public String id() {
        return "CNT-2";
    }

    @Override
    public Family family() {
        return Family.MEETING;
    }

    @Override
    public long halfLifeMs() {
        return policy.halfLife().toMillis();
    }

    @Override
    public Optional<Evidence> read(SignalInput in, Ledger ledger) {
        String label = in.word("label");
        if (!in.saw(Observation.Kind.CLASSIFIER_SCORED)
                || !policy.labels().contains(label)
                || !(in.number("score") >= policy.from() && in.number("score") <= 1)
                || ledger.lately(
                        id(),
                        label,
                        in.atMs(),
                        policy.pause().toMillis(),
                        policy.labels().size())) {
            return Optional.empty();
        }
        return Optional.of(Evidence.one(label, policy.weight(), in));
    }

    @Override
    public String explain(RiskState.Note note) {
        return "A classifier of the platform's took something of this account for "
                + note.about().replace('_', ' ') + ", " + Words.times(note.count()) + ".";
    }

    @Override
    public String caution() {
        return "Classifiers are often wrong, and more often about some people than about others.";
    }
}
