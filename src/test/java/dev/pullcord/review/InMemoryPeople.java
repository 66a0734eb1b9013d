package dev.pullcord.review;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** People forgotten with the process. Runs the same {@link PeopleContract} as those in Redis. */
public class InMemoryPeople implements People {
    private final Map<String, String> names = new HashMap<>();

    private record Invitation(String moderatorId, Instant expiresAt) {}

    private final Map<String, Person> moderators = new HashMap<>();
    private final Map<String, Unsaid> unsaid = new HashMap<>();
    private final Map<String, PersonalToken> tokens = new HashMap<>();
    private final Map<String, Instant> seen = new HashMap<>();
    private final Map<String, Invitation> invitations = new HashMap<>();

    @Override
    public synchronized CompletionStage<List<Moderator>> all(String platform) {
        return done(
                of(platform).filter(p -> !p.disabled()).map(Person::moderator).toList());
    }

    @Override
    public synchronized CompletionStage<List<Person>> everyone(String platform) {
        return done(of(platform).toList());
    }

    private Stream<Person> of(String platform) {
        return moderators.values().stream()
                .filter(p -> p.platform().equals(platform))
                .sorted(Comparator.comparing(Person::name));
    }

    @Override
    public synchronized CompletionStage<Optional<Person>> find(String moderatorId) {
        return done(Optional.ofNullable(moderators.get(moderatorId)));
    }

    @Override
    public synchronized CompletionStage<Boolean> take(String platform, String name, String taker) {
        return done(names.putIfAbsent(platform + ' ' + name, taker) == null);
    }

    @Override
    public synchronized CompletionStage<Void> giveBack(String platform, String name, String taker) {
        names.remove(platform + ' ' + name, taker);
        return done(null);
    }

    @Override
    public synchronized CompletionStage<Void> add(Moderator moderator) {
        moderators.put(moderator.id(), Person.of(moderator));
        return done(null);
    }

    @Override
    public synchronized CompletionStage<Optional<Person>> change(String moderatorId, UnaryOperator<Person> change) {
        return done(Optional.ofNullable(moderators.computeIfPresent(moderatorId, (id, p) -> change.apply(p))));
    }

    @Override
    public synchronized CompletionStage<Boolean> swap(
            Person before, Person next, Unsaid what, Optional<Person> keeper) {
        boolean stays = keeper.stream().allMatch(one -> one.equals(moderators.get(one.id())));
        if (!before.equals(moderators.get(before.id())) || !stays || unsaid.containsKey(before.id())) {
            return done(false);
        }
        moderators.put(before.id(), next);
        unsaid.put(before.id(), what);
        return done(true);
    }

    @Override
    public synchronized CompletionStage<Optional<Unsaid>> unsaid(String moderatorId) {
        return done(Optional.ofNullable(unsaid.get(moderatorId)));
    }

    @Override
    public synchronized CompletionStage<Map<String, Unsaid>> unsaid() {
        return done(Map.copyOf(unsaid));
    }

    @Override
    public synchronized CompletionStage<Void> said(String moderatorId, Unsaid what) {
        unsaid.remove(moderatorId, what);
        return done(null);
    }

    @Override
    public synchronized CompletionStage<Void> addToken(PersonalToken token) {
        tokens.put(token.digest(), token);
        return done(null);
    }

    @Override
    public synchronized CompletionStage<List<PersonalToken>> tokens(String moderatorId) {
        return done(tokens.values().stream()
                .filter(t -> t.personId().equals(moderatorId))
                .sorted(Comparator.comparing((PersonalToken t) -> t.createdAt().orElse(Instant.EPOCH))
                        .reversed())
                .toList());
    }

    @Override
    public synchronized CompletionStage<Void> revokeToken(String tokenDigest) {
        tokens.remove(tokenDigest);
        return done(null);
    }

    @Override
    public synchronized CompletionStage<Long> revokeAll(String moderatorId) {
        long before = tokens.size();
        invitations.values().removeIf(i -> i.moderatorId().equals(moderatorId));
        tokens.values().removeIf(t -> t.personId().equals(moderatorId));
        return done(before - tokens.size());
    }

    @Override
    public synchronized CompletionStage<Void> remove(String moderatorId) {
        moderators.remove(moderatorId);
        return revokeAll(moderatorId).thenAccept(revoked -> {});
    }

    @Override
    public synchronized CompletionStage<Optional<Bearer>> findByToken(String tokenDigest) {
        return done(Optional.ofNullable(tokens.get(tokenDigest))
                .flatMap(token -> Optional.ofNullable(moderators.get(token.personId()))
                        .filter(p -> !p.disabled())
                        .map(p -> new Bearer(p, token))));
    }

    @Override
    public synchronized CompletionStage<Void> seen(String moderatorId, Instant now) {
        seen.put(moderatorId, now);
        return done(null);
    }

    @Override
    public synchronized CompletionStage<Map<String, Instant>> seenSince(Instant since) {
        return done(seen.entrySet().stream()
                .filter(e -> !e.getValue().isBefore(since))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Override
    public synchronized CompletionStage<Void> left(String moderatorId) {
        seen.remove(moderatorId);
        return done(null);
    }

    @Override
    public synchronized CompletionStage<Void> invite(
            String codeDigest, String moderatorId, Instant expiresAt, Instant now) {
        invitations.put(codeDigest, new Invitation(moderatorId, expiresAt));
        return done(null);
    }

    @Override
    public synchronized CompletionStage<Optional<Person>> invited(String codeDigest, Instant now) {
        return done(Optional.ofNullable(invitations.get(codeDigest))
                .filter(i -> i.expiresAt().isAfter(now))
                .map(i -> moderators.get(i.moderatorId()))
                .filter(p -> !p.disabled()));
    }

    @Override
    public synchronized CompletionStage<Optional<Moderator>> redeem(
            String codeDigest, Optional<String> tokenDigest, Instant now) {
        Optional<Moderator> found = Optional.ofNullable(invitations.remove(codeDigest))
                .filter(i -> i.expiresAt().isAfter(now))
                .map(i -> moderators.get(i.moderatorId()))
                .map(Person::moderator);
        found.ifPresent(moderator -> tokenDigest.ifPresent(
                digest -> tokens.put(digest, PersonalToken.whole(digest, moderator.id(), Optional.empty()))));
        return done(found);
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
