package dev.pullcord.evidence;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.evidence.LegalHold.Kind;
import dev.pullcord.intake.Platform;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** Holds in a map. */
public final class InMemoryHolds implements Holds {
    private final Predicate<String> cases;
    private final Map<String, LegalHold> byId = new HashMap<>();

    /** @param cases which cases there are */
    public InMemoryHolds(Predicate<String> cases) {
        this.cases = cases;
    }

    @Override
    public synchronized CompletionStage<Written> write(Platform platform, LegalHold next, AuditDraft audit) {
        if (next.target().kind() == Kind.CASE && !cases.test(next.target().id())) {
            return done(Written.UNKNOWN);
        }
        LegalHold known = byId.get(next.id());
        if ((known == null ? 0 : known.version()) != next.version() - 1) {
            return done(Written.MOVED);
        }
        byId.put(next.id(), next);
        return done(Written.WRITTEN);
    }

    @Override
    public synchronized CompletionStage<Optional<LegalHold>> find(Platform platform, String holdId) {
        return done(Optional.ofNullable(byId.get(holdId)));
    }

    @Override
    public synchronized CompletionStage<List<LegalHold>> all(Platform platform, int max) {
        return done(byId.values().stream()
                .sorted(Comparator.comparing(LegalHold::placedAt).reversed().thenComparing(LegalHold::id))
                .limit(max)
                .toList());
    }

    @Override
    public synchronized CompletionStage<List<String>> on(Platform platform, LegalHold.Target target, Instant now) {
        return done(byId.values().stream()
                .filter(hold -> hold.target().equals(target) && hold.state(now).holds())
                .map(LegalHold::id)
                .toList());
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
