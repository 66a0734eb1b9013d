package dev.pullcord.redis;

import static dev.pullcord.review.Ground.now;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.archive.SqliteArchive;
import dev.pullcord.evidence.Archiving;
import dev.pullcord.intake.Partition;
import dev.pullcord.review.Case;
import dev.pullcord.review.Ground;
import dev.pullcord.review.ReviewQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup as the manual has it, Redis first and the archive after it, gives back every case once. */
class ArchiveRestoreIT {
    @TempDir
    Path folder;

    /** A service's store on a data directory and an archive of these names. */
    private final class Opened implements AutoCloseable {
        private final EmbeddedRedis redis;
        private final RedisLink link;
        private final SqliteArchive archive;
        private final RedisStore store;
        private final Ground ground;

        Opened(String data, String archived) throws IOException {
            RedisSettings settings = RedisFixture.throwAway(folder.resolve(data));
            redis = EmbeddedRedis.start(settings, EmbeddedRedis.Watcher.none());
            link = RedisLink.open(settings, redis.endpoint());
            archive = SqliteArchive.alone(folder.resolve(archived));
            Seal seal = Seal.of(folder.resolve(data).resolve("seal.json"));
            store = ArchivingProcess.store(link, "restored", seal, CaseSeal.none(seal), archive);
            ground = RedisGround.on(store, 2);
        }

        String decided(String account) {
            Case open = ground.flagged(account, account, ArchiveGround.T0);
            ground.decide(open, ArchiveGround.T0);
            now(store.queue().told(open.partition(), new ReviewQueue.Untold(open.id(), ArchiveGround.T0)));
            now(link.commands().del(new Keys("restored").spent(open.partition(), open.id()))); // two days have passed
            return open.id();
        }

        void putAway() {
            for (Partition partition : ground.partitions()) {
                Archiving archiving = new Archiving(
                        store.records(),
                        any -> Ground.PACK,
                        store.rescoring(),
                        ArchiveGround.AFTER,
                        Clock.fixed(ArchiveGround.OLD, ZoneOffset.UTC));
                for (int step = 0; now(archiving.step(ground.platform(), partition)); step++) {
                    assertThat(step).isLessThan(100);
                }
            }
        }

        List<String> listed() {
            return now(store.queue()
                            .search(
                                    ground.platform(),
                                    new ReviewQueue.Filter(
                                            Optional.empty(),
                                            Optional.empty(),
                                            Optional.empty(),
                                            Optional.empty(),
                                            Optional.empty()),
                                    Optional.empty(),
                                    100))
                    .items()
                    .stream()
                    .map(Case::id)
                    .toList();
        }

        @Override
        public void close() {
            link.close();
            archive.close();
            redis.close();
        }
    }

    @Test
    void whatWasBackedUpIsThereAgainOnceEach() throws IOException {
        List<String> all = new ArrayList<>();
        try (Opened service = new Opened("data", "archive")) {
            assertThat(now(service.store.records().archiveIsHere())).isTrue();
            for (int n = 0; n < 6; n++) {
                all.add(service.decided("account-" + n));
            }
            service.putAway();
            assertThat(service.archive.cases()).isEqualTo(6);
            all.add(service.decided("later")); // not put away yet
            now(service.store.queue().find(service.ground.platform(), all.get(0))); // in both
        }
        copy("data", "data-copy");
        try (Opened service = new Opened("data", "archive")) { // and goes on before the archive is copied
            service.putAway();
            assertThat(service.archive.cases()).isEqualTo(7);
            assertThat(service.listed()).containsExactlyInAnyOrderElementsOf(all);
        }
        copy("archive", "archive-copy");

        try (Opened restored = new Opened("data-copy", "archive-copy")) {
            assertThat(now(restored.store.records().archiveIsHere())).isTrue();
            assertThat(restored.listed()).containsExactlyInAnyOrderElementsOf(all);
            assertThat(restored.ground.auditFaults()).isEmpty();
            assertThat(all)
                    .allSatisfy(id -> assertThat(now(restored.store.queue().decisions(restored.ground.platform(), id)))
                            .hasSize(1));
        }
        try (Opened elsewhere = new Opened("data-copy", "another")) {
            assertThat(now(elsewhere.store.records().archiveIsHere()))
                    .as("without its archive the service does not start")
                    .isFalse();
        }
    }

    private void copy(String from, String to) throws IOException {
        try (Stream<Path> tree = Files.walk(folder.resolve(from))) {
            for (Path path : tree.toList()) {
                Path target = folder.resolve(to)
                        .resolve(folder.resolve(from).relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }
}
