package dev.pullcord.redis;

import static dev.pullcord.review.Events.T0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.insight.QualityReport;
import dev.pullcord.intake.InMemoryRosters;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.Reason;
import dev.pullcord.review.Care;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseId;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Desk;
import dev.pullcord.review.Ground;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Outcome;
import dev.pullcord.review.PolicyPack;
import dev.pullcord.review.Preferences;
import dev.pullcord.review.QualityDraw;
import dev.pullcord.review.QualityPolicy;
import dev.pullcord.review.Review;
import dev.pullcord.review.Role;
import dev.pullcord.review.SecondReviews;
import dev.pullcord.review.SecondReviews.Answering;
import dev.pullcord.review.Stakes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Closed cases are looked at again by somebody who knows nothing of them. */
class SecondReviewsIT {
    private static final Moderator ANN = new Moderator("ann", "tandem", "ann", Role.MODERATOR);
    private static final Moderator BEN = new Moderator("ben", "tandem", "ben", Role.MODERATOR);
    private static final Moderator LEA = new Moderator("lea", "tandem", "lea", Role.LEAD);
    private static final Preferences OPTED_OUT = new Preferences(
            Set.of(Reason.HARASSMENT), Optional.empty(), Optional.empty(), Preferences.Theme.SYSTEM, true, true, true);
    private static final Instant LATER = T0.plus(Duration.ofMinutes(10));

    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    private final RedisStore store =
            RedisGround.store(redis.link(), RedisGround.prefix(), Clock.fixed(T0, ZoneOffset.UTC));
    private final Ground ground = RedisGround.on(store, 2);
    private Instant time = T0;

    @BeforeEach
    void people() {
        List.of(ANN, BEN, LEA).forEach(one -> now(store.people().add(one)));
    }

    @AfterEach
    void everyChainVerifies() {
        assertThat(ground.auditFaults()).isEmpty();
    }

    private static PolicyPack policy(double share, double gold) {
        PolicyPack pack = Ground.PACK;
        return new PolicyPack(
                pack.version(),
                pack.risk(),
                pack.triage(),
                pack.tree(),
                pack.escalation(),
                pack.care(),
                new QualityPolicy(share, 0, 0, gold, Duration.ofDays(14), Duration.ofDays(30), 5, 0.5),
                pack.reporters(),
                pack.plans(),
                pack.retention(),
                pack.looks());
    }

    private Clock clock() {
        return Clock.fixed(time, ZoneOffset.UTC);
    }

    private SecondReviews second(double gold) {
        Care care = new Care(
                store.people(),
                store.exposures(),
                store.queue(),
                new Stakes(store.people(), store.queue(), new InMemoryRosters()),
                p -> policy(1, gold),
                clock());
        return new SecondReviews(store.reviews(), store.queue(), care, p -> policy(1, gold), new Random(7), clock());
    }

    private Decision decided(Moderator by, String account) {
        ground.flagged("e-" + account, account, T0);
        Case c = ground.open(Subject.account(account)).orElseThrow();
        now(ground.queue().claim(ground.platform(), c.id(), by, "token-" + account, T0, T0.plusSeconds(60)));
        Desk desk =
                new Desk(ground.queue(), new InMemoryRosters(), Ground.PACK, Duration.ofSeconds(60), d -> {}, clock());
        return ((Desk.Deciding.Written) now(desk.decide(
                        ground.platform(),
                        by,
                        c.id(),
                        "token-" + account,
                        new Desk.Request(
                                Outcome.NO_VIOLATION,
                                Optional.empty(),
                                "a quarrel",
                                List.of(),
                                false,
                                Optional.empty(),
                                Optional.empty()))))
                .decision();
    }

    private void draw(double share) {
        QualityDraw draw =
                new QualityDraw(store.audit(), store.queue(), store.reviews(), p -> policy(share, 0), clock());
        for (Partition partition : ground.partitions()) {
            while (now(draw.step(ground.platform(), partition))) {
                // until there is no more
            }
        }
    }

    private Optional<SecondReviews.Given> next(Moderator moderator) {
        return now(second(0).next(ground.platform(), moderator));
    }

    private Answering answer(Moderator by, Review review, Outcome outcome, String policy) {
        return now(second(0)
                .answer(
                        ground.platform(),
                        by,
                        review.id(),
                        outcome,
                        Optional.of(policy).filter(p -> !p.isEmpty()),
                        "as I see it"));
    }

    @Test
    void aDecisionIsDrawnOnceAndGivenToSomebodyElse() {
        Decision decision = decided(ANN, "mallory");
        draw(1);
        draw(1);
        time = LATER;

        assertThat(next(ANN)).as("his own").isEmpty();
        SecondReviews.Given given = next(BEN).orElseThrow();
        assertThat(given.review().decisionId()).isEqualTo(decision.id());
        assertThat(next(BEN).orElseThrow().review()).as("once more").isEqualTo(given.review());
        assertThat(next(LEA)).as("it is his now").isEmpty();

        assertThat(answer(LEA, given.review(), Outcome.NO_VIOLATION, "")).isEqualTo(new Answering.NotHolder());
        assertThat(answer(BEN, given.review(), Outcome.VIOLATION, "")).isInstanceOf(Answering.Invalid.class);
        assertThat(answer(BEN, given.review(), Outcome.VIOLATION, "nonsense")).isInstanceOf(Answering.Invalid.class);
        Answering.Written written = (Answering.Written) answer(BEN, given.review(), Outcome.NO_VIOLATION, "");
        assertThat(written.review().agreed()).contains(true);
        assertThat(((Answering.Written) answer(BEN, given.review(), Outcome.VIOLATION, "harassment")).repeated())
                .isTrue();
        assertThat(next(BEN)).isEmpty();
        assertThat(now(store.reviews().count(ground.platform()))).isZero();
    }

    @Test
    void whoLookedAtTheCaseIsNotGivenIt() {
        Decision decision = decided(ANN, "mallory");
        draw(1);
        time = LATER;
        look(BEN, decision.caseId());

        assertThat(next(BEN)).isEmpty();
        assertThat(next(LEA)).isPresent();
    }

    private void look(Moderator by, String caseId) {
        now(store.queue()
                .remember(
                        ground.platform(),
                        caseId,
                        new dev.pullcord.audit.AuditDraft(
                                time,
                                by.id(),
                                "moderator",
                                "case_viewed",
                                Optional.of(caseId),
                                new java.util.TreeMap<>())));
    }

    @Test
    void whoOpensTheCaseBeforeHeAnswersIsLeftOut() {
        decided(ANN, "mallory");
        draw(1);
        time = LATER;
        Review review = next(BEN).orElseThrow().review();
        look(BEN, review.caseId());

        Answering.Written written = (Answering.Written) answer(BEN, review, Outcome.NO_VIOLATION, "");

        assertThat(written.review().peeked()).isTrue();
        QualityReport.Standing standing = standing();
        assertThat(standing.left()).isEqualTo(1);
        assertThat(standing.decided().pairs()).isZero();
    }

    private QualityReport.Standing standing() {
        time = time.plusSeconds(1);
        return now(new QualityReport(store.reviews(), p -> policy(1, 0), clock()).standing(ground.platform()));
    }

    @Test
    void optOutsAndTheBudgetHoldAsAtTheClaim() {
        decided(ANN, "mallory");
        draw(1);
        time = LATER;
        now(store.people().change("ben", person -> person.with(OPTED_OUT)));

        assertThat(next(BEN)).isEmpty();

        now(store.exposures().stop(ground.platform(), LEA, time));
        assertThat(next(LEA)).isEmpty();
    }

    @Test
    void whatIsNotAnsweredGoesBackAndWhatNoLongerCountsIsDropped() {
        Decision decision = decided(ANN, "mallory");
        draw(1);
        time = LATER;
        Review first = next(BEN).orElseThrow().review();
        time = LATER.plus(SecondReviews.LEASE).plusSeconds(1);

        assertThat(answer(BEN, first, Outcome.NO_VIOLATION, "")).isEqualTo(new Answering.NotHolder());
        Review again = next(LEA).orElseThrow().review();
        assertThat(again.id()).isEqualTo(first.id());
        assertThat(now(second(0).giveBack(ground.platform(), LEA, again.id()))).isInstanceOf(Answering.Written.class);
        time = T0.plus(Duration.ofDays(15));
        assertThat(next(new Moderator("cy", "tandem", "cy", Role.MODERATOR))).isEmpty();
        assertThat(now(store.reviews().find(ground.platform(), first.id()))
                        .orElseThrow()
                        .state())
                .isEqualTo(Review.State.DROPPED);
        assertThat(decision.caseId()).isEqualTo(first.caseId());
    }

    @Test
    void whoNeedsToStopHoldsNoneAnyMore() {
        decided(ANN, "mallory");
        draw(1);
        time = LATER;
        Review held = next(BEN).orElseThrow().review();

        now(second(0).stop(ground.platform(), BEN));
        now(second(0).stop(ground.platform(), BEN));

        assertThat(answer(BEN, held, Outcome.NO_VIOLATION, "")).isEqualTo(new Answering.NotHolder());
        assertThat(next(LEA).orElseThrow().review().id()).isEqualTo(held.id());
    }

    @Test
    void aShareIsDrawnAndNobodyCanTellWhich() {
        Set<String> drawn = new HashSet<>();
        for (int i = 0; i < 60; i++) {
            decided(ANN, "account-" + i);
        }
        draw(0.3);
        time = LATER;
        now(store.reviews().waiting(ground.platform(), time, 100)).forEach(review -> drawn.add(review.decisionId()));

        assertThat(drawn).hasSizeBetween(5, 35); // 18 ± 3.5
    }

    @Test
    void aGoldCaseComesAmongTheOthersOnceForEach() {
        Decision gold = decided(ANN, "mallory");
        SecondReviews.Marking marking = now(second(0.5)
                .mark(ground.platform(), LEA, gold.caseId(), Outcome.VIOLATION, Optional.of("harassment"), "he did"));
        assertThat(marking).isInstanceOf(SecondReviews.Marking.Marked.class);
        draw(0);
        assertThat(now(second(0.5).next(ground.platform(), BEN)))
                .as("alone it would be known for one")
                .isEmpty();
        for (int i = 0; i < 12; i++) {
            decided(ANN, "account-" + i);
        }
        draw(1);
        time = LATER;

        SecondReviews second = second(0.5);
        int golden = 0;
        for (Optional<SecondReviews.Given> given = now(second.next(ground.platform(), BEN));
                given.isPresent();
                given = now(second.next(ground.platform(), BEN))) {
            Review review = given.get().review();
            assertThat(review.id()).matches("r[0-9a-f]{3}-[0-9a-f]{32}");
            golden += review.gold() ? 1 : 0;
            answer(BEN, review, Outcome.NO_VIOLATION, "");
        }
        assertThat(golden).isEqualTo(1);
        QualityReport.Standing standing = standing();
        assertThat(standing.decided().pairs()).isEqualTo(12);
        assertThat(standing.decided().agreed()).isEqualTo(1);
        assertThat(standing.gold().pairs()).isEqualTo(1);
        assertThat(standing.gold().agreed()).isZero();
        assertThat(now(new QualityReport(store.reviews(), p -> policy(1, 0), clock())
                        .disagreements(ground.platform(), 9)))
                .singleElement()
                .satisfies(one -> assertThat(one.caseId()).isEqualTo(gold.caseId()));
    }

    @Test
    void whereTheTwoLooksDriftApartItIsAnAlarm() {
        for (int i = 0; i < 6; i++) {
            decided(ANN, "account-" + i);
        }
        draw(1);
        time = LATER;
        for (int i = 0; i < 6; i++) {
            Review review = next(BEN).orElseThrow().review();
            answer(BEN, review, i < 3 ? Outcome.NO_VIOLATION : Outcome.VIOLATION, i < 3 ? "" : "harassment");
        }

        QualityReport.Standing standing = standing();

        assertThat(standing.decided().kappa().orElseThrow()).isZero();
        assertThat(standing.drifted()).isTrue();
        assertThat(standing.byReason()).containsOnlyKeys("harassment");
        assertThat(CaseId.partition(
                        "tandem",
                        2,
                        now(store.reviews().answered(ground.platform(), T0, time, 1))
                                .get(0)
                                .caseId()))
                .isPresent();
    }

    private static <T> T now(CompletionStage<T> stage) {
        return Ground.now(stage);
    }
}
