package dev.pullcord.redis;

import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.ShadowNote;
import dev.pullcord.review.ShadowNote.Difference;
import dev.pullcord.review.Shadows;
import dev.pullcord.wire.StoredJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What shadows would have done, on Redis: each partition counts its own. */
final class ShadowCounts implements Shadows {
    private static final String COUNT = "count:";
    private static final String EXAMPLE = "example:";

    private enum Reply {
        COUNTED
    }

    private final RedisLink link;
    private final Keys keys;
    private final Script count;

    ShadowCounts(RedisLink link, Keys keys) {
        this.link = link;
        this.keys = keys;
        this.count = new Script(link, "count_shadow");
    }

    private String key(Partition partition, String version, String against) {
        return keys.shadow(partition, Keys.digest(version + ' ' + against)); // no version has a blank
    }

    @Override
    public CompletionStage<Void> note(Partition partition, String version, String against, ShadowNote note) {
        boolean shown = note.difference() != Difference.SAME && note.caseId().isPresent();
        return count.run(
                        List.of(key(partition, version, against)),
                        List.of(
                                note.difference().word(),
                                Long.toString(note.at().toEpochMilli()),
                                shown ? StoredJson.write(note) : "",
                                Integer.toString(EXAMPLES),
                                Long.toString(KEPT.toMillis())))
                .thenAccept(words -> Script.word(Reply.class, words.get(0)));
    }

    @Override
    public CompletionStage<Report> noted(Platform platform, String version, String against) {
        return RedisReviewQueue.all(RedisReviewQueue.partitions(platform).stream()
                        .map(partition -> link.commands()
                                .hgetall(key(partition, version, against))
                                .toCompletableFuture())
                        .toList())
                .thenApply(ShadowCounts::added);
    }

    private static Report added(List<Map<String, String>> partitions) {
        Map<Difference, Long> counts = new EnumMap<>(Difference.class);
        List<ShadowNote> examples = new ArrayList<>();
        Optional<Instant> since = partitions.stream()
                .flatMap(hash -> Optional.ofNullable(hash.get("since_ms")).stream())
                .map(ms -> Instant.ofEpochMilli(Long.parseLong(ms)))
                .min(Comparator.naturalOrder());
        for (Map<String, String> hash : partitions) {
            hash.forEach((field, value) -> {
                if (field.startsWith(COUNT)) {
                    counts.merge(
                            Difference.valueOf(field.substring(COUNT.length()).toUpperCase(Locale.ROOT)),
                            Long.parseLong(value),
                            Long::sum);
                } else if (field.startsWith(EXAMPLE)) {
                    examples.add(StoredJson.read(value, ShadowNote.class));
                }
            });
        }
        examples.sort(Comparator.comparing(ShadowNote::at).reversed());
        return new Report(since, counts, examples);
    }
}
