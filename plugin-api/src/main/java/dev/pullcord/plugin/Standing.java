package dev.pullcord.plugin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Who may join, as it was last heard. Thread-safe; nothing is asked twice at once. */
final class Standing {
    private static final int REMEMBERED = 10_000; // accounts; the one not asked for the longest goes first

    private final Function<String, CompletableFuture<Optional<Boolean>>> ask;
    private final Duration fresh;
    private final Duration patience;
    private final boolean open;
    private final Clock clock;
    private final Map<String, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** @param asking under way, if any */
    private record Known(Optional<Boolean> may, Instant at, Optional<CompletableFuture<Optional<Boolean>>> asking) {}

    /** @param ask completes with whether the account may join; empty, or exceptionally, when that cannot be told */
    Standing(
            Function<String, CompletableFuture<Optional<Boolean>>> ask,
            Duration fresh,
            Duration patience,
            boolean open,
            Clock clock) {
        this.ask = ask;
        this.fresh = fresh;
        this.patience = patience;
        this.open = open;
        this.clock = clock;
    }

    boolean mayJoin(String account) {
        CompletableFuture<Optional<Boolean>> asking;
        Optional<Boolean> last;
        synchronized (known) { // held for a look only
            Known now = known.getOrDefault(account, new Known(Optional.empty(), Instant.MIN, Optional.empty()));
            if (now.may().isPresent() && isFresh(now.at())) {
                return now.may().get();
            }
            last = now.may();
            asking = now.asking().orElseGet(() -> ask(account, now));
        }
        try {
            return asking.get(patience.toMillis(), TimeUnit.MILLISECONDS)
                    .or(() -> last)
                    .orElse(open);
        } catch (TimeoutException | ExecutionException e) {
            return last.orElse(open);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return last.orElse(open);
        }
    }

    /** What was heard later than now was heard before the clock was set back. */
    private boolean isFresh(Instant at) {
        Instant now = clock.instant();
        return !at.isAfter(now) && at.plus(fresh).isAfter(now);
    }

    private CompletableFuture<Optional<Boolean>> ask(String account, Known now) {
        CompletableFuture<Optional<Boolean>> asking = new CompletableFuture<>();
        known.put(account, new Known(now.may(), now.at(), Optional.of(asking)));
        CompletableFuture<Optional<Boolean>> unused = ask.apply(account).whenComplete((said, failure) -> {
            Optional<Boolean> may = failure == null ? said : Optional.empty();
            synchronized (known) {
                known.put(
                        account,
                        may.isPresent()
                                ? new Known(may, clock.instant(), Optional.empty())
                                : new Known(now.may(), now.at(), Optional.empty()));
            }
            asking.complete(may);
        });
        return asking;
    }
}
