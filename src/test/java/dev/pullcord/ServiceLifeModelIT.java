package dev.pullcord;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ObjIntConsumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;

/**
 * The whole service over HTTP, on its own Redis: whatever people, clocks and crashes do in whatever order, every answer is what
 * house.md promises (I1 to I9). CaseLifeModelIT does the same to the desk's own parts, by many more steps and with what no call can
 * do, such as a batch folded twice.
 */
class ServiceLifeModelIT {
    private static final int STEPS = 120;
    private static final AtomicInteger LIVES = new AtomicInteger();
    private static ServiceHouse house;

    @BeforeContainer
    static void open() {
        house = new ServiceHouse();
    }

    @AfterContainer
    static void close() {
        house.close();
    }

    /** What was lived before is still there, so a life that fails is not made shorter: its seed says which it was. */
    @Property(tries = 3, shrinking = ShrinkingMode.OFF)
    void everyAnswerIsAsPromised(@ForAll("life") ActionChain<ServiceLife> life) {
        life.run().end();
    }

    @Provide
    Arbitrary<ActionChain<ServiceLife>> life() {
        return ActionChain.startWith(ServiceLifeModelIT::begin)
                .withAction(8, move("flag", ServiceLife::flag))
                .withAction(5, move("panic", ServiceLife::panic))
                .withAction(2, move("repeat", ServiceLife::repeat))
                .withAction(9, move("claim next", ServiceLife::claimNext))
                .withAction(3, move("renew", ServiceLife::renew))
                .withAction(3, move("release", ServiceLife::release))
                .withAction(7, move("decide", ServiceRulings::decide))
                .withAction(4, move("propose", ServiceRulings::propose))
                .withAction(4, move("answer", ServiceRulings::answer))
                .withAction(3, move("correct", ServiceRulings::correct))
                .withAction(3, move("contest", ServiceRulings::contest))
                .withAction(3, move("hear", ServiceRulings::hear))
                .withAction(3, move("time passes", ServiceLife::pass))
                .withAction(1, move("hours pass", ServiceLife::hoursPass))
                .withAction(1, move("crash", ServiceRulings::crash))
                .withMaxTransformations(STEPS);
    }

    /** Every other life begins with a new start of the service, over what the one before left in people's hands. */
    private static ServiceLife begin() {
        int number = LIVES.incrementAndGet();
        if (number % 2 == 0) {
            house.startAgain();
        }
        return new ServiceLife(house, "life" + number);
    }

    private static Action.Independent<ServiceLife> move(String name, ObjIntConsumer<ServiceLife> move) {
        return () -> Arbitraries.integers()
                .between(0, 999)
                .map(n -> Transformer.mutate(name + " " + n, life -> {
                    move.accept(life, n);
                    life.check(n);
                }));
    }
}
