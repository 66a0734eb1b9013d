package dev.pullcord.redis;

import dev.pullcord.enforcement.OutboxMeasures;
import dev.pullcord.intake.InMemoryRosters;
import dev.pullcord.review.Impartiality;
import dev.pullcord.review.PolicyPack;
import dev.pullcord.review.Superseding;
import java.time.Clock;

/** Decisions that take another's place, where nobody knows anybody. */
final class Supersedings {
    private Supersedings() {}

    static Superseding on(RedisStore store, PolicyPack pack, Clock clock) {
        return new Superseding(
                store.queue(),
                store.supersessions(),
                new OutboxMeasures(store.outbox()),
                new InMemoryRosters(),
                Impartiality.EVERYBODYS,
                platform -> pack,
                decided -> {},
                clock);
    }
}
