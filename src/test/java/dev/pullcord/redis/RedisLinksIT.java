package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.Links;
import dev.pullcord.intake.LinksContract;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.Ground;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisLinksIT extends LinksContract {
    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    private final String prefix = RedisGround.prefix();
    private final Keys keys = new Keys(prefix);
    private final Links links =
            RedisGround.store(redis.link(), prefix, Clock.systemUTC()).links();

    @Override
    protected Links links() {
        return links;
    }

    @Test
    void nothingOfItIsNamedByWhatThePlatformSent() {
        saw(Links.Kind.DEVICE, "the-platforms-own-hash", "ann", 0);

        String mine = keys.ties(Subject.account("ann").partition(TANDEM), Links.Kind.DEVICE, "ann");
        assertThat(Ground.now(redis.commands().zrange(mine, 0, -1)))
                .containsExactly(Links.digest(TANDEM, Links.Kind.DEVICE, "the-platforms-own-hash"));
        assertThat(mine).doesNotContain("ann");
        assertThat(tied(Links.Kind.DEVICE, "the-platforms-own-hash")).doesNotContain("own-hash");
    }

    @Test
    void itGoesByItself() {
        saw(Links.Kind.NETWORK, "n", "ann", 0);

        for (String key : List.of(
                tied(Links.Kind.NETWORK, "n"),
                keys.ties(Subject.account("ann").partition(TANDEM), Links.Kind.NETWORK, "ann"))) {
            assertThat(Ground.now(redis.commands().pttl(key)))
                    .isBetween(1L, Links.Kind.NETWORK.kept().toMillis());
        }
    }

    private String tied(Links.Kind kind, String what) {
        String digest = Links.digest(TANDEM, kind, what);
        return keys.tied(Links.partition(TANDEM, digest), kind, digest);
    }

    /** A famous thing costs no more than this, whoever uses it. */
    @Test
    void aThingOfManyThousandAccountsStaysSmall() {
        for (int i = 0; i < 5_000; i += 500) {
            List<Links.Sighting> crowd = new java.util.ArrayList<>();
            for (int j = i; j < i + 500; j++) {
                crowd.add(new Links.Sighting(Links.Kind.NETWORK, "cafe", "account-" + j, T0.plusSeconds(j)));
            }
            Ground.now(links.saw(TANDEM, crowd));
        }

        String cafe = tied(Links.Kind.NETWORK, "cafe");
        assertThat(Ground.now(redis.commands().zcard(cafe))).isEqualTo(Links.CROWD + 1);
        assertThat(Ground.now(redis.commands().memoryUsage(cafe))).isLessThan(8_192);
    }
}
