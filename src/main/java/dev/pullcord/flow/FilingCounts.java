package dev.pullcord.flow;

import dev.pullcord.Meters;
import dev.pullcord.evidence.Filing;
import dev.pullcord.evidence.FilingState;
import dev.pullcord.evidence.Filings;
import dev.pullcord.evidence.Paperwork;
import dev.pullcord.evidence.Recipient;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Platforms;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Counts the filings of all platforms for the meters, by recipient and state, and when the next is due. Every node does. */
final class FilingCounts {
    private static final Duration EVERY = Duration.ofSeconds(15); // they are opened to be counted
    private static final int NEWEST = 2000;
    private static final Set<FilingState> OWED =
            EnumSet.of(FilingState.DRAFT, FilingState.CONFIRMED, FilingState.SUBMITTING, FilingState.FAILED);

    private final Platforms platforms;
    private final Filings filings;
    private final List<String> recipients;
    private final Meters meters;

    FilingCounts(Platforms platforms, Paperwork paperwork, Meters meters) {
        this.platforms = platforms;
        this.filings = paperwork.filings();
        this.recipients =
                paperwork.recipients().all().stream().map(Recipient::id).toList();
        this.meters = meters;
    }

    Loop loop(Context context) {
        return new Pulse("the count of filings", context, EVERY, this::step);
    }

    private Future<Boolean> step() {
        return Future.fromCompletionStage(platforms.all())
                .compose(all -> Future.join(all.stream().map(this::count).toList()))
                .map(done -> false);
    }

    private Future<Void> count(Platform platform) {
        return Future.fromCompletionStage(filings.newest(platform, Optional.empty(), NEWEST))
                .map(all -> {
                    List<Filing> real = all.stream().filter(f -> !f.drill()).toList();
                    recipients.forEach(id -> count(
                            platform,
                            id,
                            real.stream().filter(f -> f.authority().equals(id)).toList()));
                    return null;
                });
    }

    private void count(Platform platform, String recipient, List<Filing> its) {
        for (FilingState state : FilingState.values()) {
            long many = its.stream().filter(f -> f.state() == state).count();
            meters.filings(platform.id(), recipient, state.word(), many);
        }
        Instant next = its.stream()
                .filter(f -> OWED.contains(f.state()))
                .map(f -> f.knowledge().dueAt())
                .min(Instant::compareTo)
                .orElse(Instant.EPOCH);
        meters.filingDue(platform.id(), recipient, next);
    }
}
