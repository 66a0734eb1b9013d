package dev.pullcord;

import dev.pullcord.audit.Anchors;
import dev.pullcord.audit.AuditLog;
import dev.pullcord.audit.Verification;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Platforms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks all audit chains from their first entries now and then, a page at a time beside all else, and says when it last came
 * to their ends and what it found. Every node does: one whose Redis or disk lies would not be found out by itself alone.
 * Safe on any thread; one walk at a time.
 */
final class AuditWatch {
    private static final Logger LOG = LoggerFactory.getLogger(AuditWatch.class);
    private static final int PAGE = 200;

    private final Path heads;
    private final Duration every;
    private final Platforms platforms;
    private final AuditLog log;
    private final Meters meters;
    private final Clock clock;
    private final Map<String, Instant> walked = new ConcurrentHashMap<>();
    private final Set<Verification.Fault> told = new HashSet<>(); // touched by the walk only
    private CompletableFuture<Void> walk = CompletableFuture.completedFuture(null); // guarded by this

    AuditWatch(Path data, Duration every, Platforms platforms, AuditLog log, Meters meters, Clock clock) {
        this.heads = HeadKeeper.fileIn(data);
        this.every = every;
        this.platforms = platforms;
        this.log = log;
        this.meters = meters;
        this.clock = clock;
    }

    /** Walks those whose time has come, unless a walk is under way. Completes with it; fails where a chain cannot be read. */
    synchronized CompletionStage<Void> look() {
        if (walk.isDone()) {
            walk = platforms
                    .all()
                    .thenCompose(all -> {
                        CompletionStage<Void> one = CompletableFuture.completedFuture(null);
                        for (Platform platform : all) {
                            one = one.thenCompose(before -> due(platform) ? walk(platform) : one());
                        }
                        return one;
                    })
                    .toCompletableFuture();
        }
        return walk;
    }

    private static CompletionStage<Void> one() {
        return CompletableFuture.completedFuture(null);
    }

    private boolean due(Platform platform) {
        Instant last = walked.computeIfAbsent(platform.id(), first -> {
            meters.of(platform.id()).auditVerified(Instant.EPOCH, 0);
            return Instant.EPOCH;
        });
        return !last.plus(every).isAfter(clock.instant());
    }

    private CompletionStage<Void> walk(Platform platform) {
        return new Verification(log, PAGE, known(platform.id()))
                .run(Verification.chains(platform.id(), platform.partitions()))
                .thenAccept(findings -> {
                    List<Verification.Fault> faults = findings.faults();
                    faults.stream()
                            .filter(told::add)
                            .forEach(fault -> LOG.error("an audit chain is broken: {}", fault));
                    Instant now = clock.instant();
                    walked.put(platform.id(), now);
                    meters.of(platform.id()).auditVerified(now, faults.size());
                });
    }

    /** Where the chains ended when this node last kept that. */
    private Anchors known(String platform) {
        return Files.exists(heads)
                ? new Anchors(AuditHeads.anchors(heads).stream()
                        .filter(anchor -> anchor.head().chain().platform().equals(platform))
                        .toList())
                : Anchors.NONE;
    }
}
