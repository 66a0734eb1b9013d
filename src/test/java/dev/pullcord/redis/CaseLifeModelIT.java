package dev.pullcord.redis;

import java.util.List;
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
 * Whatever happens to cases in whatever order, what house.md promises of them holds after every step (I1 to I7, I9).
 *
 * <p>Each try is four lives of 60 steps: 12 000 of them in every build. A long run: {@code -Djqwik.tries.default=4200}, a million.
 */
@PropertyDefaults(shrinking = ShrinkingMode.BOUNDED)
class CaseLifeModelIT {
    private static final int LIVES = 4;
    private static final int STEPS = 60;

    private final RedisFixture redis = new RedisFixture();

    @AfterProperty
    void giveBack() {
        redis.afterEach(null);
    }

    @Property
    void casesHangTogetherWhateverHappens(@ForAll("lives") List<ActionChain<CaseLife>> lives) {
        lives.forEach(life -> life.run().end());
    }

    @Provide
    Arbitrary<List<ActionChain<CaseLife>>> lives() {
        return life().list().ofSize(LIVES);
    }

    private Arbitrary<ActionChain<CaseLife>> life() {
        return ActionChain.startWith(() -> new CaseLife(redis.link()))
                .withAction(6, move("flag", CaseLife::flag))
                .withAction(4, move("panic", CaseLife::panic))
                .withAction(2, move("observe", CaseLife::observe))
                .withAction(2, move("repeat", CaseLife::repeat))
                .withAction(6, move("fold", CaseLife::fold))
                .withAction(1, move("fold again", CaseLife::foldAgain))
                .withAction(1, move("fold twice at once", CaseLife::foldTwiceAtOnce))
                .withAction(6, move("claim next", CaseLife::claimNext))
                .withAction(2, move("claim this", CaseLife::claimThis))
                .withAction(3, move("renew", CaseLife::renew))
                .withAction(3, move("release", CaseLife::release))
                .withAction(4, move("decide", CaseLife::decide))
                .withAction(3, move("propose", TwoPeople::propose))
                .withAction(3, move("answer", TwoPeople::answer))
                .withAction(1, move("expire", (life, n) -> TwoPeople.expire(life)))
                .withAction(3, move("snooze", PassedOn::snooze))
                .withAction(2, move("wake", (life, n) -> PassedOn.wake(life)))
                .withAction(3, move("hand up", PassedOn::handUp))
                .withAction(3, move("decide anew", DecidedAnew::decideAnew))
                .withAction(2, move("contest", Contested::contest))
                .withAction(2, move("hear", Contested::hear))
                .withAction(3, move("attribute", Given::attribute))
                .withAction(2, move("carry over", (life, n) -> Given.carry(life)))
                .withAction(2, move("assign", Given::assign))
                .withAction(1, move("hours pass", CaseLife::hoursPass))
                .withAction(1, move("forge", CaseLife::forge))
                .withAction(3, move("time passes", CaseLife::pass))
                .withAction(2, move("lapse", (life, n) -> life.lapse()))
                .withAction(2, move("dispatch", Watched::dispatch))
                .withAction(2, move("come or go", Watched::comeOrGo))
                .withAction(2, move("see", Watched::see))
                .withAction(2, move("look", (life, n) -> Watched.look(life)))
                .withAction(2, move("end", (life, n) -> DecidedAnew.end(life)))
                .withAction(1, move("crash", (life, n) -> life.crash()))
                .withMaxTransformations(STEPS);
    }

    private static Action.Independent<CaseLife> move(String name, ObjIntConsumer<CaseLife> move) {
        return () -> Arbitraries.integers()
                .between(0, 999)
                .map(n -> Transformer.mutate(name + " " + n, life -> {
                    move.accept(life, n);
                    life.check();
                }));
    }
}
