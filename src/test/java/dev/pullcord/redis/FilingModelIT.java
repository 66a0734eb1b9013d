package dev.pullcord.redis;

import dev.pullcord.evidence.FilingLife;
import dev.pullcord.evidence.FilingMoves;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.Events;
import dev.pullcord.review.Ground;
import java.time.Clock;
import java.time.ZoneOffset;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.state.ActionChain;

/** The same lives of filings as the model has, on a real Redis. */
@PropertyDefaults(shrinking = ShrinkingMode.OFF)
class FilingModelIT {
    private final RedisFixture redis = new RedisFixture();

    @AfterProperty
    void giveBack() {
        redis.afterEach(null);
    }

    @Property(tries = 60)
    void aFilingGoesOnceWhateverHappens(@ForAll("lives") ActionChain<FilingLife> life) {
        life.run().end();
    }

    @Provide
    Arbitrary<ActionChain<FilingLife>> lives() {
        return FilingMoves.chains(
                () -> {
                    RedisStore store = RedisGround.store(
                            redis.link(), RedisGround.prefix(), Clock.fixed(Events.T0, ZoneOffset.UTC));
                    Ground ground = RedisGround.on(store, 4);
                    ground.flagged("e1", "mallory", Events.T0);
                    return new FilingLife(
                            store.filings(),
                            ground.platform(),
                            ground.open(Subject.account("mallory"))
                                    .orElseThrow()
                                    .id());
                },
                30);
    }
}
