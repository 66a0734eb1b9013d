package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.Links;
import dev.pullcord.intake.LinksContract;
import dev.pullcord.intake.Sightings.Sighting;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.Ground;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
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

    /** With the newest of it, however old that was when it came. */
    @Test
    void itGoesByItself() {
        at = T0.plus(Duration.ofDays(10)); // by the clock of who writes, whatever Redis's own says
        saw(new Sighting(Links.Kind.NETWORK, "n", "ann", T0));

        long left = Links.Kind.NETWORK.kept().minus(Duration.ofDays(10)).toMillis();
        String its = keys.ties(Subject.account("ann").partition(TANDEM), Links.Kind.NETWORK, "ann");
        for (String key : List.of(
                its, keys.since(its), tied(Links.Kind.NETWORK, "n"), keys.since(tied(Links.Kind.NETWORK, "n")))) {
            assertThat(Ground.now(redis.commands().pttl(key))).isBetween(left - 60_000, left);
        }
    }

    private String tied(Links.Kind kind, String what) {
        String digest = Links.digest(TANDEM, kind, what);
        return keys.tied(Links.partition(TANDEM, digest), kind, digest);
    }

    /** A famous thing costs no more than this, whoever uses it. */
    @Test
    void aThingOfManyThousandAccountsStaysSmall() {
        at = T0.plusSeconds(5_000);
        for (int i = 0; i < 5_000; i += 500) {
            List<Sighting> crowd = new ArrayList<>();
            for (int j = i; j < i + 500; j++) {
                crowd.add(new Sighting(Links.Kind.NETWORK, "cafe", "account-" + j, T0.plusSeconds(j)));
            }
            saw(crowd.toArray(Sighting[]::new));
        }

        assertThat(bytes(tied(Links.Kind.NETWORK, "cafe"), Links.CROWD + 1)).isLessThan(14_336);
    }

    @Test
    void anAccountSeenWithManyThousandThingsStaysSmall() {
        at = T0.plusSeconds(1_000);
        long all = 0;
        for (Links.Kind kind : Links.Kind.values()) {
            List<Sighting> things = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                things.add(new Sighting(kind, "thing-" + i, "ann", T0.plusSeconds(i)));
            }
            saw(things.toArray(Sighting[]::new));
            all += bytes(keys.ties(Subject.account("ann").partition(TANDEM), kind, "ann"), kind.remembered());
        }

        assertThat(all).isLessThan(20_480);
    }

    private long bytes(String key, int members) {
        long bytes = 0;
        for (String set : List.of(key, keys.since(key))) {
            assertThat(Ground.now(redis.commands().zcard(set))).isEqualTo(members);
            bytes += Ground.now(redis.commands().memoryUsage(set));
        }
        return bytes;
    }

    @Test
    void whatIsDamagedIsLeftOutAndSaid() {
        saw(Links.Kind.DEVICE, "d1", "ann", 0);
        saw(Links.Kind.DEVICE, "d1", "ben", 0);
        saw(Links.Kind.DEVICE, "d2", "ann", 0);
        saw(Links.Kind.DEVICE, "d2", "eve", 0);
        Ground.now(redis.commands().set(tied(Links.Kind.DEVICE, "d2"), "garbage"));
        Ground.now(redis.commands().set(keys.traits(Subject.account("ann").partition(TANDEM), "ann"), "garbage"));

        Links.Of of = Ground.now(links.of(TANDEM, "ann", EnumSet.of(Links.Kind.DEVICE), at));
        assertThat(of.others()).extracting(Links.Linked::account).containsExactly("ben");
        assertThat(of.complete()).isFalse();
        assertThat(Ground.now(links.with(TANDEM, Links.Kind.DEVICE, "d2", at))).isEqualTo(Links.Seen.NOBODY);
        assertThat(Ground.now(links.traits(TANDEM, "ann", at))).isEmpty();

        saw(Links.Kind.DEVICE, "d2", "ann", 1);
        assertThat(Ground.now(links.of(TANDEM, "ann", EnumSet.of(Links.Kind.DEVICE), at))
                        .complete())
                .isTrue();
    }

    /** Key and member are stored: a change would cut all links. */
    @Test
    void howAThingIsKeptIsFixed() {
        String digest = Links.digest(TANDEM, Links.Kind.DEVICE, "hash");

        assertThat(digest)
                .isEqualTo("1b8160ac4df563e530a22fe8f7ea9bde")
                .isNotEqualTo(Links.digest(TANDEM, Links.Kind.NETWORK, "hash"));
        assertThat(Links.partition(TANDEM, digest).number()).isEqualTo(0);
    }
}
