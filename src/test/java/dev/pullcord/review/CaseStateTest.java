package dev.pullcord.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pullcord.review.CaseState.Move;
import dev.pullcord.review.CaseState.Step;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class CaseStateTest {
    /** {@code rest} is queued on tier 1 and escalated above; {@code =} is "already there", {@code -} "not allowed". */
    private static final String EXPECTED = """
            move      queued    claimed   awaiting_approval snoozed escalated decided appealed closed
            claim     claimed   =         -         -       claimed   -        -        -
            release   rest=     rest      -         -       rest=     -        -        -
            lapse     rest=     rest      -         -       rest=     -        -        -
            decide    -         decided   -         -       -         =        -        -
            propose   -         awaiting_approval = -       -         -        -        -
            approve   -         -         decided   -       -         =        -        -
            refuse    rest=     -         rest      -       rest=     -        -        -
            expire    rest=     -         rest      -       rest=     -        -        -
            snooze    -         snoozed   -         =       -         -        -        -
            wake      rest=     -         -         rest    rest=     -        -        -
            escalate  escalated escalated -         -       escalated -        -        -
            assign    rest      rest      -         -       rest      -        -        -
            raise     queued    claimed   awaiting_approval rest escalated -   -        -
            alarm     rest      claimed   rest      rest    rest      -        -        -
            attribute -         closed    -         -       -         -        -        =
            undo      rest=     -         -         -       rest=     rest     -        -
            correct   -         -         -         -       -         decided  -        closed
            appeal    -         -         -         -       -         appealed appealed appealed
            uphold    -         -         -         -       -         -        closed   =
            overturn  -         -         -         -       -         -        closed   =
            close     -         -         -         -       -         closed   -        =
            """;

    @TestFactory
    Stream<DynamicTest> everyCellOfTheTable() {
        List<String[]> rows =
                EXPECTED.lines().map(line -> line.trim().split(" +")).toList();
        assertThat(rows).hasSize(1 + Move.values().length).allMatch(row -> row.length == 1 + CaseState.values().length);
        List<DynamicTest> cells = new ArrayList<>();
        for (int tier : new int[] {1, 2, 9}) {
            for (String[] row : rows.subList(1, rows.size())) {
                for (int column = 1; column < row.length; column++) {
                    Move move = Move.valueOf(row[0].toUpperCase(Locale.ROOT));
                    CaseState from = CaseState.ofWord(rows.get(0)[column]).orElseThrow();
                    Step expected = expected(row[column], from, tier);
                    cells.add(DynamicTest.dynamicTest(
                            move + " from " + from + " on tier " + tier,
                            () -> assertThat(from.on(move, tier)).isEqualTo(expected)));
                }
            }
        }
        assertThat(cells).hasSize(3 * 21 * 8);
        return cells.stream();
    }

    private static Step expected(String cell, CaseState from, int tier) {
        CaseState rest = tier == 1 ? CaseState.QUEUED : CaseState.ESCALATED;
        return switch (cell) {
            case "-" -> new Step.Refused();
            case "=" -> new Step.Already();
            case "rest" -> new Step.Allowed(rest);
            case "rest=" -> from == rest ? new Step.Already() : new Step.Refused();
            default -> new Step.Allowed(CaseState.ofWord(cell).orElseThrow());
        };
    }

    @Test
    void theStatesHandedToScriptsAreThoseTheTableAllows() {
        for (Move move : Move.values()) {
            Set<CaseState> allowed = EnumSet.noneOf(CaseState.class);
            for (CaseState from : CaseState.values()) {
                if (from.on(move, 1) instanceof Step.Allowed) {
                    allowed.add(from);
                }
            }
            assertThat(CaseState.from(move)).as(move.name()).isEqualTo(allowed);
        }
    }

    @Test
    void reportsJoinExactlyTheOpenStates() {
        for (CaseState state : CaseState.values()) {
            assertThat(CaseState.from(Move.RAISE).contains(state)).isEqualTo(state.open());
            assertThat(CaseState.from(Move.ALARM).contains(state)).isEqualTo(state.open());
        }
    }

    @Test
    void onlyWaitingCasesAreClaimed() {
        for (CaseState state : CaseState.values()) {
            assertThat(CaseState.from(Move.CLAIM).contains(state)).isEqualTo(state.waiting());
        }
    }

    @Test
    void thereIsNoTierBelowTheFirst() {
        assertThatThrownBy(() -> CaseState.resting(0)).hasMessage("case.tier: 0 is below 1");
    }

    @Test
    void theTableCanBeRead() {
        assertThat(CaseState.table(1).lines().map(String::stripTrailing))
                .hasSize(22)
                .contains(
                        "tier 1     queued            claimed           awaiting_approval snoozed           escalated"
                                + "         decided           appealed          closed",
                        "snooze     -                 snoozed           -                 (already)         -"
                                + "                 -                 -                 -");
    }
}
