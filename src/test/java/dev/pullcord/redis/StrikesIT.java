package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.enforcement.OutboxMeasures;
import dev.pullcord.intake.InMemoryRosters;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.review.Case;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Desk;
import dev.pullcord.review.Events;
import dev.pullcord.review.Ground;
import dev.pullcord.review.Impartiality;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Outcome;
import dev.pullcord.review.Recommendation;
import dev.pullcord.review.Role;
import dev.pullcord.review.Severity;
import dev.pullcord.review.Strike;
import dev.pullcord.review.Superseding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What decisions count against an account, and what is recommended then, on a real Redis. */
class StrikesIT {
    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    private static final Instant T0 = Events.T0;
    private static final Moderator ANN = Ground.moderator("ann");
    private static final Moderator SENIA = new Moderator("senia", "tandem", "Senia", Role.SENIOR);
    private static final Moderator OTTO = new Moderator("otto", "tandem", "Otto", Role.SENIOR);

    private final RedisStore store =
            RedisGround.store(redis.link(), RedisGround.prefix(), Clock.fixed(T0, ZoneOffset.UTC));
    private final Ground ground = RedisGround.on(store, 4);

    @AfterEach
    void everyChainVerifies() {
        assertThat(ground.auditFaults()).isEmpty();
    }

    @Test
    void aViolationCountsFromItsDecisionUntilItExpires() {
        Decision decision = decide("e1", Outcome.VIOLATION, "harassment", T0);

        Strike strike = strikes().get(0);
        assertThat(strikes()).hasSize(1);
        assertThat(strike.decisionId()).isEqualTo(decision.id());
        assertThat(strike.severity()).isEqualTo(Severity.USUAL);
        assertThat(strike.count()).isEqualTo(1);
        assertThat(strike.counts(T0.plus(Duration.ofDays(90)).minusMillis(1))).isTrue();
        assertThat(strike.counts(T0.plus(Duration.ofDays(90)))).isFalse();
        assertThat(decision.strike()).contains(strike);
    }

    @Test
    void whatIsNoViolationCountsNothingNorDoesWhatPolicyForgives() {
        decide("e1", Outcome.UNFOUNDED_REPORT, "", T0);
        decide("e2", Outcome.VIOLATION, "self_harm", T0);

        assertThat(strikes()).isEmpty();
    }

    @Test
    void undoingTakesItBackAndDecidingAnewCountsAnew() {
        Decision first = decide("e1", Outcome.VIOLATION, "harassment", T0);
        now(superseding(T0).undo(ground.platform(), ANN, first.id(), "a slip", Optional.empty()));
        assertThat(strikes()).isEmpty();

        Decision third = decideOpen(Outcome.VIOLATION, "threat_to_life", T0.plusSeconds(9));

        assertThat(strikes()).singleElement().satisfies(strike -> {
            assertThat(strike.decisionId()).isEqualTo(third.id()).endsWith(".d3");
            assertThat(strike.count()).isEqualTo(2);
        });
    }

    @Test
    void aCorrectionPutsItsOwnInItsPlace() {
        Decision first = decide("e1", Outcome.VIOLATION, "sextortion", T0);
        assertThat(strikes()).extracting(Strike::count).containsExactly(5);

        now(superseding(T0.plusSeconds(99))
                .correct(ground.platform(), SENIA, first.id(), request(Outcome.VIOLATION, "harassment")));
        assertThat(strikes()).extracting(Strike::count).containsExactly(1);

        Decision second =
                now(ground.queue().decisions(ground.platform(), first.caseId())).get(1);
        now(superseding(T0.plusSeconds(199))
                .correct(ground.platform(), OTTO, second.id(), request(Outcome.NO_VIOLATION, "")));
        assertThat(strikes()).isEmpty();
    }

    @Test
    void theLadderIsClimbedByWhatStillCounts() {
        decide("e1", Outcome.VIOLATION, "harassment", T0);
        assertThat(recommended("e2", T0.plusSeconds(1))).satisfies(second -> {
            assertThat(second.before()).isEqualTo(1);
            assertThat(second.adds()).isEqualTo(1);
            assertThat(second.measures()).singleElement().satisfies(order -> {
                assertThat(order.type()).isEqualTo(ActionType.SUSPEND_ACCOUNT);
                assertThat(order.target().accountId()).contains("mallory");
                assertThat(order.duration()).contains(Duration.ofDays(1));
            });
        });

        assertThat(recommended("e3", T0.plus(Duration.ofDays(91)))).satisfies(later -> {
            assertThat(later.before()).isZero();
            assertThat(later.measures()).extracting(o -> o.type()).containsExactly(ActionType.WARN);
        });
        assertThat(strikes()).as("asking counts nothing").hasSize(1);
    }

    private Recommendation recommended(String event, Instant at) {
        Case open = ground.flagged(event, "mallory", at);
        Desk.Preview preview = now(desk(at).counting(store.strikes())
                .preview(ground.platform(), ANN, open.id(), request(Outcome.VIOLATION, "harassment")));
        return ((Desk.Preview.Whole) preview).recommended().orElseThrow();
    }

    private Decision decide(String event, Outcome outcome, String policy, Instant at) {
        ground.flagged(event, "mallory", at);
        return decideOpen(outcome, policy, at);
    }

    private Decision decideOpen(Outcome outcome, String policy, Instant at) {
        Case open = ground.open(Subject.account("mallory")).orElseThrow();
        String token = "token " + open.version();
        now(ground.queue().claim(ground.platform(), open.id(), ANN, token, at, at.plusSeconds(60)));
        Desk.Deciding deciding =
                now(desk(at).decide(ground.platform(), ANN, open.id(), token, request(outcome, policy)));
        return ((Desk.Deciding.Written) deciding).decision();
    }

    private Desk desk(Instant at) {
        return new Desk(
                ground.queue(), new InMemoryRosters(), Ground.PACK, Duration.ofSeconds(60), decided -> {}, at(at));
    }

    private static Desk.Request request(Outcome outcome, String policy) {
        return new Desk.Request(
                outcome,
                Optional.of(policy).filter(code -> !code.isEmpty()),
                "seen",
                List.of(),
                false,
                Optional.empty(),
                Optional.empty());
    }

    private Superseding superseding(Instant at) {
        return new Superseding(
                ground.queue(),
                store.supersessions(),
                new OutboxMeasures(store.outbox()),
                new InMemoryRosters(),
                Impartiality.EVERYBODYS,
                platform -> Ground.PACK,
                decided -> {},
                at(at));
    }

    private List<Strike> strikes() {
        return now(store.strikes().of(ground.platform(), "mallory"));
    }

    private static Clock at(Instant time) {
        return Clock.fixed(time, ZoneOffset.UTC);
    }

    private static <T> T now(CompletionStage<T> stage) {
        return Ground.now(stage);
    }
}
