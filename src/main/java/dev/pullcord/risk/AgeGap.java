package dev.pullcord.risk;

import dev.pullcord.intake.Observation;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * GRM-1: an adult's new contacts are mostly minors. Needs the platform's own word on both ages; where it does not say that the
 * ages are verified, it weighs less, and where it says they are not, nothing.
 */
record AgeGap(Policy policy) implements Signal {

    /**
     * Its numbers.
     *
     * @param on whether it counts
     * @param halfLife in which it fades to a half
     * @param weight nats
     * @param adults the platform's words for adults
     * @param minors its words for minors
     * @param from the fading count of minors asked from which on it is a pattern
     * @param share the share of minors among all new contacts from which on it is one
     * @param recent half-life of these counts
     * @param unverified what the weight is multiplied by when the platform does not say that the ages are verified
     * @param pause it counts once in this time
     */
    public record Policy(
            boolean on,
            Duration halfLife,
            double weight,
            Set<String> adults,
            Set<String> minors,
            double from,
            double share,
            Duration recent,
            double unverified,
            Duration pause) {
        public Policy {
            adults = Set.copyOf(adults);
            minors = Set.copyOf(minors);
            Bounds.signal("ageGaps", halfLife, weight);
            Bounds.bands("ageGaps", adults, minors);
            Bounds.within(Bounds.key("ageGaps.from"), from, 2, 1000);
            Bounds.within(Bounds.key("ageGaps.share"), share, 0.3, 1);
            Bounds.duration(Bounds.key("ageGaps.recent"), recent);
            Bounds.within(Bounds.key("ageGaps.unverified"), unverified, 0, 1);
            Bounds.duration(Bounds.key("ageGaps.pause"), pause);
        }
    }

    @Override
    public String id() {
        return "GRM-1";
    }

    @Override
    public Family family() {
        return Family.CONTACT;
    }

    @Override
    public long halfLifeMs() {
        return policy.halfLife().toMillis();
    }

    @Override
    public Optional<Evidence> read(SignalInput in, Ledger ledger) {
        boolean minor = policy.minors().contains(in.word("counterpartyAgeBand"));
        boolean adult = policy.adults().contains(in.word("counterpartyAgeBand"));
        if (!in.saw(Observation.Kind.CONTACT_REQUESTED)
                || !policy.adults().contains(in.word("ageBand"))
                || !(minor || adult)
                || in.yes("mutual")
                || Boolean.FALSE.equals(in.attributes().get("ageVerified"))) {
            return Optional.empty();
        }
        long recentMs = policy.recent().toMillis();
        double minors = ledger.count(id() + "/minors", minor ? 1 : 0, in.atMs(), recentMs);
        double all = ledger.count(id() + "/all", 1, in.atMs(), recentMs);
        if (!minor
                || minors < policy.from()
                || minors < policy.share() * all
                || ledger.lately(id(), "", in.atMs(), policy.pause().toMillis(), 1)) {
            return Optional.empty();
        }
        double weight = policy.weight() * (in.yes("ageVerified") ? 1 : policy.unverified());
        return Optional.of(new Evidence("", weight, 0, "", 0, in.atMs()));
    }

    @Override
    public String explain(RiskState.Note note) {
        String often = note.count() == 1 ? "" : ", seen " + Words.times(note.count()) + " within " + Words.span(note);
        return "Most of the people this adult newly asks for contact are minors" + often + ".";
    }

    @Override
    public String caution() {
        return "Teachers, trainers and relatives have such contacts; ages can be wrong.";
    }
}
