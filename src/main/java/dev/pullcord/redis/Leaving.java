package dev.pullcord.redis;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pullcord.evidence.KeptCase;
import dev.pullcord.evidence.LegalHold.Target;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import io.lettuce.core.Range;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Whether anything in Redis still leads to a case, so that it would soon be back. Only to spare that: whatever is overlooked here brings the
 * case back when it is asked for.
 */
final class Leaving {
    private static final long MOST_REPORTS = 1_000;

    private final RedisLink link;
    private final Keys keys;
    private final KeptCases cases;
    private final Cache<String, KeptCases.Found> lately = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    Leaving(RedisLink link, Keys keys, KeptCases cases) {
        this.link = link;
        this.keys = keys;
        this.cases = cases;
    }

    /** This was read just now, and need not be read again. */
    void read(KeptCases.Found found) {
        lately.put(place(found.kept()), found);
    }

    private static String place(KeptCase kept) {
        return kept.partition().platform() + '/' + kept.id() + '/' + kept.version();
    }

    CompletionStage<Boolean> mayGo(Platform platform, KeptCase kept, Instant now) {
        KeptCases.Found known = lately.asMap().remove(place(kept));
        CompletionStage<Optional<KeptCases.Found>> read = known != null
                ? CompletableFuture.completedFuture(Optional.of(known))
                : cases.find(platform, kept.partition(), kept.id(), now);
        return read.thenCompose(found -> found.isEmpty()
                        || found.get().kept().version() != kept.version()
                        || !found.get().kept().waits().isEmpty()
                        || !found.get().filings().isEmpty() // filings are listed, and read, by themselves
                        || found.get().whole().proposal().isPresent()
                        || found.get().whole().reportCount() > MOST_REPORTS
                ? CompletableFuture.completedFuture(false)
                : free(found.get(), now));
    }

    private CompletionStage<Boolean> free(KeptCases.Found found, Instant now) {
        Partition partition = found.kept().partition();
        String id = found.kept().id();
        List<CompletableFuture<Boolean>> leads = new ArrayList<>();
        found.actions().forEach(action -> leads.add(listed(keys.failed(partition), action)));
        found.decisions().forEach(decision -> leads.add(listed(keys.alone(partition), decision)));
        found.reviews().forEach(review -> leads.add(listed(keys.reviewsWaiting(partition), review)));
        found.notices().forEach(notice -> {
            leads.add(listed(keys.notifying(partition), notice));
            leads.add(listed(keys.unnotified(partition), notice));
            leads.add(listed(keys.incidents(partition), notice));
        });
        leads.add(listed(keys.turns(partition), id));
        leads.add(listed(keys.paged(partition), id));
        leads.add(link.commands().hexists(keys.gold(partition), id).toCompletableFuture());
        leads.add(held(partition, Target.ofCase(id), now));
        found.kept().account().ifPresent(account -> leads.add(held(partition, Target.account(account), now)));
        return RedisReviewQueue.all(leads).thenApply(all -> all.stream().noneMatch(lead -> lead));
    }

    private CompletableFuture<Boolean> listed(String key, String member) {
        return link.commands()
                .zscore(key, member)
                .thenApply(score -> score != null)
                .toCompletableFuture();
    }

    private CompletableFuture<Boolean> held(Partition partition, Target target, Instant now) {
        return link.commands()
                .zcount(
                        keys.held(partition, target),
                        Range.from(Range.Boundary.excluding(now.toEpochMilli()), Range.Boundary.unbounded()))
                .thenApply(many -> many > 0)
                .toCompletableFuture();
    }
}
