package dev.pullcord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.ChainId;
import dev.pullcord.flow.TestClock;
import dev.pullcord.intake.InMemoryPlatforms;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.InMemoryStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the chains were last walked, and what was found, is there to be watched. */
class AuditWatchTest {
    private static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path data;

    private final InMemoryPlatforms platforms = new InMemoryPlatforms();
    private final InMemoryStore log = new InMemoryStore();
    private final MeterRegistry registry = new SimpleMeterRegistry();

    @BeforeEach
    void aPlatformWithTwoEntries() {
        now(platforms.add(new Platform(
                "acme", 2, "c2VjcmV0LXNlY3JldC1zZWNyZXQ=", "generic", Optional.empty(), Optional.empty())));
        write("a");
        write("b");
    }

    @Test
    void aWalkToTheEndsSaysWhenAndWhatItFound() {
        now(watch().look());

        assertThat(gauge("pullcord.audit.verified.at")).isEqualTo((double) T0.getEpochSecond());
        assertThat(gauge("pullcord.audit.faults")).isZero();
    }

    @Test
    void whatWasKeptOfTheChainsShowsThatTheyLackTheirEnd() {
        write("c");
        new HeadKeeper(data, platforms, log, at(T0)).keep();
        InMemoryStore cut = new InMemoryStore();
        write(cut, "a");

        now(new AuditWatch(data, Duration.ofDays(1), platforms, cut, new Meters(registry), at(T0)).look());

        assertThat(gauge("pullcord.audit.faults")).isEqualTo(1);
    }

    @Test
    void aWalkIsDueAgainWhenItsTimeIsOver() {
        TestClock clock = new TestClock(T0);
        AuditWatch watch = new AuditWatch(data, Duration.ofDays(1), platforms, log, new Meters(registry), clock);
        now(watch.look());

        clock.move(Duration.ofHours(23));
        now(watch.look());
        assertThat(gauge("pullcord.audit.verified.at")).isEqualTo((double) T0.getEpochSecond());

        clock.move(Duration.ofHours(1));
        now(watch.look());
        assertThat(gauge("pullcord.audit.verified.at"))
                .isEqualTo((double) clock.instant().getEpochSecond());
    }

    private AuditWatch watch() {
        return new AuditWatch(data, Duration.ofDays(1), platforms, log, new Meters(registry), at(T0));
    }

    private static Clock at(Instant at) {
        return Clock.fixed(at, ZoneOffset.UTC);
    }

    private double gauge(String name) {
        return registry.get(name).tag("platform", "acme").gauge().value();
    }

    private void write(String verb) {
        write(log, verb);
    }

    private static void write(InMemoryStore to, String verb) {
        now(to.append(
                new ChainId("acme", 1, ChainId.Hand.DESK),
                new AuditDraft(T0, "mod-1", "lead", verb, Optional.empty(), new TreeMap<>())));
    }

    private static <T> T now(CompletionStage<T> stage) {
        return Registrar.await(stage);
    }
}
