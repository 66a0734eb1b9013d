package dev.pullcord.risk;

import dev.pullcord.plugin.Reason;
import dev.pullcord.risk.RiskState.Decayed;
import dev.pullcord.risk.RiskState.Tally;
import java.util.Optional;

/**
 * USR-1/silence: others were there, as the platform says, and did not flag. Says little, for few ever flag; and nothing
 * where people are coerced, where minors or lives are in danger, or where nobody else was there.
 */
record SilentWitnesses(Reporters reporters) implements OfFlags {
    private static final int MEETINGS = 8;
    private static final double MOST_OF_A_FLAG = 0.5;

    @Override
    public String id() {
        return "USR-1/silence";
    }

    /** What a meeting's silence takes away is set anew with each flag from it: one silent witness fewer. */
    @Override
    public Optional<Evidence> of(SignalInput in, Reporters.Weighed weighed, Ledger ledger) {
        if (!weighed.given().first() || in.place().isEmpty() || !speaks(in)) {
            return Optional.empty();
        }
        Optional<Tally> known = ledger.tally(id(), in.place());
        long flagged = known.map(Tally::n).orElse(0L);
        long silent = Math.max(0, in.witnesses() - flagged);
        Reporters.Silence silence = reporters.policy().silence();
        SignalPolicy.Rates rates =
                reporters.flags().rates().get(in.reason().orElseThrow().group());
        double says = Math.log((1 - rates.truePositive()) / (1 - rates.falsePositive()));
        double before = known.map(k -> new Decayed(k.v(), k.t()).at(in.atMs(), halfLifeMs()))
                .orElse(0.0);
        double change = Math.max(-silence.most(), silence.share() * silent * says) - before;
        double now = before
                + Math.max(change, -weighed.counts() * MOST_OF_A_FLAG); // a flag must never speak for whom it flags
        ledger.remember(
                id(), new Tally(in.place(), flagged + 1, in.atMs(), in.atMs(), now), MEETINGS, Ledger.LEAST_RECENT);
        return now == before
                ? Optional.empty()
                : Optional.of(new Evidence(in.place(), now - before, 0, in.place(), silent, in.atMs()));
    }

    private boolean speaks(SignalInput in) {
        Reason.Group group = in.reason().orElseThrow().group();
        return reporters.policy().on()
                && in.witnesses() > 0
                && !in.immediateDanger()
                && !in.minorInvolved()
                && reporters.policy().silence().groups().contains(group);
    }

    @Override
    public String explain(RiskState.Note note) {
        return note.count() == 1
                ? "1 other person was there and raised no flag."
                : note.count() + " other people were there and raised no flag.";
    }

    @Override
    public String caution() {
        return "Most people never flag anything, and those who do nothing may be afraid or part of it.";
    }
}
