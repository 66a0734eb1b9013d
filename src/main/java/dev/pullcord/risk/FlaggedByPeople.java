package dev.pullcord.risk;

import dev.pullcord.plugin.Reason;
import java.util.Optional;

/**
 * USR-1: different people flag the account. Each flag weighs the log of how much more often harm is flagged than its
 * absence is, for reporters nothing more is known of; a person's further flags add little.
 */
record FlaggedByPeople(Reporters reporters) implements Signal {
    static final String ID = "USR-1";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Family family() {
        return Family.VOICE;
    }

    @Override
    public long halfLifeMs() {
        return reporters.flags().halfLife().toMillis();
    }

    @Override
    public Optional<Evidence> read(SignalInput in, Ledger ledger) {
        if (in.kind() != SignalInput.Kind.FLAG || in.reason().isEmpty()) {
            return Optional.empty();
        }
        Reporters.Weighed weighed = reporters.weigh(in, ledger);
        reporters.flagged(in, ledger);
        return Optional.of(
                new Evidence(in.reason().get().code(), weighed.plain(), weighed.people(), in.place(), 0, in.atMs()));
    }

    @Override
    public String explain(RiskState.Note note) {
        String reason = Reason.ofCode(note.about()).map(Words::reason).orElse(note.about());
        if (note.people() == 0) {
            return "Somebody who had raised a flag before raised one again, for " + reason + ".";
        }
        if (note.count() == 1) {
            return "1 person raised a flag for " + reason + ".";
        }
        String who = note.people() == 1
                ? "1 person raised " + note.count() + " flags for "
                : note.people() + " people raised a flag for ";
        String often = note.people() > 1 && note.count() > note.people() ? ", " + note.count() + " flags in all" : "";
        return who + reason + " within " + Words.span(note) + Words.place(note) + often + ".";
    }

    @Override
    public String caution() {
        return "Groups sometimes agree to flag somebody who did nothing.";
    }
}
