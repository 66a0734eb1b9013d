package dev.pullcord.risk;

import java.util.Optional;

/** USR-1/record: what became of the earlier flags of those who flag, as far as it makes theirs weigh other than a stranger's. */
record ProvenReporter(Reporters reporters) implements OfFlags {
    static final String ID = "USR-1/record";
    private static final String LOWERED = "lowered";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Optional<Evidence> of(SignalInput in, Reporters.Weighed weighed, Ledger ledger) {
        double change = weighed.byRecord();
        String how = reporters.lowered(in) ? LOWERED : change > 0 ? "more" : "less";
        return change == 0
                ? Optional.empty()
                : Optional.of(new Evidence(how, change, weighed.people(), "", 0, in.atMs()));
    }

    @Override
    public String explain(RiskState.Note note) {
        if (note.about().equals(LOWERED)) {
            return "Two people have lowered, for a time, what flags of " + Math.max(1, note.people())
                    + " of those who flagged weigh.";
        }
        String who = note.people() <= 1 ? "1 of those who flagged was" : note.people() + " of those who flagged were";
        return who + " right " + note.about() + " often than most before.";
    }

    @Override
    public String caution() {
        return "Who was wrong before can be right this time, and the other way round.";
    }
}
