package dev.pullcord.review;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.AuditLog;
import dev.pullcord.audit.ChainId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/**
 * Who works the desk, changed. Each change is written down before it is made: people lie in another slot than the audit
 * chains. Thread-safe; from the console and from the shell alike.
 */
public final class PeopleDesk {
    /** How long a sign-in link is good. */
    public static final Duration INVITATION = Duration.ofHours(24);

    private final People people;
    private final AuditLog audit;
    private final Clock clock;

    public PeopleDesk(People people, AuditLog audit, Clock clock) {
        this.people = people;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Who makes a change.
     *
     * @param id a moderator's id, or {@code shell:<user>}
     * @param role the role he acts in
     */
    public record Actor(String id, String role) {
        private static final String OPERATOR = "operator";

        /** Whoever has the machine: he can undo whatever he does to its people. */
        public static Actor operator(String id) {
            return new Actor(id, OPERATOR);
        }

        public static Actor of(Moderator moderator) {
            return new Actor(moderator.id(), moderator.role().word());
        }
    }

    /** What came of a change. */
    public sealed interface Reply {
        /** It is made; {@code person} as he is now. */
        record Done(Person person) implements Reply {}

        record Unknown() implements Reply {}

        /** Somebody else here is called so. */
        record NameTaken() implements Reply {}

        /** Nobody would be left who could undo it. */
        record LastAdmin() implements Reply {}
    }

    /** Whom a name or an id means; more than one when several are called so. */
    public CompletionStage<List<Person>> named(String platform, String nameOrId) {
        return people.everyone(platform).thenApply(all -> {
            Optional<Person> byId =
                    all.stream().filter(p -> p.id().equals(nameOrId)).findFirst();
            return byId.map(List::of)
                    .orElseGet(() ->
                            all.stream().filter(p -> p.name().equals(nameOrId)).toList());
        });
    }

    /** Enters somebody whose name nobody has yet. */
    public CompletionStage<Reply> enter(Actor actor, Moderator moderator) {
        return named(moderator.platform(), moderator.name()).thenCompose(found -> {
            if (!found.isEmpty()) {
                return done(new Reply.NameTaken());
            }
            Map<String, String> detail = Map.of(
                    "person",
                    moderator.id(),
                    "name",
                    moderator.name(),
                    "role",
                    moderator.role().word());
            return write(actor, moderator.platform(), "person_added", detail)
                    .thenCompose(written -> people.add(moderator))
                    .thenApply(added -> new Reply.Done(Person.of(moderator)));
        });
    }

    /** Gives another role: what speaks for him does so in it from then on, and his sessions are over. */
    public CompletionStage<Reply> give(Actor actor, Person person, Role role) {
        if (person.role() == role) {
            return done(new Reply.Done(person));
        }
        Map<String, String> detail = Map.of(
                "person",
                person.id(),
                "role",
                role.word(),
                "roleBefore",
                person.role().word());
        return unlessLastAdmin(
                actor, person, role == Role.ADMIN, () -> change(actor, person, "role_given", detail, p -> p.in(role)));
    }

    /** From now on nothing speaks for him and he is given no work. */
    public CompletionStage<Reply> disable(Actor actor, Person person) {
        Instant now = clock.instant();
        return unlessLastAdmin(
                actor,
                person,
                false,
                () -> change(actor, person, "person_disabled", Map.of("person", person.id()), p -> p.disabled(now)));
    }

    public CompletionStage<Reply> enable(Actor actor, Person person) {
        return change(actor, person, "person_enabled", Map.of("person", person.id()), Person::enabled);
    }

    /**
     * Another profile.
     *
     * @param changed the names of what differs
     */
    public CompletionStage<Reply> profile(Actor actor, Person person, Profile profile, String changed) {
        return change(
                actor,
                person,
                "profile_changed",
                Map.of("person", person.id(), "changed", changed),
                p -> p.with(profile));
    }

    /** What somebody wants for himself: that he changed it is written down, and not what it is. */
    public CompletionStage<Reply> prefer(Moderator self, Preferences preferences) {
        return people.find(self.id())
                .thenCompose(found -> found.isEmpty()
                        ? done(new Reply.Unknown())
                        : change(
                                Actor.of(self),
                                found.get(),
                                "preferences_changed",
                                Map.of("person", self.id()),
                                p -> p.with(preferences)));
    }

    /** Keeps the code of a sign-in link. */
    public CompletionStage<Void> invite(Actor actor, Moderator moderator, String codeDigest) {
        Instant now = clock.instant();
        Instant until = now.plus(INVITATION);
        return write(
                        actor,
                        moderator.platform(),
                        "person_invited",
                        Map.of("person", moderator.id(), "until", AuditDraft.time(until)))
                .thenCompose(written -> people.invite(codeDigest, moderator.id(), until, now));
    }

    /** Lets a token speak for somebody. */
    public CompletionStage<Void> addToken(Actor actor, Moderator moderator, PersonalToken token) {
        return write(actor, moderator.platform(), "token_added", Map.of("person", moderator.id(), "digest", token.id()))
                .thenCompose(written -> people.addToken(token));
    }

    /** Makes one of his tokens good for nothing; false if he has none of this id. */
    public CompletionStage<Boolean> revokeToken(Actor actor, Moderator owner, String tokenId) {
        return people.tokens(owner.id()).thenCompose(all -> {
            Optional<PersonalToken> meant =
                    all.stream().filter(t -> t.id().equals(tokenId)).findFirst();
            return meant.isEmpty()
                    ? done(false)
                    : write(actor, owner.platform(), "token_revoked", Map.of("person", owner.id(), "digest", tokenId))
                            .thenCompose(
                                    written -> people.revokeToken(meant.get().digest()))
                            .thenApply(revoked -> true);
        });
    }

    private CompletionStage<Reply> change(
            Actor actor, Person person, String verb, Map<String, String> detail, UnaryOperator<Person> change) {
        return write(actor, person.platform(), verb, detail)
                .thenCompose(written -> people.change(person.id(), change))
                .thenApply(now -> now.<Reply>map(Reply.Done::new).orElseGet(Reply.Unknown::new));
    }

    /** Two may do this to each other at once: whoever then finds nobody left puts back what he changed. */
    private CompletionStage<Reply> unlessLastAdmin(
            Actor actor,
            Person person,
            boolean staysAdmin,
            java.util.function.Supplier<CompletionStage<Reply>> change) {
        if (person.role() != Role.ADMIN
                || staysAdmin
                || person.disabled()
                || actor.role().equals(Actor.OPERATOR)) {
            return change.get();
        }
        return people.all(person.platform())
                .thenCompose(all -> all.stream().anyMatch(m -> m.role() == Role.ADMIN && !m.id().equals(person.id()))
                        ? change.get().thenCompose(reply -> unlessNobodyIsLeft(actor, person, reply))
                        : done(new Reply.LastAdmin()));
    }

    private CompletionStage<Reply> unlessNobodyIsLeft(Actor actor, Person person, Reply reply) {
        return people.all(person.platform())
                .thenCompose(all -> all.stream().anyMatch(m -> m.role() == Role.ADMIN)
                        ? done(reply)
                        : change(
                                        actor,
                                        person,
                                        "role_given",
                                        Map.of(
                                                "person",
                                                person.id(),
                                                "role",
                                                Role.ADMIN.word(),
                                                "why",
                                                "nobody was left"),
                                        p -> p.enabled().in(Role.ADMIN))
                                .thenApply(back -> new Reply.LastAdmin()));
    }

    private CompletionStage<Void> write(Actor actor, String platform, String verb, Map<String, String> detail) {
        AuditDraft draft = new AuditDraft(
                clock.instant(), actor.id(), actor.role(), verb, Optional.empty(), new TreeMap<>(detail));
        return audit.append(new ChainId(platform, 0, ChainId.Hand.ADMIN), draft).thenAccept(written -> {});
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
