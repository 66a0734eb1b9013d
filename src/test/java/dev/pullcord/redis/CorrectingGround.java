package dev.pullcord.redis;

import static dev.pullcord.review.Events.T0;
import static dev.pullcord.review.Ground.now;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.enforcement.OutboxMeasures;
import dev.pullcord.intake.InMemoryRosters;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.review.Approvals;
import dev.pullcord.review.Approvals.Answered;
import dev.pullcord.review.Case;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Desk;
import dev.pullcord.review.Ground;
import dev.pullcord.review.Impartiality;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Outcome;
import dev.pullcord.review.ReviewQueue;
import dev.pullcord.review.Role;
import dev.pullcord.review.Superseding;
import dev.pullcord.review.Superseding.Reply;
import dev.pullcord.review.Supersessions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** A case that two people decided, and others who correct it, on a real Redis. */
abstract class CorrectingGround {
    static final Moderator ANN = Ground.moderator("ann");
    static final Moderator SENIA = new Moderator("senia", "tandem", "Senia", Role.SENIOR);
    static final Moderator LEA = new Moderator("lea", "tandem", "Lea", Role.LEAD);
    static final Moderator LEO = new Moderator("leo", "tandem", "Leo", Role.LEAD);
    static final Moderator ADA = new Moderator("ada", "tandem", "Ada", Role.ADMIN);
    static final Instant LATER = T0.plus(Duration.ofDays(2));
    static final ReviewQueue.Filter PROPOSED = new ReviewQueue.Filter(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), true);

    final String prefix = RedisGround.prefix();
    final RedisStore store;
    final Ground ground;

    CorrectingGround(RedisLink link) {
        store = RedisGround.store(link, prefix, Clock.fixed(T0, ZoneOffset.UTC));
        ground = RedisGround.on(store, 4);
    }

    @AfterEach
    void everyChainVerifies() {
        assertThat(ground.auditFaults()).isEmpty();
    }

    final Decision decidedByTwo() {
        Case c = ground.flagged("e1", "mallory", T0);
        now(ground.queue().claim(ground.platform(), c.id(), ANN, "live", T0, T0.plusSeconds(60)));
        Desk desk =
                new Desk(ground.queue(), new InMemoryRosters(), Ground.PACK, Duration.ofSeconds(60), d -> {}, at(T0));
        assertThat(now(desk.decide(ground.platform(), ANN, c.id(), "live", forGood(false))))
                .isInstanceOf(Desk.Deciding.Proposed.class);
        Answered answered = now(approvals(store.supersessions(), T0)
                .answer(ground.platform(), SENIA, c.id(), true, "looked at as well"));
        return ((Answered.Approved) answered).decision();
    }

    static Desk.Request forGood(boolean notifyReporter) {
        return new Desk.Request(
                Outcome.VIOLATION,
                Optional.of("harassment"),
                "seen",
                List.of(new Desk.Wish(ActionType.SUSPEND_ACCOUNT, Optional.empty(), Optional.empty())),
                notifyReporter,
                Optional.empty(),
                Optional.empty());
    }

    static Desk.Request none(Optional<String> repeatKey) {
        return new Desk.Request(
                Outcome.NO_VIOLATION,
                Optional.empty(),
                "it was somebody else",
                List.of(),
                false,
                Optional.empty(),
                repeatKey);
    }

    final Reply correct(Moderator by, Decision decision, Instant at) {
        return now(superseding(store.supersessions(), at)
                .correct(ground.platform(), by, decision.id(), none(Optional.empty())));
    }

    final Answered answer(Moderator by, Decision decision, boolean approve, Instant at) {
        return now(approvals(store.supersessions(), at)
                .answer(ground.platform(), by, decision.caseId(), approve, "looked at as well"));
    }

    final Approvals approvals(Supersessions supersessions, Instant at) {
        return new Approvals(ground.queue(), Impartiality.EVERYBODYS, superseding(supersessions, at), d -> {}, at(at));
    }

    final Superseding superseding(Supersessions supersessions, Instant at) {
        return new Superseding(
                ground.queue(),
                supersessions,
                new OutboxMeasures(store.outbox()),
                new InMemoryRosters(),
                Impartiality.EVERYBODYS,
                platform -> Ground.PACK,
                d -> {},
                at(at));
    }

    final List<String> proposedCases() {
        return now(ground.queue().search(ground.platform(), PROPOSED, Optional.empty(), 9)).items().stream()
                .map(Case::id)
                .toList();
    }

    final List<Decision> decisions(Decision of) {
        return now(ground.queue().decisions(ground.platform(), of.caseId()));
    }

    final boolean suspended(Instant at) {
        return now(store.outbox()
                        .standing(ground.platform(), Subject.account("mallory").id(), at))
                .suspended();
    }

    final List<String> verbs(Decision of) {
        return now(ground.queue().timeline(ground.platform(), of.caseId(), 99)).stream()
                .map(e -> e.draft().verb())
                .toList();
    }

    static Clock at(Instant time) {
        return Clock.fixed(time, ZoneOffset.UTC);
    }
}
