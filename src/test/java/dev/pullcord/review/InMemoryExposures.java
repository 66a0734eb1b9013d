package dev.pullcord.review;

import dev.pullcord.intake.Platform;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What people looked at, forgotten with the process. Runs the same {@link ExposuresContract} as that in Redis. */
public final class InMemoryExposures implements Exposures {
    private static final Duration PAUSE = Duration.ofMinutes(15);

    private static final class His {
        private final Map<String, Look> looks = new LinkedHashMap<>();
        private final Map<String, Instant> counted = new HashMap<>();
        private final Map<Instant, Double> minutes = new HashMap<>();
        private Optional<Instant> stoppedAt = Optional.empty();
        private Optional<Instant> workingSince = Optional.empty();
        private Optional<Instant> activeAt = Optional.empty();

        private void active(Instant now) {
            if (activeAt.isEmpty() || Duration.between(activeAt.get(), now).compareTo(PAUSE) > 0) {
                workingSince = Optional.of(now);
            }
            activeAt = Optional.of(now);
        }
    }

    private final Map<String, His> all = new HashMap<>();

    private His of(Moderator moderator) {
        return all.computeIfAbsent(moderator.id(), id -> new His());
    }

    @Override
    public synchronized CompletionStage<Kept> find(Platform platform, Moderator moderator, Instant now) {
        His his = of(moderator);
        List<Look> looks = new ArrayList<>(his.looks.values());
        return done(new Kept(
                looks,
                his.minutes,
                his.stoppedAt,
                his.activeAt
                        .filter(last -> Duration.between(last, now).compareTo(PAUSE) <= 0)
                        .flatMap(working -> his.workingSince),
                his.activeAt));
    }

    @Override
    public synchronized CompletionStage<Room> take(
            Platform platform, Moderator moderator, String token, Look look, Budget budget) {
        His his = of(moderator);
        if (his.stoppedAt.isPresent()) {
            return done(Room.STOPPED);
        }
        String key = token + look.weight() + look.caseId();
        if (his.looks.containsKey(key)) {
            return done(Room.KNOWN);
        }
        if (since(his, budget.shiftFrom()) + look.weight() > budget.shift()
                || since(his, budget.weekFrom()) + look.weight() > budget.week()) {
            return done(Room.USED);
        }
        his.looks.put(key, look);
        his.active(look.at());
        return done(Room.TAKEN);
    }

    private static double since(His his, Instant from) {
        return his.looks.values().stream()
                .filter(look -> !look.at().isBefore(from))
                .mapToDouble(Look::weight)
                .sum();
    }

    @Override
    public synchronized CompletionStage<Void> putBack(Platform platform, Moderator moderator, String token, Look look) {
        of(moderator).looks.remove(token + look.weight() + look.caseId());
        return done(null);
    }

    @Override
    public synchronized CompletionStage<Double> spend(
            Platform platform, Moderator moderator, String token, double weight, Instant from, Instant to) {
        His his = of(moderator);
        Instant counted = his.counted.getOrDefault(token, from);
        long millis = java.time.Duration.between(counted.isAfter(from) ? counted : from, to)
                .toMillis();
        if (millis <= 0) {
            return done(0.0);
        }
        his.counted.put(token, to);
        his.minutes.merge(to.truncatedTo(ChronoUnit.HOURS), weight * millis / 60_000, Double::sum);
        his.activeAt = Optional.of(to);
        return done(weight * millis / 60_000);
    }

    @Override
    public synchronized CompletionStage<Void> stop(Platform platform, Moderator moderator, Instant now) {
        of(moderator).stoppedAt = Optional.of(now);
        return done(null);
    }

    @Override
    public synchronized CompletionStage<Void> resume(Platform platform, Moderator moderator) {
        of(moderator).stoppedAt = Optional.empty();
        return done(null);
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
