package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.enforcement.Action;
import dev.pullcord.flow.Endings;
import dev.pullcord.intake.Partition;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseState;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Desk;
import dev.pullcord.review.Ground;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Outcome;
import dev.pullcord.review.Plan;
import dev.pullcord.review.Proposal;
import dev.pullcord.review.Reversal;
import dev.pullcord.review.Superseding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The moves of a {@link CaseLife} that put a decision in another's place. */
final class DecidedAnew {
    /** What a platform answers that did not do it, and will not: there is nothing to take back. */
    private static final Set<String> NEVER_DONE = Set.of("unsupported", "refused", "target_gone");

    private DecidedAnew() {}

    /** Anybody tries to undo, or to correct, any case's last decision. */
    static void decideAnew(CaseLife life, int n) {
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
        Moderator by = CaseLife.moderator(n / 2);
        boolean undo = n % 3 != 0;
        boolean own =
                undo ? last.hadPart(by) : partOf(last, decisions).stream().anyMatch(decision -> decision.hadPart(by));
        boolean late = life.time.isAfter(last.decidedAt().plus(Superseding.UNDO_WITHIN));
        boolean alone = last.approvedBy().isEmpty();
        boolean otherwise = last.outcome() != Outcome.NO_VIOLATION;
        boolean may = before.state() == CaseState.DECIDED
                && (undo ? own && !late && last.course().supersedes().isEmpty() : !own && alone && otherwise);
        boolean proposes = before.state() == CaseState.DECIDED && !undo && !own && !alone && otherwise;

        Superseding.Reply reply = Ground.now(
                undo
                        ? life.superseding().undo(life.ground.platform(), by, last.id(), "a slip", Optional.empty())
                        : life.superseding().correct(life.ground.platform(), by, last.id(), corrected()));

        assertThat(reply instanceof Superseding.Reply.Done).isEqualTo(may);
        Case after = life.ground.find(before.id());
        if (proposes) {
            proposed(life, before, last, by, reply);
            return;
        }
        if (!may) {
            assertThat(after).isEqualTo(before);
            return;
        }
        Optional<Case> open = life.ground.open(before.subject());
        assertThat(after.state().waiting())
                .as("an undone case is open again, unless there is another")
                .isEqualTo(undo && open.map(Case::id).equals(Optional.of(before.id())));
        assertThat(open.isPresent() || !undo).isTrue();
        assertThat(after.placement()).isEqualTo(before.placement());
        assertThat(Ground.now(life.store.outbox().ofCase(life.ground.platform(), before.id())))
                .filteredOn(a -> !a.order()
                        .id()
                        .startsWith(((Superseding.Reply.Done) reply).decision().id()))
                .as("nothing ordered before is still on its way")
                .allMatch(a -> a.state() == Action.State.ANSWERED);
    }

    /** The decision, and those that it came in the place of. */
    private static List<Decision> partOf(Decision last, List<Decision> all) {
        List<Decision> chain = new ArrayList<>(List.of(last));
        for (int i = all.size() - 2; i >= 0; i--) {
            if (chain.get(chain.size() - 1)
                    .course()
                    .supersedes()
                    .equals(Optional.of(all.get(i).id()))) {
                chain.add(all.get(i));
            }
        }
        return chain;
    }

    /** What two decided counts until a second person agrees to what takes its place; one correction waits at a time. */
    private static void proposed(CaseLife life, Case before, Decision last, Moderator by, Superseding.Reply reply) {
        boolean waits =
                before.proposal().filter(p -> p.expiresAt().isAfter(life.time)).isPresent();
        Case after = life.ground.find(before.id());
        if (waits) {
            assertThat(reply).isEqualTo(new Superseding.Reply.Waits());
            assertThat(after).isEqualTo(before);
            return;
        }
        Proposal proposal = ((Superseding.Reply.Proposed) reply).proposal();
        assertThat(proposal.by()).isEqualTo(by.id());
        assertThat(proposal.decision().course().supersedes()).contains(last.id());
        assertThat(after.proposal()).contains(proposal);
        assertThat(after.state()).isEqualTo(before.state());
        assertThat(Ground.now(life.ground.queue().decisions(life.ground.platform(), before.id())))
                .endsWith(last);
    }

    /** What is over ends: nothing that was done goes on longer than it was ordered for. */
    static void end(CaseLife life) {
        for (Partition partition : life.ground.partitions()) {
            Endings endings = new Endings(
                    life.ground.platform(),
                    partition,
                    life.store.lasting(),
                    life.store.outbox(),
                    life.ground.queue(),
                    () -> {},
                    life.clock());
            Ground.now(endings.step().toCompletionStage());
            assertThat(Ground.now(life.store.lasting().over(partition, life.time, 9)))
                    .isEmpty();
        }
        for (String caseId : life.cases()) {
            List<Action> all = Ground.now(life.store.outbox().ofCase(life.ground.platform(), caseId));
            for (Action action : all) {
                boolean over = Plan.endsAt(action.order(), action.createdAt())
                        .filter(end -> !end.isAfter(life.time))
                        .isPresent();
                boolean never = action.lastStatus().filter(NEVER_DONE::contains).isPresent()
                        && action.state() == Action.State.ANSWERED;
                boolean lasts = over && !never && (action.tries() > 0 || action.state() != Action.State.ANSWERED);
                assertThat(!lasts
                                || all.stream()
                                        .anyMatch(other -> Action.AS_ORDERED.compare(other, action) > 0
                                                && Reversal.measure(other.order())
                                                        .equals(Reversal.measure(action.order()))))
                        .as("what may have been done and is over is taken back, or renewed")
                        .isTrue();
            }
        }
    }

    private static Desk.Request corrected() {
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
