package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.review.ActionTargets;
import dev.pullcord.review.Appeal;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseState;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Desk;
import dev.pullcord.review.Ground;
import dev.pullcord.review.Hearing.Filed;
import dev.pullcord.review.Hearing.Heard;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Outcome;
import java.util.List;
import java.util.Optional;

/** The moves of a {@link CaseLife} that contest a decision and hear that. */
final class Contested {
    private Contested() {}

    /** The account contests any case's decision, once or again. */
    static void contest(CaseLife life, int n) {
        List<String> ids = life.cases();
        if (ids.isEmpty()) {
            return;
        }
        Case before = life.ground.find(ids.get(n % ids.size()));
        List<Decision> decisions = Ground.now(life.ground.queue().decisions(life.ground.platform(), before.id()));
        if (decisions.isEmpty()) {
            return;
        }
        Decision last = decisions.get(decisions.size() - 1);
        Optional<Appeal> filed = Ground.now(life.store.appeals().ofCase(life.ground.platform(), before.id())).stream()
                .filter(a -> a.decisionId().equals(last.id()))
                .findFirst();

        Filed reply = Ground.now(life.hearing().byAccount(life.ground.platform(), last.id(), "it was not me"));

        if (filed.isPresent()) {
            assertThat(reply).isEqualTo(new Filed.Taken(filed.get(), true));
            assertThat(life.ground.find(before.id())).isEqualTo(before);
        } else if (CaseState.from(CaseState.Move.APPEAL).contains(before.state())
                && last.outcome() != Outcome.VIOLATION
                && last.actions().stream().allMatch(order -> ActionTargets.takesBack(order.type()))) {
            assertThat(reply).isEqualTo(new Filed.InFavour());
            assertThat(life.ground.find(before.id())).isEqualTo(before);
        } else if (CaseState.from(CaseState.Move.APPEAL).contains(before.state())) {
            assertThat(reply).isInstanceOf(Filed.Taken.class);
            assertThat(life.ground.find(before.id()).state()).isEqualTo(CaseState.APPEALED);
        } else {
            assertThat(reply).as("a case that was reopened").isInstanceOf(Filed.Moved.class);
        }
    }

    /** Anybody hears the appeal that is due first: never who had a part in the decision or one before it (I9). */
    static void hear(CaseLife life, int n) {
        List<Appeal> open = Ground.now(life.store.appeals().open(life.ground.platform(), 9));
        if (open.isEmpty()) {
            return;
        }
        Appeal appeal = open.get(n % open.size());
        Moderator by = CaseLife.moderator(n / 2);
        String caseId = appeal.decisionId().substring(0, appeal.decisionId().indexOf('.'));
        List<Decision> all = Ground.now(life.ground.queue().decisions(life.ground.platform(), caseId));
        boolean part = false; // in the contested one, or in what it took the place of
        for (Decision decision : all) {
            part |= decision.hadPart(by);
            if (decision.id().equals(appeal.decisionId())) {
                break;
            }
        }

        Heard heard = Ground.now(life.hearing()
                .hear(
                        life.ground.platform(),
                        by,
                        appeal.id(),
                        n % 2 == 0 ? Optional.empty() : Optional.of(granted()),
                        "all was looked at again"));

        if (part) {
            assertThat(heard).isEqualTo(new Heard.OwnDecision());
            return;
        }
        assertThat(heard).isInstanceOf(Heard.Answered.class);
        assertThat(((Heard.Answered) heard).result().isPresent()).isEqualTo(n % 2 != 0);
        assertThat(life.ground.find(caseId).state()).isEqualTo(CaseState.CLOSED);
    }

    private static Desk.Request granted() {
        return new Desk.Request(
                Outcome.NO_VIOLATION,
                Optional.empty(),
                "it was not him",
                List.of(),
                false,
                Optional.empty(),
                Optional.empty());
    }
}
