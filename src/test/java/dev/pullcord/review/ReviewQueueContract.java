package dev.pullcord.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Reason;
import dev.pullcord.plugin.Target;
import dev.pullcord.review.ReviewQueue.ClaimReply;
import dev.pullcord.review.ReviewQueue.DecideReply;
import dev.pullcord.review.ReviewQueue.Filter;
import dev.pullcord.review.ReviewQueue.Page;
import dev.pullcord.review.ReviewQueue.Untold;
import dev.pullcord.review.ReviewQueue.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What every review queue does. */
public abstract class ReviewQueueContract extends GroundContract {
    public static final Filter ANY =
            new Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    private static final Moderator ANN = Ground.moderator("ann");
    private static final Moderator BEN = Ground.moderator("ben");
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Instant END = T0.plus(LEASE);

    @Test
    void aDecisionIsWrittenWithAllThatBelongsToIt() {
        Case mine = claimed(ground.flagged("e1", "mallory", T0), ANN, "token-a", T0);
        List<ActionOrder> orders = List.of(
                new ActionOrder(mine.id() + ".d1.a1", ActionType.WARN, Target.account("mallory"), Optional.empty()));
        Decision decision = ground.decision(mine, ANN, T0, orders);

        DecideReply reply = now(ground.queue()
                .decide(ground.platform(), mine, ANN, "token-a", decision, "harassment", Optional.empty(), T0));

        assertThat(reply).isEqualTo(DecideReply.DECIDED);
        Case decided = ground.find(mine.id());
        assertThat(decided.state()).isEqualTo(CaseState.DECIDED);
        assertThat(decided.claim()).isEmpty();
        assertThat(decided.decisionCount()).isEqualTo(1);
        assertThat(now(ground.queue().decisions(ground.platform(), mine.id()))).containsExactly(decision);
        assertThat(ground.open(mine.subject())).isEmpty();
        assertThat(now(ground.queue().lapsed(mine.partition(), END.plusSeconds(99), 9)))
                .isEmpty();
        assertThat(timeline(mine)).containsExactly("case_opened", "case_claimed", "case_decided");
    }

    @Test
    void aDecisionThatJudgesFlagsIsToBeToldUntilItIs() {
        Case judged = decided("mallory", Outcome.VIOLATION, T0.plusSeconds(2));
        Case earlier = decided("trudy", Outcome.UNFOUNDED_REPORT, T0.plusSeconds(1));
        decided("peggy", Outcome.NO_VIOLATION, T0);
        decided("oscar", Outcome.DUPLICATE, T0);

        Untold told = new Untold(judged.id(), T0.plusSeconds(2));
        Untold left = new Untold(earlier.id(), T0.plusSeconds(1));
        assertThat(untold()).containsExactlyInAnyOrder(told, left);

        now(ground.queue().told(judged.partition(), told));
        assertThat(untold()).containsExactly(left);
        now(ground.queue().told(judged.partition(), told));
        assertThat(untold()).containsExactly(left);
    }

    @Test
    void whatWasDecidedAgainWhileItWasToldIsToBeToldAgain() {
        Case judged = decided("mallory", Outcome.VIOLATION, T0.plusSeconds(2));

        now(ground.queue().told(judged.partition(), new Untold(judged.id(), T0))); // an earlier decision

        assertThat(untold()).containsExactly(new Untold(judged.id(), T0.plusSeconds(2)));
        assertThat(now(ground.queue().untold(judged.partition(), 1, 9))).isEmpty();
    }

    private List<Untold> untold() {
        return ground.partitions().stream()
                .flatMap(p -> now(ground.queue().untold(p, 0, 9)).stream())
                .toList();
    }

    private Case decided(String account, Outcome outcome, Instant at) {
        Case mine = claimed(ground.flagged("e-" + account, account, T0), ANN, "token-" + account, T0);
        Decision plain = ground.decision(mine, ANN, at, List.of());
        Decision decision = new Decision(
                plain.id(),
                plain.caseId(),
                outcome,
                Optional.of("harassment").filter(policy -> outcome == Outcome.VIOLATION),
                plain.reason(),
                plain.actions(),
                plain.notifyReporter(),
                plain.suppressNotice(),
                plain.decidedBy(),
                at,
                plain.policyVersion(),
                plain.approvedBy());
        assertThat(now(ground.queue()
                        .decide(
                                ground.platform(),
                                mine,
                                ANN,
                                "token-" + account,
                                decision,
                                "other",
                                Optional.empty(),
                                at)))
                .isEqualTo(DecideReply.DECIDED);
        return mine;
    }

    @Test
    void aDecisionSentAgainIsKnownByItsKeyAndAnotherIsRefused() {
        Case mine = claimed(ground.flagged("e1", "mallory", T0), ANN, "token-a", T0);

        assertThat(decide(mine, ANN, "token-a", Optional.of("key-1"), T0)).isEqualTo(DecideReply.DECIDED);
        assertThat(decide(mine, ANN, "token-a", Optional.of("key-1"), T0)).isEqualTo(DecideReply.REPEATED);
        assertThat(decide(mine, ANN, "token-a", Optional.of("key-2"), T0)).isEqualTo(DecideReply.ALREADY_DECIDED);
        assertThat(decide(mine, ANN, "token-a", Optional.empty(), T0)).isEqualTo(DecideReply.ALREADY_DECIDED);
        assertThat(now(ground.queue().decisions(ground.platform(), mine.id()))).hasSize(1);
    }

    @Test
    void ofManyDecisionsAtOnceOneIsWritten() {
        Case mine = claimed(ground.flagged("e1", "mallory", T0), ANN, "token-a", T0);
        Decision decision = ground.decision(mine, ANN, T0, List.of());
        List<CompletableFuture<DecideReply>> all = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            all.add(ground.queue()
                    .decide(ground.platform(), mine, ANN, "token-a", decision, "other", Optional.of("key-" + i % 2), T0)
                    .toCompletableFuture());
        }
        List<DecideReply> replies = all.stream().map(GroundContract::now).toList();

        assertThat(replies).filteredOn(DecideReply.DECIDED::equals).hasSize(1);
        assertThat(replies).filteredOn(DecideReply.REPEATED::equals).hasSize(7);
        assertThat(now(ground.queue().decisions(ground.platform(), mine.id()))).hasSize(1);
    }

    @Test
    void theEarlierDeadlineGoesFirstOverAllPartitions() {
        for (int i = 0; i < 20; i++) {
            ground.flag("e" + i, "account-" + i, T0.minusSeconds(i % 7));
        }
        ground.foldAll(T0);

        List<Waiting> all = waiting();
        assertThat(all).hasSize(20);
        assertThat(all).extracting(Waiting::deadline).isSorted();
        assertThat(all).extracting(Waiting::partition).doesNotContainNull();
        List<Waiting> heads = now(ground.queue().waiting(ground.platform(), Ground.queues(), Role.MODERATOR, 2));
        for (var partition : ground.partitions()) {
            assertThat(heads.stream().filter(w -> w.partition().equals(partition)))
                    .containsExactlyElementsOf(all.stream()
                            .filter(w -> w.partition().equals(partition))
                            .limit(2)
                            .toList());
        }
    }

    @Test
    void aQueueStandsAsItsCasesDo() {
        Case mine = ground.flagged("e1", "mallory", T0);
        Case late = ground.flagged("e2", "trudy", T0.plusSeconds(5));
        claimed(mine, ANN, "token-a", T0);
        String queue = late.placement().queue();

        assertThat(now(ground.queue()
                        .standings(
                                ground.platform(),
                                List.of(queue, "panic"),
                                late.placement().deadline())))
                .containsExactly(
                        new ReviewQueue.Standing(
                                queue,
                                1,
                                1,
                                1,
                                Optional.of(late.placement().deadline()),
                                Optional.of(T0.plusSeconds(5))),
                        new ReviewQueue.Standing("panic", 0, 0, 0, Optional.empty(), Optional.empty()));
    }

    @Test
    void casesAreFoundByWhatIsAsked() {
        Case mine = claimed(ground.flagged("e1", "mallory", T0), ANN, "token-a", T0);
        ground.take(Events.flag("e2", "trudy", Reason.GROOMING), Subject.account("trudy"), T0);
        ground.foldAll(T0);
        Case other = ground.open(Subject.account("trudy")).orElseThrow();

        assertThat(search(ANY)).containsExactlyInAnyOrder(mine.id(), other.id());
        assertThat(search(filter("claimed", "", "", "", ""))).containsExactly(mine.id());
        assertThat(search(filter("", other.placement().queue(), "", "", ""))).containsExactly(other.id());
        assertThat(search(filter("", "", "mallory", "", ""))).containsExactly(mine.id());
        assertThat(search(filter("", "", "", "grooming", ""))).containsExactly(other.id());
        assertThat(search(filter("", "", "", "", "ann"))).containsExactly(mine.id());
        assertThat(search(filter("decided", "", "", "", ""))).isEmpty();
    }

    @Test
    void everyCaseIsOnOnePageThoughAllWereOpenedInTheSameMillisecond() {
        for (int i = 0; i < 900; i++) {
            now(ground.taking(Events.flag("e" + i, "account-" + i), Subject.account("account-" + i), T0));
        }
        ground.foldAll(T0);

        List<String> found = search(ANY, 70);

        assertThat(found).hasSize(900).doesNotHaveDuplicates();
    }

    @Test
    void aPageIsFollowedByTheNextNewestFirst() {
        for (int i = 0; i < 7; i++) {
            ground.flag("e" + i, "account-" + i, T0.plusSeconds(i));
        }
        ground.foldAll(T0);
        Page first = now(ground.queue().search(ground.platform(), ANY, Optional.empty(), 4));
        Page second = now(ground.queue().search(ground.platform(), ANY, first.next(), 4));

        assertThat(first.items()).extracting(Case::openedAt).containsExactly(at(6), at(5), at(4), at(3));
        assertThat(second.items()).extracting(Case::openedAt).containsExactly(at(2), at(1), at(0));
        assertThat(second.next()).isEmpty();
    }

    private static Instant at(int second) {
        return T0.plusSeconds(second);
    }

    @Test
    void reportsAreReadNewestFirst() {
        for (int i = 0; i < 5; i++) {
            ground.flag("e" + i, "mallory", T0.plusSeconds(i));
        }
        ground.foldAll(T0);
        String caseId = ground.open(Subject.account("mallory")).orElseThrow().id();

        assertThat(reports(caseId, 0, 2)).containsExactly("e4", "e3");
        assertThat(reports(caseId, 2, 2)).containsExactly("e2", "e1");
        assertThat(reports(caseId, 4, 2)).containsExactly("e0");
        assertThat(reports(caseId, 5, 2)).isEmpty();
        assertThat(reports(caseId, 0, 0)).isEmpty();
    }

    @Test
    void whatIsRememberedStandsInTheTimelineNewestLast() {
        Case open = ground.flagged("e1", "mallory", T0);
        for (int i = 1; i <= 3; i++) {
            Map<String, String> detail = Map.of("text", "note " + i);
            now(ground.queue()
                    .remember(
                            ground.platform(),
                            open.id(),
                            new AuditDraft(
                                    T0.plusSeconds(i),
                                    "ann",
                                    "moderator",
                                    "note_added",
                                    Optional.of(open.id()),
                                    new TreeMap<>(detail))));
        }

        assertThat(now(ground.queue().timeline(ground.platform(), open.id(), 2)))
                .extracting(e -> e.draft().detail().get("text"))
                .containsExactly("note 2", "note 3");
        assertThat(now(ground.queue().timeline(ground.platform(), open.id(), 0)))
                .isEmpty();
        assertThat(timeline(open)).containsExactly("case_opened", "note_added", "note_added", "note_added");
    }

    @Test
    void theTimelineIsInTheOrderInWhichThingsHappenedWhateverClocksSay() {
        Case open = ground.flagged("e1", "mallory", T0);
        claimed(open, ANN, "token-a", T0.plusSeconds(9)); // by a node whose clock is ahead
        now(ground.queue().lapse(open.partition(), open.id(), T0.plusSeconds(99)));
        claimed(open, BEN, "token-b", T0.plusSeconds(3));

        assertThat(now(ground.queue().timeline(ground.platform(), open.id(), 99)))
                .extracting(e -> e.draft().verb() + " " + e.draft().actor())
                .containsExactly("case_opened service", "case_claimed ann", "claim_lapsed service", "case_claimed ben");
    }

    private ClaimReply claim(Case c, Moderator by, String token, Instant at) {
        return now(ground.queue().claim(ground.platform(), c.id(), by, token, at, at.plus(LEASE)));
    }

    private Case claimed(Case c, Moderator by, String token, Instant at) {
        return ((ClaimReply.Claimed) claim(c, by, token, at)).claimed();
    }

    private DecideReply decide(Case c, Moderator by, String token, Optional<String> key, Instant at) {
        Decision decision = ground.decision(c, by, at, List.of());
        return now(ground.queue().decide(ground.platform(), c, by, token, decision, "other", key, at));
    }

    private List<Waiting> waiting() {
        return now(ground.queue().waiting(ground.platform(), Ground.queues(), Role.MODERATOR, 100));
    }

    private List<String> timeline(Case c) {
        return now(ground.queue().timeline(ground.platform(), c.id(), 99)).stream()
                .map(e -> e.draft().verb())
                .toList();
    }

    private List<String> reports(String caseId, long skip, int max) {
        return now(ground.queue().reports(ground.platform(), caseId, skip, max)).stream()
                .map(LoggedEvent::event)
                .map(e -> e.id())
                .toList();
    }

    private static Filter filter(String state, String queue, String account, String reason, String assignee) {
        return new Filter(
                some(state).flatMap(CaseState::ofWord), some(queue), some(account), some(reason), some(assignee));
    }

    private static Optional<String> some(String word) {
        return Optional.of(word).filter(w -> !w.isEmpty());
    }

    private List<String> search(Filter filter) {
        return search(filter, 3);
    }

    /** All pages. */
    private List<String> search(Filter filter, int limit) {
        List<String> found = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Page page = now(ground.queue().search(ground.platform(), filter, cursor, limit));
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            page.items().forEach(c -> found.add(c.id()));
            cursor = page.next();
        } while (cursor.isPresent());
        return found;
    }
}
