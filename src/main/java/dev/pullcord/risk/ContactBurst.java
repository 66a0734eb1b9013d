package dev.pullcord.risk;

import dev.pullcord.intake.Observation;
import java.util.Optional;

/**
 * OUT-1: many more contact requests at once than this account usually sends, few of them accepted. Rates are fading
 * counts with two half-lives; for a steady sender they stand in the ratio of the half-lives, so what is above that ratio
 * is above the usual.
 */
record ContactBurst(SignalPolicy.Contacts policy) implements Signal {
    private static final double ENOUGH_ANSWERS = 5;
    static final String REFUSED = "refused";

    @Override
    public String id() {
        return "OUT-1";
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
        if (!in.saw(Observation.Kind.CONTACT_REQUESTED)
                || Boolean.TRUE.equals(in.attributes().get("mutual"))) {
            return Optional.empty();
        }
        long recentMs = policy.recent().toMillis();
        long usualMs = policy.usual().toMillis();
        double recent = ledger.count(id() + "/recent", 1, in.atMs(), recentMs);
        double usual = ledger.count(id() + "/usual", 1, in.atMs(), usualMs) * recentMs / usualMs;
        boolean answer = in.attributes().get("accepted") instanceof Boolean;
        double answered = ledger.count(id() + "/answered", answer ? 1 : 0, in.atMs(), recentMs);
        boolean yes = Boolean.TRUE.equals(in.attributes().get("accepted"));
        double accepted = ledger.count(id() + "/accepted", yes ? 1 : 0, in.atMs(), recentMs);
        boolean known = answered >= ENOUGH_ANSWERS;
        if (recent < policy.burst()
                || recent < policy.factor() * Math.max(1, usual)
                || (known && accepted > policy.accepted() * answered)
                || lately(in, ledger, recentMs)) {
            return Optional.empty();
        }
        ledger.mark(id(), in.atMs());
        return Optional.of(Evidence.one(known ? REFUSED : "", policy.weight(), in));
    }

    /** A burst that goes on is one burst. */
    private boolean lately(SignalInput in, Ledger ledger, long recentMs) {
        return ledger.mark(id()).isPresent()
                && Math.abs(in.atMs() - ledger.mark(id()).getAsLong()) < recentMs;
    }

    @Override
    public String explain(RiskState.Note note) {
        String few = note.about().equals(REFUSED) ? ", and few were accepted" : "";
        return note.count() == 1
                ? "Many contact requests at once, far above this account's usual rate" + few + "."
                : note.count() + " bursts of contact requests within " + Words.span(note)
                        + ", far above this account's usual rate" + few + ".";
    }

    @Override
    public String caution() {
        return "New accounts, recruiters and teachers also contact many people at once.";
    }
}
