package dev.pullcord.redis;

import dev.pullcord.review.Moderator;
import dev.pullcord.review.People;
import dev.pullcord.wire.StoredJson;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** People, their tokens and invitations on Redis. */
public final class RedisPeople implements People {
    private enum Redeem {
        REDEEMED,
        UNKNOWN
    }

    private final RedisLink link;
    private final Keys keys;
    private final Script redeem;

    RedisPeople(RedisLink link, Keys keys) {
        this.link = link;
        this.keys = keys;
        this.redeem = new Script(link, "redeem_invitation");
    }

    @Override
    public CompletionStage<List<Moderator>> all(String platform) {
        return link.commands()
                .hgetall(keys.moderators())
                .thenApply(hash -> hash.values().stream()
                        .map(json -> StoredJson.read(json, Moderator.class))
                        .filter(m -> m.platform().equals(platform))
                        .sorted(Comparator.comparing(Moderator::name))
                        .toList());
    }

    @Override
    public CompletionStage<Void> add(Moderator moderator) {
        return link.commands()
                .hset(keys.moderators(), moderator.id(), StoredJson.write(moderator))
                .thenAccept(set -> {});
    }

    @Override
    public CompletionStage<Void> addToken(String moderatorId, String tokenDigest, Instant now) {
        return link.commands().hset(keys.tokens(), tokenDigest, moderatorId).thenAccept(set -> {});
    }

    @Override
    public CompletionStage<Void> revokeToken(String tokenDigest) {
        return link.commands().hdel(keys.tokens(), tokenDigest).thenAccept(gone -> {});
    }

    @Override
    public CompletionStage<Optional<Moderator>> findByToken(String tokenDigest) {
        return link.commands()
                .hget(keys.tokens(), tokenDigest)
                .thenCompose(id -> id == null ? CompletableFuture.completedFuture(Optional.empty()) : find(id));
    }

    private CompletionStage<Optional<Moderator>> find(String id) {
        return link.commands()
                .hget(keys.moderators(), id)
                .thenApply(json -> Optional.ofNullable(json).map(j -> StoredJson.read(j, Moderator.class)));
    }

    @Override
    public CompletionStage<Void> invite(String codeDigest, String moderatorId, Instant expiresAt, Instant now) {
        return link.commands()
                .hset(keys.invitations(), codeDigest, moderatorId + ' ' + CaseFields.millis(expiresAt))
                .thenAccept(set -> {});
    }

    @Override
    public CompletionStage<Optional<Moderator>> redeem(String codeDigest, String tokenDigest, Instant now) {
        return redeem.run(
                        List.of(keys.invitations(), keys.moderators(), keys.tokens()),
                        List.of(codeDigest, tokenDigest, CaseFields.millis(now)))
                .thenApply(words -> switch (Script.word(Redeem.class, words.get(0))) {
                    case REDEEMED -> Optional.of(StoredJson.read(words.get(1), Moderator.class));
                    case UNKNOWN -> Optional.empty();
                });
    }
}
