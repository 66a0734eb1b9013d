package dev.pullcord.flow;

import dev.pullcord.Meters;
import dev.pullcord.evidence.Filing;
import dev.pullcord.evidence.FilingState;
import dev.pullcord.evidence.Filings;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Platforms;
import dev.pullcord.review.Damaged;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts the filings of all platforms for the meters, by recipient and state, and when the next is due. Every node does. They are
 * sealed, and opened to be counted: those to which nothing can happen any more once, those that a recipient has and may still
 * confirm now and then, and only the others each time.
 */
final class FilingCounts {
    private static final Duration EVERY = Duration.ofSeconds(15);
    private static final Duration CONFIRMED_ANY_TIME = Duration.ofMinutes(10);
    private static final int NEWEST = 2000;
    private static final Set<FilingState> OWED =
            EnumSet.of(FilingState.DRAFT, FilingState.CONFIRMED, FilingState.SUBMITTING, FilingState.FAILED);

    private final Platforms platforms;
    private final Filings filings;
    private final List<String> recipients;
    private final Clock clock;
    private final Meters meters;
    private final Set<String> told = ConcurrentHashMap.newKeySet(); // of which platform and recipient there is a gauge
    private final Map<String, Map<String, Counted>> known = new ConcurrentHashMap<>(); // by platform, by filing

    /** What is counted of one, and until when that is not looked at again. */
    private record Counted(String authority, FilingState state, boolean drill, Instant dueAt, Instant until) {}

    /** @param recipients their ids */
    FilingCounts(Platforms platforms, Filings filings, List<String> recipients, Clock clock, Meters meters) {
        this.platforms = platforms;
        this.filings = filings;
        this.recipients = List.copyOf(recipients);
        this.clock = clock;
        this.meters = meters;
    }

    Loop loop(Context context) {
        return new Pulse("the count of filings", context, EVERY, this::step);
    }

    Future<Boolean> step() {
        return Future.fromCompletionStage(platforms.all())
                .compose(all -> Future.join(all.stream().map(this::count).toList()))
                .map(done -> false);
    }

    private Future<Void> count(Platform platform) {
        Map<String, Counted> its = known.computeIfAbsent(platform.id(), first -> new ConcurrentHashMap<>());
        return Future.fromCompletionStage(filings.newestIds(platform, NEWEST)).compose(ids -> {
            its.keySet().retainAll(new HashSet<>(ids));
            Instant now = clock.instant();
            List<Future<Optional<Filing>>> opened = new ArrayList<>();
            for (String id : ids) {
                Counted counted = its.get(id);
                if (counted == null || !now.isBefore(counted.until())) {
                    opened.add(Future.fromCompletionStage(filings.find(platform, id))
                            .recover(failure -> Damaged.is(failure) // it is told of where it was met; the others count
                                    ? Future.succeededFuture(Optional.empty())
                                    : Future.failedFuture(failure))
                            .onSuccess(found -> found.ifPresent(filing -> its.put(id, counted(filing, now)))));
                }
            }
            return Future.join(opened).map(all -> {
                recipients.forEach(recipient -> {
                    List<Counted> to = its.values().stream()
                            .filter(c -> !c.drill() && c.authority().equals(recipient))
                            .toList();
                    // Most platforms file to one or two of all there are: the others' zeros would be a fifth of a
                    // scrape.
                    if (!to.isEmpty() || told.contains(platform.id() + '/' + recipient)) {
                        told.add(platform.id() + '/' + recipient);
                        tell(platform, recipient, to);
                    }
                });
                return null;
            });
        });
    }

    private static Counted counted(Filing filing, Instant now) {
        Instant until = filing.state().over()
                ? Instant.MAX
                : filing.state() == FilingState.SUBMITTED ? now.plus(CONFIRMED_ANY_TIME) : now;
        return new Counted(
                filing.authority(),
                filing.state(),
                filing.drill(),
                filing.knowledge().dueAt(),
                until);
    }

    private void tell(Platform platform, String recipient, List<Counted> its) {
        for (FilingState state : FilingState.values()) {
            long many = its.stream().filter(c -> c.state() == state).count();
            meters.of(platform.id()).filings(recipient, state.word(), many);
        }
        Instant next = its.stream()
                .filter(c -> OWED.contains(c.state()))
                .map(Counted::dueAt)
                .min(Instant::compareTo)
                .orElse(Instant.EPOCH);
        meters.of(platform.id()).filingDue(recipient, next);
    }
}
