package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.enforcement.Action;
import dev.pullcord.enforcement.OutboxMeasures;
import dev.pullcord.intake.InMemoryRosters;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.review.Case;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Desk;
import dev.pullcord.review.Events;
import dev.pullcord.review.Ground;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Outcome;
import dev.pullcord.review.Role;
import dev.pullcord.review.SecondLooks;
import dev.pullcord.review.Stakes;
import dev.pullcord.review.Superseding;
import dev.pullcord.review.Superseding.Reply;
import dev.pullcord.review.Supersessions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What one person did alone and what somebody else says to it, on a real Redis. */
class SecondLooksIT {
    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    private static final Instant T0 = Events.T0;
    private static final Moderator SENIA = new Moderator("senia", "tandem", "Senia", Role.SENIOR);
    private static final Moderator LEA = new Moderator("lea", "tandem", "Lea", Role.LEAD);
    private static final Subject MALLORY = Subject.account("mallory");

    private final String prefix = RedisGround.prefix();
    private final RedisStore store = RedisGround.store(redis.link(), prefix, Clock.fixed(T0, ZoneOffset.UTC));
    private final Ground ground = RedisGround.on(store, 4);

    @AfterEach
    void everyChainVerifies() {
        assertThat(ground.auditFaults()).isEmpty();
    }

    @Test
    void inAnImminentDangerALeadActsAloneAndSomebodyElseLooksAgain() {
        ground.panic("p1", MALLORY, T0);

        Decision alone = decide(LEA, T0, Optional.empty(), Optional.of("he is at her door"));

        assertThat(alone.course().alone()).contains("he is at her door");
        assertThat(suspended()).isTrue();
        SecondLooks looks = new SecondLooks(store.supersessions(), at(T0.plus(Duration.ofHours(2))));
        assertThat(now(looks.all(ground.platform(), 9)))
                .singleElement()
                .satisfies(look -> assertThat(look.decisionId()).isEqualTo(alone.id()));
        assertThat(now(looks.overdue(ground.platform()))).isEqualTo(1);
        assertThat(verbs(alone)).contains("glass_broken").doesNotContain("case_decided");
        assertThat(look(LEA, alone, true)).isInstanceOf(Reply.NotHis.class);

        assertThat(look(SENIA, alone, true)).isEqualTo(new Reply.Agreed(alone));

        assertThat(now(looks.all(ground.platform(), 9))).isEmpty();
        assertThat(verbs(alone)).endsWith("second_look_agreed");
        assertThat(look(SENIA, alone, true)).isEqualTo(new Reply.Moved());
        assertThat(look(SENIA, alone, false))
                .as("one has looked, and that was it")
                .isEqualTo(new Reply.Moved());
        assertThat(suspended()).isTrue();
    }

    /** Two look at once: whoever is written first has looked, and the other one hears that it moved. */
    @ParameterizedTest
    @CsvSource({"supersede, false", "lookedAgain, true"})
    void ofTwoSecondLooksAtOnceOneCounts(String call, boolean agree) {
        ground.panic("p1", MALLORY, T0);
        Decision alone = decide(LEA, T0, Optional.empty(), Optional.of("he is at her door"));
        Moderator other = new Moderator("otto", "tandem", "Otto", Role.SENIOR);
        Supersessions real = store.supersessions();
        Supersessions others = agree ? Meanwhile.dying(Supersessions.class, real, "lookedAgain") : real;
        Supersessions late = Meanwhile.before(
                Supersessions.class,
                real,
                call,
                () -> assertThat(now(superseding(others, T0.plusSeconds(30))
                                .lookAgain(ground.platform(), other, alone.id(), !agree, "looked")))
                        .isNotEqualTo(new Reply.Moved()));

        assertThat(now(superseding(late, T0.plusSeconds(30))
                        .lookAgain(ground.platform(), SENIA, alone.id(), agree, "looked")))
                .isEqualTo(new Reply.Moved());
        assertThat(suspended()).isEqualTo(!agree);
    }

    @Test
    void whoDoesNotAgreeTakesItBack() {
        ground.panic("p1", MALLORY, T0);
        Decision alone = decide(LEA, T0, Optional.empty(), Optional.of("he is at her door"));
        answer(alone, "done");

        Reply.Done done = (Reply.Done) look(SENIA, alone, false);

        assertThat(done.decision().course().cause()).contains(Decision.Cause.SECOND_LOOK);
        assertThat(done.decision().actions()).extracting(a -> a.type()).containsExactly(ActionType.REINSTATE_ACCOUNT);
        assertThat(suspended()).isFalse();
        assertThat(waiting()).isEmpty();
        assertThat(verbs(alone)).contains("decision_overturned").endsWith("second_look_refused");
    }

    /** Else a lead does alone what takes two, and takes it back before anybody sees. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatWasUndoneIsLookedAtAllTheSame(boolean agree) {
        ground.panic("p1", MALLORY, T0);
        Decision alone = decide(LEA, T0, Optional.empty(), Optional.of("he is at her door"));

        Reply.Done undone = (Reply.Done) undo(LEA, alone, T0.plusSeconds(5));

        Case queued = ground.find(alone.caseId());
        assertThat(waiting()).extracting(Supersessions.Alone::decisionId).containsExactly(alone.id());
        assertThat(look(LEA, alone, agree)).isInstanceOf(Reply.NotHis.class);
        assertThat(look(SENIA, alone, agree)).isEqualTo(new Reply.Agreed(undone.decision()));
        assertThat(ground.find(alone.caseId())).as("nothing is changed by it").isEqualTo(queued);
        assertThat(waiting()).isEmpty();
        assertThat(verbs(alone)).endsWith(agree ? "second_look_agreed" : "second_look_refused");
        assertThat(look(SENIA, alone, agree)).isEqualTo(new Reply.Moved());
    }

    /** Else it would wait for a look at what does not count, and call the service degraded, for ever. */
    @Test
    void nobodyNeedLookAgainAtWhatSomebodyElseCorrected() {
        ground.panic("p1", MALLORY, T0);
        Decision alone = decide(LEA, T0, Optional.empty(), Optional.of("he is at her door"));

        assertThat(now(superseding(store.supersessions(), T0.plusSeconds(5))
                        .correct(
                                ground.platform(),
                                SENIA,
                                alone.id(),
                                request(Optional.of(Duration.ofDays(1)), Optional.empty()))))
                .isInstanceOf(Reply.Done.class);

        assertThat(waiting()).isEmpty();
        assertThat(verbs(alone)).endsWith("second_look_moot");
        // As if it had ended between the two.
        Keys keys = new Keys(prefix);
        now(redis.commands().zadd(keys.alone(ground.find(alone.caseId()).partition()), 1, alone.id()));
        assertThat(look(SENIA, alone, true)).isEqualTo(new Reply.Moved());
        assertThat(waiting()).isEmpty();
    }

    /** The two of them decided it: neither of them corrects it, nor anybody alone. */
    @Test
    void whatSomebodyAgreedToAfterwardsIsCorrectedAsWhatTwoDecided() {
        ground.panic("p1", MALLORY, T0);
        Decision alone = decide(LEA, T0, Optional.empty(), Optional.of("he is at her door"));
        look(SENIA, alone, true);
        Desk.Request shorter = request(Optional.of(Duration.ofDays(1)), Optional.empty());
        Superseding later = superseding(T0.plusSeconds(99));

        assertThat(now(later.correct(ground.platform(), SENIA, alone.id(), shorter)))
                .isInstanceOf(Reply.NotHis.class);
        assertThat(now(later.correct(ground.platform(), LEA, alone.id(), shorter)))
                .isInstanceOf(Reply.NotHis.class);
        assertThat(now(later.correct(
                        ground.platform(), new Moderator("otto", "tandem", "Otto", Role.SENIOR), alone.id(), shorter)))
                .isInstanceOf(Reply.Proposed.class);
        assertThat(suspended()).as("until another agrees").isTrue();
    }

    /** Whoever looks again is the second person. */
    @Test
    void whoAskedForItDoesNotLookAgain() {
        ground.panic("p1", MALLORY, T0);
        Case c = ground.open(MALLORY).orElseThrow();
        now(ground.queue().claim(ground.platform(), c.id(), SENIA, "hers", T0, T0.plusSeconds(60)));
        now(ground.queue()
                .remember(
                        ground.platform(),
                        c.id(),
                        new AuditDraft(
                                T0,
                                SENIA.id(),
                                SENIA.role().word(),
                                "note_added",
                                Optional.of(c.id()),
                                new TreeMap<>(Map.of("note", "throw him out, Lea")))));
        now(ground.queue().release(ground.platform(), c.id(), SENIA, "hers", "yours", T0));
        Decision alone = decide(LEA, T0, Optional.empty(), Optional.of("he is at her door"));

        assertThat(look(SENIA, alone, true)).isInstanceOf(Reply.NotHis.class);
        assertThat(undo(LEA, alone, T0.plusSeconds(5))).isInstanceOf(Reply.Done.class);
        assertThat(look(SENIA, alone, true)).as("nor at what was undone").isInstanceOf(Reply.NotHis.class);
        assertThat(waiting()).hasSize(1);
    }

    private List<Supersessions.Alone> waiting() {
        return now(new SecondLooks(store.supersessions(), at(T0)).all(ground.platform(), 9));
    }

    @Test
    void theGlassIsForLeadsInAnImminentDangerAndForWhatTakesTwo() {
        ground.panic("p1", MALLORY, T0);
        Case c = ground.open(MALLORY).orElseThrow();
        Optional<String> why = Optional.of("now");

        assertThat(deciding(SENIA, c, T0, Optional.empty(), why)).isEqualTo(new Desk.Deciding.Needs(Role.LEAD));
        assertThat(deciding(LEA, ground.find(c.id()), T0, Optional.of(Duration.ofDays(1)), why))
                .isInstanceOfSatisfying(
                        Desk.Deciding.Invalid.class,
                        no -> assertThat(no.pointer()).isEqualTo("/alone"));
        Case quarrel = ground.flagged("e1", "trudy", T0);
        assertThat(deciding(LEA, quarrel, T0, Optional.empty(), why)).isInstanceOf(Desk.Deciding.Invalid.class);
        assertThat(waiting()).isEmpty();
    }

    private Decision decide(Moderator by, Instant at, Optional<Duration> suspension, Optional<String> alone) {
        Case c = ground.open(MALLORY).orElseThrow();
        return ((Desk.Deciding.Written) deciding(by, c, at, suspension, alone)).decision();
    }

    private Desk.Deciding deciding(
            Moderator by, Case c, Instant at, Optional<Duration> suspension, Optional<String> alone) {
        String token = "token " + c.version();
        if (c.state().waiting()) {
            now(ground.queue().claim(ground.platform(), c.id(), by, token, at, at.plusSeconds(60)));
        }
        String live = ground.find(c.id()).claim().orElseThrow().token();
        Moderator holder = by.id()
                        .equals(ground.find(c.id()).claim().orElseThrow().holder())
                ? by
                : new Moderator(ground.find(c.id()).claim().orElseThrow().holder(), "tandem", "x", by.role());
        Desk desk = new Desk(
                ground.queue(), new InMemoryRosters(), Ground.PACK, Duration.ofSeconds(60), decided -> {}, at(at));
        return now(desk.decide(ground.platform(), holder, c.id(), live, request(suspension, alone)));
    }

    private static Desk.Request request(Optional<Duration> suspension, Optional<String> alone) {
        return new Desk.Request(
                Outcome.VIOLATION,
                Optional.of("harassment"),
                "seen",
                List.of(new Desk.Wish(ActionType.SUSPEND_ACCOUNT, Optional.empty(), suspension)),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                alone);
    }

    private Reply undo(Moderator by, Decision decision, Instant at) {
        return now(superseding(at).undo(ground.platform(), by, decision.id(), "a slip", Optional.empty()));
    }

    private Reply look(Moderator by, Decision decision, boolean agree) {
        return now(superseding(T0.plusSeconds(30)).lookAgain(ground.platform(), by, decision.id(), agree, "looked"));
    }

    private Superseding superseding(Instant at) {
        return superseding(store.supersessions(), at);
    }

    private Superseding superseding(Supersessions supersessions, Instant at) {
        return new Superseding(
                ground.queue(),
                supersessions,
                new OutboxMeasures(store.outbox()),
                new InMemoryRosters(),
                new Stakes(store.people(), store.queue(), new InMemoryRosters()),
                platform -> Ground.PACK,
                decided -> {},
                at(at));
    }

    private void answer(Decision decision, String status) {
        Case c = ground.find(decision.caseId());
        for (Action due : now(store.outbox().due(c.partition(), T0, 9))) {
            Action begun = now(store.outbox().begin(c.partition(), due, T0, T0.plusSeconds(15)))
                    .orElseThrow();
            answered(c, begun, Optional.empty(), status);
        }
    }

    private void answered(Case c, Action begun, Optional<Instant> look, String status) {
        now(store.outbox().record(c.partition(), begun, Action.State.ANSWERED, status, "", Optional.empty(), look, T0));
    }

    private boolean suspended() {
        return now(store.outbox().standing(ground.platform(), "mallory", T0)).suspended();
    }

    private List<String> verbs(Decision decision) {
        return now(ground.queue().timeline(ground.platform(), decision.caseId(), 99)).stream()
                .map(e -> e.draft().verb())
                .toList();
    }

    private static Clock at(Instant time) {
        return Clock.fixed(time, ZoneOffset.UTC);
    }

    private static <T> T now(CompletionStage<T> stage) {
        return Ground.now(stage);
    }
}
