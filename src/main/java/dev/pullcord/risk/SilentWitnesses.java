package dev.pullcord.risk;

import dev.pullcord.plugin.Reason;
import dev.pullcord.risk.RiskState.Decayed;
import dev.pullcord.risk.RiskState.Tally;
import java.util.List;
import java.util.Optional;

/**
 * USR-1/silence: others were there, as the platform says, and said nothing. Says little, for few ever flag; and nothing
 * where people are coerced, where minors or lives are in danger, where somebody pressed panic, or where nobody else was.
 * Whoever raised any report there, for whatever reason and however often, was not silent.
 */
record SilentWitnesses(Reporters reporters) implements Signal {
    private static final String SPOKE = "USR-1/spoke";
    private static final int SPEAKERS = 32;
    private static final int MEETINGS = 8;
    private static final double MOST_OF_A_FLAG = 0.5;
    private static final double PANIC = 1; // in a speaker's tally

    @Override
    public String id() {
        return "USR-1/silence";
    }

    @Override
    public Family family() {
        return Family.VOICE;
    }

    @Override
    public long halfLifeMs() {
        return reporters.flags().halfLife().toMillis();
    }

    /** What a meeting's silence takes away is set anew with each report from it: one silent witness fewer. */
    @Override
    public Optional<Evidence> read(SignalInput in, Ledger ledger) {
        if (!in.isReport() || in.place().isEmpty()) {
            return Optional.empty();
        }
        List<Tally> spoke = spoke(in, ledger);
        Optional<Tally> known = ledger.tally(id(), in.place());
        boolean judges = speaks(in);
        if (known.isEmpty() && !judges) {
            return Optional.empty();
        }
        long there = Math.max(known.map(Tally::n).orElse(0L), in.witnesses() + 1L);
        boolean excused = spoke.stream().anyMatch(who -> who.v() == PANIC);
        long silent = excused ? 0 : Math.max(0, there - spoke.size());
        Decayed booked = known.map(k -> new Decayed(k.v(), k.t())).orElse(new Decayed(0, in.atMs()));
        double most = judges ? reporters.weigh(in, ledger).counts() * MOST_OF_A_FLAG : 0;
        double change = // a flag must never speak for whom it flags
                Math.max(takes(in, silent) - booked.at(in.atMs(), halfLifeMs()), -most);
        Decayed now = booked.plus(change, in.atMs(), halfLifeMs()); // events can come out of their order
        ledger.remember(
                id(), new Tally(in.place(), there, in.atMs(), now.atMs(), now.sum()), MEETINGS, Ledger.LEAST_RECENT);
        return change == 0
                ? Optional.empty()
                : Optional.of(new Evidence(in.place(), change, 0, in.place(), silent, in.atMs()));
    }

    /** Who spoke in this meeting, with this one. */
    private static List<Tally> spoke(SignalInput in, Ledger ledger) {
        String here = in.place() + " ";
        String who = here + in.reporter();
        boolean panic = in.kind() == SignalInput.Kind.PANIC
                || ledger.tally(SPOKE, who).filter(t -> t.v() == PANIC).isPresent();
        ledger.remember(
                SPOKE, new Tally(who, 1, in.atMs(), in.atMs(), panic ? PANIC : 0), SPEAKERS, Ledger.LEAST_RECENT);
        return ledger.all(SPOKE).stream()
                .filter(tally -> tally.k().startsWith(here))
                .toList();
    }

    /** Nats, 0 or below. */
    private double takes(SignalInput in, long silent) {
        if (silent == 0 || in.reason().isEmpty()) {
            return 0;
        }
        Reporters.Silence silence = reporters.policy().silence();
        SignalPolicy.Rates rates =
                reporters.flags().rates().get(in.reason().get().group());
        double says = Math.log((1 - rates.truePositive()) / (1 - rates.falsePositive()));
        return Math.max(-silence.most(), silence.share() * silent * says);
    }

    private boolean speaks(SignalInput in) {
        return in.kind() == SignalInput.Kind.FLAG
                && in.reason()
                        .map(Reason::group)
                        .filter(reporters.policy().silence().groups()::contains)
                        .isPresent()
                && in.witnesses() > 0
                && !in.immediateDanger()
                && !in.minorInvolved();
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
