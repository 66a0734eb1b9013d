package dev.pullcord.risk;

import dev.pullcord.intake.Observation;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * GRM-2: the age an account gives of itself crosses the line between adult and minor. An adult who turns into a minor weighs the
 * whole, a minor who turns into an adult a half.
 */
record AgeChanged(Policy policy) implements Signal {
    private static final String TO_MINOR = "minor";
    private static final String TO_ADULT = "adult";

    /**
     * Its numbers.
     *
     * @param on whether it counts
     * @param halfLife in which it fades to a half
     * @param weight nats
     * @param adults the platform's words for adults
     * @param minors its words for minors
     */
    public record Policy(boolean on, Duration halfLife, double weight, Set<String> adults, Set<String> minors) {
        public Policy {
            adults = Set.copyOf(adults);
            minors = Set.copyOf(minors);
            Bounds.signal("ageChanges", halfLife, weight);
            Bounds.bands("ageChanges", adults, minors);
        }
    }

    @Override
    public String id() {
        return "GRM-2";
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
        if (!in.saw(Observation.Kind.PROFILE_CHANGED)) {
            return Optional.empty();
        }
        String before = in.word("ageBandBefore");
        String after = in.word("ageBandAfter");
        if (policy.adults().contains(before) && policy.minors().contains(after)) {
            return Optional.of(Evidence.one(TO_MINOR, policy.weight(), in));
        }
        return policy.minors().contains(before) && policy.adults().contains(after)
                ? Optional.of(Evidence.one(TO_ADULT, policy.weight() / 2, in))
                : Optional.empty();
    }

    @Override
    public String explain(RiskState.Note note) {
        String change = note.about().equals(TO_MINOR) ? "from adult to minor" : "from minor to adult";
        return "The age given for this account changed " + change
                + (note.count() == 1 ? "" : ", " + Words.times(note.count())) + ".";
    }

    @Override
    public String caution() {
        return "People mistype, grow up, and correct what was wrong.";
    }
}
