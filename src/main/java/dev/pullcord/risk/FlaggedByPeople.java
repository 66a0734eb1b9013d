package dev.pullcord.risk;

import dev.pullcord.plugin.Reason;
import java.util.Optional;

/**
 * USR-1: different people flag the account. Each flag weighs the log of how much more often harm is flagged than its
 * absence is, for reporters nothing more is known of; a person's further flags add little.
 */
record FlaggedByPeople(Reporters reporters) implements Signal {
    static final String ID = "USR-1";

    /** Whether this is a flag, and the first of its reporter: to be asked before this signal has read it. */
    static boolean isFirstOf(SignalInput in, Ledger ledger) {
        return in.kind() == SignalInput.Kind.FLAG
                && in.reason().isPresent()
                && ledger.tally(ID, in.reporter()).isEmpty();
    }

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
        Reason reason = in.reason().get();
        Ledger.Given given = ledger.oncePerPerson(
                id(),
                in.reporter(),
                reporters.plain(in, reason),
                in.atMs(),
                halfLifeMs(),
                reporters.flags().repeatShare(),
                reporters.flags().remembered());
        return Optional.of(Evidence.by(given, reason.code(), in));
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
