package dev.pullcord.redis;

import static dev.pullcord.review.Ground.now;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.evidence.Archive;
import dev.pullcord.evidence.Erasing;
import dev.pullcord.evidence.Erasure;
import dev.pullcord.evidence.InMemoryArchive;
import dev.pullcord.evidence.LegalHold;
import dev.pullcord.review.Case;
import dev.pullcord.review.Ground;
import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** What was put away is held, forgotten and erased as anything else, and no copy of it is left. */
class ArchivedRetentionIT extends ArchiveGround {
    @Test
    void aHoldOnAnArchivedCaseKeepsItBeyondItsTime() {
        Case c = decided("mallory", T0);
        Case ofHeld = decided("alice", T0);
        putAway();

        hold(LegalHold.Target.ofCase(c.id()));
        hold(LegalHold.Target.account("alice"));
        forget(store, DUE);

        assertThat(ground.find(c.id())).isEqualTo(c);
        assertThat(ground.find(ofHeld.id())).isEqualTo(ofHeld);
    }

    @Test
    void whatHadItsTimeIsForgottenWhollyThoughItWasPutAway() {
        Case c = decided("mallory", T0);
        Case young = decided("alice", OLD.minus(AFTER).minusMillis(1));
        putAway();
        String receipt = report(c).receipt();

        forget(store, DUE);

        assertThat(inRedis(c)).isFalse();
        assertThat(inArchive(c)).isFalse();
        assertThat(now(store.queue().find(ground.platform(), c.id()))).isEmpty();
        assertThat(now(store.log().findByReceipt(ground.platform(), receipt))).isEmpty();
        assertThat(now(store.records().totals(c.partition())).cases()).isEqualTo(1);
        assertThat(inArchive(young))
                .as("one whose time has not come stays away")
                .isTrue();
        assertThat(inRedis(young)).isFalse();
    }

    @Test
    void aDestroyedKeyTakesACopyOfTheArchiveWithIt() {
        Case c = decided("mallory", T0);
        putAway();
        Archive copy = new InMemoryArchive();
        now(copy.keep(now(archive.each(c.partition(), "", 10))));
        now(copy.remembered("digests", now(archive.remembered("digests", new byte[0]))));
        assertThat(now(cold(copy).peek(c.partition(), c.id()))).isPresent();

        forget(store, DUE);

        assertThat(now(cold(copy).peek(c.partition(), c.id()))).isEmpty();
    }

    private ColdCases cold(Archive of) {
        RedisLink fresh = link();
        store(fresh, of);
        return fresh.cold().orElseThrow();
    }

    @Test
    void anAccountsWishToBeErasedReachesWhatWasPutAway() {
        Case c = decided("mallory", T0);
        putAway();
        Erasing erasing = new Erasing(
                store.erasures(),
                store.records(),
                store.holds(),
                store.queue(),
                platform -> Ground.PACK,
                Clock.fixed(OLD, ZoneOffset.UTC));
        now(erasing.ask(ground.platform(), LENA, "mallory", "he asked by mail"));

        for (int step = 0; now(erasing.step(ground.platform(), c.partition())); step++) {
            assertThat(step).isLessThan(100);
            forget(store, OLD); // what was begun is gone on with
        }

        Erasure done = now(erasing.find(ground.platform(), "mallory")).orElseThrow();
        assertThat(done.erased().cases()).isEqualTo(1);
        assertThat(done.nextAt()).isEmpty();
        assertThat(inArchive(c)).isFalse();
        assertThat(inRedis(c)).isFalse();
    }
}
