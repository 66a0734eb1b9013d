package dev.pullcord.redis;

import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.Exposures;
import dev.pullcord.review.Moderator;
import io.lettuce.core.Range;
import io.lettuce.core.ScoredValue;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What people looked at, on Redis, each at a place of his own: the one that his intent lies in. */
public final class RedisExposures implements Exposures {
    private enum Take {
        TAKEN,
        KNOWN,
        STOPPED,
        USED
    }

    private enum Spend {
        SPENT
    }

    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration MINUTES_KEPT = Duration.ofDays(8);
    private static final Duration PAUSE = Duration.ofMinutes(15); // without work for so long: a break
    private static final String STOPPED_AT = "stopped_at_ms";
    private static final String MINUTES = "minutes:";

    private final RedisLink link;
    private final Keys keys;
    private final Script take;
    private final Script spend;

    RedisExposures(RedisLink link, Keys keys) {
        this.link = link;
        this.keys = keys;
        this.take = new Script(link, "take_exposure");
        this.spend = new Script(link, "spend_time");
    }

    private static Partition home(Platform platform, Moderator moderator) {
        return Subject.account(moderator.id()).partition(platform);
    }

    private String looks(Platform platform, Moderator moderator) {
        return keys.looks(home(platform, moderator), moderator.id());
    }

    private String care(Platform platform, Moderator moderator) {
        return keys.care(home(platform, moderator), moderator.id());
    }

    @Override
    public CompletionStage<Kept> find(Platform platform, Moderator moderator, Instant now) {
        return link.commands()
                .zrangebyscoreWithScores(
                        looks(platform, moderator),
                        Range.from(
                                Range.Boundary.including(now.minus(KEPT).toEpochMilli()), Range.Boundary.unbounded()))
                .thenCombine(link.commands().hgetall(care(platform, moderator)), (looks, hash) -> {
                    Map<Instant, Double> minutes = new HashMap<>();
                    hash.forEach((field, value) -> {
                        if (field.startsWith(MINUTES)) {
                            minutes.put(
                                    Instant.ofEpochSecond(Long.parseLong(field.substring(MINUTES.length())) * 3600),
                                    Double.parseDouble(value));
                        }
                    });
                    Optional<Instant> active = time(hash, "active_at_ms");
                    return new Kept(
                            looks.stream().map(RedisExposures::look).toList(),
                            minutes,
                            time(hash, STOPPED_AT),
                            active.filter(last -> Duration.between(last, now).compareTo(PAUSE) <= 0)
                                    .flatMap(working -> time(hash, "working_since_ms")),
                            active);
                });
    }

    private static Optional<Instant> time(Map<String, String> hash, String field) {
        return Optional.ofNullable(hash.get(field)).map(Long::parseLong).map(Instant::ofEpochMilli);
    }

    private static Look look(ScoredValue<String> kept) {
        String[] parts = kept.getValue().split(" ", 3);
        return new Look(parts[2], Double.parseDouble(parts[1]), Instant.ofEpochMilli((long) kept.getScore()));
    }

    private static String member(String token, Look look) {
        return token + ' ' + look.weight() + ' ' + look.caseId();
    }

    @Override
    public CompletionStage<Room> take(Platform platform, Moderator moderator, String token, Look look, Budget budget) {
        return take.run(
                        List.of(looks(platform, moderator), care(platform, moderator)),
                        List.of(
                                member(token, look),
                                Double.toString(look.weight()),
                                CaseFields.millis(look.at()),
                                CaseFields.millis(budget.shiftFrom()),
                                CaseFields.millis(budget.weekFrom()),
                                Double.toString(budget.shift()),
                                Double.toString(budget.week()),
                                Long.toString(KEPT.toMillis()),
                                Long.toString(PAUSE.toMillis())))
                .thenApply(words -> switch (Script.word(Take.class, words.get(0))) {
                    case TAKEN -> Room.TAKEN;
                    case KNOWN -> Room.KNOWN;
                    case STOPPED -> Room.STOPPED;
                    case USED -> Room.USED;
                });
    }

    @Override
    public CompletionStage<Void> putBack(Platform platform, Moderator moderator, String token, Look look) {
        return link.commands()
                .zrem(looks(platform, moderator), member(token, look))
                .thenAccept(gone -> {});
    }

    @Override
    public CompletionStage<Double> spend(
            Platform platform, Moderator moderator, String token, double weight, Instant from, Instant to) {
        return spend.run(
                        List.of(care(platform, moderator)),
                        List.of(
                                HouseKeys.digest(token),
                                Double.toString(weight),
                                CaseFields.millis(from),
                                CaseFields.millis(to),
                                CaseFields.millis(to.minus(MINUTES_KEPT)),
                                Long.toString(KEPT.toMillis())))
                .thenApply(words -> {
                    Script.word(Spend.class, words.get(0));
                    return Double.parseDouble(words.get(1));
                });
    }

    /** The second command keeps it for good: a flag that ran out would be work that nobody asked for. */
    @Override
    public CompletionStage<Void> stop(Platform platform, Moderator moderator, Instant now) {
        String key = care(platform, moderator);
        return link.commands()
                .hset(key, STOPPED_AT, CaseFields.millis(now))
                .thenCompose(set -> link.commands().persist(key))
                .thenAccept(kept -> {});
    }

    @Override
    public CompletionStage<Void> resume(Platform platform, Moderator moderator) {
        String key = care(platform, moderator);
        return link.commands()
                .hdel(key, STOPPED_AT)
                .thenCompose(gone -> link.commands().pexpire(key, KEPT.toMillis()))
                .thenAccept(kept -> {});
    }
}
