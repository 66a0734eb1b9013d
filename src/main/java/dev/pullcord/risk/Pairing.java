package dev.pullcord.risk;

import dev.pullcord.risk.RiskState.Tally;
import java.util.Optional;

/**
 * Two kinds of things that mean something when they happen with the same person close together, in whichever order they are
 * told. Of each kind the newest one of each person is remembered, and each counts once.
 *
 * @param signal whose memory it is
 * @param earlyMs how long the second kind may come before the first
 * @param lateMs how long it may come after
 * @param remembered how many people of each kind are told apart
 */
record Pairing(String signal, long earlyMs, long lateMs, int remembered) {
    /** The first kind of thing, which lasted a while. Answers when its pair was, if this completes one. */
    Optional<Tally> first(Ledger ledger, String person, long fromMs, long toMs) {
        return meet(ledger, "/1", "/2", new Tally(person, 0, fromMs, toMs, 0));
    }

    /** The second kind of thing. Answers when its pair was, if this completes one. */
    Optional<Tally> second(Ledger ledger, String person, long atMs) {
        return meet(ledger, "/2", "/1", new Tally(person, 0, atMs, atMs, 0));
    }

    private Optional<Tally> meet(Ledger ledger, String mine, String other, Tally told) {
        Optional<Tally> known = ledger.tally(signal + mine, told.k());
        boolean again = known.filter(k -> k.n() > 0 && k.t() >= told.f() && k.f() <= told.t())
                .isPresent();
        Tally now = again ? counted(told) : told; // the same call told twice counts once
        Optional<Tally> pair = ledger.tally(signal + other, now.k())
                .filter(t -> !again && t.n() == 0)
                .filter(t -> mine.equals("/1") ? near(now, t) : near(t, now));
        if (pair.isPresent()) {
            ledger.remember(signal + other, counted(pair.get()), remembered, Ledger.LEAST_RECENT);
        }
        if (known.isEmpty() || known.get().t() <= now.t()) {
            Tally kept = pair.isPresent() ? counted(now) : now;
            ledger.remember(signal + mine, kept, remembered, Ledger.LEAST_RECENT);
        }
        return pair;
    }

    private boolean near(Tally first, Tally second) {
        return second.t() >= first.f() - earlyMs && second.f() <= first.t() + lateMs;
    }

    private static Tally counted(Tally tally) {
        return new Tally(tally.k(), 1, tally.f(), tally.t(), tally.v());
    }
}
