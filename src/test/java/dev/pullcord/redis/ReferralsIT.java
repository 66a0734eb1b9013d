package dev.pullcord.redis;

import static dev.pullcord.review.Ground.now;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.audit.AuditEntry;
import dev.pullcord.evidence.Custody;
import dev.pullcord.evidence.Custody.Reply;
import dev.pullcord.evidence.Release;
import dev.pullcord.evidence.Xarf;
import dev.pullcord.review.Case;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Events;
import dev.pullcord.review.Ground;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Outcome;
import dev.pullcord.review.ReviewQueue;
import dev.pullcord.review.Role;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What another platform is told of a case: only what people found, by two of them, and never in place of a bundle or the other way. */
class ReferralsIT {
    private static final Instant T0 = Events.T0;
    private static final Moderator LENA = new Moderator("lena", "tandem", "lena", Role.LEAD);
    private static final Moderator LEO = new Moderator("leo", "tandem", "leo", Role.LEAD);

    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    private final RedisStore store =
            RedisGround.store(redis.link(), RedisGround.prefix(), Clock.fixed(T0, ZoneOffset.UTC));
    private final Ground ground = RedisGround.on(store, 2);
    private final Custody custody = new Custody(
            store.queue(), store.releases(), store.releases(), Optional.empty(), Clock.fixed(T0, ZoneOffset.UTC));

    @AfterEach
    void everyChainVerifies() {
        assertThat(ground.auditFaults()).isEmpty();
    }

    @Test
    void itLeavesOnceASecondPersonAgreesAndIsRememberedBefore() {
        Case c = decided();
        Release release = ((Reply.Stands) refer(c, Xarf.Kind.FRAUD_ROMANCE)).release();

        assertThat(takeXarf(c, release)).isInstanceOf(Reply.NotNow.class);
        assertThat(answer(LENA, c, release)).isInstanceOf(Reply.Own.class);
        answer(LEO, c, release);
        Reply taken = takeXarf(c, release);

        assertThat(taken).isEqualTo(new Reply.Refers(xarf(Xarf.Kind.FRAUD_ROMANCE), T0));
        List<AuditEntry> said = now(store.queue().timeline(ground.platform(), c.id(), 50));
        assertThat(said)
                .extracting(entry -> entry.draft().verb())
                .endsWith("release_proposed", "release_approved", "release_taken");
        assertThat(said.subList(said.size() - 3, said.size()))
                .as("no authority's order, and not counted as one")
                .allSatisfy(entry -> assertThat(entry.draft().detail()).containsEntry("form", "xarf"));
    }

    @Test
    void aBundleAndAReportAreNotTakenForEachOther() {
        Case c = decided();
        Release referral = ((Reply.Stands) refer(c, Xarf.Kind.FRAUD_ROMANCE)).release();
        answer(LEO, c, referral);
        Release bundle = ((Reply.Stands) now(custody.propose(
                        ground.platform(), LENA, c.id(), "a court", Optional.empty(), "an order", "asked for")))
                .release();
        answer(LEO, c, bundle);

        assertThat(now(custody.take(ground.platform(), LENA, c.id(), referral.id())))
                .isEqualTo(new Reply.OtherForm(true));
        assertThat(takeXarf(c, bundle)).isEqualTo(new Reply.OtherForm(false));
        assertThat(now(custody.take(ground.platform(), LENA, c.id(), bundle.id())))
                .isInstanceOf(Reply.Leaves.class);
    }

    @Test
    void whatNobodyFoundIsToldToNobody() {
        Case open = ground.flagged("e1", "mallory", T0);

        assertThat(refer(open, Xarf.Kind.FRAUD_ROMANCE)).isInstanceOf(Reply.NothingFound.class);
        decide(open, Outcome.VIOLATION, open.id() + ".d1");
        assertThat(refer(open, Xarf.Kind.FRAUD_ROMANCE)).isInstanceOf(Reply.Stands.class);
    }

    @Test
    void noAdultsHarmIsCalledAChilds() {
        assertThat(refer(decided(), Xarf.Kind.CSEM_GROOMING)).isInstanceOf(Reply.OfNoChild.class);
    }

    /** What was concluded otherwise since does not leave. */
    @Test
    void aViolationThatDoesNotStandAnyMoreIsNotTold() {
        Case c = decided();
        Release release = ((Reply.Stands) refer(c, Xarf.Kind.FRAUD_ROMANCE)).release();
        answer(LEO, c, release);
        Decision otherwise = decision(c, Outcome.NO_VIOLATION, c.id() + ".d2");
        Custody since = new Custody(
                decidedLast(otherwise),
                store.releases(),
                store.releases(),
                Optional.empty(),
                Clock.fixed(T0, ZoneOffset.UTC));

        assertThat(now(since.takeXarf(ground.platform(), LENA, c.id(), release.id())))
                .isInstanceOf(Reply.NothingFound.class);
        assertThat(now(store.queue().timeline(ground.platform(), c.id(), 50)))
                .extracting(entry -> entry.draft().verb())
                .doesNotContain("release_taken");
    }

    private Case decided() {
        Case open = ground.flagged("e1", "mallory", T0);
        decide(open, Outcome.VIOLATION, open.id() + ".d1");
        return ground.find(open.id());
    }

    /** The real queue, with one decision more. */
    private ReviewQueue decidedLast(Decision last) {
        return (ReviewQueue) Proxy.newProxyInstance(
                ReviewQueue.class.getClassLoader(), new Class<?>[] {ReviewQueue.class}, (proxy, method, args) -> {
                    Object reply = method.invoke(store.queue(), args);
                    return method.getName().equals("decisions")
                            ? ((CompletionStage<?>) reply).thenApply(before -> {
                                List<Object> all = new ArrayList<>((List<?>) before);
                                all.add(last);
                                return all;
                            })
                            : reply;
                });
    }

    private static Decision decision(Case open, Outcome outcome, String id) {
        return new Decision(
                id,
                open.id(),
                outcome,
                Optional.of("harassment").filter(policy -> outcome == Outcome.VIOLATION),
                "seen and weighed",
                List.of(),
                true,
                Optional.empty(),
                "dora",
                T0,
                Ground.PACK.version(),
                Optional.empty());
    }

    private void decide(Case open, Outcome outcome, String id) {
        Moderator dora = Ground.moderator("dora");
        Decision decision = decision(open, outcome, id);
        now(store.queue().claim(ground.platform(), open.id(), dora, "token", T0, T0.plusSeconds(60)));
        assertThat(now(store.queue()
                        .decide(ground.platform(), open, dora, "token", decision, "other", Optional.empty(), T0)))
                .isEqualTo(ReviewQueue.DecideReply.DECIDED);
    }

    private static Xarf xarf(Xarf.Kind kind) {
        return new Xarf(
                "40daae21-fbe5-4b5d-bfb3-7ea6c2f82cae",
                new Xarf.From("Tandem", "abuse@tandem.example", "tandem.example"),
                "chat.example",
                "https://chat.example/u/mal",
                T0,
                kind,
                Optional.empty(),
                Optional.of("promised to marry"));
    }

    private Reply refer(Case c, Xarf.Kind kind) {
        return now(custody.refer(
                ground.platform(),
                LENA,
                c.id(),
                "abuse@chat.example",
                Optional.empty(),
                "their terms",
                "they should know",
                xarf(kind)));
    }

    private Reply answer(Moderator by, Case c, Release release) {
        return now(custody.answer(ground.platform(), by, c.id(), release.id(), true, "I see it too"));
    }

    private Reply takeXarf(Case c, Release release) {
        return now(custody.takeXarf(ground.platform(), LENA, c.id(), release.id()));
    }
}
