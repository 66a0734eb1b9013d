package dev.pullcord.redis;

import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.Rescoring;
import dev.pullcord.wire.StoredJson;
import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisCommandExecutionException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** The walk over cases on Redis. */
public final class RedisRescoring implements Rescoring {
    private final RedisLink link;
    private final Keys keys;

    RedisRescoring(RedisLink link, Keys keys) {
        this.link = link;
        this.keys = keys;
    }

    @Override
    public CompletionStage<Optional<Place>> place(Partition partition) {
        return link.commands()
                .get(keys.rescoring(partition))
                .thenApply(json -> Optional.ofNullable(json).map(j -> StoredJson.read(j, Place.class)));
    }

    @Override
    public CompletionStage<Void> remember(Partition partition, Place place) {
        return link.commands()
                .set(keys.rescoring(partition), StoredJson.write(place))
                .thenAccept(set -> {});
    }

    @Override
    public CompletionStage<List<Optional<Subject>>> subjects(Partition partition, long from, int max) {
        return link.commands()
                .zrange(keys.cases(partition), from, from + max - 1)
                .thenCompose(ids -> {
                    List<CompletableFuture<Optional<Subject>>> reads = ids.stream()
                            .map(id -> subject(partition, id).toCompletableFuture())
                            .toList();
                    return CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new))
                            .thenApply(all ->
                                    reads.stream().map(CompletableFuture::join).toList());
                });
    }

    private CompletionStage<Optional<Subject>> subject(Partition partition, String caseId) {
        return link.commands()
                .hmget(keys.reviewCase(partition, caseId), "subject_kind", "subject_id")
                .thenApply(fields -> fields.stream().allMatch(KeyValue::hasValue)
                        ? Optional.of(new Subject(
                                Subject.Kind.valueOf(fields.get(0).getValue().toUpperCase(Locale.ROOT)),
                                fields.get(1).getValue()))
                        : Optional.<Subject>empty())
                .exceptionallyCompose(failure -> unreadable(failure)
                        ? CompletableFuture.completedFuture(Optional.empty())
                        : CompletableFuture.failedFuture(failure));
    }

    /** Something else lies where the case should; a Redis that is away is none of these. */
    private static boolean unreadable(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof IllegalArgumentException || cause instanceof RedisCommandExecutionException;
    }

    @Override
    public CompletionStage<Long> count(Partition partition) {
        return link.commands().zcard(keys.cases(partition));
    }
}
