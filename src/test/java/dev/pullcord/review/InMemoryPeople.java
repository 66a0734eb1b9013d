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
import java.util.stream.Stream;

/** People forgotten with the process. Runs the same {@link PeopleContract} as those in Redis. */
public final class InMemoryPeople implements People {
    private record Invitation(String moderatorId, Instant expiresAt) {}

    private final Map<String, Person> moderators = new HashMap<>();
    private final Map<String, String> tokens = new HashMap<>();
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
    public synchronized CompletionStage<Void> add(Moderator moderator) {
        moderators.put(moderator.id(), Person.of(moderator));
        return done(null);
    }

    @Override
    public synchronized CompletionStage<Optional<Person>> change(String moderatorId, UnaryOperator<Person> change) {
        return done(Optional.ofNullable(moderators.computeIfPresent(moderatorId, (id, p) -> change.apply(p))));
    }

    @Override
    public synchronized CompletionStage<Void> addToken(String moderatorId, String tokenDigest, Instant now) {
        tokens.put(tokenDigest, moderatorId);
        return done(null);
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
        tokens.values().removeIf(moderatorId::equals);
        return done(before - tokens.size());
    }

    @Override
    public synchronized CompletionStage<Void> remove(String moderatorId) {
        moderators.remove(moderatorId);
        return revokeAll(moderatorId).thenAccept(revoked -> {});
    }

    @Override
    public synchronized CompletionStage<Optional<Moderator>> findByToken(String tokenDigest) {
        return done(Optional.ofNullable(tokens.get(tokenDigest))
                .map(moderators::get)
                .filter(p -> !p.disabled())
                .map(Person::moderator));
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
        found.ifPresent(moderator -> tokenDigest.ifPresent(digest -> tokens.put(digest, moderator.id())));
        return done(found);
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
