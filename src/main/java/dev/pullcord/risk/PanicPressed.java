package dev.pullcord.risk;

import java.util.Optional;

/** USR-2: somebody asked for help, and named this subject or its meeting. */
record PanicPressed(SignalPolicy.Panics policy) implements Signal {
    @Override
    public String id() {
        return "USR-2";
    }

    @Override
    public Family family() {
        return Family.VOICE;
    }

    @Override
    public long halfLifeMs() {
        return policy.halfLife().toMillis();
    }

    @Override
    public Optional<Evidence> read(SignalInput in, Ledger ledger) {
        if (in.kind() != SignalInput.Kind.PANIC) {
            return Optional.empty();
        }
        Ledger.Given given = ledger.oncePerPerson(
                id(),
                in.reporter(),
                policy.weight(),
                in.atMs(),
                halfLifeMs(),
                policy.repeatShare(),
                policy.remembered());
        return Optional.of(Evidence.by(given, "", in));
    }

    @Override
    public String explain(RiskState.Note note) {
        if (note.count() == 1) {
            return "The panic button was pressed.";
        }
        String who = note.people() > 1 ? " by " + note.people() + " people" : "";
        return "The panic button was pressed " + Words.times(note.count()) + who + " within " + Words.span(note)
                + Words.place(note) + ".";
    }

    @Override
    public String caution() {
        return "It can be a slip of the finger, and the wrong person can be holding the device.";
    }
}
