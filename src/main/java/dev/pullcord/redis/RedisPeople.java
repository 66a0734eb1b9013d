package dev.pullcord.redis;

import dev.pullcord.review.Moderator;
import dev.pullcord.review.People;
import dev.pullcord.wire.StoredJson;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

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

    /** Invitations first: one that is taken meanwhile has left a token, which is then seen. */
    @Override
    public CompletionStage<Long> revokeAll(String moderatorId) {
        return withdraw(keys.invitations(), known -> known.substring(0, known.lastIndexOf(' ')), moderatorId)
                .thenCompose(invitations -> withdraw(keys.tokens(), known -> known, moderatorId));
    }

    private CompletionStage<Long> withdraw(String hash, UnaryOperator<String> owner, String moderatorId) {
        return link.commands().hgetall(hash).thenCompose(all -> {
            String[] his = all.entrySet().stream()
                    .filter(e -> owner.apply(e.getValue()).equals(moderatorId))
                    .map(Map.Entry::getKey)
                    .toArray(String[]::new);
            return his.length == 0
                    ? CompletableFuture.completedFuture(0L)
                    : link.commands().hdel(hash, his);
        });
    }

    /** Who is not in the books has no token that speaks; what is left of them after a crash is dead letters. */
    @Override
    public CompletionStage<Void> remove(String moderatorId) {
        return link.commands()
                .hdel(keys.moderators(), moderatorId)
                .thenCompose(gone -> revokeAll(moderatorId))
                .thenAccept(revoked -> {});
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
