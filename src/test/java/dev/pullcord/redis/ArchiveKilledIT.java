package dev.pullcord.redis;

import static dev.pullcord.review.Ground.now;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.archive.SqliteArchive;
import dev.pullcord.review.Case;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Ground;
import dev.pullcord.review.ReviewQueue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The process that puts cases away is killed while Redis lives on: at any moment, for nobody tells it when. */
class ArchiveKilledIT {
    private static final int KILLS = 4;

    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    private final String prefix = RedisGround.prefix();

    @TempDir
    Path folder;

    @Test
    void nothingIsLostNorTwice() throws Exception {
        Seal seal = Seal.of(folder.resolve("seal.json"));
        List<String> all = new ArrayList<>();
        List<List<Decision>> before = new ArrayList<>();
        for (int kill = 0; kill <= KILLS; kill++) {
            try (RedisLink link = RedisLink.open(redis.settings(), redis.endpoint());
                    SqliteArchive archive = SqliteArchive.in(folder.resolve("archive"));
                    CaseSeal cases = new CaseSeal(seal, KeyFiles.in(folder.resolve("keys")))) {
                RedisStore store = ArchivingProcess.store(link, prefix, seal, cases, archive);
                Ground ground = RedisGround.on(store, 2);
                if (kill == 0) {
                    for (int n = 0; n < 30; n++) {
                        all.add(decided(store, ground, "account-" + n));
                    }
                    all.forEach(id -> before.add(now(store.queue().decisions(ground.platform(), id))));
                }
                assertThat(listed(store, ground)).containsExactlyInAnyOrderElementsOf(all);
                assertThat(all.stream()
                                .map(id -> now(store.queue().decisions(ground.platform(), id)))
                                .toList())
                        .isEqualTo(before);
                assertThat(ground.auditFaults()).isEmpty();
            }
            try (ArchivingProcess process = ArchivingProcess.start(redis.endpoint(), prefix, folder)) {
                process.awaitRounds(1 + kill);
                process.kill(Duration.ofMillis(3L + kill * 17L)); // somewhere in the next round
            }
        }
    }

    private String decided(RedisStore store, Ground ground, String account) {
        Case open = ground.flagged(account, account, ArchiveGround.T0);
        ground.decide(open, ArchiveGround.T0);
        now(store.queue().told(open.partition(), new ReviewQueue.Untold(open.id(), ArchiveGround.T0)));
        RedisFixture.await(
                redis.commands().del(new Keys(prefix).spent(open.partition(), open.id()))); // two days have passed
        return open.id();
    }

    private static List<String> listed(RedisStore store, Ground ground) {
        List<String> found = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            ReviewQueue.Page page = now(store.queue()
                    .search(
                            ground.platform(),
                            new ReviewQueue.Filter(
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty()),
                            cursor,
                            7));
            page.items().forEach(c -> found.add(c.id()));
            cursor = page.next();
        } while (cursor.isPresent());
        return found;
    }
}
