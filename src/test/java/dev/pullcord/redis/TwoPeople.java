package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.Partition;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Target;
import dev.pullcord.review.Approvals;
import dev.pullcord.review.Approvals.Answered;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseState;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Desk;
import dev.pullcord.review.Ground;
import dev.pullcord.review.Impartiality;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Outcome;
import dev.pullcord.review.Proposal;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** The moves of a {@link CaseLife} that take two people. */
final class TwoPeople {
    private TwoPeople() {}

    /** Something permanent, with the live token or an old one, and once more. */
    static void propose(CaseLife life, int n) {
        life.grant(n).ifPresent(g -> {
            Optional<String> key = n % 2 == 0 ? Optional.of("proposal " + n) : Optional.empty();
            boolean live = life.lives(g);
            Desk.Deciding deciding = propose(life, g, key);
            if (!live) {
                assertThat(deciding instanceof Desk.Deciding.Proposed p && !p.repeated())
                        .as("a stale token proposes nothing")
                        .isFalse();
                return;
            }
            Proposal proposal = ((Desk.Deciding.Proposed) deciding).proposal();
            g.over = true;
            Case waiting = life.ground.find(g.caseId);
            assertThat(waiting.state()).isEqualTo(CaseState.AWAITING_APPROVAL);
            assertThat(waiting.proposal()).contains(proposal);
            Desk.Deciding again = propose(life, g, key);
            assertThat(again)
                    .isEqualTo(
                            key.isPresent()
                                    ? new Desk.Deciding.Proposed(proposal, true)
                                    : waiting.decisionCount() == 0
                                            ? new Desk.Deciding.NotHolder()
                                            : new Desk.Deciding.AlreadyDecided());
        });
    }

    private static Desk.Deciding propose(CaseLife life, Grant g, Optional<String> key) {
        Desk.Request request = new Desk.Request(
                Outcome.VIOLATION,
                Optional.of("harassment"),
                "again and again",
                List.of(new Desk.Wish(
                        ActionType.SUSPEND_ACCOUNT, Optional.of(Target.account("mallory")), Optional.empty())),
                false,
                Optional.empty(),
                key);
        return Ground.now(life.desk.decide(life.ground.platform(), g.holder, g.caseId, g.token, request));
    }

    /** Anybody answers, about any case. */
    static void answer(CaseLife life, int n) {
        List<String> ids = life.cases();
        if (ids.isEmpty()) {
            return;
        }
        Case before = life.ground.find(ids.get(n % ids.size()));
        Moderator second = CaseLife.moderator(n / 3);
        boolean approve = n % 2 == 0;
        boolean corrects = before.proposal().filter(Proposal::corrects).isPresent();
        boolean own = before.proposal().filter(p -> p.by().equals(second.id())).isPresent()
                || (corrects && hadPart(life, before, second));
        boolean live =
                before.proposal().filter(p -> p.expiresAt().isAfter(life.time)).isPresent();
        Approvals approvals = new Approvals(
                life.ground.queue(),
                Impartiality.EVERYBODYS,
                life.superseding(),
                decided -> {},
                Clock.fixed(life.time, ZoneOffset.UTC));

        Answered answered = Ground.now(
                approvals.answer(life.ground.platform(), second, before.id(), approve, "I looked at it as well"));

        Case after = life.ground.find(before.id());
        if (own) {
            assertThat(answered).isInstanceOf(Answered.OwnDecision.class);
            assertThat(after).isEqualTo(before);
        } else if (live && approve) {
            assertThat(answered).isInstanceOfSatisfying(Answered.Approved.class, a -> {
                assertThat(a.decision().approvedBy()).contains(second.id());
                assertThat(a.decision().decidedBy()).isNotEqualTo(second.id());
                assertThat(Ground.now(life.ground.queue().decisions(life.ground.platform(), before.id())))
                        .endsWith(a.decision());
            });
            assertThat(after.state()).isEqualTo(corrects ? before.state() : CaseState.DECIDED);
        } else if (live) {
            assertThat(answered).isInstanceOf(Answered.Refused.class);
            assertThat(after.proposal()).isEmpty();
            assertThat(
                            corrects
                                    ? after.state() == CaseState.DECIDED
                                    : after.state().waiting())
                    .isTrue();
            assertThat(after.placement()).isEqualTo(before.placement());
        } else {
            assertThat(after).isEqualTo(before);
        }
    }

    private static boolean hadPart(CaseLife life, Case c, Moderator one) {
        List<Decision> all = Ground.now(life.ground.queue().decisions(life.ground.platform(), c.id()));
        return all.get(all.size() - 1).hadPart(one, all);
    }

    static void expire(CaseLife life) {
        for (Partition partition : life.ground.partitions()) {
            for (String caseId : Ground.now(life.ground.queue().expired(partition, life.time, 100))) {
                Case before = life.ground.find(caseId);
                boolean over = before.proposal()
                        .filter(p -> !p.expiresAt().isAfter(life.time))
                        .isPresent();
                assertThat(Ground.now(life.ground.queue().expire(partition, caseId, life.time)))
                        .isEqualTo(over);
                Case after = life.ground.find(caseId);
                boolean corrected = before.proposal().filter(Proposal::corrects).isPresent();
                boolean back = corrected
                        ? after.state() == before.state()
                        : after.state().waiting();
                assertThat(!over || (back && after.proposal().isEmpty())).isTrue();
            }
            assertThat(Ground.now(life.ground.queue().expired(partition, life.time, 100)))
                    .isEmpty();
        }
    }
}
