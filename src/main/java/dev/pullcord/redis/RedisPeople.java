package dev.pullcord.redis;

import dev.pullcord.review.Moderator;
import dev.pullcord.review.People;
import dev.pullcord.review.Person;
import dev.pullcord.review.PersonalToken;
import dev.pullcord.review.Unsaid;
import dev.pullcord.wire.StoredJson;
import io.lettuce.core.Range;
import io.lettuce.core.ScoredValue;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** People, their tokens and invitations on Redis. */
public final class RedisPeople implements People {
    private static final String STALE = "stale"; // no record is this
    private static final Duration NAME_HELD = Duration.ofSeconds(10); // longer than to look and to enter

    private enum Redeem {
        REDEEMED,
        UNKNOWN
    }

    private enum GiveBack {
        RELEASED,
        NOT_YOURS
    }

    private enum Swap {
        SWAPPED,
        STALE
    }

    private enum Change {
        CHANGED,
        STALE
    }

    private enum Forget {
        FORGOTTEN,
        GONE
    }

    private final RedisLink link;
    private final Keys keys;
    private final Script redeem;
    private final Script swap;
    private final Script giveBackName;
    private final Script change;
    private final Script forget;

    RedisPeople(RedisLink link, Keys keys) {
        this.link = link;
        this.keys = keys;
        this.redeem = new Script(link, "redeem_invitation");
        this.swap = new Script(link, "swap_field");
        this.giveBackName = new Script(link, "give_back_name");
        this.change = new Script(link, "change_person");
        this.forget = new Script(link, "forget_unsaid");
    }

    @Override
    public CompletionStage<List<Moderator>> all(String platform) {
        return everyone(platform)
                .thenApply(all -> all.stream()
                        .filter(person -> !person.disabled())
                        .map(Person::moderator)
                        .toList());
    }

    @Override
    public CompletionStage<List<Person>> everyone(String platform) {
        return link.commands()
                .hgetall(keys.moderators())
                .thenApply(hash -> hash.values().stream()
                        .map(json -> StoredJson.read(json, Person.class))
                        .filter(person -> person.platform().equals(platform))
                        .sorted(Comparator.comparing(Person::name))
                        .toList());
    }

    @Override
    public CompletionStage<Optional<Person>> find(String moderatorId) {
        return link.commands()
                .hget(keys.moderators(), moderatorId)
                .thenApply(json -> Optional.ofNullable(json).map(j -> StoredJson.read(j, Person.class)));
    }

    @Override
    public CompletionStage<Void> add(Moderator moderator) {
        return link.commands()
                .hset(keys.moderators(), moderator.id(), StoredJson.write(Person.of(moderator)))
                .thenAccept(set -> {});
    }

    @Override
    public CompletionStage<Boolean> take(String platform, String name, String taker) {
        return link.commands()
                .set(keys.name(platform, name), taker, SetArgs.Builder.nx().px(NAME_HELD))
                .thenApply(reply -> reply != null);
    }

    @Override
    public CompletionStage<Void> giveBack(String platform, String name, String taker) {
        return giveBackName
                .run(List.of(keys.name(platform, name)), List.of(taker))
                .thenAccept(words -> Script.word(GiveBack.class, words.get(0)));
    }

    @Override
    public CompletionStage<Optional<Person>> change(String moderatorId, UnaryOperator<Person> change) {
        return Contended.until("a change of a person", () -> tryChange(moderatorId, change));
    }

    private CompletionStage<Optional<Optional<Person>>> tryChange(String moderatorId, UnaryOperator<Person> change) {
        return link.commands().hget(keys.moderators(), moderatorId).thenCompose(json -> {
            if (json == null) {
                return CompletableFuture.completedFuture(Optional.of(Optional.empty()));
            }
            Person next = change.apply(StoredJson.read(json, Person.class));
            return swap.run(List.of(keys.moderators()), List.of(moderatorId, json, StoredJson.write(next)))
                    .thenApply(words -> switch (Script.word(Swap.class, words.get(0))) {
                        case SWAPPED -> Optional.of(Optional.of(next));
                        case STALE -> Optional.empty();
                    });
        });
    }

    /** What is kept is compared as text: an older version may have written the same person otherwise. */
    @Override
    public CompletionStage<Boolean> swap(Person before, Person next, Unsaid unsaid, Optional<Person> keeper) {
        return kept(Optional.of(before))
                .thenCombine(kept(keeper), List::of)
                .thenCompose(kept -> kept.contains(STALE)
                        ? CompletableFuture.completedFuture(false)
                        : change.run(
                                        List.of(keys.moderators(), keys.unsaid()),
                                        List.of(
                                                before.id(),
                                                kept.get(0),
                                                StoredJson.write(next),
                                                StoredJson.write(unsaid),
                                                keeper.map(Person::id).orElse(""),
                                                kept.get(1)))
                                .thenApply(words -> Script.word(Change.class, words.get(0)) == Change.CHANGED));
    }

    /** His record, if he still is so; empty for nobody. */
    private CompletionStage<String> kept(Optional<Person> as) {
        return as.map(person -> link.commands()
                        .hget(keys.moderators(), person.id())
                        .thenApply(json -> json != null
                                        && StoredJson.read(json, Person.class).equals(person)
                                ? json
                                : STALE))
                .orElseGet(() -> CompletableFuture.completedFuture(""));
    }

    @Override
    public CompletionStage<Optional<Unsaid>> unsaid(String moderatorId) {
        return link.commands()
                .hget(keys.unsaid(), moderatorId)
                .thenApply(json -> Optional.ofNullable(json).map(j -> StoredJson.read(j, Unsaid.class)));
    }

    @Override
    public CompletionStage<Map<String, Unsaid>> unsaid() {
        return link.commands()
                .hgetall(keys.unsaid())
                .thenApply(all -> all.entrySet().stream()
                        .collect(
                                Collectors.toMap(Map.Entry::getKey, e -> StoredJson.read(e.getValue(), Unsaid.class))));
    }

    @Override
    public CompletionStage<Void> said(String moderatorId, Unsaid unsaid) {
        return forget.run(List.of(keys.unsaid()), List.of(moderatorId, StoredJson.write(unsaid)))
                .thenAccept(words -> Script.word(Forget.class, words.get(0)));
    }

    @Override
    public CompletionStage<Void> addToken(PersonalToken token) {
        return link.commands()
                .hset(keys.tokens(), token.digest(), StoredJson.write(token))
                .thenAccept(set -> {});
    }

    @Override
    public CompletionStage<List<PersonalToken>> tokens(String moderatorId) {
        return link.commands()
                .hgetall(keys.tokens())
                .thenApply(all -> all.entrySet().stream()
                        .map(e -> token(e.getKey(), e.getValue()))
                        .filter(token -> token.personId().equals(moderatorId))
                        .sorted(Comparator.comparing(
                                        (PersonalToken t) -> t.createdAt().orElse(Instant.EPOCH))
                                .reversed())
                        .toList());
    }

    /** A token that a link became, or that is older than its record, is kept as its owner's id alone. */
    private static PersonalToken token(String digest, String kept) {
        return kept.startsWith("{")
                ? StoredJson.read(kept, PersonalToken.class)
                : PersonalToken.whole(digest, kept, Optional.empty());
    }

    @Override
    public CompletionStage<Void> revokeToken(String tokenDigest) {
        return link.commands().hdel(keys.tokens(), tokenDigest).thenAccept(gone -> {});
    }

    /** Invitations first: one that is taken meanwhile has left a token, which is then seen. */
    @Override
    public CompletionStage<Long> revokeAll(String moderatorId) {
        return withdraw(keys.invitations(), known -> known.substring(0, known.lastIndexOf(' ')), moderatorId)
                .thenCompose(invitations ->
                        withdraw(keys.tokens(), known -> token("", known).personId(), moderatorId));
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
                .thenCompose(gone -> link.commands().zrem(keys.seen(), moderatorId))
                .thenCompose(gone -> revokeAll(moderatorId))
                .thenAccept(revoked -> {});
    }

    @Override
    public CompletionStage<Optional<Bearer>> findByToken(String tokenDigest) {
        return link.commands().hget(keys.tokens(), tokenDigest).thenCompose(kept -> {
            if (kept == null) {
                return CompletableFuture.completedFuture(Optional.empty());
            }
            PersonalToken token = token(tokenDigest, kept);
            return find(token.personId())
                    .thenApply(found ->
                            found.filter(person -> !person.disabled()).map(person -> new Bearer(person, token)));
        });
    }

    @Override
    public CompletionStage<Void> seen(String moderatorId, Instant now) {
        return link.commands()
                .zadd(keys.seen(), (double) now.toEpochMilli(), moderatorId)
                .thenAccept(added -> {});
    }

    @Override
    public CompletionStage<Map<String, Instant>> seenSince(Instant since) {
        return link.commands()
                .zrangebyscoreWithScores(
                        keys.seen(),
                        Range.from(Range.Boundary.including(since.toEpochMilli()), Range.Boundary.unbounded()))
                .thenApply(found -> found.stream()
                        .collect(Collectors.toMap(
                                ScoredValue::getValue, one -> Instant.ofEpochMilli((long) one.getScore()))));
    }

    @Override
    public CompletionStage<Void> left(String moderatorId) {
        return link.commands().zrem(keys.seen(), moderatorId).thenAccept(gone -> {});
    }

    @Override
    public CompletionStage<Void> invite(String codeDigest, String moderatorId, Instant expiresAt, Instant now) {
        return link.commands()
                .hset(keys.invitations(), codeDigest, moderatorId + ' ' + CaseFields.millis(expiresAt))
                .thenCompose(set -> forgetExpired(now));
    }

    /** Links that nobody took in time are good for nothing: with each new one the old ones go. */
    private CompletionStage<Void> forgetExpired(Instant now) {
        return link.commands().hgetall(keys.invitations()).thenCompose(all -> {
            String[] over = all.entrySet().stream()
                    .filter(e ->
                            Long.parseLong(e.getValue().substring(e.getValue().lastIndexOf(' ') + 1))
                                    <= now.toEpochMilli())
                    .map(Map.Entry::getKey)
                    .toArray(String[]::new);
            return over.length == 0
                    ? CompletableFuture.completedFuture(null)
                    : link.commands().hdel(keys.invitations(), over).thenAccept(gone -> {});
        });
    }

    @Override
    public CompletionStage<Optional<Person>> invited(String codeDigest, Instant now) {
        return link.commands().hget(keys.invitations(), codeDigest).thenCompose(known -> {
            int space = known == null ? -1 : known.lastIndexOf(' ');
            return known == null || Long.parseLong(known.substring(space + 1)) <= now.toEpochMilli()
                    ? CompletableFuture.completedFuture(Optional.empty())
                    : find(known.substring(0, space)).thenApply(found -> found.filter(person -> !person.disabled()));
        });
    }

    @Override
    public CompletionStage<Optional<Moderator>> redeem(String codeDigest, Optional<String> tokenDigest, Instant now) {
        return redeem.run(
                        List.of(keys.invitations(), keys.moderators(), keys.tokens()),
                        List.of(codeDigest, tokenDigest.orElse(""), CaseFields.millis(now)))
                .thenApply(words -> switch (Script.word(Redeem.class, words.get(0))) {
                    case REDEEMED ->
                        Optional.of(StoredJson.read(words.get(1), Person.class).moderator());
                    case UNKNOWN -> Optional.empty();
                });
    }
}
