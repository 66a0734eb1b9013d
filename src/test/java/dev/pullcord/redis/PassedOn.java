package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.Partition;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseState;
import dev.pullcord.review.Ground;
import dev.pullcord.review.Placement;
import dev.pullcord.review.ReviewQueue.HolderReply;
import dev.pullcord.review.Role;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The moves of a {@link CaseLife} that end a claim without a decision: put off, handed up, and back again. */
final class PassedOn {
    private static final List<Role> ABOVE = List.of(Role.SENIOR, Role.LEAD);

    private PassedOn() {}

    /** With the live token or an old one. */
    static void snooze(CaseLife life, int n) {
        life.grant(n).ifPresent(g -> {
            boolean live = life.lives(g);
            Placement before = life.ground.find(g.caseId).placement();
            Instant until = life.time.plusSeconds(30 + n % 300);

            HolderReply reply = Ground.now(life.ground
                    .handovers()
                    .snooze(life.ground.platform(), g.caseId, g.holder, g.token, until, "later", life.time));

            assertThat(reply).isEqualTo(live ? HolderReply.DONE : HolderReply.NOT_HOLDER);
            if (live) {
                g.over = true;
                Case after = life.ground.find(g.caseId);
                assertThat(after.state()).isEqualTo(CaseState.SNOOZED);
                assertThat(after.placement()).isEqualTo(before);
                life.snoozed.put(g.caseId, until);
            }
        });
    }

    /** With the live token or an old one. */
    static void handUp(CaseLife life, int n) {
        life.grant(n).ifPresent(g -> {
            boolean live = life.lives(g);
            Case before = life.ground.find(g.caseId);
            Role to = ABOVE.get(n % 2);

            HolderReply reply = Ground.now(
                    life.ground.handovers().handUp(before, g.holder, g.token, to, n % 5 == 0, "beyond me", life.time));

            assertThat(reply).isEqualTo(live ? HolderReply.DONE : HolderReply.NOT_HOLDER);
            if (live) {
                g.over = true;
                Case after = life.ground.find(g.caseId);
                assertThat(after.state()).isEqualTo(CaseState.ESCALATED);
                assertThat(after.placement()).isEqualTo(before.placement().handedTo(to));
            }
        });
    }

    /** What is due comes back, once, and nothing sooner. */
    static void wake(CaseLife life) {
        Map<String, Instant> left = new HashMap<>(life.snoozed);
        for (Partition partition : life.ground.partitions()) {
            for (String caseId : Ground.now(life.ground.handovers().due(partition, life.time, 100))) {
                boolean asleep = life.ground.find(caseId).state() == CaseState.SNOOZED;
                assertThat(left.remove(caseId)).as("was put off").isBeforeOrEqualTo(life.time);
                assertThat(Ground.now(life.ground.handovers().wake(partition, caseId, life.time)))
                        .isEqualTo(asleep);
                assertThat(life.ground.find(caseId).state()).isNotEqualTo(CaseState.SNOOZED);
                life.snoozed.remove(caseId);
            }
        }
        assertThat(left.values()).allSatisfy(until -> assertThat(until).isAfter(life.time));
    }
}
