package dev.pullcord.insight;

import dev.pullcord.intake.Platform;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * How the desk does, from what is stored: a walk over a window's cases, bounded, made once for all who ask within half a minute.
 * Thread-safe; what is worked out is worked out on the executor, never on the caller's thread.
 */
public final class Insights {
    /** A walk over so many takes seconds, not minutes; above, the window is shown shorter and says so. */
    static final int MOST = 20_000;

    static final Duration FRESH = Duration.ofSeconds(30);

    private static final int KEPT = 4; // walks at a time, some megabytes each

    private final CaseCourses courses;
    private final Executor background;
    private final Clock clock;
    private final Map<Asked, Walk> walks = new LinkedHashMap<>(); // the oldest first

    private record Asked(String platform, Window window) {}

    private record Walk(Instant at, CompletableFuture<Made> made) {}

    private record Made(CaseCourses.Read read, Figures figures) {}

    /** @param background where figures are worked out */
    public Insights(CaseCourses courses, Executor background, Clock clock) {
        this.courses = courses;
        this.background = background;
        this.clock = clock;
    }

    /**
     * The cases behind a figure.
     *
     * @param cases the newest first
     * @param count how many there are, shown or not
     * @param at when they were read
     */
    public record Found(List<CaseCourse> cases, long count, Instant at) {}

    /** The figures of this window, up to half a minute old. */
    public CompletionStage<Figures> figures(Platform platform, Window window) {
        return walk(platform, window).thenApply(Made::figures);
    }

    /** Whom a figure of {@link #figures} is about: the same walk, so that they agree. */
    public CompletionStage<Found> cases(Platform platform, Window window, Cut cut, int max) {
        return walk(platform, window)
                .thenApplyAsync(
                        made -> {
                            Instant now = made.figures().to();
                            List<CaseCourse> all = made.read().cases().stream()
                                    .filter(c -> cut.holds(c, now))
                                    .sorted(Comparator.comparing(CaseCourse::openedAt)
                                            .thenComparing(CaseCourse::caseId)
                                            .reversed())
                                    .toList();
                            return new Found(all.stream().limit(max).toList(), all.size(), now);
                        },
                        background);
    }

    private CompletableFuture<Made> walk(Platform platform, Window window) {
        Asked asked = new Asked(platform.id(), window);
        Instant now = clock.instant();
        synchronized (walks) {
            Walk known = walks.get(asked);
            boolean fresh = known != null && now.isBefore(known.at().plus(FRESH));
            if (known != null
                    && !known.made().isCompletedExceptionally()
                    && (fresh || !known.made().isDone())) {
                return known.made(); // one that is under way is waited for, however long it takes
            }
            CompletableFuture<Made> made = CompletableFuture.completedFuture(
                            platform) // what is thrown fails the walk, too
                    .thenCompose(of -> courses.since(of, window.from(now), MOST))
                    .thenApplyAsync(read -> new Made(read, Figures.of(window, read, now)), background);
            walks.remove(asked);
            walks.put(asked, new Walk(now, made));
            if (walks.size() > KEPT) {
                walks.remove(walks.keySet().iterator().next());
            }
            return made;
        }
    }
}
