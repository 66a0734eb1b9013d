package dev.pullcord.risk;

import dev.pullcord.plugin.Reason;
import dev.pullcord.risk.RiskState.Tally;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What is remembered of an account whose flags were lowered for a time. What was taken back stays so, in whatever order the two
 * are told.
 */
final class Misused {
    private static final String LOWERED = "reporter/lowered";
    private static final int KEPT = 4;

    private Misused() {}

    static void remember(SignalInput in, Ledger ledger) {
        String measure = SignalInput.digest("measure", in.word("measure"));
        boolean over = in.yes("takenBack")
                || ledger.tally(LOWERED, measure)
                        .filter(known -> known.n() == 0)
                        .isPresent();
        double untilMs = in.number("untilMs");
        if (!over && !(untilMs > (double) in.atMs())) {
            return;
        }
        long until = over ? in.atMs() : Math.min((long) untilMs, in.atMs() + MisusePolicy.MOST.toMillis());
        ledger.remember(LOWERED, new Tally(measure, over ? 0 : 1, in.atMs(), until, 0), KEPT, Ledger.LEAST_RECENT);
    }

    /** Whether it holds at this moment. */
    static boolean now(RiskState state, long atMs) {
        Optional<Tally> holding = state.tallies().getOrDefault(LOWERED, List.of()).stream()
                .filter(tally -> tally.n() > 0 && tally.f() <= atMs && atMs < tally.t())
                .findAny();
        return holding.isPresent();
    }

    /** Whether any conclusion about flags against this account is remembered. */
    static boolean judged(RiskState state, String account) {
        return Arrays.stream(Reason.Group.values())
                .flatMap(group ->
                        state.tallies().getOrDefault(Reporters.JUDGED + Bounds.word(group), List.of()).stream())
                .anyMatch(tally -> tally.k().substring(1).equals(account));
    }
}
