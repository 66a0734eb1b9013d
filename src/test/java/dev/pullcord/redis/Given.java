package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.Assignments;
import dev.pullcord.review.Attributions;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseState;
import dev.pullcord.review.Ground;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.ReviewQueue.HolderReply;
import java.util.List;
import java.util.Optional;

/** The moves of a {@link CaseLife} that give a case to somebody, or a meeting's case to an account. */
final class Given {
    private static final List<String> ACCOUNTS = List.of("mallory", "trudy", "oscar");

    private Given() {}

    /** With the live token or an old one; what follows of it is {@link #carry}, now or whenever. */
    static void attribute(CaseLife life, int n) {
        life.grant(n).ifPresent(g -> {
            Case before = life.ground.find(g.caseId);
            if (before.subject().kind() != Subject.Kind.MEETING) {
                return;
            }
            boolean live = life.lives(g);

            HolderReply reply = Ground.now(attributions(life)
                    .attribute(before, g.holder, g.token, ACCOUNTS.get(n % 3), "the roster says so", life.time));

            assertThat(reply).isEqualTo(live ? HolderReply.DONE : HolderReply.NOT_HOLDER);
            if (live) {
                g.over = true;
                assertThat(life.ground.find(g.caseId).state()).isEqualTo(CaseState.CLOSED);
                assertThat(life.ground.open(before.subject())).isEmpty();
                if (n % 2 == 0) {
                    carry(life);
                }
            }
        });
    }

    private static Attributions attributions(CaseLife life) {
        return life.ground.attributions();
    }

    /** What is listed arrives, each of it no later in its new queue than in its old one; asked again, nothing more does. */
    static void carry(CaseLife life) {
        for (Partition partition : life.ground.partitions()) {
            for (String caseId : Ground.now(attributions(life).pending(partition, 100))) {
                Case from = life.ground.find(caseId);
                Optional<String> into =
                        Ground.now(attributions(life).carryOver(life.ground.platform(), caseId, life.time));
                Case after = life.ground.find(into.orElseThrow());
                assertThat(after.account()).isEqualTo(from.account());
                assertThat(after.placement().deadline())
                        .isBeforeOrEqualTo(from.placement().deadline());
                assertThat(after.placement().precedence())
                        .isLessThanOrEqualTo(from.placement().precedence());
                long reports = after.reportCount();
                assertThat(Ground.now(attributions(life).carryOver(life.ground.platform(), caseId, life.time)))
                        .isEqualTo(into);
                assertThat(life.ground.find(after.id()).reportCount()).isEqualTo(reports);
            }
        }
    }

    /** A lead gives any case to anybody. */
    static void assign(CaseLife life, int n) {
        List<String> ids = life.cases();
        if (ids.isEmpty()) {
            return;
        }
        Case before = life.ground.find(ids.get(n % ids.size()));
        Moderator to = CaseLife.moderator(n / 5);
        boolean open = CaseState.from(CaseState.Move.ASSIGN).contains(before.state());

        Assignments.Reply reply = Ground.now(life.ground
                .assignments()
                .give(
                        life.ground.platform(),
                        before,
                        CaseLife.moderator(2),
                        Optional.empty(),
                        Optional.of(to),
                        "case_assigned",
                        "his",
                        life.time));

        assertThat(reply).isEqualTo(open ? Assignments.Reply.DONE : Assignments.Reply.NOT_OPEN);
        Case after = life.ground.find(before.id());
        if (!open) {
            assertThat(after).isEqualTo(before);
            return;
        }
        assertThat(after.state().waiting()).isTrue();
        assertThat(after.placement()).isEqualTo(before.placement());
        assertThat(after.marks().assignedTo()).contains(to.id());
        life.grants.stream().filter(g -> g.caseId.equals(before.id())).forEach(g -> g.over = true);
    }
}
