package dev.pullcord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.AuditEntry;
import dev.pullcord.audit.AuditLog;
import dev.pullcord.audit.ChainId;
import dev.pullcord.intake.InMemoryPlatforms;
import dev.pullcord.intake.Platform;
import dev.pullcord.plugin.DataKeyStore;
import dev.pullcord.redis.CaseSeal;
import dev.pullcord.redis.KeyFiles;
import dev.pullcord.redis.MasterKeys;
import dev.pullcord.redis.Seal;
import dev.pullcord.review.InMemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each platform's audit says that the master key turned, whatever is killed between, and never what it is. */
class KeyTurningTest {
    private static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path folder;

    private final InMemoryPlatforms platforms = new InMemoryPlatforms();
    private final Failing audit = new Failing();

    private static final class Failing implements AuditLog {
        private final InMemoryStore kept = new InMemoryStore();
        private boolean away;

        @Override
        public CompletionStage<AuditEntry> append(ChainId chain, AuditDraft draft) {
            return away
                    ? CompletableFuture.failedFuture(new IOException("the store is away"))
                    : kept.append(chain, draft);
        }

        @Override
        public CompletionStage<Boolean> appendOnce(ChainId chain, String id, AuditDraft draft) {
            return away
                    ? CompletableFuture.failedFuture(new IOException("the store is away"))
                    : kept.appendOnce(chain, id, draft);
        }

        @Override
        public CompletionStage<List<AuditEntry>> read(ChainId chain, long fromSeq, int max) {
            return kept.read(chain, fromSeq, max);
        }

        @Override
        public CompletionStage<Long> written(ChainId chain) {
            return kept.written(chain);
        }

        @Override
        public CompletionStage<Optional<String>> document(AuditEntry entry) {
            return kept.document(entry);
        }
    }

    @BeforeEach
    void twoPlatforms() {
        for (String name : List.of("acme", "tandem")) {
            now(platforms.add(new Platform(
                    name, 2, "c2VjcmV0LXNlY3JldC1zZWNyZXQ=", "generic", Optional.empty(), Optional.empty())));
        }
    }

    private KeyTurning turning() {
        Path seal = folder.resolve("seal.json");
        try {
            DataKeyStore files = KeyFiles.in(folder.resolve("keys"));
            CaseSeal cases = new CaseSeal(MasterKeys.beside(seal, Seal.of(seal)), files);
            cases.warm().toCompletableFuture().join();
            cases.warm().toCompletableFuture().join(); // by now the first keys are kept
            Clock clock = Clock.fixed(T0, ZoneOffset.UTC);
            return new KeyTurning(cases.rewrapping(clock).orElseThrow(), platforms, audit, clock);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theAuditOfEachPlatformSaysWhenItBeganAndThatItIsOverAndNoKey() throws IOException {
        KeyTurning turning = turning();

        turning.begin();
        finish(turning);
        finish(turning);

        for (String name : List.of("acme", "tandem")) {
            assertThat(entries(name))
                    .extracting(entry -> entry.draft().verb())
                    .containsExactly("keys_turning", "keys_turned");
            assertThat(entries(name))
                    .allSatisfy(entry -> assertThat(entry.draft().detail().toString())
                            .isEqualTo("{begun=2026-03-01T12:00:00.000Z}"));
            assertThat(entries(name).get(0).draft().actor()).startsWith("shell:");
        }
        String masters = Files.readString(folder.resolve("masters.json"));
        assertThat(masters).contains("endedAt");
        assertThat(Files.getPosixFilePermissions(folder.resolve("masters.json")))
                .hasSize(2);
    }

    @Test
    void whatCouldNotBeToldIsToldLater() {
        audit.away = true;
        assertThatThrownBy(() -> turning().begin()).hasRootCauseMessage("the store is away");
        assertThat(turning().turn().orElseThrow().beginTold()).isFalse();
        KeyTurning next = turning();
        assertThatThrownBy(next::step).hasRootCauseMessage("the store is away");

        audit.away = false;
        finish(turning());

        assertThat(entries("acme"))
                .extracting(entry -> entry.draft().verb())
                .containsExactly("keys_turning", "keys_turned");
    }

    @Test
    void anEndThatCouldNotBeToldIsToldLater() {
        KeyTurning killed = turning();
        killed.begin();
        assertThat(killed.step()).isTrue();
        audit.away = true;
        assertThatThrownBy(() -> finish(killed)).hasRootCauseMessage("the store is away");

        audit.away = false;
        finish(turning());
        finish(turning());

        assertThat(entries("tandem"))
                .extracting(entry -> entry.draft().verb())
                .containsExactly("keys_turning", "keys_turned");
    }

    private static void finish(KeyTurning turning) {
        int steps = 0;
        while (turning.step()) {
            assertThat(steps++).isLessThan(100);
        }
    }

    private List<AuditEntry> entries(String platform) {
        return now(audit.read(new ChainId(platform, 0, ChainId.Hand.ADMIN), 1, 100));
    }

    private static <T> T now(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
