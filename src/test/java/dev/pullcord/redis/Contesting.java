package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.enforcement.OutboxMeasures;
import dev.pullcord.intake.InMemoryRosters;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.review.Appeal;
import dev.pullcord.review.Appeals;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseState;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Desk;
import dev.pullcord.review.Events;
import dev.pullcord.review.Ground;
import dev.pullcord.review.Hearing;
import dev.pullcord.review.Hearing.Filed;
import dev.pullcord.review.Hearing.Heard;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Outcome;
import dev.pullcord.review.Role;
import dev.pullcord.review.Stakes;
import dev.pullcord.review.Superseding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A suspension that can be contested, and people who hear of it, on a real Redis. */
abstract class Contesting {
    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    static final Instant T0 = Events.T0;
    static final Moderator SENIA = new Moderator("senia", "tandem", "Senia", Role.SENIOR);
    static final Moderator LEA = new Moderator("lea", "tandem", "Lea", Role.LEAD);
    static final Moderator OTHER = new Moderator("ottilie", "tandem", "Ottilie", Role.LEAD);
    static final Subject MALLORY = Subject.account("mallory");

    final RedisStore store = RedisGround.store(redis.link(), RedisGround.prefix(), Clock.fixed(T0, ZoneOffset.UTC));
    final Ground ground = RedisGround.on(store, 4);

    @AfterEach
    void everyChainVerifies() {
        assertThat(ground.auditFaults()).isEmpty();
    }

    Decision suspended() {
        ground.flagged("e1", "mallory", T0);
        return decide(ground.open(MALLORY).orElseThrow());
    }

    Decision decide(Case c) {
        return decide(c, SENIA);
    }

    Decision decide(Case c, Moderator by) {
        now(ground.queue().claim(ground.platform(), c.id(), by, "token", T0, T0.plusSeconds(60)));
        Desk desk = new Desk(
                ground.queue(), new InMemoryRosters(), Ground.PACK, Duration.ofSeconds(60), decided -> {}, at(T0));
        Desk.Deciding deciding =
                now(desk.decide(ground.platform(), by, c.id(), "token", request(Optional.of(Duration.ofDays(7)))));
        return ((Desk.Deciding.Written) deciding).decision();
    }

    static Desk.Request request(Optional<Duration> suspension) {
        return new Desk.Request(
                Outcome.VIOLATION,
                Optional.of("harassment"),
                "seen",
                List.of(new Desk.Wish(ActionType.SUSPEND_ACCOUNT, Optional.empty(), suspension)),
                false,
                Optional.empty(),
                Optional.empty());
    }

    static Optional<Desk.Request> granted() {
        return Optional.of(new Desk.Request(
                Outcome.NO_VIOLATION,
                Optional.empty(),
                "it was not him",
                List.of(),
                false,
                Optional.empty(),
                Optional.empty()));
    }

    Appeal contested(String decisionId) {
        return ((Filed.Taken) now(hearing(T0).byAccount(ground.platform(), decisionId, "it was not me"))).appeal();
    }

    Heard hear(Moderator by, Appeal appeal, Optional<Desk.Request> overturn) {
        return now(hearing(T0).hear(ground.platform(), by, appeal.id(), overturn, "we looked at all of it"));
    }

    CaseState state(Decision decision) {
        return ground.find(decision.caseId()).state();
    }

    Hearing hearing(Instant at) {
        return hearing(store.appeals(), at);
    }

    Hearing hearing(Appeals appeals, Instant at) {
        return new Hearing(
                ground.queue(),
                ground.log(),
                appeals,
                superseding(at),
                new Stakes(store.people(), store.queue(), new InMemoryRosters()),
                store.people(),
                at(at));
    }

    Superseding superseding(Instant at) {
        return new Superseding(
                ground.queue(),
                store.supersessions(),
                new OutboxMeasures(store.outbox()),
                new InMemoryRosters(),
                new Stakes(store.people(), store.queue(), new InMemoryRosters()),
                platform -> Ground.PACK,
                decided -> {},
                at(at));
    }

    static Clock at(Instant time) {
        return Clock.fixed(time, ZoneOffset.UTC);
    }

    static <T> T now(CompletionStage<T> stage) {
        return Ground.now(stage);
    }
}
