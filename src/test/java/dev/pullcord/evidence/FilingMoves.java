package dev.pullcord.evidence;

import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;

/** All that can happen to a filing, in any order. */
public final class FilingMoves {
    private FilingMoves() {}

    public static Arbitrary<ActionChain<FilingLife>> chains(Supplier<FilingLife> start, int steps) {
        return ActionChain.startWith(start)
                .withAction(4, move("confirm", (life, n) -> life.confirm()))
                .withAction(4, move("submit", (life, n) -> life.submit()))
                .withAction(12, move("step", FilingLife::step))
                .withAction(6, move("pass", (life, n) -> life.pass(n % 300)))
                .withAction(3, move("answer late", (life, n) -> life.answerLate()))
                .withAction(1, move("revise", (life, n) -> life.revise()))
                .withAction(1, move("retract", (life, n) -> life.retract()))
                .withAction(1, move("forget", (life, n) -> life.forget()))
                .withAction(1, move("refuse", (life, n) -> life.refuse(n % 3 == 0)))
                .withAction(1, move("close", (life, n) -> life.close(n % 3 == 0)))
                .withMaxTransformations(steps);
    }

    private static Action.Independent<FilingLife> move(String name, ObjIntConsumer<FilingLife> move) {
        return () -> Arbitraries.integers()
                .between(0, 999)
                .map(n -> Transformer.mutate(name + " " + n, life -> {
                    move.accept(life, n);
                    life.check();
                }));
    }
}
