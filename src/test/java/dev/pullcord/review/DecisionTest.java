package dev.pullcord.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionTest {
    private static final Moderator ANN = Ground.moderator("ann");
    private static final Moderator BEN = Ground.moderator("ben");
    private static final Moderator CLEO = Ground.moderator("cleo");

    private final Ground ground = InMemoryStore.ground(1);
    private final Case c = ground.flagged("e1", "mallory", Events.T0);
    private final Decision first = ground.decision(c, ANN, Events.T0, List.of());

    /** Who undid his slip may have the case again, for at night he may be the only one there. */
    @Test
    void whatWasUndoneIsToldFromWhatWasCorrected() {
        Decision undo = instead(ANN, Decision.Cause.UNDO, first);
        Decision correction = instead(BEN, Decision.Cause.CORRECTION, first);

        assertThat(first.undone(List.of(first))).isFalse();
        assertThat(first.undone(List.of(first, undo))).isTrue();
        assertThat(first.undone(List.of(first, correction))).isFalse();
        assertThat(undo.undid()).isTrue();
        assertThat(correction.undid()).isFalse();
    }

    @Test
    void whoWasCorrectedHasAPartInWhatTookItsPlace() {
        Decision correction = instead(BEN, Decision.Cause.CORRECTION, first);
        List<Decision> all = List.of(first, correction);

        assertThat(correction.hadPart(BEN, all)).isTrue();
        assertThat(correction.hadPart(ANN, all)).isTrue();
        assertThat(correction.hadPart(ANN)).isFalse();
        assertThat(correction.hadPart(CLEO, all)).isFalse();
        assertThat(first.hadPart(BEN, all)).isFalse();
    }

    private Decision instead(Moderator by, Decision.Cause cause, Decision of) {
        Decision made = ground.decision(InMemoryStore.withDecision(c), by, Events.T0.plusSeconds(9), List.of());
        return made.with(Decision.Course.instead(of.id(), cause), List.of());
    }
}
