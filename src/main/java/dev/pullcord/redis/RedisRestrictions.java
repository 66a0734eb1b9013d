package dev.pullcord.redis;

import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.transparency.Restriction;
import dev.pullcord.transparency.Restrictions;
import dev.pullcord.wire.StoredJson;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.ScoredValue;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/** What the public is told, on Redis: some 500 bytes a decision that took something, for 400 days, and some hundred counts a month. */
public final class RedisRestrictions implements Restrictions {
    /** Longer than a yearly report's year and the time to write it; the public database itself keeps half a year. */
    private static final Duration KEPT = Duration.ofDays(400);

    private static final Duration COUNTS_KEPT = Duration.ofDays(800);

    /** What is on its way with an earlier time is there by then. */
    private static final Duration SETTLES = Duration.ofMinutes(1);

    private static final Comparator<Kept> ORDER = Comparator.comparingLong(
                    (Kept kept) -> kept.at().keptAtMs())
            .thenComparing(kept -> kept.at().puid());

    private enum Keep {
        KEPT,
        MOVED
    }

    private record Kept(Place at, String json) {}

    private final RedisLink link;
    private final Keys keys;
    private final Script keepRestrictions;

    RedisRestrictions(RedisLink link, Keys keys) {
        this.link = link;
        this.keys = keys;
        this.keepRestrictions = new Script(link, "keep_restrictions");
    }

    @Override
    public CompletionStage<Long> readTo(Partition partition) {
        return link.commands().get(keys.published(partition)).thenApply(seq -> seq == null ? 0L : Long.parseLong(seq));
    }

    @Override
    public CompletionStage<Boolean> keep(
            Partition partition,
            long from,
            long to,
            List<Restriction> found,
            YearMonth month,
            Map<String, Long> counts,
            Instant now) {
        List<String> args = new ArrayList<>(List.of(
                Long.toString(from),
                Long.toString(to),
                CaseFields.millis(now),
                CaseFields.millis(now.minus(KEPT)),
                Long.toString(COUNTS_KEPT.toSeconds()),
                Integer.toString(found.size())));
        found.forEach(one -> args.add(one.puid() + ' ' + StoredJson.write(one)));
        new TreeMap<>(counts).forEach((words, much) -> {
            args.add(words);
            args.add(Long.toString(much));
        });
        return keepRestrictions
                .run(
                        List.of(keys.published(partition), keys.restrictions(partition), keys.counts(partition, month)),
                        args)
                .thenApply(reply -> Script.word(Keep.class, reply.get(0)) == Keep.KEPT);
    }

    @Override
    public CompletionStage<Page> after(Platform platform, Place place, Instant now, int max) {
        Range<Long> range = Range.create(place.keptAtMs(), now.minus(SETTLES).toEpochMilli());
        return RedisReviewQueue.all(RedisReviewQueue.partitions(platform).stream()
                        .map(partition -> link.commands()
                                .zrangebyscoreWithScores(
                                        keys.restrictions(partition),
                                        range,
                                        Limit.from(max + 2L)) // and what was read before
                                .toCompletableFuture())
                        .toList())
                .thenApply(lists -> page(lists, place, max));
    }

    private static Page page(List<List<ScoredValue<String>>> lists, Place place, int max) {
        List<Kept> behind = lists.stream()
                .flatMap(List::stream)
                .map(RedisRestrictions::kept)
                .filter(kept -> ORDER.compare(kept, new Kept(place, "")) > 0)
                .sorted(ORDER)
                .toList();
        List<Kept> these = behind.stream().limit(max).toList();
        return new Page(
                these.stream()
                        .map(kept -> StoredJson.read(kept.json(), Restriction.class))
                        .toList(),
                these.isEmpty() ? place : these.get(these.size() - 1).at(),
                behind.size() > max);
    }

    private static Kept kept(ScoredValue<String> member) {
        int space = member.getValue().indexOf(' ');
        return new Kept(
                new Place((long) member.getScore(), member.getValue().substring(0, space)),
                member.getValue().substring(space + 1));
    }

    @Override
    public CompletionStage<Place> sentTo(Platform platform, String host) {
        return link.commands()
                .hget(keys.sent(new Partition(platform.id(), 0)), host)
                .thenApply(known -> known == null
                        ? Place.START
                        : new Place(
                                Long.parseLong(known.substring(0, known.indexOf(' '))),
                                known.substring(known.indexOf(' ') + 1)));
    }

    @Override
    public CompletionStage<Void> sent(Platform platform, String host, Place to) {
        return link.commands()
                .hset(keys.sent(new Partition(platform.id(), 0)), host, to.keptAtMs() + " " + to.puid())
                .thenApply(fresh -> null);
    }

    @Override
    public CompletionStage<Map<String, Long>> counts(Platform platform, YearMonth month) {
        return RedisReviewQueue.all(RedisReviewQueue.partitions(platform).stream()
                        .map(partition -> link.commands()
                                .hgetall(keys.counts(partition, month))
                                .toCompletableFuture())
                        .toList())
                .thenApply(all -> {
                    Map<String, Long> sum = new TreeMap<>();
                    all.forEach(
                            part -> part.forEach((words, much) -> sum.merge(words, Long.parseLong(much), Long::sum)));
                    return sum;
                });
    }
}
