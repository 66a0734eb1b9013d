package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.InMemoryRosters;
import dev.pullcord.intake.Report;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.Reason;
import dev.pullcord.review.Care;
import dev.pullcord.review.CarePolicy;
import dev.pullcord.review.Case;
import dev.pullcord.review.Claim;
import dev.pullcord.review.Desk;
import dev.pullcord.review.Events;
import dev.pullcord.review.Ground;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.PolicyPack;
import dev.pullcord.review.Preferences;
import dev.pullcord.review.Profile;
import dev.pullcord.review.ReviewQueue.ClaimReply;
import dev.pullcord.review.Role;
import dev.pullcord.review.Stakes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.ObjIntConsumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;

/**
 * Whatever people do in whatever order, I9 holds of every claim: nobody holds a case that he opted out of, had no budget for,
 * knows somebody of, decided before, or was given after he stopped. Held against a model that counts for itself.
 */
@PropertyDefaults(shrinking = ShrinkingMode.BOUNDED, tries = 40)
class CareModelIT {
    private static final int STEPS = 60;

    private final RedisFixture redis = new RedisFixture();

    @AfterProperty
    void giveBack() {
        redis.afterEach(null);
    }

    @Property
    void nobodyIsGivenWhatIsNotForHim(@ForAll("shifts") ActionChain<Life> life) {
        life.run();
    }

    @Provide
    Arbitrary<ActionChain<Life>> shifts() {
        return ActionChain.startWith(() -> new Life(redis.link()))
                .withAction(6, move("flag", Life::flag))
                .withAction(6, move("claim next", Life::claimNext))
                .withAction(2, move("claim twice at once", Life::claimTwiceAtOnce))
                .withAction(3, move("claim this", Life::claimThis))
                .withAction(4, move("release", Life::release))
                .withAction(2, move("decide", Life::decide))
                .withAction(2, move("opt out", Life::optOut))
                .withAction(1, move("know somebody", Life::know))
                .withAction(2, move("stop", Life::stop))
                .withAction(2, move("stop while claiming", Life::stopWhileClaiming))
                .withAction(2, move("go on", Life::goOn))
                .withAction(3, move("time passes", Life::pass))
                .withAction(1, move("crash", (life, n) -> life.crash()))
                .withMaxTransformations(STEPS);
    }

    private static Action.Independent<Life> move(String name, ObjIntConsumer<Life> move) {
        return () -> Arbitraries.integers()
                .between(0, 999)
                .map(n -> Transformer.mutate(name + " " + n, life -> move.accept(life, n)));
    }

    /** One person as the model knows him. */
    private static final class Model {
        private final Set<Reason> optOuts = EnumSet.noneOf(Reason.class);
        private final Set<String> relations = new HashSet<>();
        private final Set<String> tokens = new HashSet<>();
        private final Set<String> decided = new HashSet<>();
        private final List<Map.Entry<Instant, Double>> looks = new ArrayList<>();
        private boolean stopped;
    }

    static final class Life {
        private static final Duration LEASE = Duration.ofMinutes(2);
        private static final List<Reason> REASONS =
                List.of(Reason.HARASSMENT, Reason.GROOMING, Reason.THREAT_TO_LIFE, Reason.FRAUD_SPAM);
        private static final List<String> ACCOUNTS = List.of("a", "b", "c", "d", "e", "f");
        private static final PolicyPack PACK = tight();

        private final RedisLink link;
        private final String prefix = RedisGround.prefix();
        private final Map<String, Model> models = new HashMap<>();
        private Instant time = Events.T0;
        private Ground ground;
        private RedisStore store;
        private Desk desk;
        private Care care;
        private int sent;

        Life(RedisLink link) {
            this.link = link;
            crash();
            for (int i = 0; i < 3; i++) {
                Ground.now(store.people().add(person(i)));
                models.put(person(i).id(), new Model());
            }
        }

        private static PolicyPack tight() {
            CarePolicy shipped = Ground.PACK.care();
            return new PolicyPack(
                    Ground.PACK.version(),
                    Ground.PACK.risk(),
                    Ground.PACK.triage(),
                    Ground.PACK.tree(),
                    Ground.PACK.escalation(),
                    new CarePolicy(shipped.weights(), 2, 2, 9, 14, 500, 900, Duration.ofHours(2), Duration.ofHours(8)),
                    Ground.PACK.quality(),
                    Ground.PACK.reporters(),
                    Ground.PACK.plans(),
                    Ground.PACK.retention(),
                    Ground.PACK.looks());
        }

        void crash() {
            store = RedisGround.store(link, prefix, new Moves());
            ground = RedisGround.on(store, 2);
            care = new Care(
                    store.people(),
                    store.exposures(),
                    store.queue(),
                    new Stakes(store.people(), store.queue(), new InMemoryRosters()),
                    platform -> PACK,
                    new Moves());
            store.queue().guardedBy(care);
            desk = new Desk(store.queue(), new InMemoryRosters(), platform -> PACK, LEASE, decided -> {}, new Moves())
                    .caring(care);
        }

        private static Moderator person(int n) {
            Role role = List.of(Role.MODERATOR, Role.SENIOR, Role.LEAD).get(n % 3);
            return new Moderator("m" + n % 3, "tandem", "m" + n % 3, role);
        }

        void flag(int n) {
            String account = ACCOUNTS.get(n % ACCOUNTS.size());
            ground.take(
                    Events.flag("e" + sent++, account, REASONS.get(n / 7 % REASONS.size())),
                    Subject.account(account),
                    time);
            ground.foldAll(time);
        }

        void claimNext(int n) {
            lapse();
            Ground.now(desk.claimNext(ground.platform(), person(n), List.of())).ifPresent(c -> given(person(n), c));
        }

        void claimTwiceAtOnce(int n) {
            lapse();
            CompletableFuture<Optional<Case>> one =
                    desk.claimNext(ground.platform(), person(n), List.of()).toCompletableFuture();
            CompletableFuture<Optional<Case>> two =
                    desk.claimNext(ground.platform(), person(n), List.of()).toCompletableFuture();
            Ground.now(one).ifPresent(c -> given(person(n), c));
            Ground.now(two).ifPresent(c -> given(person(n), c));
        }

        void claimThis(int n) {
            lapse();
            cases().stream().skip(n % 5).findFirst().ifPresent(c -> {
                if (Ground.now(desk.claim(ground.platform(), person(2), c.id())) instanceof ClaimReply.Claimed yes) {
                    given(person(2), yes.claimed());
                }
            });
        }

        private List<Case> cases() {
            return ACCOUNTS.stream()
                    .flatMap(account -> ground.open(Subject.account(account)).stream())
                    .toList();
        }

        /** What must be true of a claim that was just granted; one he held already is granted no more. */
        private void given(Moderator moderator, Case c) {
            Model his = models.get(moderator.id());
            Claim claim = c.claim().orElseThrow();
            assertThat(claim.holder()).isEqualTo(moderator.id());
            if (!his.tokens.add(claim.token())) {
                return;
            }
            assertThat(his.stopped).as("stopped").isFalse();
            Ground.now(ground.queue().reports(ground.platform(), c.id(), 0, 1000)).stream()
                    .map(event -> event.event().body())
                    .filter(body ->
                            body instanceof Report report && report.reason().isPresent())
                    .forEach(body -> assertThat(his.optOuts)
                            .doesNotContain(((Report) body).reason().orElseThrow()));
            assertThat(his.relations).doesNotContain(c.subject().id());
            assertThat(his.decided).doesNotContain(c.id());
            his.looks.add(Map.entry(time, PACK.care().weight(c)));
            assertThat(since(his, Duration.ofHours(8))).isLessThanOrEqualTo(9);
            assertThat(since(his, Duration.ofDays(7))).isLessThanOrEqualTo(14);
        }

        private double since(Model his, Duration ago) {
            return his.looks.stream()
                    .filter(look -> !look.getKey().isBefore(time.minus(ago)))
                    .mapToDouble(Map.Entry::getValue)
                    .sum();
        }

        private Optional<Case> held(Moderator moderator) {
            return cases().stream()
                    .filter(c -> c.claim()
                            .filter(claim -> claim.holder().equals(moderator.id())
                                    && claim.expiresAt().isAfter(time))
                            .isPresent())
                    .findFirst();
        }

        void release(int n) {
            held(person(n))
                    .ifPresent(c -> Ground.now(desk.release(
                            ground.platform(),
                            person(n),
                            c.id(),
                            c.claim().orElseThrow().token(),
                            "not mine")));
        }

        void decide(int n) {
            held(person(n)).ifPresent(c -> {
                Ground.now(ground.queue()
                        .decide(
                                ground.platform(),
                                c,
                                person(n),
                                c.claim().orElseThrow().token(),
                                ground.decision(c, person(n), time, List.of()),
                                "other",
                                Optional.empty(),
                                time));
                models.get(person(n).id()).decided.add(c.id());
            });
        }

        void optOut(int n) {
            Model his = models.get(person(n).id());
            his.optOuts.clear();
            if (n % 4 > 0) {
                his.optOuts.add(REASONS.get(n / 4 % REASONS.size()));
            }
            Set<Reason> optOuts = Set.copyOf(his.optOuts);
            Ground.now(store.people()
                    .change(
                            person(n).id(),
                            p -> p.with(new Preferences(
                                    optOuts, Optional.empty(), Optional.empty(), null, null, null, null))));
        }

        void know(int n) {
            Model his = models.get(person(n).id());
            his.relations.add(ACCOUNTS.get(n / 3 % 2));
            List<String> relations = List.copyOf(his.relations);
            Ground.now(store.people()
                    .change(
                            person(n).id(),
                            p -> p.with(new Profile(List.of(), List.of(), List.of(), List.of(), relations))));
        }

        void stop(int n) {
            Ground.now(care.stop(ground.platform(), person(n)));
            models.get(person(n).id()).stopped = true;
            assertThat(held(person(n))).as("what he held is back").isEmpty();
        }

        /** Whichever comes first: when both are done he holds nothing. */
        void stopWhileClaiming(int n) {
            lapse();
            Moderator moderator = person(n);
            CompletableFuture<Optional<Case>> claiming =
                    desk.claimNext(ground.platform(), moderator, List.of()).toCompletableFuture();
            CompletableFuture<Void> stopping =
                    care.stop(ground.platform(), moderator).toCompletableFuture();
            Ground.now(claiming).ifPresent(c -> given(moderator, c));
            Ground.now(stopping);
            models.get(moderator.id()).stopped = true;
            assertThat(held(moderator)).as("whatever was under way").isEmpty();
        }

        void goOn(int n) {
            Ground.now(care.resume(ground.platform(), person(n)));
            models.get(person(n).id()).stopped = false;
        }

        void pass(int n) {
            time = time.plus(Duration.ofMinutes(n % 400));
        }

        private void lapse() {
            ground.partitions()
                    .forEach(p -> Ground.now(ground.queue().lapsed(p, time, 100))
                            .forEach(id -> Ground.now(ground.queue().lapse(p, id, time))));
        }

        private final class Moves extends Clock {
            @Override
            public Instant instant() {
                return time;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }
        }
    }
}
