package dev.pullcord.intake;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.PanicJournal.Settling;
import dev.pullcord.intake.RecordingLog.State;
import dev.pullcord.wire.EventCodec;
import dev.pullcord.wire.SampleEvents;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class JournalDrainTest {
    private static final Platform ACME =
            new Platform("acme", 16, "c2VjcmV0LXNlY3JldC1zZWNyZXQ=", "generic", Optional.empty(), Optional.empty());
    private static final String PANIC = "{\"specversion\":\"1.0\",\"id\":\"p\",\"source\":\"s\","
            + "\"type\":\"dev.pullcord.report.panic.v1\",\"time\":\"2026-11-02T10:00:00.000Z\","
            + "\"data\":{\"meeting\":{\"id\":\"m\"}}}";

    private final RecordingLog log = new RecordingLog();
    private final InMemoryPlatforms platforms = new InMemoryPlatforms();
    private final AtomicInteger offered = new AtomicInteger();

    private Settling settle(String platform, String document, JournalDrain.Take take) {
        platforms.add(ACME).toCompletableFuture().join();
        JournalDrain drain = new JournalDrain(log, platforms, EventCodec::decode, (p, panic, entry) -> {
            offered.incrementAndGet();
            return take.into(p, panic, entry);
        });
        return drain.settle(new PanicJournal.Entry(platform, Instant.EPOCH, Subject.meeting("m"), document))
                .toCompletableFuture()
                .join();
    }

    private static CompletionStage<?> refused(Platform platform, Event panic, PanicJournal.Entry entry) {
        return failedFuture(new IllegalStateException("not this one"));
    }

    @Test
    void whatTheLogTakesIsSettled() {
        assertThat(settle("acme", PANIC, (p, panic, entry) -> completedFuture(1)))
                .isEqualTo(Settling.SETTLED);
    }

    @Test
    void whoseFaultIsItsOwnIsUnfit() {
        assertThat(settle("gone", PANIC, (p, panic, entry) -> completedFuture(1)))
                .isEqualTo(Settling.UNFIT);
        assertThat(settle("acme", "{", (p, panic, entry) -> completedFuture(1))).isEqualTo(Settling.UNFIT);
        assertThat(settle(
                        "acme",
                        SampleEvents.all().get("report.flagged").toString(),
                        (p, panic, entry) -> completedFuture(1)))
                .isEqualTo(Settling.UNFIT);
        assertThat(offered).hasValue(0);
    }

    @Test
    void whatFailsTwiceWhileTheStoreTakesWritesIsUnfit() {
        assertThat(settle("acme", PANIC, JournalDrainTest::refused)).isEqualTo(Settling.UNFIT);
        assertThat(offered).hasValue(2);
    }

    @Test
    void whatFailsWhileTheStoreIsAwayWaits() {
        log.state = State.FAILING;

        assertThat(settle("acme", PANIC, JournalDrainTest::refused)).isEqualTo(Settling.AWAY);
        assertThat(offered).hasValue(1);
    }

    @Test
    void aHiccupIsNoFault() {
        assertThat(settle(
                        "acme",
                        PANIC,
                        (p, panic, entry) ->
                                offered.get() == 1 ? failedFuture(new IOException("reset")) : completedFuture(1)))
                .isEqualTo(Settling.SETTLED);
    }
}
