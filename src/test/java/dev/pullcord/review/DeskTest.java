package dev.pullcord.review;

import static dev.pullcord.review.Ground.now;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.InMemoryRosters;
import dev.pullcord.intake.Platform;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.review.ReviewQueue.ClaimReply;
import dev.pullcord.review.ReviewQueue.HolderReply;
import dev.pullcord.review.ReviewQueue.Intent;
import dev.pullcord.review.ReviewQueue.Waiting;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeskTest {
    private static final Instant T0 = Events.T0;
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Moderator ANN = Ground.moderator("ann");
    private static final Moderator BEN = Ground.moderator("ben");

    private final Ground ground = InMemoryStore.ground(4);
    private final Platform platform = ground.platform();
    private final Desk desk = desk(ground.queue(), T0);

    private static Desk desk(ReviewQueue queue, Instant at) {
        return new Desk(
                queue, new InMemoryRosters(), Ground.PACK, LEASE, decided -> {}, Clock.fixed(at, ZoneOffset.UTC));
    }

    private Optional<Case> next(Moderator moderator) {
        return now(desk.claimNext(platform, moderator, List.of()));
    }

    @Test
    void whoHoldsACaseIsGivenItAgain() {
        ground.flagged("e1", "mallory", T0);
        ground.flagged("e2", "trudy", T0);

        Case mine = next(ANN).orElseThrow();

        assertThat(next(ANN)).contains(mine);
        assertThat(next(BEN).orElseThrow().id()).isNotEqualTo(mine.id());
        assertThat(next(Ground.moderator("cleo"))).isEmpty();
    }

    @Test
    void whoHandedACaseBackTakesHisTurnAtTheQueue() {
        Case low = ground.flagged("e1", "mallory", T0);
        Case mine = next(ANN).orElseThrow();
        assertThat(mine.id()).isEqualTo(low.id());
        now(desk.release(platform, ANN, mine.id(), mine.claim().orElseThrow().token(), "not mine"));
        Case panic = ground.find(ground.panic("p1", dev.pullcord.intake.Subject.account("trudy"), T0)
                .caseId()
                .orElseThrow());

        assertThat(next(ANN).orElseThrow().id()).isEqualTo(panic.id());
    }

    @Test
    void whatHeHandedBackIsSomebodyElsesToTakeUntilItIsOverdue() {
        ground.flagged("e1", "mallory", T0);
        Case mine = next(ANN).orElseThrow();
        now(desk.release(platform, ANN, mine.id(), mine.claim().orElseThrow().token(), "I know him"));

        assertThat(next(ANN)).isEmpty();
        assertThat(next(BEN).orElseThrow().id()).isEqualTo(mine.id());
    }

    /** Eight cases that one had handed back hid all behind them from him. */
    @Test
    void whatHeHandedBackHidesNothingThatStandsBehindIt() {
        Ground narrow = InMemoryStore.ground(1);
        Desk there = desk(narrow.queue(), T0);
        for (int i = 0; i < 20; i++) {
            narrow.flagged("e" + i, "account-" + i, T0.plusSeconds(i));
        }

        Set<String> given = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            Case c = now(there.claimNext(platform, ANN, List.of())).orElseThrow();
            given.add(c.id());
            now(there.release(platform, ANN, c.id(), c.claim().orElseThrow().token(), "not mine"));
        }

        assertThat(given).hasSize(20);
        assertThat(now(there.claimNext(platform, ANN, List.of()))).isEmpty();
    }

    @Test
    void whatHeHandedBackIsHisToTakeAgainWhenThePolicysTimeIsOver() {
        ground.flagged("e1", "mallory", T0);
        Case mine = next(ANN).orElseThrow();
        now(desk.release(platform, ANN, mine.id(), mine.claim().orElseThrow().token(), "not mine"));
        Instant over = T0.plus(Ground.PACK.triage().skippedFor());

        assertThat(now(desk(ground.queue(), over.minusMillis(1)).claimNext(platform, ANN, List.of())))
                .isEmpty();
        assertThat(now(desk(ground.queue(), over).claimNext(platform, ANN, List.of())))
                .isPresent();
    }

    @Test
    void anOverdueCaseThatNobodyElseTakesComesBackToWhoHandedItBack() {
        Case panic = ground.find(ground.panic("p1", dev.pullcord.intake.Subject.account("trudy"), T0)
                .caseId()
                .orElseThrow());
        Case mine = next(ANN).orElseThrow();
        now(desk.release(platform, ANN, mine.id(), mine.claim().orElseThrow().token(), "not now"));
        Desk late = desk(ground.queue(), panic.placement().deadline());

        assertThat(next(ANN)).isEmpty();
        assertThat(now(late.claimNext(platform, ANN, List.of())).orElseThrow().id())
                .isEqualTo(panic.id());
    }

    @Test
    void twoCallsOfOneModeratorAtOnceEndAtOneCase() {
        for (int i = 0; i < 20; i++) {
            ground.flagged("e" + i, "account-" + i, T0);
        }
        List<CompletableFuture<Optional<Case>>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            calls.add(CompletableFuture.supplyAsync(() -> next(ANN)));
        }

        assertThat(calls.stream().map(c -> now(c).orElseThrow().id()).distinct())
                .hasSize(1);
    }

    @Test
    void whoCrashedBetweenIntentAndClaimIsGivenThatCase() {
        ground.flagged("e1", "mallory", T0);
        Case second = ground.flagged("e2", "trudy", T0.plusSeconds(5));
        now(ground.queue().intend(ANN, platform, Optional.empty(), Optional.of(new Intent(second.id(), "token"))));

        Case mine = next(ANN).orElseThrow();

        assertThat(mine.id()).isEqualTo(second.id());
        assertThat(mine.claim().orElseThrow().token()).isEqualTo("token");
    }

    @Test
    void aHeadThatNobodyCanClaimDoesNotKeepHimLookingForEver() {
        Case decided = ground.flagged("e1", "mallory", T0);
        ground.decide(decided, T0);
        Waiting stray = new Waiting(decided.id(), decided.partition(), "general", T0.minusSeconds(1));
        ReviewQueue queue = withHead(stray);

        assertThat(now(desk(queue, T0).claimNext(platform, ANN, List.of()))).isEmpty();

        Case open = ground.flagged("e2", "trudy", T0);
        assertThat(now(desk(queue, T0).claimNext(platform, ANN, List.of()))
                        .orElseThrow()
                        .id())
                .isEqualTo(open.id());
    }

    @Test
    void ofTwoCallsOfHisOwnForOneCaseBothHaveIt() {
        Moderator lea = new Moderator("lea", platform.id(), "lea", Role.LEAD);
        Case waiting = ground.flagged("e1", "mallory", T0);
        ReviewQueue raced = (ReviewQueue) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ReviewQueue.class}, (self, method, args) -> {
                    if (method.getName().equals("claim")) {
                        now(ground.queue().claim(platform, waiting.id(), lea, "the other call's", T0, T0.plus(LEASE)));
                    }
                    return method.invoke(ground.queue(), args);
                });

        assertThat(now(desk(raced, T0).claim(platform, lea, waiting.id())))
                .isInstanceOfSatisfying(
                        ReviewQueue.ClaimReply.Claimed.class,
                        his -> assertThat(his.claimed().claim().map(Claim::token))
                                .contains("the other call's"));
        assertThat(now(desk(raced, T0)
                        .claim(platform, new Moderator("lou", platform.id(), "lou", Role.LEAD), waiting.id())))
                .isInstanceOf(ReviewQueue.ClaimReply.AlreadyClaimed.class);
    }

    @Test
    void whatHisOwnClaimRanOutOfIsNotHisByAskingAgain() {
        Moderator lea = new Moderator("lea", platform.id(), "lea", Role.LEAD);
        Case waiting = ground.flagged("e1", "mallory", T0);
        now(desk.claim(platform, lea, waiting.id()));

        assertThat(now(desk(ground.queue(), T0.plus(LEASE)).claim(platform, lea, waiting.id())))
                .isInstanceOf(ReviewQueue.ClaimReply.AlreadyClaimed.class);
    }

    /** The ground's queue, with one more head than there is. */
    private ReviewQueue withHead(Waiting stray) {
        return (ReviewQueue) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ReviewQueue.class}, (self, method, args) -> {
                    Object answer = method.invoke(ground.queue(), args);
                    if (!method.getName().equals("waiting")) {
                        return answer;
                    }
                    List<Waiting> heads = new ArrayList<>(List.of(stray));
                    @SuppressWarnings("unchecked")
                    CompletionStage<List<Waiting>> waiting = (CompletionStage<List<Waiting>>) answer;
                    heads.addAll(now(waiting));
                    return CompletableFuture.completedFuture(heads);
                });
    }

    /** With a case that is nearly due it would wait out its deadline in nobody's hands. */
    @ParameterizedTest
    @CsvSource({
        "PT24H, PT2H", // the policy's time
        "PT50M, PT50M", // the case is due before that
        "PT3M,  PT10M", // but he must be able to look
        "PT-1H, PT10M"
    })
    void aProposalRunsOutWhenItsCaseIsDueButNotAtOnce(Duration left, Duration waits) {
        Case flagged = ground.flagged("e1", "mallory", T0);
        Case mine = next(ANN).orElseThrow();
        Instant at = flagged.placement().deadline().minus(left);
        String token = mine.claim().orElseThrow().token();
        now(ground.queue().renew(platform, mine.id(), token, T0, at.plusSeconds(60)));
        Desk.Request forever = new Desk.Request(
                Outcome.VIOLATION,
                Optional.of("harassment"),
                "again and again",
                List.of(new Desk.Wish(ActionType.SUSPEND_ACCOUNT, Optional.empty(), Optional.empty())),
                false,
                Optional.empty(),
                Optional.empty());

        Desk.Deciding deciding = now(desk(ground.queue(), at).decide(platform, ANN, mine.id(), token, forever));

        assertThat(((Desk.Deciding.Proposed) deciding).proposal().expiresAt()).isEqualTo(at.plus(waits));
    }

    @Test
    void aTokenThatGotAboutIsGoodForNobodyButItsHolder() {
        ground.flagged("e1", "mallory", T0);
        Case mine = next(ANN).orElseThrow();
        String token = mine.claim().orElseThrow().token();

        assertThat(now(desk.renew(platform, BEN, mine.id(), token)).reply()).isEqualTo(HolderReply.NOT_HOLDER);
        assertThat(now(desk.release(platform, BEN, mine.id(), token, "mine now")))
                .isEqualTo(HolderReply.NOT_HOLDER);
        Desk.Request request = new Desk.Request(
                Outcome.INSUFFICIENT,
                Optional.empty(),
                "not his",
                List.of(),
                false,
                Optional.empty(),
                Optional.empty());
        assertThat(now(desk.decide(platform, BEN, mine.id(), token, request)))
                .isInstanceOf(Desk.Deciding.NotHolder.class);
        assertThat(ground.find(mine.id()).claim()).isEqualTo(mine.claim());
    }

    @Test
    void aRenewalSaysWhenTheClaimRunsOutNow() {
        ground.flagged("e1", "mallory", T0);
        Case mine = next(ANN).orElseThrow();
        String token = mine.claim().orElseThrow().token();
        Desk later = desk(ground.queue(), T0.plusSeconds(30));

        assertThat(now(later.renew(platform, ANN, mine.id(), token)))
                .isEqualTo(new Desk.Renewal(HolderReply.DONE, T0.plusSeconds(90)));
        assertThat(now(later.renew(platform, ANN, mine.id(), "made up")).reply())
                .isEqualTo(HolderReply.NOT_HOLDER);
    }

    @Test
    void aCaseAskedForByItsIdIsHisWhateverElseHeHolds() {
        Case first = ground.flagged("e1", "mallory", T0);
        Case second = ground.flagged("e2", "trudy", T0.plusSeconds(1));
        Moderator lea = new Moderator("lea", "tandem", "Lea", Role.LEAD);
        assertThat(next(lea).orElseThrow().id()).isEqualTo(first.id());

        assertThat(now(desk.claim(platform, lea, second.id()))).isInstanceOf(ClaimReply.Claimed.class);
        assertThat(next(lea).orElseThrow().id()).isEqualTo(first.id());
    }
}
