package dev.pullcord.redis;

import static dev.pullcord.review.Events.T0;
import static dev.pullcord.review.Ground.now;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.enforcement.OutboxMeasures;
import dev.pullcord.intake.InMemoryRosters;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.review.Appeal;
import dev.pullcord.review.Approvals;
import dev.pullcord.review.Approvals.Answered;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseState;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Desk;
import dev.pullcord.review.Ground;
import dev.pullcord.review.Hearing;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What two people decided, corrected by two others, on a real Redis. */
class CorrectingIT {
    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    private static final Moderator ANN = Ground.moderator("ann");
    private static final Moderator SENIA = new Moderator("senia", "tandem", "Senia", Role.SENIOR);
    private static final Moderator LEA = new Moderator("lea", "tandem", "Lea", Role.LEAD);
    private static final Moderator LEO = new Moderator("leo", "tandem", "Leo", Role.LEAD);
    private static final Moderator ADA = new Moderator("ada", "tandem", "Ada", Role.ADMIN);
    private static final Instant LATER = T0.plus(Duration.ofDays(2));
    private static final ReviewQueue.Filter PROPOSED = new ReviewQueue.Filter(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), true);

    private final RedisStore store =
            RedisGround.store(redis.link(), RedisGround.prefix(), Clock.fixed(T0, ZoneOffset.UTC));
    private final Ground ground = RedisGround.on(store, 4);

    @AfterEach
    void everyChainVerifies() {
        assertThat(ground.auditFaults()).isEmpty();
    }

    @Test
    void twoOthersCorrectItAndUntilThenItCounts() {
        Decision first = decidedByTwo();

        assertThat(correct(ANN, first, LATER)).as("proposed it").isInstanceOf(Reply.NotHis.class);
        assertThat(correct(SENIA, first, LATER)).as("agreed to it").isInstanceOf(Reply.NotHis.class);
        Reply.Proposed proposed = (Reply.Proposed) correct(LEA, first, LATER);

        assertThat(proposed.proposal().decision().course().supersedes()).contains(first.id());
        Case waits = ground.find(first.caseId());
        assertThat(waits.state()).isEqualTo(CaseState.DECIDED);
        assertThat(waits.proposal()).contains(proposed.proposal());
        assertThat(proposedCases()).containsExactly(first.caseId());
        assertThat(now(ground.queue().countProposed(ground.platform()))).isEqualTo(1);
        assertThat(suspended(LATER)).as("it counts until then").isTrue();
        assertThat(correct(LEO, first, LATER)).isEqualTo(new Reply.Waits());
        for (Moderator one : List.of(LEA, ANN, SENIA)) {
            assertThat(answer(one, first, true, LATER)).as(one.id()).isEqualTo(new Answered.OwnDecision());
            assertThat(answer(one, first, false, LATER)).as(one.id()).isEqualTo(new Answered.OwnDecision());
        }

        Answered.Approved approved = (Answered.Approved) answer(ADA, first, true, LATER);

        Decision second = approved.decision();
        assertThat(second.decidedBy()).isEqualTo("lea");
        assertThat(second.approvedBy()).contains("ada");
        assertThat(second.decidedAt()).isEqualTo(LATER);
        assertThat(second.course().supersedes()).contains(first.id());
        assertThat(second.course().cause()).contains(Decision.Cause.CORRECTION);
        assertThat(decisions(first)).containsExactly(first, second);
        assertThat(suspended(LATER)).isFalse();
        assertThat(ground.find(first.caseId()).proposal()).isEmpty();
        assertThat(proposedCases()).isEmpty();
        assertThat(now(ground.queue().countProposed(ground.platform()))).isZero();
        assertThat(answer(ADA, first, true, LATER))
                .as("its answer got lost")
                .isEqualTo(new Answered.Approved(second, true, Duration.ZERO));
    }

    @Test
    void askedAgainWithItsKeyItIsAnsweredAsBefore() {
        Decision first = decidedByTwo();
        Superseding superseding = superseding(store.supersessions(), LATER);

        Reply.Proposed once =
                (Reply.Proposed) now(superseding.correct(ground.platform(), LEA, first.id(), none(Optional.of("k"))));

        assertThat(now(superseding.correct(ground.platform(), LEA, first.id(), none(Optional.of("k")))))
                .isEqualTo(new Reply.Proposed(once.proposal(), true));
        assertThat(now(superseding.correct(ground.platform(), LEA, first.id(), none(Optional.of("other")))))
                .isEqualTo(new Reply.Waits());
    }

    @Test
    void refusedItStandsAndCanBeProposedAgain() {
        Decision first = decidedByTwo();
        correct(LEA, first, LATER);

        assertThat(answer(ADA, first, false, LATER)).isInstanceOf(Answered.Refused.class);

        assertThat(decisions(first)).containsExactly(first);
        assertThat(ground.find(first.caseId()).state()).isEqualTo(CaseState.DECIDED);
        assertThat(ground.find(first.caseId()).proposal()).isEmpty();
        assertThat(suspended(LATER)).isTrue();
        assertThat(verbs(first)).endsWith("decision_proposed", "proposal_refused");
        assertThat(answer(ADA, first, true, LATER)).isEqualTo(new Answered.NothingProposed());
        assertThat(correct(LEO, first, LATER)).isInstanceOf(Reply.Proposed.class);
    }

    @Test
    void nobodyAnsweringItStands() {
        Decision first = decidedByTwo();
        Reply.Proposed proposed = (Reply.Proposed) correct(LEA, first, LATER);
        Instant over = proposed.proposal().expiresAt();
        Case waits = ground.find(first.caseId());

        assertThat(now(ground.queue().expired(waits.partition(), over.minusMillis(1), 9)))
                .isEmpty();
        assertThat(now(ground.queue().expire(waits.partition(), waits.id(), over.minusMillis(1))))
                .isFalse();
        assertThat(answer(ADA, first, true, over)).as("too late").isEqualTo(new Answered.NothingProposed());
        assertThat(now(ground.queue().expired(waits.partition(), over, 9))).containsExactly(waits.id());
        assertThat(now(ground.queue().expire(waits.partition(), waits.id(), over)))
                .isTrue();

        assertThat(verbs(first)).endsWith("decision_proposed", "proposal_expired");
        assertThat(now(ground.queue().expired(waits.partition(), over, 9))).isEmpty();
        assertThat(decisions(first)).containsExactly(first);
        assertThat(ground.find(first.caseId()).state()).isEqualTo(CaseState.DECIDED);
        assertThat(correct(LEO, first, over)).isInstanceOf(Reply.Proposed.class);
    }

    @Test
    void whoRefusesWhileAnotherAgreesIsFirstOrHasNothingToAnswer() {
        Decision first = decidedByTwo();
        correct(LEA, first, LATER);
        Supersessions refusedMeanwhile = Meanwhile.before(
                Supersessions.class, store.supersessions(), "supersede", () -> answer(LEO, first, false, LATER));

        Answered late = now(approvals(refusedMeanwhile, LATER)
                .answer(ground.platform(), ADA, first.caseId(), true, "looked at as well"));

        assertThat(late).isEqualTo(new Answered.NothingProposed());
        assertThat(decisions(first)).containsExactly(first);
        assertThat(suspended(LATER)).isTrue();
    }

    @Test
    void anotherCorrectionThatWaitsByThenIsNotWhatWasAgreedTo() {
        Decision first = decidedByTwo();
        correct(LEA, first, LATER);
        Supersessions another = Meanwhile.before(Supersessions.class, store.supersessions(), "supersede", () -> {
            answer(LEO, first, false, LATER);
            correct(LEO, first, LATER);
        });

        Answered late = now(
                approvals(another, LATER).answer(ground.platform(), ADA, first.caseId(), true, "looked at as well"));

        assertThat(late).isEqualTo(new Answered.NothingProposed());
        assertThat(decisions(first)).containsExactly(first);
    }

    /** What he sees may have been refused meanwhile, and another waits. */
    @Test
    void whoAnswersTheOneHeSawAnswersNoOther() {
        Decision first = decidedByTwo();
        Instant seen = ((Reply.Proposed) correct(LEA, first, LATER)).proposal().proposedAt();
        answer(LEO, first, false, LATER);
        Instant later = LATER.plusSeconds(1);
        Instant other = ((Reply.Proposed) correct(LEO, first, later)).proposal().proposedAt();
        Approvals approvals = approvals(store.supersessions(), later);

        assertThat(now(approvals.answer(
                        ground.platform(), ADA, first.caseId(), Optional.of(seen), true, "looked at as well")))
                .isEqualTo(new Answered.NothingProposed());
        assertThat(now(approvals.answer(
                        ground.platform(), ADA, first.caseId(), Optional.of(other), true, "looked at as well")))
                .isInstanceOf(Answered.Approved.class);
    }

    /** What one person grants may take two to do: then it is corrected after the appeal. */
    @Test
    void whatAnAppealClosedIsCorrectedToo() {
        Decision first = decidedByTwo();
        Hearing hearing = new Hearing(
                ground.queue(),
                ground.log(),
                store.appeals(),
                superseding(store.supersessions(), LATER),
                Impartiality.EVERYBODYS,
                store.people(),
                at(LATER));
        Appeal appeal =
                ((Hearing.Filed.Taken) now(hearing.byAccount(ground.platform(), first.id(), "not me"))).appeal();
        assertThat(correct(LEA, first, LATER)).as("the appeal goes first").isEqualTo(new Reply.Moved());
        now(hearing.hear(ground.platform(), LEO, appeal.id(), Optional.empty(), "it stands"));
        assertThat(ground.find(first.caseId()).state()).isEqualTo(CaseState.CLOSED);

        assertThat(correct(LEA, first, LATER)).isInstanceOf(Reply.Proposed.class);
        assertThat(answer(ADA, first, true, LATER)).isInstanceOf(Answered.Approved.class);

        assertThat(ground.find(first.caseId()).state()).isEqualTo(CaseState.CLOSED);
        assertThat(suspended(LATER)).isFalse();
    }

    @Test
    void whatWasTakenBackMeanwhileHasNothingToCorrect() {
        Decision first = decidedByTwo();
        Reply.Proposed proposed = (Reply.Proposed) correct(LEA, first, T0.plusSeconds(5));

        Reply undone = now(superseding(store.supersessions(), T0.plusSeconds(10))
                .undo(ground.platform(), SENIA, first.id(), "a slip", Optional.empty()));

        assertThat(undone).as("by the one who agreed").isInstanceOf(Reply.Done.class);
        Case queued = ground.find(first.caseId());
        assertThat(queued.state()).isEqualTo(CaseState.QUEUED);
        assertThat(queued.proposal()).isEmpty();
        assertThat(proposedCases()).isEmpty();
        assertThat(answer(ADA, first, true, T0.plusSeconds(20))).isEqualTo(new Answered.NothingProposed());
        Instant over = proposed.proposal().expiresAt();
        assertThat(now(ground.queue().expire(queued.partition(), queued.id(), over)))
                .isFalse();
        assertThat(now(ground.queue().expired(queued.partition(), over, 9))).isEmpty();
        assertThat(ground.find(first.caseId())).as("nothing else of it changed").isEqualTo(queued);
    }

    @Test
    void eitherOfTheTwoUndoesItWithinAMinute() {
        Decision first = decidedByTwo();
        Superseding late = superseding(store.supersessions(), T0.plusSeconds(61));
        Superseding soon = superseding(store.supersessions(), T0.plusSeconds(60));

        assertThat(now(soon.undo(ground.platform(), LEA, first.id(), "x", Optional.empty())))
                .isInstanceOf(Reply.NotHis.class);
        assertThat(now(late.undo(ground.platform(), ANN, first.id(), "x", Optional.empty())))
                .isEqualTo(new Reply.TooLate());
        assertThat(now(soon.undo(ground.platform(), ANN, first.id(), "x", Optional.empty())))
                .isInstanceOf(Reply.Done.class);
        assertThat(suspended(T0)).isFalse();
    }

    /** Else neither would count, the one or the other. */
    @Test
    void aCorrectionIsNotUndone() {
        Decision first = decidedByTwo();
        correct(LEA, first, LATER);
        Decision second = ((Answered.Approved) answer(ADA, first, true, LATER)).decision();

        assertThat(now(superseding(store.supersessions(), LATER)
                        .undo(ground.platform(), ADA, second.id(), "a slip", Optional.empty())))
                .isEqualTo(new Reply.Corrects());
        assertThat(decisions(first)).containsExactly(first, second);
    }

    @Test
    void whatChangesNothingIsNoCorrection() {
        Decision first = decidedByTwo();
        Superseding superseding = superseding(store.supersessions(), LATER);

        assertThat(now(superseding.correct(ground.platform(), LEA, first.id(), forGood(false))))
                .isEqualTo(new Reply.Invalid("/outcome", "is what was decided: this changes nothing"));
        assertThat(now(superseding.correct(ground.platform(), LEA, first.id(), forGood(true))))
                .as("the reporter is told, which he was not")
                .isInstanceOf(Reply.Proposed.class);
    }

    private Decision decidedByTwo() {
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

    private static Desk.Request forGood(boolean notifyReporter) {
        return new Desk.Request(
                Outcome.VIOLATION,
                Optional.of("harassment"),
                "seen",
                List.of(new Desk.Wish(ActionType.SUSPEND_ACCOUNT, Optional.empty(), Optional.empty())),
                notifyReporter,
                Optional.empty(),
                Optional.empty());
    }

    private static Desk.Request none(Optional<String> repeatKey) {
        return new Desk.Request(
                Outcome.NO_VIOLATION,
                Optional.empty(),
                "it was somebody else",
                List.of(),
                false,
                Optional.empty(),
                repeatKey);
    }

    private Reply correct(Moderator by, Decision decision, Instant at) {
        return now(superseding(store.supersessions(), at)
                .correct(ground.platform(), by, decision.id(), none(Optional.empty())));
    }

    private Answered answer(Moderator by, Decision decision, boolean approve, Instant at) {
        return now(approvals(store.supersessions(), at)
                .answer(ground.platform(), by, decision.caseId(), approve, "looked at as well"));
    }

    private Approvals approvals(Supersessions supersessions, Instant at) {
        return new Approvals(ground.queue(), Impartiality.EVERYBODYS, superseding(supersessions, at), d -> {}, at(at));
    }

    private Superseding superseding(Supersessions supersessions, Instant at) {
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

    private List<String> proposedCases() {
        return now(ground.queue().search(ground.platform(), PROPOSED, Optional.empty(), 9)).items().stream()
                .map(Case::id)
                .toList();
    }

    private List<Decision> decisions(Decision of) {
        return now(ground.queue().decisions(ground.platform(), of.caseId()));
    }

    private boolean suspended(Instant at) {
        return now(store.outbox()
                        .standing(ground.platform(), Subject.account("mallory").id(), at))
                .suspended();
    }

    private List<String> verbs(Decision of) {
        return now(ground.queue().timeline(ground.platform(), of.caseId(), 99)).stream()
                .map(e -> e.draft().verb())
                .toList();
    }

    private static Clock at(Instant time) {
        return Clock.fixed(time, ZoneOffset.UTC);
    }
}
