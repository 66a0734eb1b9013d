package dev.pullcord.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.audit.AuditEntry;
import dev.pullcord.audit.ChainId;
import dev.pullcord.review.InMemoryStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class PlatformKeysTest {
    private static final Instant T0 = Instant.parse("2026-11-26T10:00:00Z");
    private static final Platform ACME =
            new Platform("acme", 4, "secret-of-receipts", "generic", Optional.empty(), Optional.empty());
    private static final String DIGEST = "0123456789abcdef".repeat(4);
    private static final String OTHER = "fedcba9876543210".repeat(4);

    private final InMemoryPlatforms platforms = new InMemoryPlatforms();
    private final InMemoryStore audit = new InMemoryStore();
    private final PlatformKeys keys = new PlatformKeys(platforms, audit, Clock.fixed(T0, ZoneOffset.UTC));

    private static <T> T now(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private Platforms.Key added(String digest) {
        return now(keys.add(ACME, "mod-ada", "admin", digest, Set.of(Platforms.Scope.EVENTS_WRITE)));
    }

    private PlatformKeys.Ended ended(String digest) {
        return now(keys.end(ACME, "mod-ada", "admin", digest.substring(0, PlatformKeys.SHOWN), "it was in a log"));
    }

    private List<AuditEntry> written() {
        return now(audit.read(new ChainId("acme", 0, ChainId.Hand.ADMIN), 1, 10));
    }

    @Test
    void whatIsMadeAndEndedIsOnRecordWithNothingToComeInBy() {
        added(DIGEST);
        added(OTHER);

        assertThat(ended(DIGEST)).isEqualTo(PlatformKeys.Ended.DONE);

        assertThat(now(platforms.findKey(DIGEST)))
                .hasValueSatisfying(key -> assertThat(key.revokedAt()).contains(T0));
        assertThat(now(platforms.findKey(OTHER)))
                .hasValueSatisfying(key -> assertThat(key.revokedAt()).isEmpty());
        assertThat(written())
                .extracting(entry -> entry.draft().verb())
                .containsExactly("key_added", "key_added", "key_revoked");
        assertThat(written())
                .allSatisfy(entry -> assertThat(entry.draft().actor()).isEqualTo("mod-ada"))
                .noneSatisfy(
                        entry -> assertThat(entry.draft().detail().toString()).contains(DIGEST));
    }

    @Test
    void theLastThatIsGoodStays() {
        added(DIGEST);
        added(OTHER);
        ended(OTHER);

        assertThat(ended(DIGEST)).isEqualTo(PlatformKeys.Ended.LAST);
        assertThat(ended(OTHER)).isEqualTo(PlatformKeys.Ended.DONE); // as it is already
        assertThat(written()).hasSize(3);
    }

    @Test
    void anothersKeyIsNotThere() {
        now(platforms.addKey(
                new Platforms.Key(DIGEST, "other", Set.of(Platforms.Scope.EVENTS_WRITE), T0, Optional.empty())));
        added(OTHER);

        assertThat(ended(DIGEST)).isEqualTo(PlatformKeys.Ended.UNKNOWN);
    }
}
