package dev.pullcord.redis;

import static dev.pullcord.review.Ground.now;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.audit.Verification;
import dev.pullcord.evidence.Erasing;
import dev.pullcord.evidence.Erasure;
import dev.pullcord.evidence.HoldDesk;
import dev.pullcord.evidence.LegalHold;
import dev.pullcord.evidence.Retention;
import dev.pullcord.evidence.SubjectAccess;
import dev.pullcord.intake.Links;
import dev.pullcord.intake.MeetingEvent;
import dev.pullcord.intake.Observation;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Sightings;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseFold;
import dev.pullcord.review.Events;
import dev.pullcord.review.Ground;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Role;
import dev.pullcord.review.Weighed;
import dev.pullcord.risk.Contribution;
import dev.pullcord.risk.Family;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an account asks for itself, on a real Redis. */
class RedisErasuresIT {
    private static final Instant T0 = Events.T0;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration KEEP = Ground.PACK.retention().other().keep();
    private static final Subject MALLORY = Subject.account("mallory");
    private static final Moderator LENA = new Moderator("lena", "tandem", "lena", Role.LEAD);
    private static final Moderator LEO = new Moderator("leo", "tandem", "leo", Role.LEAD);

    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    private final String prefix = RedisGround.prefix();
    private final Keys keys = new Keys(prefix);
    private final RedisStore store = RedisGround.store(redis.link(), prefix, Clock.fixed(T0, ZoneOffset.UTC));
    private final Ground ground = RedisGround.on(store, 2);

    @AfterEach
    void everyChainVerifies() {
        assertThat(ground.auditFaults()).isEmpty();
    }

    @Test
    void whatMayGoIsGoneBeforeItsTimeAndWhatMayNotIsNamed() {
        Case old = decided("old", T0);
        Case recent = decided("recent", T0.plus(DAY.multipliedBy(100)));
        observed("o1");
        Instant asked = T0.plus(KEEP).plus(DAY);
        now(erasing(asked).ask(ground.platform(), LENA, "mallory", "he asked by mail"));

        run(asked);

        Erasure stands = erasure(asked);
        assertThat(stands.erased()).isEqualTo(new Erasure.Erased(1, 0));
        assertThat(stands.kept())
                .containsExactly(
                        new Erasure.Kept(
                                "case",
                                Optional.of(recent.id()),
                                "kept",
                                Optional.of(T0.plus(DAY.multipliedBy(100)).plus(KEEP))),
                        new Erasure.Kept("observed", Optional.empty(), "cases", Optional.empty()));
        assertThat(now(store.queue().find(ground.platform(), old.id()))).isEmpty();
        assertThat(ground.logged(MALLORY)).hasSize(2); // the other case's report, and what was observed

        Instant end = stands.nextAt().orElseThrow();
        run(end.minusMillis(1));
        assertThat(erasure(end)).isEqualTo(stands);
        run(end);

        assertThat(erasure(end).nextAt()).isEmpty();
        assertThat(erasure(end).erased()).isEqualTo(new Erasure.Erased(2, 1));
        assertThat(ground.logged(MALLORY)).isEmpty();
        assertThat(ground.load(MALLORY).appliedLogId()).isEqualTo("0-0");
        assertThat(redis.keys(prefix).toString()).doesNotContain("case:").doesNotContain("subject:");
    }

    @Test
    void aHoldOnTheAccountStopsAllOfIt() {
        decided("old", T0);
        observed("o1");
        Instant asked = T0.plus(KEEP).plus(DAY);
        LegalHold hold = ((HoldDesk.Reply.Stands) now(desk(asked)
                        .place(
                                ground.platform(),
                                LENA,
                                LegalHold.Target.account("mallory"),
                                new LegalHold.Order("a court", Optional.empty(), "an order", "asked for"),
                                asked.plus(DAY.multipliedBy(90)))))
                .hold();
        now(erasing(asked).ask(ground.platform(), LENA, "mallory", "he asked by mail"));

        run(asked);

        assertThat(erasure(asked).kept())
                .containsExactly(new Erasure.Kept("account", Optional.empty(), "held", Optional.empty()));
        assertThat(ground.logged(MALLORY)).hasSize(2);

        now(desk(asked).release(ground.platform(), LENA, hold.id(), "over"));
        now(desk(asked).answer(ground.platform(), LEO, hold.id(), true, "yes"));
        run(asked.plus(DAY));

        assertThat(erasure(asked).nextAt()).isEmpty();
        assertThat(ground.logged(MALLORY)).isEmpty();
    }

    @Test
    void anOpenCaseKeepsWhatItIsMadeOf() {
        observed("o1");
        Case open = ground.flagged("e1", "mallory", T0);
        now(erasing(T0).ask(ground.platform(), LENA, "mallory", "he asked by mail"));

        run(T0);

        assertThat(erasure(T0).kept())
                .contains(new Erasure.Kept("case", Optional.of(open.id()), "open", Optional.empty()));
        assertThat(ground.open(MALLORY)).contains(open);
        assertThat(ground.logged(MALLORY)).hasSize(2);
    }

    @Test
    void askedManyTimesItIsOneWish() {
        observed("o1");
        List<CompletableFuture<Erasure>> all = IntStream.range(0, 6)
                .mapToObj(n -> erasing(T0)
                        .ask(ground.platform(), LENA, "mallory", "he asked by mail")
                        .toCompletableFuture())
                .toList();

        List<Erasure> answers = all.stream().map(CompletableFuture::join).toList();
        assertThat(answers).containsOnly(erasure(T0));
        run(T0);
        Erasure done = erasure(T0);
        assertThat(done.nextAt()).isEmpty();
        assertThat(now(erasing(T0.plus(DAY)).ask(ground.platform(), LEO, "mallory", "again"))
                        .nextAt())
                .contains(T0.plus(DAY));
        assertThat(RedisFixture.await(redis.commands()
                                .hgetall(keys.erasure(ground.partitionOf("mallory"), Keys.digest("mallory"))))
                        .toString())
                .doesNotContain("mallory");
    }

    @Test
    void anAccountIsToldWhatWasSeenAndDecidedAndNeverWhoReported() {
        observed("o1");
        ground.take(Events.blocked("o2", "mallory", "rita"), MALLORY, T0);
        decided("old", T0);
        ground.flagged("e9", "mallory", T0.plusSeconds(9));

        List<SubjectAccess.Part> parts = told("mallory");

        assertThat(parts).as("a part for each partition").hasSize(2);
        SubjectAccess.Part part = parts.get(0);
        assertThat(part.decisions()).hasSize(1);
        assertThat(part.observed()).hasSize(1);
        assertThat(parts.get(1).observed()).isEmpty();
        assertThat(parts.toString()).doesNotContain("rita");
    }

    /** What a sum of the whole would give away is not in what it is told of its parts. */
    @Test
    void anAccountIsToldWhatOfItselfAddsToItsRiskAndNothingThatOthersSaid() {
        ground.take(
                Events.observed("s1", "mallory", Observation.Kind.ACCOUNT_SANCTIONED, Map.of("measure", "warned")),
                MALLORY,
                T0);
        ground.take(Events.blocked("o2", "mallory", "rita"), MALLORY, T0);
        ground.flagged("e9", "mallory", T0);
        ground.foldAll(T0);
        assertThat(Ground.PACK.risk().families()).contains(Family.ACCOUNT, Family.VOICE);
        assertThat(CaseFold.of(Ground.PACK).assess(ground.load(MALLORY), T0).contributions())
                .extracting(Contribution::family)
                .contains(Family.ACCOUNT, Family.VOICE, Family.CONTACT);

        assertThat(told("mallory").get(0).weighed()).extracting(Weighed::signal).containsExactly("ACC-2");
    }

    @Test
    void anAccountIsToldWhereItWasInWhateverPartitionThatLies() {
        for (int n = 0; n < 8; n++) {
            String call = "call-" + n;
            ground.take(Events.joined("j" + n, call, "mallory"), Subject.meeting(call), T0.plusSeconds(n));
            ground.take(Events.joined("r" + n, call, "rita"), Subject.meeting(call), T0.plusSeconds(n));
        }

        List<SubjectAccess.Attended> meetings = told("mallory").stream()
                .flatMap(part -> part.meetings().stream())
                .toList();

        assertThat(meetings)
                .extracting(SubjectAccess.Attended::meetingId)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 8).mapToObj(n -> "call-" + n).toList());
        assertThat(meetings).extracting(SubjectAccess.Attended::kind).containsOnly(MeetingEvent.Kind.JOINED);
    }

    /** A device that two shared: the other is linked to nobody from then on. */
    @Test
    void whoIsErasedIsNobodysNeighbourAnyMore() {
        Sightings seen = new Sightings(
                List.of(
                        new Sightings.Sighting(Links.Kind.DEVICE, "a".repeat(43), "mallory", T0),
                        new Sightings.Sighting(Links.Kind.DEVICE, "a".repeat(43), "nobody", T0)),
                List.of());
        now(store.links().saw(ground.platform(), seen, T0));
        now(erasing(T0).ask(ground.platform(), LENA, "mallory", "he asked by mail"));

        run(T0);

        assertThat(now(store.links().with(ground.platform(), Links.Kind.DEVICE, "a".repeat(43), T0))
                        .accounts())
                .extracting(Links.At::account)
                .containsExactly("nobody");
        assertThat(redis.keys(prefix).stream()
                        .filter(key -> key.contains(":tied:") && key.endsWith(":since"))
                        .flatMap(key -> RedisFixture.await(redis.commands().zrange(key, 0, -1)).stream()))
                .containsExactly("nobody");
    }

    /** The wish ends and is sealed; a chain never ends. */
    @Test
    void theReasonOfAWishIsInNoChain() {
        now(erasing(T0).ask(ground.platform(), LENA, "mallory", "he asked by mail"));
        run(T0);

        assertThat(Verification.chains("tandem", 2).stream()
                        .flatMap(chain -> now(store.audit().read(chain, 0, 100)).stream())
                        .map(entry -> entry.draft().verb() + entry.draft().detail()))
                .anyMatch(entry -> entry.startsWith("erasure_asked"))
                .noneMatch(detail -> detail.contains("by mail"));
        assertThat(erasure(T0).reason()).isEqualTo("he asked by mail");
    }

    private List<SubjectAccess.Part> told(String account) {
        SubjectAccess access = new SubjectAccess(
                store.queue(),
                store.strikes(),
                store.log(),
                store.casework()::load,
                platform -> Ground.PACK,
                Clock.fixed(T0, ZoneOffset.UTC));
        List<SubjectAccess.Part> parts = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            SubjectAccess.Part part = now(access.part(ground.platform(), account, cursor));
            parts.add(part);
            cursor = part.next();
        } while (cursor.isPresent());
        return parts;
    }

    private void observed(String id) {
        ground.take(Events.device(id, "mallory", "a".repeat(43)), MALLORY, T0);
        ground.foldAll(T0);
    }

    private Case decided(String eventId, Instant at) {
        Case open = ground.flagged(eventId, "mallory", at);
        ground.decide(open, at);
        ground.partitions().forEach(p -> RedisFixture.await(redis.commands().del(keys.untold(p))));
        return ground.find(open.id());
    }

    private Erasing erasing(Instant at) {
        return new Erasing(
                store.erasures(),
                store.records(),
                store.holds(),
                store.queue(),
                platform -> Ground.PACK,
                Clock.fixed(at, ZoneOffset.UTC));
    }

    private HoldDesk desk(Instant at) {
        return new HoldDesk(store.holds(), new SecureRandom(), Clock.fixed(at, ZoneOffset.UTC));
    }

    private Erasure erasure(Instant at) {
        return now(erasing(at).find(ground.platform(), "mallory")).orElseThrow();
    }

    /** What the owner of each partition does at this time. */
    private void run(Instant at) {
        Retention retention = new Retention(store.records(), platform -> Ground.PACK, Clock.fixed(at, ZoneOffset.UTC));
        for (Partition partition : ground.partitions()) {
            int steps = 0;
            while (now(retention.step(ground.platform(), partition)).more()
                    || now(erasing(at).step(ground.platform(), partition))) {
                assertThat(steps++).isLessThan(100);
            }
        }
    }
}
